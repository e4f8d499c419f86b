"""Law 2: hands off the keyboard are no absence while something says who is there."""

from datetime import timedelta

from movebreak.core.effects import Kind
from movebreak.core.events import Meeting, QuietSeen
from movebreak.core.status import AwayStatus, WorkingStatus
from tests.core.scene import NEVER, Scene

CALL = ("microphone in use by Firefox",)


def in_a_call() -> Scene:
    """Return somebody who listens, hands off the keyboard."""
    scene = Scene()
    scene.quiet, scene.attended = CALL, True
    return scene


def test_a_call_is_desk_time() -> None:
    """Twelve minutes of listening are twelve minutes of sitting."""
    scene = in_a_call()
    scene.work("2m")
    scene.walk_off("12m")

    assert scene.kinds == []
    assert scene.expect(WorkingStatus).ends.left == timedelta(minutes=6)


def test_a_break_falls_due_in_it() -> None:
    """It is held by the call, as if somebody typed."""
    scene = in_a_call()
    scene.walk_off("25m")
    assert scene.up is None
    assert scene.state.open is not None
    assert scene.state.open.reasons == CALL


def test_do_not_disturb_proves_nobody_there() -> None:
    """It says that somebody wants quiet, not that they are here."""
    scene = Scene()
    scene.quiet = ("do not disturb",)
    scene.walk_off("12m")
    assert scene.outcomes == [Kind.NATURAL]


def test_after_the_call_the_absence_begins_with_its_end() -> None:
    """It is noticed within a minute, and counts from there."""
    scene = in_a_call()
    scene.work("1m")
    scene.walk_off_only("10m")
    scene.quiet, scene.attended = (), False
    scene.advance("1m")

    since = scene.expect(AwayStatus).since
    assert timedelta() <= scene.now.wall - since <= timedelta(minutes=1)
    scene.advance("4m")
    scene.come_back()
    assert scene.kinds == []


def test_a_long_absence_after_the_call_is_a_natural_break() -> None:
    """Of its own length, the call left out."""
    scene = in_a_call()
    scene.walk_off_only("10m")
    scene.quiet, scene.attended = (), False
    scene.advance("9m")
    scene.come_back()

    assert scene.outcomes == [Kind.NATURAL]
    length = scene.records[-1].length
    assert length is not None
    assert timedelta(minutes=8) <= length <= timedelta(minutes=9)


def test_senses_are_asked_once_a_minute_at_most() -> None:
    """Hands off in a long call cost next to nothing."""
    scene = in_a_call()
    scene.walk_off_only("15m")
    assert 10 <= scene.questions <= 11


def test_nobody_is_asked_about_whoever_is_gone() -> None:
    """Once known to be away, nobody is looked for."""
    scene = Scene()
    scene.walk_off_only("6m")
    before = scene.questions
    scene.advance("30m")
    assert scene.questions == before


def test_senses_that_do_not_answer_prove_nobody_there() -> None:
    """After two seconds the absence stands, and counts from the last input."""
    scene = Scene()
    scene.quiet = NEVER
    scene.walk_off_only("5m")
    scene.advance("2s")
    assert scene.now.wall - scene.expect(AwayStatus).since == timedelta(
        minutes=5, seconds=2
    )


def test_a_lock_in_a_call_is_an_absence_from_then_on() -> None:
    """Whoever locks the screen has been there until then."""
    scene = in_a_call()
    scene.walk_off_only("10m")
    scene.leave("10m")
    assert scene.expect(AwayStatus).since == scene.now.wall
    scene.advance("6m")
    scene.come_back()
    assert scene.records[-1].length == timedelta(minutes=6)


def test_an_answer_that_comes_late_changes_nothing() -> None:
    """Whoever is back, or locked the screen, needs no proof."""
    scene = Scene()
    scene.quiet = NEVER
    scene.walk_off_only("5m")
    scene.come_back()
    scene.do(QuietSeen((), attended=False))
    scene.expect(WorkingStatus)
    scene.leave()
    scene.do(QuietSeen(CALL, attended=True))
    scene.expect(AwayStatus)


def test_a_meeting_and_a_call_end_one_after_the_other() -> None:
    """Only when neither is left does the absence begin."""
    scene = in_a_call()
    scene.do(Meeting(timedelta(minutes=8)))
    scene.walk_off_only("10m")
    scene.expect(WorkingStatus)
    scene.attended, scene.quiet = False, ()
    scene.advance("1m")
    scene.expect(AwayStatus)


def test_a_restart_asks_the_senses_anew() -> None:
    """What was seen before the stop proves nothing after it."""
    scene = in_a_call()
    scene.walk_off_only("10m")
    scene.restart("1m")
    assert not scene.state.attended
