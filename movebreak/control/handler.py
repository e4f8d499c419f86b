"""From a command that came in to the event it stands for, and back to words."""

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import datetime, timedelta

from movebreak.control.messages import Answer, Request
from movebreak.control.told import page_object, status_object, status_text
from movebreak.core import reply_words, session_typed
from movebreak.core import words as typed
from movebreak.core.events import (
    Another,
    Done,
    Event,
    MoveNow,
    Resume,
    ShowSteps,
    Skip,
    Snooze,
    Stopping,
    Tick,
    Trial,
    Undo,
    Welcomed,
)
from movebreak.core.wording import START_IT, Wording
from movebreak.errors import Exit, MovebreakError, NotRunningError, UsageError
from movebreak.inbox import Changes, Inbox
from movebreak.ports import Look, Report

Reports = Callable[[], list[Report]]
Greet = Callable[[str], None]
Deserted = Callable[[], bool]

# So long a page waits for news in one go.
WATCH_FOR = timedelta(seconds=25)

# What a second start says of itself when it has a desktop.
DESKTOP = "desktop"

# Only the pages say that the first steps were taken.
_WELCOMED = "welcomed"
_PLAIN: dict[str, Event] = {
    "done": Done(),
    "skip": Skip(),
    "another": Another(),
    "move": MoveNow(),
    "undo": Undo(),
    "resume": Resume(),
    "guide": ShowSteps(),
    "test": Trial(),
    _WELCOMED: Welcomed(),
}
_FOLLOWED: dict[str, Callable[[tuple[str, ...]], Event]] = {
    "drills": typed.taste,
    "forget": typed.forget,
    "session": session_typed.session,
    "meeting": typed.meeting,
    "snooze": typed.snooze,
}


_Answer = Done | Skip | Snooze | Another
_ANSWERS = frozenset({"done", "skip", "snooze", "another"})
# A page names the break it answers: it may have ended meanwhile.
NAMES_BREAK = "break="


class Handler:
    """Answers what commands ask of the running program."""

    def __init__(self, inbox: Inbox, look: Look, words: Wording, version: str) -> None:
        self._inbox = inbox
        self._look = look
        self._words = words
        self._version = version
        self._reports: Reports = list
        self._greet: Greet = lambda _: None
        self._deserted: Deserted = lambda: False
        self._changes = Changes()

    def know(self, reports: Reports, greet: Greet, deserted: Deserted) -> None:
        """Take what `doctor` and a second start need.

        `deserted` says that our desktop is gone: who has one takes our place.
        """
        self._reports = reports
        self._greet = greet
        self._deserted = deserted

    def watch(self, changes: Changes) -> None:
        """Take what tells that something has changed."""
        self._changes = changes

    def handle(self, request: Request) -> Answer:
        """Do what is asked; mistakes become an answer with their exit code."""
        try:
            return self._answer(request)
        except MovebreakError as error:
            return Answer(error.exit, err=str(error))

    def _answer(self, request: Request) -> Answer:
        match request.command:
            case "status":
                return self._status(as_json=request.json)
            case "look":
                return self._look_closer(request.args)
            case "hello":
                self._refuse_at_the_end()
                self._give_way(request.args)
                answer = self._words.greeting(self._look().glance)
                self._greet(answer)
            case "report":
                answer = json.dumps([asdict(each) for each in self._reports()])
            case "guided":
                # Nothing comes of it that anybody would wait for.
                self._refuse_at_the_end()
                self._inbox.post(typed.guided(request.args))
                answer = ""
            case "quit":
                # Nothing is to be waited for, neither here nor there.
                self._inbox.post(Stopping())
                unwritten = bool(self._look().unwritten)
                answer = reply_words.farewell(unwritten=unwritten)
            case "reload":
                # The settings are looked at before any event.
                self._inbox.post(Tick())
                answer = "The settings are read anew."
            case _:
                return self._ask(self._event(request))
        return Answer(Exit.OK, answer)

    def _refuse_at_the_end(self) -> None:
        # A second start would take this one for running, and nobody would remain.
        if self._inbox.closed:
            raise NotRunningError("movebreak has just ended", hint=START_IT)

    def _give_way(self, args: tuple[str, ...]) -> None:
        # After logout and login the icon must stand on the desktop that is there.
        if DESKTOP in args and self._deserted():
            self._inbox.post(Stopping())
            raise NotRunningError("movebreak has lost its desktop, and ends")

    def _status(self, *, as_json: bool) -> Answer:
        overview = self._look()
        if not as_json:
            return Answer(Exit.OK, status_text(overview, self._words))
        fields = status_object(overview, self._words, self._version)
        return Answer(Exit.OK, json.dumps(fields, ensure_ascii=False))

    def _look_closer(self, args: tuple[str, ...]) -> Answer:
        """Answer a page: at once, or as soon as the count that it names is passed."""
        seen = int(args[0]) if args and args[0].isdecimal() else 0
        count = self._changes.wait(seen, WATCH_FOR if seen else timedelta())
        self._refuse_at_the_end()
        fields = page_object(self._look(), self._words, self._version)
        return Answer(Exit.OK, json.dumps(fields | {"count": count}))

    def _ask(self, event: Event) -> Answer:
        outcome = self._inbox.ask(event)
        if outcome.refused:
            return Answer(Exit.FAILED, err=outcome.words)
        return Answer(Exit.OK, outcome.words)

    def _event(self, request: Request) -> Event:
        return event_of(
            request.command, request.args, self._look().glance.now.replace(tzinfo=None)
        )


def event_of(command: str, args: tuple[str, ...], local: datetime) -> Event:
    """Return the event of a command typed at this local time.

    Raises UsageError for words that are not known.
    """
    if command in _ANSWERS and args and args[0].startswith(NAMES_BREAK):
        named, rest = args[0].removeprefix(NAMES_BREAK), args[1:]
        return replace(_answer_to(event_of(command, rest, local)), break_id=_id(named))
    if command in _PLAIN and args:
        given = " ".join(args)
        raise UsageError(f'"{command}" stands alone; leave out "{given}"')
    if command in _PLAIN:
        return _PLAIN[command]
    if command == "pause":
        return typed.pause(args, local)
    if command in _FOLLOWED:
        return _FOLLOWED[command](args)
    raise _no_command(command)


def _answer_to(event: Event) -> "_Answer":
    if isinstance(event, _Answer):
        return event
    raise UsageError("only an answer names a break")


def _id(text: str) -> int:
    if text.isdecimal():
        return int(text)
    raise UsageError(f'"{text}" is no number of a break')


def _no_command(command: str) -> UsageError:
    words = {*_PLAIN, *_FOLLOWED, "pause", "status", "quit"} - {_WELCOMED}
    known = ", ".join(sorted(words))
    return UsageError(f'"{command}" is no command', hint=f"known: {known}")
