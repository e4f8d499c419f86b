"""The kept drills save time and are never trusted; whatever they are, drills come."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from movebreak.store.catalogue_files import CatalogueFiles
from movebreak.store.drill_cache import DrillCache, Kept, Sheet, sheet_of
from movebreak.store.packs import built_in_folder
from tests.store.test_catalogue_files import GOOD
from tests.unmeasured import unmeasured

BUILT_IN = built_in_folder()
PLAIN = CatalogueFiles(BUILT_IN)
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="owners are a POSIX matter")
LOADED = """
import sys
from pathlib import Path
from movebreak.store.catalogue_files import CatalogueFiles
from movebreak.store.drill_cache import DrillCache
from movebreak.store.packs import built_in_folder
known = CatalogueFiles(built_in_folder(), None, DrillCache(Path(sys.argv[1]), "1"))
print(len(known.drills()), "tomllib" in sys.modules)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the drills are kept: in a folder that is still to be made."""
    return tmp_path / "cache" / "movebreak" / "drills.msgpack"


def start(path: Path, own: Path | None = None, version: str = "1") -> CatalogueFiles:
    """Load the catalogue as the program does at its start."""
    return CatalogueFiles(BUILT_IN, own, DrillCache(path, version))


def own_packs(folder: Path) -> Path:
    """Make a pack with a good drill and a bad one."""
    (folder / "mine.toml").write_text(GOOD + GOOD.replace('"march"', '"My March"'))
    return folder


def test_a_later_start_knows_the_same(path: Path, tmp_path: Path) -> None:
    """Drills, their order, and the mistakes in the packs."""
    own = own_packs(tmp_path)
    first, later = start(path, own), start(path, own)
    assert later.drills() == first.drills()
    assert len(later.drills()) == len(PLAIN.drills()) + 1
    assert later.problems == first.problems
    assert len(later.problems) == 1


def test_a_later_start_reads_no_pack(path: Path) -> None:
    """Not even what reads TOML is loaded."""
    said = [
        subprocess.run(  # noqa: S603 our own interpreter and words
            [sys.executable, "-c", LOADED, str(path)],
            env=unmeasured(),
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for _ in range(2)
    ]
    count = str(len(PLAIN.drills()))
    assert said == [[count, "True"], [count, "False"]]


@POSIX
def test_it_is_for_this_user_alone(path: Path) -> None:
    """File and folder; and nothing but the file is left in there."""
    start(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]


def test_what_changed_is_read_anew(path: Path, tmp_path: Path) -> None:
    """A pack saved between two starts, or while the program runs, is kept as it is."""
    own = own_packs(tmp_path)
    known = start(path, own)
    (own / "mine.toml").write_text(GOOD.replace("March on", "Stroll on"))
    assert "Stroll on the spot" in {each.cue for each in start(path, own).drills()}
    (own / "more.toml").write_text(GOOD.replace('"march"', '"roll"'))
    known.refresh()
    before = path.read_bytes()
    assert "roll" in {each.id for each in start(path, own).drills()}
    assert path.read_bytes() == before


def test_another_version_reads_anew(path: Path) -> None:
    """What it kept may mean something else; it is replaced."""
    start(path, version="1")
    before = path.read_bytes()
    assert start(path, version="2").drills() == PLAIN.drills()
    assert path.read_bytes() != before


@given(data=st.binary(max_size=300))
def test_any_bytes_do_no_harm(
    data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The packs are read, and kept anew."""
    path = tmp_path_factory.getbasetemp() / "any.msgpack"
    path.write_bytes(data)
    path.chmod(0o600)
    assert DrillCache(path, "1").load() == {}


