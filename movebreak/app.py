"""The composition root: settings, adapters, engine, tray; and an orderly end."""

import logging
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Event as Flag
from threading import Thread

from movebreak import __version__, platforms
from movebreak.control.client import ask
from movebreak.control.handler import DESKTOP, Handler
from movebreak.control.instance import Instance
from movebreak.control.messages import Request
from movebreak.control.place import Place
from movebreak.control.serving import listening
from movebreak.core.events import Event, Moment, Stopping, Tick
from movebreak.engine import Engine, Start, World
from movebreak.errors import Exit, MovebreakError, NotRunningError
from movebreak.frozen import dataclass
from movebreak.inbox import Changes, Inbox
from movebreak.native import paths
from movebreak.ports import Message, Report
from movebreak.rulebook import reports
from movebreak.senses.clock import SystemZone
from movebreak.store.catalogue_files import CatalogueFiles
from movebreak.store.drill_cache import DrillCache
from movebreak.store.folders import Folders
from movebreak.store.history import SqliteHistory
from movebreak.store.logs import open_log
from movebreak.store.packs import built_in_folder
from movebreak.store.pulse import Pulse
from movebreak.store.settings_file import SettingsFile
from movebreak.surfaces.menu import Command
from movebreak.surfaces.notify.bubbles import Bubbles, Outlets
from movebreak.surfaces.tray import NoTray
from movebreak.timekeeper import Timekeeper

log = logging.getLogger(__name__)

SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
PULSE_NAME = "pulse"
# A second start looks so often, and waits so many seconds between, for a first one
# that holds the lock and does not answer yet, or no more.
LOOKS = 50
BETWEEN_LOOKS = 0.1

# Nobody knows yet: panels start late, and GNOME shows icons only with an extension.
IN_THE_TRAY = "Look for its icon in the tray, if your desktop has one. "
BY_COMMAND = "Answer with: movebreak done, snooze, another, skip."
BY_MENU = "Its menu answers and pauses; so do commands such as: movebreak done."


@dataclass(frozen=True, slots=True)
class Options:
    """How `movebreak run` was called."""

    every: timedelta | None = None
    tray: bool = True


def run(options: Options, folders: Callable[[], Folders]) -> int:
    """Run until told to end; a second start only says that the first one runs.

    `folders` tells where things are kept, and is asked when this one is the first.
    """
    with Instance(Path(paths.lock_path())) as instance:
        if not instance.acquire():
            code = _meet_the_first(instance)
            if code is not Exit.NOT_RUNNING:
                return code
        files = folders()
        with open_log(files.log):
            log.info("movebreak %s begins", __version__)
            _run(options, files, instance)
            log.info("movebreak ends")
    return Exit.OK


def _meet_the_first(instance: Instance) -> Exit:
    """Greet from the one that runs, or wait for its end and take its place.

    It gives way when its desktop is gone and we have one.
    """
    desktop = (DESKTOP,) if platforms.desktop_session().there() else ()
    for _ in range(LOOKS):
        code = _greet_from_the_first(Request("hello", desktop))
        if code is not Exit.NOT_RUNNING:
            return code
        # The other one is only just starting, or just ending.
        Flag().wait(BETWEEN_LOOKS)
        if instance.acquire():
            return Exit.NOT_RUNNING
    raise _stuck(instance.owner())


def _greet_from_the_first(hello: Request) -> Exit:
    try:
        answer = ask(paths.socket_path(), hello)
    except NotRunningError as error:
        return error.exit
    if answer.code != Exit.NOT_RUNNING:
        _say(answer.out or answer.err)
    return Exit(answer.code)


def _stuck(owner: int | None) -> MovebreakError:
    named = "" if owner is None else f" as process {owner}"
    return MovebreakError(
        f"movebreak runs{named}, but does not answer",
        hint="end that process, then start again with: movebreak run",
    )


def _run(options: Options, files: Folders, instance: Instance) -> None:
    inbox = Inbox()
    with _ended_by_signals(inbox), ExitStack() as stack:
        program = _Program(options, files, inbox, stack)
        with program.engine:
            program.serve(stack, instance)
            program.tray.run()


