"""Keeps the pictures of drills, each drawn by another program when first shown."""

import logging
import os
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final
from zlib import crc32

from movebreak import __version__
from movebreak.core.drills import is_id
from movebreak.itself import DRAWING_PART, environment, is_bundled, itself
from movebreak.native import children

# How long a reminder may wait for its picture, in seconds.
PATIENCE: Final = 1.0
# A Python that looks where this one looks, and not in the folder it happens to be in.
PROGRAM: Final = itself(part=DRAWING_PART)
SOURCES: Final = (
    # In a bundle the modules are no files; there the version alone tells them apart.
    *(() if is_bundled() else (Path(__file__).parent,)),
    Path(__file__).parent.parent / "catalogue" / "figures",
)

_PNG: Final = b"\x89PNG\r\n\x1a\n"

_log = logging.getLogger(__name__)

# Returns the picture of the drill with this id as a PNG file, nothing when it has none.
# Raises OSError.
Draw = Callable[[str], bytes]


def drawn_by(program: Sequence[str], patience: float = PATIENCE) -> Draw:
    """Return a way to draw: the program is given an id, and prints the picture."""

    def draw(drill: str) -> bytes:
        return children.run((*program, drill), patience, environment())

    return draw


class Pictures:
    """Finds the pictures of drills in a folder of its own; for one thread only.

    A file's name tells what it was drawn from: what an older movebreak has drawn is
    removed. Whatever goes wrong costs the picture, and is logged once.
    """

    def __init__(
        self, folder: Path, draw: Draw, sources: Sequence[Path] = SOURCES
    ) -> None:
        self._folder = folder.absolute()
        self._draw = draw
        self._sources = sources
        self._without: set[str] = set()
        self._swept = False
        self._failed = False

    def find(self, drill: str) -> str:
        """Return the picture of the drill with this id, a file; empty if none."""
        if drill in self._without or not is_id(drill):
            return ""
        try:
            file = self._folder / f"{drill}{self._ending}"
            if not _is_whole(file) and not self._make(drill, file):
                return ""
        except OSError as error:
            if not self._failed:
                _log.warning("the picture of %s is not shown: %s", drill, error)
            self._failed = True
            return ""
        return str(file)

    @cached_property
    def _ending(self) -> str:
        found = []
        for folder in self._sources:
            with os.scandir(folder) as entries:
                for each in entries:
                    # A folder changes with what Python leaves beside its modules.
                    if each.is_file():
                        info = each.stat()
                        found.append((each.name, info.st_size, info.st_mtime_ns))
        return f".{__version__}-{crc32(repr(sorted(found)).encode()):08x}.png"

    def _make(self, drill: str, file: Path) -> bool:
        """Draw the picture; say whether this drill has one."""
        drawn = self._draw(drill)
        if not drawn:
            self._without.add(drill)
            return False
        if not drawn.startswith(_PNG):
            raise OSError("what was drawn is no picture")
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder.chmod(0o700)
        new = file.with_name(f"{file.name}.new")
        new.write_bytes(drawn)
        new.replace(file)
        self._failed = False
        self._sweep()
        return True

    def _sweep(self) -> None:
        """Remove what is left of an older movebreak, once."""
        if self._swept:
            return
        self._swept = True
        for each in self._folder.iterdir():
            if each.is_file() and not each.name.endswith(self._ending):
                each.unlink()


def _is_whole(file: Path) -> bool:
    """Say whether the file is there, and not one that a full disk has left empty."""
    try:
        return file.stat().st_size > len(_PNG)
    except FileNotFoundError:
        return False
