"""Routines are read from packs as drills are: what is bad is told, the rest is used."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from movebreak.core.drills import Sides
from movebreak.core.programme.routines import Measure, Part, Routine, Span
from movebreak.core.programme.rules import Focus
from movebreak.store.catalogue_files import CatalogueFiles, entries_of
from movebreak.store.packs import MOST_ENTRIES, built_in_folder, pack_of, read_pack
from movebreak.store.routine_files import routines_of
from movebreak.store.routine_values import MOST_PARTS, read_routine
from tests.store.test_catalogue_files import GOOD

BUILT_IN = built_in_folder()
MINE = """
[[routine]]
id = "mine"
name = "Mine"
cue = "Squat, then rest"
source = "me"

[[routine.parts]]
exercise = "half-squats"
measure = "times"
amount = [8, 12]
"""


def pack(folder: Path, name: str, text: str) -> Path:
    """Save a pack."""
    file = folder / f"{name}.toml"
    file.write_text(text, encoding="utf-8")
    return file


def problems(text: str) -> tuple[str, ...]:
    """Return the mistakes in a pack."""
    return pack_of(tomllib.loads(text)).problems


def test_the_routines_of_movebreak_have_no_problem(tmp_path: Path) -> None:
    """Each id once, in the order of the file."""
    routines, wrong = routines_of(BUILT_IN, tmp_path)
    assert wrong == ()
    assert [each.id for each in routines] == [
        "bridge-and-jump",
        "four-for-the-hips",
        "room-at-the-hip",
        "running-rounds",
        "find-and-feel",
        "release-to-recruit",
    ]


def test_a_routine_needs_little() -> None:
    """All else has its usual value."""
    (found,) = pack_of(tomllib.loads(MINE)).routines
    part = Part("half-squats", Measure.TIMES, Span(8, 12))
    assert found == Routine("mine", "Mine", "Squat, then rest", (part,), "me")


def test_every_key_can_be_given() -> None:
    """A number alone is the least and the most."""
    text = f"""{MINE}
sets = 2
hold = [20, 30]
holds = 2
sides = "each"
side_is_ours = true
our_suggestion = true
optional = true
loaded = true
first = "sit-to-stand"
gentler = "wall-sit"
block = "one"
rest = 0
"""
    text = text.replace(
        'source = "me"',
        'source = "me"\nfocuses = ["strength", "feel", "feel"]\nstrength = false\n'
        'rounds = [2, 3]\nwhy = "It is fun"',
    )
    (found,) = pack_of(tomllib.loads(text)).routines
    (part,) = found.parts
    assert part == Part(
        "half-squats",
        Measure.TIMES,
        Span(8, 12),
        Span(2, 2),
        Span(20, 30),
        holds=2,
        sides=Sides.EACH,
        side_is_ours=True,
        our_suggestion=True,
        optional=True,
        loaded=True,
        first="sit-to-stand",
        gentler="wall-sit",
        block="one",
        rest=0,
    )
    assert found.focuses == (Focus.STRENGTH, Focus.FEEL)
    assert (found.strength, found.rounds) == (False, Span(2, 3))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('id = "mine"\n', "", 'routine 1: id: missing; write such as: id = "my-'),
        ('"mine"', '"My One"', 'routine My One: id: "My One" is no id'),
        ('cue = "Squat, then rest"', 'cue = ""', 'routine mine: cue: ""; allowed: one'),
        ('source = "me"', "source = 5", "routine mine: source: 5 is not text"),
        ('source = "me"', 'sourse = "me"', "sourse: not known here; did you mean sou"),
        ('"half-squats"', "3", "routine mine: parts: 1: exercise: 3 is not text"),
        ('"times"', '"laps"', 'parts: 1: measure: "laps" is not known; allowed: times'),
        ("[8, 12]", "[12, 8]", "parts: 1: amount: 12 is more than 8; change places"),
        ("[8, 12]", "[8]", "parts: 1: amount: 1 given; allowed: a number, or"),
        ("[8, 12]", '"8"', 'parts: 1: amount: "8" is not a number, or the least'),
        ("[8, 12]", "true", "parts: 1: amount: true is not a number, or the least"),
        ("[8, 12]", "[8, true]", "parts: 1: amount: true is not a whole number"),
        ("[8, 12]", "[0, 12]", "parts: 1: amount: 0; allowed: 1 to 100"),
        ("[8, 12]", "101", "parts: 1: amount: 101; allowed: 1 to 100"),
        ("amount = [8, 12]", "", "parts: 1: amount: missing; write such as: amount ="),
        ('"times"', '"form"', 'parts: 1: amount: "form" has no number; remove this'),
        ("[8, 12]", "[8, 12]\nsets = 7", "parts: 1: sets: 7; allowed: 1 to 6"),
        ("[8, 12]", "[8, 12]\nholds = 1.5", "parts: 1: holds: 1.5 is not a whole"),
        ("[8, 12]", "[8, 12]\nrest = 601", "parts: 1: rest: 601; allowed: 0 to 600"),
        ("[8, 12]", "[8, 12]\nsides = 1", "parts: 1: sides: 1 is not known; allowed:"),
        ("[8, 12]", '[8, 12]\nloaded = "no"', 'parts: 1: loaded: "no" is not known'),
        ('"me"', '"me"\nfocuses = ["off"]', 'focuses: "off" plans none; allowed: stre'),
        ('"me"', '"me"\nfocuses = "feel"', 'focuses: "feel" is not a list of: strengt'),
        ('"me"', '"me"\nrounds = [0, 3]', "rounds: 0; allowed: 1 to 6"),
        (
            '"me"',
            '"me"\nstrength = 1',
            "strength: 1 is not known; allowed: true or fal",
        ),
    ],
)
def test_a_mistake_says_where_it_is_and_what_to_write(
    old: str, new: str, says: str
) -> None:
    """The routine is left out."""
    assert old in MINE
    text = MINE.replace(old, new)
    told = problems(text)
    assert any(says in each for each in told), told
    assert pack_of(tomllib.loads(text)).routines == ()


def test_all_mistakes_of_a_routine_are_told_at_once() -> None:
    """Of all its parts too."""
    text = MINE.replace('"me"', "1").replace("[8, 12]", "0") + MINE[
        MINE.index("[[routine.parts]]") :
    ].replace('"times"', '"laps"')
    assert [each.partition(";")[0] for each in problems(text)] == [
        "routine mine: parts: 1: amount: 0",
        'routine mine: parts: 2: measure: "laps" is not known',
        "routine mine: source: 1 is not text",
    ]


def test_parts_are_a_list_of_some_but_not_of_many() -> None:
    """Each exercise once: more of it is a set or a round."""
    part = MINE[MINE.index("[[routine.parts]]") :]
    (twice,) = problems(MINE + part)
    assert twice == (
        "routine mine: parts: half-squats comes twice; give it more sets, or the "
        "routine rounds"
    )
    many = MINE + part * MOST_PARTS
    assert "13 given; allowed: 1 to 12 parts" in problems(many)[0]
    none = MINE.replace(part, "parts = []")
    assert "0 given; allowed: 1 to 12 parts" in problems(none)[0]
    flat = MINE.replace(part, 'parts = "squats"')
    assert "begin each with [[routine.parts]]" in problems(flat)[0]


def test_a_routine_is_a_list_too() -> None:
    """One bracket is told from two."""
    assert problems('[routine]\nid = "x"') == (
        "a table is not a list; begin each with [[routine]]",
    )


def test_own_routines_join_those_of_movebreak(tmp_path: Path) -> None:
    """With drills of one's own in them, also those of another pack."""
    pack(tmp_path, "a", MINE.replace("half-squats", "march"))
    pack(tmp_path, "b", GOOD)
    routines, wrong = routines_of(BUILT_IN, tmp_path)
    assert wrong == ()
    assert routines[-1].id == "mine"


