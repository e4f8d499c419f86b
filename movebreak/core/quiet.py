"""Whether the person wants quiet: asked when it matters, never taken for granted."""

from dataclasses import replace
from datetime import timedelta

from movebreak.core.effects import AskQuiet
from movebreak.core.state import Quiet
from movebreak.core.turn import Turn

QUIET_PATIENCE = timedelta(seconds=2)
QUIET_RECHECK = timedelta(minutes=1)


def quiet_since(turn: Turn, since: timedelta) -> tuple[str, ...] | None:
    """Return the reasons for quiet, asked for since then; None while that is open."""
    asked = turn.state.quiet.asked
    if asked is None or asked < since:
        ask_quiet(turn)
        return None
    return _answer(turn, asked)


def quiet_lately(turn: Turn) -> tuple[str, ...] | None:
    """Return the reasons for quiet, at most a minute old; None while that is open."""
    asked = turn.state.quiet.asked
    if asked is None or turn.now.boot - asked >= QUIET_RECHECK:
        ask_quiet(turn)
        return None
    return _answer(turn, asked)


def ask_quiet(turn: Turn) -> None:
    """Have the senses asked anew."""
    turn.emit(AskQuiet())
    turn.state = replace(turn.state, quiet=Quiet(asked=turn.now.boot))


def _answer(turn: Turn, asked: timedelta) -> tuple[str, ...] | None:
    # No answer within the patience means that nobody can tell: not quiet.
    if turn.state.quiet.seen is not None:
        return turn.state.quiet.reasons
    return () if turn.now.boot - asked >= QUIET_PATIENCE else None
