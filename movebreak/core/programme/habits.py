"""Rare notes on habits, each optional: sitting, positions, the floor, shoes, a cue."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from movebreak.core.drills import Care
from movebreak.core.profile import Profile, Wheelchair
from movebreak.core.programme.rules import (
    Commute,
    DeskKind,
    ProgrammeRules,
    Seated,
)
from movebreak.frozen import dataclass

APART: Final = timedelta(days=7)
POSITION: Final = "position"
AGAIN_AFTER: Final = timedelta(days=28)
LINKED_FROM: Final = timedelta(days=7)  # habits of one's own come from week 2


class Posture(StrEnum):
    """How a person works just now."""

    SITTING = "sitting"
    STANDING = "standing"


@dataclass(frozen=True, slots=True)
class Habit:
    """One note; `once` says that it does not come again by itself."""

    id: str
    title: str
    body: str
    once: bool = True


@dataclass(frozen=True, slots=True)
class Facts:
    """What the notes go by; `sore` says that foot, Achilles, calf or shin hurt."""

    rules: ProgrammeRules
    profile: Profile
    began: date
    posture: Posture | None = None
    sore: bool = False


CAUSES: Final = (
    "First the causes, then the exercises: all five articles look at sitting before "
    "they train anything."
)
_SHOES: Final = (
    "One coach holds that flatter running shoes bring the seat in; we found no study "
    "of that. If you try them, go slowly, over months: in a small trial many feet "
    "showed strain even after a gradual change."
)
_LINK: Final = (
    "Tie a break to something that happens anyway: after each call, or when the "
    'kettle boils, stand up and move. "I just moved" counts it.'
)
_FLOOR: Final = (
    "If you like, work at a low table for a while: on the floor one shifts about "
    "without thinking of it. Change as soon as it nags."
)


def asks_first(rules: ProgrammeRules) -> bool:
    """Say whether sitting is still to be asked about, before any plan."""
    told = (rules.seated_hours, rules.seated_commute)
    return Seated.NOT_TOLD in told or Commute.NOT_TOLD in told


def sitting(rules: ProgrammeRules) -> str:
    """Say what the hours of sitting come to, and what is easy to change."""
    much = rules.seated_hours in {Seated.FOUR_TO_EIGHT, Seated.OVER_EIGHT}
    rides = rules.seated_commute in {Commute.UNDER_ONE, Commute.OVER_ONE}
    if much and rides:
        return (
            "You sit at work and on the way there. A stop earlier, a walk on the "
            "phone, an errand in person: each takes a piece off."
        )
    if much:
        return (
            "Most of your sitting is at work, where breaks are easy to come by: an "
            "errand, a print, an answer in person."
        )
    if rides:
        return "Your way to work is a good place to stand, or to get off a stop early."
    return "You sit little as it is. The breaks keep it so."


def next_posture(facts: Facts) -> Posture | None:
    """Return the position to change to; None where the desk or the body says no.

    It is never the one that was told last.
    """
    stays = facts.profile.seated_only or facts.profile.standing
    rolls = facts.profile.wheelchair is not Wheelchair.NO
    if facts.rules.desk is DeskKind.FIXED or stays or rolls:
        return None
    sits = facts.posture is not Posture.STANDING
    return Posture.STANDING if sits else Posture.SITTING


def position(posture: Posture) -> str:
    """Suggest a position, always as one among several."""
    if posture is Posture.STANDING:
        return (
            "Send the desk up and work standing for a while, then change again: the "
            "change is what counts."
        )
    return (
        "Send the desk down and sit for a while, then change again: the change is "
        "what counts."
    )


def next_note(facts: Facts, told: Mapping[str, date], today: date) -> Habit | None:
    """Return a note to tell; None mostly: one a week at most, where they are wanted."""
    if not facts.rules.notes:
        return None
    if any(today - day < APART for day in told.values()):
        return None
    return next(
        (each for each in _notes(facts, today) if _may_come(each, told, today)), None
    )


def _may_come(habit: Habit, told: Mapping[str, date], today: date) -> bool:
    last = told.get(habit.id)
    return last is None or (not habit.once and today - last >= AGAIN_AFTER)


def _notes(facts: Facts, today: date) -> Iterator[Habit]:
    if not asks_first(facts.rules):
        yield Habit("sitting", "Your sitting", sitting(facts.rules))
    if (posture := next_posture(facts)) is not None:
        yield Habit(POSITION, "Another position", position(posture), once=False)
    if today - facts.began >= LINKED_FROM:
        yield Habit("link", "A cue of your own", _LINK)
    if _gets_down(facts.profile):
        yield Habit("floor", "A little floor time", _FLOOR)
    if not (facts.sore or Care.ANKLE in facts.profile.careful):
        yield Habit("shoes", "About running shoes", _SHOES)


def _gets_down(profile: Profile) -> bool:
    """Say whether getting down to the floor and up again is fine."""
    stays = profile.seated_only or profile.standing or profile.no_floor
    careful = {Care.KNEE, Care.HIP, Care.PREGNANCY} & set(profile.careful)
    rolls = profile.wheelchair is not Wheelchair.NO
    return not (stays or careful or rolls or profile.pregnancy_week)
