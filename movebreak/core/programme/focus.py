"""What each focus plans, and what speaks against it: the choice is the person's."""

from collections.abc import Iterable
from typing import Final

from movebreak.core.programme.routines import Routine
from movebreak.core.programme.rules import Focus
from movebreak.frozen import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """What one holds of a focus, and who."""

    says: str
    source: str


_ACTIVATING: Final = '"Activating your glutes" by Nick, running coach'
_PERTH: Final = "On activating glutes before a run, by a running coach in Perth"
_FOR: Final = {
    Focus.STRENGTH: View(
        "Bridges, squats and their like, twice a week, in doses that grow.", _ACTIVATING
    ),
    Focus.MOBILITY: View(
        "The hip moves back, out and round before anybody loads it.", _PERTH
    ),
    Focus.RUNNING: View(
        "Arms and legs work across the body, as they do in a stride.",
        '"Glutes NOT ON while running? Use These Activation EXERCISES!" by Marie Whitt',
    ),
    Focus.FEEL: View(
        "Notice, soften, lengthen, wake: gentle sets that end with rest.",
        '"Getting those Glutes to fire" by Blake Russell',
    ),
}
_AGAINST: Final = {
    Focus.STRENGTH: View(
        "One coach holds that hips need room to move first, and that strength alone "
        "answers another question.",
        _PERTH,
    ),
    Focus.MOBILITY: View(
        "One coach holds that the muscles are simply too little trained, and goes "
        "straight to strength.",
        _ACTIVATING,
    ),
    Focus.RUNNING: View(
        "One article trains the hips away from the run, one plain move at a time.",
        '"How to Get the Glutes to Fire in Running"',
    ),
    Focus.FEEL: View(
        "One coach holds that activating muscles before a run changes little in the "
        "run itself.",
        _PERTH,
    ),
}
CHOICES: Final = tuple(_FOR)
"""What can be chosen."""


def view(focus: Focus) -> View:
    """Return what speaks for this focus."""
    return _FOR[focus]


def opposing_view(focus: Focus) -> View:
    """Return what another article says against it."""
    return _AGAINST[focus]


def routines_of(focus: Focus, routines: Iterable[Routine]) -> tuple[Routine, ...]:
    """Return the routines of a focus, in the order they come."""
    return tuple(each for each in routines if focus in each.focuses)


def routine_of(focus: Focus, nth: int, routines: Iterable[Routine]) -> Routine | None:
    """Return the routine of the nth session of a focus, from 0 on; None without any."""
    found = routines_of(focus, routines)
    return found[nth % len(found)] if found else None
