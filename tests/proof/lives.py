"""Lives of the program that end by `kill -9`, and the books kept over all of them."""

import json
import sqlite3
import sys
import time
from collections.abc import Mapping
from contextlib import closing, suppress
from math import inf
from random import Random
from threading import Timer
from typing import Any, Final

from movebreak.control.client import ask
from movebreak.control.messages import Request
from movebreak.errors import MovebreakError
from tests.app.program import SOON, Home, Program
from tests.proof.day import ANY, Known, adopted, after, counts_of, fits, next_of, told
from tests.waiting import eventually

RUN: Final = (sys.executable, "-m", "movebreak", "run", "--no-tray", "--every")
LONG: Final = "1h"
SHORT: Final = "1s"

# Seconds until the kill: from the start on; while it answers; while it ends.
STARTING: Final = 0.35
ANSWERING: Final = 0.06
ENDING: Final = 0.06
BY_TIME: Final = 1.6

STANDING: Final = """
SELECT kind, drill FROM records AS told WHERE kind IN ('done', 'skipped')
AND NOT EXISTS (SELECT 1 FROM records AS later WHERE later.kind = 'undone'
  AND later.refers = told.id AND later.id > told.id) ORDER BY id
"""
COUNTED: Final = {"done": "done", "skip": "skipped"}


class Lives:
    """One person's day, cut up by kills; `wrong` names what was not as it must be."""

    def __init__(self, home: Home, seed: int) -> None:
        self.home = home
        self.dice = Random(seed)  # noqa: S311 - a day, no secret
        self.known = Known()
        self.said: str | None = None
        self.book: list[tuple[str, str | None]] = []
        self.wrong: list[str] = []
        self.lost = 0
        # Whether time went on after the program last told how things stand.
        self._untold = False
        self._socket = home.runtime / "control.sock"
        # Nine in the morning: neither a summary nor a new day may come in between.
        home.env["TZ"] = f"UTC{time.gmtime().tm_hour - 9}"

    def live(self) -> None:
        """Start, check all that was said before, go on with the day, and be killed."""
        how = self.dice.choices(
            [self._starting, self._answering, self._ending, self._by_time],
            [25, 50, 15, 10],
        )[0]
        how()

    def close(self) -> None:
        """Look at the history itself: each answer is in it, once, in its order."""
        self._begin(LONG).end()
        with closing(sqlite3.connect(self.home.history)) as db:
            found = db.execute(STANDING).fetchall()
            (verdict,) = db.execute("PRAGMA integrity_check").fetchone()
        if verdict != "ok":
            self.wrong.append(f"the file is damaged: {verdict}")
        same = [kind for kind, _ in found] == [kind for kind, _ in self.book]
        drills = zip(found, self.book, strict=False)
        if not same or any(ANY != ours[1] != its[1] for its, ours in drills):
            self.wrong.append(f"answered {self.book}\nkept {found}")

    # How a life goes.

    def _starting(self) -> None:
        program = self._launch(LONG)
        time.sleep(self.dice.uniform(0, STARTING))
        self._kill(program)

    def _answering(self) -> None:
        program = self._begin(LONG)
        killer = Timer(self.dice.uniform(0, ANSWERING), program.process.kill)
        killer.start()
        self._talk()
        killer.join()
        self._kill(program)

    def _ending(self) -> None:
        program = self._begin(LONG)
        self._say(next_of(self.known, self.dice, only_answers=False))
        program.process.terminate()
        time.sleep(self.dice.uniform(0, ENDING))
        self._kill(program)

    def _by_time(self) -> None:
        """Have breaks come by themselves, too, at times when nobody asks any more."""
        program = self._begin(SHORT)
        death = self.dice.uniform(0.3, BY_TIME)
        killer = Timer(death, program.process.kill)
        killer.start()
        self._talk(
            by_time=True, until=time.monotonic() + self.dice.uniform(0, 2 * death)
        )
        killer.join()
        self._kill(program)

    def _launch(self, every: str) -> Program:
        return self.home.launch([*RUN, every], wait=False)

    def _begin(self, every: str) -> Program:
        """Start, and see that it goes on where the one before was killed."""
        program = self._launch(every)
        if not eventually(lambda: self._status() is not None, SOON):
            raise AssertionError(program.aborted())
        short = every == SHORT
        self._compare(self._asked(), loosely=short or self._untold)
        self._untold = short
        return program

    def _kill(self, program: Program) -> None:
        program.kill()
        if program.err:
            self.wrong.append(program.err)

    # What is said in it.

    def _talk(self, *, by_time: bool = False, until: float = inf) -> None:
        with suppress(MovebreakError):
            while time.monotonic() < until:
                said = next_of(self.known, self.dice, only_answers=by_time)
                if said is not None:
                    self._say(said)
                elif not by_time:
                    return
                status = self._asked()
                if by_time:
                    self.known = adopted(self.known, status)
                else:
                    self._compare(status)

    def _say(self, said: str | None) -> None:
        if said is None:
            return
        self.said = said
        command, *args = said.split()
        answer = ask(self._socket, Request(command, tuple(args)))
        if answer.code:
            raise MovebreakError(answer.err)
        self._acknowledged()

    def _acknowledged(self) -> None:
        said, before = self.said, self.known
        self.known, self.said = after(before, said), None
        if said in COUNTED and self.known.answered is not None:
            self.book.append((COUNTED[said], before.drill))
        if said == "undo":
            self.book.pop()

    def _asked(self) -> Mapping[str, Any]:
        answer = ask(self._socket, Request("status", (), json=True))
        if answer.code:
            raise MovebreakError(answer.err)
        status: Mapping[str, Any] = json.loads(answer.out)
        return status

    def _status(self) -> Mapping[str, Any] | None:
        with suppress(MovebreakError):
            return self._asked()
        return None

    # What must come of it.

    def _compare(self, status: Mapping[str, Any], *, loosely: bool = False) -> None:
        """See that all is there that was acknowledged, and no more.

        What was not acknowledged, as the kill came first, may have been done or not.
        """
        sure, perhaps = self.known, after(self.known, self.said)
        done = fits(perhaps, status) and not fits(sure, status)
        counted = perhaps.counts == counts_of(status) != sure.counts
        if done or (loosely and counted):
            self._acknowledged()
        self.said = None
        if fits(self.known, status):
            self.known = told(self.known, status)
            return
        if not loosely or self.known.counts != counts_of(status):
            self.wrong.append(f"{sure}, perhaps {perhaps}; but {status}")
            self.lost += max(0, sum(sure.counts) - sum(counts_of(status)))
        self.known = adopted(self._with(counts_of(status)), status)

    def _with(self, counts: tuple[int, int, int]) -> Known:
        done, skipped, snoozed = counts
        return Known(done=done, skipped=skipped, snoozed=snoozed)
