"""Commands and exit codes. Imports little: most commands only pass a line on."""

import os
import sys
from collections.abc import Sequence

from movebreak import __version__
from movebreak.errors import Exit, MovebreakError, NotRunningError, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from datetime import timedelta

    from movebreak.control.messages import Request

DESCRIPTION = "Get up and move: a drill every 20 minutes, one click to answer."
EPILOG = "Exit codes: 0 done; 1 it failed; 2 wrong words; 3 movebreak is not running."
MOST_DAYS = 3660
DAYS = 30
NO_TRAY = "--no-tray"

# A parser would stay in the memory of a program that runs for years.
PLAIN_STARTS = ((), ("run",), ("run", NO_TRAY))

# Command, words that may follow, help. The running program answers these.
ASKED = (
    ("done", "", "you moved: close the open break, or count a movement"),
    ("snooze", "LENGTH", "be reminded again in 5m, or in 1s to 4h"),
    ("skip", "", "turn the open break down"),
    ("another", "", "deal another drill"),
    ("move", "", "show a drill at once"),
    ("undo", "", "take back the last answer, within 5 minutes"),
    ("pause", "WHEN", "pause: 1h | until 14:00 | until tomorrow | from … until …"),
    ("resume", "", "end the pause, or take back a planned one"),
    ("meeting", "LENGTH", "hold reminders for 60m, or another length; off ends it"),
    ("test", "", "show a test reminder; it counts nothing"),
    ("quit", "", "end movebreak"),
)


def main(words: Sequence[str] | None = None) -> int:
    """Run the command in `words`, or in the command line, and return its exit code."""
    _forgive_characters()
    words = tuple(sys.argv[1:] if words is None else words)
    try:
        if words in PLAIN_STARTS:
            return _run(tray=NO_TRAY not in words)
        given = _parser(words).parse_args(words)
        return int(given.run(given))
    except MovebreakError as error:
        _complain(str(error))
        return error.exit
    except KeyboardInterrupt:
        return Exit.FAILED
    finally:
        _let_go_of_output()


def _parser(words: Sequence[str]) -> "argparse.ArgumentParser":
    import argparse  # noqa: PLC0415

    class Parser(argparse.ArgumentParser):
        """A parser that is told the width: finding it out costs four milliseconds."""

        def _get_formatter(self) -> argparse.HelpFormatter:
            return argparse.HelpFormatter(self.prog, width=_width())

    parser: argparse.ArgumentParser = Parser("movebreak", None, DESCRIPTION, EPILOG)
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(
        title="commands", metavar="COMMAND", prog="movebreak"
    )
    start = commands.add_parser("run", help="start movebreak (also plain: movebreak)")
    start.add_argument("--every", metavar="D", help="interval for trying, such as 20s")
    start.add_argument(NO_TRAY, action="store_true", help="show no icon")
    start.set_defaults(run=_start)
    for name, follows, says in ASKED:
        asked = commands.add_parser(name, help=says, description=says)
        if follows:
            asked.add_argument("words", nargs="*", metavar=follows)
        asked.set_defaults(run=_ask, command=name)
    status = commands.add_parser("status", help="tell how things stand")
    status.add_argument("--json", action="store_true", help="as one JSON object")
    status.set_defaults(run=_ask, command="status")
    drills = commands.add_parser("drills", help="list, show, like, add, check drills")
    drills.set_defaults(run=_drills)
    if "drills" in words:
        # All other commands are faster without these.
        from movebreak.drill_commands import grow  # noqa: PLC0415

        grow(drills)
    _add_offline(commands)
    return parser


def _width() -> int:
    try:
        return max(40, os.get_terminal_size().columns - 2)
    except OSError:
        return 78


