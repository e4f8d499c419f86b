"""Runs the real program, and writes which modules it has loaded at SIGUSR1."""

# What this imports, the program seems to: so no pathlib.
import os
import signal
import sys

from movebreak.cli import main

assert sys.platform != "win32"


def _tell(*_: object) -> None:
    target = sys.argv[1]
    new = f"{target}.new"
    with open(new, "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write("\n".join(name for name in sorted(sys.modules) if _loaded(name)))
    os.replace(new, target)  # noqa: PTH105


def _loaded(name: str) -> bool:
    """Say whether it is there, and not only put off until it is needed."""
    return type(sys.modules[name]).__name__ not in {"_Later", "NoneType"}


if __name__ == "__main__":
    signal.signal(signal.SIGUSR1, _tell)
    sys.exit(main(sys.argv[2:]))
