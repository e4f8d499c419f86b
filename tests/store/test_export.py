"""The history as a file for other programs."""

import csv
import io
import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from movebreak.core.effects import Kind
from movebreak.errors import HistoryError, UsageError
from movebreak.ports import Line
from movebreak.store.export import to_csv, to_json, write_export
from movebreak.store.history import SqliteHistory
from tests.make import MINUTE, MORNING, TODAY, record, saved

DONE = Line(
    id=1,
    at=MORNING,
    day=TODAY,
    kind=Kind.DONE,
    drill="jumping-jacks",
    desk=20 * MINUTE,
    length=None,
    refers=None,
    device="Büro",
    undone=True,
)
NATURAL = Line(
    id=2,
    at=datetime(2026, 3, 2, 9, 30, 0, 250_000, timezone(timedelta(hours=-3.5))),
    day=TODAY,
    kind=Kind.NATURAL,
    drill=None,
    desk=timedelta(seconds=1.5),
    length=7 * MINUTE,
    refers=1,
    device="desk",
    undone=False,
)


def csv_of(*lines: Line) -> str:
    """Return the table as text."""
    out = io.StringIO()
    to_csv(lines, out)
    return out.getvalue()


def test_the_table_has_a_heading_and_a_row_a_line() -> None:
    """The columns are the same in every version, and read by any program."""
    assert csv_of(DONE, NATURAL) == (
        "id,time,day,kind,drill,desk_seconds,length_seconds,refers,undone,device,detail\n"
        "1,2026-03-02T09:00:00+01:00,2026-03-02,done,jumping-jacks,1200,,,true,Büro,{}\n"
        "2,2026-03-02T09:30:00.250000-03:30,2026-03-02,natural,,1.5,420,1,false,desk,{}\n"
    )


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    """A spreadsheet shows such a cell, and does not run it."""
    line = replace(DONE, drill=text, device=text)

    (row,) = csv.DictReader(io.StringIO(csv_of(line), newline=""))

    assert row["drill"] == row["device"] == f"'{text}"


def test_commas_and_quotes_come_back() -> None:
    """Whatever a drill is called, the table stays whole."""
    line = replace(DONE, drill='jog, "slow"\nand long', device="a\rb")

    (row,) = csv.DictReader(io.StringIO(csv_of(line), newline=""))

    assert row["drill"] == 'jog, "slow"\nand long'
    assert row["device"] == "a b"


def test_json_tells_the_same_with_types() -> None:
    """Numbers are numbers, and what is not there is null."""
    out = io.StringIO()
    to_json([DONE, NATURAL], out)

    first, second = json.loads(out.getvalue())

    assert first == {
        "id": 1,
        "time": "2026-03-02T09:00:00+01:00",
        "day": "2026-03-02",
        "kind": "done",
        "drill": "jumping-jacks",
        "desk_seconds": 1200,
        "length_seconds": None,
        "refers": None,
        "undone": True,
        "device": "Büro",
        "detail": "{}",
    }
    assert second["desk_seconds"] == 1.5
    assert list(first) == csv_of().strip().split(",")


def test_no_line_is_an_empty_list() -> None:
    """An export of nothing is valid too."""
    out = io.StringIO()
    to_json([], out)

    assert json.loads(out.getvalue()) == []


@pytest.mark.parametrize("name", ["mine.csv", "MINE.CSV", "mine.json"])
def test_the_name_chooses_the_format(tmp_path: Path, name: str) -> None:
    """The file is written whole, in place of an older one, and nothing beside it."""
    path = tmp_path / name
    path.write_text("older")

    write_export(path, [DONE])

    text = path.read_text(encoding="utf-8")
    assert text.startswith("[" if name.endswith("json") else "id,time")
    assert [file.name for file in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["mine.xls", "mine", ".csv"])
def test_another_ending_is_refused_in_words(tmp_path: Path, name: str) -> None:
    """The person learns which endings there are."""
    with pytest.raises(UsageError, match=r"\.csv or \.json"):
        write_export(tmp_path / name, [DONE])

    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told_in_words(tmp_path: Path) -> None:
    """An export that fails leaves nothing behind, and what was there stays."""
    taken = tmp_path / "folder.csv"
    taken.mkdir()

    for path in (tmp_path / "nowhere" / "mine.csv", taken):
        with pytest.raises(HistoryError, match="could not be written"):
            write_export(path, [DONE])

    assert list(tmp_path.iterdir()) == [taken]


def test_a_whole_history_is_exported(tmp_path: Path) -> None:
    """What the history tells is what the file holds."""
    with SqliteHistory(tmp_path / "history.sqlite", "desk") as history:
        history.commit(saved(), [record(1), record(2, Kind.UNDONE, refers=1)])
        write_export(tmp_path / "mine.json", history.lines(TODAY, TODAY))

    told = json.loads((tmp_path / "mine.json").read_text(encoding="utf-8"))
    assert [(line["kind"], line["undone"]) for line in told] == [
        ("done", True),
        ("undone", False),
    ]
