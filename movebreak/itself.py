"""How this program starts itself, or a part of it, as another process."""

import os
import sys

# pathlib alone would make every command 8 ms slower.
_HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
_INSTALLED = ("site-packages", "dist-packages")


MAIN = "movebreak"
DRAWING_PART = "movebreak.surfaces.figure_child"


def is_bundled() -> bool:
    """Say whether this program brings its own Python along, and can only be itself."""
    return bool(getattr(sys, "frozen", False))


def itself(*words: str, part: str = MAIN) -> tuple[str, ...]:
    """Return what starts movebreak with these words.

    Without -P, a file in the present folder that is named as a module of Python's
    would be run in its place.
    """
    if is_bundled():
        return (sys.executable, *(() if part == MAIN else (part,)), *words)
    return (sys.executable, "-P", "-m", part, *words)


def environment() -> dict[str, str]:
    """Return an environment in which the other process finds this movebreak."""
    found = dict(os.environ)
    if not is_bundled() and not _HERE.endswith(_INSTALLED):
        # Run from a checkout: there it is found by its place alone.
        path = (_HERE, found.get("PYTHONPATH", ""))
        found["PYTHONPATH"] = os.pathsep.join(filter(None, path))
    return found
