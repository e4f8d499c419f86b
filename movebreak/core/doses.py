"""How the dose of a drill grows: gently, by how often the person has done it."""

from collections.abc import Mapping
from dataclasses import replace

from movebreak.core.drills import Amount, Drill

# So often a dose is done before the next one comes.
TIMES_EACH = 5


def grown(
    drills: tuple[Drill, ...], times: Mapping[str, int], level: int
) -> tuple[Drill, ...]:
    """Return the drills, each with the dose that is due by now."""
    return tuple(dosed(each, times.get(each.id, 0), level) for each in drills)


def dosed(drill: Drill, times: int, level: int) -> Drill:
    """Return the drill with the dose for somebody of this level who did it so often.

    Level 1 stays with the first dose, level 2 with the second.
    """
    step = min(times // TIMES_EACH, level - 1, len(drill.more))
    if step <= 0:
        return drill
    amount = drill.more[step - 1]
    return replace(drill, dose=amount.dose, length=amount.length)


def later(drill: Drill) -> tuple[Amount, ...]:
    """Return the doses that are still to come."""
    doses = [each.dose for each in drill.more]
    known = drill.dose in doses
    return drill.more[doses.index(drill.dose) + 1 :] if known else drill.more
