"""Clients of the control channel who say anything, and listen well."""

import json
import socket
from collections import Counter
from pathlib import Path
from random import Random
from typing import Final

from movebreak.control.messages import MAX_LINE, PROTOCOL, decode_answer
from movebreak.native.channel import connect

PATIENCE: Final = 30.0
# Those that neither end the program, nor delete anything, nor start another program.
COMMANDS: Final = (
    *("status", "move", "done", "skip", "another", "undo", "snooze", "pause"),
    *("resume", "meeting", "drills", "look", "report", "hello", "reload"),
    *("guided", "welcomed", "", "done\n", "Done", "no such", "\x00", "🦵", "x" * 999),
)
WORDS: Final = (
    *("5m", "-5m", "0s", "9999999999h", "off", "until", "from", "tomorrow", "14:00"),
    *("25:61", "2 Dec", "break=1", "break=-1", "break=x", "like", "never", "burpees"),
    *("", " ", "\x00", "\ud800", "é" * 300, "1", "0", "99999999999999999999", "nan"),
)
# What an answer says that was counted.
COUNTED: Final = ("Counted.", "Done.", ": done.")
ANYTHING: Final[tuple[object, ...]] = (
    *(None, True, 0, 1, -1, 2**70, 1.5),
    *("x", [], ["x"], [1], {}, {"a": 1}),
)


class Talker:
    """Sends messages of all kinds; notes what each was answered, and what is wrong."""

    def __init__(self, path: Path, seed: int) -> None:
        self._path = str(path)
        self._dice = Random(seed)  # noqa: S311 - nonsense, no secret
        self.answers: Counter[int | None] = Counter()
        self.wrong: list[str] = []
        self.done = 0
        self.unsure = 0

    def talk(self, messages: int) -> None:
        """Say so much, one thing after the other."""
        kinds = {
            self._command: 50,
            self._fields: 15,
            self._noise: 15,
            self._cut_short: 8,
            self._rude: 8,
            self._huge: 2,
            self._deep: 2,
        }
        for say in self._dice.choices([*kinds], [*kinds.values()], k=messages):
            say()

    # What is said.

    def _command(self) -> None:
        command = self._dice.choice(COMMANDS)
        words = self._dice.choices(WORDS, k=self._dice.choice((0, 0, 0, 1, 1, 2, 4)))
        if command == "look":
            # A page may wait for news for a long while.
            words = []
        as_json = self._dice.random() < 0.5
        fields = {"movebreak": PROTOCOL, "command": command, "args": words}
        said = self._say(json.dumps(fields | {"json": as_json}).encode() + b"\n")
        if command in {"done", "undo"}:
            self._count(command, said)

    def _fields(self) -> None:
        names = self._dice.sample(("movebreak", "command", "args", "json", "more"), 3)
        fields = {name: self._dice.choice(ANYTHING) for name in names}
        self._say(json.dumps(fields).encode() + b"\n", code=2)

    def _noise(self) -> None:
        self._say(self._dice.randbytes(self._dice.randrange(1, 300)) + b"\n", code=2)

    def _cut_short(self) -> None:
        whole = json.dumps({"movebreak": PROTOCOL, "command": "status"}).encode()
        self._say(whole[: self._dice.randrange(len(whole))], code=None)

    def _rude(self) -> None:
        """Leave without listening."""
        fields = {"movebreak": PROTOCOL, "command": "status", "json": True}
        try:
            with self._wire() as wire:
                wire.sendall(json.dumps(fields).encode() + b"\n")
        except OSError:
            self.answers[None] += 1
        else:
            self.answers[-1] += 1

    def _huge(self) -> None:
        self._say(b'"' + b"x" * (MAX_LINE + self._dice.randrange(9999)), code=2)

    def _deep(self) -> None:
        self._say(b"[" * self._dice.randrange(1, MAX_LINE // 2) + b"\n", code=2)

    # What is answered.

    def _wire(self) -> socket.socket:
        return connect(self._path, PATIENCE)

    def _say(self, line: bytes, code: int | None = None) -> str | None:
        """Return what is answered to this line; None when there is no answer."""
        heard = self._heard(line)
        if heard is None:
            self.answers[None] += 1
            return None
        answer = decode_answer(heard)
        self.answers[answer.code] += 1
        busy = "busy" in answer.err
        if code is not None and answer.code != code and not busy:
            self.wrong.append(f"{line[:99]!r} is answered by {answer}")
        if answer.code not in {0, 1, 2} or (answer.code and not answer.err):
            self.wrong.append(f"{line[:99]!r} is answered by {answer}")
        return answer.err or answer.out

    def _heard(self, line: bytes) -> bytes | None:
        with self._wire() as wire:
            try:
                wire.sendall(line)
                if not line.endswith(b"\n"):
                    wire.shutdown(socket.SHUT_WR)
            except (BrokenPipeError, ConnectionResetError):
                pass  # it may have said why
            heard = bytearray()
            while not heard.endswith(b"\n"):
                try:
                    piece = wire.recv(65536)
                except ConnectionResetError:
                    return None
                if not piece:
                    return None
                heard += piece
        return bytes(heard)

    def _count(self, command: str, said: str | None) -> None:
        if said is None:
            self.unsure += 1
        elif "busy" in said or "already" in said:
            return
        elif command == "undo":
            self.done -= "Done is taken back" in said
        else:
            self.done += any(each in said for each in COUNTED)
