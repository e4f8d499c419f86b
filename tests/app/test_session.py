"""A session in the terminal, and all commands about sessions, on the real program."""

import json
import signal
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.app.program import Home
from tests.app.terminal import Terminal
from tests.systems import only_on

only_on("linux")

PACK = """
[[routine]]
id = "short-one"
name = "A short one"
cue = "Three little sets"
source = "my own"

[[routine.parts]]
exercise = "glute-bridge"
measure = "times"
amount = [2, 4]
hold = [1, 2]
gentler = "bridge-practice"
rest = 0

[[routine.parts]]
exercise = "hip-raise-all-fours"
measure = "times"
amount = [3, 4]
sides = "each"
rest = 1
"""
HOLD, LET_GO = "Hold, and keep breathing.", "Let go."
TO_END = "Enter when it is done."


@pytest.fixture
def trained(home: Home) -> Home:
    """A home with a session of our own, where movebreak runs."""
    folder = home.settings.parent / "drills"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text(PACK)
    home.start("--every", "1h")
    return home


def lines(home: Home) -> list[dict[str, Any]]:
    """Return every line of the history."""
    target = home.path / "all.json"
    home.say("export", str(target))
    found = json.loads(target.read_text())
    assert isinstance(found, list)
    return [each for each in found if each["kind"] != "desk"]


def sets(home: Home) -> list[tuple[str, str | None, int, str]]:
    """Return each set that was kept: exercise, side, amount, how it felt."""
    details = [
        (each["drill"], json.loads(each["detail"]))
        for each in lines(home)
        if each["kind"] == "set"
    ]
    return [(name, it["side"], it["amount"], it["felt"]) for name, it in details]


def ended(home: Home) -> object:
    """Return whether the last session was complete."""
    last = [each for each in lines(home) if each["kind"] == "session-end"][-1]
    return json.loads(last["detail"])["complete"]


def test_from_the_first_set_to_the_last(trained: Home) -> None:
    """Holds tell both ends, both sides come, and the open break is done with it."""
    trained.say("move")
    with Terminal(trained, "session", "short-one", "--text") as at:
        at.hears("A short one: Three little sets.")
        at.hears("Stop at once and get medical help")
        at.hears("Glute bridge: 2 times")
        at.hears("1. Lie on your back")
        at.hears("Enter starts the timer.")
        assert trained.status()["session"]["running"]["routine"] == "short-one"
        at.type()
        at.hears(f"\a1 of 2: {HOLD} (1 second)")
        at.hears(f"\a{LET_GO}")
        at.hears(f"2 of 2: {HOLD}")
        at.hears(LET_GO)
        at.hears("left side: 3 times")
        assert trained.status()["today"]["done"] == 1
        at.hears(TO_END)
        at.type()
        at.hears("Rest first, for about 1 second.")
        at.hears("right side")
        at.hears(TO_END)
        at.type("5")
        at.hears("The session is over, and what you did is kept.")

        assert at.ends() == 0

    assert sets(trained) == [
        ("glute-bridge", None, 2, "fine"),
        ("hip-raise-all-fours", "left", 3, "fine"),
        ("hip-raise-all-fours", "right", 5, "fine"),
    ]
    assert ended(trained) is True
    assert trained.status()["session"] is None
    assert trained.status()["today"]["done"] == 1


def test_what_hurts_is_left_out_and_something_gentler_comes(trained: Home) -> None:
    """Pain ends the hold; a side that hurts is excused, the other side comes."""
    with Terminal(trained, "session", "short-one", "--text") as at:
        at.hears("Enter starts the timer.")
        at.type()
        at.hears(HOLD)
        at.type("p")
        at.hears(LET_GO)
        at.hears("New or sudden pain: stop")
        at.hears("In place of: Glute bridge.")
        at.hears(TO_END)
        at.type("h")
        at.hears("How many were good?")
        at.type("2")
        at.hears("Rest first, for about 30 seconds.")
        at.type()
        at.hears("left side")
        at.hears(TO_END)
        at.type("p")
        at.hears("right side")
        at.hears(TO_END)
        at.type()

        assert at.ends() == 0

    assert sets(trained) == [
        ("glute-bridge", None, 0, "pain"),
        ("bridge-practice", None, 2, "too-hard"),
        ("hip-raise-all-fours", "left", 0, "pain"),
        ("hip-raise-all-fours", "right", 3, "fine"),
    ]
    assert ended(trained) is True


