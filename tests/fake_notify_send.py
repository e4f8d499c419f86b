"""A `notify-send` that writes down what it was asked to show."""

from dataclasses import dataclass
from pathlib import Path
from shlex import quote

import pytest


@dataclass(frozen=True)
class Popup:
    """What one call of notify-send was given."""

    title: str
    body: str
    options: dict[str, str]


@dataclass(frozen=True)
class FakeNotifySend:
    """Stands alone on PATH; `does` is how it ends after it has written."""

    folder: Path

    def put_on_path(
        self, monkeypatch: pytest.MonkeyPatch, does: str = "exit 0"
    ) -> None:
        """Make it the only program that can be found."""
        self.now_does(does)
        monkeypatch.setenv("PATH", str(self.program.parent))

    def now_does(self, does: str) -> None:
        """Change how it ends."""
        self.program.parent.mkdir(exist_ok=True)
        fresh = self.program.with_suffix(".new")
        fresh.write_text(
            "#!/bin/sh\n"
            f"echo $$ > {quote(str(self.pid_file))}\n"
            f'printf "%s\\0" "$@" >> {quote(str(self.calls_file))}\n'
            f"{does}\n"
        )
        fresh.chmod(0o755)
        fresh.replace(self.program)

    @property
    def program(self) -> Path:
        """Return where it lies."""
        return self.folder / "bin" / "notify-send"

    @property
    def pid_file(self) -> Path:
        """Return where its last process number stands."""
        return self.folder / "pid"

    @property
    def calls_file(self) -> Path:
        """Return where its arguments stand."""
        return self.folder / "calls"

    def popups(self) -> list[Popup]:
        """Return what it was asked to show, oldest first."""
        if not self.calls_file.exists():
            return []
        words = self.calls_file.read_text("utf-8").split("\0")[:-1]
        size = 2 + 2 * 6
        calls = [words[at : at + size] for at in range(0, len(words), size)]
        return [
            Popup(call[0], call[1], dict(zip(call[2::2], call[3::2], strict=True)))
            for call in calls
            if len(call) == size
        ]

    def titles(self) -> list[str]:
        """Return the titles it was asked to show, oldest first."""
        return [popup.title for popup in self.popups()]
