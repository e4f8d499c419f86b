"""A switch that starts nothing."""

from dataclasses import dataclass


@dataclass
class FakeAutostart:
    """Only remembers how it stands."""

    on: bool = False

    def is_on(self) -> bool:
        """Say whether movebreak starts at login."""
        return self.on

    def why(self) -> str:
        """Nothing is ever in the way."""
        return ""

    def turn_on(self) -> None:
        """Switch it on."""
        self.on = True

    def turn_off(self) -> None:
        """Switch it off."""
        self.on = False
