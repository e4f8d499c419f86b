"""The limits of a setting, kept beside its field, and one line of help."""

from datetime import timedelta
from typing import TYPE_CHECKING

from movebreak.frozen import dataclass

if TYPE_CHECKING:
    import dataclasses


@dataclass(frozen=True, slots=True)
class Limits:
    """The smallest and largest value allowed, and one line of help."""

    says: str
    low: timedelta | int | None = None
    high: timedelta | int | None = None


def limits_of(field: "dataclasses.Field[object]") -> Limits:
    """Return the limits that belong to a settings field."""
    limits = field.metadata["limits"]
    assert isinstance(limits, Limits)  # noqa: S101 - a programmer's mistake, not a user's
    return limits