def test_a_break_and_a_set_that_is_passed_over(trained: Home) -> None:
    """A hold begins anew after a break; nonsense is answered with what is known."""
    with Terminal(trained, "session", "short-one", "--text") as at:
        at.hears("Enter starts the timer.")
        at.type("dance")
        at.hears("That is no answer here. Enter: done.")
        at.type()
        at.hears(f"1 of 2: {HOLD}")
        at.type("b")
        at.hears("Paused. Take your time. Enter goes on.")
        at.type()
        at.hears(f"1 of 2: {HOLD}")
        at.type("s")
        at.hears("left side")
        at.hears(TO_END)
        at.type("b")
        at.hears("Paused.")
        at.type()
        at.type("s")
        at.hears("right side")
        at.hears(TO_END)
        at.type("s")

        assert at.ends() == 0

    assert [each[2:] for each in sets(trained)] == [(0, "fine")] * 3
    assert ended(trained) is False


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("q", "You leave the session here. What you did is kept."),
        ("u", "Fever, or feeling unwell: not today."),
        ("\x04", "You leave the session here."),
    ],
    ids=["leave", "unwell", "end of input"],
)
def test_leaving_keeps_what_was_done(trained: Home, key: str, says: str) -> None:
    """By its key, by the end of what is typed; reminders come again."""
    with Terminal(trained, "session", "short-one", "--text") as at:
        at.hears("Enter starts the timer.")
        at.type("2")
        at.hears("left side")
        at.hears(TO_END)
        at.type(key)
        at.hears(says)
        at.hears("The session is over, and what you did is kept.")

        assert at.ends() == 0

    assert sets(trained) == [("glute-bridge", None, 2, "fine")]
    assert ended(trained) is False
    assert trained.status()["session"] is None


def test_an_interrupt_leaves_the_session(trained: Home) -> None:
    """As Ctrl-C does."""
    with Terminal(trained, "session", "short-one", "--text") as at:
        at.hears("Enter starts the timer.")
        at.process.send_signal(signal.SIGINT)
        at.hears("The session is over")

        assert at.ends() == 0

    assert ended(trained) is False


def test_a_player_that_was_killed_goes_on_where_it_stood(trained: Home) -> None:
    """What was answered is kept by the program that runs."""
    with Terminal(trained, "session", "short-one", "--text") as at:
        at.hears("Enter starts the timer.")
        at.type("2")
        at.hears("left side")
        at.process.kill()
    other = trained.ask("session", "four-for-the-hips", "--text")
    assert other.returncode == 1
    assert "another session is under way: A short one" in other.stderr
    with Terminal(trained, "session", "--text") as at:
        at.hears("left side")
        at.hears(TO_END)
        at.type()
        at.hears("right side")
        at.hears(TO_END)
        at.type()

        assert at.ends() == 0

    assert len(sets(trained)) == 3
    assert [each["kind"] for each in lines(trained)].count("session") == 1


def test_two_players_keep_each_set_once(trained: Home) -> None:
    """The slower one is told, and goes on from where the session is."""
    with (
        Terminal(trained, "session", "short-one", "--text") as at,
        Terminal(trained, "session", "short-one", "--text") as other,
    ):
        at.hears("Enter starts the timer.")
        other.hears("Enter starts the timer.")
        at.type("2")
        at.hears("left side")
        other.type("2")
        other.hears("That set is kept already")
        other.hears("left side")
        other.hears(TO_END)
        other.type("q")
        other.hears("The session is over")
        at.hears(TO_END)
        at.type()
        at.hears("No session is under way.")

        assert at.ends() == other.ends() == 0

    assert len(sets(trained)) == 1


