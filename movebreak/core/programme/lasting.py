"""About how long a session takes: its sets, both sides, and the rests between them."""

from datetime import timedelta

from movebreak.core.drills import Sides
from movebreak.core.programme.routines import Measure
from movebreak.core.programme.sessions import Dose, Prescription

# Seconds: a repetition in good form, a breath, a set that ends with its form.
_EACH = {Measure.TIMES: 4, Measure.BREATHS: 6, Measure.SECONDS: 1}
_FORM = 40
# To read what comes, and to get into place.
_BEGIN = 15
# Of a longer one, nobody would know when it was left.
LONGEST = timedelta(hours=4)


def length(found: Prescription) -> timedelta:
    """Return about how long a session takes, at most four hours."""
    once = sum(_seconds(each) for each in found.doses)
    again = sum(_seconds(each) for each in found.doses if not each.once)
    return min(timedelta(seconds=once + again * (found.rounds - 1)), LONGEST)


def _seconds(dose: Dose) -> int:
    part = dose.part
    sides = 2 if part.sides is Sides.EACH else 1
    return dose.sets * (sides * (_BEGIN + _work(dose)) + part.rest)


def _work(dose: Dose) -> int:
    if dose.amount is None:
        return _FORM
    each = _EACH[dose.part.measure]
    if dose.hold is not None:
        each += dose.hold * dose.part.holds
    return dose.amount * each
