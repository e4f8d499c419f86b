"""Small values to tell stories with: moments, drills, states, records."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

from movebreak.core.deck import Deck
from movebreak.core.drills import Drill, Impact, Noise, Position, Space
from movebreak.core.effects import Kind, Record
from movebreak.core.events import Moment
from movebreak.core.state import State
from movebreak.ports import Saved

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
MORNING = datetime(2026, 3, 2, 9, tzinfo=timezone(HOUR))
TODAY = MORNING.date()
BOOT_ID = "a-run-of-the-machine"

# The machine has slept before, so that a mix-up of the two clocks shows.
BOOT = 5 * HOUR
SLEPT = 1 * HOUR


def moment(minutes: float = 0) -> Moment:
    """Return all clocks so many minutes after nine on a Monday morning."""
    passed = minutes * MINUTE
    return Moment(
        boot=BOOT + passed, awake=BOOT - SLEPT + passed, wall=MORNING + passed
    )


def drill(name: str = "jumping-jacks", **changes: Any) -> Drill:  # noqa: ANN401
    """Return a drill with this id."""
    made = Drill(
        id=name,
        name=name.replace("-", " ").capitalize(),
        cue="Arms and legs apart, and together",
        steps=("Stand upright", "Jump"),
        dose="20 times",
        length=timedelta(seconds=30),
        position=Position.STANDING,
        noise=Noise.MEDIUM,
        space=Space.SPOT,
        impact=Impact.HIGH,
        source="https://example.org/drills",
    )
    return replace(made, **changes)


def state(**changes: Any) -> State:  # noqa: ANN401
    """Return the state of a cycle that has just begun, at `moment()`."""
    made = State(
        serial=0,
        deck=Deck(seed=1),
        day=TODAY,
        slept=SLEPT,
        runs_from=moment().awake,
        present_since=moment().boot,
    )
    return replace(made, **changes)


def saved(of: State | None = None, minutes: float = 0) -> Saved:
    """Return a state as it is stored at `moment(minutes)`."""
    return Saved(state=of or state(), at=moment(minutes), boot_id=BOOT_ID)


def record(
    number: int,
    kind: Kind = Kind.DONE,
    minutes: float = 0,
    **changes: Any,  # noqa: ANN401
) -> Record:
    """Return a record of today with this id, made at `moment(minutes)`."""
    return replace(Record(number, kind, moment(minutes), TODAY), **changes)
