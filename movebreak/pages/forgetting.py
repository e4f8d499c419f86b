"""Deletes from the history: the running program does it, or we where none runs.

There is only ever one that writes: whoever holds the lock.
"""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from movebreak.control.client import ask
from movebreak.control.instance import Instance
from movebreak.control.messages import Answer, Request
from movebreak.core.day_words import forgotten as told
from movebreak.core.events import Forget
from movebreak.core.forgetting import forgotten
from movebreak.core.settings import Rules
from movebreak.core.turn import Turn
from movebreak.core.words import ANSWERS, EVERYTHING
from movebreak.errors import Exit, MovebreakError, NotRunningError
from movebreak.native import paths
from movebreak.ports import Gone
from movebreak.store.folders import Folders
from movebreak.store.history import SqliteHistory
from movebreak.store.settings_file import SettingsFile


def forget(what: Forget, files: Folders) -> Answer:
    """Have a day forgotten, answers, or all; it says how many lines are gone."""
    word = EVERYTHING if what.first is None else what.first.isoformat()
    word = ANSWERS if what.answers else word
    try:
        return ask(paths.socket_path(), Request("forget", (word,)))
    except NotRunningError:
        return _forget_ourselves(what, files)
    except MovebreakError as error:
        return Answer(error.exit, err=str(error))


def _forget_ourselves(what: Forget, files: Folders) -> Answer:
    try:
        with Instance(Path(paths.lock_path())) as instance:
            if not instance.acquire():
                return Answer(
                    Exit.FAILED,
                    err="movebreak is just starting, or ending. Nothing was deleted.\n"
                    "Try again in a moment.",
                )
            gone = _erase(what, files)
            if gone.aside and what.first is None:
                return Answer(Exit.FAILED, err=told(*gone))
            return Answer(Exit.OK, told(*gone))
    except MovebreakError as error:
        return Answer(error.exit, err=str(error))


def _erase(what: Forget, files: Folders) -> Gone:
    # Where nobody may look, the history itself says why.
    with suppress(OSError):
        if not files.history.exists():
            return Gone(0)
    settings = SettingsFile(files.settings)
    settings.refresh()
    with SqliteHistory(files.history, "") as history:
        if what.answers:
            return history.forget_answers()
        saved = history.load()
        if saved is not None:
            turn = Turn(saved.state, saved.at, Rules(settings.settings, ()))
            saved = replace(saved, state=forgotten(turn, what))
        return history.delete(what.first, what.last, saved)
