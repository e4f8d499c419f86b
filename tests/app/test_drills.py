"""The commands about drills, and own drills, with the real program."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from movebreak.core.drills import Impact
from tests.app.program import Home
from tests.waiting import eventually

PACK = """
[[drill]]
id = "my-stroll"
name = "My stroll"
cue = "Stroll to the window"
steps = ["Get up and walk to the window.", "Look far, and walk back."]
dose = "once"
length = "30s"
position = "seated"
noise = "silent"
space = "chair"
impact = "low"
source = "my own"
"""
AT_LEAST = {
    "id", "kind", "name", "cue", "position", "noise", "space", "impact", "equipment",
    "muscles", "sides", "dose", "seconds", "level", "source", "easier", "careful",
    "why", "hidden_because", "liked", "never", "pack",
}  # fmt: skip


@pytest.fixture(scope="module")
def house() -> Iterator[Home]:
    """One home, in which nothing runs."""
    with Home() as made:
        yield made


def drills(home: Home) -> Path:
    """Return the folder of own drills, made if need be."""
    folder = home.settings.with_name("drills")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def listed(home: Home) -> dict[str, dict[str, Any]]:
    """Return what `drills list --json` tells, by id."""
    told = json.loads(home.say("drills", "list", "--json"))
    return {each["id"]: each for each in told}


def test_the_list_tells_of_every_entry(house: Home) -> None:
    """Each with the same fields, whatever its kind."""
    told = listed(house)
    assert len(told) >= 90
    assert {each["kind"] for each in told.values()} == {"drill", "exercise", "note"}
    assert all(set(each) >= AT_LEAST for each in told.values())
    assert told["burpees"]["pack"] == "movebreak (article-000.toml)"
    text = house.say("drills", "list")
    assert house.say("drills") == text
    assert all(name in text for name in told)


def test_one_drill_is_shown_and_an_unknown_one_is_guessed(house: Home) -> None:
    """By its id; a slip of the finger costs a word."""
    told = house.say("drills", "show", "half-squats")
    assert "our suggestion" in told
    assert "Stop if something hurts" in told
    for wrong, guess in (("burpee", "burpees"), ("Half Squats", "half-squats")):
        for command in ("show", "like", "never", "reset"):
            done = house.ask("drills", command, wrong)
            assert (done.returncode, done.stdout) == (2, "")
            assert f"did you mean {guess}" in done.stderr
    assert "movebreak drills list" in house.ask("drills", "show", "xyz").stderr


def test_taste_needs_a_running_program(house: Home) -> None:
    """Exit 3, as with every answer."""
    for command in ("like", "never", "reset"):
        assert house.ask("drills", command, "burpees").returncode == 3


def test_what_is_hidden_is_explained(home: Home) -> None:
    """In the card, in the list and as data, with the profile of the moment."""
    home.say("settings", "--path")
    home.settings.write_text("[profile]\nquiet_office = true\n")
    says = "neighbours would hear it, and your office is a quiet one"
    assert f"hidden:       {says}" in home.say("drills", "show", "burpees")
    assert f"hidden: {says}" in home.say("drills", "list")
    assert says in listed(home)["burpees"]["hidden_because"]


def test_favourites_and_what_is_left_out(home: Home) -> None:
    """Kept by the running program, seen by every command, also after it has ended."""
    program = home.start("--every", "1h")
    assert "favourite" in home.say("drills", "like", "half-squats")
    assert "left out" in home.say("drills", "never", "burpees")
    refused = home.ask("drills", "like", "floor-desk")
    assert refused.returncode == 1
    assert "not among those you get" in refused.stderr
    told = listed(home)
    assert told["half-squats"]["liked"]
    assert told["burpees"]["never"]
    assert program.end() == 0
    assert "movebreak drills reset burpees" in home.say("drills", "show", "burpees")
    home.start()
    assert "as often as any other" in home.say("drills", "reset", "burpees")
    assert not listed(home)["burpees"]["never"]


def test_a_pack_in_a_folder_whose_name_is_no_text(home: Home) -> None:
    """Old file systems have them; its comments name the folder as well as they can."""
    odd = home.path / "b\udcffyte"
    said = home.ask("drills", "add", env={"XDG_CONFIG_HOME": str(odd)})

    assert (said.returncode, said.stderr) == (0, "")
    (pack,) = odd.rglob("*.toml")
    assert "b?yte" in pack.read_text("utf-8")


def test_a_new_pack_is_a_file_that_explains_itself(home: Home) -> None:
    """Never in place of another; its example is fine once it is one."""
    said = home.say("drills", "add")
    file = drills(home) / "my-drills.toml"
    assert str(file) in said
    assert (
        '0 drills, 0 exercises, 0 notes, 0 routines. To begin, remove the "#"'
        in home.say("drills", "check", str(file))
    )
    text = file.read_text()
    assert tomllib.loads(text) == {}
    again = home.ask("drills", "add")
    assert again.returncode == 1
    assert "is there already" in again.stderr
    file.write_text(re.sub("^#(?! |$)", "", text, flags=re.MULTILINE))
    assert "fine: 1 drill, 0" in home.say("drills", "check", str(file))
    assert listed(home)["my-march"]["pack"] == str(file)
    assert home.ask("drills", "add", "../evil").returncode == 2
    home.say("drills", "add", "other")
    assert (drills(home) / "other.toml").exists()


def test_a_pack_with_mistakes_is_checked(home: Home) -> None:
    """Exit 1, and every mistake with what is allowed."""
    file = home.path / "bad.toml"
    file.write_text(PACK.replace("30s", "9h").replace('"low"', '"lowish"') + PACK)
    done = home.ask("drills", "check", str(file))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        f"{file} has 2 problems:",
        "drill my-stroll: length: 9h; allowed: 20s to 60s",
        f'drill my-stroll: impact: "lowish" is not known; allowed: {", ".join(Impact)}',
    ]
    file.write_text(PACK.replace("my-stroll", "burpees"))
    told = home.ask("drills", "check", str(file)).stderr
    assert "burpees: id: movebreak (article-000.toml) has it already; choose" in told
    assert "cannot be read" in home.ask("drills", "check", "gone.toml").stderr


def test_own_drills_come_and_go_while_it_runs(home: Home) -> None:
    """A pack saved is dealt from; one that breaks is told, and ends nothing."""
    home.settings.parent.mkdir(parents=True)
    home.settings.write_text("[profile]\nseated_only = true\nquiet_office = true\n")
    program = home.start("--every", "1h")
    before = _known(home)
    file = drills(home) / "mine.toml"
    file.write_text(PACK)
    assert eventually(lambda: _known(home) == before + 1)
    home.say("move")
    for _ in range(40):
        if _dealt(home) == "my-stroll":
            break
        home.say("another")
    file.write_text(f"{PACK}level = up\n")
    assert eventually(lambda: "mine.toml: line 14" in home.say("status"))
    assert "mine.toml: line 14" in home.say("doctor")
    assert _dealt(home) == "my-stroll"
    file.unlink()
    assert eventually(lambda: "mine.toml" not in home.say("status"))
    assert "My stroll: done" in home.say("done")
    assert program.end() == 0
    assert program.err == ""


def _dealt(home: Home) -> str:
    return str(home.status()["drill"]["id"])


def _known(home: Home) -> int:
    """Return how many drills the running program knows."""
    told = home.say("doctor")
    (found,) = re.findall(r"ok   drills: [0-9]+ of ([0-9]+) fit", told)
    return int(found)


def test_a_routine_may_be_made_of_all_drills(home: Home) -> None:
    """Of its own pack, and of movebreak; one nobody knows is told, and what helps."""
    file = drills(home) / "mine.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    part = '[[routine.parts]]\nexercise = "{}"\nmeasure = "times"\namount = 8\n'
    text = (
        '[[routine]]\nid = "mine"\nname = "Mine"\ncue = "Move"\nsource = "me"\n'
        f"{part.format('my-stroll')}{part.format('half-squats')}{PACK}"
    )
    file.write_text(text)
    assert "1 drill, 0 exercises, 0 notes, 1 routine." in home.say(
        "drills", "check", str(file)
    )
    file.write_text(text.replace('"half-squats"', '"half-squat"'))
    says = "routine mine: half-squat is no drill or exercise; did you mean half-squats?"
    assert says in home.ask("drills", "check", str(file)).stderr
    assert f"mine.toml: {says}" in home.ask("drills", "list").stderr
