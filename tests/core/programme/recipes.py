"""The routines and drills of movebreak, and small parts to tell stories with."""

from datetime import date, timedelta
from functools import cache
from typing import Any

from movebreak.core.drills import Drill, Sides
from movebreak.core.profile import HealthCheck, Profile
from movebreak.core.programme.playing import Ask, Play, ahead, begin, log
from movebreak.core.programme.progress import prescribe
from movebreak.core.programme.routines import Measure, Part, Routine, Span
from movebreak.core.programme.sessions import (
    Dose,
    Felt,
    Logged,
    PastSession,
    Person,
    Prescription,
)
from movebreak.store.packs import built_in_folder, read_pack
from tests.core.test_profile_rules import catalogue

MONDAY = date(2026, 3, 2)
FIT = Profile(health_check=HealthCheck.NO)


@cache
def known() -> dict[str, Drill]:
    """Return all drills and exercises by their ids."""
    return {each.id: each for each in catalogue()}


@cache
def routines() -> dict[str, Routine]:
    """Return the routines of movebreak by their ids, in their order."""
    found = read_pack(built_in_folder() / "routines.toml").routines
    return {each.id: each for each in found}


def prescribed(routine: str | Routine, **person: Any) -> Prescription:  # noqa: ANN401
    """Return a session for somebody whom nothing keeps from it, or with changes."""
    recipe = routines()[routine] if isinstance(routine, str) else routine
    return prescribe(recipe, known(), Person(**{"profile": FIT, **person}))


def part(exercise: str = "half-squats", **changes: Any) -> Part:  # noqa: ANN401
    """Return a part of 8 to 12 times."""
    plain: dict[str, Any] = {"measure": Measure.TIMES, "amount": Span(8, 12)}
    return Part(exercise, **{**plain, **changes})


def each_side(exercise: str = "half-squats", **changes: Any) -> Part:  # noqa: ANN401
    """Return a part for one side at a time."""
    return part(exercise, **{"sides": Sides.EACH, **changes})


def dose(made: Part | None = None, **changes: Any) -> Dose:  # noqa: ANN401
    """Return a dose of 8 in one set."""
    return Dose(made or part(), **{"sets": 1, "amount": 8, **changes})


def play_of(*doses: Dose, rounds: int = 1) -> Play:
    """Return a session of these doses that has just begun."""
    return begin(1, Prescription("any", doses, rounds))


def routine(*parts: Part, **changes: Any) -> Routine:  # noqa: ANN401
    """Return a routine of these parts."""
    plain = {"id": "mine", "name": "Mine", "cue": "Move", "source": "me"}
    return Routine(**{**plain, "parts": parts, **changes})


def asked(play: Play) -> list[Ask]:
    """Return every set that is asked for when all goes well."""
    asks = []
    while (ask := ahead(play)) is not None:
        asks.append(ask)
        play = log(play, ask.amount or 1)
    return asks


def told(play: Play) -> list[str]:
    """Return what comes, in short: exercise, set and side."""
    return [
        f"{ask.part.exercise} {ask.set}{f' {ask.side}' if ask.side else ''}"
        for ask in asked(play)
    ]


def done(
    prescription: Prescription, amount: int | None = None, felt: Felt = Felt.FINE
) -> tuple[Logged, ...]:
    """Return the logs of a session: each set as asked for, or all with one amount."""
    play = begin(1, prescription)
    while (ask := ahead(play)) is not None:
        play = log(play, ask.amount or 1 if amount is None else amount, felt)
    return play.logs


def past(*logs: tuple[Logged, ...], name: str = "mine") -> tuple[PastSession, ...]:
    """Return sessions three days apart."""
    return tuple(
        PastSession(number, MONDAY + 3 * number * timedelta(days=1), name, each, True)  # noqa: FBT003
        for number, each in enumerate(logs)
    )
