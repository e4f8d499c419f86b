"""Plain notifications of macOS, by a script; its program is played here."""

from pathlib import Path

import pytest

from movebreak.ports import Message, Reminder
from movebreak.surfaces.notify.osascript import SCRIPT, ScriptCalls
from movebreak.surfaces.notify.plain import PATIENCE, PlainNotifier
from tests.fake_script import FakeScript
from tests.fake_surfaces import HandClock
from tests.systems import only_on
from tests.waiting import eventually

only_on("linux")

EVIL = 'x" & (do shell script "touch /tmp/owned") & "'


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeScript:
    """Have a macOS that shows what the script says."""
    script = FakeScript(tmp_path)
    script.put_on_path(monkeypatch)
    return script


def notifier() -> PlainNotifier:
    """Return the part under test."""
    return PlainNotifier(HandClock(), calls=ScriptCalls(PATIENCE))


@pytest.mark.parametrize("text", [EVIL, "\\", "it's", "$(id)", "50 %"])
def test_words_are_no_part_of_the_script(script: FakeScript, text: str) -> None:
    """They are passed beside it, as they are."""
    with notifier() as plain:
        plain.show(Reminder(1, text, f"body {text}"))
        assert eventually(script.titles)
    assert script.calls() == [[*SCRIPT, text, f"body {text}"]]
    assert not Path("/tmp/owned").exists()  # noqa: S108


def test_an_option_in_the_words_is_none(script: FakeScript) -> None:
    """The first word is not read as an option of the program."""
    with notifier() as plain:
        plain.tell(Message("-l JavaScript", "-e x"))
        assert eventually(script.titles)
    assert not any(word.startswith("-") for word in script.calls()[0][6:])


def test_one_at_a_time(script: FakeScript, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next begins when the one before has ended; the newest goes first."""
    go = script.folder / "go"
    waits = f'while [ ! -e "{go}" ]; do /bin/sleep 0.01; done'
    script.put_on_path(monkeypatch, waits)
    with notifier() as plain:
        plain.show(Reminder(1, "first", "."))
        assert eventually(script.titles)
        plain.show(Reminder(2, "second", "."))
        plain.show(Reminder(3, "third", "."))
        assert script.titles() == ["first"]
        go.touch()
        assert eventually(lambda: script.titles() == ["first", "third"])


def test_a_script_that_fails_is_told(
    script: FakeScript, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what macOS says, and what helps on macOS."""
    script.put_on_path(monkeypatch, "echo 'not allowed' >&2; exit 1")
    with notifier() as plain:
        plain.show(Reminder(1, "Squats", "Ten"))
        assert eventually(lambda: not plain.report().well)
        says = plain.report().says
    assert "osascript failed with code 1: not allowed" in says
    assert "System Settings" in says
    assert "libnotify" not in says
