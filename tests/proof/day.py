"""A day as a script of commands: what to say next, and what must come of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final

SNOOZES: Final = 3
# Stands for a drill that was dealt, and not told yet.
ANY: Final = "any"


@dataclass(frozen=True)
class Known:
    """How things stand, as far as the program has said so."""

    state: str = "working"
    drill: str | None = None
    snoozes: int = 0
    asked: bool = False
    until: str | None = None
    done: int = 0
    skipped: int = 0
    snoozed: int = 0
    answered: "Known | None" = None

    @property
    def counts(self) -> tuple[int, int, int]:
        """What was counted."""
        return self.done, self.skipped, self.snoozed

    def ended(self, done: int = 0, skipped: int = 0) -> "Known":
        """Return how it stands when its break was answered."""
        return Known(
            done=self.done + done,
            skipped=self.skipped + skipped,
            snoozed=self.snoozed,
            answered=self,
        )


Rule = Callable[[Known], Known | None]


def _move(now: Known) -> Known | None:
    if now.state != "working":
        return None
    return replace(now, state="due", drill=ANY, snoozes=0, asked=True, answered=None)


def _another(now: Known) -> Known | None:
    return replace(now, drill=ANY) if now.state == "due" else None


def _done(now: Known) -> Known | None:
    return None if now.drill is None else now.ended(done=1)


def _skip(now: Known) -> Known | None:
    if now.drill is None:
        return None
    if now.asked:
        # What was only asked for just goes away.
        return replace(now.ended(), answered=None)
    return now.ended(skipped=1)


def _snooze(now: Known) -> Known | None:
    if now.drill is None or now.snoozes == SNOOZES:
        return None
    more = replace(now, snoozes=now.snoozes + 1, snoozed=now.snoozed + 1)
    return replace(more, state="snoozed", asked=False, until=None)


def _undo(now: Known) -> Known | None:
    before = now.answered
    if before is None:
        return None
    # What was only asked for is not asked for again.
    gone = replace(before, state="working", drill=None, snoozes=0)
    return gone if before.asked else before


def _pause(now: Known) -> Known | None:
    if now.state != "working":
        return None
    return replace(now, state="paused", answered=None)


def _resume(now: Known) -> Known | None:
    if now.state != "paused":
        return None
    return replace(now, state="working", until=None)


RULES: Final[Mapping[str, Rule]] = {
    "move": _move,
    "another": _another,
    "done": _done,
    "skip": _skip,
    "snooze 10m": _snooze,
    "undo": _undo,
    "pause 1h": _pause,
    "resume": _resume,
}
# States with an end that stays where it is.
WAITS: Final = frozenset({"paused", "snoozed"})
# Most is done, as on a good day.
WEIGHTS: Final = {"done": 4}
# What answers a break that came by itself.
ANSWERS: Final = ("done", "skip", "snooze 10m", "undo")


def next_of(now: Known, dice: Random, *, only_answers: bool) -> str | None:
    """Return what to say next; None when there is nothing to answer."""
    names = [
        name
        for name, rule in RULES.items()
        if rule(now) and (name in ANSWERS or not only_answers)
    ]
    # Somebody who only ever takes back gets nowhere.
    if only_answers and now.drill is None and dice.random() < 0.8:
        return None
    weights = [WEIGHTS.get(name, 1) for name in names]
    return dice.choices(names, weights)[0] if names else None


def after(now: Known, said: str | None) -> Known:
    """Return how it stands when this was acknowledged."""
    then = now if said is None else RULES[said](now)
    assert then is not None
    return then


def counts_of(status: Mapping[str, Any]) -> tuple[int, int, int]:
    """Return the counts that the program tells."""
    today = status["today"]
    return today["done"], today["skipped"], today["snoozed"]


def fits(now: Known, status: Mapping[str, Any]) -> bool:
    """Say whether the program tells of this, as far as it is known."""
    drill = status["drill"] and status["drill"]["id"]
    return (
        now.counts == counts_of(status)
        and now.state == status["state"]
        and (now.drill == drill or (now.drill == ANY and drill is not None))
        and (now.drill is None or status["snoozes_left"] == SNOOZES - now.snoozes)
        and (now.until is None or _near(now.until, status["next_at"]))
    )


def _near(one: str, other: str | None) -> bool:
    """Say whether both are the same time; two clocks differ a little after a start."""
    if other is None:
        return False
    apart = datetime.fromisoformat(one) - datetime.fromisoformat(other)
    return abs(apart) <= timedelta(seconds=2)


def told(now: Known, status: Mapping[str, Any]) -> Known:
    """Return the same with the drill that was told, and the end of a wait."""
    until = status["next_at"] if now.state in WAITS else None
    drill = status["drill"] and status["drill"]["id"]
    return replace(now, drill=drill, until=until)


def adopted(now: Known, status: Mapping[str, Any]) -> Known:
    """Return what the program tells, where time may have changed it meanwhile."""
    if status["drill"] is not None:
        same = now.drill in {ANY, status["drill"]["id"]}
        snoozes = SNOOZES - status["snoozes_left"]
        now = replace(now, snoozes=snoozes, asked=now.asked and same)
    return told(replace(now, state=status["state"]), status)
