"""Idle time on a Wayland desktop, as its compositor counts it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Protocol

from movebreak.errors import UnavailableError
from movebreak.native.wayland_idle import INPUT, KDE, SEAT, Notice, Way, notices
from movebreak.native.wayland_wire import WaylandError
from movebreak.senses.sources import Idled, Resumed, Seen, SourceLostError

_BEST_FIRST: Final = (INPUT, SEAT, KDE)
_NAMES: Final = {
    INPUT: "Wayland, by ext_idle_notifier_v1 for input",
    SEAT: "Wayland, by ext_idle_notifier_v1",
    KDE: "Wayland, by org_kde_kwin_idle",
}
_HINT: Final = "movebreak goes on without knowing when nobody is there"
_MILLISECOND: Final = timedelta(milliseconds=1)
# The largest number on the wire: 49 days.
_LONGEST: Final = 2**32 - 1
# The notice about inhibitors comes so much before the one about input, so that
# `attended` is right when that comes.
_AHEAD: Final = 250


class Notices(Protocol):
    """What is asked of a compositor; each raises WaylandError once it is gone."""

    def ways(self) -> frozenset[Way]:
        """Return how notices can be ordered here."""

    def order(self, way: Way, millis: int) -> int:
        """Be told each time there was no input for so long."""

    def cancel(self, order: int) -> None:
        """Hear nothing of this order any more."""

    def nudge(self) -> None:
        """Make `fileno` readable soon."""

    def fileno(self) -> int:
        """Return what can be read when something came."""

    def take(self) -> list[Notice]:
        """Return the notices since the last time."""

    def close(self) -> None:
        """Leave the compositor."""


@dataclass(slots=True)
class _Threshold:
    """One watched length of time and what was ordered for it."""

    input: int
    seat: int | None
    idle: bool = False
    unattended: bool = False
    told: bool = False
    wanted: bool = True


class WaylandIdle:
    """Watches the first seat of a compositor; implements IdleSource.

    The compositor counts from the moment a threshold is set: when somebody has been
    idle for long already, `Idled` comes that much later, unless a longer threshold
    says it at once. Except by ext_idle_notifier_v1 version 2 a film counts as input.
    """

    def __init__(
        self,
        display: str,
        runtime: str,
        connect: Callable[[str, str], Notices] = notices,
    ) -> None:
        """Connect to $WAYLAND_DISPLAY in $XDG_RUNTIME_DIR. Raises UnavailableError."""
        self._notices = _connected(display, runtime, connect)
        ways = self._notices.ways()
        way = next((each for each in _BEST_FIRST if each in ways), None)
        if way is None:
            self._notices.close()
            raise UnavailableError(
                "this Wayland desktop does not tell when nobody is there", hint=_HINT
            )
        self.name = _NAMES[way]
        self._way = way
        self._thresholds: dict[timedelta, _Threshold] = {}
        self._known: list[Seen] = []

    @property
    def attended(self) -> bool | None:
        """Say whether a program, as one with a film, says that somebody is there.

        None when it cannot be told, and as long as no threshold is passed. May change
        with each `take`, also with one that returns nothing: when a film begins, and
        one threshold after it ended.
        """
        if self._way != INPUT or not self._is_idle():
            return None
        return not any(each.unattended for each in self._thresholds.values())

    def watch(self, after: timedelta) -> None:
        """Report `Idled(after)` each time nobody touched anything for this long."""
        found = self._thresholds.get(after)
        if found is None:
            found = self._thresholds[after] = self._ordered(after)
        found.wanted = True
        if not found.told and self._is_idle(after):
            found.told = True
            self._known.append(Idled(after))
            with _or_lost():
                self._notices.nudge()

    def unwatch(self, after: timedelta) -> None:
        """Forget this threshold; harmless when it is not watched."""
        found = self._thresholds.get(after)
        if found is None:
            return
        self._known = [each for each in self._known if each != Idled(after)]
        found.wanted = found.told = False
        # One that is idle is kept until it told of the input that ends it.
        if not found.idle:
            self._forget(after)

    def idle(self) -> timedelta | None:
        """Return None: a compositor tells, it cannot be asked."""
        return None

    def fileno(self) -> int | None:
        """Return what to wait for."""
        return self._notices.fileno()

    def patience(self) -> timedelta | None:
        """Return None: whatever there is to see makes `fileno` readable."""
        return None

    def take(self) -> list[Seen]:
        """Return what was seen since the last call, oldest first; never blocks."""
        with _or_lost():
            told = self._notices.take()
        seen, self._known = self._known, []
        for notice in told:
            seen.extend(self._judged(notice))
        return seen

    def close(self) -> None:
        """Leave the compositor; harmless twice."""
        self._notices.close()

    def _judged(self, notice: Notice) -> list[Seen]:
        for after, each in self._thresholds.items():
            if notice.order == each.seat:
                each.unattended = notice.idle
            elif notice.order == each.input:
                return self._passed(after) if notice.idle else self._resumed()
        return []

    def _passed(self, after: timedelta) -> list[Seen]:
        each = self._thresholds[after]
        each.idle = True
        if each.told or not each.wanted:
            return []
        each.told = True
        return [Idled(after)]

    def _resumed(self) -> list[Seen]:
        """Take the first input for the end of all thresholds; the others follow it."""
        if not self._is_idle():
            return []
        for after, each in list(self._thresholds.items()):
            each.idle = each.told = each.unattended = False
            if not each.wanted:
                self._forget(after)
        return [Resumed()]

    def _is_idle(self, after: timedelta = timedelta(0)) -> bool:
        """Say whether the compositor told that nobody touched anything for so long."""
        return any(
            each.idle and length >= after for length, each in self._thresholds.items()
        )

    def _ordered(self, after: timedelta) -> _Threshold:
        # Rounded up, for `Idled` must never come early.
        millis = min(max(1, -(-after // _MILLISECOND)), _LONGEST)
        with _or_lost():
            seat = None
            if self._way == INPUT:
                sooner = max(1, millis - min(millis // 2, _AHEAD))
                seat = self._notices.order(SEAT, sooner)
            return _Threshold(self._notices.order(self._way, millis), seat)

    def _forget(self, after: timedelta) -> None:
        found = self._thresholds.pop(after)
        with _or_lost():
            self._notices.cancel(found.input)
            if found.seat is not None:
                self._notices.cancel(found.seat)


def _connected(
    display: str, runtime: str, connect: Callable[[str, str], Notices]
) -> Notices:
    if not display:
        raise UnavailableError("this is not a Wayland session", hint=_HINT)
    try:
        return connect(display, runtime)
    except WaylandError as error:
        raise UnavailableError(
            f"the Wayland desktop cannot be reached: {error}", hint=_HINT
        ) from error


@contextmanager
def _or_lost() -> Iterator[None]:
    try:
        yield
    except WaylandError as error:
        raise SourceLostError(f"the Wayland desktop is gone: {error}") from error
