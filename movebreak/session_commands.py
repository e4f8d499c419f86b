"""The command for sessions: show one, play it in the terminal, answer for it."""

import sys
from collections.abc import Callable, Sequence
from typing import Any

from movebreak import browser, platforms
from movebreak.control.messages import Request
from movebreak.core.events import Page
from movebreak.core.programme import habits, words
from movebreak.core.programme import terminal_words as says
from movebreak.core.programme.lasting import length
from movebreak.core.programme.playing import Play
from movebreak.core.programme.routines import Routine
from movebreak.core.session_typed import SAID
from movebreak.core.wording import START_IT
from movebreak.errors import Exit, MovebreakError, NotRunningError, UsageError
from movebreak.native import paths
from movebreak.pages.program import Program
from movebreak.pages.session_orders import Orders
from movebreak.programme_commands import names, plan
from movebreak.session_player import Lines, Player
from movebreak.store.folders import folders
from movebreak.store.training import Training

Tell = Callable[[str], None]
Ask = Callable[[Request], int]

PLAN = "plan"
_TO_THE_PROGRAM = SAID | {"begin", "log", "check", "review", "position"}


def session(typed: Sequence[str], tell: Tell, ask: Ask, *, text: bool) -> int:
    """Show a session, play it in the terminal, tell the plan, or pass an answer on."""
    if list(typed) == [PLAN]:
        tell(plan())
        return Exit.OK
    if typed and typed[0] in _TO_THE_PROGRAM:
        return ask(Request("session", tuple(typed)))
    training = Training(folders())
    name = " ".join(typed)
    wanted = _routine(name, training) if name else None
    if not text and platforms.has_screen():
        page = f"{Page.SESSION}/{wanted.id}" if wanted else Page.SESSION
        tell(browser.show(page))
        return Exit.OK
    return _play(training, wanted, tell)


def _routine(name: str, training: Training) -> Routine:
    found = training.routines.get(name)
    if found is None:
        known = ", ".join(training.routines)
        raise UsageError(says.unknown(name), hint=f"known: {known}, {PLAN}")
    return found


def _play(training: Training, wanted: Routine | None, tell: Tell) -> int:
    """Play a session in the terminal: the one under way, or a new one."""
    program = Program(paths.socket_path())
    orders = Orders(program)
    running = _running(program)
    if running is not None:
        routine = _routine(running["routine"], training)
        if wanted is not None and wanted != routine:
            hint = says.UNDER_WAY_HINT
            raise MovebreakError(says.under_way(routine.name), hint=hint)
    else:
        routine = wanted or _next(training)
        found = training.prescription(routine)
        tell(f"{routine.name}: {routine.cue}. {says.lasts(length(found))}")
        for each in found.left_out:
            tell(words.left_out(each, names(training)))
        if not training.sessions:
            tell(habits.CAUSES)
        answer = orders.begin(routine, found)
        if answer.code:
            raise MovebreakError(answer.err)
        tell(answer.out)
        running = _running(program)
    if running is None:
        raise NotRunningError("the session has ended already")
    play = _play_of(running["id"], routine)
    player = Player(lambda: Training(folders()), orders, Lines(sys.stdin), tell)
    player.lead(play)
    tell(plan())
    return Exit.OK


def _play_of(number: int, routine: Routine) -> Play:
    """Return the run of the session that is under way."""
    training = Training(folders())
    kept = training.find(number)
    found = kept and training.play(kept)
    # On a full disk its lines wait in the memory of the running program.
    return found or Play(number, training.prescription(routine))


def _running(program: Program) -> dict[str, Any] | None:
    state = program.look()
    if state is None:
        raise NotRunningError("movebreak is not running", hint=START_IT)
    session = state.get("session")
    return session and session["running"]


def _next(training: Training) -> Routine:
    found = training.next_routine()
    if found is None:
        raise UsageError(says.NO_FOCUS, hint=says.NO_FOCUS_HINT)
    return found
