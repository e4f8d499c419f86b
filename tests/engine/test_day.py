"""Days at the desk, as stories: twenty minutes, a drill, an answer, a count."""

from datetime import date, timedelta

from movebreak.core.effects import Kind
from movebreak.core.events import Done, Page
from movebreak.core.status import Tally
from tests.desk import Desk

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
WEDNESDAY = date(2026, 3, 4)


def test_the_first_start_greets_once_ever(desk: Desk) -> None:
    """A newcomer is told that it runs, where, and when the first break comes."""
    (welcome,) = desk.notifier.told
    assert welcome.title == "movebreak is running"
    assert welcome.body == "First break 09:20, in 20 minutes. Here."
    assert [each.label for each in welcome.offers] == ["Set up…"]
    assert "Set up…" in desk.menu()
    desk.kill()
    desk.stop("1m")
    desk.reboot("10m")

    assert desk.news == ["movebreak is running"]


def test_a_reminder_every_twenty_minutes(desk: Desk) -> None:
    """Each answered Done from the menu, they come on the minute."""
    hours = []
    for _ in range(6):
        desk.until_reminded()
        hours.append(desk.hour)
        desk.press("Done")

    assert hours == ["09:20", "09:40", "10:00", "10:20", "10:40", "11:00"]
    assert desk.outcomes == [Kind.DONE] * 6
    assert desk.today == Tally(WEDNESDAY, done=6)


def test_no_drill_comes_twice_before_all_came(desk: Desk) -> None:
    """The deck of six is dealt whole, and then anew."""
    drills = []
    for _ in range(12):
        desk.until_reminded()
        drills.append(desk.engine._state.open.drill.id)  # type: ignore[union-attr]
        desk.press("Done")

    assert len(set(drills[:6])) == len(set(drills[6:])) == 6
    assert drills[5] != drills[6]


def test_a_whole_working_day(desk: Desk) -> None:
    """Answers of every kind, by menu and by command, are counted and summed up."""
    desk.until_reminded()
    desk.press("Done")
    desk.until_reminded()
    assert desk.say("done").words.endswith("done. A fresh interval starts now.")
    desk.until_reminded()
    desk.press("Snooze", "5 minutes")
    assert desk.state == "snoozed"
    assert desk.until_reminded() == 5 * MINUTE
    desk.say("skip")
    desk.until_reminded()
    desk.say("another")
    desk.press("Done")
    desk.press("Meeting", "1 hour")
    desk.work("30m")
    assert desk.state == "held"
    desk.press("End meeting")
    assert desk.state == "due"
    desk.press("Done")
    desk.press("Pause", "2 hours")
    desk.work("2h")
    assert desk.until_reminded() == 20 * MINUTE
    desk.press("Done")
    desk.press("Undo Done")
    assert desk.state == "due"
    desk.press("Done")
    while desk.hour < "17:30":
        desk.until_reminded()
        desk.press("Done")

    assert desk.today.snoozed == 1
    assert desk.today.skipped == 1
    assert desk.today.done == desk.outcomes.count(Kind.DONE)
    assert desk.today.missed == 0
    assert desk.summaries == [WEDNESDAY]


def test_the_summary_comes_once_a_day_at_half_past_five(desk: Desk) -> None:
    """Done against the goal, in kind words; and only once."""
    when = []
    for _ in range(3):
        desk.until(lambda: desk.hour == "17:15", "24h")
        desk.say("done")
        before = len(desk.notifier.told)
        desk.until(lambda: len(desk.notifier.told) > before, "2h")  # noqa: B023
        when.append(desk.hour)
        assert desk.notifier.told[-1].title == "Today: 1 of 8 breaks done"
        desk.work("3h")

    assert when == ["17:30"] * 3
    assert desk.summaries == [WEDNESDAY + n * timedelta(days=1) for n in range(3)]


