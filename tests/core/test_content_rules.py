"""What a break asks for, told as rules and tried with the drills of movebreak."""

import re
from datetime import timedelta
from itertools import pairwise

import pytest

from movebreak.core import reminder_words, reply_words
from movebreak.core.deck import Deck, deal
from movebreak.core.drills import Drill, EntryKind
from movebreak.core.effects import Kind, Remind
from movebreak.core.events import Another, Done, Snooze
from movebreak.core.fitting import FEWEST, fitting
from movebreak.core.profile import Profile
from movebreak.core.wording import Wording
from tests import make
from tests.core.scene import Scene
from tests.core.test_profile_rules import PROFILES, catalogue

DRILLS = fitting(catalogue(), Profile())
OWN = next(drill for drill in DRILLS if drill.id == "your-own-move")


def dealt(drills: tuple[Drill, ...], count: int) -> list[Drill]:
    """Deal so many drills."""
    deck, found = Deck(seed=3), []
    for _ in range(count):
        drill, deck = deal(deck, drills)
        found.append(drill)
    return found


def test_a_break_asks_for_movement_not_for_reading() -> None:
    """One drill, its cue as the title; exercises and notes are never dealt."""
    assert all(drill.kind is EntryKind.DRILL for drill in DRILLS)
    for drill in DRILLS:
        title, body = reminder_words.reminder(Remind(1, drill), buttons=True)
        assert title == drill.cue
        assert not re.match(r"(read|learn|article|did you know)\b", title.lower())
        assert reminder_words.dose(drill).lower() in body.lower()


def test_another_is_an_alternative_of_another_position() -> None:
    """Whichever drill was passed over, with all drills of movebreak at hand."""
    scene = Scene(drills=DRILLS)
    before = scene.due().drill
    for _ in range(30):
        reply = scene.do(Another())
        assert reply is not None
        assert reply.drill is not None
        assert reply.drill.id != before.id
        assert reply.drill.position is not before.position
        before = reply.drill


def test_your_own_move_closes_a_break_like_any_other() -> None:
    """The same record, the same fresh interval, the same words."""
    ends = []
    for drill in (OWN, make.drill()):
        scene = Scene(drills=(drill,))
        assert scene.due().drill == drill
        reply = scene.do(Done())
        assert reply is not None
        assert scene.outcomes == [Kind.DONE]
        assert scene.state.open is None
        said = reply_words.reply(Wording(), reply, scene.now.wall)
        ends.append((said.replace(drill.name, "It"), scene.state.began))
    assert ends[0] == ends[1]


@pytest.mark.parametrize("profile", [{}, *PROFILES], ids=str)
def test_eight_breaks_show_six_drills_and_none_twice_in_a_row(
    profile: dict[str, object],
) -> None:
    """In every profile that leaves six, from one round into the next."""
    drills = fitting(catalogue(), Profile(**profile))  # type: ignore[arg-type]
    assert len(drills) >= FEWEST
    names = [drill.id for drill in dealt(drills, 3 * len(drills) + 8)]
    assert all(one != other for one, other in pairwise(names))
    for start in range(len(names) - 7):
        assert len(set(names[start : start + 8])) >= FEWEST


def test_a_snoozed_drill_comes_back() -> None:
    """It is the same break, with the same drill in the same dose."""
    scene = Scene(drills=DRILLS)
    first = scene.due().drill
    scene.do(Snooze(timedelta(minutes=5)))
    assert scene.due().drill == first
