"""What the self-check asks: the questions of one article, in other words."""

from enum import StrEnum
from typing import Final

from movebreak.frozen import dataclass


class Trouble(StrEnum):
    """What runners know."""

    SHIN = "shin"
    ITB = "itb"
    ACHILLES = "achilles"
    KNEECAP = "kneecap"


class YesNo(StrEnum):
    """An answer to a plain question."""

    YES = "yes"
    NO = "no"


class HowLong(StrEnum):
    """For how long these exercises have been done."""

    NOT = "not"
    WEEKS = "under-6-weeks"
    MONTHS = "6-weeks-to-3-months"
    LONGER = "over-3-months"


class Change(StrEnum):
    """What has come of them."""

    SOME = "some"
    NONE = "none"


class Feeling(StrEnum):
    """How much of the seat is felt in them."""

    CLEAR = "clear"
    LITTLE = "little"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person said of themselves."""

    had: tuple[Trouble, ...] = ()
    tight_front: YesNo = YesNo.NO
    tight_back: YesNo = YesNo.NO
    keeps_coming: YesNo = YesNo.NO
    leg_squats: YesNo = YesNo.NO
    clams: YesNo = YesNo.NO
    how_long: HowLong = HowLong.NOT
    change: Change = Change.SOME
    feels: Feeling = Feeling.CLEAR
    only_stretching: YesNo = YesNo.NO
    now: YesNo = YesNo.NO


@dataclass(frozen=True, slots=True)
class Question:
    """One question, and what may be answered; `several` answers may be ticked."""

    name: str
    asks: str
    choices: tuple[tuple[StrEnum, str], ...]
    several: bool = False


_YES_NO: Final = ((YesNo.YES, "Yes"), (YesNo.NO, "No"))
QUESTIONS: Final = (
    Question(
        "had",
        "Which of these do you know from your own runs?",
        (
            (Trouble.SHIN, "Shin splints"),
            (Trouble.ITB, "Trouble with the ITB, on the outside of the knee"),
            (Trouble.ACHILLES, "Trouble with the Achilles tendon"),
            (Trouble.KNEECAP, "Pain round the kneecap"),
        ),
        several=True,
    ),
    Question("tight_front", "Does the front of the hip often feel tight?", _YES_NO),
    Question("tight_back", "And the back of the thigh?", _YES_NO),
    Question("keeps_coming", "Do ITB or Achilles complaints come back?", _YES_NO),
    Question("leg_squats", "Do you do single-leg squats already?", _YES_NO),
    Question("clams", "Do you do clam shells already?", _YES_NO),
    Question(
        "how_long",
        "For how long?",
        (
            (HowLong.NOT, "I do neither"),
            (HowLong.WEEKS, "Less than 6 weeks"),
            (HowLong.MONTHS, "6 weeks to 3 months"),
            (HowLong.LONGER, "More than 3 months"),
        ),
    ),
    Question(
        "change",
        "Has anything changed since?",
        ((Change.SOME, "Yes, or I do neither"), (Change.NONE, "No change")),
    ),
    Question(
        "feels",
        "Do you feel the seat work in such exercises?",
        (
            (Feeling.CLEAR, "Clearly"),
            (Feeling.LITTLE, "A little"),
            (Feeling.NOTHING, "I feel nothing"),
        ),
    ),
    Question("only_stretching", "Is stretching all you do for it?", _YES_NO),
    Question(
        "now",
        "Is anything going on now: pain, swelling, something a doctor has named?",
        _YES_NO,
    ),
)
