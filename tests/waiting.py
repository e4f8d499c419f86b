"""Waiting for what another thread or process does."""

from collections.abc import Callable
from threading import Event

_STEP = 0.01


def eventually(condition: Callable[[], object], within: float = 10) -> bool:
    """Say whether the condition comes true within so many seconds."""
    never = Event()
    for _ in range(int(within / _STEP)):
        if condition():
            return True
        never.wait(_STEP)
    return bool(condition())
