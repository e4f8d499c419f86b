"""The words two movebreaks exchange: one line of JSON in, one line out.

Commands import this at every start, so it needs nothing but `json`.
"""

import json
from typing import Any, NamedTuple

from movebreak.errors import MovebreakError

PROTOCOL = 1

# Bytes in one line, the newline not counted. A history may be told in an answer.
MAX_LINE = 64 * 1024
MAX_ANSWER = 8 * 1024 * 1024


class MessageError(MovebreakError):
    """What came over the wire is no message of ours."""


class Request(NamedTuple):
    """What a command asks of the running movebreak."""

    command: str
    args: tuple[str, ...] = ()
    json: bool = False


class Answer(NamedTuple):
    """How the command ends: its exit code, and what it prints."""

    code: int
    out: str = ""
    err: str = ""


def encode_request(request: Request) -> bytes:
    """Return the request as one line. Raises MessageError when it is too long."""
    fields = {
        "movebreak": PROTOCOL,
        "command": request.command,
        "args": list(request.args),
        "json": request.json,
    }
    return _encode(fields, MAX_LINE)


def decode_request(line: bytes) -> Request:
    """Return the request in this line. Raises MessageError when there is none."""
    fields = _decode(line, MAX_LINE)
    _check_protocol(fields.get("movebreak"))
    command = fields.get("command")
    args = fields.get("args", [])
    as_json = fields.get("json", False)
    if not isinstance(command, str) or not command:
        raise MessageError("the request names no command")
    if not isinstance(args, list) or not all(isinstance(arg, str) for arg in args):
        raise MessageError("the arguments of the request are not a list of texts")
    if not isinstance(as_json, bool):
        raise MessageError('"json" in the request is neither true nor false')
    return Request(command, tuple(args), as_json)


def encode_answer(answer: Answer) -> bytes:
    """Return the answer as one line. Raises MessageError when it is too long."""
    fields = {"code": int(answer.code), "out": answer.out, "err": answer.err}
    return _encode(fields, MAX_ANSWER)


def decode_answer(line: bytes) -> Answer:
    """Return the answer in this line. Raises MessageError when there is none."""
    fields = _decode(line, MAX_ANSWER)
    code, out, err = fields.get("code"), fields.get("out", ""), fields.get("err", "")
    if type(code) is not int:
        raise MessageError("the answer has no exit code")
    if not isinstance(out, str) or not isinstance(err, str):
        raise MessageError("the answer is not text")
    return Answer(code, out, err)


def _check_protocol(found: object) -> None:
    # True equals 1 in Python, but is no protocol number.
    if type(found) is not int or found != PROTOCOL:
        raise MessageError(
            "the running movebreak and this command are of different versions",
            hint="choose Quit in the tray menu, then start it again: movebreak run",
        )


def _encode(fields: dict[str, object], limit: int) -> bytes:
    line = json.dumps(fields, separators=(",", ":")).encode("ascii")
    _check_length(line, limit)
    return line + b"\n"


def _decode(line: bytes, limit: int) -> dict[str, Any]:
    line = line.removesuffix(b"\n")
    _check_length(line, limit)
    try:
        fields = json.loads(line.decode("utf-8"))
    # Brackets nested a thousand deep end in a RecursionError.
    except (ValueError, RecursionError) as error:
        raise MessageError("the message is not JSON") from error
    if not isinstance(fields, dict):
        raise MessageError("the message is not a JSON object")
    return fields


def _check_length(line: bytes, limit: int) -> None:
    if len(line) > limit:
        raise MessageError(f"the message is longer than {limit // 1024} KB")
