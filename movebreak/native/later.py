"""Modules that others import and this program does not use: loaded if ever needed.

The standard library's own lazy loader is no help here: the second `import` of a module
already counts as use.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any


class _Later(ModuleType):
    """Stands for a module until something of it is asked for."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever is in there
        if name.startswith("__"):
            # The import system looks whether there is a path, or a list of all names.
            raise AttributeError(name)
        own = self.__name__
        if sys.modules.get(own) is self:
            del sys.modules[own]
        found = import_module(own)
        vars(self).update(vars(found))
        return getattr(found, name)


def leave_out(name: str) -> None:
    """Have this module missed, as if it were not installed.

    Changes nothing when it is loaded already.
    """
    # So the import system is told that there is none.
    modules: dict[str, ModuleType | None] = sys.modules  # type: ignore[assignment]
    modules.setdefault(name, None)


def put_off(name: str, **known: object) -> None:
    """Have this module loaded only when something of it is used but what is `known`.

    Changes nothing when it is loaded already.
    """
    if name not in sys.modules:
        later = _Later(name)
        vars(later).update(known)
        sys.modules[name] = later


@contextmanager
def only_known(name: str, **known: object) -> Iterator[None]:
    """Show whoever imports this module in the `with` block only what is `known`.

    If more of it is used, it is loaded after all; whoever imports it later gets all.
    """
    put_off(name, **known)
    try:
        yield
    finally:
        if isinstance(sys.modules[name], _Later):
            del sys.modules[name]
