"""What idle time and locks say of the person, one change at a time."""

from datetime import timedelta

import pytest

from movebreak.core.events import (
    Event,
    Moment,
    PersonSeen,
    Presence,
    PresenceChanged,
    Tick,
)
from movebreak.core.presence import (
    Begun,
    Change,
    Dropped,
    Found,
    Idled,
    Known,
    Locked,
    Looked,
    Lost,
    Resumed,
    Unlocked,
    Watched,
    Woke,
    look_at,
    take_in,
)
from tests import make

MINUTE = timedelta(minutes=1)
AWAY, IDLE = 5 * MINUTE, MINUTE
ACTIVE, GONE, UNKNOWN = Presence.ACTIVE, Presence.AWAY, Presence.UNKNOWN


class Person:
    """Somebody whom the senses see; `at` is in minutes since the morning."""

    def __init__(self, *first: Change) -> None:
        self.known = Known()
        self.posted: list[Event] = []
        self.see(0, Watched(AWAY, IDLE), *first, Begun())

    def see(
        self, at: float, *changes: Change, idle: timedelta | None = None
    ) -> list[Event]:
        """Take in the changes, and return what they post."""
        new: list[Event] = []
        for change in changes:
            self.known, events = take_in(self.known, change, make.moment(at), idle)
            new.extend(events)
        self.posted.extend(new)
        return new


def active(at: float) -> PresenceChanged:
    """Return the event that somebody is there since then."""
    return PresenceChanged(ACTIVE, make.moment(at))


def away(at: float, *, idle_only: bool = False) -> PresenceChanged:
    """Return the event that nobody is there since then."""
    return PresenceChanged(GONE, make.moment(at), idle_only)


def idle(at: float) -> PresenceChanged:
    """Return the event that nobody touches anything since then."""
    return PresenceChanged(Presence.IDLE, make.moment(at))


def unknown(at: float) -> PresenceChanged:
    """Return the event that nobody knows since then."""
    return PresenceChanged(UNKNOWN, make.moment(at))


def test_a_start_posts_once_what_is_known() -> None:
    """With a source somebody is there, without one nobody can tell."""
    assert Person(Found()).posted == [active(0)]
    assert Person().posted == [unknown(0)]


def test_a_start_in_the_middle_of_an_absence_is_no_return() -> None:
    """Only the absence is posted, since the last input."""
    assert Person(Found(AWAY)).posted == [away(-5, idle_only=True)]
    assert Person(Found(IDLE)).posted == [idle(-1)]
    assert Person(Found(AWAY), Locked("lock")).posted == [away(-5)]
    assert Person(Found(), Locked("lock")).posted == [away(0)]


def test_idle_past_the_shorter_threshold_is_idle_past_the_longer_away() -> None:
    """Both since the last input, and the return since the first."""
    person = Person(Found())
    assert person.see(11, Idled(IDLE)) == [idle(10)]
    assert person.see(15, Idled(AWAY)) == [away(10, idle_only=True)]
    assert person.see(30, Resumed()) == [active(30)]


def test_an_absence_never_begins_before_the_return_from_the_last() -> None:
    """However late or wrong the source is."""
    person = Person(Found())
    assert person.see(2, Idled(AWAY)) == [away(0, idle_only=True)]
    person.see(10, Resumed())
    assert person.see(12, Idled(AWAY)) == [away(10, idle_only=True)]


def test_a_lock_never_begins_before_a_return_that_another_source_told() -> None:
    """A better source may see less idle time than the one before."""
    person = Person(Found())
    person.see(0, Watched(AWAY))
    person.see(15, Idled(AWAY))
    assert person.see(16, Found(IDLE)) == [active(16)]
    assert person.see(17, Locked("lock")) == [away(16)]


def test_an_absence_across_a_sleep_begins_no_earlier_than_the_return_before() -> None:
    """Some systems count the sleep as idle time; one clock stands still in it."""
    person = Person(Found())
    awake, asleep = make.moment(1), make.moment(61)
    after = Moment(asleep.boot, awake.awake, asleep.wall)
    person.known, (event,) = take_in(person.known, Idled(AWAY), after)
    assert event == away(0, idle_only=True)


