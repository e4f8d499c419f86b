"""One set of a session as the page shows it: what to do, how much, what comes then."""

from collections.abc import Iterator, Mapping
from typing import Final

from movebreak.core.drills import Drill
from movebreak.core.guiding import guidance
from movebreak.core.profile import Profile
from movebreak.core.programme import words
from movebreak.core.programme.playing import Ask, Play, ahead, sets_left
from movebreak.core.programme.routines import Measure
from movebreak.frozen import dataclass
from movebreak.pages.guide import has_figure

# How many seconds the timer takes to get ready, and between two holds.
READY: Final = 5
GAP: Final = 5


@dataclass(frozen=True, slots=True)
class Timing:
    """What a timer counts down, in seconds: each hold from `low` to `high`.

    A set has so many `times`, each of so many `holds`. Without a hold `high` is 0.
    """

    low: int = 0
    high: int = 0
    holds: int = 1
    times: int = 1


@dataclass(frozen=True, slots=True)
class Screen:
    """All that is shown of the set that comes next.

    `after_pain` says what follows when it hurts.
    """

    ask: Ask
    drill: Drill
    minds: tuple[str, ...]
    done: int
    all: int
    dose: str
    notes: tuple[str, ...]
    timing: Timing
    figure: bool
    after_pain: str


def screen(play: Play, known: Mapping[str, Drill], profile: Profile) -> Screen | None:
    """Return what the page shows now; None at the end of the session."""
    ask = ahead(play)
    if ask is None:
        return None
    drill = known[ask.part.exercise]
    done = len(play.logs)
    return Screen(
        ask=ask,
        drill=drill,
        minds=guidance(drill, profile).minds,
        done=done,
        all=done + sets_left(play),
        dose=words.amount_of(ask),
        notes=tuple(_notes(play, ask, known)),
        timing=_timing(ask),
        figure=has_figure(drill.id),
        after_pain=_after_pain(play, ask, known),
    )


def _timing(ask: Ask) -> Timing:
    if ask.hold is not None:
        most = ask.part.hold.high if ask.part.hold else ask.hold
        return Timing(ask.hold, max(most, ask.hold), ask.part.holds, ask.amount or 1)
    if ask.part.measure is Measure.SECONDS and ask.amount:
        return Timing(ask.amount, ask.amount)
    return Timing()


def _notes(play: Play, ask: Ask, known: Mapping[str, Drill]) -> Iterator[str]:
    if ask.instead_of:
        yield words.instead_of(ask, {each.id: each.name for each in known.values()})
    elif ask.set == ask.round == 1:
        doses = play.prescription.doses
        yield from (each.why for each in doses if each.part == ask.part and each.why)
    if words.is_held(ask.part):
        yield words.KEEP_BREATHING


def _after_pain(play: Play, ask: Ask, known: Mapping[str, Drill]) -> str:
    gentler = next(
        (
            each.gentler.part.exercise
            for each in play.prescription.doses
            if each.part == ask.part and each.gentler
        ),
        "",
    )
    if gentler:
        return f"It hurts: go on with {known[gentler].name}"
    return "It hurts: leave this out today"
