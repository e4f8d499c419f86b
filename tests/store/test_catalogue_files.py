"""The catalogue gives good drills, and a bad file costs only what is bad in it."""

import json
import os
import sys
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest

from movebreak.core.drills import (
    Drill,
    EntryKind,
    Impact,
    Noise,
    Note,
    Position,
    Space,
)
from movebreak.store.catalogue_files import CatalogueFiles
from movebreak.store.drill_values import Entry
from movebreak.store.packs import MOST_PACKS, built_in_folder, pack_files, read_pack

SHIPPED = CatalogueFiles(built_in_folder())
GOOD = """
[[drill]]
id = "march"
name = "March"
cue = "March on the spot"
steps = ["Lift one knee, then the other.", "Swing your arms."]
dose = "30 seconds"
length = "30s"
position = "standing"
noise = "low"
space = "spot"
impact = "low"
source = "a test"
"""


def shipped() -> list[Entry]:
    """Return every entry that comes with movebreak."""
    files, _ = pack_files(built_in_folder())
    return [entry for file in files for entry in read_pack(file).entries]


def test_drills_come_by_a_copy_where_there_is_one(tmp_path: Path) -> None:
    """A wheel has a copy of each file in JSON; a damaged one is passed over."""
    file, copy = tmp_path / "a.toml", tmp_path / "a.json"
    file.write_text(GOOD, "utf-8")
    in_copy = GOOD.replace('"March"', '"Step"')
    copy.write_text(json.dumps(tomllib.loads(in_copy)), "utf-8")

    assert [each.name for each in CatalogueFiles(tmp_path).drills()] == ["Step"]
    copy.write_text("{", "utf-8")
    assert [each.name for each in CatalogueFiles(tmp_path).drills()] == ["March"]


def test_a_copy_is_nothing_of_a_persons_own(tmp_path: Path) -> None:
    """What else lies beside a pack of one's own is never looked at."""
    (tmp_path / "a.toml").write_text(GOOD, "utf-8")
    (tmp_path / "a.json").write_text("{}", "utf-8")
    known = CatalogueFiles(built_in_folder(), tmp_path)

    assert "march" in {each.id for each in known.drills()}


def catalogue(folder: Path, **files: str) -> CatalogueFiles:
    """Return the catalogue of these files."""
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return CatalogueFiles(folder)


def ids(catalogue: CatalogueFiles) -> list[str]:
    """Return the ids of all drills, in order."""
    return [drill.id for drill in catalogue.drills()]


def test_the_shipped_drills_have_no_problem() -> None:
    """There are enough of them, each with an id of its own."""
    assert SHIPPED.problems == ()
    assert len(SHIPPED.drills()) >= 14
    assert len(set(ids(SHIPPED))) == len(SHIPPED.drills())
    assert len({drill.cue for drill in SHIPPED.drills()}) == len(SHIPPED.drills())


@pytest.mark.parametrize("drill", SHIPPED.drills(), ids=lambda drill: drill.id)
def test_a_shipped_drill_is_well_formed(drill: Drill) -> None:
    """It fits a notification and a short break, and ends with the posture reset."""
    assert 0 < len(drill.cue) <= 80
    assert not drill.cue.endswith(".")
    assert 2 <= len(drill.steps) <= 5
    assert all(0 < len(step) <= 120 for step in drill.steps)
    assert timedelta(seconds=20) <= drill.length <= timedelta(seconds=60)
    assert "tall" in drill.steps[-1] or "shoulder blades" in drill.steps[-1]


@pytest.mark.parametrize(
    ("title", "least"),
    [
        ('"Activating your glutes" by ', 20),
        ('"How to Get the Glutes to Fire in Running"', 12),
        ("On activating glutes before a run", 10),
        ('"Glutes NOT ON while running?', 18),
        ('"Getting those Glutes to fire" by ', 14),
    ],
)
def test_the_shipped_entries_name_their_articles(title: str, least: int) -> None:
    """All five articles are there, each with all that it holds."""
    assert sum(title in entry.source for entry in shipped()) >= least


