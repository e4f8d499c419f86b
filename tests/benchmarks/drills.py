"""Measures what loading the drills at start costs, with and without what was kept.

Each look is a fresh process that has imported all that the program has by then. What
people have is a wheel, which brings a copy that is read faster; a checkout has none.
"""

import json
import subprocess
import sys
from argparse import ArgumentParser
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import Final

RUNS: Final = 7
CPU_LIMIT: Final = 15.0  # milliseconds
MEMORY_LIMIT: Final = 1.5  # MiB
LOOK: Final = """
import json, sys, time
from pathlib import Path
from movebreak.starting import spare_memory
spare_memory()
import movebreak.app
from movebreak.store.catalogue_files import CatalogueFiles
from movebreak.store.drill_cache import DrillCache
from movebreak.store.packs import built_in_folder
from movebreak.store.settings_file import SettingsFile

folder = Path(sys.argv[1])
settings = SettingsFile(folder / "settings.toml")
settings.ensure()
settings.refresh()

def anonymous():
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(int(each.split()[1]) for each in lines if each.startswith("Anonymous"))

before, began = anonymous(), time.process_time()
known = CatalogueFiles(
    built_in_folder(), folder / "drills", DrillCache(folder / "c" / "drills", "1")
)
cpu, memory = time.process_time() - began, anonymous() - before
print(json.dumps([1000 * cpu, memory / 1024, len(known.drills())]))
"""


@dataclass(frozen=True)
class Cost:
    """What one start has paid: milliseconds of CPU, MiB of memory of its own."""

    cpu: float
    memory: float
    drills: int


def look(python: str, folder: str) -> Cost:
    """Load all drills in a fresh process."""
    # Isolated, or what lies here would be looked at, and not what is installed.
    argv = [python, "-I", "-c", LOOK, folder]
    said = subprocess.run(argv, capture_output=True, text=True, check=True)
    return Cost(*json.loads(said.stdout))


def measure(python: str) -> tuple[Cost, Cost]:
    """Return the best of several starts: the first ever, and any later one."""
    cold = [_cold(python) for _ in range(RUNS)]
    with TemporaryDirectory() as home:
        look(python, home)
        warm = [look(python, home) for _ in range(RUNS)]
    return _best(cold), _best(warm)


def _cold(python: str) -> Cost:
    with TemporaryDirectory() as home:
        return look(python, home)


def _best(costs: list[Cost]) -> Cost:
    return Cost(
        min(each.cpu for each in costs),
        min(each.memory for each in costs),
        costs[0].drills,
    )


def main() -> int:
    """Measure and print; return 1 when any start costs more than it may."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument(
        "--python", default=sys.executable, help="whose movebreak is measured"
    )
    cold, warm = measure(parser.parse_args().python)
    print(f"loading {warm.drills} drills{'ms of CPU':>14}{'MiB':>8}")
    print(f"{'first start ever':<20}{cold.cpu:>12.1f}{cold.memory:>8.2f}")
    print(f"{'any later start':<20}{warm.cpu:>12.1f}{warm.memory:>8.2f}")
    print(f"{'limit':<20}{CPU_LIMIT:>12.1f}{MEMORY_LIMIT:>8.2f}")
    kept = all(
        each.cpu <= CPU_LIMIT and each.memory <= MEMORY_LIMIT for each in (cold, warm)
    )
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
