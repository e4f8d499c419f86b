"""The limits of a setting, kept beside its field, and one line of help."""

from datetime import timedelta
from typing import TYPE_CHECKING

from movebreak.frozen import dataclass

if TYPE_CHECKING:
    import dataclasses


@dataclass(frozen=True, slots=True)
class Limits:
    """The smallest and largest value allowed, one line of help, and a name.

    The label is what a person reads where the name in the file does not say enough.
    """

    says: str
    low: timedelta | int | None = None
    high: timedelta | int | None = None
    label: str = ""


def limits_of(field: "dataclasses.Field[object]") -> Limits:
    """Return the limits that belong to a settings field."""
    limits = field.metadata["limits"]
    assert isinstance(limits, Limits)  # noqa: S101 - a programmer's mistake, not a user's
    return limits


def label_of(field: "dataclasses.Field[object]") -> str:
    """Return what a person calls this setting."""
    name = field.name.replace("_", " ")
    return limits_of(field).label or f"{name[:1].upper()}{name[1:]}"
