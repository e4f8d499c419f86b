"""History files with a page that is something else: all other pages are saved."""

import random
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Final

import pytest

from movebreak.core.effects import Kind
from movebreak.ports import Line
from movebreak.store.database import read_only
from movebreak.store.history import SqliteHistory
from movebreak.store.migrations import MIGRATIONS
from tests.make import record, saved
from tests.pages.past import keep, years
from tests.proof.figures import Fault, Proof

PAGE: Final = 4096
TODAY: Final = date(2026, 3, 4)
EVER: Final = (date.min, date.max)
LINES: Final = 2000
SAMPLE: Final = 12
NEWER: Final = 10
# How many lines are on each page, for a file that is whole.
ON_PAGES: Final = "SELECT pageno, ncell FROM dbstat WHERE name = 'records'"
LEAVES: Final = f"{ON_PAGES} AND pagetype = 'leaf'"

Page = tuple[int, bytes]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some months of answers, and a state."""
    path = tmp_path_factory.mktemp("whole") / "history.sqlite"
    keep(path, islice(years(1, TODAY, 24), LINES))
    with SqliteHistory(path, "here") as history:
        history.commit(saved(), ())
    return path


def torn(content: bytes, dice: random.Random) -> Iterator[Page]:
    """Yield each page in turn as it may be found, with its number."""
    pages = [content[at : at + PAGE] for at in range(0, len(content), PAGE)]
    half = PAGE // 2
    for number, page in enumerate(pages, start=1):
        yield number, bytes(PAGE)
        yield number, b"\xff" * PAGE
        yield number, dice.randbytes(PAGE)
        yield number, page[:half] + bytes(half)
        yield number, bytes(half) + page[half:]
        yield number, pages[dice.randrange(len(pages))]


def test_any_page_torn(whole: Path, proof: Proof, tmp_path: Path) -> None:
    """It opens, counts on, and has every line of all pages but the torn one."""
    dice = random.Random(proof.seed("torn pages"))  # noqa: S311 - faults, no secrets
    content, lines = whole.read_bytes(), _lines(whole)
    with closing(read_only(whole)) as db:
        on_page = dict(db.execute(LEAVES).fetchall())
    faults = list(torn(content, dice))
    faults = dice.sample(faults, proof.times(SAMPLE, len(faults)))
    lost = 0
    for turn, (number, page) in enumerate(faults):
        at = (number - 1) * PAGE
        path = tmp_path / f"{turn}" / "history.sqlite"
        path.parent.mkdir()
        path.write_bytes(content[:at] + page + content[at + PAGE :])
        found = _found(path)
        assert found.keys() <= lines.keys(), f"made up with page {number}"
        as_before = sum(lines[each] == line for each, line in found.items())
        lost += max(0, len(lines) - on_page.get(number, 0) - as_before)

    proof.found(Fault.TORN, tried=len(faults), survived=len(faults), lost=lost)


def test_newer_versions(whole: Path, proof: Proof, tmp_path: Path) -> None:
    """They are left as they are, to the byte; answers count, and it is said why."""
    path = tmp_path / "history.sqlite"
    for later in range(1, NEWER + 1):
        content = bytearray(whole.read_bytes())
        # Where the version stands in the header of the file.
        content[60:64] = (len(MIGRATIONS) + later**3).to_bytes(4)
        path.write_bytes(content)
        with SqliteHistory(path, "here") as history:
            history.commit(saved(), (record(10**6),))
            assert [each.done for each in history.tallies(*EVER)] == [1]
            (trouble,) = history.troubles()
            assert "newer movebreak" in trouble
        assert path.read_bytes() == content

    proof.found(Fault.NEWER, tried=NEWER, survived=NEWER)


def _lines(path: Path) -> dict[int, Line]:
    with SqliteHistory(path, "here") as history:
        return {line.id: line for line in history.lines(*EVER)}


def _found(path: Path) -> dict[int, Line]:
    """Open it, answer, close it, open it again; return the lines from before."""
    torn = path.read_bytes()
    with SqliteHistory(path, "here") as history:
        history.load()
        history.commit(saved(), (record(10**6),))
        first = {line.id for line in history.lines(*EVER)}
        told = history.troubles()
    found = _lines(path)
    assert found.keys() == first
    assert found.pop(10**6).kind is Kind.DONE
    # What is not whole is kept as it was, and told of.
    aside = [each.read_bytes() for each in path.parent.glob("*-corrupt-*.sqlite")]
    assert aside in ([], [torn])
    assert bool(aside) <= bool(told)
    return found
