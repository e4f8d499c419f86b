"""The sense for presence, with sources that tell what they are told to."""

from datetime import timedelta

from movebreak.core.events import IdleSeen, PersonSeen, Presence, PresenceChanged, Tick
from movebreak.errors import UnavailableError
from movebreak.senses.slots import NOTHINGS
from movebreak.senses.sources import (
    Idled,
    Locked,
    Resumed,
    SourceLostError,
    Unlocked,
    Woke,
)
from tests.fake_sources import idle_way, lock_way
from tests.senses.watched import AWAY, IDLE, MINUTE, SECOND, Watched

ACTIVE, GONE, UNKNOWN = Presence.ACTIVE, Presence.AWAY, Presence.UNKNOWN
PAUSE = 3 * SECOND


# What is posted.


def test_a_start_posts_at_once_how_the_person_is_seen() -> None:
    """Presence is unknown after a restart until it is told."""
    with Watched([idle_way()]) as desk:
        assert desk.posted == [PresenceChanged(ACTIVE, desk.clock.now())]
    with Watched() as desk:
        assert desk.posted == [PresenceChanged(UNKNOWN, desk.clock.now())]


def test_a_start_while_nobody_is_there_posts_that_alone() -> None:
    """A source says at once which thresholds are over, and a lock that it holds."""
    way = idle_way()
    way.now.over = {IDLE: [Idled(IDLE)], AWAY: [Idled(AWAY)]}
    with Watched([way]) as desk:
        (event,) = desk.posted
        assert isinstance(event, PresenceChanged)
        assert event.idle_only
        assert desk.clock.now().boot - event.since.boot == AWAY
    lock = lock_way()
    lock.now.tell(Locked("locked"))
    with Watched([idle_way()], [lock]) as desk:
        assert desk.posted == [PresenceChanged(GONE, desk.clock.now())]


def test_what_the_sources_see_is_posted() -> None:
    """Idle, away, back."""
    way = idle_way()
    with Watched([way]) as desk:
        desk.wait(MINUTE)
        way.now.tell(Idled(IDLE))
        desk.turn()
        desk.wait(4 * MINUTE)
        way.now.tell(Idled(AWAY))
        desk.turn()
        way.now.tell(Resumed())
        desk.turn()
        assert desk.seen == [ACTIVE, Presence.IDLE, GONE, ACTIVE]


def test_a_lock_is_dated_by_the_idle_time_that_can_be_asked() -> None:
    """A screen that locks itself after two minutes was left two minutes ago."""
    way, lock = idle_way(), lock_way()
    with Watched([way], [lock]) as desk:
        desk.wait(10 * MINUTE)
        way.now.since = 2 * MINUTE
        lock.now.tell(Locked("locked"))
        (event,) = desk.turn()
        assert isinstance(event, PresenceChanged)
        assert desk.clock.now().boot - event.since.boot == 2 * MINUTE


def test_a_lock_and_idle_time_seen_in_one_turn_begin_with_the_last_input() -> None:
    """Idle time is taken first, whichever came first."""
    way, lock = idle_way(), lock_way()
    with Watched([way], [lock]) as desk:
        desk.wait(10 * MINUTE)
        lock.now.tell(Locked("locked"))
        way.now.tell(Idled(AWAY))
        *_, event = desk.turn()
        assert isinstance(event, PresenceChanged)
        assert not event.idle_only
        assert desk.clock.now().boot - event.since.boot == AWAY


def test_two_sources_of_one_lock_are_two_reasons() -> None:
    """Both must say that it is over, though they call it by the same word."""
    locks = [lock_way("logind"), lock_way("the screen saver")]
    with Watched([idle_way()], locks) as desk:
        for lock in locks:
            lock.now.tell(Locked("locked"))
        desk.turn()
        locks[0].now.tell(Unlocked("locked"))
        assert desk.turn() == []
        locks[1].now.tell(Unlocked("locked"))
        assert desk.turn() == [PresenceChanged(ACTIVE, desk.clock.now())]