class _Program:
    """The parts of the running program, each knowing only what it is given."""

    def __init__(
        self, options: Options, files: Folders, inbox: Inbox, stack: ExitStack
    ) -> None:
        self.inbox = inbox
        self._changes = Changes()
        self._files = files
        self._words = platforms.wording()
        self._opener = platforms.opener()
        self._session = platforms.desktop_session()
        # What is there now is remembered: so it can be told later what has gone.
        self._session.there()
        clock = platforms.clock()
        history = stack.enter_context(
            SqliteHistory(files.history, socket.gethostname())
        )
        saved = history.load()
        if saved is not None:
            clock.recognise(saved.boot_id)
        pulse = stack.enter_context(
            Pulse(Path(paths.lock_path()).with_name(PULSE_NAME))
        )
        self._pulse = pulse
        self._place: Place | None = None
        settings = SettingsFile(files.settings)
        settings.ensure()
        settings.refresh()
        platforms.settings_watch(stack, files, lambda: self.inbox.post(Tick()))
        outlets = Outlets(files.pictures, Bubbles())
        self._notifier = platforms.notifier(stack, clock, self.inbox.post, outlets)
        self.tray = self._make_tray(options, outlets)
        self._senses = platforms.senses(stack, clock, self.inbox.post)
        self._settings = settings
        self._history = history
        catalogue = CatalogueFiles(
            built_in_folder(), files.drills, DrillCache(files.cache, __version__)
        )
        self._catalogue = catalogue
        world = World(
            clock=clock,
            timer=Timekeeper(self.inbox.post),
            history=history,
            notifier=self._notifier,
            tray=self.tray,
            settings=settings,
            catalogue=catalogue,
            quiet=self._senses.quiet,
            presence=self._senses.presence,
            beat=self._beat,
            open_settings=self._open_settings,
            pages=platforms.pages(self.inbox.post),
            changed=self._changes.passed,
            zone=SystemZone(),
        )
        start = Start(
            seed=int.from_bytes(os.urandom(4)),
            last_alive=pulse.last(),
            every=options.every,
            where=self._where(),
        )
        self.engine = Engine(world, self.inbox, self._words, start)
        if not isinstance(self.tray, NoTray):
            self.tray.watch(self.engine.look)

    def serve(self, stack: ExitStack, instance: Instance) -> None:
        """Answer commands from now on, and say in the terminal that it runs."""
        handler = Handler(self.inbox, self.engine.look, self._words, __version__)
        handler.know(self._reports, self._tell, self._session.deserted)
        handler.watch(self._changes)
        listen = partial(listening, handle=handler.handle)
        leave = partial(self.inbox.post, Stopping())
        self._place = stack.enter_context(Place(instance, listen, leave))
        _say(self._words.greeting(self.engine.look().glance))

    def _make_tray(
        self, options: Options, outlets: Outlets
    ) -> platforms.SystemsTray | NoTray:
        if not options.tray:
            return NoTray("movebreak was started with --no-tray")
        return platforms.tray(self._words, self._act, self._session, outlets)

    def _beat(self, at: Moment, boot_id: str) -> None:
        moved = None if self._place is None else self._place.look()
        if moved is not None:
            self._pulse.move(moved.with_name(PULSE_NAME))
        self._pulse.beat(at, boot_id)

    def _act(self, does: Event | Command) -> None:
        """Do what a menu entry or a click asks, on the tray's thread: only pass on."""
        match does:
            case Command.QUIT:
                self.inbox.post(Stopping())
            case Command.STATUS:
                self._tell(self._words.headline(self.engine.look().glance))
            case _:
                self.inbox.post(does)

    def _open_settings(self) -> None:
        Thread(target=self._show_settings, name="settings").start()

    def _show_settings(self) -> None:
        self._settings.ensure()
        if not self._opener.open(self._files.settings):
            self._tell(f"Your settings are in {self._files.settings}")

    def _tell(self, words: str) -> None:
        self._notifier.tell(Message("movebreak", words))

    def _where(self) -> str:
        if isinstance(self.tray, NoTray):
            return BY_COMMAND
        return IN_THE_TRAY + (BY_MENU if self.tray.has_menu else BY_COMMAND)

    def _programme(self) -> Report:
        glance = self.engine.look().glance
        if glance.session is None:
            says = "no sessions are planned; to choose some: movebreak focus"
        else:
            says = self._words.session_line(glance.session, glance.now)
        return Report("programme", well=True, says=says)

    def _reports(self) -> list[Report]:
        return [
            self.tray.report(),
            self._notifier.report(),
            *self._senses.reports(),
            *(
                Report("settings", well=False, says=each)
                for each in self._settings.problems
            ),
            *reports(self._settings, self._catalogue),
            self._programme(),
            *(
                Report("history", well=False, says=each)
                for each in self._history.troubles()
            ),
        ]


@contextmanager
def _ended_by_signals(inbox: Inbox) -> Iterator[None]:
    """Let the usual signals end the program in good order."""
    known = [getattr(signal, name) for name in SIGNALS if hasattr(signal, name)]
    hangup = getattr(signal, "SIGHUP", None)
    if hangup is not None and signal.getsignal(hangup) is signal.SIG_IGN:
        # Whoever started us with nohup wants us to outlive the terminal.
        known.remove(hangup)
    # Python calls its handlers in the main thread alone, which sleeps, and which two
    # signals in a row do not wake: so a thread reads the numbers of those that came.
    come, note = socket.socketpair()
    with come, note:
        note.settimeout(0)
        told = signal.set_wakeup_fd(note.fileno(), warn_on_full_buffer=False)
        for each in known:
            signal.signal(each, lambda *_: None)
        reader = Thread(target=_read_signals, args=(come, set(known), inbox))
        reader.start()
        try:
            yield
        finally:
            signal.set_wakeup_fd(told)
            # The end is under way; an impatient second signal must not spoil it.
            for each in known:
                signal.signal(each, signal.SIG_IGN)
            note.shutdown(socket.SHUT_RDWR)
            reader.join()


def _read_signals(come: socket.socket, ending: set[int], inbox: Inbox) -> None:
    while numbers := come.recv(64):
        if ending & set(numbers):
            inbox.post(Stopping())


def _say(words: str) -> None:
    """Print for whoever started us in a terminal, if anybody did."""
    try:
        if sys.stdout is not None:
            sys.stdout.write(words + "\n")
            sys.stdout.flush()
    except (OSError, ValueError):
        log.debug("nobody reads our output")
