"""Notifications without buttons, by plyer or another simple way, never waited for."""

import logging
import os
import threading
from collections.abc import Callable
from datetime import timedelta
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Final, Protocol, Self

from movebreak.core.events import Moment
from movebreak.errors import MovebreakError
from movebreak.frozen import dataclass
from movebreak.ports import Capability, Clock, Message, Reminder, Report
from movebreak.surfaces.notify import texts
from movebreak.surfaces.notify.plyer_calls import PlyerCalls
from movebreak.surfaces.notify.programs import HUNG_HELP, MISSING_HELP

PART: Final = "notifier"
PATIENCE: Final = timedelta(seconds=10)
GOODBYE: Final = timedelta(seconds=2)

Note = Reminder | Message

_log = logging.getLogger(__name__)


class _Channel(Enum):
    """What waits is told apart by these; the first goes first."""

    REMINDER = 1
    NEWS = 2


class Calls(Protocol):
    """A simple way to show a notification."""

    def notify(self, title: str, body: str) -> None:
        """Show it; may block. Raises whatever it likes when that fails."""

    def stop(self) -> None:
        """End what runs; called from another thread."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the plain notifier may be given.

    `icon` is the path of a picture, an .ico file on Windows. `program` is what this
    system needs to show anything. A call has `patience` to come back.
    """

    icon: str = ""
    program: str = ""
    patience: timedelta = PATIENCE


class PlainNotifier:
    """Shows notifications on a thread of its own, one at a time, the newest only.

    While a call hangs, news are dropped and the newest reminder waits until it is
    withdrawn. What was dropped, or failed, may be had back: see `surrender`. `calls`
    are by plyer, unless others are given.
    """

    def __init__(
        self,
        clock: Clock,
        options: Options | None = None,
        calls: Calls | None = None,
    ) -> None:
        self.can: frozenset[Capability] = frozenset()
        self._clock = clock
        self._options = options or Options()
        self._calls: Calls = calls or PlyerCalls(
            self._options.icon, self._options.patience
        )
        self._changed = threading.Condition()
        self._waiting: dict[_Channel, Note] = {}
        self._flying: Note | None = None
        self._lost: dict[_Channel, Note] = {}
        self._own_up: Callable[[], None] = lambda: None
        self._closed = False
        self._began: Moment | None = None
        self._worked: Moment | None = None
        self._failed: Moment | None = None
        self._trouble = ""
        self._thread = threading.Thread(target=self._work, name=PART, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._changed:
            self._closed = True
            self._waiting.clear()
            self._changed.notify()
        self._calls.stop()
        self._thread.join(GOODBYE.total_seconds())

    def show(self, reminder: Reminder) -> None:
        """Put the reminder up as soon as the desktop takes it; return at once."""
        self._hand_over(_Channel.REMINDER, reminder)

    def withdraw(self) -> None:
        """Drop the reminder if it still waits; one that is up cannot be taken down."""
        with self._changed:
            self._waiting.pop(_Channel.REMINDER, None)
            self._lost.pop(_Channel.REMINDER, None)
            if isinstance(self._flying, Reminder):
                self._flying = None

    def tell(self, message: Message) -> None:
        """Show news as soon as the desktop takes it; return at once."""
        self._hand_over(_Channel.NEWS, message)

    def works(self) -> bool:
        """Say whether nothing is known to keep a notification from being shown."""
        with self._changed:
            return self._failed is None and not self._hangs()

    def watch(self, changed: Callable[[], None]) -> None:
        """Have this called, from any thread, after failure and recovery."""
        self._own_up = changed

    def surrender(self) -> tuple[Reminder | None, Message | None]:
        """Give back what is still wanted, for another notifier to show."""
        with self._changed:
            left = self._lost | self._waiting
            self._lost.clear()
            self._waiting.clear()
        reminder, news = left.get(_Channel.REMINDER), left.get(_Channel.NEWS)
        return (
            reminder if isinstance(reminder, Reminder) else None,
            news if isinstance(news, Message) else None,
        )

    def report(self) -> Report:
        """Say how the last notification went, and what helps."""
        with self._changed:
            hangs = self._hangs()
            worked, failed, trouble = self._worked, self._failed, self._trouble
        last = f"the last that worked was at {_clock_face(worked)}" if worked else ""
        if hangs:
            says = _joined("a notification hangs in the desktop", HUNG_HELP, last)
            return Report(PART, well=False, says=says)
        if failed:
            at = f"the notification of {_clock_face(failed)} was not shown"
            return Report(PART, well=False, says=_joined(f"{at}: {trouble}", last))
        if worked:
            says = f"plain, without buttons; {last}"
            return Report(PART, well=True, says=says)
        return self._untried()

    def _untried(self) -> Report:
        program = self._options.program
        if program and not _is_installed(program):
            says = _joined(f"{program} was not found", MISSING_HELP)
            return Report(PART, well=False, says=says)
        return Report(PART, well=True, says="plain, without buttons; none sent yet")

    def _hand_over(self, channel: _Channel, note: Note) -> None:
        with self._changed:
            hangs = self._hangs()
            if self._closed:
                return
            self._lost.pop(channel, None)
            if hangs and channel is _Channel.NEWS:
                self._lost[channel] = note
            else:
                self._waiting[channel] = note
            self._changed.notify()
        if hangs:
            self._own_up()

    def _hangs(self) -> bool:
        if self._began is None:
            return False
        spent = self._clock.now().awake - self._began.awake
        return spent >= self._options.patience

    def _work(self) -> None:
        while found := self._next():
            channel, note = found
            trouble = self._try(note)
            if self._learn(channel, note, trouble):
                self._own_up()

    def _next(self) -> tuple[_Channel, Note] | None:
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._waiting)
            if self._closed:
                return None
            self._began = self._clock.now()
            channel = min(self._waiting, key=lambda which: which.value)
            self._flying = self._waiting.pop(channel)
            return channel, self._flying

    def _try(self, note: Note) -> str:
        """Return what went wrong, in words; empty when the desktop took it."""
        try:
            self._calls.notify(texts.title(note.title), texts.body(note.body))
        except MovebreakError as error:
            return _joined(error.message, error.hint)
        except Exception as error:  # noqa: BLE001 plyer's ways raise what they like
            return f"{type(error).__name__}: {error}"
        return ""

    def _learn(self, channel: _Channel, note: Note, trouble: str) -> bool:
        """Know how a call went; say whether that is failure, or recovery."""
        with self._changed:
            if self._closed:
                return False
            if self._hangs():
                self._waiting.pop(_Channel.NEWS, None)
            self._began = None
            known, self._trouble = self._trouble, trouble
            now = self._clock.now()
            if trouble:
                self._failed = now
                # Withdrawn meanwhile, or replaced, it is not wanted any more.
                if self._flying is note and channel not in self._waiting:
                    self._lost.setdefault(channel, note)
            else:
                self._worked, self._failed = now, None
                self._lost.clear()
            self._flying = None
        if trouble and trouble != known:
            _log.warning("a notification was not shown: %s", trouble)
        elif known and not trouble:
            _log.info("notifications are shown again")
        return bool(trouble or known)


def _is_installed(program: str) -> bool:
    return any(os.access(Path(each, program), os.X_OK) for each in os.get_exec_path())


def _clock_face(at: Moment) -> str:
    return f"{at.wall:%H:%M}"


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)
