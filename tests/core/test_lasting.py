"""About how long a session takes."""

from datetime import timedelta

import pytest

from movebreak.core.drills import Sides
from movebreak.core.programme.lasting import length
from movebreak.core.programme.routines import Measure, Part, Span
from movebreak.core.programme.sessions import Dose, Prescription

BRIDGE = Part("bridge", Measure.TIMES, Span(1, 10), hold=Span(20, 30), rest=0)
LUNGE = Part("lunge", Measure.SECONDS, Span(30, 30), sides=Sides.EACH, rest=10)
JUMP = Part("jump", Measure.FORM, rest=90)


@pytest.mark.parametrize(
    ("doses", "rounds", "seconds"),
    [
        ((Dose(BRIDGE, 1, 6, 20),), 1, 15 + 6 * 24),
        ((Dose(LUNGE, 1, 30),), 1, 2 * 45 + 10),
        ((Dose(JUMP, 3, None),), 1, 3 * (15 + 40 + 90)),
        ((Dose(LUNGE, 1, 30), Dose(JUMP, 1, None, once=True)), 3, 3 * 100 + 145),
        ((), 1, 0),
        ((Dose(JUMP, 6, None),) * 9, 6, 4 * 3600),
    ],
)
def test_a_session_lasts_as_long_as_its_parts(
    doses: tuple[Dose, ...], rounds: int, seconds: int
) -> None:
    """Sides, sets, rounds, holds and rests; what comes once counts once.

    An own routine that is longer than anybody trains is taken for four hours.
    """
    assert length(Prescription("any", doses, rounds)) == timedelta(seconds=seconds)