def test_an_exercise_nobody_knows_costs_its_routine(tmp_path: Path) -> None:
    """What was probably meant is named, of gentler forms too; notes are none."""
    text = MINE.replace("half-squats", "half-squat").replace(
        "amount", 'gentler = "floor-desk"\namount'
    )
    pack(tmp_path, "a", text + MINE.replace('"mine"', '"fine"'))
    routines, wrong = routines_of(BUILT_IN, tmp_path)
    assert [each.id for each in routines][-1] == "fine"
    assert "mine" not in {each.id for each in routines}
    assert wrong[0] == (
        "a.toml: routine mine: half-squat is no drill or exercise; did you mean "
        "half-squats? to see all: movebreak drills list"
    )
    assert wrong[1].startswith("a.toml: routine mine: floor-desk is no drill or")
    assert len(wrong) == 2


def test_an_id_is_used_once_by_drills_and_routines(tmp_path: Path) -> None:
    """In one file, and in all of them."""
    clash = pack_of(tomllib.loads(GOOD + MINE.replace('"mine"', '"march"')))
    (told,) = clash.problems
    assert told.startswith("routine march: id: there is one of this name in this file")
    assert clash.routines == ()
    pack(tmp_path, "a", MINE.replace('"mine"', '"burpees"'))
    pack(tmp_path, "b", GOOD.replace('"march"', '"find-and-feel"'))
    known = CatalogueFiles(BUILT_IN, tmp_path)
    assert len(known.problems) == 2
    assert "b.toml: find-and-feel: id: movebreak (routines.toml)" in known.problems[1]
    ids = [each.id for each in routines_of(BUILT_IN, tmp_path)[0]]
    assert "burpees" not in ids
    assert "find-and-feel" not in {
        each.id for _, each in entries_of(BUILT_IN, tmp_path)
    }


def test_routines_are_never_dealt(tmp_path: Path) -> None:
    """A pack of them changes nothing about breaks."""
    before = CatalogueFiles(BUILT_IN, tmp_path)
    pack(tmp_path, "a", MINE)
    after = CatalogueFiles(BUILT_IN, tmp_path)
    assert (after.drills(), after.problems) == (before.drills(), ())


def test_routines_count_among_the_entries_of_a_file() -> None:
    """A file without end is cut."""
    (entry,) = tomllib.loads(MINE)["routine"]
    many = [{**entry, "id": f"mine-{number}"} for number in range(MOST_ENTRIES + 2)]
    found = pack_of({"routine": many})
    assert len(found.routines) == MOST_ENTRIES
    assert "those from number 301 on are left out" in found.problems[0]


def test_a_file_that_cannot_be_read_has_no_routines(tmp_path: Path) -> None:
    """Nor ends the reading of the others."""
    found = read_pack(tmp_path / "none.toml")
    assert (found.routines, found.opened) == ((), False)


TOML = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["exercise", "amount", "x"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)
KEYS = st.sampled_from(
    ["id", "name", "cue", "source", "parts", "focuses", "strength", "rounds", "why"]
)


@given(entry=st.dictionaries(KEYS, TOML, max_size=6) | TOML)
def test_any_table_is_a_routine_or_a_mistake_in_words(entry: object) -> None:
    """Each mistake on one line that can be shown."""
    for each in mistakes_in(entry):
        assert isinstance(each, str)
        assert each.isprintable()
        assert len(each) < 400


def mistakes_in(entry: object) -> tuple[object, ...]:
    """Return what is wrong with a table."""
    try:
        read_routine(entry)
    except ValueError as error:
        return error.args
    return ()