def test_an_unlock_without_any_idle_source_is_a_sign_of_a_person() -> None:
    """Who is there cannot be told, but somebody was."""
    lock = lock_way()
    with Watched([], [lock]) as desk:
        lock.now.tell(Locked("locked"))
        assert desk.turn() == [PresenceChanged(GONE, desk.clock.now())]
        desk.wait(MINUTE)
        lock.now.tell(Unlocked("locked"))
        now = desk.clock.now()
        assert desk.turn() == [PresenceChanged(UNKNOWN, now), PersonSeen()]


def test_a_lock_source_that_is_lost_unlocks_nothing() -> None:
    """What it said can be told no more; nobody was seen."""
    lock = lock_way()
    with Watched([], [lock]) as desk:
        lock.now.tell(Locked("locked"))
        desk.turn()
        lock.now.error = SourceLostError("the bus is gone")
        assert desk.turn() == [PresenceChanged(UNKNOWN, desk.clock.now())]
        assert "the bus is gone" in desk.sense.reports()[1].says


def test_a_wake_up_is_passed_on_as_time_that_went_by() -> None:
    """It says nothing of the person, whichever source saw it."""
    way, lock = idle_way(), lock_way()
    with Watched([way], [lock]) as desk:
        lock.now.tell(Woke())
        assert desk.turn() == [Tick()]
        way.now.tell(Woke())
        assert desk.turn() == [Tick()]


def test_a_lock_source_says_nothing_of_idle_time() -> None:
    """Nor is what nobody asked for taken for a threshold."""
    way, lock = idle_way(), lock_way()
    with Watched([way], [lock]) as desk:
        lock.now.tell(Idled(AWAY), Resumed())
        way.now.tell(Idled(2 * AWAY))
        assert desk.turn() == []


def test_who_unlocked_and_touched_nothing_is_away_in_time() -> None:
    """The sense wakes up for that by itself, once for each threshold."""
    way, lock = idle_way(), lock_way()
    with Watched([way], [lock]) as desk:
        desk.wait(AWAY)
        way.now.tell(Idled(IDLE), Idled(AWAY))
        lock.now.tell(Locked("locked"))
        desk.turn()
        lock.now.tell(Unlocked("locked"))
        desk.turn()
        before = len(desk.seen)
        desk.wait(10 * MINUTE)
        assert desk.seen[before:] == [Presence.IDLE, GONE]


# What is watched.


def test_other_thresholds_replace_the_ones_before() -> None:
    """The source watches those of the settings and no others."""
    way = idle_way()
    with Watched([way]) as desk:
        assert way.now.watched == {AWAY, IDLE}
        desk.sense.watch(7 * MINUTE, IDLE)
        desk.sense.watch(10 * MINUTE, None)
        desk.turn()
        assert way.now.watched == {10 * MINUTE}
        way.now.tell(Idled(AWAY))
        assert desk.turn() == []


def test_a_setting_saved_while_nobody_is_there_brings_nobody_back() -> None:
    """A source that says the new threshold is over is believed before anything else."""
    way = idle_way()
    way.now.over = {6 * MINUTE: [Idled(6 * MINUTE)]}
    with Watched([way]) as desk:
        way.now.tell(Idled(AWAY))
        desk.turn()
        desk.sense.watch(6 * MINUTE, IDLE)
        assert desk.turn() == []


def test_thresholds_may_come_after_the_source() -> None:
    """Until then somebody is there."""
    way = idle_way()
    desk = Watched([way])
    desk.sense.begin()
    assert desk.seen == [ACTIVE]
    desk.sense.watch(AWAY, None)
    desk.turn()
    assert way.now.watched == {AWAY}
    desk.sense.close()


def test_at_rest_there_is_no_wake_up() -> None:
    """Whatever the person does, where the sources tell by themselves."""
    way, lock = idle_way(), lock_way()
    with Watched([way], [lock]) as desk:
        assert desk.rest is None
        for seen in (Idled(IDLE), Idled(AWAY), Resumed()):
            way.now.tell(seen)
            desk.turn()
            assert desk.rest is None
        for what in (Locked("locked"), Woke(), Unlocked("locked")):
            lock.now.tell(what)
            desk.turn()
            assert desk.rest is None


def test_a_source_that_is_only_looked_at_is_looked_at_in_time() -> None:
    """By its patience, and no more often."""
    lock = lock_way()
    lock.now.wait = MINUTE
    with Watched([], [lock]) as desk:
        taken = lock.now.taken
        desk.wait(10 * MINUTE)
        assert lock.now.taken - taken == 10


