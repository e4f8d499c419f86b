"""The composition root: settings, adapters, engine, tray; and an orderly end."""

import logging
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from threading import Thread

from movebreak import __version__, platforms
from movebreak.control.client import ask
from movebreak.control.handler import Handler
from movebreak.control.instance import Instance
from movebreak.control.messages import Request
from movebreak.control.server import ControlServer
from movebreak.core.events import Event, Stopping, Tick
from movebreak.engine import Engine, Start, World
from movebreak.errors import Exit
from movebreak.inbox import Inbox
from movebreak.native import paths
from movebreak.ports import Message, Report
from movebreak.senses.unknown import UnknownPresence, UnknownQuiet
from movebreak.store.catalogue_files import BuiltInCatalogue, catalogue_folder
from movebreak.store.folders import Folders, folders
from movebreak.store.history import SqliteHistory
from movebreak.store.logs import open_log
from movebreak.store.pulse import Pulse
from movebreak.store.settings_file import SettingsFile
from movebreak.surfaces.menu import Command
from movebreak.surfaces.tray import NoTray, PystrayTray
from movebreak.timekeeper import Timekeeper

log = logging.getLogger(__name__)

SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
PULSE_NAME = "pulse"

IN_THE_TRAY = "Its icon is in the tray. "
BY_COMMAND = "Answer with: movebreak done, snooze, another, skip."
BY_MENU = "Its menu answers and pauses; so do commands such as: movebreak done."


@dataclass(frozen=True, slots=True)
class Options:
    """How `movebreak run` was called."""

    every: timedelta | None = None
    tray: bool = True


def run(options: Options) -> int:
    """Run until told to end; a second start only says that the first one runs."""
    with Instance(Path(paths.lock_path())) as instance:
        if not instance.acquire():
            return _greet_from_the_first()
        files = folders()
        with open_log(files.log):
            log.info("movebreak %s begins", __version__)
            _run(options, files)
            log.info("movebreak ends")
    return Exit.OK


def _greet_from_the_first() -> int:
    answer = ask(paths.socket_path(), Request("hello"))
    _say(answer.out or answer.err)
    return answer.code


def _run(options: Options, files: Folders) -> None:
    with ExitStack() as stack:
        program = _Program(options, files, stack)
        with _ended_by_signals(program.inbox), program.engine:
            program.serve(stack)
            program.tray.run()


class _Program:
    """The parts of the running program, each knowing only what it is given."""

    def __init__(self, options: Options, files: Folders, stack: ExitStack) -> None:
        self.inbox = Inbox()
        self._files = files
        self._words = platforms.wording()
        self._opener = platforms.opener()
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
        settings = SettingsFile(files.settings)
        settings.ensure()
        settings.refresh()
        platforms.settings_watch(stack, files.settings, lambda: self.inbox.post(Tick()))
        self._notifier = platforms.notifier(stack, clock)
        self.tray = self._make_tray(options)
        self._senses: tuple[UnknownPresence, UnknownQuiet] = (
            UnknownPresence(),
            UnknownQuiet(self.inbox.post),
        )
        self._settings = settings
        self._history = history
        presence, quiet = self._senses
        world = World(
            clock=clock,
            timer=Timekeeper(self.inbox.post),
            history=history,
            notifier=self._notifier,
            tray=self.tray,
            settings=settings,
            catalogue=BuiltInCatalogue(catalogue_folder()),
            quiet=quiet,
            presence=presence,
            beat=pulse.beat,
        )
        start = Start(
            seed=int.from_bytes(os.urandom(4)),
            last_alive=pulse.last(),
            every=options.every,
            where=self._where(),
        )
        self.engine = Engine(world, self.inbox, self._words, start)
        if isinstance(self.tray, PystrayTray):
            self.tray.watch(self.engine.look)

    def serve(self, stack: ExitStack) -> None:
        """Answer commands from now on, and say in the terminal that it runs."""
        handler = Handler(self.inbox, self.engine.look, self._words, __version__)
        handler.know(self._reports, self._tell)
        stack.enter_context(ControlServer(Path(paths.socket_path()), handler.handle))
        _say(self._words.greeting(self.engine.look().glance))

    def _make_tray(self, options: Options) -> PystrayTray | NoTray:
        if not options.tray:
            return NoTray("movebreak was started with --no-tray")
        return platforms.tray(self._words, self._act)

    def _act(self, does: Event | Command) -> None:
        """Do what a menu entry or a click asks, on the tray's thread: only pass on."""
        match does:
            case Command.QUIT:
                self.inbox.post(Stopping())
            case Command.STATUS:
                self._tell(self._words.headline(self.engine.look().glance))
            case Command.SETTINGS:
                Thread(target=self._open_settings, name="settings").start()
            case _:
                self.inbox.post(does)

    def _open_settings(self) -> None:
        self._settings.ensure()
        if not self._opener.open(self._files.settings):
            self._tell(f"Your settings are in {self._files.settings}")

    def _tell(self, words: str) -> None:
        self._notifier.tell(Message("movebreak", words))

    def _where(self) -> str:
        if isinstance(self.tray, NoTray):
            return BY_COMMAND
        return IN_THE_TRAY + (BY_MENU if self.tray.has_menu else BY_COMMAND)

    def _reports(self) -> list[Report]:
        return [
            self.tray.report(),
            self._notifier.report(),
            *(sense.report() for sense in self._senses),
            *(
                Report("settings", well=False, says=each)
                for each in self._settings.problems
            ),
            *(
                Report("history", well=False, says=each)
                for each in self._history.troubles()
            ),
        ]


@contextmanager
def _ended_by_signals(inbox: Inbox) -> Iterator[None]:
    """Let the usual signals end the program in good order."""
    known = [getattr(signal, name) for name in SIGNALS if hasattr(signal, name)]
    before = {each: signal.getsignal(each) for each in known}
    for each in known:
        signal.signal(each, lambda *_: inbox.post(Stopping()))
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _say(words: str) -> None:
    """Print for whoever started us in a terminal, if anybody did."""
    try:
        if sys.stdout is not None:
            sys.stdout.write(words + "\n")
            sys.stdout.flush()
    except (OSError, ValueError):
        log.debug("nobody reads our output")