@given(data=st.data())
def test_a_damaged_file_gives_drills_that_are_fit_to_be_shown(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Every byte of it may be another one."""
    path = tmp_path_factory.getbasetemp() / "damaged.msgpack"
    DrillCache(path, "1").save({"a": _sheet()})
    torn = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        torn[data.draw(st.integers(0, len(torn) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(torn[: data.draw(st.integers(1, len(torn)))])
    for kept in DrillCache(path, "1").load().values():
        found = sheet_of(kept, kept.stamp)
        for drill in found.drills if found else ():
            assert all(text.isprintable() for text in (drill.cue, *drill.steps))
            assert len(drill.cue) <= 80


def _sheet() -> Sheet:
    return next(iter(PLAIN._built_in.values()))


BAD = {
    "a drill": Kept((1, 2), [{"id": "march"}], [], []),
    "an id": Kept((1, 2), [], ["No Id"], []),
    "a problem": Kept((1, 2), [], [], ["\x1b[31m"]),
    "a long problem": Kept((1, 2), [], [], ["x" * 1001]),
}


@pytest.mark.parametrize("name", BAD)
def test_what_no_pack_could_hold_is_not_believed(name: str) -> None:
    """It is checked as a pack is."""
    assert sheet_of(BAD[name], (1, 2)) is None


def test_a_kept_drill_that_is_wrong_is_read_from_its_pack(path: Path) -> None:
    """And the copy is put right."""
    start(path)
    version, kept = msgspec.msgpack.decode(path.read_bytes())
    for sheet in kept.values():
        for drill in sheet[1]:
            drill["cue"] = "x" * 81
    path.write_bytes(msgspec.msgpack.encode((version, kept)))
    assert start(path).drills() == PLAIN.drills()
    assert b"x" * 81 not in path.read_bytes()


@POSIX
@pytest.mark.parametrize("mode", [0o644, 0o660, 0o602])
def test_a_file_that_others_can_reach_is_not_believed(path: Path, mode: int) -> None:
    """Somebody else may have written it."""
    start(path)
    path.chmod(mode)
    assert DrillCache(path, "1").load() == {}
    assert start(path).drills() == PLAIN.drills()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@POSIX
@pytest.mark.skipif(getattr(os, "getuid", int)() != 0, reason="only root can give away")
def test_a_file_of_somebody_else_is_not_believed(path: Path) -> None:
    """However private it is."""
    start(path)
    if sys.platform != "win32":
        os.chown(path, 12345, 12345)
    assert DrillCache(path, "1").load() == {}


@POSIX
def test_what_is_no_file_is_left_alone(path: Path, tmp_path: Path) -> None:
    """A link, a pipe, a folder: nothing waits, nothing is written through it."""
    start(path)
    real = tmp_path / "real"
    path.rename(real)
    path.symlink_to(real)
    assert DrillCache(path, "1").load() == {}
    path.unlink()
    if sys.platform != "win32":
        os.mkfifo(path)
    assert DrillCache(path, "1").load() == {}
    path.unlink()
    path.mkdir()
    assert start(path).drills() == PLAIN.drills()
    assert list(path.parent.iterdir()) == [path]


def test_where_nothing_can_be_kept_drills_come_all_the_same(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "cache").write_text("")
    assert start(tmp_path / "cache" / "drills").drills() == PLAIN.drills()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_pack_whose_name_is_no_text_is_dealt_from(path: Path, tmp_path: Path) -> None:
    """It is read at each start, and all other packs are kept."""
    own = own_packs(tmp_path)
    (own / os.fsdecode(b"caf\xe9.toml")).write_text(GOOD.replace('"march"', '"roll"'))
    for _ in range(2):
        known = start(path, own)
        assert {"march", "roll"} <= {each.id for each in known.drills()}
        assert any("mine.toml" in file for file in DrillCache(path, "1").load())


def test_what_cannot_be_written_as_text_costs_only_the_copy(path: Path) -> None:
    """Whatever slipped through into the words of a problem."""
    DrillCache(path, "1").save({"a": Sheet((1, 2), (), (), ("\udce9",))})
    assert list(path.parent.iterdir()) == []
