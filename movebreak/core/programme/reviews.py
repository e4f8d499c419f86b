"""Looking back after 4 and 8 weeks: when it is offered, and what is answered."""

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from movebreak.core.programme.rules import Focus, ProgrammeRules

WEEK: Final = timedelta(days=7)
FOUR, EIGHT = 4, 8
FEWEST: Final = 4  # completed sessions; before that there is nothing to judge by


class Difference(StrEnum):
    """What a person has noticed; nobody else can tell."""

    CLEAR = "clear"
    SMALL = "small"
    NONE = "none"


QUESTION: Final = "Have you noticed a difference since you began?"
CHOICES: Final = (
    (Difference.CLEAR, "Yes, clearly"),
    (Difference.SMALL, "A little"),
    (Difference.NONE, "No difference"),
)

_CHECK_AGAIN: Final = (
    "The self-check can be done once more; your old answers are kept beside the new."
)
_TECHNIQUE: Final = (
    "Have a look at how the exercises are done: a mirror, a film or a friend will do, "
    "and the steps of each are a click away."
)
_AN_OPTION: Final = (
    "A physical therapist or a trainer can look at it with you, if you like."
)
_SOMEBODY: Final = (
    "This is a good time to see a physical therapist or a trainer, for two reasons: "
    "they can check how you do the exercises, and the cause may lie elsewhere."
)
_GO_ON: Final = {
    Difference.CLEAR: "Good to hear. Go on as you do, or try another focus.",
    Difference.SMALL: (
        "That is a start. Trials of such exercises mostly ran for eight weeks or more, "
        "so go on if you like it."
    ),
}


def counted_from(strength: date | None, other: date | None) -> date | None:
    """Return the day from which the weeks count: that of the first strength session.

    Where none was planned, as in mobility first, it is that of the first session.
    """
    return strength or other


def due(
    rules: ProgrammeRules, begun: date | None, offered: Collection[int], today: date
) -> int | None:
    """Return which review to offer, 4 or 8; each is offered once.

    The earlier is not made up for once the later one is due.
    """
    if begun is None or rules.focus is Focus.OFF:
        return None
    past = [weeks for weeks in (FOUR, EIGHT) if today - begun >= weeks * WEEK]
    return past[-1] if past and past[-1] not in offered else None


def offer(weeks: int) -> tuple[str, str]:
    """Offer a review, in a title and a body."""
    return (
        f"{weeks} weeks of sessions",
        "A short look back, one question long, is there when you like.",
    )


def answer(weeks: int, difference: Difference, completed: int) -> tuple[str, ...]:
    """Return what is said to an answer; `completed` are the sessions so far."""
    if completed < FEWEST:
        return (few(completed), _CHECK_AGAIN)
    if difference is not Difference.NONE:
        return (_GO_ON[difference], _CHECK_AGAIN)
    if weeks >= EIGHT:
        return (_SOMEBODY, _CHECK_AGAIN)
    return (_TECHNIQUE, _AN_OPTION, _CHECK_AGAIN)


def few(completed: int) -> str:
    """Say kindly that it is early to look back."""
    so_far = {0: "No session is complete yet", 1: "One session is complete so far"}
    said = so_far.get(completed, f"{completed} sessions are complete so far")
    return (
        f"{said}, and it takes {FEWEST} or more to tell anything. Weeks are like that; "
        "the plan goes on where you are."
    )
