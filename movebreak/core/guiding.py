"""How a drill is guided: what is counted, what to mind first, how it ends."""

import re
from collections.abc import Iterator
from datetime import timedelta

from movebreak.core.drills import Care, Drill, Impact, Position, Sides, Space
from movebreak.core.fitting import SHOULDER_BLADES
from movebreak.core.profile import Profile, Wheelchair
from movebreak.frozen import dataclass

RESET_LASTS = timedelta(seconds=8)
READY_LASTS = timedelta(seconds=3)
# Nobody counts further than that beside a desk; a number above it means no count.
MOST = 200

CHAIR = (
    "Use a chair without wheels, or block its wheels. In a wheelchair, lock the wheels."
)
IF_SEATED = (
    "If you sit: a chair without wheels, or its wheels blocked; in a wheelchair, the "
    "wheels locked."
)
WHEELS_LOCKED = "Lock the wheels first."
DESK = "Keep the desk within reach."
FLOOR = "Jump only on a clear, dry floor, and think of the neighbours below."
STOP = (
    "Stop at once and get medical help: chest pain or pressure, severe "
    "breathlessness, dizziness."
)
PAIN = (
    "New or sudden pain: stop, read the steps again, try the easier form. If it still "
    "hurts, leave this drill out and ask a professional."
)
UNWELL = "Fever, or feeling unwell: not today. The drills wait for you."
GENTLY = "Never hold your breath. Slight soreness on the next day is normal."
# What a page says in the course of a run, by what it is in, or how its break ended.
SAID = {
    "ready": "Get ready.",
    "going": "Go.",
    "paused": "Paused. Take your time.",
    "left": "Left. Start again whenever you like.",
    "stopped": "Stopped.",
    "finished": "Well done. Now say so below, and it counts.",
    "done": "This break is done, and it counts.",
    "skipped": "This break was skipped. The next one comes in its time.",
    "natural": "Your time away was counted for this break.",
    "missed": "This break has passed. The next one comes in its time.",
    "unheard": "movebreak gave no answer. Is it running?",
}
# What the button of a run says, by what it is in.
BUTTON = {
    "idle": "Start",
    "ready": "Pause",
    "going": "Pause",
    "counting": "Count one",
    "paused": "Go on",
    "reset": "Skip this step",
    "finished": "Once more",
}

_STAND_TALL = "Stand tall, firm your seat for one breath, then let go."
_SIT_TALL = "Sit tall, firm your seat for one breath, then let go."
_TURNS = {
    Sides.EACH: "Half-way: change sides.",
    Sides.ALTERNATING: "Half-way. Keep changing sides.",
    Sides.BOTH: "",
}
_NOT_COUNTED = re.compile(r"second|minute|breath|flight|as long")
_SETS = re.compile(r"[0-9]+(?: to [0-9]+)? (?:sets|rounds)(?: of|,) (?=[0-9])")
_NUMBER = re.compile(r"([0-9]{1,4})(?: (?:to|or) ([0-9]{1,4}))?")


@dataclass(frozen=True, slots=True)
class Guidance:
    """How a run through a drill goes; `count` is None where time is counted down.

    `turn` is what is said half-way, empty where both sides work at once.
    """

    length: timedelta
    count: int | None
    turn: str
    minds: tuple[str, ...]
    reset: str


def guidance(drill: Drill, profile: Profile) -> Guidance:
    """Return how this person is guided through the drill."""
    return Guidance(
        length=drill.length,
        count=repetitions(drill),
        turn=_TURNS[drill.sides],
        minds=tuple(_minds(drill, profile)),
        reset=reset(drill, profile),
    )


def repetitions(drill: Drill) -> int | None:
    """Return how many times both sides together move; None for a length of time.

    Of several sets it is one; of a range the most, for anybody may stop before.
    """
    dose = _SETS.sub("", drill.dose.partition(";")[0])
    if _NOT_COUNTED.search(dose):
        return None
    found = [max(int(low), int(high or 0)) for low, high in _NUMBER.findall(dose)]
    count = sum(found) if " and " in dose else max(found, default=0)
    count *= 2 if "twice" in dose else 1
    count *= 2 if "each" in dose and drill.sides is not Sides.BOTH else 1
    return count if 1 < count <= MOST else None


def reset(drill: Drill, profile: Profile) -> str:
    """Return the posture reset that ends every break."""
    if profile.wheelchair is Wheelchair.NO_LEGS:
        return SHOULDER_BLADES
    sits = drill.position is Position.SEATED or profile.seated_only
    return _SIT_TALL if sits or _rolls(profile) else _STAND_TALL


def _minds(drill: Drill, profile: Profile) -> Iterator[str]:
    goes_about = drill.space is Space.CORRIDOR
    if _rolls(profile) and not goes_about:
        yield WHEELS_LOCKED
    elif drill.position is Position.SEATED or _rises_from_a_chair(drill):
        yield CHAIR
    elif drill.position is Position.ANY and not goes_about:
        yield IF_SEATED
    jumps = drill.impact is Impact.HIGH
    stands = drill.position is Position.STANDING and not goes_about
    if stands and Care.BALANCE in drill.careful and not jumps:
        yield DESK
    if jumps:
        yield FLOOR


def _rises_from_a_chair(drill: Drill) -> bool:
    return drill.position is Position.STANDING and drill.space is Space.CHAIR


def _rolls(profile: Profile) -> bool:
    return profile.wheelchair is not Wheelchair.NO
