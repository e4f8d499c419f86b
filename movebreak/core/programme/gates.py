"""Which parts of a session a person does, and what stands in for the others."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from movebreak.core.drills import Drill, EntryKind, Sides
from movebreak.core.fitting import is_loaded, why_hidden
from movebreak.core.guiding import repetitions
from movebreak.core.profile import Profile
from movebreak.core.programme import words
from movebreak.core.programme.routines import Measure, Part, Routine, Span
from movebreak.core.programme.sessions import Felt, LeftOut, PastSession, Person
from movebreak.frozen import dataclass

# What comes in place of an exercise that does not fit, the first that does.
_FOR_STRENGTH: Final = (
    "half-squats",
    "bridge-practice",
    "sideways-leg-lift",
    "sit-to-stand",
    "slow-heel-raises",
    "firm-and-rest",
    "wall-press-up",
    "seated-march",
    "chair-squeeze",
    "shoulder-blade-squeeze",
    "band-pull-apart",
    "bottle-curl",
    "arm-circles",
    "chest-opener",
    "weight-shift",
)
_FOR_EASE: Final = (
    "standing-lunge-stretch",
    "side-reach",
    "chest-opener",
    "seated-twist",
    "shoulder-blade-squeeze",
    "arm-circles",
    "neck-turn",
    "sideways-leg-lift",
    "seated-march",
    "weight-shift",
)
# What may come before the first load.
_TO_FEEL: Final = ("find-the-feeling", "standing-squeeze", "chair-squeeze")


def refused(drill: Drill, profile: Profile) -> tuple[str, ...]:
    """Say why this person does not do this in a session; empty when it fits.

    What is a drill in a break is an exercise here: with a load it waits as these do.
    """
    return why_hidden(replace(drill, kind=EntryKind.EXERCISE), profile)


@dataclass(frozen=True, slots=True)
class Gates:
    """What of one routine is open to one person, from all drills there are."""

    routine: Routine
    known: Mapping[str, Drill]
    person: Person

    def kept(self) -> tuple[tuple[Part, ...], tuple[LeftOut, ...]]:
        """Return the parts that come, in their order, and what is left out and why."""
        parts: list[Part] = []
        left_out: list[LeftOut] = []
        for part in self.routine.parts:
            # Of several tools for one step, one will do.
            if part.optional and any(part.block == each.block for each in parts):
                continue
            instead: list[Part] = []
            if why := self._why_not(part):
                instead = self._stand_in(part, parts)
            elif not (why := self._why_later(part)):
                parts.append(part)
                continue
            parts += instead
            name = "".join(each.exercise for each in instead)
            left_out.append(LeftOut(part.exercise, why, name))
        return tuple(parts), tuple(left_out)

    def squeeze(self, parts: Iterable[Part]) -> Part | None:
        """Return the light squeeze that comes before the first load.

        There is none where activation is off, nothing is loaded, or none fits.
        """
        taken = {each.exercise for each in parts}
        if not (self.person.rules.activation and any(it.loaded for it in parts)):
            return None
        return next((part_of(each) for each in self._fit(_TO_FEEL, taken)), None)

    def gentler(self, part: Part, taken: Container[str]) -> Part | None:
        """Return what takes the place of a part that is too hard or hurts."""
        return next((part_of(each) for each in self._fit((part.gentler,), taken)), None)

    def _why_not(self, part: Part) -> str:
        drill = self.known.get(part.exercise)
        if drill is None:
            return words.UNKNOWN
        if why := refused(drill, self.person.profile):
            return "; ".join(why)
        taken = {each.exercise for each in self.routine.parts}
        spared = self.gentler(part, taken) and hurt_last(part, self.person.past)
        return words.HURT if spared else ""

    def _why_later(self, part: Part) -> str:
        past = (each for session in self.person.past for each in session.logs)
        done = {each.exercise for each in past if each.amount > 0}
        if not part.first or part.first in done | self.person.drills_done:
            return ""
        first = self.known.get(part.first)
        return words.comes_after(first.name if first else part.first)

    def _stand_in(self, part: Part, before: Iterable[Part]) -> list[Part]:
        if part.optional:
            return []
        taken = {each.exercise for each in (*self.routine.parts, *before)}
        names = _FOR_STRENGTH if self.routine.strength else _FOR_EASE
        found = next(self._fit((part.gentler, *names), taken), None)
        return (
            [replace(part_of(found), sets=part.sets, rest=part.rest)] if found else []
        )

    def _fit(self, names: Iterable[str], taken: Container[str]) -> Iterator[Drill]:
        for name in names:
            drill = self.known.get(name)
            if drill and name not in taken and not refused(drill, self.person.profile):
                yield drill


def part_of(drill: Drill) -> Part:
    """Return a drill of the catalogue as a part, in a dose that may double."""
    # Counted for one side, as a part is.
    count = repetitions(replace(drill, sides=Sides.BOTH))
    measure, least = Measure.TIMES, count or 0
    if count is None:
        measure, least = Measure.SECONDS, int(drill.length.total_seconds())
        least //= 2 if drill.sides is Sides.EACH else 1
    return Part(
        exercise=drill.id,
        measure=measure,
        amount=Span(least, 2 * least if drill.our_suggestion else least),
        sides=drill.sides,
        our_suggestion=drill.our_suggestion,
        loaded=is_loaded(drill),
    )


def hurt_last(part: Part, past: Sequence[PastSession]) -> bool:
    """Say whether this, or what took its place, hurt when it was done last."""
    for session in reversed(past):
        for name in (part.exercise, part.gentler):
            felt = [each.felt for each in session.logs if each.exercise == name]
            if felt:
                return Felt.PAIN in felt
    return False