# Idle time that is asked for.


def test_idle_time_that_can_be_asked_is_answered_at_once() -> None:
    """To each question one answer."""
    way = idle_way()
    way.now.since = 2 * SECOND
    with Watched([way]) as desk:
        assert desk.ask() == [2 * SECOND]
        assert way.now.watched == {AWAY, IDLE}


def test_where_nothing_can_tell_the_answer_is_that() -> None:
    """At once, so that the reminder comes."""
    with Watched() as desk:
        assert desk.ask() == [None]


def test_a_question_before_the_start_is_answered_at_the_start() -> None:
    """It waits where nothing is lost."""
    way = idle_way()
    way.now.since = SECOND
    desk = Watched([way])
    desk.sense.ask()
    with desk:
        assert desk.answers == [SECOND]


def test_where_idle_time_cannot_be_asked_a_pause_is_watched_for() -> None:
    """Answered when it comes; then the threshold is forgotten."""
    way = idle_way()
    with Watched([way]) as desk:
        assert desk.ask() == []
        assert way.now.watched == {AWAY, IDLE, PAUSE}
        way.now.tell(Idled(SECOND))
        assert desk.turn() == []
        way.now.tell(Idled(PAUSE))
        assert desk.turn() == [IdleSeen(PAUSE)]
        assert way.now.watched == {AWAY, IDLE}
        way.now.tell(Resumed())
        assert desk.turn() == []


def test_a_pause_that_is_over_already_answers_at_once() -> None:
    """No file must be read for that."""
    way = idle_way()
    way.now.over = {PAUSE: [Idled(PAUSE)]}
    with Watched([way]) as desk:
        assert desk.ask() == [PAUSE]


def test_a_pause_that_does_not_come_is_forgotten() -> None:
    """After forty seconds, without an answer."""
    way = idle_way()
    with Watched([way]) as desk:
        desk.ask()
        assert desk.rest == 40 * SECOND
        assert desk.wait(40 * SECOND) == []
        assert way.now.watched == {AWAY, IDLE}
        way.now.tell(Idled(PAUSE))
        assert desk.turn() == []
        assert desk.rest is None


def test_questions_in_flight_are_one() -> None:
    """Two asked at once as well as a second while the first waits."""
    way = idle_way()
    with Watched([way]) as desk:
        desk.sense.ask()
        desk.ask()
        desk.wait(30 * SECOND)
        desk.ask()
        desk.wait(30 * SECOND)
        way.now.tell(Idled(PAUSE))
        assert desk.turn() == [IdleSeen(PAUSE)]


def test_a_question_while_somebody_idles_is_answered_by_what_is_known() -> None:
    """Without another threshold."""
    way = idle_way()
    with Watched([way]) as desk:
        way.now.tell(Idled(IDLE))
        desk.turn()
        assert desk.ask() == [IDLE]
        assert way.now.watched == {AWAY, IDLE}


def test_a_pause_in_typing_is_no_absence() -> None:
    """A longer threshold that passes meanwhile is one, and answers too."""
    way = idle_way()
    with Watched([way]) as desk:
        desk.ask()
        way.now.tell(Idled(IDLE))
        assert IdleSeen(IDLE) in desk.turn()
        assert desk.seen == [ACTIVE, Presence.IDLE]


def test_a_pause_may_be_a_threshold_of_its_own() -> None:
    """It is then watched on, for it was not added."""
    way = idle_way()
    with Watched([way]) as desk:
        desk.sense.watch(AWAY, PAUSE)
        desk.ask()
        way.now.tell(Idled(PAUSE))
        assert IdleSeen(PAUSE) in desk.turn()
        assert way.now.watched == {AWAY, PAUSE}
        assert desk.seen[-1] is Presence.IDLE


def test_a_question_outlives_the_source_it_was_put_to() -> None:
    """It goes to the next one, or is answered that nobody can tell."""
    first, second = idle_way("first"), idle_way("second")
    with Watched([first, second]) as desk:
        desk.ask()
        first.now.error = SourceLostError("gone")
        desk.turn()
        assert second.now.watched == {AWAY, IDLE, PAUSE}
        second.now.error = SourceLostError("gone as well")
        assert desk.turn()[-1] == IdleSeen(None)


# Which source is used.


