"""Favourites, drills left out, and another drill: what the person likes to get."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from movebreak.core import reply_words
from movebreak.core.deck import Taste
from movebreak.core.drills import Amount, Position
from movebreak.core.effects import Kind, Reply, Saying
from movebreak.core.events import (
    Another,
    Done,
    Event,
    Like,
    Never,
    ResetTaste,
    Snooze,
)
from movebreak.core.wording import Wording
from tests import make
from tests.core.scene import Scene

MIXED = tuple(
    make.drill(f"{position}-{number}", position=position)
    for position in (Position.STANDING, Position.SEATED)
    for number in range(4)
)
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def saying(scene: Scene, event: Event) -> Saying:
    """Return what is said to this."""
    reply = scene.do(event)
    assert reply is not None
    return reply.saying


def test_a_favourite_is_kept_across_restarts() -> None:
    """Liked once or twice, it is one favourite."""
    scene = Scene()
    for _ in range(2):
        assert saying(scene, Like("squats")) is Saying.LIKED
    scene.restart(reboot=True)
    assert scene.state.taste == Taste(likes=("squats",))


def test_a_drill_left_out_does_not_come_again() -> None:
    """Until it is reset."""
    scene = Scene()
    assert saying(scene, Never("squats")) is Saying.LEFT_OUT
    seen = set()
    for _ in range(8):
        seen.add(scene.due().drill.id)
        scene.done()
    assert "squats" not in seen
    assert saying(scene, ResetTaste("squats")) is Saying.TASTE_RESET
    assert scene.state.taste == Taste()


def test_the_drill_of_the_open_break_gives_way() -> None:
    """Left out while it is shown, another is shown for the same break."""
    scene = Scene()
    up = scene.due()
    assert saying(scene, Never(up.drill.id)) is Saying.LEFT_OUT
    assert scene.shown().break_id == up.break_id
    assert scene.shown().drill.id != up.drill.id


def test_a_drill_is_liked_or_left_out() -> None:
    """The last word counts."""
    scene = Scene()
    scene.do(Never("squats"))
    scene.do(Like("squats"))
    assert scene.state.taste == Taste(likes=("squats",))
    scene.do(Never("squats"))
    assert scene.state.taste == Taste(never=("squats",))


def test_the_last_drill_stays() -> None:
    """Leaving out everything would leave no breaks."""
    scene = Scene(drills=(make.drill("squats"), make.drill("lunges")))
    assert saying(scene, Never("squats")) is Saying.LEFT_OUT
    assert saying(scene, Never("lunges")) is Saying.LAST_DRILL
    assert scene.state.taste == Taste(never=("squats",))


@pytest.mark.parametrize("of", [Like, Never, ResetTaste])
def test_a_drill_that_nobody_gets_is_no_matter_of_taste(
    of: type[Like | Never | ResetTaste],
) -> None:
    """It is said, and nothing is kept."""
    scene = Scene()
    assert saying(scene, of("unheard-of")) is Saying.NOT_DEALT
    assert scene.state.taste == Taste()


def test_a_drill_that_left_the_catalogue_can_be_reset() -> None:
    """Its pack may be gone for good."""
    scene = Scene()
    scene.state = replace(scene.state, taste=Taste(never=("gone",)))
    assert saying(scene, ResetTaste("gone")) is Saying.TASTE_RESET
    assert scene.state.taste == Taste()


def test_a_reset_begins_the_dose_anew() -> None:
    """From the record that comes next; liking it later changes nothing of that."""
    squats = make.drill("squats", more=(Amount("30 times", make.MINUTE),))
    scene = Scene(drills=(squats, make.drill("lunges")))
    scene.do(Never("squats"))
    first = scene.state.serial
    assert saying(scene, ResetTaste("squats")) is Saying.TASTE_RESET
    assert scene.state.taste == Taste(anew=(("squats", first),))
    scene.due()
    scene.done()
    scene.do(ResetTaste("squats"))
    scene.do(Like("squats"))
    assert scene.state.taste == Taste(("squats",), anew=(("squats", first + 2),))
    line = reply_words.reply(Wording(), Reply(Saying.TASTE_RESET, squats), NOW)
    assert line.endswith("as any other drill, and its dose begins anew.")


def test_another_is_of_another_position() -> None:
    """And the one passed over does not come again in this round."""
    scene = Scene(drills=MIXED)
    first = scene.due().drill
    reply = scene.do(Another())
    assert reply is not None
    assert reply.drill is not None
    assert reply.drill.position is not first.position
    scene.done()
    for _ in range(6):
        assert scene.due().drill.id not in {first.id, reply.drill.id}
        scene.done()


def test_a_round_goes_on_after_a_restart() -> None:
    """What has come stays away until all have come."""
    scene = Scene(drills=MIXED)
    seen = []
    for _ in MIXED:
        seen.append(scene.due().drill.id)
        scene.done()
        scene.restart(reboot=True)
    assert sorted(seen) == sorted(drill.id for drill in MIXED)


def test_a_snoozed_drill_comes_back() -> None:
    """It is the same break, so it is the same drill."""
    scene = Scene(drills=MIXED)
    first = scene.due()
    scene.do(Snooze())
    assert scene.due() == first


def test_something_of_your_own_is_done_like_any_drill() -> None:
    """Nobody asks what it was: Done closes the break and begins an interval."""
    scene = Scene(drills=MIXED)
    scene.due()
    assert saying(scene, Done()) is Saying.DONE
    assert scene.outcomes == [Kind.DONE]


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (Saying.LIKED, "That drill is a favourite now. It comes once more in each r"),
        (Saying.LEFT_OUT, "That drill is left out from now on."),
        (Saying.TASTE_RESET, "That drill comes as often as any other drill."),
        (Saying.LAST_DRILL, "That drill stays, as it is the last drill that is left."),
    ],
)
def test_a_drill_without_a_name_has_words_too(said: Saying, line: str) -> None:
    """The drill is named where it is known."""
    words = Wording()
    assert reply_words.reply(words, Reply(said), NOW).startswith(line)
    named = reply_words.reply(words, Reply(said, make.drill("squats")), NOW)
    assert named.startswith("Squats ")


def test_what_is_left_out_can_be_had_back() -> None:
    """The way is named."""
    line = reply_words.reply(
        Wording(), Reply(Saying.LEFT_OUT, make.drill("squats")), NOW
    )
    assert line.endswith("To have it back: movebreak drills reset squats")
