"""Commands and exit codes. Imports little: most commands only pass a line on."""

import argparse
import sys
from collections.abc import Callable, Sequence

from movebreak import __version__
from movebreak.errors import Exit, MovebreakError, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import timedelta

DESCRIPTION = "Get up and move: a drill every 20 minutes, one click to answer."
EPILOG = "Exit codes: 0 done; 1 it failed; 2 wrong words; 3 movebreak is not running."
MOST_DAYS = 3660

Run = Callable[[argparse.Namespace], int]

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
    ("guide", "", "tell how the drill goes, step by step"),
    ("quit", "", "end movebreak"),
)


def main(words: Sequence[str] | None = None) -> int:
    """Run the command in `words`, or in the command line, and return its exit code."""
    parser = _parser()
    given = parser.parse_args(words)
    run: Run = getattr(given, "run", _start)
    try:
        return run(given)
    except MovebreakError as error:
        _complain(str(error))
        return error.exit
    except KeyboardInterrupt:
        return Exit.FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("movebreak", None, DESCRIPTION, EPILOG)
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    start = commands.add_parser("run", help="start movebreak (also plain: movebreak)")
    start.add_argument("--every", metavar="D", help="interval for trying, such as 20s")
    start.add_argument("--no-tray", action="store_true", help="show no icon")
    start.set_defaults(run=_start)
    for name, follows, says in ASKED:
        asked = commands.add_parser(name, help=says, description=says)
        if follows:
            asked.add_argument("words", nargs="*", metavar=follows)
        asked.set_defaults(run=_ask, command=name)
    status = commands.add_parser("status", help="tell how things stand")
    status.add_argument("--json", action="store_true", help="as one JSON object")
    status.set_defaults(run=_ask, command="status")
    _add_offline(commands)
    return parser


def _add_offline(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    commands.add_parser("today", help="tell the day so far").set_defaults(run=_today)
    past = commands.add_parser("history", help="tell the last days")
    past.add_argument("--days", type=_days, default=30, help="how many (default: 30)")
    form = past.add_mutually_exclusive_group()
    form.add_argument("--json", dest="form", action="store_const", const="json")
    form.add_argument("--csv", dest="form", action="store_const", const="csv")
    past.set_defaults(run=_history, form="table")
    summary = commands.add_parser("summary", help="sum up the day")
    summary.set_defaults(run=_summary)
    export = commands.add_parser("export", help="write the whole history to a file")
    export.add_argument("file", help="ends in .csv or .json")
    export.set_defaults(run=_export)
    settings = commands.add_parser("settings", help="open the settings")
    settings.add_argument(
        "--path", action="store_true", help="only tell where they are"
    )
    settings.set_defaults(run=_settings)
    doctor = commands.add_parser("doctor", help="tell what each part found")
    doctor.add_argument("--json", action="store_true", help="as one JSON object")
    doctor.set_defaults(run=_doctor)


def _ask(given: argparse.Namespace) -> int:
    from movebreak.control.client import ask  # noqa: PLC0415
    from movebreak.control.messages import Request  # noqa: PLC0415
    from movebreak.native.paths import socket_path  # noqa: PLC0415

    args = tuple(getattr(given, "words", ()))
    if args:
        _check(given.command, args)
    as_json = getattr(given, "json", False)
    answer = ask(socket_path(), Request(given.command, args, as_json))
    if answer.err:
        _complain(answer.err)
    if answer.out:
        print(answer.out)
    return answer.code


def _check(command: str, args: tuple[str, ...]) -> None:
    """Refuse wrong words before anything is asked, also when nothing runs."""
    from datetime import datetime  # noqa: PLC0415

    from movebreak.control.handler import event_of  # noqa: PLC0415

    # Only the form is looked at here: the running program knows what time it is.
    event_of(command, args, datetime(2000, 1, 1))  # noqa: DTZ001


def _start(given: argparse.Namespace) -> int:
    from movebreak.app import Options, run  # noqa: PLC0415

    every = getattr(given, "every", None)
    tray = not getattr(given, "no_tray", False)
    return run(Options(None if every is None else _length(every), tray))


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
    raise argparse.ArgumentTypeError(f'"{text}" is no number from 1 to {MOST_DAYS}')


def _today(_: argparse.Namespace) -> int:
    from movebreak import offline  # noqa: PLC0415

    print(offline.today())
    return Exit.OK


def _history(given: argparse.Namespace) -> int:
    from movebreak import offline  # noqa: PLC0415

    print(offline.history(given.days, given.form))
    return Exit.OK


def _summary(_: argparse.Namespace) -> int:
    from movebreak import offline  # noqa: PLC0415

    print(offline.summary())
    return Exit.OK


def _export(given: argparse.Namespace) -> int:
    from pathlib import Path  # noqa: PLC0415

    from movebreak import offline  # noqa: PLC0415

    print(offline.export(Path(given.file)))
    return Exit.OK


def _settings(given: argparse.Namespace) -> int:
    from movebreak import offline  # noqa: PLC0415

    print(offline.settings(only_path=given.path))
    return Exit.OK


def _doctor(given: argparse.Namespace) -> int:
    from movebreak import offline  # noqa: PLC0415

    text, _well = offline.doctor(as_json=given.json)
    print(text)
    return Exit.OK


def _complain(words: str) -> None:
    print(f"movebreak: {words}" if "\n" not in words else words, file=sys.stderr)
