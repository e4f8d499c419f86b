"""Measures what loading the drills at start costs, with and without what was kept.

Each look is a fresh process that has imported all that the program has by then.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

RUNS: Final = 7
CPU_LIMIT: Final = 15.0  # milliseconds
MEMORY_LIMIT: Final = 1.5  # MiB
LOOK: Final = """
import json, sys, time
from pathlib import Path
from movebreak.cli import _spare_memory
_spare_memory()
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


def look(folder: Path) -> Cost:
    """Load all drills in a fresh process."""
    argv = [sys.executable, "-c", LOOK, str(folder)]
    said = subprocess.run(argv, capture_output=True, text=True, check=True)
    return Cost(*json.loads(said.stdout))


def measure() -> tuple[Cost, Cost]:
    """Return the best of several starts: the first ever, and any later one."""
    cold = [_cold() for _ in range(RUNS)]
    with TemporaryDirectory() as home:
        look(Path(home))
        warm = [look(Path(home)) for _ in range(RUNS)]
    return _best(cold), _best(warm)


def _cold() -> Cost:
    with TemporaryDirectory() as home:
        return look(Path(home))


def _best(costs: list[Cost]) -> Cost:
    return Cost(
        min(each.cpu for each in costs),
        min(each.memory for each in costs),
        costs[0].drills,
    )


def main() -> int:
    """Measure and print; return 1 when a later start costs more than it may."""
    cold, warm = measure()
    print(f"loading {warm.drills} drills{'ms of CPU':>14}{'MiB':>8}")
    print(f"{'first start ever':<20}{cold.cpu:>12.1f}{cold.memory:>8.2f}")
    print(f"{'any later start':<20}{warm.cpu:>12.1f}{warm.memory:>8.2f}")
    print(f"{'limit':<20}{CPU_LIMIT:>12.1f}{MEMORY_LIMIT:>8.2f}")
    return 0 if warm.cpu <= CPU_LIMIT and warm.memory <= MEMORY_LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