def test_each_kind_of_entry_is_shipped() -> None:
    """Drills are dealt; exercises and notes are there to be looked up."""
    entries = shipped()
    drills = [each for each in entries if isinstance(each, Drill)]
    exercises = [each for each in drills if each.kind is EntryKind.EXERCISE]
    assert len(entries) >= 90
    assert len(exercises) >= 20
    assert sum(isinstance(each, Note) for each in entries) >= 20
    assert len(drills) - len(exercises) == len(SHIPPED.drills())


@pytest.mark.parametrize("drill", SHIPPED.drills(), ids=lambda drill: drill.id)
def test_a_shipped_drill_gives_the_hints_it_needs(drill: Drill) -> None:
    """Jumps think of the floor, tension of the breath, balance of the desk."""
    steps = " ".join(drill.steps).lower()
    if drill.impact is Impact.HIGH:
        assert "floor" in steps
        assert "neighbour" in steps
    if "squeeze" in drill.id and drill.position is not Position.ANY:
        assert "keep breathing" in steps
    if drill.id in {"standing-one-sided", "long-sit-one-sided", "glute-reset"}:
        assert "keep breathing" in steps
    if drill.id == "standing-one-sided":
        assert "desk within reach" in steps
    if "chair" in steps and drill.impact is not Impact.MEDIUM:
        assert "wheels" in steps


def test_no_shipped_word_blames_or_promises() -> None:
    """The texts are kind, and make no medical claim."""
    words = " ".join(
        " ".join((drill.name, drill.cue, drill.dose, *drill.steps))
        for drill in SHIPPED.drills()
    ).lower()
    for unkind in ("lazy", "fail", "must", "lost", "cure", "prevent", "injur", "heal"):
        assert unkind not in words


def test_burpees_may_be_stepped() -> None:
    """Even the title says so."""
    (burpees,) = [drill for drill in SHIPPED.drills() if drill.id == "burpees"]
    assert "stepping" in burpees.cue


