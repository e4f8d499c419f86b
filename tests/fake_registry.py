"""A registry in memory."""

from dataclasses import dataclass, field


@dataclass
class FakeRegistry:
    """Keeps values by path and name; `refuses` has each call fail with this."""

    values: dict[tuple[str, str], object] = field(default_factory=dict)
    refuses: OSError | None = None

    def read(self, path: str, name: str) -> object:
        """Return a value; None when there is none."""
        self._check()
        return self.values.get((path, name))

    def write(self, path: str, name: str, text: str) -> None:
        """Write a text."""
        self._check()
        self.values[path, name] = text

    def remove(self, path: str, name: str) -> None:
        """Remove a value, if it is there."""
        self._check()
        self.values.pop((path, name), None)

    def _check(self) -> None:
        if self.refuses:
            raise self.refuses
