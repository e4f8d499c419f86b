"""The run of one session: what comes next, and what an answer changes.

A play is what was prescribed and what was logged so far. All else follows from the
two, so a run goes on after a restart where it stood.
"""

from movebreak.core.programme.sessions import Logged, Prescription
from movebreak.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Play:
    """One session under way; `session` is the id of its record."""

    session: int
    prescription: Prescription
    logs: tuple[Logged, ...] = ()