def test_a_drill_is_read_as_it_is_written(tmp_path: Path) -> None:
    """Every key reaches the drill; a dose nobody vouches for is ours."""
    assert catalogue(tmp_path, one=GOOD).drills() == (
        Drill(
            "march",
            "March",
            "March on the spot",
            ("Lift one knee, then the other.", "Swing your arms."),
            "30 seconds",
            timedelta(seconds=30),
            Position.STANDING,
            Noise.LOW,
            Space.SPOT,
            Impact.LOW,
            "a test",
            our_suggestion=True,
        ),
    )


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"March on the spot"', f'"{"x" * 81}"', "allowed: one line, 1 to 80 charact"),
        ('"March on the spot"', '""', 'cue: ""; allowed: one line, 1 to 80'),
        ('"March on the spot"', '"a\\nb"', 'cue: "a?b"; allowed: one line'),
        ('"March on the spot"', "5", "cue: 5 is not text; put it in quotes"),
        ('length = "30s"', 'length = "2m"', "length: 2m; allowed: 20s to 60s"),
        ('length = "30s"', 'length = "30"', 'length: "30" has no unit'),
        ('length = "30s"', "length = 30", "length: 30 is not a length"),
        ('length = "30s"', "", 'length: missing; write such as: length = "30s"'),
        ('"standing"', '"lying"', 'position: "lying" is not known; allowed: standing,'),
        (
            '["Lift one knee, then the other.", "Swing your arms."]',
            '["a"]',
            "steps: 1 ",
        ),
        ('["Lift one knee, then the other.", "Swing your arms."]', "5", "steps: 5 is "),
        ('id = "march"', 'id = "My March"', 'drill My March: id: "My March" is no id'),
        ('id = "march"', "", "drill 1: id: missing"),
        ("noise =", "noice =", "drill march: noice: not known here; did you mean noi"),
        ('"a test"', '"a test"\nour_suggestion = 1', "our_suggestion: 1 is not known;"),
    ],
)
def test_a_bad_drill_is_left_out_and_told(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    """The others are dealt as if nothing had happened."""
    assert old in GOOD
    other = GOOD.replace("march", "walk")
    found = catalogue(tmp_path, bad=GOOD.replace(old, new), good=other)
    assert ids(found) == ["walk"]
    assert all(problem.startswith("bad.toml: drill ") for problem in found.problems)
    assert says in found.problems[0]


def test_all_mistakes_of_a_drill_are_told(tmp_path: Path) -> None:
    """One look is enough to put it right."""
    bad = GOOD.replace("30s", "9h").replace('"low"', '"lowish"')
    found = catalogue(tmp_path, bad=bad, good=GOOD)
    assert ids(found) == ["march"]
    assert [problem.partition(";")[0] for problem in found.problems] == [
        "bad.toml: drill march: length: 9h",
        'bad.toml: drill march: noise: "lowish" is not known',
        'bad.toml: drill march: impact: "lowish" is not known',
    ]


def test_of_two_drills_with_one_id_the_first_is_kept(tmp_path: Path) -> None:
    """The second is told."""
    found = catalogue(tmp_path, a=GOOD, b=GOOD.replace('"March"', '"Other"'))
    assert [drill.name for drill in found.drills()] == ["March"]
    (told,) = found.problems
    assert told.startswith("b.toml: march: id: movebreak (a.toml) has it already;")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[drill]]\nid = up", "broken.toml: line 2: cannot be understood"),
        ("drill = 5", "broken.toml: 5 is not a list; begin each with [[drill]]"),
        ("drill = [5]", "broken.toml: drill 1: 5 is not a table"),
        ("drills = []", "broken.toml: drills: not known here; did you mean drill?"),
    ],
)
def test_a_broken_file_costs_only_itself(tmp_path: Path, text: str, says: str) -> None:
    """What the other files hold is dealt."""
    found = catalogue(tmp_path, broken=text, good=GOOD)
    assert ids(found) == ["march"]
    assert found.problems[0].startswith(says)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """A folder, a text in another encoding: neither stops the others."""
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "latin.toml").write_bytes(b"# caf\xe9")
    found = catalogue(tmp_path, march=GOOD)
    assert ids(found) == ["march"]
    assert [problem.partition(":")[0] for problem in found.problems] == [
        "folder.toml",
        "latin.toml",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_file_the_system_refuses_is_told(tmp_path: Path) -> None:
    """A link that leads in a circle cannot be opened."""
    (tmp_path / "loop.toml").symlink_to(tmp_path / "loop.toml")
    found = catalogue(tmp_path, march=GOOD)
    assert ids(found) == ["march"]
    assert found.problems[0].startswith("loop.toml: cannot be read (")


@pytest.mark.parametrize("name", ["gone", "x" * 300])
def test_without_any_drill_there_is_still_one(tmp_path: Path, name: str) -> None:
    """Standing up is always possible to suggest, and the loss is told."""
    found = CatalogueFiles(tmp_path / name)
    assert ids(found) == ["stand-up"]
    assert "no drills here" in found.problems[0]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_names_that_are_no_text_are_shown_as_well_as_can_be(tmp_path: Path) -> None:
    """Of a pack with mistakes, and of the first that is left out."""
    for number in range(MOST_PACKS + 1):
        name = os.fsdecode(b"%02d-\xe9.toml" % number)
        (tmp_path / name).write_text("[[drill]]\n" * 9)
    said = CatalogueFiles(built_in_folder(), tmp_path).problems
    assert any("from 20-?.toml on are left out" in each for each in said)
    assert all(each.isprintable() for each in said)


def test_one_pack_too_many_is_told_until_it_is_gone(tmp_path: Path) -> None:
    """Also when it comes, or goes, while movebreak runs."""
    for number in range(MOST_PACKS):
        (tmp_path / f"{number:02}.toml").touch()
    found = CatalogueFiles(built_in_folder(), tmp_path)
    assert list(found.problems) == []
    (tmp_path / "99.toml").touch()
    assert found.refresh()
    assert ["those from 99.toml on" in each for each in found.problems] == [True]
    assert not found.refresh()
    (tmp_path / "99.toml").unlink()
    assert found.refresh()
    assert list(found.problems) == []


def test_a_folder_of_packs_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """One that is not there needs none."""
    own = tmp_path / "drills"
    found = CatalogueFiles(built_in_folder(), own)
    assert list(found.problems) == []
    own.write_text("no folder")
    assert found.refresh()
    (problem,) = found.problems
    assert problem.startswith(f"{own}: cannot be read (")
    own.unlink()
    own.mkdir()
    assert found.refresh()
    assert list(found.problems) == []
