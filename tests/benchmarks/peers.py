"""Measures movebreak beside other break reminders, all on one desktop at a time."""

import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Final

from PIL import Image, ImageChops

from tests.benchmarks.looks import first_seen
from tests.benchmarks.peers_told import Measured, chart, medians, table
from tests.benchmarks.usage import pss, usage, wakeups_at_the_end
from tests.desktop.parts import (
    BUS_CONFIG,
    PANEL_HEIGHT,
    WIDTH,
    Screen,
    start_bus,
    start_panel,
    start_screen,
    start_window_manager,
)
from tests.desktop.servers import start_dunst
from tests.desktop.session import PATIENCE, Session, end, missing
from tests.readme import README, put
from tests.waiting import eventually

MIB: Final = 2**20
HOUR: Final = 3600.0
RUNS: Final = 3
# In as long the ring of the icon moves once: that must be neither missed nor doubled.
WATCH: Final = 200.0
# Until then senses that are missing are looked for, as desktops come up late.
SETTLE: Final = 45.0
# After that long a key that was pressed costs nothing any more.
CALM: Final = 5.0
# Until then whatever comes into the panel has its place.
DRAWN: Final = 1.0
# Where icons come: between nothing and the clock.
TRAY: Final = (WIDTH // 2, 0, WIDTH, PANEL_HEIGHT)
# The least that an icon takes; a clock that finds its place moves its edge by less.
ICON: Final = 18
NAIVE: Final = Path(__file__).with_name("naive.py")
CHART: Final = README.parent / "assets" / "peers.svg"
SLEEPER: Final = ("-c", "import time; time.sleep(1e6)")


@dataclass(frozen=True)
class Peer:
    """A program to be measured, as the table calls it."""

    name: str
    words: tuple[str, ...]
    icon: bool = True


@dataclass
class Running:
    """One of them that runs."""

    peer: Peer
    process: subprocess.Popen[bytes]
    began: float
    icon: float | None = None


def peers(movebreak: Path) -> list[Peer]:
    """Return all programs, those in Python with the one movebreak runs with."""
    python = str(movebreak.with_name("python"))
    return [
        Peer("movebreak", (str(movebreak), "run")),
        Peer("Workrave 1.10 (C++, GTK)", ("workrave",)),
        Peer("RSIBreak 0.12 (C++, Qt)", ("rsibreak",)),
        Peer("Safe Eyes 2.1 (Python, GTK)", ("safeeyes",)),
        Peer("40 lines with pystray and schedule", (python, str(NAIVE))),
        Peer("bare Python that sleeps", (python, *SLEEPER), icon=False),
    ]


class Tray:
    """How wide the icons in the panel are, seen on the screen, whatever they are."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        # Panels draw their clock when they find the time.
        assert eventually(self._filled, PATIENCE), "the panel shows no clock"
        sleep(DRAWN)
        self._clock = self._filled()

    def width(self) -> int:
        """Return how wide they are together."""
        return self._filled() - self._clock

    def seen(self, width: int) -> float:
        """Return when they were first seen to be so wide; raise TimeoutError if not."""
        clock = self._clock
        return first_seen(
            self._screen, TRAY, lambda shown: _drawn(shown) - clock >= width, PATIENCE
        )

    def _filled(self) -> int:
        return _drawn(self._screen.picture(TRAY))


def _drawn(picture: Image.Image) -> int:
    """Return how much of the panel is more than the panel, from the right."""
    picture = picture.convert("RGB")
    # What is the same in every column is the panel itself.
    panel = picture.crop((0, 0, 1, PANEL_HEIGHT)).resize(picture.size)
    box = ImageChops.difference(picture, panel).getbbox()
    return 0 if box is None else picture.width - box[0]


def main(words: Sequence[str] | None = None) -> int:
    """Measure, print, and write table and chart into the README."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--watch", type=float, default=WATCH, help="seconds to watch")
    parser.add_argument("--settle", type=float, default=SETTLE, help="seconds before")
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--dry", action="store_true", help="leave the README alone")
    parser.add_argument("--program", type=Path, required=True, help="the movebreak")
    given = parser.parse_args(words)
    known = peers(given.program.absolute())
    absent = missing(*(each.words[0] for each in known))
    if absent:
        print("not installed:", *absent)
        return 1
    runs = []
    for number in range(1, given.runs + 1):
        print(f"run {number} of {given.runs}", flush=True)
        runs.append(_run(known, given.settle, given.watch))
        print(*(f"  {each}" for each in runs[-1]), sep="\n", flush=True)
    found = medians(runs)
    text = table(found, given.runs, given.watch)
    print(text)
    if not given.dry:
        put("peers", text)
        CHART.write_text(chart(found), "utf-8")
    return 0


