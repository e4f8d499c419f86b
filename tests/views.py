"""Overviews of every state, as the engine would hand them to a surface."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from movebreak.core.status import (
    AwayStatus,
    DueStatus,
    Ends,
    Glance,
    HeldStatus,
    OffStatus,
    Overview,
    PausedStatus,
    SnoozedStatus,
    Status,
    Tally,
    WorkingStatus,
)
from tests.make import HOUR, MINUTE, MORNING, TODAY, drill

NOW = MORNING


def ends(length: timedelta) -> Ends:
    """Return an end that is so far off."""
    return Ends(NOW + length, length)


STATUSES: dict[str, Status] = {
    "working": WorkingStatus(ends(12 * MINUTE), 2),
    "due": DueStatus(7, drill()),
    "held": HeldStatus(7, drill(), ("full screen",), NOW, ends(HOUR)),
    "snoozed": SnoozedStatus(7, drill(), ends(4 * MINUTE)),
    "paused": PausedStatus(ends(HOUR)),
    "paused for good": PausedStatus(None),
    "away": AwayStatus(NOW - 6 * MINUTE),
    "off": OffStatus(ends(14 * HOUR)),
    "off for good": OffStatus(None),
}
OPEN = {"due", "held", "snoozed"}


def view(state: str, **changes: Any) -> Overview:  # noqa: ANN401
    """Return an overview in this state; `changes` go to its glance."""
    is_open = state in OPEN
    glance = Glance(
        status=STATUSES[state],
        now=NOW,
        asked=7 if is_open else None,
        drill=drill() if is_open else None,
        snoozes_left=3,
        can_snooze=is_open,
        undo=None,
        meeting=None,
        planned=(),
        goal=8,
    )
    return Overview(replace(glance, **changes), Tally(TODAY, done=5, natural=2), 4)
