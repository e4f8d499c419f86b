"""Settings and drills that a test holds in its hand."""

from dataclasses import dataclass, field, replace

from movebreak.core.drills import Drill
from movebreak.core.settings import Settings
from tests.make import drill

NAMES = (
    "jumping-jacks",
    "burpees",
    "glute-squeeze",
    "squats",
    "run-on-the-spot",
    "stand-up",
)


@dataclass
class FakeSettings:
    """Settings that are new when the test says so."""

    settings: Settings = field(default_factory=Settings)
    problems: tuple[str, ...] = ()
    usable: bool = True
    _new: bool = False

    def refresh(self) -> bool:
        """Say whether the test saved anything since it was asked last."""
        new, self._new = self._new, False
        return new

    def save(self, table: str, **values: object) -> None:
        """Write these values into a table, as a person does in an editor."""
        changed = replace(getattr(self.settings, table), **values)
        self.settings = replace(self.settings, **{table: changed})
        self._new = True

    def break_it(self, *problems: str) -> None:
        """Save something with these mistakes."""
        self.problems = problems
        self._new = True


@dataclass
class FakeCatalogue:
    """Six drills, until the test says otherwise; set `breaks` to have it fail."""

    problems: tuple[str, ...] = ()
    known: tuple[Drill, ...] = tuple(drill(name) for name in NAMES)
    breaks: bool = False
    _new: bool = False

    def drills(self) -> tuple[Drill, ...]:
        """Return them."""
        return self.known

    def refresh(self) -> bool:
        """Say whether the test saved anything since it was asked last."""
        if self.breaks:
            raise UnicodeError
        new, self._new = self._new, False
        return new

    def save(self, *drills: Drill, problems: tuple[str, ...] = ()) -> None:
        """Put these drills, with these mistakes, in place of all others."""
        self.known, self.problems, self._new = drills, problems, True
