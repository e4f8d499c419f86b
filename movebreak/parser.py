"""Which commands there are, what may follow each, and their help."""

import argparse
import os
from collections.abc import Sequence

from movebreak import __version__, commands
from movebreak.errors import UsageError

DESCRIPTION = "Get up and move: a drill every 20 minutes, one click to answer."
EPILOG = "Exit codes: 0 done; 1 it failed; 2 wrong words; 3 movebreak is not running."
MOST_DAYS = 3660

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

# How the history may be told: option, form, help.
FORMS = (
    ("json", "json", "as an array of objects"),
    ("csv", "csv", "as lines for a spreadsheet"),
    ("text", "table", "as a table, in the terminal"),
)


class _Parser(argparse.ArgumentParser):
    """A parser that is told the width: finding it out costs four milliseconds.

    What may not follow a command is refused with the usage of this command.
    """

    def _get_formatter(self) -> argparse.HelpFormatter:
        return argparse.HelpFormatter(self.prog, width=_width())

    def parse_known_args(  # type: ignore[override]  # never given another namespace
        self,
        args: Sequence[str] | None = None,
        namespace: argparse.Namespace | None = None,
    ) -> tuple[argparse.Namespace, list[str]]:
        found, others = super().parse_known_args(args, namespace)
        if others:
            self.error(f"unrecognized arguments: {' '.join(others)}")
        return found, others


def parser_for(words: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser of all commands, as far as these words need it."""
    parser = _Parser("movebreak", None, DESCRIPTION, EPILOG)
    parser.add_argument("--version", action="version", version=__version__)
    below = parser.add_subparsers(title="commands", metavar="COMMAND", prog="movebreak")
    _add_running(below)
    drills = _new(below, "drills", "list, show, like, add, check drills")
    if "drills" in words:
        # All other commands are faster without these.
        from movebreak.drill_commands import grow  # noqa: PLC0415

        grow(drills)
    _add_history(below)
    _add_setting_up(below)
    _add_pages(below)
    doctor = _new(below, "doctor", "tell what each part found")
    doctor.add_argument("--json", action="store_true", help="as one JSON object")
    doctor.set_defaults(run=commands.doctor)
    return parser


def _new(below: "argparse._SubParsersAction[_Parser]", name: str, says: str) -> _Parser:
    """Add a command whose own help says what the list of all says of it."""
    return below.add_parser(name, help=says, description=says)


def _add_running(below: "argparse._SubParsersAction[_Parser]") -> None:
    start = _new(below, "run", "start movebreak (also plain: movebreak)")
    start.add_argument("--every", metavar="D", help="interval for trying, such as 20s")
    start.add_argument("--no-tray", action="store_true", help="show no icon")
    start.set_defaults(run=commands.start)
    for name, follows, says in ASKED:
        asked = _new(below, name, says)
        if follows:
            asked.add_argument("words", nargs="*", metavar=follows)
        asked.set_defaults(run=commands.pass_on, command=name)
    status = _new(below, "status", "tell how things stand")
    status.add_argument("--json", action="store_true", help="as one JSON object")
    status.set_defaults(run=commands.pass_on, command="status")


def _add_history(below: "argparse._SubParsersAction[_Parser]") -> None:
    _new(below, "today", "tell the day so far").set_defaults(run=commands.today)
    past = _new(below, "history", "show the last days")
    past.add_argument("--days", type=_days, help="how many (default: 30)")
    forms = past.add_mutually_exclusive_group()
    for name, form, says in FORMS:
        forms.add_argument(
            f"--{name}", dest="form", action="store_const", const=form, help=says
        )
    past.set_defaults(run=commands.history, form=None)
    summary = _new(below, "summary", "sum up the day, or the week")
    summary.add_argument(
        "--week", action="store_true", help="the week, or the last one on days off"
    )
    summary.set_defaults(run=commands.summary)
    export = _new(below, "export", "write the whole history to a file")
    export.add_argument("file", help="ends in .csv or .json")
    export.set_defaults(run=commands.export)
    forget = _new(below, "forget", "delete a day from the history, or all")
    forget.add_argument(
        "what", nargs="+", help="a day such as 2026-03-04, answers, or all"
    )
    forget.add_argument("--yes", action="store_true", help="do it, for good")
    forget.set_defaults(run=commands.forget)


def _add_setting_up(below: "argparse._SubParsersAction[_Parser]") -> None:
    settings = _new(below, "settings", "open the settings")
    settings.add_argument(
        "--path", action="store_true", help="only tell where they are"
    )
    settings.add_argument("--edit", action="store_true", help="open the file itself")
    settings.set_defaults(run=commands.settings)
    welcome = _new(below, "welcome", "set movebreak up, in three steps")
    welcome.set_defaults(run=commands.welcome)
    autostart = _new(below, "autostart", "start movebreak at login")
    autostart.add_argument("switch", nargs="?", default="status", metavar="on|off")
    autostart.add_argument(
        "--systemd", action="store_true", help="on: by a unit of systemd (Linux)"
    )
    autostart.set_defaults(run=commands.autostart)
    entry = _new(below, "entry", "stand among the applications (Linux)")
    entry.add_argument("switch", nargs="?", default="status", metavar="on|off")
    entry.set_defaults(run=commands.entry)


def _add_pages(below: "argparse._SubParsersAction[_Parser]") -> None:
    guide = _new(below, "guide", "show how the drill goes")
    guide.add_argument("--text", action="store_true", help="step by step, as text")
    guide.set_defaults(run=commands.guide, command="guide")
    session = _new(below, "session", "a session: play it, plan it")
    session.add_argument("words", nargs="*", metavar="ID|plan|tomorrow|skip|end")
    session.add_argument("--text", action="store_true", help="in the terminal")
    session.set_defaults(run=commands.session)
    focus = _new(below, "focus", "what sessions are for")
    focus.add_argument("word", nargs="?", help="such as strength; off plans none")
    focus.set_defaults(run=commands.focus)
    for name, says in (
        ("programme", "the sessions, and what they are for"),
        ("check", "the self-check"),
        ("review", "look back"),
    ):
        _new(below, name, says).set_defaults(run=commands.programme, page=name)
    pages = _new(below, "pages", "show a page in the browser")
    pages.add_argument("page", nargs="?", default="guide", help="such as history")
    pages.add_argument("--stay", action="store_true", help=argparse.SUPPRESS)
    pages.set_defaults(run=commands.pages)


def _width() -> int:
    try:
        return max(40, os.get_terminal_size().columns - 2)
    except OSError:
        return 78


def _days(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= MOST_DAYS:
        return int(text)
    raise UsageError(f'--days: "{text}" is no number from 1 to {MOST_DAYS}')
