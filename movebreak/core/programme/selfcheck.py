"""The self-check: what is asked, what the answers look like, and what they propose.

It finds a pattern, and nothing more: the questions are those of one article, and what
it makes of them is disputed.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from movebreak.core.programme.questions import (
    QUESTIONS,
    Answers,
    Change,
    Feeling,
    HowLong,
    YesNo,
)
from movebreak.core.programme.rules import Focus
from movebreak.frozen import dataclass

SOURCE: Final = (
    '"Glutes NOT ON while running? Use These Activation EXERCISES!" by Marie Whitt'
)
AWARENESS: Final = "find-and-feel"
"""The routine that comes first where nothing is felt."""


@dataclass(frozen=True, slots=True)
class Result:
    """What the answers look like, and what they propose; `first` is a routine's id.

    `before` is to be read before any plan, and mostly empty.
    """

    before: str
    pattern: str
    doubt: str
    focus: Focus
    reasons: tuple[str, ...]
    first: str = ""


SEE_SOMEBODY: Final = (
    "Something is going on now. Show it to a doctor or a physical therapist before "
    "you begin with any plan; the plans wait for you."
)
LIKE_IT: Final = (
    "Your answers resemble a pattern that one physical therapist describes: tight "
    "hips, complaints that come back, and a seat that is hard to feel."
)
UNLIKE_IT: Final = (
    "Your answers have little in common with the pattern that one physical therapist "
    "describes."
)
DOUBT: Final = (
    "Experts disagree whether this pattern is a real condition. Take it as an idea of "
    "what to try."
)
_NOTHING_FELT: Final = (
    "You may not feel your seat yet, so a few light squeezes come first, to find it."
)
_LONG_DONE: Final = (
    "These exercises are well known to you; the article then goes on to moves for arms "
    "and legs together, as in a stride."
)
_ADD_STRENGTH: Final = (
    "The article adds strength to the stretches. Keep those that do you good."
)
_MAKE_ROOM: Final = "Where hips feel tight, one coach begins with movement."
_PLAIN: Final = "Nothing speaks for a special way in, so plain strength is a fair one."


def result(answers: Answers) -> Result:
    """Return what the answers look like, and what they propose."""
    found = tuple(_proposals(answers))
    first = AWARENESS if answers.feels is Feeling.NOTHING else ""
    focus, _ = found[1] if first and len(found) > 1 else found[0]
    return Result(
        before=SEE_SOMEBODY if answers.now is YesNo.YES else "",
        pattern=LIKE_IT if _resembles(answers) else UNLIKE_IT,
        doubt=DOUBT,
        focus=focus,
        reasons=tuple(why for _, why in found[: 2 if first else 1]),
        first=first,
    )


def read(given: Mapping[str, object]) -> Answers:
    """Return the answers in a record or a form; what is not understood is left out."""
    values: dict[str, Any] = {}
    for question in QUESTIONS:
        value = given.get(question.name)
        words = value if isinstance(value, list | tuple) else [value]
        found = tuple(each for each, _ in question.choices if each in words)
        if question.several:
            values[question.name] = found
        elif found:
            values[question.name] = found[0]
    return Answers(**values)


def written(answers: Answers) -> dict[str, object]:
    """Return what `read` makes these answers of."""
    found: dict[str, object] = {}
    for question in QUESTIONS:
        value = getattr(answers, question.name)
        found[question.name] = [*map(str, value)] if question.several else str(value)
    return found


def spoken(answers: Answers) -> dict[str, str]:
    """Return each answer in words, by the name of its question."""
    found = {}
    for question in QUESTIONS:
        value = getattr(answers, question.name)
        chosen = value if question.several else (value,)
        labels = [label for each, label in question.choices if each in chosen]
        found[question.name] = ", ".join(labels) or "None"
    return found


def changes(old: Answers, new: Answers) -> tuple[tuple[str, str, str], ...]:
    """Return each question that was answered otherwise before: it, then and now."""
    was, now = spoken(old), spoken(new)
    return tuple(
        (each.asks, was[each.name], now[each.name])
        for each in QUESTIONS
        if was[each.name] != now[each.name]
    )


def _proposals(answers: Answers) -> Iterator[tuple[Focus, str]]:
    """Give what the answers propose, the most telling first."""
    if answers.feels is Feeling.NOTHING:
        yield Focus.FEEL, _NOTHING_FELT
    tight = YesNo.YES in {answers.tight_front, answers.tight_back}
    if _long_done(answers):
        yield Focus.RUNNING, _LONG_DONE
    elif answers.only_stretching is YesNo.YES:
        yield Focus.STRENGTH, _ADD_STRENGTH
    elif tight:
        yield Focus.MOBILITY, _MAKE_ROOM
    elif answers.feels is not Feeling.NOTHING:
        yield Focus.STRENGTH, _PLAIN


def _long_done(answers: Answers) -> bool:
    does = YesNo.YES in {answers.leg_squats, answers.clams}
    long = answers.how_long in {HowLong.MONTHS, HowLong.LONGER}
    stuck = answers.change is Change.NONE or answers.tight_front is YesNo.YES
    return does and long and stuck


def _resembles(answers: Answers) -> bool:
    signs = (
        YesNo.YES in {answers.tight_front, answers.tight_back},
        bool(answers.had) or answers.keeps_coming is YesNo.YES,
        answers.feels is not Feeling.CLEAR,
    )
    return sum(signs) > 1
