"""The plain notifier with the real plyer and a notify-send of our own."""

import logging
import os
import sys
import threading
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from time import perf_counter

import pytest

from movebreak.ports import Message, Reminder
from movebreak.surfaces.notify.plain import Options, PlainNotifier
from tests.fake_notify_send import FakeNotifySend
from tests.fake_surfaces import HandClock
from tests.systems import only_on
from tests.waiting import eventually

only_on("linux")
assert sys.platform == "linux"

HANGS = "exec /bin/sleep 60"
FAST = Options(patience=timedelta(seconds=0.3))
SQUATS = Reminder(1, "Time to move: squats", "Ten slow ones.\nThen sit down again.")
NEWS = Message("Your day", "6 of 8 breaks")
JACKS = Reminder(2, "Time to move: jumping jacks", "Thirty seconds.")


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeNotifySend:
    """Give a desktop on which notify-send works."""
    fake = FakeNotifySend(tmp_path)
    fake.put_on_path(monkeypatch)
    return fake


def hangs(desktop: FakeNotifySend) -> bool:
    """Say whether a notify-send has begun and its number is written."""
    return bool(desktop.titles()) and is_alive(desktop)


def is_alive(desktop: FakeNotifySend) -> bool:
    """Say whether the last notify-send still runs."""
    with suppress(FileNotFoundError, ProcessLookupError, ValueError):
        os.kill(int(desktop.pid_file.read_text()), 0)
        return True
    return False


def test_a_reminder_reaches_the_desktop(desktop: FakeNotifySend) -> None:
    """Title, body and our name arrive, and the popup does not stay for ever."""
    with PlainNotifier(HandClock(), Options(icon="/icons/due.png")) as notifier:
        notifier.show(SQUATS)
        assert eventually(lambda: "at 09:30" in notifier.report().says)

    (popup,) = desktop.popups()
    assert (popup.title, popup.body) == (SQUATS.title, SQUATS.body)
    assert popup.options["-a"] == "movebreak"
    assert popup.options["-i"] == "/icons/due.png"
    assert popup.options["-t"] == "60000"


def test_news_reach_the_desktop(desktop: FakeNotifySend) -> None:
    """News are shown the same way."""
    with PlainNotifier(HandClock()) as notifier:
        notifier.tell(Message("Your day", "6 of 8 breaks"))
        assert eventually(lambda: desktop.titles() == ["Your day"])


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("-5 minutes", "\N{ZERO WIDTH SPACE}-5 minutes"),
        ("squ\0ats\x1b[1m", "squats[1m"),
        ("", "movebreak"),
        ("  \n ", "movebreak"),
        ("two\nlines", "two lines"),
        ("half \ud83d pair", "half  pair"),
        ("a" * 63, "a" * 63),
        ("a" * 64, "a" * 62 + "…"),
        ("a" * 61 + "😀😀", "a" * 61 + "…"),
        ("a" * 60 + "😀😀", "a" * 60 + "😀…"),
    ],
)
def test_no_title_can_break_the_popup(
    desktop: FakeNotifySend, given: str, shown: str
) -> None:
    """Whatever the words, notify-send gets a title that it can show."""
    with PlainNotifier(HandClock()) as notifier:
        notifier.show(Reminder(1, given, given))
        assert eventually(lambda: desktop.titles() == [shown])
        assert notifier.report().well


def test_a_long_body_is_cut(desktop: FakeNotifySend) -> None:
    """A body keeps its lines and ends after 255 units with an ellipsis."""
    with PlainNotifier(HandClock()) as notifier:
        notifier.show(Reminder(1, "squats", "one\ntwo\n" + "😀" * 200))
        assert eventually(desktop.popups)

    body = desktop.popups()[0].body
    assert body.startswith("one\ntwo\n😀")
    assert body.endswith("😀…")
    assert len(body.encode("utf-16-le")) / 2 <= 255


def test_a_failure_is_seen(
    desktop: FakeNotifySend, caplog: pytest.LogCaptureFixture
) -> None:
    """What notify-send says when it fails stands in the report, with what helps."""
    desktop.now_does("echo 'no notification server' >&2; exit 1")
    with PlainNotifier(HandClock()) as notifier:
        notifier.show(SQUATS)
        assert eventually(lambda: not notifier.report().well)
        says = notifier.report().says

    assert "failed with code 1: no notification server" in says
    assert "dunst" in says
    assert len(caplog.records) == 1


def test_the_same_failure_is_logged_once(
    desktop: FakeNotifySend, caplog: pytest.LogCaptureFixture
) -> None:
    """The log has a line when it begins to fail and a line when it works again."""
    caplog.set_level(logging.INFO, "movebreak")
    clock = HandClock()
    desktop.now_does("exit 1")
    with PlainNotifier(clock) as notifier:
        notifier.show(SQUATS)
        assert eventually(lambda: "of 09:30" in notifier.report().says)
        clock.advance(timedelta(minutes=1))
        notifier.show(SQUATS)
        assert eventually(lambda: "of 09:31" in notifier.report().says)
        desktop.now_does("exit 0")
        notifier.show(JACKS)
        assert eventually(lambda: notifier.report().well)
        assert eventually(lambda: len(caplog.records) > 1)

    assert [record.levelname for record in caplog.records] == ["WARNING", "INFO"]


