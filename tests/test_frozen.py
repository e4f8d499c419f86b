"""Our frozen classes behave as those of the standard library."""

import copy
import dataclasses
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field, replace
from datetime import timedelta
from inspect import signature
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


@dataclass(frozen=True, slots=True)
class Gathering:
    """Makes its usual value anew each time."""

    found: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Below(Ours):
    """Adds a field to those of another class."""

    more: str = ""


class Call:
    """What is given to a class, by place and by name."""

    def __init__(self, *values: object, **named: object) -> None:
        self._values = values
        self._named = named

    def __str__(self) -> str:
        return f"{self._values} {self._named}"

    def of(self, kind: Callable[..., object]) -> object:
        """Call the class with it."""
        return kind(*self._values, **self._named)


VALUES = st.tuples(st.text(max_size=2), st.timedeltas())


@given(VALUES, VALUES)
def test_both_kinds_agree_on_what_is_equal(
    one: tuple[Any, ...], other: tuple[Any, ...]
) -> None:
    """Equal by the values of all fields; what is equal has one hash and one text."""
    assert (Ours(*one) == Ours(*other)) is (Theirs(*one) == Theirs(*other))
    assert hash(Ours(*one)) == hash(Theirs(*one))
    assert repr(Ours(*one)) == repr(Theirs(*one)).replace("Theirs", "Ours")


@pytest.mark.parametrize(
    "values",
    [
        Call("a"),
        Call("a", timedelta()),
        Call(name="a"),
        Call("a", length=timedelta()),
        Call(length=timedelta(), name="a"),
        Call(),
        Call(length=timedelta()),
        Call("a", timedelta(), 3),
        Call("a", name="b"),
        Call("a", other="b"),
    ],
    ids=str,
)
def test_both_kinds_take_the_same(values: Call) -> None:
    """By place or by name; too few, too many or unknown ones are refused."""
    try:
        theirs = repr(values.of(Theirs))
    except TypeError:
        with pytest.raises(TypeError, match="Ours"):
            values.of(Ours)
    else:
        assert repr(values.of(Ours)) == theirs.replace("Theirs", "Ours")


def test_a_class_tells_what_it_takes() -> None:
    """So that a help text, or a test that makes up values, knows."""
    assert signature(Ours).parameters == signature(Theirs).parameters


def test_each_gets_a_usual_value_of_its_own() -> None:
    """Where the field says how to make one."""
    one, other = Gathering(), Gathering()

    assert one.found == []
    assert one.found is not other.found


def test_a_class_below_another_has_the_fields_of_both() -> None:
    """In their order."""
    below = Below("a", timedelta(), "much")

    assert below == replace(Below("b", timedelta(), "much"), name="a")
    assert below != Ours("a", timedelta())
    with pytest.raises(FrozenInstanceError):
        below.more = "less"  # type: ignore[misc]


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


def test_it_can_be_copied() -> None:
    """All the way down, too."""
    one = Gathering(["a"])
    deep = copy.deepcopy(one)
    one.found.append("b")

    assert copy.copy(one) == one
    assert deep == Gathering(["a"])


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
    assert ours.__init__ is empty.__init__
