"""What is told of a drill: all of it, in words, and as an object for scripts."""

import json
from datetime import timedelta

from movebreak.core.drill_words import Told, card, fields, overview
from movebreak.core.drills import (
    LONGEST_ID,
    Care,
    Drill,
    EntryKind,
    Equipment,
    Note,
    is_id,
)
from movebreak.core.reminder_words import STOP, steps
from tests import make

SQUATS = make.drill(
    "squats",
    equipment=(Equipment.LOOP_BAND,),
    muscles=("thighs",),
    careful=(Care.PELVIC_FLOOR, Care.KNEE),
    easier="Go down a little.",
    why="It is pleasant.",
)
BRIDGE = make.drill("bridge", kind=EntryKind.EXERCISE, our_suggestion=False)
NOTE = Note("floor-desk", "Floor time", "Sit low a while", "an article", "It is odd.")


def test_a_card_tells_all_of_a_drill() -> None:
    """And how to stop is no step away."""
    assert card(Told(SQUATS, "movebreak (desk.toml)")).splitlines() == [
        "Squats (drill)",
        "Arms and legs apart, and together.",
        "1. Stand upright",
        "2. Jump",
        "dose:         20 times, about 30 seconds (our suggestion)",
        "position:     standing",
        "noise:        medium",
        "space:        spot",
        "impact:       high",
        "equipment:    loop band",
        "muscles:      thighs",
        "sides:        both",
        "level:        1 of 3",
        "easier:       Go down a little.",
        "careful with: pelvic floor, knee",
        "why:          It is pleasant.",
        "source:       https://example.org/drills",
        "pack:         movebreak (desk.toml)",
        STOP,
    ]


def test_a_card_tells_why_a_drill_does_not_come() -> None:
    """Each reason on a line, and how a drill left out is had back."""
    lines = card(Told(SQUATS, "mine.toml", ("it jumps", "it is loud"), never=True))
    assert "\nhidden:       it jumps\nhidden:       it is loud\n" in lines
    assert "\nleft out:     by you; to have it back: movebreak drills reset sq" in lines


def test_a_card_tells_of_favourites_exercises_and_notes() -> None:
    """What is not known of one is said, or left away."""
    assert "\nfavourite:    it comes once more" in card(Told(SQUATS, "", liked=True))
    bridge = card(Told(BRIDGE, "mine.toml"))
    assert bridge.startswith("Bridge (exercise)\n")
    assert "(as its source says)" in bridge
    assert "\nequipment:    none\n" in bridge
    assert "\nwhy:          not told\n" in bridge
    note = card(Told(NOTE, "mine.toml"))
    assert note.splitlines()[:2] == ["Floor time (note)", "Sit low a while."]
    assert "position" not in note
    assert note.endswith(STOP)


def test_the_overview_has_first_what_comes() -> None:
    """Then what does not, and why; exercises and notes are marked by their kind."""
    told = overview(
        (
            Told(NOTE, ""),
            Told(BRIDGE, ""),
            Told(make.drill("burpees"), "", ("it jumps", "it is loud")),
            Told(make.drill("jacks"), "", never=True),
            Told(SQUATS, "", liked=True),
        )
    )
    assert told.split("\n\n") == [
        (
            "1 drill comes\n"
            "  squats      Squats · standing · medium · 20 times, about 30 seconds · "
            "favourite"
        ),
        (
            "2 drills do not\n"
            "  burpees     Burpees · hidden: it jumps; it is loud\n"
            "  jacks       Jacks · left out by you"
        ),
        "1 exercise\n  bridge      Bridge",
        "1 note\n  floor-desk  Floor time",
        "All of one: movebreak drills show ID",
    ]


def test_an_overview_of_nothing_is_short() -> None:
    """There is always the way to more."""
    assert overview(()) == "All of one: movebreak drills show ID"


def test_objects_have_the_same_names_for_every_kind() -> None:
    """What a note does not have is null or empty, and all of it is JSON."""
    drill = fields(Told(SQUATS, "p", ("it jumps",), liked=True))
    note = fields(Told(NOTE, "q"))
    assert list(drill) == list(note)
    assert json.loads(json.dumps([drill, note])) == [drill, note]
    assert drill["kind"] == "drill"
    assert drill["seconds"] == SQUATS.length // timedelta(seconds=1)
    assert drill["careful"] == ["pelvic-floor", "knee"]
    assert drill["hidden_because"] == ["it jumps"]
    assert (drill["liked"], drill["never"], drill["pack"]) == (True, False, "p")
    assert note["kind"] == "note"
    assert note["position"] is None
    assert note["equipment"] == []


def test_the_guide_tells_when_to_stop() -> None:
    """Whoever looks how a drill goes sees it."""
    drill: Drill = SQUATS
    assert steps(drill)[1].endswith(STOP)


def test_an_id_is_a_word_that_a_file_may_be_named_by() -> None:
    """Small letters, digits and hyphens; no path, and not too long."""
    assert is_id("long-sit-2")
    for bad in ("", "My-March", "a--b", "-a", "../up", "a" * (LONGEST_ID + 1)):
        assert not is_id(bad)
