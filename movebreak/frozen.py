"""Frozen dataclasses that share their methods.

The standard library writes and compiles `__init__`, `__eq__`, `__hash__`, `__repr__`,
`__setattr__` and `__delattr__` anew for every class: with two hundred classes that is
a third of the time to the icon, and more than a megabyte for as long as the program
runs. Here all classes share these; the rest is the standard library's.
"""

import dataclasses
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeVar

if TYPE_CHECKING:
    # To a type checker it is the one it knows.
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - made public so
    from inspect import Signature
else:
    T = TypeVar("T")

    def dataclass(
        *, frozen: Literal[True], slots: bool = False, eq: bool = True
    ) -> Callable[[type[T]], type[T]]:
        """Return what makes a frozen dataclass; without `eq` each is equal to itself.

        What the class defines itself is left alone.
        """
        shared = _FROZEN | (_EQUAL if eq else {})

        def make(cls: type[T]) -> type[T]:
            missing = [name for name in shared if name not in vars(cls)]
            # Asked for `frozen`, it would compile two of the methods after all; it
            # insists on it where a base has it.
            below = any(map(dataclasses.is_dataclass, cls.__bases__))
            plain = dataclasses.dataclass(
                frozen=below, slots=slots, init=False, eq=False, repr=False
            )
            # Without one it would be made, by a module of a megabyte.
            cls.__doc__ = cls.__doc__ or cls.__qualname__
            made = plain(cls)
            made.__dataclass_params__.frozen = frozen
            for name in missing:
                setattr(made, name, shared[name])
            return made

        return make


def _begin(made: Any, /, *values: object, **named: object) -> None:  # noqa: ANN401 - of any class
    fields = made.__dataclass_fields__
    ordered: Sequence[object] = values
    if named or len(values) != len(fields):
        ordered = _in_order(made, values, named)
    for name, value in zip(fields, ordered, strict=True):
        _put(made, name, value)


def _in_order(
    made: Any,  # noqa: ANN401 - of any class
    values: tuple[object, ...],
    named: dict[str, object],
) -> list[object]:
    """Return a value for each field; raise TypeError when that cannot be."""
    name = type(made).__qualname__
    fields = [*made.__dataclass_fields__.values()]
    if len(values) > len(fields):
        raise TypeError(f"{name}() takes {len(fields)} values, not {len(values)}")
    ordered = list(values)
    for field in fields[len(values) :]:
        value = named.pop(field.name, field.default)
        if value is _NONE:
            if field.default_factory is _NONE:
                raise TypeError(f"{name}() lacks {field.name!r}")
            value = field.default_factory()
        ordered.append(value)
    if named:
        raise TypeError(
            f"{name}() has no field for {', '.join(named)}, or has it twice"
        )
    return ordered


def _values(made: Any) -> tuple[object, ...]:  # noqa: ANN401 - of any class
    return tuple(getattr(made, name) for name in made.__dataclass_fields__)


def _equal(mine: object, other: object) -> object:
    if other.__class__ is not mine.__class__:
        return NotImplemented
    return mine is other or _values(mine) == _values(other)


def _hash(made: object) -> int:
    return hash(_values(made))


def _repr(made: Any) -> str:  # noqa: ANN401 - of any class
    fields = (f"{name}={getattr(made, name)!r}" for name in made.__dataclass_fields__)
    return f"{type(made).__qualname__}({', '.join(fields)})"


def _again(made: object) -> tuple[type, tuple[object, ...]]:
    """Tell how to make a copy, which cannot be filled afterwards."""
    return type(made), _values(made)


def _keep(_: object, name: str, __: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _hold(_: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


class _Signature:
    """Tells what a class takes, as its `__init__` takes what any of them does."""

    def __get__(self, _: object, cls: type) -> "Signature":
        # Heavy, and no part of a usual day.
        from inspect import Parameter, Signature  # noqa: PLC0415

        def parameter(field: "dataclasses.Field[object]") -> Parameter:
            usual = [
                each
                for each in (field.default, field.default_factory)
                if each is not _NONE
            ]
            return Parameter(
                field.name,
                Parameter.POSITIONAL_OR_KEYWORD,
                default=usual[0] if usual else Parameter.empty,
                annotation=field.type,
            )

        return Signature([parameter(each) for each in dataclasses.fields(cls)])


_NONE = dataclasses.MISSING
_put = object.__setattr__
_EQUAL = {"__eq__": _equal, "__hash__": _hash}
_FROZEN = {
    "__init__": _begin,
    "__repr__": _repr,
    "__reduce__": _again,
    "__setattr__": _keep,
    "__delattr__": _hold,
    "__signature__": _Signature(),
}