def test_it_costs_few_wake_ups(desk: Desk) -> None:
    """In a day of answered breaks the engine turns at most sixty times an hour."""
    desk.turns = 0
    for _ in range(24):
        desk.until_reminded()
        desk.press("Done")

    assert desk.turns <= 8 * 60


def test_the_icon_is_redrawn_when_it_changes(desk: Desk) -> None:
    """Six steps of the ring an interval, and not a tick more than that needs."""
    desk.tray.refreshed = 0
    desk.work("20m")

    assert 6 <= desk.tray.refreshed <= 20


def test_done_takes_the_reminder_down(desk: Desk) -> None:
    """An answered break has nothing on the screen."""
    desk.until_reminded()
    assert desk.notifier.up is not None
    desk.say("done")

    assert desk.notifier.up is None


def test_an_unanswered_reminder_is_shown_again_once(desk: Desk) -> None:
    """At 20, again at 25; at 40 it is missed and a new drill comes."""
    desk.until_reminded()
    assert desk.until_reminded() == 5 * MINUTE
    assert desk.reminders[0] == desk.reminders[1]
    assert desk.until_reminded() == 15 * MINUTE

    assert desk.outcomes == [Kind.MISSED]


def test_an_empty_chair_collects_no_missed_breaks(desk: Desk) -> None:
    """When nobody can tell and nobody answers, it is silent after two."""
    desk.leave("8h")

    assert desk.outcomes == [Kind.MISSED, Kind.MISSED]
    assert desk.state == "due"
    desk.open_menu()
    desk.say("done")
    shown = len(desk.reminders)
    assert desk.until_reminded() == 20 * MINUTE
    assert len(desk.reminders) == shown + 1


def test_a_coffee_break_counts(seen: Desk) -> None:
    """Five idle minutes taken unasked are a natural break."""
    seen.work("10m")
    seen.leave("5m")

    assert seen.outcomes == [Kind.NATURAL]
    assert seen.reminders == []
    assert seen.until_reminded() == 20 * MINUTE


def test_a_short_lock_changes_nothing(seen: Desk) -> None:
    """Three minutes behind a locked screen: the interval goes on where it stood."""
    seen.work("10m")
    seen.lock("3m")

    assert seen.outcomes == []
    assert seen.until_reminded() == 10 * MINUTE


def test_a_reminder_waits_for_a_pause_in_typing(seen: Desk) -> None:
    """Hands that never rest see it after half a minute."""
    seen.sense.last_input = seen.clock.now()
    seen.work("19m")
    while not seen.reminders:
        seen.work("1s")

    assert seen.hour == "09:20"
    assert f"{seen.clock.now().wall:%S}" == "30"


def test_quiet_holds_a_break_until_it_is_over(seen: Desk) -> None:
    """Full screen: held, with the reason; the reminder comes within a minute."""
    seen.sense.reasons = ("full screen",)
    seen.work("40m")
    assert (seen.state, seen.reminders) == ("held", [])
    assert "full screen" in seen.menu()[0]
    seen.sense.reasons = ()

    assert seen.until_reminded() <= MINUTE


def test_a_sense_that_never_answers_holds_nothing(desk: Desk) -> None:
    """No word about quiet within two seconds is unknown, and the reminder comes."""
    desk.sense.silent = True

    assert desk.until_reminded() == 20 * MINUTE + timedelta(seconds=2)


def test_a_sleeping_machine_is_a_natural_break(desk: Desk) -> None:
    """An hour with the lid closed counts, and a fresh interval starts."""
    desk.work("15m")
    desk.sleep_machine("1h")

    assert desk.outcomes == [Kind.NATURAL]
    assert desk.until_reminded() == 20 * MINUTE


def test_show_me_how_opens_a_page(desk: Desk) -> None:
    """And the other pages have an entry each."""
    desk.until_reminded()
    for entry in ("Show me how", "History…", "Settings…"):
        desk.press(entry)

    assert desk.pages.opened == [Page.GUIDE, Page.HISTORY, Page.SETTINGS]
    assert "1. Stand upright" in desk.say("guide").words


