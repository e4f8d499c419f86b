"""Measures what the idle program costs beside a Python that only sleeps."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median
from time import monotonic, sleep
from typing import TYPE_CHECKING, Final

from PIL import Image

from tests.benchmarks.looks import first_seen
from tests.benchmarks.usage import cpu_of, pss, pss_alone, usage
from tests.desktop.parts import (
    Screen,
    start_bus,
    start_panel,
    start_screen,
    start_window_manager,
)
from tests.desktop.program import PANEL, Program, face_in
from tests.desktop.servers import start_dunst
from tests.desktop.session import Session, end
from tests.readme import put

if TYPE_CHECKING:
    from subprocess import Popen

MIB: Final = 2**20
HOUR: Final = 3600.0
# One run takes twelve minutes, nearly all of it watching.
RUNS: Final = 1
# The ring moves every 200 seconds and all wake-ups are due to that: each look sees one
# move, whenever it begins. Of one look alone, each wake-up that a busy machine adds
# would count as 18 more an hour.
WATCH: Final = 200.0
LOOKS: Final = 3
# After that long a key that was pressed costs nothing any more.
CALM: Final = 5.0
# Until then senses that are missing are looked for, as desktops come up late.
SETTLE: Final = 45.0
TYPING: Final = 60.0
PATIENCE: Final = 5.0
# The time to the icon changes most from one to the next.
STARTS: Final = 7
ASKED: Final = 10
# Whose files another Python may have in use, too.
PYTHONS: Final = (sys.base_prefix, "/python3", "/site-packages/")
HEADER: Final = (
    "| icon in an Xfce panel, Debian 12, all senses on | movebreak | bare Python |\n"
    "|---|--:|--:|"
)
KEYS: Final = "while xdotool key shift; do sleep 1; done"
SLEEPER: Final = "import time; time.sleep(1e6)"


@dataclass(frozen=True)
class Cost:
    """What a program costs at rest."""

    memory: float
    alone: float
    wakeups: float
    cpu: float


@dataclass(frozen=True)
class Run:
    """What one run has shown: times in seconds."""

    movebreak: Cost
    sleeper: Cost
    typed: Cost
    first: float
    icon: float
    status: float
    python: float


@dataclass(frozen=True)
class Row:
    """A line of the table; a broken promise fails, unless it hangs on the machine."""

    name: str
    measured: float
    bare: float | None
    limit: float
    digits: int = 0
    fails: bool = True

    @property
    def kept(self) -> bool:
        """Say whether the limit is kept."""
        return self.measured <= self.limit

    def __str__(self) -> str:
        bare = "" if self.bare is None else f"{self.bare:.{self.digits}f}"
        return f"| {self.name} | {self.measured:.{self.digits}f} | {bare} |"


def main(words: Sequence[str] | None = None) -> int:
    """Measure, print the table, and return 1 when a limit is broken."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--watch", type=float, default=WATCH, help="seconds a look")
    parser.add_argument("--settle", type=float, default=SETTLE, help="seconds before")
    parser.add_argument(
        "--runs", type=int, default=RUNS, help="of which the median is shown"
    )
    parser.add_argument("--dry", action="store_true", help="leave the README alone")
    parser.add_argument(
        "--program",
        type=Path,
        default=Path(sys.executable).with_name("movebreak"),
        help="the movebreak to measure, installed as people have it",
    )
    given = parser.parse_args(words)
    program = given.program.absolute()
    # The first start fills caches, and its icon comes later.
    print(f"first start: icon after {_run(program, 0, 0).first:.2f} s")
    runs = []
    for number in range(1, given.runs + 1):
        runs.append(_run(program, given.settle, given.watch))
        print(f"run {number}: {runs[-1]}")
    rows = _rows(runs)
    table = "\n".join([HEADER, *map(str, rows)])
    print(table)
    for row in rows:
        if not row.kept:
            print(f"over {row.limit:g}: {row.name}")
    if not given.dry:
        put("bench", table)
    return 0 if all(row.kept for row in rows if row.fails) else 1


