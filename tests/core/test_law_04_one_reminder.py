"""Laws 4 to 7: one reminder, its repeat, dismissing it, and missing it."""

from datetime import time, timedelta

import pytest

from movebreak.core.effects import Kind, Remind, Withdraw
from movebreak.core.events import (
    Another,
    Closed,
    Closing,
    Meeting,
    Page,
    PauseFor,
    QuietSeen,
    ShowSteps,
    Skip,
    Snooze,
    Stopping,
    WantPage,
)
from movebreak.core.status import DueStatus, HeldStatus
from tests.core.scene import NEVER, Scene


def dismiss(scene: Scene, why: Closing = Closing.DISMISSED) -> None:
    """Let the reminder that is up leave the screen."""
    assert scene.up is not None
    scene.do(Closed(scene.up.break_id, why))


@pytest.mark.parametrize(
    "event", [Skip(), Snooze(), PauseFor(None), Meeting(timedelta(hours=1)), Stopping()]
)
def test_the_reminder_is_withdrawn(
    event: Skip | Snooze | PauseFor | Meeting | Stopping,
) -> None:
    """Answer, pause, the person's own quiet and quitting take it down."""
    scene = Scene()
    scene.due()
    scene.do(event)
    assert scene.up is None


def test_done_withdraws_the_reminder() -> None:
    """What is answered asks no more."""
    scene = Scene()
    scene.due()
    scene.done()
    assert scene.up is None


def test_a_reminder_up_at_the_end_of_hours_comes_down() -> None:
    """The last minute of the day shows it, the next one does not."""
    scene = Scene(hours={"monday": ((time(9), time(9, 22)),)})
    scene.work("20m")
    assert scene.up is not None
    scene.work("2m")
    assert scene.up is None


def test_quiet_told_unasked_withdraws_the_reminder() -> None:
    """A microphone in use takes the reminder off the screen."""
    scene = Scene()
    scene.due()
    scene.quiet = ("the microphone is in use",)
    scene.do(QuietSeen(scene.quiet))
    assert scene.up is None
    scene.expect(HeldStatus)


def test_quiet_found_at_the_repeat_withdraws_the_first_reminder() -> None:
    """Nothing stays up while the break is held."""
    scene = Scene()
    scene.due()
    scene.quiet = ("a full screen",)
    scene.work("5m")
    scene.expect(HeldStatus)
    assert scene.up is None


def test_leaving_while_the_repeat_is_prepared_withdraws_the_first() -> None:
    """Nothing stays up before an empty chair that is known."""
    scene = Scene()
    scene.due()
    scene.quiet = NEVER
    scene.work("5m")
    scene.leave()
    assert scene.up is None


def test_news_does_not_replace_the_reminder() -> None:
    """The summary is told beside a reminder, which stays where it is."""
    scene = Scene(summary={"at": time(9, 21)})
    up = scene.due()
    scene.work("1m")
    assert len(scene.summaries) == 1
    assert scene.up == up


def test_another_deals_a_different_drill() -> None:
    """The same break, in the same place, with another drill."""
    scene = Scene()
    first = scene.due()
    reply = scene.do(Another(first.break_id))
    assert reply is not None
    assert reply.drill is not None
    assert scene.up is not None
    assert scene.up.break_id == first.break_id
    assert scene.up.drill == reply.drill != first.drill


def test_another_shows_at_once_what_had_faded() -> None:
    """Who asks for another drill wants to see it."""
    scene = Scene()
    scene.due()
    scene.work("11m")
    assert scene.up is None
    scene.do(Another())
    assert scene.up is not None


def test_another_while_snoozed_or_held_only_deals() -> None:
    """The break stays where it is, with another drill to come."""
    scene = Scene()
    first = scene.due()
    scene.do(Snooze())
    scene.do(Another())
    assert scene.up is None
    scene.work("5m")
    scene.shown()
    assert scene.shown().drill != first.drill


def test_another_while_away_only_deals() -> None:
    """Nothing is shown to nobody, whoever asks from afar."""
    scene = Scene()
    scene.due()
    scene.leave()
    scene.do(Another())
    assert scene.up is None


