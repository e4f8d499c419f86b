"""What each word in the settings means, for whoever chooses among them."""

from enum import StrEnum
from typing import Final

from movebreak.core.drills import Care, Drill, EntryKind, Equipment
from movebreak.core.fitting import too_few, why_hidden
from movebreak.core.profile import HealthCheck, Profile, Wheelchair
from movebreak.core.programme.rules import Commute, DeskKind, Focus, Seated, Weekday
from movebreak.core.settings import Counting

TABLES: Final = {
    "breaks": "Breaks",
    "hours": "Working hours",
    "profile": "You and your office",
    "presence": "When you are away",
    "quiet": "When not to speak",
    "summary": "Daily summary",
    "programme": "Programme",
}
"""The tables in the order people look for them, and what they are called."""

# A name, and what follows from choosing it.
_WORDS: Final[tuple[tuple[StrEnum, tuple[str, str]], ...]] = (
    (Counting.ASK, ("Ask me", "movebreak asks once whether you moved.")),
    (Counting.ALWAYS, ("Count it", "The drill counts as done; Undo takes that back.")),
    (Counting.NEVER, ("Do not count it", "Only your own answer counts.")),
    (Wheelchair.NO, ("No", "")),
    (Wheelchair.LEGS, ("Yes, and I can move my legs", "Seated drills only.")),
    (
        Wheelchair.NO_LEGS,
        (
            "Yes, without moving my legs",
            "Drills for arms, shoulders, neck and trunk.",
        ),
    ),
    (
        HealthCheck.UNANSWERED,
        (
            "Not answered",
            "All drills come; the heavy exercises of a session wait.",
        ),
    ),
    (HealthCheck.NO, ("None of these", "Everything may come.")),
    (
        HealthCheck.YES,
        (
            "Yes, one of these",
            "Jumps, loads and the hardest drills wait.",
        ),
    ),
    (
        HealthCheck.ADVISED,
        (
            "Yes, and a professional has said what is fine",
            "Everything may come; leave out what you were told to.",
        ),
    ),
    (Care.KNEE, ("Knees", "")),
    (Care.BACK, ("Back", "")),
    (Care.SHOULDER, ("Shoulders", "")),
    (Care.WRIST, ("Wrists", "")),
    (Care.HIP, ("Hips", "")),
    (Care.ANKLE, ("Ankles", "")),
    (Care.NECK, ("Neck", "")),
    (Care.PELVIC_FLOOR, ("Pelvic floor", "No jumps, either.")),
    (Care.PREGNANCY, ("Pregnancy", "The week, if you give it, says more.")),
    (Care.POSTNATAL, ("The months after a birth", "No jumps, either.")),
    (Care.BLOOD_PRESSURE, ("High blood pressure", "")),
    (Care.BALANCE, ("Balance", "")),
    (Care.DIZZINESS, ("Dizzy spells", "")),
    (Care.BLOOD_THINNERS, ("Blood thinners", "")),
    (Equipment.MAT, ("A mat", "")),
    (Equipment.LOOP_BAND, ("A loop band", "")),
    (Equipment.LONG_BAND, ("A long band", "")),
    (Equipment.DUMBBELL, ("Dumbbells", "")),
    (Equipment.STEP, ("A step or stairs", "")),
    (Equipment.WALL, ("A wall", "Taken for granted.")),
    (Equipment.CHAIR, ("A chair", "Taken for granted.")),
    (Equipment.DESK, ("A desk", "Taken for granted.")),
    (Equipment.BALL, ("A ball", "")),
    (Equipment.ROLLER, ("A foam roller", "")),
    (Equipment.PILLOW, ("A pillow", "")),
    (Equipment.GRIP, ("A hand grip", "")),
    (Equipment.BAG, ("A bag", "")),
    (Equipment.BOTTLE, ("Bottles", "")),
    (Focus.OFF, ("No sessions", "")),
    (Focus.STRENGTH, ("Strength", "Bridges, squats and their like, in rising doses.")),
    (Focus.MOBILITY, ("Mobility first", "Room at the hip before any load.")),
    (Focus.RUNNING, ("Running pattern", "Arms and legs together, as in a stride.")),
    (Focus.FEEL, ("Feel and reset", "Notice, soften, lengthen, wake.")),
    *((each, (each.capitalize(), "")) for each in Weekday),
    (DeskKind.FIXED, ("It stays at one height", "")),
    (DeskKind.ADJUSTABLE, ("It goes up and down", "")),
    (Seated.NOT_TOLD, ("Not told", "")),
    (Seated.UNDER_FOUR, ("Less than 4 hours", "")),
    (Seated.FOUR_TO_EIGHT, ("4 to 8 hours", "")),
    (Seated.OVER_EIGHT, ("More than 8 hours", "")),
    (Commute.NOT_TOLD, ("Not told", "")),
    (Commute.NONE, ("None", "")),
    (Commute.UNDER_ONE, ("Less than 1 hour", "")),
    (Commute.OVER_ONE, ("1 hour or more", "")),
)
# Words of two kinds may be spelt alike, and then are equal.
_SAID: Final = {(type(choice), choice): said for choice, said in _WORDS}


def name(choice: StrEnum) -> str:
    """Return what a person calls this word of the settings."""
    return _SAID[type(choice), choice][0]


def meaning(choice: StrEnum) -> str:
    """Say what follows from it; empty where the name says all."""
    return _SAID[type(choice), choice][1]


def drills_left(drills: tuple[Drill, ...], profile: Profile) -> str:
    """Say how many drills this profile leaves, and what helps when they are few."""
    dealt = [each for each in drills if each.kind is EntryKind.DRILL]
    count = sum(not why_hidden(each, profile) for each in dealt)
    return f"{count} of {len(dealt)} drills fit. {too_few(drills, profile)}".strip()