def _run(path: Path, settle: float, watch: float) -> Run:
    with Session() as session:
        screen = start_screen(session)
        start_bus(session)
        start_window_manager(session)
        start_panel(session)
        start_dunst(session)
        bare_python = str(path.with_name("python"))
        sleeper = session.start(bare_python, "-c", SLEEPER)
        program = Program(session, str(path))
        # The first start ever greets, which is no part of its days.
        process, first = _start(program, screen)
        icons = []
        for _ in range(STARTS):
            end(process)
            process, icon = _start(program, screen)
            icons.append(icon)
        sleep(settle)
        looks = []
        for _ in range(LOOKS):
            # Somebody who touches nothing for five minutes is away.
            session.ask("xdotool", "key", "shift")
            sleep(CALM)
            looks.append(_watch((process.pid, sleeper.pid), watch))
        idle, bare = (_mean(costs) for costs in zip(*looks, strict=True))
        with _somebody_types(session):
            typed, _ = _watch((process.pid, sleeper.pid), min(watch, TYPING))
        status = [*program.command, "status"]
        python = [bare_python, "-c", "pass"]
        return Run(
            movebreak=idle,
            sleeper=bare,
            typed=typed,
            first=first,
            icon=median(icons),
            status=median(cpu_of(status, session.env) for _ in range(ASKED)),
            python=median(cpu_of(python, session.env) for _ in range(ASKED)),
        )


def _start(program: Program, screen: Screen) -> tuple["Popen[bytes]", float]:
    """Start it; return it, and the seconds until its icon was seen."""
    began = monotonic()
    process = program.session.start(*program.command, "run")
    return process, _seen(screen) - began


@contextmanager
def _somebody_types(session: Session) -> Iterator[None]:
    """Have a key pressed each second, by a program that stays, as a person's does."""
    process = session.start("sh", "-c", KEYS)
    yield
    end(process)


def _seen(screen: Screen) -> float:
    return first_seen(screen, PANEL, _works, PATIENCE)


def _works(picture: Image.Image) -> bool:
    return face_in(picture).startswith("working")


def _watch(pids: Sequence[int], seconds: float) -> list[Cost]:
    before = [usage(pid) for pid in pids]
    sleep(seconds)
    after = [usage(pid) for pid in pids]
    hourly = HOUR / seconds if seconds else 0
    return [
        Cost(
            memory=pss(pid) / MIB,
            alone=pss_alone(pid, PYTHONS) / MIB,
            wakeups=(late.wakeups - early.wakeups) * hourly,
            cpu=(late.cpu - early.cpu) * hourly,
        )
        for pid, early, late in zip(pids, before, after, strict=True)
    ]


def _mean(costs: Sequence[Cost]) -> Cost:
    return Cost(
        memory=fmean(cost.memory for cost in costs),
        alone=fmean(cost.alone for cost in costs),
        wakeups=fmean(cost.wakeups for cost in costs),
        cpu=fmean(cost.cpu for cost in costs),
    )


def _rows(runs: Sequence[Run]) -> list[Row]:
    mine, bare = [run.movebreak for run in runs], [run.sleeper for run in runs]
    return [
        Row(
            "memory, MiB PSS, beside the bare Python and the one that measures",
            median(cost.memory for cost in mine),
            median(cost.memory for cost in bare),
            limit=18,
            digits=1,
        ),
        Row(
            "the same if no other Python runs",
            median(cost.alone for cost in mine),
            median(cost.alone for cost in bare),
            limit=24,
            digits=1,
            fails=False,
        ),
        Row(
            f"wake-ups an hour, nobody types: mean of {LOOKS} moves of the ring",
            median(cost.wakeups for cost in mine),
            median(cost.wakeups for cost in bare),
            limit=60,
        ),
        Row(
            "the same in a minute with a key each second",
            median(run.typed.wakeups for run in runs),
            None,
            limit=400,
        ),
        Row(
            "CPU seconds an hour",
            median(cost.cpu for cost in mine),
            median(cost.cpu for cost in bare),
            limit=0.1,
            digits=2,
        ),
        Row(
            f"icon after, s: median of {STARTS} starts",
            median(run.icon for run in runs),
            None,
            limit=0.2,
            digits=2,
            fails=False,
        ),
        Row(
            "`movebreak status`, ms of CPU",
            1000 * median(run.status for run in runs),
            1000 * median(run.python for run in runs),
            limit=60,
            fails=False,
        ),
    ]


if __name__ == "__main__":
    sys.exit(main())
