"""The commands below `movebreak drills`: their words, their help, what they do."""

import argparse
import sys
from collections.abc import Callable

from movebreak.control.messages import Request
from movebreak.errors import Exit

Given = argparse.Namespace
Tell = Callable[[str], None]
Ask = Callable[[Request], int]


TASTES = (
    ("like", "have a drill once more in each round"),
    ("never", "leave a drill out from now on"),
    ("reset", "have a drill as often as any other, and gently as at first"),
)


def grow(parser: argparse.ArgumentParser) -> None:
    """Give the parser of `drills` its own commands."""
    parser.set_defaults(run=_list, json=False)
    below = parser.add_subparsers(
        title="commands", metavar="COMMAND", prog="movebreak drills"
    )
    listed = _new(below, "list", "list all drills, and why some are hidden")
    listed.add_argument("--json", action="store_true", help="as an array of objects")
    listed.set_defaults(run=_list)
    shown = _new(below, "show", "tell all of one drill")
    shown.add_argument("id", metavar="ID", help="as the list has it, such as burpees")
    shown.set_defaults(run=_show)
    for name, says in TASTES:
        taste = _new(below, name, says)
        taste.add_argument("id", metavar="ID", help="as the list has it")
        taste.set_defaults(run=_taste, taste=name)
    added = _new(below, "add", "begin a pack of your own drills")
    added.add_argument(
        "name", metavar="NAME", nargs="?", default="my-drills", help="of the pack"
    )
    added.set_defaults(run=_add)
    checked = _new(below, "check", "tell every mistake in a pack")
    checked.add_argument("file", metavar="FILE", help="the pack, a .toml file")
    checked.set_defaults(run=_check)


def _new(
    below: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, says: str
) -> argparse.ArgumentParser:
    return below.add_parser(name, help=says, description=says)


def _list(given: Given, tell: Tell, _: Ask) -> int:
    from movebreak import offline_drills  # noqa: PLC0415

    told, amiss = offline_drills.list_all(as_json=given.json)
    tell(told)
    sys.stderr.writelines(f"{each}\n" for each in amiss)
    return Exit.OK


def _show(given: Given, tell: Tell, _: Ask) -> int:
    from movebreak import offline_drills  # noqa: PLC0415

    tell(offline_drills.show(given.id))
    return Exit.OK


def _taste(given: Given, _: Tell, ask: Ask) -> int:
    from movebreak import offline_drills  # noqa: PLC0415

    # Wrong words are told before anything else, also when nothing runs.
    offline_drills.refuse_unknown(given.id)
    return ask(Request("drills", (given.taste, given.id)))


def _add(given: Given, tell: Tell, _: Ask) -> int:
    from movebreak import offline_drills  # noqa: PLC0415

    tell(offline_drills.add(given.name))
    return Exit.OK


def _check(given: Given, tell: Tell, _: Ask) -> int:
    from pathlib import Path  # noqa: PLC0415

    from movebreak import offline_drills  # noqa: PLC0415

    tell(offline_drills.check(Path(given.file)))
    return Exit.OK
