"""After five skips in a row somebody asks, once, whether something else would fit."""

from datetime import timedelta

import pytest

from movebreak.core.effects import OpenPage, SkipsNews
from movebreak.core.events import MoveNow, Page, PauseFor, Skip, Undo, WantPage
from tests.core.scene import Scene


def skip(scene: Scene, times: int) -> None:
    """Turn so many breaks down."""
    for _ in range(times):
        scene.due()
        scene.do(Skip())


def asked(scene: Scene) -> list[SkipsNews]:
    """Return the questions that were put."""
    return [each for each in scene.news if isinstance(each, SkipsNews)]


def test_five_skips_in_a_row_are_asked_about_once() -> None:
    """The fifth asks, and the ten after it say nothing."""
    scene = Scene()
    skip(scene, 4)
    assert asked(scene) == []
    skip(scene, 1)
    assert asked(scene) == [SkipsNews(5, timedelta(minutes=20))]
    skip(scene, 10)
    assert len(asked(scene)) == 1


def test_a_done_break_begins_the_count_anew() -> None:
    """Then five more in a row would be asked about again."""
    scene = Scene()
    skip(scene, 4)
    scene.due()
    scene.done()
    skip(scene, 4)
    assert asked(scene) == []
    skip(scene, 1)
    assert len(asked(scene)) == 1


def test_a_natural_break_begins_the_count_anew() -> None:
    """Somebody who gets up by themselves needs no question."""
    scene = Scene()
    skip(scene, 4)
    scene.away("6m")
    skip(scene, 1)
    assert asked(scene) == []


def test_an_undone_skip_does_not_count() -> None:
    """Four and the one that was taken back are four."""
    scene = Scene()
    skip(scene, 4)
    scene.do(Undo())
    scene.do(Skip())
    assert asked(scene) == []
    skip(scene, 1)
    assert len(asked(scene)) == 1


@pytest.mark.parametrize("how", ["done", "moved", "natural"])
def test_an_outcome_taken_back_begins_no_count_anew(how: str) -> None:
    """Four skips before a click by mistake, and one after it, are five in a row."""
    scene = Scene()
    skip(scene, 4)
    if how == "done":
        scene.due()
    if how == "natural":
        scene.away("6m")
    else:
        scene.done()
    scene.do(Undo())
    skip(scene, 1)
    assert len(asked(scene)) == 1


def test_a_natural_break_given_back_begins_the_count_anew() -> None:
    """The absence stands, though it was no drill."""
    scene = Scene()
    skip(scene, 4)
    scene.away("6m")
    scene.done()
    scene.do(Undo())
    skip(scene, 1)
    assert asked(scene) == []


def test_only_what_a_person_turned_down_counts() -> None:
    """A drill asked for and dropped, or a break that a pause cut off, is no skip."""
    scene = Scene()
    skip(scene, 4)
    scene.do(MoveNow())
    scene.do(Skip())
    scene.due()
    scene.do(PauseFor(timedelta(minutes=15)))
    scene.advance("16m")
    assert asked(scene) == []


def test_the_count_survives_a_restart() -> None:
    """Five are five, whenever the program was started."""
    scene = Scene()
    skip(scene, 4)
    scene.restart("2m")
    skip(scene, 1)
    assert len(asked(scene)) == 1


def test_the_settings_are_opened_on_request() -> None:
    """That is what the question offers; the cycle goes on as it was."""
    scene = Scene()
    before = scene.glance
    scene.do(WantPage(Page.SETTINGS))
    assert OpenPage(Page.SETTINGS) in scene.effects
    assert scene.glance == before
