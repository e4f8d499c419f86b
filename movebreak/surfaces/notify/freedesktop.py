"""Notifications with buttons on every free desktop, spoken over the session bus."""

import logging
import threading
from collections.abc import Callable
from dataclasses import field
from types import TracebackType
from typing import Final, Self

from movebreak.errors import UnavailableError
from movebreak.frozen import dataclass
from movebreak.native import dbus
from movebreak.native.dbus import Bus
from movebreak.native.dbus_messages import (
    BusLostError,
    NoAnswerError,
    RefusedError,
    StoppedError,
)
from movebreak.ports import Capability, Message, Post, Reminder, Report
from movebreak.surfaces.notify import freedesktop_server
from movebreak.surfaces.notify.freedesktop_popups import Popups
from movebreak.surfaces.notify.freedesktop_server import Look
from movebreak.surfaces.notify.wishes import Wishes

PART: Final = "notifier"
# The first reminder may come at once: its words depend on what the server can.
FIRST_LOOK: Final = 0.3
GOODBYE: Final = 2.0
ALWAYS: Final = frozenset({Capability.WITHDRAW, Capability.REPLACE})

NO_BUS_HELP: Final = "start movebreak inside the desktop session"
NO_SERVER: Final = "no notification server runs on this desktop"
NO_SERVER_YET: Final = "no notification server runs yet; the first reminder starts one"
SERVER_GONE: Final = "the notification server is gone; waiting for it to come back"
ABSENT: Final = ("ServiceUnknown", "NameHasNoOwner", "Spawn")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Options:
    """What the notifier may be given; a call to the server lasts `patience` seconds."""

    look: Look = field(default_factory=Look)
    patience: float = dbus.PATIENCE


