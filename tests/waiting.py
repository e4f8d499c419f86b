"""Waiting for what a process does, where looking itself may take a while."""

import time
from collections.abc import Callable

_STEP = 0.01


def eventually(condition: Callable[[], object], within: float = 10) -> bool:
    """Say whether the condition comes true within so many seconds."""
    end = time.monotonic() + within
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(_STEP)
    return True