def test_a_focus_is_chosen_and_its_plan_told(home: Home) -> None:
    """Before the first plan the person is asked how much they sit."""
    assert "* off" in home.say("focus")
    assert "no sessions are planned yet" in home.say("session", "plan").lower()
    program = home.start("--every", "1h")
    with Terminal(home, "focus", "strength") as at:
        at.hears("First the causes, then the exercises")
        at.hears("How long do you sit at work")
        at.type("2")
        at.hears("And on the way")
        at.type("1")
        at.hears("What comes next: movebreak session plan")

        assert at.ends() == 0

    text = home.settings.read_text()
    for line in (
        'focus = "strength"',
        'seated_hours = "4h-to-8h"',
        'seated_commute = "none"',
    ):
        assert f"\n{line}" in text
    assert "* strength" in home.say("focus")
    plan = home.say("session", "plan")
    assert plan.startswith("Strength session: ")
    assert "First the causes" not in plan
    assert "You begin with the least of its range." in plan
    told = home.status()["session"]
    assert told["focus"] == "strength"
    assert datetime.fromisoformat(told["at"]) > datetime(2000, 1, 1, tzinfo=UTC)
    assert "Strength session: " in home.say("status")
    assert "programme: Strength session: " in home.say("doctor")
    assert "No sessions are planned from now on." in home.say("focus", "off")
    assert home.status()["session"] is None
    assert "programme: no sessions are planned" in home.say("doctor")
    assert program.err == ""


def test_a_session_of_today_is_moved_and_turned_down(home: Home) -> None:
    """By commands; a second answer finds nothing to answer."""
    home.say("focus", "strength")
    home.start("--every", "1h")
    assert home.status()["session"]["today"]
    assert "Moved. The next one: tomorrow" in home.say("session", "tomorrow")
    done = home.ask("session", "skip")
    assert (done.returncode, done.stdout) == (1, "")
    assert "No session is planned for today" in done.stderr
    assert "No session is under way" in home.ask("session", "end").stderr


def test_an_invitation_in_the_terminal(home: Home) -> None:
    """At the hour of sessions it is printed, with the way to answer; once is enough."""
    hour = datetime.now(UTC).astimezone().replace(hour=4, minute=1).time()
    home.settings.parent.mkdir(parents=True)
    home.settings.write_text(
        f'[programme]\nfocus = "strength"\nat = "{hour:%H:%M}"\n'
        '[breaks]\ntyping_grace = "0s"\n'
    )
    program = home.start("--every", "1h")
    told = home.status()["session"]
    assert told["today"]
    if datetime.fromisoformat(told["at"]) > datetime.now(UTC):
        pytest.skip("in the first minute of a day no hour of it has passed")
    assert "Time for your strength session" in program.out
    assert "movebreak session tomorrow" in program.out
    home.say("session", "skip")

    assert not home.status()["session"]["today"]


def test_wrong_words(home: Home) -> None:
    """Exit 2, and what is known."""
    for words, says in (
        (["session", "no-such"], "known: bridge-and-jump"),
        (["session", "--text"], "movebreak focus"),
        (["focus", "muscles"], "one of: off, strength, mobility, running, feel"),
        (["session", "log", "x"], "nothing movebreak knows"),
    ):
        home.start() if words[-1] == "--text" else None
        done = home.ask(*words)
        assert (done.returncode, done.stdout) == (2, ""), done
        assert says in done.stderr


def test_what_needs_a_browser_says_so(home: Home) -> None:
    """Where there is no screen."""
    for name in ("programme", "check", "review"):
        done = home.ask(name)
        assert (done.returncode, done.stdout) == (1, "")
        assert "needs a browser" in done.stderr