def _run(known: Iterable[Peer], settle: float, watch: float) -> list[Measured]:
    with Session() as session:
        # Not every program knows that settings may lie elsewhere.
        (session.home / ".config").symlink_to(session.env["XDG_CONFIG_HOME"])
        screen = start_screen(session)
        start_bus(session)
        _start_system_bus(session)
        start_window_manager(session)
        start_panel(session)
        start_dunst(session)
        tray = Tray(screen)
        # What a first start makes and asks is no part of the days that follow.
        for running in [_start(session, tray, each) for each in known]:
            end(running.process)
        assert eventually(lambda: tray.width() < ICON, PATIENCE), "icons stay"
        all_running = [_start(session, tray, each) for each in known]
        _wait("settling", settle)
        # Somebody who touches nothing for five minutes is away.
        session.ask("xdotool", "key", "shift")
        sleep(CALM)
        return _watch(all_running, watch)


def _start_system_bus(session: Session) -> None:
    """Start one with nobody on it: not every program can do without."""
    folder = session.folder("busses/system")
    config = folder / "bus.conf"
    config.write_text(BUS_CONFIG.format(folder=folder))
    session.start("dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile")
    assert eventually((folder / "bus").exists), session.said("dbus-daemon")
    session.env["DBUS_SYSTEM_BUS_ADDRESS"] = f"unix:path={folder}/bus"


def _start(session: Session, tray: Tray, peer: Peer) -> Running:
    before, began = tray.width(), monotonic()
    running = Running(peer, session.start(*peer.words), began)
    if not peer.icon:
        return running
    try:
        running.icon = tray.seen(before + ICON) - began
    except TimeoutError:
        said = session.said(peer.words[0])
        raise TimeoutError(f"no icon of {peer.name}: {said}") from None
    sleep(DRAWN)
    print(f"  {peer.name}: icon after {running.icon:.2f} s", flush=True)
    return running


def _watch(all_running: Sequence[Running], seconds: float) -> list[Measured]:
    early = [usage(each.process.pid) for each in all_running]
    _wait("watching", seconds)
    late = [usage(each.process.pid) for each in all_running]
    memory = [pss(each.process.pid) for each in all_running]
    hourly = HOUR / seconds
    return [
        Measured(
            name=running.peer.name,
            memory=size / MIB,
            cpu=(after.cpu - before.cpu) * hourly,
            wakeups=(after.wakeups - before.wakeups) * hourly
            + (_of_the_dead(running) if after.dead > before.dead else 0),
            icon=running.icon,
            written=(after.written - before.written) * hourly / 1000,
        )
        for running, before, after, size in zip(
            all_running, early, late, memory, strict=True
        )
    ]


def _of_the_dead(running: Running) -> float:
    """End a program that starts others all the time; return what those woke up.

    That is known for its whole life only, so this is a mean, too.
    """
    own = usage(running.process.pid).wakeups
    lived = monotonic() - running.began
    return max(0, wakeups_at_the_end(running.process) - own) / lived * HOUR


def _wait(what: str, seconds: float) -> None:
    print(f"  {what} for {seconds:.0f} s", flush=True)
    sleep(seconds)


if __name__ == "__main__":
    sys.exit(main())
