"""Days are deleted where no program runs: by the command, or by a page."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from movebreak.core.effects import Kind
from movebreak.core.events import Forget
from movebreak.core.state import Undoable
from movebreak.errors import HistoryError
from movebreak.pages.forgetting import _erase
from movebreak.store.folders import Folders
from movebreak.store.history import SqliteHistory
from tests.make import TODAY, record, saved, state

REFUSE = """
CREATE TRIGGER refuse BEFORE DELETE ON records
BEGIN SELECT RAISE(ABORT, 'not today'); END
"""
DONE = Undoable(1, Kind.DONE, timedelta(), timedelta(), None, day=TODAY)


@pytest.fixture
def files(tmp_path: Path) -> Folders:
    """A history with one line that can be taken back."""
    names = (tmp_path / f"{name}.file" for name in Folders._fields)
    files = Folders(*names)
    with SqliteHistory(files.history, "desk") as history:
        history.commit(saved(state(serial=2, undo=DONE, outcomes=1)), (record(1),))
    return files


def known(files: Folders) -> tuple[Undoable | None, int]:
    """Return what the cycle knows of the day."""
    with SqliteHistory(files.history, "desk") as history:
        kept = history.load()
    assert kept is not None
    return kept.state.undo, kept.state.outcomes


def test_what_is_deleted_cannot_be_taken_back(files: Folders) -> None:
    """The next start knows nothing of the day."""
    assert _erase(Forget(TODAY, TODAY), files).lines == 1
    assert known(files) == (None, 0)


def test_a_history_that_nobody_may_look_at_is_told(files: Folders) -> None:
    """It is not taken for one that is not there."""
    unseen = files.history.with_name("x" * 300)
    with pytest.raises(HistoryError, match="Nothing was deleted"):
        _erase(Forget(), files._replace(history=unseen))


def test_what_could_not_be_deleted_can_be_taken_back(files: Folders) -> None:
    """The lines are there, and so is what the cycle knows of them."""
    with closing(sqlite3.connect(files.history)) as db:
        db.execute(REFUSE)
    with pytest.raises(HistoryError, match="not today"):
        _erase(Forget(), files)
    assert known(files) == (DONE, 1)