class FreedesktopNotifier:
    """Shows reminders with buttons, on a thread that sleeps until the bus speaks.

    Raises UnavailableError, when built or entered, where there is no session bus.
    """

    def __init__(self, post: Post, options: Options | None = None) -> None:
        address = dbus.session_address()
        if address is None:
            raise UnavailableError("this session has no message bus", hint=NO_BUS_HELP)
        self._address = address
        self._options = options or Options()
        self._post = post
        self._wishes = Wishes()
        self._changed: Callable[[], None] = _nobody
        self._handed = threading.Condition()
        self._looked = threading.Event()
        self._closing = False
        self._bus: Bus | None = None
        self._popups: Popups | None = None
        self._trouble = ""
        self._hung = 0
        self._thread = threading.Thread(target=self._work, name=PART, daemon=True)

    def __enter__(self) -> Self:
        try:
            self._bus = dbus.connect(self._address, self._options.patience)
        except BusLostError as error:
            raise UnavailableError(
                f"the session bus cannot be reached: {error}", hint=NO_BUS_HELP
            ) from error
        self._thread.start()
        self._looked.wait(FIRST_LOOK)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._wishes.withdraw()
        with self._handed:
            self._closing = True
            self._handed.notify()
            if self._bus:
                self._bus.stop()
        self._thread.join(GOODBYE)

    @property
    def can(self) -> frozenset[Capability]:
        """Return what the present server can do."""
        server = self._popups.server if self._popups else None
        if server and server.shows_buttons:
            return ALWAYS | {Capability.BUTTONS}
        return ALWAYS

    def show(self, reminder: Reminder) -> None:
        """Have the reminder put up, in place of any earlier one; return at once."""
        self._wishes.remind(reminder)
        self._hand_over()

    def withdraw(self) -> None:
        """Have the reminder taken down; return at once."""
        self._wishes.withdraw()
        self._hand_over()

    def tell(self, message: Message) -> None:
        """Have news shown for a while, in place of earlier news; return at once."""
        self._wishes.tell(message)
        self._hand_over()

    def report(self) -> Report:
        """Say which server shows the notifications and what it can, or why none."""
        if self._trouble:
            return Report(PART, well=False, says=self._trouble)
        server = self._popups.server if self._popups else None
        if server:
            return Report(PART, well=True, says=str(server))
        if self._popups and self._popups.had_server:
            return Report(PART, well=False, says=SERVER_GONE)
        return Report(PART, well=True, says=NO_SERVER_YET)

    def works(self) -> bool:
        """Say whether nothing is known to keep a notification from being shown."""
        return not self._trouble

    def watch(self, changed: Callable[[], None]) -> None:
        """Have this called, from the notifier's thread, after failure and recovery."""
        self._changed = changed

    def surrender(self) -> tuple[Reminder | None, Message | None]:
        """Give back what is still wanted, for another notifier to show."""
        left = self._wishes.surrender()
        self._hand_over()
        return left

    def _hand_over(self) -> None:
        with self._handed:
            self._handed.notify()
            if self._bus:
                self._bus.wake()

    def _work(self) -> None:
        bus = self._bus
        while bus:
            try:
                self._serve(bus)
            except StoppedError:
                pass
            except (BusLostError, NoAnswerError, RefusedError) as error:
                self._fail(f"the session bus is gone: {error}; {NO_BUS_HELP}")
            finally:
                with self._handed:
                    self._bus = self._popups = None
                    bus.close()
                self._looked.set()
            bus = self._come_back()

    def _come_back(self) -> Bus | None:
        """Wait until something is to be shown, and connect; None at the end."""
        while True:
            with self._handed:
                while not (self._closing or self._wishes.fresh):
                    self._handed.wait()
                if self._closing:
                    return None
            try:
                bus = dbus.connect(self._address, self._options.patience)
            except BusLostError as error:
                self._wishes.take_fresh()
                self._fail(f"the session bus is gone: {error}; {NO_BUS_HELP}")
                continue
            with self._handed:
                self._bus = bus
                if self._is_closing():
                    bus.stop()
            return bus

    def _is_closing(self) -> bool:
        return self._closing

    def _serve(self, bus: Bus) -> None:
        popups = Popups(bus, self._options.look, self._wishes, self._post)
        for rule in freedesktop_server.RULES:
            bus.subscribe(rule)
        self._popups = popups
        self._look(popups, bus)
        self._looked.set()
        try:
            while True:
                self._follow(popups)
                if popups.unsettled:
                    continue
                if heard := bus.receive():
                    popups.hear(heard)
        except StoppedError:
            popups.end()

    def _look(self, popups: Popups, bus: Bus) -> None:
        """Learn what the server can, without starting one before its time."""
        try:
            popups.find(start=False)
        except NoAnswerError:
            self._fail(self._hangs())
        except RefusedError:
            if not freedesktop_server.can_start(bus):
                self._fail(_with_help(NO_SERVER))
        popups.resting = popups.server is None

    def _follow(self, popups: Popups) -> None:
        if self._wishes.take_fresh():
            popups.resting = False
        try:
            popups.follow()
        except NoAnswerError:
            popups.fail()
            self._fail(self._hangs())
        except RefusedError as error:
            popups.fail()
            self._fail(_words(error))
        else:
            if not popups.resting:
                self._recover()

    def _hangs(self) -> str:
        self._hung += 1
        times = "once" if self._hung == 1 else f"{self._hung} times"
        limit = f"{self._options.patience:g} seconds"
        says = f"the notification server gave no answer within {limit} ({times})"
        return _with_help(says, hung=True)

    def _fail(self, trouble: str) -> None:
        known, self._trouble = self._trouble, trouble
        if trouble != known:
            _log.warning("notifications are not shown: %s", trouble)
        self._changed()

    def _recover(self) -> None:
        self._hung = 0
        if self._trouble:
            self._trouble = ""
            _log.info("notifications are shown again")
            self._changed()


def _words(error: RefusedError) -> str:
    if any(word in error.name for word in ABSENT):
        return _with_help(NO_SERVER)
    says = " ".join(str(error).split())
    return _with_help(f"the notification server did not show it ({says})")


def _with_help(says: str, *, hung: bool = False) -> str:
    # What stands there also starts programs: memory that only trouble is worth.
    from movebreak.surfaces.notify import programs  # noqa: PLC0415

    return f"{says}; {programs.HUNG_HELP if hung else programs.FAILED_HELP}"


def _nobody() -> None:
    """Stand in for whoever wants to know."""
