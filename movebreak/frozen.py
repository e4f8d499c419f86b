"""Frozen dataclasses that share their methods.

The standard library makes `__eq__`, `__hash__`, `__repr__`, `__setattr__` and
`__delattr__` anew for every class: with a hundred and fifty classes that is more than
a megabyte, for as long as the program runs. Here all classes have the same five.
"""

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, TypeVar

if TYPE_CHECKING:
    # To a type checker it is the one it knows.
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - made public so
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
            plain = dataclasses.dataclass(
                frozen=frozen, slots=slots, eq=False, repr=False
            )
            # Without one it would be made, by a module of a megabyte.
            cls.__doc__ = cls.__doc__ or cls.__qualname__
            made = plain(cls)
            for name in missing:
                setattr(made, name, shared[name])
            return made

        return make


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


def _keep(_: object, name: str, __: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _hold(_: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


_EQUAL = {"__eq__": _equal, "__hash__": _hash}
_FROZEN = {"__repr__": _repr, "__setattr__": _keep, "__delattr__": _hold}
