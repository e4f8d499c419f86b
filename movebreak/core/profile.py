"""What a person can do, wants to do, and has at hand."""

from dataclasses import field
from enum import StrEnum

from movebreak.core.drills import Care, Equipment
from movebreak.core.limits import Limits
from movebreak.frozen import dataclass

HARDEST = 3
LONGEST_PREGNANCY = 45  # weeks


class Wheelchair(StrEnum):
    """Whether the person moves in a wheelchair, and can move the legs."""

    NO = "no"
    LEGS = "legs"
    NO_LEGS = "no-legs"


class HealthCheck(StrEnum):
    """Whether one of the health questions was answered with yes."""

    UNANSWERED = "unanswered"
    NO = "no"
    YES = "yes"
    ADVISED = "advised"  # yes, and a professional has said what is fine


def _switch(says: str, label: str = "") -> bool:
    made: bool = field(default=False, metadata={"limits": Limits(says, label=label)})
    return made


@dataclass(frozen=True, slots=True)
class Profile:
    """Which drills fit you. As it stands, every drill comes.

    Your body decides, not movebreak: stop whenever something hurts or feels wrong.
    What is left out is shown, with the reason, by "movebreak drills show" and its name.
    """

    quiet_office: bool = _switch("leave out what neighbours would hear, or look at")
    seated_only: bool = _switch(
        "leave out what is done standing or on the floor", "Only seated drills"
    )
    standing: bool = _switch(
        "leave out what is done seated or on the floor", "Only standing drills"
    )
    low_impact: bool = _switch("leave out jumps and stairs")
    no_floor: bool = _switch(
        "leave out what needs getting down to the floor", "Nothing on the floor"
    )
    wheelchair: Wheelchair = field(
        default=Wheelchair.NO,
        metadata={
            "limits": Limits(
                'in a wheelchair: "no", "legs" (they can be moved), "no-legs"'
            )
        },
    )
    limited_trunk: bool = _switch(
        "leave out what needs good control of the trunk", "Limited control of the trunk"
    )
    equipment: tuple[Equipment, ...] | None = field(
        default=None,
        metadata={
            "limits": Limits(
                "what is at hand; [] is nothing, and without this line everything",
                label="What is at hand",
            )
        },
    )
    careful: tuple[Care, ...] = field(
        default=(),
        metadata={
            "limits": Limits(
                "leave out what asks for care with any of these",
                label="Be careful with",
            )
        },
    )
    pregnancy_week: int = field(
        default=0,
        metadata={
            "limits": Limits(
                "week of pregnancy; 0 is none",
                0,
                LONGEST_PREGNANCY,
                label="Week of pregnancy",
            )
        },
    )
    health_check: HealthCheck = field(
        default=HealthCheck.UNANSWERED,
        metadata={
            "limits": Limits(
                "a heart or lung trouble, dizzy spells, or a doctor's word against "
                'exercise: "unanswered", "no", "yes", or "advised" when a professional '
                "has said what is fine",
                label="Health question",
            )
        },
    )
    level: int = field(
        default=HARDEST,
        metadata={
            "limits": Limits(
                "the hardest level that comes; doses grow no further",
                1,
                HARDEST,
                label="Hardest level",
            )
        },
    )
