"""Runs our recipe for PyInstaller as if on another system; tells what it asked for.

A program of its own, for the recipe is to believe that this is that system.
"""

import json
import runpy
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

RECIPE = Path(__file__).parents[2] / "assets" / "packaging" / "movebreak.spec"

FOUND = SimpleNamespace(
    pure=[], scripts=[("pyi_rth_inspect", ""), ("start", "")], binaries=[], datas=[]
)

asked: list[tuple[str, list[str], dict[str, Any]]] = []


def step(name: str) -> Any:  # noqa: ANN401
    """Return a step of PyInstaller's that only notes what it is given."""

    def noted(*given: object, **named: Any) -> SimpleNamespace:  # noqa: ANN401
        asked.append((name, [str(each) for each in given], named))
        return FOUND if name == "Analysis" else SimpleNamespace()

    return noted


def main(system: str, folder: str) -> None:
    """Print the steps as JSON."""
    hooks = ModuleType("PyInstaller.utils.hooks")
    vars(hooks)["collect_data_files"] = lambda package: [(f"{package}/data", package)]
    sys.modules |= {
        "PyInstaller": ModuleType("PyInstaller"),
        "PyInstaller.utils": ModuleType("PyInstaller.utils"),
        "PyInstaller.utils.hooks": hooks,
    }
    sys.platform = system
    steps = {name: step(name) for name in ("Analysis", "PYZ", "EXE", "COLLECT")}
    places = {"SPECPATH": str(RECIPE.parent), "WORKPATH": folder}
    runpy.run_path(str(RECIPE), {**steps, "BUNDLE": step("BUNDLE"), **places})
    sys.stdout.write(json.dumps(asked))


if __name__ == "__main__":
    main(*sys.argv[1:])
