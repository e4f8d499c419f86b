"""A tray icon that keeps the notifications it was to show."""


class FakeBubbleIcon:
    """Shows one at a time; `refused` says that no tray has taken it in."""

    def __init__(self) -> None:
        self.refused = False
        self.seen: list[tuple[str, str]] = []

    def bubble(self, title: str, text: str) -> None:
        """Show these."""
        self.seen.append((title, text))
