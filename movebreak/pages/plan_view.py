"""What a session holds, as the pages show it: exercises, doses, what is left out."""

from collections.abc import Mapping
from typing import NamedTuple

from movebreak.core.drills import Drill
from movebreak.core.profile import HealthCheck
from movebreak.core.programme import set_words, words
from movebreak.core.programme.playing import Play
from movebreak.core.programme.sessions import Dose, Prescription
from movebreak.store.training import Training


class Exercise(NamedTuple):
    """One exercise of a plan, in words."""

    id: str
    name: str
    dose: str
    why: str


class Plan(NamedTuple):
    """A session in words; `rounds` is empty where there is one alone.

    `waits` says that some of it waits for the health question.
    """

    rounds: str
    exercises: tuple[Exercise, ...]
    left_out: tuple[str, ...]
    waits: bool


def plan_of(found: Prescription, training: Training) -> Plan:
    """Return a prescription in words."""
    known, check = training.known, training.settings.profile.health_check
    names = {each.id: each.name for each in known.values()}
    return Plan(
        rounds=set_words.rounds(found.rounds),
        exercises=tuple(_exercise(found, each, known) for each in found.doses),
        left_out=tuple(words.left_out(each, names) for each in found.left_out),
        waits=bool(found.left_out) and check is HealthCheck.UNANSWERED,
    )


def done_in(play: Play, known: Mapping[str, Drill]) -> list[str]:
    """Say what was done in a session, exercise by exercise."""
    names = dict.fromkeys(each.exercise for each in play.logs)
    measures = {
        dose.part.exercise: dose.part.measure
        for whole in play.prescription.doses
        for dose in (whole, whole.gentler)
        if dose
    }
    return [
        set_words.done(
            _name(name, known),
            measures.get(name),
            [each for each in play.logs if each.exercise == name],
        )
        for name in names
    ]


def _exercise(found: Prescription, dose: Dose, known: Mapping[str, Drill]) -> Exercise:
    name, told = dose.part.exercise, words.dose(dose)
    if dose.once and found.rounds > 1:
        told = set_words.once(told)
    return Exercise(name, _name(name, known), told, dose.why)


def _name(exercise: str, known: Mapping[str, Drill]) -> str:
    found = known.get(exercise)
    return found.name if found else exercise.replace("-", " ")
