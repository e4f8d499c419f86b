"""The run of one session: what comes next, and what an answer changes.

A play is what was prescribed and what was logged so far. All else follows from the
two, so a run goes on after a restart where it stood, and no log can break it.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from movebreak.core.drills import Sides
from movebreak.core.programme.routines import Part
from movebreak.core.programme.sessions import Dose, Felt, Logged, Prescription, Side
from movebreak.frozen import dataclass

MOST = 999  # nobody does more of anything in one set
CHANGE_OF_SIDES = 10  # seconds

_Place = tuple[int, int, Side | None]  # round, set, side
_Key = tuple[str, int, int, Side | None]


@dataclass(frozen=True, slots=True)
class Play:
    """One session under way; `session` is the id of its record."""

    session: int
    prescription: Prescription
    logs: tuple[Logged, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """The set that comes next; `amount` is None where the form is the measure.

    `rest` is how many seconds of rest come before it, `instead_of` the exercise that
    was too hard or hurt.
    """

    part: Part
    round: int
    rounds: int
    set: int
    sets: int
    side: Side | None
    amount: int | None
    hold: int | None
    rest: int = 0
    instead_of: str = ""


def begin(session: int, prescription: Prescription) -> Play:
    """Start a session."""
    return Play(session, prescription)


def ahead(play: Play) -> Ask | None:
    """Return the set that comes next; None at the end."""
    ask = next(_left(play), None)
    return ask and replace(ask, rest=_rest(play, ask))


def sets_left(play: Play) -> int:
    """Count the sets that are still to come."""
    return sum(1 for _ in _left(play))


def log(play: Play, amount: int, felt: Felt = Felt.FINE) -> Play:
    """Answer the set that comes next; pain ends it, and a gentler form follows."""
    return _logged(play, max(0, min(amount, MOST)), felt)


def skip(play: Play) -> Play:
    """Pass over the set that comes next."""
    return _logged(play, 0, Felt.FINE)


def excuse(play: Play) -> Play:
    """Leave the side that comes next out of this exercise, for pain."""
    return _logged(play, 0, Felt.PAIN, excused=True)


def is_complete(play: Play) -> bool:
    """Say whether the end is reached, and each side of all exercises was answered.

    A side is answered by a set, by pain, or by what took its place.
    """
    return ahead(play) is None and all(
        _taken_over(play, dose)
        or all(_is_answered(play, dose, side) for side in _sides(dose.part))
        for dose in play.prescription.doses
    )


def first_exercise_done(play: Play) -> bool:
    """Say whether an exercise was moved through, in its first round at least."""
    coming = {(ask.part.exercise, ask.round) for ask in _left(play)}
    return any(
        each.amount and (each.exercise, each.round) not in coming for each in play.logs
    )


def _logged(play: Play, amount: int, felt: Felt, *, excused: bool = False) -> Play:
    ask = next(_left(play), None)
    if ask is None:
        return play
    new = Logged(ask.part.exercise, ask.round, ask.set, ask.side, amount, felt, excused)
    return replace(play, logs=(*play.logs, new))


def _left(play: Play) -> Iterator[Ask]:
    answered = {_key(each) for each in play.logs}
    for turn in range(1, play.prescription.rounds + 1):
        for dose in play.prescription.doses:
            if turn == 1 or not dose.once:
                for ask in _asks(play, dose, turn):
                    if (ask.part.exercise, turn, ask.set, ask.side) not in answered:
                        yield ask


def _asks(play: Play, dose: Dose, turn: int) -> Iterator[Ask]:
    """Give all sets of one exercise in one round, or what takes their place."""
    if _taken_over(play, dose):
        return
    places = product(range(1, dose.sets + 1), _sides(dose.part))
    asks = (ask for place in places for ask in _at(play, dose, (turn, *place)))
    # Two sides of one set may have the same thing in their place.
    yield from {(ask.part.exercise, ask.set, ask.side): ask for ask in asks}.values()


def _at(play: Play, dose: Dose, place: _Place) -> Iterator[Ask]:
    turn, number, side = place
    if _is_excused(play, dose, side):
        return
    if dose.gentler is None or not _is_swapped(play, dose, side):
        yield _ask(play, dose, place)
        return
    key = (dose.part.exercise, *place)
    answer = next((each for each in play.logs if _key(each) == key), None)
    if answer is None or _is_redone(dose.gentler, answer):
        for instead in _instead(play, dose.gentler, side):
            ask = _ask(play, dose.gentler, (turn, number, instead))
            yield replace(ask, sets=dose.sets, instead_of=dose.part.exercise)


def _ask(play: Play, dose: Dose, place: _Place) -> Ask:
    turn, number, side = place
    return Ask(
        part=dose.part,
        round=turn,
        rounds=1 if dose.once else play.prescription.rounds,
        set=number,
        sets=dose.sets,
        side=side,
        amount=dose.amount,
        hold=dose.hold,
    )


def _taken_over(play: Play, dose: Dose) -> bool:
    """Say whether what stands in for another part of its block stands in for it too."""
    block = dose.part.block
    return bool(block) and any(
        other.part.block == block and other != dose and _ends_block(play, other)
        for other in play.prescription.doses
    )


def _ends_block(play: Play, dose: Dose) -> bool:
    return dose.gentler is not None and bool(_troubles(play, dose))


def _is_swapped(play: Play, dose: Dose, side: Side | None) -> bool:
    """Say whether the gentler form has come: for both sides, unless only one hurts."""
    return any(
        each.felt is Felt.TOO_HARD or each.side is side or _one(dose.gentler)
        for each in _troubles(play, dose)
    )


def _troubles(play: Play, dose: Dose) -> list[Logged]:
    """Return the sets that were too hard or hurt; who excuses a side wants no more."""
    return [
        each
        for each in play.logs
        if each.exercise == dose.part.exercise
        and each.felt is not Felt.FINE
        and not each.excused
    ]


def _is_redone(gentler: Dose, answer: Logged) -> bool:
    """Say whether this set comes once more, in the gentler form."""
    return answer.felt is Felt.PAIN or (answer.felt is Felt.TOO_HARD and _one(gentler))


def _is_excused(play: Play, dose: Dose, side: Side | None) -> bool:
    return any(
        each.excused or (each.felt is Felt.PAIN and dose.gentler is None)
        for each in play.logs
        if each.exercise == dose.part.exercise and each.side is side
    )


def _is_answered(play: Play, dose: Dose, side: Side | None) -> bool:
    swapped = dose.gentler is not None and _is_swapped(play, dose, side)
    return swapped or any(
        each.exercise == dose.part.exercise
        and each.side is side
        and (each.amount or each.felt is not Felt.FINE)
        for each in play.logs
    )


def _instead(play: Play, gentler: Dose, side: Side | None) -> list[Side | None]:
    sides = _sides(gentler.part)
    wanted = (side,) if side in sides else sides
    return [each for each in wanted if not _is_excused(play, gentler, each)]


def _one(dose: Dose | None) -> bool:
    """Say whether it is done once for both sides."""
    return dose is not None and dose.part.sides is not Sides.EACH


def _sides(part: Part) -> tuple[Side | None, ...]:
    return tuple(Side) if part.sides is Sides.EACH else (None,)


def _rest(play: Play, ask: Ask) -> int:
    """Return the rest after the last set; changing sides takes a short one."""
    if not play.logs:
        return 0
    last = play.logs[-1]
    here = (last.exercise, last.round, last.set) == (
        ask.part.exercise,
        ask.round,
        ask.set,
    )
    rest = next(
        (part.rest for part in _parts(play) if part.exercise == last.exercise), 0
    )
    return min(rest, CHANGE_OF_SIDES) if here else rest


def _parts(play: Play) -> Iterator[Part]:
    for dose in play.prescription.doses:
        yield dose.part
        if dose.gentler:
            yield dose.gentler.part


def _key(each: Logged) -> _Key:
    return each.exercise, each.round, each.set, each.side
