"""Waiting for what a process does, where looking itself may take a while."""

import time
from collections.abc import Callable

_STEP = 0.01


def eventually(
    condition: Callable[[], object], within: float = 10, step: float = _STEP
) -> bool:
    """Say whether the condition comes true within so many seconds.

    `step` is how long to rest between two looks, for those that cost much.
    """
    end = time.monotonic() + within
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(step)
    return True
