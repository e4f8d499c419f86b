"""Days are deleted while the cycle runs: counts are fresh, and nothing else ends."""

from movebreak.core.status import Tally
from tests.desk import Desk
from tests.make import HOUR


def test_a_forgotten_day_is_gone_from_all_counts(desk: Desk) -> None:
    """The open break stays open, the interval goes on, undo has nothing to undo."""
    desk.say("done")
    desk.until_reminded()
    day = desk.look().today.day
    before = desk.look().glance
    seen = desk.changes.wait(0, 0 * HOUR)

    answer = desk.say(f"forget {day}")

    assert (answer.words, answer.refused) == ("1 line deleted for good.", False)
    assert desk.today == Tally(day)
    assert desk.look().glance.asked == before.asked
    assert desk.state == "due"
    assert desk.changes.wait(seen, 0 * HOUR) > seen
    assert desk.say("undo").refused
    assert desk.say("done").words.endswith("A fresh interval starts now.")
    assert desk.today == Tally(day, done=1)


def test_a_streak_ends_with_its_days(desk: Desk) -> None:
    """Where nothing is kept, nothing is counted."""
    for _ in range(8):
        desk.until_reminded()
        desk.press("Done")
    assert desk.look().streak == 1
    assert not desk.say("forget all").refused
    assert desk.look().streak == 0
    assert desk.history.records == []


def test_what_cannot_be_deleted_is_told(desk: Desk) -> None:
    """With a full disk, nothing changes."""
    desk.say("done")
    desk.history.waits = "The disk is full."
    answer = desk.say("forget all")
    assert answer.refused
    assert answer.words == "Nothing was deleted.\nThe disk is full."
    assert desk.today.done == 1


def test_forgetting_is_remembered_after_a_restart(desk: Desk) -> None:
    """The next run counts on from nothing, with numbers that were never used."""
    desk.say("done")
    last = desk.history.last_id()
    desk.say("forget all")
    desk.stop("1m")
    assert desk.today.done == 0
    desk.say("done")
    assert desk.history.last_id() > last


def test_what_could_not_be_deleted_can_still_be_taken_back(desk: Desk) -> None:
    """The outcome of the day, and the summary it is worth, stay known as well."""
    desk.say("done")
    desk.history.waits = "The disk is full."
    assert desk.say("forget all").refused
    desk.history.waits = ""
    desk.stop("1m")
    assert not desk.say("undo").refused
    assert desk.today.done == 0
