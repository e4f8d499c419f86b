"""Which drills fit a person, and in kind words why the others do not."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from movebreak.core.drills import (
    Care,
    Drill,
    EntryKind,
    Equipment,
    Impact,
    Noise,
    Position,
    Space,
)
from movebreak.core.profile import HARDEST, HealthCheck, Profile, Wheelchair

# Below this, the same few drills come round all day.
FEWEST = 6
NOT_ON_THE_BACK_FROM = 16  # weeks

_IMPACTS, _NOISES = tuple(Impact), tuple(Noise)
# Every office has these, also where nobody thinks of them as equipment.
_EVERYWHERE = frozenset({Equipment.WALL, Equipment.CHAIR, Equipment.DESK})
_LOADS = frozenset(
    {
        Equipment.LOOP_BAND,
        Equipment.LONG_BAND,
        Equipment.DUMBBELL,
        Equipment.GRIP,
        Equipment.BAG,
        Equipment.BOTTLE,
    }
)
_NO_JUMPS = {
    Care.PELVIC_FLOOR: "the pelvic floor",
    Care.POSTNATAL: "the time after a birth",
}
_FIRM_YOUR_SEAT = "firm your seat"
SHOULDER_BLADES = "Sit tall, draw the shoulder blades together for one breath."


def why_hidden(drill: Drill, profile: Profile) -> tuple[str, ...]:
    """Say why this person does not get this drill; empty when it fits."""
    return tuple(reason for rule in _RULES for reason in rule(drill, profile))


def fitting(drills: tuple[Drill, ...], profile: Profile) -> tuple[Drill, ...]:
    """Return the drills for this person, worded for them; never empty.

    Where none fits, the one with the fewest reasons against it stays, the mildest of
    these.
    """
    dealt = tuple(each for each in drills if each.kind is EntryKind.DRILL) or drills
    left = tuple(each for each in dealt if not why_hidden(each, profile))
    if not left:
        left = (min(dealt, key=lambda each: _harshness(each, profile)),)
    return tuple(worded(each, profile) for each in left)


def how_many(drills: tuple[Drill, ...], profile: Profile) -> int:
    """Count the drills that fit."""
    dealt = (each for each in drills if each.kind is EntryKind.DRILL)
    return sum(not why_hidden(each, profile) for each in dealt)


def too_few(drills: tuple[Drill, ...], profile: Profile) -> str:
    """Say that this profile leaves few drills; empty when there are enough."""
    count = how_many(drills, profile)
    if count >= FEWEST:
        return ""
    if not count:
        return (
            "Your profile leaves no drill, so the mildest one comes. "
            "To see why: movebreak drills list"
        )
    number = "1 drill" if count == 1 else f"{count} drills"
    return (
        f"Your profile leaves {number}, so the same ones come round often. "
        "Drills of your own bring more: movebreak drills add"
    )


def worded(drill: Drill, profile: Profile) -> Drill:
    """Return the drill as this person is to read it."""
    steps = list(drill.steps)
    asked = profile.health_check is not HealthCheck.UNANSWERED
    if drill.impact is Impact.HIGH and drill.easier and not asked:
        steps[0] = f"{steps[0].rstrip('.')}. Or easier: {drill.easier}"
    no_legs = profile.wheelchair is Wheelchair.NO_LEGS
    if no_legs and _FIRM_YOUR_SEAT in steps[-1].lower():
        steps[-1] = SHOULDER_BLADES
    return drill if tuple(steps) == drill.steps else replace(drill, steps=tuple(steps))


def is_loaded(drill: Drill) -> bool:
    """Say whether something pulls or weighs."""
    return bool(_LOADS & set(drill.equipment))


def _harshness(drill: Drill, profile: Profile) -> tuple[int, int, int, int]:
    return (
        len(why_hidden(drill, profile)),
        _IMPACTS.index(drill.impact),
        drill.level,
        _NOISES.index(drill.noise),
    )


def _place(drill: Drill, profile: Profile) -> Iterator[str]:
    if profile.quiet_office and (
        drill.noise is not Noise.SILENT or drill.impact is Impact.HIGH
    ):
        yield "neighbours would hear it, and your office is a quiet one"
    if profile.quiet_office and not drill.desk:
        yield "it is better done unseen, and your office is shared"
    down = drill.position is Position.FLOOR or drill.space is Space.MAT
    if profile.no_floor and down:
        yield "it goes down to the floor"


def _posture(drill: Drill, profile: Profile) -> Iterator[str]:
    rolling = profile.wheelchair is not Wheelchair.NO
    # Both switches on: either posture is fine, the floor is not.
    either = profile.seated_only and profile.standing
    if drill.position is Position.FLOOR:
        if profile.seated_only or profile.standing or rolling:
            yield "it is done on the floor"
    elif drill.position is Position.STANDING:
        if rolling or (profile.seated_only and not either):
            yield "it is done standing"
    elif drill.position is Position.SEATED:
        if profile.standing and not either and not rolling:
            yield "it is done seated"
    elif drill.space is Space.CORRIDOR and profile.seated_only and not rolling:
        yield "it goes for a walk"


def _control(drill: Drill, profile: Profile) -> Iterator[str]:
    if profile.wheelchair is Wheelchair.NO_LEGS and drill.legs:
        yield "it works with the legs"
    if profile.limited_trunk and drill.trunk:
        yield "it needs good control of the trunk"


def _effort(drill: Drill, profile: Profile) -> Iterator[str]:
    if profile.low_impact and _hits_the_floor(drill):
        easier = drill.easier.rstrip(".")
        instead = f"; easier: {easier[0].lower()}{easier[1:]}" if easier else ""
        yield f"it is more than low impact{instead}"
    if drill.level > profile.level:
        yield f"it is of level {drill.level}, and yours is {profile.level}"


def _at_hand(drill: Drill, profile: Profile) -> Iterator[str]:
    if profile.equipment is None:
        return
    missing = set(drill.equipment) - set(profile.equipment) - _EVERYWHERE
    if missing:
        names = " and ".join(sorted(each.replace("-", " ") for each in missing))
        yield f"it needs a {names}"


def _careful(drill: Drill, profile: Profile) -> Iterator[str]:
    for care in profile.careful:
        if care in drill.careful:
            yield f"it asks for care with: {_name(care)}"
        elif care in _NO_JUMPS and drill.impact is Impact.HIGH:
            yield f"it jumps, which is left out for {_NO_JUMPS[care]}"


def _pregnancy(drill: Drill, profile: Profile) -> Iterator[str]:
    ticked, week = Care.PREGNANCY in profile.careful, profile.pregnancy_week
    if not ticked and week and Care.PREGNANCY in drill.careful:
        yield f"it asks for care with: {_name(Care.PREGNANCY)}"
    # Ticked without its week, the careful reading is the right one.
    if week < NOT_ON_THE_BACK_FROM and not (ticked and not week):
        return
    if drill.supine:
        yield (
            "it lies on the back or the front, which is left out from week "
            f"{NOT_ON_THE_BACK_FROM}"
        )
    if drill.impact is Impact.HIGH and Care.PREGNANCY not in drill.careful:
        yield f"it jumps, which is left out from week {NOT_ON_THE_BACK_FROM}"


def _health(drill: Drill, profile: Profile) -> Iterator[str]:
    loaded = is_loaded(drill) or drill.level >= HARDEST
    if profile.health_check is HealthCheck.YES and (loaded or _hits_the_floor(drill)):
        yield "it waits until a professional has said that it is fine for you"
    heavy = loaded or drill.impact is Impact.HIGH
    waits = drill.kind is EntryKind.EXERCISE and heavy
    if profile.health_check is HealthCheck.UNANSWERED and waits:
        yield "it waits until the health question in your settings is answered"


def _hits_the_floor(drill: Drill) -> bool:
    return drill.impact in {Impact.MEDIUM, Impact.HIGH}


def _name(care: Care) -> str:
    return care.replace("-", " ")


_RULES: tuple[Callable[[Drill, Profile], Iterator[str]], ...] = (
    _place,
    _posture,
    _control,
    _effort,
    _at_hand,
    _careful,
    _pregnancy,
    _health,
)
