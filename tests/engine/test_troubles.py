"""What is wrong is told once, in words, and stays to be seen where people look."""

from datetime import timedelta

from tests.desk import Desk

FULL = "Your answers are kept in memory: the disk is full."
KEY = 'breaks.interval: 45 has no unit; write "45m"'


def test_a_full_disk_is_told_once_and_with_each_answer(desk: Desk) -> None:
    """Who answers learns each time that it is not written yet; news come once."""
    desk.history.waits = FULL
    desk.until_reminded()
    answer = desk.say("done")
    assert not answer.refused
    assert FULL in answer.words
    desk.until_reminded()
    assert FULL in desk.say("skip").words

    assert [told.body for told in desk.notifier.told].count(FULL) == 1
    assert FULL in desk.menu()


def test_a_full_disk_does_not_stop_the_timer(desk: Desk) -> None:
    """Reminders come on time while answers wait in memory."""
    desk.history.waits = FULL
    for _ in range(3):
        assert desk.until_reminded() == timedelta(minutes=20)
        desk.say("done")

    assert desk.today.done == 3


def test_when_the_disk_is_well_again_nothing_more_is_said(desk: Desk) -> None:
    """The trouble leaves the answers and the menu; if it comes back it is news."""
    desk.history.waits = FULL
    desk.say("done")
    desk.history.waits = ""
    desk.work("2m")

    assert FULL not in desk.say("done").words
    assert FULL not in desk.menu()
    desk.history.waits = FULL
    desk.work("10m")
    assert [told.body for told in desk.notifier.told].count(FULL) == 2


def test_broken_settings_are_told_all_at_once(desk: Desk) -> None:
    """One piece of news with every mistake, and that the rest is used."""
    desk.settings.break_it(KEY, "breaks.goal: 0 is below 1")
    desk.open_menu()
    desk.work("1h")
    told = [each for each in desk.notifier.told if "settings" in each.title]

    assert [each.title for each in told] == ["Your settings have 2 problems"]
    assert KEY in told[0].body
    assert "All other settings are used." in told[0].body


def test_settings_of_which_none_is_used_are_told_so(desk: Desk) -> None:
    """Nobody is led to believe that the others rule."""
    desk.settings.usable = False
    desk.settings.break_it("line 3: cannot be understood")
    desk.open_menu()
    (told,) = (each for each in desk.notifier.told if "settings" in each.title)

    assert "All other" not in told.body
    assert "your settings stay as they were" in told.body


def test_settings_broken_at_the_start_are_told() -> None:
    """Also what was wrong before the program ran."""
    desk = Desk(begin=False)
    desk.settings.problems = (KEY,)
    desk.start()

    assert desk.news == ["Your settings have 1 problem", "movebreak is running"]


def test_status_shows_what_is_wrong(desk: Desk) -> None:
    """Whoever looks sees it as long as it lasts."""
    desk.history.waits = FULL
    desk.open_menu()

    assert desk.look().troubles == (FULL,)


def test_an_old_note_is_not_repeated_with_each_answer(desk: Desk) -> None:
    """What was carried over is told once; only what is unwritten comes with answers."""
    note = "The history file was damaged."
    desk.history.problems = (note,)
    desk.until_reminded()

    assert note not in desk.say("done").words
    assert note in [told.body for told in desk.notifier.told]