def test_what_is_said_twice_is_posted_once() -> None:
    """No event when nothing changed."""
    person = Person(Found())
    person.see(15, Idled(AWAY))
    assert person.see(16, Idled(AWAY), Idled(IDLE), Found(AWAY)) == []
    person.see(17, Resumed())
    assert person.see(18, Resumed(), Begun(), Watched(AWAY, IDLE)) == []
    assert person.see(19, Unlocked("lock"), Dropped("lock"), Looked()) == []


def test_a_lock_is_an_absence_from_its_moment() -> None:
    """And from the last input where that can be asked, but not before the return."""
    person = Person(Found())
    assert person.see(10, Locked("lock")) == [away(10)]
    assert person.see(20, Unlocked("lock")) == [active(20)]
    assert person.see(33, Locked("lock"), idle=3 * MINUTE) == [away(30)]
    assert person.see(40, Unlocked("lock")) == [active(40)]
    assert person.see(41, Locked("lock"), idle=3 * MINUTE) == [away(40)]


def test_a_lock_while_idle_is_an_absence_from_the_last_input() -> None:
    """Screens lock themselves when nobody has been there for a while."""
    person = Person(Found())
    person.see(11, Idled(IDLE))
    assert person.see(13, Locked("lock")) == [away(10)]


def test_a_lock_while_away_says_that_it_is_not_idle_time_alone() -> None:
    """Posted anew, with the same beginning."""
    person = Person(Found())
    person.see(15, Idled(AWAY))
    assert person.see(18, Locked("lock")) == [away(10)]


def test_idle_time_and_input_change_nothing_behind_a_lock() -> None:
    """A mouse that is pushed at the lock screen is no return."""
    person = Person(Found())
    person.see(10, Locked("lock"))
    assert person.see(15, Idled(AWAY), Resumed(), Idled(AWAY), Lost()) == []
    assert person.see(16, Found()) == []


def test_all_reasons_must_be_over() -> None:
    """Two sources tell of the same lock, or the session was switched away from."""
    person = Person(Found())
    assert person.see(10, Locked("lock"), Locked("switched")) == [away(10)]
    assert person.see(11, Unlocked("lock"), Unlocked("another")) == []
    assert person.see(12, Unlocked("switched")) == [active(12)]


def test_a_lock_is_an_absence_where_idle_time_is_unknown() -> None:
    """And the unlock shows that somebody is there, though it cannot last."""
    person = Person()
    assert person.see(10, Locked("lock")) == [away(10)]
    assert person.see(20, Unlocked("lock")) == [unknown(20), PersonSeen()]


def test_idle_time_without_a_source_is_not_believed() -> None:
    """A source that was closed may still have had something to say."""
    person = Person()
    assert person.see(10, Idled(AWAY)) == []


def test_an_unlock_is_input() -> None:
    """Though the idle source saw none."""
    person = Person(Found())
    person.see(15, Idled(AWAY), Locked("lock"))
    assert person.see(30, Unlocked("lock")) == [active(30)]


def test_who_unlocked_and_touched_nothing_is_away_again() -> None:
    """The source will not tell it once more, so it is looked at then."""
    person = Person(Found())
    person.see(11, Idled(IDLE))
    person.see(15, Idled(AWAY), Locked("lock"))
    person.see(30, Unlocked("lock"))
    assert look_at(person.known) == make.moment(31).awake
    assert person.see(31, Looked()) == [idle(30)]
    assert look_at(person.known) == make.moment(35).awake
    assert person.see(35, Looked()) == [away(30, idle_only=True)]
    assert look_at(person.known) is None
    assert person.see(36, Resumed()) == [active(36)]


def test_a_threshold_that_passes_after_an_unlock_counts_from_the_unlock() -> None:
    """The source counts from the input before."""
    person = Person(Found())
    person.see(11, Idled(IDLE))
    person.see(12, Locked("lock"))
    person.see(14, Unlocked("lock"))
    assert person.see(15, Idled(AWAY)) == [idle(14)]
    assert look_at(person.known) == make.moment(19).awake
    assert person.see(19, Looked()) == [away(14, idle_only=True)]


