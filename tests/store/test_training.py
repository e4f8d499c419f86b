"""All that a session is made of, read from the files of a person."""

from pathlib import Path

from movebreak.core.programme.sessions import Felt, Logged
from movebreak.store.folders import Folders
from movebreak.store.rows import Row
from movebreak.store.training import Training
from tests.pages import past
from tests.store.test_past_sessions import LEFT, begun, ended, kept

HARD = Logged("glute-bridge", 1, 1, None, 12, Felt.PAIN)
OWN = """
[[routine]]
id = "mine"
name = "Mine"
cue = "Squat, then rest"
focuses = ["strength"]
source = "my own"

[[routine.parts]]
exercise = "{exercise}"
measure = "times"
amount = [5, 9]
"""


def training(path: Path, settings: str = "", *rows: Row) -> Training:
    """Return what is read where these settings and lines are."""
    files = Folders(
        *(path / name for name in ("settings.toml", "drills", "history.sqlite")),
        *(path / name for name in ("drills.msgpack", "movebreak.log", "figures")),
    )
    files.settings.write_text(settings)
    past.keep(files.history, rows)
    return Training(files)


def test_without_a_focus_no_session_comes_next(tmp_path: Path) -> None:
    """C01: nothing is preset."""
    found = training(tmp_path)
    assert found.next_routine() is None
    assert found.sessions == ()


def test_the_routines_of_a_focus_take_turns(tmp_path: Path) -> None:
    """After the last one of them in which something was logged."""
    strength = '[programme]\nfocus = "strength"\n'
    first = training(tmp_path, strength, begun(1, "bridge-and-jump")).next_routine()
    logged = (kept(2, 1, LEFT), ended(3, 1, complete=False))
    second = training(tmp_path, strength, *logged).next_routine()
    other = (begun(4, "find-and-feel"), kept(5, 4, LEFT))
    third = training(tmp_path, strength, *other).next_routine()
    chosen = (begun(6, "four-for-the-hips"), kept(7, 6, LEFT))
    fourth = training(tmp_path, strength, *chosen).next_routine()

    assert [each and each.id for each in (first, second, third, fourth)] == [
        "bridge-and-jump",
        "four-for-the-hips",
        "four-for-the-hips",
        "bridge-and-jump",
    ]


def test_a_session_goes_on_where_it_stood(tmp_path: Path) -> None:
    """What was logged of it is done; what was prescribed of it stays."""
    before = training(tmp_path, "", begun(1)).sessions[0]
    found = training(tmp_path, "", kept(2, 1, HARD))
    play, began = found.play(found.sessions[0]), found.play(before)

    assert play is not None
    assert began is not None
    assert play.logs == (HARD,)
    assert play.prescription == began.prescription
    assert found.prescription(found.routines["four-for-the-hips"]) != play.prescription


def test_a_session_of_a_routine_that_is_gone(tmp_path: Path) -> None:
    """Its pack was taken away: it can be looked at, not gone on with."""
    found = training(tmp_path, "", begun(1, "gone"), kept(2, 1, LEFT))
    assert found.play(found.sessions[0]) is None
    assert found.find(1) is found.sessions[0]
    assert found.find(2) is None


def test_own_routines_come_beside_ours(tmp_path: Path) -> None:
    """And one with an exercise that nobody knows is told of."""
    folder = tmp_path / "drills"
    folder.mkdir()
    (folder / "own.toml").write_text(OWN.format(exercise="half-squats"))
    assert training(tmp_path).routines["mine"].name == "Mine"
    (folder / "own.toml").write_text(OWN.format(exercise="half-squat"))
    found = training(tmp_path)

    assert "mine" not in found.routines
    assert "half-squats" in found.problems[0]