def test_without_a_browser_show_me_how_tells_the_steps(desk: Desk) -> None:
    """As news; the history is told by the day's counts, the settings by their file."""
    desk.pages.missing = True
    desk.until_reminded()
    desk.press("Show me how")
    desk.settle()
    assert desk.notifier.told[-1].body.startswith("1. Stand upright\n2. Jump\n")

    desk.press("History…")
    desk.settle()
    assert desk.notifier.told[-1].title.startswith("Today:")

    desk.press("Settings…")
    desk.settle()
    assert desk.opened == 1


def test_move_now_in_a_pause(desk: Desk) -> None:
    """A drill comes at once, and the pause goes on."""
    desk.say("pause 1h")
    desk.say("move")

    assert len(desk.reminders) == 1
    assert desk.state == "paused"


def test_a_refused_click_says_why(desk: Desk) -> None:
    """An entry of a menu that was open too long changes nothing and says so."""
    desk.until_reminded()
    old = desk.engine._state.open
    assert old is not None
    desk.say("done")
    desk.post(Done(old.id))

    assert desk.outcomes == [Kind.DONE]
    assert "ended already" in desk.notifier.told[-1].body


def test_a_refused_command_says_why(desk: Desk) -> None:
    """It comes back refused, and is not shown as news as well."""
    before = len(desk.news)
    answer = desk.say("resume")

    assert answer.refused
    assert answer.words == "There is no pause to end."
    assert len(desk.news) == before


def test_settings_take_effect_while_it_runs(desk: Desk) -> None:
    """A shorter interval counts from the start of the running one."""
    desk.work("6m")
    desk.settings.save("breaks", interval=15 * MINUTE, goal=3)

    assert desk.until_reminded() == 9 * MINUTE
    assert desk.look().glance.goal == 3


def test_an_interval_that_is_over_already_is_due(desk: Desk) -> None:
    """Ten minutes, saved after twelve: at once, that is at the next wake-up."""
    desk.work("12m")
    desk.settings.save("breaks", interval=10 * MINUTE)

    assert desk.until_reminded() <= 5 * MINUTE


def test_saving_settings_restarts_nothing(desk: Desk) -> None:
    """Pause, snooze and interval go on as they were."""
    desk.until_reminded()
    desk.say("snooze 10m")
    desk.settings.save("breaks", goal=5)

    assert desk.until_reminded() == 10 * MINUTE


def test_every_shortens_only_the_interval() -> None:
    """The interval for trying is not undone by a saved file."""
    desk = Desk(begin=False)
    desk.every = timedelta(seconds=20)
    desk.start()
    assert desk.until_reminded() == timedelta(seconds=20)
    desk.say("done")
    desk.settings.save("breaks", interval=HOUR, goal=2)
    desk.say("guide")

    assert desk.until_reminded() == timedelta(seconds=20)
    assert desk.look().glance.goal == 2


def test_a_click_on_the_summary_opens_the_history(seen: Desk) -> None:
    """With the page of its day."""
    seen.work("9h")
    assert seen.summaries == [WEDNESDAY]
    click = seen.notifier.told[-1].click
    assert click is not None
    seen.post(click.event)
    assert seen.pages.opened == [Page.HISTORY]


def test_a_click_on_a_late_summary_opens_its_day(seen: Desk) -> None:
    """Told in the morning, it leads to the day before."""
    seen.work("8h")
    seen.say("pause")
    seen.work("17h")
    seen.say("resume")
    seen.work("1h")
    assert seen.summaries == [WEDNESDAY]
    (click,) = [told.click for told in seen.notifier.told if told.click is not None]
    seen.post(click.event)
    assert (seen.pages.opened, seen.pages.days) == ([Page.HISTORY], [WEDNESDAY])
