"""Puts a copy of the drills into the wheel that is read faster than their TOML.

Made as the wheel is built, so that nothing in the sources has to be kept in step.
"""

import json
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CATALOGUE = "movebreak/catalogue"


class CopiedDrills(BuildHookInterface[Any]):
    """Adds a JSON file beside each TOML file of the catalogue."""

    _folder: "TemporaryDirectory[str] | None" = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the copies; an editable install reads the sources themselves."""
        if version == "editable":
            return
        self._folder = TemporaryDirectory()
        for file in sorted(Path(self.root, CATALOGUE).glob("*.toml")):
            copy = Path(self._folder.name, f"{file.stem}.json")
            copy.write_text(json.dumps(tomllib.loads(file.read_text("utf-8"))))
            build_data["force_include"][str(copy)] = f"{CATALOGUE}/{copy.name}"

    def finalize(self, version: str, build_data: dict[str, Any], path: str) -> None:  # noqa: ARG002 - hatchling's words
        """Remove the copies, which are in the wheel now."""
        if self._folder is not None:
            self._folder.cleanup()