def test_nothing_is_looked_at_without_need() -> None:
    """Not while locked, and not once the source saw input."""
    person = Person(Found())
    assert look_at(person.known) is None
    person.see(15, Idled(AWAY), Locked("lock"), Unlocked("lock"))
    assert look_at(person.known) is not None
    person.see(16, Locked("lock"))
    assert look_at(person.known) is None
    person.see(17, Unlocked("lock"), Resumed())
    assert look_at(person.known) is None


def test_who_unlocked_and_works_on_is_not_taken_for_idle() -> None:
    """The source saw no idle time, so it owes no sign of life."""
    person = Person(Found())
    person.see(10, Locked("lock"))
    person.see(11, Unlocked("lock"))
    assert look_at(person.known) is None
    assert person.see(60, Looked()) == []
    assert person.see(65, Idled(AWAY)) == [away(60, idle_only=True)]


def test_a_wake_up_says_nothing_of_the_person() -> None:
    """But time has passed, and that is to be seen at once."""
    person = Person(Found())
    assert person.see(10, Woke()) == [Tick()]
    person.see(15, Idled(AWAY))
    assert person.see(60, Woke()) == [Tick()]
    person.see(61, Locked("lock"))
    assert person.see(90, Woke()) == [Tick()]


@pytest.mark.parametrize("before", [(), (Idled(IDLE),), (Idled(AWAY),)])
def test_a_lost_source_is_unknown(before: tuple[Change, ...]) -> None:
    """Nobody is kept away by a source that is gone."""
    person = Person(Found())
    person.see(15, *before)
    assert person.see(16, Lost()) == [unknown(16)]
    assert person.see(17, Found()) == [active(17)]


def test_a_lock_that_can_be_told_no_more_is_no_unlock() -> None:
    """What idle time says holds then, and nobody was seen."""
    person = Person()
    person.see(10, Locked("lock"))
    assert person.see(20, Dropped("lock")) == [unknown(20)]
    person = Person(Found())
    person.see(10, Locked("lock"))
    person.see(15, Idled(AWAY))
    assert person.see(20, Dropped("lock")) == [away(10, idle_only=True)]
    person = Person(Found())
    person.see(10, Locked("lock"))
    assert person.see(12, Dropped("lock")) == [active(12)]


def test_other_thresholds_count_from_now_on() -> None:
    """What is over by the new ones is away, what is not is not."""
    person = Person(Found())
    person.see(11, Idled(IDLE))
    person.see(15, Idled(AWAY))
    assert person.see(16, Watched(10 * MINUTE, IDLE)) == [idle(10)]
    assert person.see(20, Idled(10 * MINUTE)) == [away(10, idle_only=True)]
    assert person.see(21, Watched(20 * MINUTE)) == [active(21)]
    assert person.see(22, Watched(3 * MINUTE, None, 3 * MINUTE)) == [
        away(21, idle_only=True)
    ]


def test_a_saved_setting_while_away_is_no_return() -> None:
    """A source that says at once that the new threshold is over is believed."""
    person = Person(Found())
    person.see(15, Idled(AWAY))
    assert person.see(17, Watched(6 * MINUTE, None, 6 * MINUTE)) == []
    assert person.see(18, Watched(6 * MINUTE, IDLE)) == []


def test_nobody_idles_before_there_are_thresholds() -> None:
    """And what was said of other thresholds is not judged by those that come later."""
    known = Known()
    posted: list[Event] = []
    for change in (Found(), Begun(), Idled(AWAY), Watched(AWAY)):
        known, events = take_in(known, change, make.moment())
        posted.extend(events)
    assert posted == [active(0)]


def test_a_beginning_is_told_on_all_clocks() -> None:
    """Boot, awake and wall go back alike."""
    now = make.moment(15)
    known = Known(sees=True, away_after=AWAY, told=active(0))
    _, (event,) = take_in(known, Idled(AWAY), now)
    assert isinstance(event, PresenceChanged)
    assert event.since == Moment(now.boot - AWAY, now.awake - AWAY, now.wall - AWAY)
