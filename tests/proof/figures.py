"""What was tried, survived, and lost: counted by tests, told in a table."""

import json
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from random import SystemRandom
from typing import Final
from uuid import uuid4

from tests.readme import put

# Names the folder where the whole proof keeps its figures.
KEPT_IN: Final = "MOVEBREAK_PROOF"
SEED: Final = "SEED"
SEEDS: Final = "seeds.txt"


class Fault(Enum):
    """What is done to the program, as the table says it; in its order."""

    KILLED = "`kill -9` at a random point of a day: starting, answering, ending"
    FULL = "the disk is full: it fills up while answers come in"
    LOCKED = "another program locks the history while answers come in"
    UNWRITABLE = "the history, or its folder, can only be read"
    TORN = "a history with a page overwritten, each page in several ways"
    NEWER = "a history of a newer version"
    SETTINGS = "settings with a wrong value, each key in turn"
    SETTINGS_BYTES = "settings with a byte changed, left out or put in; cut short"
    DRILLS = "drill packs with a wrong value, each key in turn"
    DRILLS_BYTES = "drill packs with a byte changed, left out or put in; cut short"
    MESSAGES = "messages to the control channel, of 20 clients at once"
    CLOCK = "minutes with the wall clock stepped back or forth"
    DESKTOP = "session bus, panel or notification server killed at random"
    BREAKS = "breaks in a row: no thread, file or child more; memory within 2 MiB"


@dataclass(frozen=True)
class Figure:
    """So often tried, so often survived, and so many answers, lines or breaks lost."""

    fault: Fault
    tried: int
    survived: int
    lost: int


class Proof:
    """How hard to try; and where the figures go, when all is tried."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def times(self, sample: int, whole: int) -> int:
        """Return how often to try: a few times in `make test`, else the whole."""
        return sample if self._folder is None else whole

    def seed(self, of: str) -> int:
        """Return a number to throw dice from, and tell it, so that it can be had again.

        Whoever wants it again gives it as `SEED`.
        """
        seed = int(os.environ.get(SEED, SystemRandom().randrange(10**6)))
        print(f"{of}: SEED={seed}")
        if self._folder is not None:
            with (self._folder / SEEDS).open("a", encoding="utf-8") as file:
                file.write(f"{of}: {SEED}={seed}\n")
        return seed

    def found(self, fault: Fault, *, tried: int, survived: int, lost: int = 0) -> None:
        """Keep what came of it for the table, and have the test fail if it is bad."""
        if self._folder is not None:
            line = [fault.name, tried, survived, lost]
            (self._folder / f"{uuid4()}.json").write_text(json.dumps(line))
        assert (survived, lost) == (tried, 0), f"{fault.value}: of {tried} {survived}"


def proof() -> Proof:
    """Return how hard to try now."""
    folder = os.environ.get(KEPT_IN)
    return Proof(Path(folder) if folder else None)


def kept(folder: Path) -> list[Figure]:
    """Return the sums of all that was found, in the order of the table."""
    found = [json.loads(each.read_text()) for each in folder.glob("*.json")]
    sums = []
    for fault in Fault:
        mine = [figures for name, *figures in found if name == fault.name]
        if mine:
            sums.append(Figure(fault, *map(sum, zip(*mine, strict=True))))
    return sums


def table(figures: Iterable[Figure]) -> str:
    """Return the table as the README shows it."""
    rows = [
        f"| {each.fault.value} | {each.tried:,} | {each.survived:,} | {each.lost:,} |"
        for each in figures
    ]
    return "\n".join(["| what | tried | survived | lost |", "|---|--:|--:|--:|", *rows])


def main() -> int:
    """Write the table into the README; return 1 when a fault is missing in it."""
    folder = Path(os.environ[KEPT_IN])
    print((folder / SEEDS).read_text("utf-8"))
    figures = kept(folder)
    text = table(figures)
    print(text)
    missing = set(Fault) - {each.fault for each in figures}
    if missing:
        print("not tried:", *(each.value for each in missing), sep="\n")
        return 1
    put("proof", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