def test_another_replaces_a_reminder_whose_repeat_is_prepared() -> None:
    """The first reminder is still on the screen, so it changes there."""
    scene = Scene()
    first = scene.due()
    scene.quiet = NEVER
    scene.work("5m")
    scene.do(Another())
    assert scene.up is not None
    assert scene.up.drill != first.drill


def test_no_drill_comes_twice_before_all_have_come() -> None:
    """The deck is dealt to its end."""
    scene = Scene()
    names = []
    for _ in range(8):
        names.append(scene.due().drill.id)
        scene.done()
    assert len(set(names[:4])) == len(set(names[4:])) == 4
    assert names[3] != names[4]


def test_an_unanswered_reminder_is_shown_once_more() -> None:
    """After five minutes again, after ten the icon alone says due."""
    scene = Scene()
    scene.work("24m59s")
    assert len(scene.reminders) == 1
    scene.work("1s")
    assert len(scene.reminders) == 2
    scene.work("5m")
    assert scene.up is None
    scene.expect(DueStatus)
    scene.work("9m")
    assert len(scene.reminders) == 2


def test_a_repeat_replaces_and_is_never_stacked() -> None:
    """The same break is shown under the same id, with the same drill."""
    scene = Scene()
    scene.work("25m")
    first, second = scene.reminders
    assert first == second


@pytest.mark.parametrize(("repeats", "shown"), [(0, 1), (1, 2), (3, 4)])
def test_repeats_are_as_many_as_the_settings_say(repeats: int, shown: int) -> None:
    """None, one, three."""
    scene = Scene(breaks={"repeats": repeats})
    scene.work("39m59s")
    assert len(scene.reminders) == shown


def test_a_repeat_waits_for_a_pause_in_typing_too() -> None:
    """The second reminder is as polite as the first."""
    scene = Scene()
    scene.due()
    scene.idle = timedelta()
    scene.work("5m10s")
    assert len(scene.reminders) == 1
    scene.work("20s")
    assert len(scene.reminders) == 2


def test_a_break_nobody_answers_is_missed_after_an_interval() -> None:
    """Then a new one is due at once, with a new drill."""
    scene = Scene()
    first = scene.due()
    scene.work("19m59s")
    assert scene.outcomes == []
    scene.work("1s")
    assert scene.outcomes == [Kind.MISSED]
    assert scene.up is not None
    assert scene.up.break_id != first.break_id
    assert scene.up.drill != first.drill


def test_missed_counts_from_the_first_showing() -> None:
    """Neither the repeat nor Another puts it off."""
    scene = Scene()
    scene.due()
    scene.work("7m")
    scene.do(Another())
    scene.work("13m")
    assert scene.outcomes == [Kind.MISSED]


@pytest.mark.parametrize("how", ["held", "snoozed", "away"])
def test_time_without_a_chance_to_answer_makes_no_miss(how: str) -> None:
    """Held, snoozed and away time counts for neither repeat nor miss."""
    scene = Scene(breaks={"repeats": 0})
    scene.due()
    scene.work("2m")
    if how == "held":
        scene.do(Meeting(timedelta(minutes=4)))
        scene.work("4m")
    elif how == "snoozed":
        scene.do(Snooze(timedelta(minutes=4)))
        scene.work("4m")
    else:
        scene.away("4m")
    scene.work("17m59s")
    assert scene.outcomes == []
    scene.work("1s")
    assert scene.outcomes == [Kind.MISSED]


def test_a_repeat_that_would_come_after_the_miss_does_not_come() -> None:
    """With an interval of four minutes, the new break comes in its place."""
    scene = Scene(breaks={"interval": timedelta(minutes=4)})
    scene.work("12m")
    assert scene.outcomes == [Kind.MISSED, Kind.MISSED]
    assert len({each.break_id for each in scene.reminders}) == 3
    assert len(scene.reminders) == 3


def test_a_repeat_in_its_grace_gives_way_to_the_miss() -> None:
    """A typist is not shown a reminder that ends in the same second."""
    rules = {"interval": timedelta(minutes=5, seconds=10)}
    scene = Scene(breaks=rules)
    scene.work("5m10s")
    scene.idle = timedelta()
    scene.work("5m10s")
    assert scene.outcomes == [Kind.MISSED]
    assert len(scene.reminders) == 1