def _add_offline(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    import argparse  # noqa: PLC0415

    commands.add_parser("today", help="tell the day so far").set_defaults(run=_today)
    past = commands.add_parser("history", help="show the last days")
    past.add_argument("--days", type=_days, help="how many (default: 30)")
    form = past.add_mutually_exclusive_group()
    form.add_argument("--json", dest="form", action="store_const", const="json")
    form.add_argument("--csv", dest="form", action="store_const", const="csv")
    form.add_argument("--text", dest="form", action="store_const", const="table")
    past.set_defaults(run=_history, form=None)
    summary = commands.add_parser("summary", help="sum up the day, or the week")
    summary.add_argument(
        "--week", action="store_true", help="the week, or the last one on days off"
    )
    summary.set_defaults(run=_summary)
    export = commands.add_parser("export", help="write the whole history to a file")
    export.add_argument("file", help="ends in .csv or .json")
    export.set_defaults(run=_export)
    forget = commands.add_parser("forget", help="delete a day from the history, or all")
    forget.add_argument(
        "what", nargs="+", help="a day such as 2026-03-04, answers, or all"
    )
    forget.add_argument("--yes", action="store_true", help="do it, for good")
    forget.set_defaults(run=_forget)
    settings = commands.add_parser("settings", help="open the settings")
    settings.add_argument(
        "--path", action="store_true", help="only tell where they are"
    )
    settings.add_argument("--edit", action="store_true", help="open the file itself")
    settings.set_defaults(run=_settings)
    welcome = commands.add_parser("welcome", help="set movebreak up, in three steps")
    welcome.set_defaults(run=_welcome)
    autostart = commands.add_parser("autostart", help="start movebreak at login")
    autostart.add_argument("switch", nargs="?", default="status", metavar="on|off")
    autostart.add_argument(
        "--systemd", action="store_true", help="on: by a unit of systemd (Linux)"
    )
    autostart.set_defaults(run=_autostart)
    entry = commands.add_parser("entry", help="stand among the applications (Linux)")
    entry.add_argument("switch", nargs="?", default="status", metavar="on|off")
    entry.set_defaults(run=_entry)
    guide = commands.add_parser("guide", help="show how the drill goes")
    guide.add_argument("--text", action="store_true", help="step by step, as text")
    guide.set_defaults(run=_guide, command="guide")
    session = commands.add_parser("session", help="a session: play it, plan it")
    session.add_argument("words", nargs="*", metavar="ID|plan|tomorrow|skip|end")
    session.add_argument("--text", action="store_true", help="in the terminal")
    session.set_defaults(run=_session)
    focus = commands.add_parser("focus", help="what sessions are for")
    focus.add_argument("word", nargs="?", help="such as strength; off plans none")
    focus.set_defaults(run=_focus)
    for name, says in (
        ("programme", "the sessions, and what they are for"),
        ("check", "the self-check"),
        ("review", "look back"),
    ):
        commands.add_parser(name, help=says).set_defaults(run=_programme, page=name)
    pages = commands.add_parser("pages", help="show a page in the browser")
    pages.add_argument("page", nargs="?", default="guide", help="such as history")
    pages.add_argument("--stay", action="store_true", help=argparse.SUPPRESS)
    pages.set_defaults(run=_pages)
    doctor = commands.add_parser("doctor", help="tell what each part found")
    doctor.add_argument("--json", action="store_true", help="as one JSON object")
    doctor.set_defaults(run=_doctor)


def _ask(given: "argparse.Namespace") -> int:
    from movebreak.control.messages import Request  # noqa: PLC0415

    args = tuple(getattr(given, "words", ()))
    as_json = getattr(given, "json", False)
    code = _pass_on(Request(given.command, args, as_json))
    if given.command == "quit" and code == Exit.OK:
        _wait_for_the_end()
    return code


def _pass_on(request: "Request") -> int:
    from movebreak.control.client import ask  # noqa: PLC0415
    from movebreak.native.paths import socket_path  # noqa: PLC0415

    try:
        answer = ask(socket_path(), request)
    except NotRunningError:
        if request.args:
            _check(request.command, request.args)
        raise
    if answer.err:
        _complain(answer.err)
    if answer.out:
        _tell(answer.out)
    return answer.code


def _drills(given: "argparse.Namespace") -> int:
    return int(given.does(given, _tell, _pass_on))


def _wait_for_the_end() -> None:
    """Return when movebreak can be started again, or after five seconds."""
    from pathlib import Path  # noqa: PLC0415
    from threading import Event  # noqa: PLC0415

    from movebreak.control.instance import Instance  # noqa: PLC0415
    from movebreak.native.paths import lock_path  # noqa: PLC0415

    instance = Instance(Path(lock_path()))
    for _ in range(50):
        if instance.owner() is None:
            return
        Event().wait(0.1)


def _check(command: str, args: tuple[str, ...]) -> None:
    """Refuse wrong words also when nothing runs that would; too slow to be usual."""
    from datetime import datetime  # noqa: PLC0415

    from movebreak.control.handler import event_of  # noqa: PLC0415

    # Only the form is looked at here: the running program knows what time it is.
    event_of(command, args, datetime(2000, 1, 1))  # noqa: DTZ001


def _start(given: "argparse.Namespace") -> int:
    every = None if given.every is None else _length(given.every)
    return _run(every, tray=not given.no_tray)


def _run(every: "timedelta | None" = None, *, tray: bool) -> int:
    _spare_memory()
    from movebreak.app import Options, run  # noqa: PLC0415

    return run(Options(every, tray))


def _spare_memory() -> None:
    """Leave out what dataclasses, pystray, pathlib and msgspec import, and we not use.

    These and what they bring along would take 2.7 MiB for years.
    """
    import queue  # noqa: PLC0415

    from movebreak.native.later import leave_out, only_known, put_off  # noqa: PLC0415

    put_off("inspect")
    put_off("ipaddress")
    put_off("msgspec.inspect")
    # What shows a line of source below an error; most days have none.
    put_off("tokenize")
    # Of which pystray takes a queue, by its name in Python 2.
    put_off("six")
    put_off("six.moves", queue=queue)
    if sys.platform == "linux":
        # There for the pages; msgspec would take it, and does as well without.
        leave_out("typing_extensions")
    # Values of these types are none of ours; msgspec must only know the types.
    with (
        only_known("decimal", Decimal=_NeverMade),
        only_known("uuid", UUID=_NeverMade, SafeUUID=_NeverMade),
    ):
        import msgspec  # noqa: F401, PLC0415


class _NeverMade:
    """Stands for a type without values."""

    unknown = None


def _length(text: str) -> "timedelta":
    from datetime import timedelta  # noqa: PLC0415

    from movebreak.core.durations import parse  # noqa: PLC0415

    try:
        length = parse(text)
    except ValueError as wrong:
        raise UsageError(f"--every: {wrong}") from None
    if not timedelta(seconds=1) <= length <= timedelta(hours=4):
        raise UsageError(f'--every: "{text}" is out of range (allowed: 1s to 4h)')
    return length


def _days(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= MOST_DAYS:
        return int(text)
    raise UsageError(f'--days: "{text}" is no number from 1 to {MOST_DAYS}')


def _today(_: "argparse.Namespace") -> int:
    from movebreak import offline  # noqa: PLC0415

    _tell(offline.today())
    return Exit.OK


def _history(given: "argparse.Namespace") -> int:
    from movebreak import offline  # noqa: PLC0415

    if given.form is None and given.days is None and _shown("history"):
        return Exit.OK
    _tell(offline.history(given.days or DAYS, given.form or "table"))
    return Exit.OK


def _summary(given: "argparse.Namespace") -> int:
    from movebreak import offline  # noqa: PLC0415

    _tell(offline.week() if given.week else offline.summary())
    return Exit.OK


def _export(given: "argparse.Namespace") -> int:
    from pathlib import Path  # noqa: PLC0415

    from movebreak import offline  # noqa: PLC0415

    _tell(offline.export(Path(given.file)))
    return Exit.OK


def _forget(given: "argparse.Namespace") -> int:
    from movebreak import offline  # noqa: PLC0415

    _tell(offline.forget(given.what, sure=given.yes))
    return Exit.OK


def _settings(given: "argparse.Namespace") -> int:
    from movebreak import offline  # noqa: PLC0415

    if not given.path and not given.edit and _shown("settings"):
        return Exit.OK
    _tell(offline.settings(only_path=given.path))
    return Exit.OK


def _welcome(_: "argparse.Namespace") -> int:
    from movebreak import offline  # noqa: PLC0415

    if not _shown("welcome"):
        _tell(offline.settings(only_path=False))
    return Exit.OK


def _autostart(given: "argparse.Namespace") -> int:
    from movebreak import login  # noqa: PLC0415

    _tell(login.switch(given.switch, by_systemd=given.systemd))
    return Exit.OK


def _entry(given: "argparse.Namespace") -> int:
    from movebreak import login  # noqa: PLC0415

    _tell(login.entry(given.switch))
    return Exit.OK


def _guide(given: "argparse.Namespace") -> int:
    return Exit.OK if not given.text and _shown("guide") else _ask(given)


def _session(given: "argparse.Namespace") -> int:
    from movebreak import session_commands  # noqa: PLC0415

    return session_commands.session(given.words, _tell, _pass_on, text=given.text)


def _focus(given: "argparse.Namespace") -> int:
    from movebreak import programme_commands  # noqa: PLC0415

    return programme_commands.focus(given.word, _tell)


def _programme(given: "argparse.Namespace") -> int:
    from movebreak import programme_commands  # noqa: PLC0415
    from movebreak.core.events import Page  # noqa: PLC0415

    return programme_commands.show(Page(given.page), _tell)


def _pages(given: "argparse.Namespace") -> int:
    from movebreak import browser  # noqa: PLC0415

    if given.stay:
        return browser.stay(given.page)
    _tell(browser.show(given.page))
    return Exit.OK


def _shown(page: str) -> bool:
    from movebreak import browser  # noqa: PLC0415
    from movebreak.core.events import Page  # noqa: PLC0415

    return browser.shown(Page(page))


def _doctor(given: "argparse.Namespace") -> int:
    from movebreak import offline  # noqa: PLC0415

    text, _well = offline.doctor(as_json=given.json)
    _tell(text)
    return Exit.OK


def _complain(words: str) -> None:
    print(f"movebreak: {words}" if "\n" not in words else words, file=sys.stderr)


def _tell(words: str) -> None:
    """Print what was asked for; raise MovebreakError when it cannot be written."""
    try:
        print(words, flush=True)
    except BrokenPipeError:
        # Whoever read it has seen enough, as `head` does.
        raise SystemExit(Exit.FAILED) from None
    except OSError as error:
        raise MovebreakError(
            f"the output cannot be written: {error.strerror}"
        ) from None


def _forgive_characters() -> None:
    """Show a question mark for what this terminal's encoding does not have."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _let_go_of_output() -> None:
    """Leave nothing behind that Python would fail to write, loudly, at its end."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.close(nowhere)