def test_the_first_source_that_opens_is_used() -> None:
    """Those behind it are not touched, those before it are named in the report."""
    ways = [idle_way("one", missing="no one here"), idle_way("two"), idle_way("three")]
    with Watched(ways) as desk:
        assert ways[2].tries == 0
        assert "two" in desk.says
        assert "no one here" in desk.says
        assert desk.sense.reports()[0].well


def test_what_a_desktop_does_not_have_costs_no_wake_up() -> None:
    """A desktop may be late, so three times soon; then only with something else."""
    way, lock = idle_way(missing="no idle"), lock_way(missing="no lock")
    with Watched([way], [lock]) as desk:
        desk.wait(MINUTE)
        assert [way.tries, lock.tries] == [4, 4]
        assert desk.rest is None
        desk.wait(6 * 60 * MINUTE)
        assert [way.tries, lock.tries] == [4, 4]
        desk.ask()
        desk.ask()
        assert [way.tries, lock.tries] == [5, 5]
        desk.wait(4 * MINUTE)
        desk.ask()
        assert [way.tries, lock.tries] == [5, 5]
        desk.wait(MINUTE)
        desk.sense.watch(AWAY, None)
        desk.turn()
        assert [way.tries, lock.tries] == [6, 6]
        assert "no idle" in desk.says
        assert all(report.well for report in desk.sense.reports())


def test_a_desktop_that_is_late_is_seen_when_it_comes() -> None:
    """A source that opens later ends what was unknown."""
    way, lock = idle_way(missing="not yet"), lock_way(missing="not yet")
    with Watched([way], [lock]) as desk:
        way.missing = lock.missing = ""
        lock.now.tell(Locked("locked"))
        desk.wait(2 * SECOND)
        assert desk.seen == [UNKNOWN, ACTIVE, GONE]


def test_a_better_source_takes_over_when_it_comes() -> None:
    """Thresholds and an open question go with it; the worse one is closed."""
    better, worse = idle_way("better", missing="not yet"), idle_way("worse")
    with Watched([better, worse]) as desk:
        desk.ask()
        better.missing = ""
        assert desk.wait(2 * SECOND) == []
        assert worse.now.closed
        assert better.now.watched == {AWAY, IDLE, PAUSE}
        better.now.tell(Idled(PAUSE))
        assert desk.turn() == [IdleSeen(PAUSE)]
        assert desk.rest is None


def test_no_source_takes_over_while_nobody_is_there() -> None:
    """It would not know of the absence, and nobody has come back."""
    better, worse = idle_way("better", missing="not yet"), idle_way("worse")
    with Watched([better, worse]) as desk:
        worse.now.tell(Idled(AWAY))
        desk.turn()
        better.missing = ""
        assert desk.rest is None
        assert desk.wait(60 * MINUTE) == []
        desk.ask()
        assert better.tries == 1
        worse.now.tell(Resumed())
        desk.turn()
        assert better.tries == 2
        assert worse.now.closed


def test_a_lost_source_is_opened_again_soon_and_then_seldom() -> None:
    """After one, five and thirty seconds, then every five minutes."""
    way = idle_way()
    with Watched([way]) as desk:
        way.now.error = SourceLostError("the server is gone")
        desk.turn()
        way.error = OSError("no server")
        waits = []
        for _ in range(6):
            assert desk.rest is not None
            waits.append(desk.rest / SECOND)
            desk.wait(desk.rest)
        assert waits == [1, 5, 30, 300, 300, 300]
        assert not desk.sense.reports()[0].well
        way.error = None
        desk.wait(AWAY)
        assert desk.seen == [ACTIVE, UNKNOWN, ACTIVE]
        assert way.now.watched == {AWAY, IDLE}


def test_what_worked_and_is_not_there_any_more_is_a_loss() -> None:
    """It is told as one, and looked for again, also when nothing else happens."""
    way = idle_way()
    with Watched([way]) as desk:
        way.now.error = SourceLostError("the server is gone")
        desk.turn()
        way.error = UnavailableError("the server is not running")
        desk.wait(MINUTE)
        assert not desk.sense.reports()[0].well
        assert desk.rest is not None
        way.error = None
        desk.wait(AWAY)
        assert desk.seen == [ACTIVE, UNKNOWN, ACTIVE]