def test_dismissed_by_hand_is_not_an_answer() -> None:
    """The break stays due, is not repeated, and is missed in its time."""
    scene = Scene()
    scene.due()
    dismiss(scene)
    scene.expect(DueStatus)
    scene.work("19m")
    assert len(scene.reminders) == 1
    scene.work("1m")
    assert scene.outcomes == [Kind.MISSED]


def test_dismissed_is_not_shown_again_after_a_short_absence() -> None:
    """Nor does the return bring it back."""
    scene = Scene()
    scene.due()
    dismiss(scene)
    scene.away("2m")
    assert len(scene.reminders) == 1


def test_dismissed_is_not_shown_again_after_a_meeting() -> None:
    """Held and free again, the icon alone says due."""
    scene = Scene()
    scene.due()
    dismiss(scene)
    scene.do(Meeting(timedelta(minutes=10)))
    scene.expect(HeldStatus)
    scene.work("12m")
    scene.expect(DueStatus)
    assert len(scene.reminders) == 1


@pytest.mark.parametrize("event", [ShowSteps(), WantPage(Page.GUIDE)])
def test_dismissed_is_not_brought_back_by_looking_up_the_drill(
    event: ShowSteps | WantPage,
) -> None:
    """From the menu, or by a command: who looks it up knows that it is due."""
    scene = Scene()
    scene.due()
    dismiss(scene)
    scene.do(event)
    scene.work("19m")
    assert len(scene.reminders) == 1
    scene.expect(DueStatus)


def test_dismissing_while_the_repeat_is_prepared_counts() -> None:
    """The first reminder is still up then; closing it is closing it."""
    scene = Scene()
    up = scene.due()
    scene.quiet = NEVER
    scene.work("5m")
    scene.do(Closed(up.break_id, Closing.DISMISSED))
    scene.quiet = ()
    scene.work("10m")
    assert len(scene.reminders) == 1


def test_a_dismissed_break_that_is_snoozed_comes_back() -> None:
    """An answer after the dismissal is an answer."""
    scene = Scene()
    scene.due()
    dismiss(scene)
    scene.do(Snooze())
    scene.work("5m")
    assert len(scene.reminders) == 2


@pytest.mark.parametrize("why", [Closing.EXPIRED, Closing.FAILED])
def test_a_reminder_the_system_took_is_repeated(why: Closing) -> None:
    """A notification that ran out or could not be shown was not dismissed."""
    scene = Scene()
    scene.due()
    dismiss(scene, why)
    scene.work("5m")
    assert len(scene.reminders) == 2


def test_closing_the_reminder_of_an_ended_break_means_nothing() -> None:
    """A late word about an old reminder leaves the new one alone."""
    scene = Scene()
    old = scene.due()
    scene.done()
    scene.due()
    scene.do(Closed(old.break_id, Closing.DISMISSED))
    scene.work("5m")
    assert len(scene.reminders) == 3


def test_closing_a_snoozed_break_s_reminder_means_nothing() -> None:
    """A server that tells of our own withdrawing as a dismissal does no harm."""
    scene = Scene()
    up = scene.due()
    scene.do(Snooze())
    scene.do(Closed(up.break_id, Closing.DISMISSED))
    scene.work("5m")
    assert len(scene.reminders) == 2


def test_a_reminder_never_follows_another_without_replacing_or_withdrawing() -> None:
    """Every reminder names one break; a new break's comes after a withdrawal."""
    scene = Scene()
    scene.work("3h")
    up: Remind | None = None
    for effect in scene.effects:
        if isinstance(effect, Withdraw):
            up = None
        elif isinstance(effect, Remind):
            assert up is None or up.break_id == effect.break_id
            up = effect


def test_show_me_how_leaves_the_way_to_answer() -> None:
    """Who reads how the drill goes can still answer: the reminder stands beside it."""
    scene = Scene()
    scene.due()
    up = scene.up
    assert up is not None

    scene.do(ShowSteps())

    assert scene.reminders[-1].break_id == up.break_id
    assert len(scene.reminders) == 2
    assert scene.up is not None
