"""Our frozen classes behave as those of the standard library."""

import dataclasses
from dataclasses import FrozenInstanceError, field, replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from movebreak.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Ours:
    """Two fields, one with a usual value."""

    name: str
    length: timedelta = field(default=timedelta(minutes=5))


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    """The same, made by the standard library."""

    name: str
    length: timedelta = field(default=timedelta(minutes=5))


@dataclass(frozen=True, slots=True)
class Empty:
    """A class without fields is equal to its like."""


@dataclass(frozen=True, slots=True)
class EmptyToo:
    """Another one."""


@dataclass(frozen=True, slots=True, eq=False)
class Single:
    """Each is equal to itself alone."""

    name: str


@dataclass(frozen=True)
class Loud:
    """Has a text of its own."""

    name: str

    def __repr__(self) -> str:
        return self.name.upper()


VALUES = st.tuples(st.text(max_size=2), st.timedeltas())


@given(VALUES, VALUES)
def test_both_kinds_agree_on_what_is_equal(
    one: tuple[Any, ...], other: tuple[Any, ...]
) -> None:
    """Equal by the values of all fields; what is equal has one hash and one text."""
    assert (Ours(*one) == Ours(*other)) is (Theirs(*one) == Theirs(*other))
    assert hash(Ours(*one)) == hash(Theirs(*one))
    assert repr(Ours(*one)) == repr(Theirs(*one)).replace("Theirs", "Ours")


def test_another_class_is_never_equal() -> None:
    """Not even with the same fields, or with none."""
    ours, nothing = Ours("a"), Empty()
    others: list[object] = [Theirs("a"), EmptyToo(), nothing]

    assert ours not in others
    assert [nothing == each for each in others] == [False, False, True]
    assert nothing == Empty()


def test_nothing_can_be_changed() -> None:
    """Neither a field nor anything else, set or deleted."""
    ours: Any = Ours("a")
    for name in ("name", "other"):
        with pytest.raises(FrozenInstanceError):
            setattr(ours, name, "b")
    with pytest.raises(FrozenInstanceError):
        del ours.name

    assert ours == Ours("a")


def test_the_tools_of_the_standard_library_work() -> None:
    """Copies with a change, fields, and patterns by place."""
    match replace(Ours("a"), name="b"):
        case Ours(name, length):
            assert (name, length) == ("b", timedelta(minutes=5))
    assert [each.name for each in dataclasses.fields(Ours)] == ["name", "length"]


def test_some_are_equal_to_themselves_alone() -> None:
    """Where the class asks for that."""
    one = Single("a")

    assert one == one  # noqa: PLR0124 - this is the point
    assert one != Single("a")
    assert len({one, Single("a")}) == 2


def test_what_a_class_defines_itself_stays() -> None:
    """Its own text is used."""
    assert repr(Loud("a")) == "A"


def test_the_methods_are_shared() -> None:
    """Which is what these classes are for."""
    ours: Any = Ours
    empty: Any = Empty
    assert ours.__eq__ is empty.__eq__
    assert ours.__repr__ is empty.__repr__
