"""The history as a table for other programs: CSV or JSON."""

import csv
import json
import os
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from movebreak.errors import HistoryError, UsageError
from movebreak.ports import Line

Cell = str | int | float | bool | None

COLUMNS = (
    "id",
    "time",
    "day",
    "kind",
    "drill",
    "desk_seconds",
    "length_seconds",
    "refers",
    "undone",
    "device",
    "detail",
)

# A spreadsheet takes what begins so for a formula, and runs it.
FORMULA = ("=", "+", "-", "@", "\t")


def to_csv(lines: Iterable[Line], out: IO[str]) -> None:
    """Write a heading and one row a line."""
    table = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    table.writeheader()
    for line in lines:
        table.writerow({name: _plain(cell) for name, cell in _cells(line).items()})


def to_json(lines: Iterable[Line], out: IO[str]) -> None:
    """Write a list of objects, one in each text line."""
    out.write("[")
    between = "\n"
    for line in lines:
        out.write(between + json.dumps(_cells(line)))
        between = ",\n"
    out.write("\n]\n")


FORMATS = {".csv": to_csv, ".json": to_json}


def write_export(path: Path, lines: Iterable[Line]) -> None:
    """Write the file in the format its name asks for, whole or not at all.

    Raises UsageError for another ending, HistoryError when it cannot be written.
    """
    write = FORMATS.get(path.suffix.lower())
    if write is None:
        raise UsageError(
            f"“{path.name}” is neither .csv nor .json",
            hint="Give the file a name that ends in .csv or .json.",
        )
    try:
        _replace(path, lambda out: write(lines, out))
    except OSError as error:
        raise HistoryError(
            f"The export could not be written to {path}: {error.strerror or error}",
            hint="Choose another folder, or make room on the disk.",
        ) from error


def _replace(path: Path, write: Callable[[IO[str]], None]) -> None:
    with NamedTemporaryFile(
        "w",
        encoding="utf-8",
        errors="backslashreplace",
        newline="",
        dir=path.parent,
        prefix=f".{path.stem}-",
        delete=False,
    ) as out:
        draft = Path(out.name)
        try:
            write(out)
            out.flush()
            os.fsync(out.fileno())
            out.close()  # Windows renames no open file
            draft.replace(path)
        finally:
            out.close()
            draft.unlink(missing_ok=True)


def _cells(line: Line) -> Mapping[str, Cell]:
    return {
        "id": line.id,
        "time": line.at.isoformat(),
        "day": line.day.isoformat(),
        "kind": line.kind.value,
        "drill": line.drill,
        "desk_seconds": _seconds(line.desk),
        "length_seconds": None if line.length is None else _seconds(line.length),
        "refers": line.refers,
        "undone": line.undone,
        "device": line.device,
        "detail": line.detail,
    }


def _seconds(length: timedelta) -> int | float:
    seconds = length.total_seconds()
    return int(seconds) if seconds.is_integer() else seconds


def _plain(cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, str):
        text = cell.replace("\r", " ")  # older Pythons leave it bare, which ends a row
        return f"'{text}" if text.startswith(FORMULA) else text
    return cell
