"""A notification centre as macOS has it, and the person before it."""

from movebreak.surfaces.notify.answers import CLICK
from movebreak.surfaces.notify.centre import Popup
from movebreak.surfaces.notify.programs import NotShownError


class FakeCentre:
    """Keeps what is up by its name; `refuses` says why nothing may be shown."""

    name = "a centre"

    def __init__(self) -> None:
        self.up: dict[str, Popup] = {}
        self.seen: list[str] = []
        self.refuses = ""
        self.closed = False

    def show(self, popup: Popup) -> str:
        """Show it, unless that is refused."""
        if self.refuses:
            raise NotShownError(self.refuses, hint="allow them")
        name = f"popup {len(self.seen)}"
        self.seen.append(popup.title)
        self.up[name] = popup
        return name

    def remove(self, name: str) -> None:
        """Remove it, if it is still there."""
        self.up.pop(name, None)

    def close(self) -> None:
        """Be let go."""
        self.closed = True

    def titles(self) -> list[str]:
        """Return the titles of all that is up."""
        return [each.title for each in self.up.values()]

    def press(self, label: str) -> None:
        """Click on a button; as macOS does, take the notification down."""
        name, popup = next(
            (name, popup)
            for name, popup in self.up.items()
            if label in popup.buttons.values()
        )
        del self.up[name]
        popup.pressed(next(k for k, v in popup.buttons.items() if v == label))

    def click(self) -> None:
        """Click on the words of the only notification."""
        (name,) = self.up
        self.up.pop(name).pressed(CLICK)

    def dismiss(self) -> None:
        """Close the only notification."""
        (name,) = self.up
        self.up.pop(name).dismissed()
