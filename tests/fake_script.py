"""An `osascript` that writes down what it was asked to show."""

from dataclasses import dataclass
from pathlib import Path
from shlex import quote

import pytest


@dataclass(frozen=True)
class FakeScript:
    """Stands alone on PATH; `does` is how it ends after it has written."""

    folder: Path

    def put_on_path(
        self, monkeypatch: pytest.MonkeyPatch, does: str = "exit 0"
    ) -> None:
        """Make it the only program that can be found."""
        program = self.folder / "bin" / "osascript"
        program.parent.mkdir(exist_ok=True)
        notes = f'printf "%s\\0" "$@" >> {quote(str(self._notes))}'
        program.write_text(f"#!/bin/sh\n{notes}\n{does}\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(program.parent))

    @property
    def _notes(self) -> Path:
        return self.folder / "notes"

    def calls(self) -> list[list[str]]:
        """Return the words of each call; the first six are the script."""
        if not self._notes.exists():
            return []
        words = self._notes.read_text("utf-8").split("\0")[:-1]
        return [words[at : at + 8] for at in range(0, len(words), 8)]

    def titles(self) -> list[str]:
        """Return the titles it was asked to show, oldest first."""
        return [call[6] for call in self.calls() if len(call) == 8]
