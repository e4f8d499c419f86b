"""What the time line of a day needs: breaks that were held, and short absences."""

from datetime import time, timedelta

from movebreak.core.effects import Kind, Record
from movebreak.core.events import GuideBegan, GuideEnded, Meeting, PauseFor
from tests import make
from tests.core.scene import Scene

MINUTE = timedelta(minutes=1)
BUSY = ("do not disturb",)


def told(scene: Scene, kind: Kind) -> list[Record]:
    """Return the spans of this kind."""
    return [each for each in scene.records if each.kind is kind]


def test_a_hold_is_told_when_it_is_over() -> None:
    """Due at twenty past nine, held until ten."""
    scene = Scene()
    scene.quiet = BUSY
    scene.advance(to="10:00")
    assert told(scene, Kind.HELD) == []
    scene.quiet = ()
    scene.advance("1m")

    (held,) = told(scene, Kind.HELD)
    assert held.length is not None
    assert 40 * MINUTE <= held.length <= 41 * MINUTE


def test_a_hold_of_seconds_is_not_worth_telling() -> None:
    """A short call in the wrong moment is no part of a day."""
    scene = Scene()
    scene.quiet = BUSY
    scene.advance("20m10s")
    scene.done()
    assert told(scene, Kind.HELD) == []
    assert scene.state.held_since is None


def test_a_held_break_that_is_answered_was_held_until_then() -> None:
    """Done in a meeting ends the hold."""
    scene = Scene()
    scene.do(Meeting(60 * MINUTE))
    scene.advance("30m")
    scene.done()
    assert [each.length for each in told(scene, Kind.HELD)] == [10 * MINUTE]


def test_a_hold_ends_where_nobody_is_there_any_more() -> None:
    """Law 14: away comes before held; back again, it is another hold."""
    scene = Scene()
    scene.quiet = BUSY
    scene.advance("30m")
    scene.away("3m")
    scene.advance("10m")
    scene.do(PauseFor(None))
    assert [each.length for each in told(scene, Kind.HELD)] == [10 * MINUTE] * 2


def test_a_hold_goes_on_over_a_short_restart() -> None:
    """And its ticks are those of the new run."""
    scene = Scene()
    scene.quiet = BUSY
    scene.advance("30m")
    scene.restart("2m", reboot=True)
    scene.advance("8m")
    scene.done()
    assert [each.length for each in told(scene, Kind.HELD)] == [20 * MINUTE]


def test_a_hold_that_a_long_stop_or_a_sleep_cuts_off_is_not_guessed_at() -> None:
    """Nobody knows when it ended."""
    for end in (Scene.restart, Scene.sleep_machine):
        scene = Scene()
        scene.quiet = BUSY
        scene.advance("30m")
        end(scene, "2h")
        scene.advance("1m")
        assert told(scene, Kind.HELD) == []


def test_a_guided_drill_is_no_hold() -> None:
    """It has the screen for itself, and is the break."""
    scene = Scene()
    scene.due()
    scene.do(GuideBegan(2 * MINUTE))
    scene.advance("3m")
    scene.do(GuideEnded())
    assert told(scene, Kind.HELD) == []


def test_a_short_absence_is_told() -> None:
    """Three minutes behind a lock change nothing, and yet nobody was there."""
    scene = Scene()
    scene.work("5m")
    scene.away("3m")
    (away,) = told(scene, Kind.AWAY)
    assert away.length == 3 * MINUTE
    assert scene.outcomes == []


def test_a_natural_break_is_no_second_absence() -> None:
    """One span, one record."""
    scene = Scene()
    scene.work("5m")
    scene.away("12m")
    assert scene.outcomes == [Kind.NATURAL]
    assert told(scene, Kind.AWAY) == []


def test_a_walk_right_after_a_drill_is_an_absence() -> None:
    """It counts for nothing, as the drill has counted."""
    scene = Scene()
    scene.due()
    scene.done()
    scene.away("12m")
    assert scene.outcomes == [Kind.DONE]
    assert [each.length for each in told(scene, Kind.AWAY)] == [12 * MINUTE]


def test_seconds_are_no_absence() -> None:
    """A lock that was only tried."""
    scene = Scene()
    scene.away("50s")
    assert told(scene, Kind.AWAY) == []


def test_neither_night_nor_pause_nor_evening_is_an_absence() -> None:
    """Nobody was expected."""
    night = Scene(begin=make.MORNING.replace(hour=23))
    night.away("10h")
    paused = Scene()
    paused.do(PauseFor(None))
    paused.away("3m")
    evening = Scene(hours={"monday": ((time(9), time(10)),)})
    evening.advance(to="10:30")
    evening.away("3m")
    for scene in (night, paused, evening):
        assert told(scene, Kind.AWAY) == []