def test_a_source_that_worked_for_long_is_opened_again_soon() -> None:
    """One that breaks at once each time is not."""
    way = idle_way()
    with Watched([way]) as desk:
        for expected in (1, 5, 30, 300, 1):
            way.now.error = SourceLostError("gone")
            desk.turn()
            assert desk.rest == expected * SECOND
            desk.wait(expected * SECOND)
            if expected == 300:
                desk.wait(AWAY)


def test_a_source_that_breaks_while_it_is_taken_up_is_passed_over() -> None:
    """The next one in order is used."""
    first, second = idle_way("first"), idle_way("second")
    first.now.error = SourceLostError("not today")
    with Watched([first, second]) as desk:
        assert desk.seen == [ACTIVE]
        assert "second" in desk.says
        assert "not today" in desk.says


def test_a_source_that_is_lost_while_it_opens_is_broken_and_not_missing() -> None:
    """It is there, so it is worth a wake-up to try it again."""
    way = idle_way()
    way.error = SourceLostError("the server hung up")
    with Watched([way]) as desk:
        desk.wait(MINUTE)
        assert desk.rest == 5 * MINUTE - 24 * SECOND
        assert not desk.sense.reports()[0].well
        assert "the server hung up" in desk.says


def test_a_source_that_cannot_even_be_closed_is_let_go() -> None:
    """The next one is used all the same."""
    first, second = idle_way("first"), idle_way("second")
    with Watched([first, second]) as desk:
        source = first.now
        source.error, source.stays_open = SourceLostError("gone"), True
        desk.turn()
        assert "second" in desk.says
        source.stays_open = False
        source.close()


def test_a_source_that_breaks_when_a_lock_asks_it_is_lost() -> None:
    """The lock counts all the same."""
    way, lock = idle_way(), lock_way()
    lock.now.tell(Locked("locked"))
    way.now.since = timedelta(seconds=-1)
    with Watched([way], [lock]) as desk:
        assert desk.seen == [GONE]
        assert "still to come" in desk.says
        assert desk.rest == SECOND


def test_a_source_that_wakes_us_without_end_is_lost() -> None:
    """It is readable each time, and never has anything to tell."""
    lock = lock_way()
    with Watched([], [lock]) as desk:
        for _ in range(NOTHINGS - 1):
            lock.now.wake()
            desk.turn()
        assert lock.now.closed
        assert "without end" in desk.sense.reports()[1].says


def test_a_source_that_wakes_us_now_and_then_is_kept() -> None:
    """Other people's messages come over the same wire."""
    lock = lock_way()
    with Watched([], [lock]) as desk:
        for _ in range(2 * NOTHINGS):
            desk.wait(SECOND / 50)
            lock.now.wake()
            desk.turn()
        assert desk.sense.reports()[1].well


# What doctor shows.


def test_the_report_names_source_value_and_age() -> None:
    """And what was never tried is said to be so."""
    way, lock = idle_way("the clockwork"), lock_way("the key")
    desk = Watched([way], [lock])
    assert [it.says for it in desk.sense.reports()] == [
        "unknown, reminders go by time alone: not tried yet",
        "not tried yet",
    ]
    with desk:
        assert [it.says for it in desk.sense.reports()] == [
            "nothing seen yet (the clockwork)",
            "nothing seen yet (the key)",
        ]
        way.now.tell(Idled(IDLE))
        lock.now.tell(Locked("switched away"), Woke())
        desk.turn()
        desk.wait(3 * MINUTE)
        assert [(it.part, it.says, it.well) for it in desk.sense.reports()] == [
            ("idle time", "idle for 1 minute (the clockwork, 3 minutes ago)", True),
            ("lock", "switched away (the key, 3 minutes ago)", True),
        ]
        way.now.tell(Resumed())
        lock.now.tell(Unlocked("switched away"))
        desk.turn()
        assert [it.says for it in desk.sense.reports()] == [
            "in use (the clockwork, 0 seconds ago)",
            "unlocked (the key, 0 seconds ago)",
        ]


def test_a_system_that_has_nothing_says_so() -> None:
    """Nothing is broken, and reminders go on."""
    with Watched() as desk:
        (report,) = desk.sense.reports()
        assert report.well
        assert "reminders go by time alone" in report.says