def test_a_missing_program_is_named(
    desktop: FakeNotifySend, caplog: pytest.LogCaptureFixture
) -> None:
    """Without notify-send the report says what to install, and installing helps."""
    desktop.program.unlink()
    with PlainNotifier(HandClock(), Options(program="notify-send")) as notifier:
        before = notifier.report()
        notifier.show(SQUATS)
        assert eventually(lambda: "was not shown" in notifier.report().says)
        after = notifier.report()
        desktop.now_does("exit 0")
        notifier.show(JACKS)
        assert eventually(lambda: notifier.report().well)

    assert not before.well
    assert "libnotify-bin" in before.says
    assert "libnotify-bin" in after.says
    assert desktop.titles() == [JACKS.title]
    assert len(caplog.records) == 1


def test_before_the_first_notification_all_is_well(desktop: FakeNotifySend) -> None:
    """With the program in place there is nothing to complain about."""
    report = PlainNotifier(HandClock(), Options(program="notify-send")).report()

    assert report.well
    assert desktop.popups() == []


def test_a_hanging_desktop_holds_nobody_up(desktop: FakeNotifySend) -> None:
    """While notify-send hangs, calls return at once; leaving kills it."""
    desktop.now_does(HANGS)
    clock = HandClock()
    with PlainNotifier(clock) as notifier:
        notifier.show(SQUATS)
        assert eventually(lambda: hangs(desktop))
        clock.advance(timedelta(seconds=11))

        begun = perf_counter()
        notifier.show(JACKS)
        notifier.withdraw()
        notifier.tell(Message("Your day", ""))
        report = notifier.report()
        assert perf_counter() - begun < 0.1
        leaving = perf_counter()

    assert perf_counter() - leaving < 3
    assert not report.well
    assert "hangs" in report.says
    assert not is_alive(desktop)
    assert "notifier" not in [thread.name for thread in threading.enumerate()]


def test_a_hanging_program_is_ended(desktop: FakeNotifySend) -> None:
    """When its patience is over the notifier ends notify-send and says so."""
    desktop.now_does(HANGS)
    with PlainNotifier(HandClock(), FAST) as notifier:
        notifier.show(SQUATS)
        assert eventually(lambda: "did not end" in notifier.report().says)
        assert not is_alive(desktop)


def test_only_the_newest_waits(desktop: FakeNotifySend, tmp_path: Path) -> None:
    """What comes while one is shown replaces what waits; the reminder goes first."""
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    desktop.now_does(f"read line < '{gate}'")
    with PlainNotifier(HandClock()) as notifier:
        notifier.show(SQUATS)
        assert eventually(lambda: hangs(desktop))
        desktop.now_does("exit 0")
        notifier.tell(Message("old news", ""))
        notifier.tell(Message("news", ""))
        notifier.show(Reminder(3, "older", ""))
        notifier.show(JACKS)
        gate.write_text("go\n")
        assert eventually(lambda: len(desktop.titles()) >= 3)

    assert desktop.titles() == [SQUATS.title, JACKS.title, "news"]


def test_after_a_hang_only_what_is_still_wanted_comes(
    desktop: FakeNotifySend, tmp_path: Path
) -> None:
    """A withdrawn reminder and old news do not come when the desktop is back."""
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    desktop.now_does(f"read line < '{gate}'")
    clock = HandClock()
    with PlainNotifier(clock) as notifier:
        notifier.show(SQUATS)
        assert eventually(lambda: hangs(desktop))
        desktop.now_does("exit 0")
        notifier.tell(Message("waiting news", ""))
        clock.advance(timedelta(seconds=11))
        notifier.tell(Message("skipped news", ""))
        notifier.show(Reminder(3, "unwanted", ""))
        notifier.withdraw()
        gate.write_text("go\n")
        assert eventually(lambda: notifier.report().well)
        notifier.show(JACKS)
        assert eventually(lambda: len(desktop.titles()) >= 2)

    assert desktop.titles() == [SQUATS.title, JACKS.title]


def test_what_failed_is_given_back(desktop: FakeNotifySend) -> None:
    """Once, and at once: another notifier shall show it."""
    desktop.now_does("exit 1")
    given: list[tuple[Reminder | None, Message | None]] = []
    with PlainNotifier(HandClock()) as notifier:
        notifier.watch(lambda: given.append(notifier.surrender()))
        notifier.show(SQUATS)
        assert eventually(lambda: given == [(SQUATS, None)])
        assert not notifier.works()
        notifier.tell(NEWS)
        assert eventually(lambda: given[1:] == [(None, NEWS)])
        desktop.now_does("exit 0")
        notifier.show(JACKS)
        assert eventually(lambda: given[2:] == [(None, None)])
        assert notifier.works()


def test_what_is_not_wanted_any_more_is_not_given_back(
    desktop: FakeNotifySend, tmp_path: Path
) -> None:
    """A reminder that was answered while its call failed."""
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    desktop.now_does(f"read line < '{gate}'; exit 1")
    with PlainNotifier(HandClock()) as notifier:
        notifier.show(SQUATS)
        assert eventually(lambda: hangs(desktop))
        notifier.withdraw()
        gate.write_text("go\n")
        assert eventually(lambda: not notifier.works())
        assert notifier.surrender() == (None, None)


def test_what_comes_while_a_call_hangs_is_given_back(desktop: FakeNotifySend) -> None:
    """Nobody has to wait until the call ends."""
    desktop.now_does(HANGS)
    clock = HandClock()
    given: list[tuple[Reminder | None, Message | None]] = []
    with PlainNotifier(clock) as notifier:
        notifier.watch(lambda: given.append(notifier.surrender()))
        notifier.show(SQUATS)
        assert eventually(lambda: hangs(desktop))
        clock.advance(timedelta(seconds=11))
        notifier.tell(NEWS)
        notifier.show(JACKS)

    assert given == [(None, NEWS), (JACKS, None)]
