"""Idle time on an X11 desktop, as its server counts it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Final, Protocol

from movebreak.errors import UnavailableError
from movebreak.frozen import dataclass
from movebreak.native.x11_idle import connect_input
from movebreak.native.x11_wire import X11Error, X11LacksError
from movebreak.senses.idle.alarms import Alarms, Input, as_time
from movebreak.senses.idle.looks import Looks
from movebreak.senses.sources import Seen, SourceLostError

_HINT: Final = "movebreak goes on without knowing when nobody is there"
Clock = Callable[[], timedelta]


class _Way(Protocol):
    def watch(self, after: timedelta) -> None: ...
    def unwatch(self, after: timedelta) -> None: ...
    def idle(self) -> timedelta: ...
    def patience(self) -> timedelta | None: ...
    def take(self) -> list[Seen]: ...


@dataclass(frozen=True, slots=True)
class Where:
    """$DISPLAY, the file of cookies, and $WAYLAND_DISPLAY; empty for none."""

    display: str
    authority: str = ""
    wayland: str = ""


class X11Idle:
    """Watches the input of an X11 screen; implements IdleSource.

    Never that of a Wayland desktop, whose X server sees only what old programs get.
    `clock` is one that never goes back. A film that keeps the screen saver away counts
    as input, as do programs that move the mouse.
    """

    def __init__(
        self,
        where: Where,
        clock: Clock,
        connect: Callable[[str, str], Input] = connect_input,
    ) -> None:
        """Connect to the server. Raises UnavailableError."""
        self._input = _connected(where, connect)
        try:
            self.name, self._way = _chosen(self._input, clock)
        except BaseException:
            self._input.close()
            raise

    def watch(self, after: timedelta) -> None:
        """Report `Idled(after)` each time nobody touched anything for this long."""
        with _or_lost():
            self._way.watch(after)

    def unwatch(self, after: timedelta) -> None:
        """Forget this threshold; harmless when it is not watched."""
        with _or_lost():
            self._way.unwatch(after)

    def idle(self) -> timedelta | None:
        """Return the time since the last input. Waits for the server, 2 s at most."""
        with _or_lost():
            return self._way.idle()

    def fileno(self) -> int:
        """Return what to wait for."""
        return self._input.fileno()

    def patience(self) -> timedelta | None:
        """Return when `take` must be called at the latest.

        None for never, zero when it would return something now: the latter after
        `watch` and `idle`, which see more than they return.
        """
        with _or_lost():
            return self._way.patience()

    def take(self) -> list[Seen]:
        """Return what was seen since the last call, oldest first."""
        with _or_lost():
            return self._way.take()

    def close(self) -> None:
        """Leave the server; harmless twice."""
        self._input.close()


class _SaverLooks(Looks):
    """Looks, and hears at once when the server goes."""

    def __init__(self, source: Input, clock: Clock) -> None:
        super().__init__(lambda: as_time(source.saver_idle()), clock)
        self._source = source

    def take(self) -> list[Seen]:
        self._source.take()
        return super().take()


def _connected(where: Where, connect: Callable[[str, str], Input]) -> Input:
    if where.wayland:
        raise UnavailableError("this is a Wayland session", hint=_HINT)
    if not where.display:
        raise UnavailableError("there is no X11 display", hint=_HINT)
    try:
        return connect(where.display, where.authority)
    except X11Error as error:
        raise _unreachable(error) from error


def _chosen(source: Input, clock: Clock) -> tuple[str, _Way]:
    """Return the best way that works, tried once, and its name."""
    try:
        if source.is_wayland():
            raise UnavailableError("this is a Wayland session", hint=_HINT)
        for name, begin, make in (
            ("X11, by alarms", source.begin_counting, Alarms),
            ("X11, by looking", source.begin_saver, _SaverLooks),
        ):
            try:
                begin()
            except X11LacksError:
                continue
            way: _Way = make(source, clock)
            way.idle()
            return name, way
    except (X11Error, SourceLostError) as error:
        raise _unreachable(error) from error
    raise UnavailableError("the X server tells no idle time", hint=_HINT)


def _unreachable(error: Exception) -> UnavailableError:
    return UnavailableError(f"the X11 display cannot be reached: {error}", hint=_HINT)


@contextmanager
def _or_lost() -> Iterator[None]:
    try:
        yield
    except X11Error as error:
        raise SourceLostError(f"the X11 display is gone: {error}") from error
