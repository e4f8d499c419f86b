"""Whether the person wants quiet: looked for when asked, and by nobody in between."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from types import TracebackType
from typing import Final, Protocol, Self

from movebreak.core.durations import in_words
from movebreak.core.events import QuietSeen
from movebreak.core.settings import QuietRules
from movebreak.errors import UnavailableError
from movebreak.frozen import dataclass
from movebreak.ports import Clock, Post, Report
from movebreak.senses.sources import Make, MakeIdle

log = logging.getLogger(__name__)

PATIENCE: Final = timedelta(seconds=1.8)
_GOODBYE: Final = 0.3
_LATE: Final = "it took too long to answer"
_LONGEST: Final = 80
# Who finds a new reason for silence each time fills no log with them.
_TOLD_AT_MOST: Final = 8


class Sense(Protocol):
    """Sees one reason for quiet."""

    @property
    def name(self) -> str:
        """Return who is asked, in words for `doctor`."""

    @property
    def switch(self) -> str:
        """Return the field of QuietRules that switches it on."""

    @property
    def attends(self) -> bool:
        """Say whether what it sees needs somebody there."""

    def look(self) -> str | None:
        """Return the reason for quiet in words; None when there is none.

        May take a while. Raises UnavailableError when it cannot tell.
        """


Sources = tuple[Sequence[MakeIdle], Sequence[Make], Sequence[Sense]]
"""What a system has: for idle time, for a lock, and for reasons for quiet."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What a sense has seen; `why` says why it could not tell, "" when it could."""

    reason: str | None = None
    why: str = ""
    well: bool = True


_News = tuple[int, _Found] | None


class QuietSense:
    """Looks by all senses at once, each in a thread that ends with its look.

    `attended` says whether anything else proves that somebody is there, a film for one.
    """

    def __init__(
        self,
        post: Post,
        senses: Sequence[Sense],
        clock: Clock,
        attended: Callable[[], bool] = bool,
    ) -> None:
        self._post = post
        self._attended = attended
        self._senses = tuple(senses)
        self._clock = clock
        self._lock = Lock()
        self._worker: Thread | None = None
        self._news: SimpleQueue[_News] = SimpleQueue()
        self._ended = False
        self._looking: set[int] = set()
        self._rules: QuietRules | None = None
        self._last: dict[int, tuple[_Found, timedelta]] = {}
        self._told: dict[int, set[str]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._lock:
            self._ended = True
            worker = self._worker
            self._news.put(None)
        if worker is not None:
            worker.join(_GOODBYE)

    def ask(self, rules: QuietRules) -> None:
        """Post QuietSeen soon; while one is on its way, no other is sent."""
        with self._lock:
            if self._ended or self._worker is not None:
                return
            self._rules = rules
            wanted = [at for at in range(len(self._senses)) if self._is_on(at)]
            started = bool(wanted) and self._start(wanted)
        if not started:
            self._post(QuietSeen(None, self._attended()))

    def reports(self) -> list[Report]:
        """Say of each sense what it saw last, and when; or why it cannot tell."""
        now = self._clock.now().boot
        return [self._report(at, now) for at in range(len(self._senses))]

    def _start(self, wanted: Sequence[int]) -> bool:
        self._news = SimpleQueue()
        worker = Thread(target=self._answer, args=(wanted,), name="quiet", daemon=True)
        try:
            worker.start()
        except RuntimeError:
            log.exception("quiet cannot be looked for")
            return False
        self._worker = worker
        return True

    def _answer(self, wanted: Sequence[int]) -> None:
        seen = QuietSeen(None)
        try:
            seen = self._seen(self._looked(wanted))
        except Exception:
            log.exception("quiet cannot be looked for")
        self._send(seen)

    def _send(self, seen: QuietSeen) -> None:
        # First the end, then the answer: who asks once more on it is heard.
        with self._lock:
            self._worker = None
            ended = self._ended
        if not ended:
            attended = seen.attended or self._attended()
            self._post(replace(seen, attended=attended))

    def _looked(self, wanted: Sequence[int]) -> dict[int, _Found]:
        """Return what the senses found in time."""
        news, open_ = self._news, set(wanted)
        found: dict[int, _Found] = {}
        # A look that has not come back since the last question is not doubled.
        for at in wanted:
            if self._take(at):
                self._begin(at, news)
        deadline = self._clock.now().boot + PATIENCE
        while open_ and (piece := self._next(news, deadline)):
            at, found[at] = piece
            open_.discard(at)
        for at in open_ if not self._ended else ():
            found[at] = _Found(why=_LATE, well=False)
            self._note(at, found[at])
        return found

    def _next(self, news: "SimpleQueue[_News]", deadline: timedelta) -> _News:
        left = (deadline - self._clock.now().boot).total_seconds()
        try:
            return news.get(timeout=max(0.0, left))
        except Empty:
            return None

    def _take(self, at: int) -> bool:
        with self._lock:
            if at in self._looking:
                return False
            self._looking.add(at)
            return True

    def _begin(self, at: int, news: "SimpleQueue[_News]") -> None:
        try:
            Thread(target=self._look, args=(at, news), daemon=True).start()
        except RuntimeError as error:
            self._finish(at, _Found(why=str(error), well=False), news)

    def _look(self, at: int, news: "SimpleQueue[_News]") -> None:
        self._finish(at, self._tried(at), news)

    def _finish(self, at: int, found: _Found, news: "SimpleQueue[_News]") -> None:
        with self._lock:
            self._looking.discard(at)
        self._note(at, found)
        news.put((at, found))

    def _tried(self, at: int) -> _Found:
        try:
            reason = self._senses[at].look()
        except UnavailableError as error:
            return _Found(why="; ".join(str(error).split("\n")))
        except Exception as error:
            why = f"it failed: {error!r}"
            if self._is_new(at, why):
                log.exception("the sense %s failed", self._senses[at].name)
            return _Found(why=why, well=False)
        return _Found(None if reason is None else _plain(reason))

    def _note(self, at: int, found: _Found) -> None:
        self._last[at] = (found, self._clock.now().boot)
        if found.why and self._is_new(at, found.why):
            log.info("%s cannot tell: %s", self._senses[at].name, found.why)

    def _is_new(self, at: int, why: str) -> bool:
        told = self._told.setdefault(at, set())
        if why in told or len(told) >= _TOLD_AT_MOST:
            return False
        told.add(why)
        return True

    def _seen(self, found: dict[int, _Found]) -> QuietSeen:
        if all(each.why for each in found.values()):
            return QuietSeen(None)
        reasons = {at: each.reason for at, each in sorted(found.items()) if each.reason}
        attended = any(self._senses[at].attends for at in reasons)
        return QuietSeen(tuple(dict.fromkeys(reasons.values())), attended)

    def _is_on(self, at: int) -> bool:
        return bool(getattr(self._rules, self._senses[at].switch, True))

    def _report(self, at: int, now: timedelta) -> Report:
        sense = self._senses[at]
        part = sense.switch.replace("_", " ")
        if not self._is_on(at):
            return Report(part, well=True, says="switched off in the settings")
        if at not in self._last:
            return Report(part, well=True, says=f"{sense.name}, not asked yet")
        found, when = self._last[at]
        says = f"cannot tell: {found.why}" if found.why else found.reason or "free"
        age = f"{in_words(now - when)} ago"
        return Report(part, well=found.well, says=f"{says} ({sense.name}, {age})")


def _plain(reason: str) -> str:
    """Return a reason on one short line, whatever a program called itself."""
    shown = "".join(each if each.isprintable() else " " for each in reason)
    return " ".join(shown.split())[:_LONGEST]
