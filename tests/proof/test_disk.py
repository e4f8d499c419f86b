"""Disks that fail while answers come in: what was promised to be kept is kept."""

import json
import sys
from random import Random

import pytest

from movebreak.control.client import ask
from movebreak.control.messages import Request
from tests.app.program import Home, Program
from tests.proof import disks
from tests.proof.figures import Fault, Proof
from tests.systems import only_on

only_on("linux")
assert sys.platform == "linux"

SAMPLE = 2
WHOLE = 40
MOST_ANSWERS = 6
KILLED = 0.5
WAITS = "kept in memory"


class Books:
    """What was answered, and what of it was said to be written."""

    def __init__(self, home: Home) -> None:
        self._socket = home.runtime / "control.sock"
        self.answered = 0
        self.written = 0

    def answer(self) -> None:
        """Move once, and listen to what is promised."""
        self._said("move")
        words = self._said("done")
        self.answered += 1
        if WAITS not in words:
            # One that is written is written with all before it.
            self.written = self.answered

    def counted(self) -> int:
        """Return what the program counts."""
        status = json.loads(self._said("status", as_json=True))
        return int(status["today"]["done"])

    def _said(self, command: str, *, as_json: bool = False) -> str:
        answer = ask(self._socket, Request(command, (), as_json))
        assert answer.code == 0, answer
        return answer.out


@pytest.mark.parametrize("fault", disks.FAULTS, ids=lambda fault: fault.name.lower())
def test_a_failing_disk(home: Home, proof: Proof, fault: Fault) -> None:
    """Answers count at once; those that wait in memory are told so, and written."""
    tries = proof.times(SAMPLE, WHOLE)
    how = disks.FAULTS[fault], Random(proof.seed(fault.name))  # noqa: S311 - no secrets
    with disks.own_disk(home) as mounted:
        if fault is Fault.UNWRITABLE and not mounted:
            pytest.skip("only root has a disk of its own")
        program, books = home.start(*disks.LONG), Books(home)
        lost = 0
        for _ in range(tries):
            program, missing = _fail_once(home, program, books, how)
            lost += missing
        assert program.end() == 0

    proof.found(fault, tried=tries, survived=tries, lost=lost)
    assert "Traceback" not in home.log
    # Told as news once each time, however many answers wait.
    assert home.said.count("Your answers are kept in memory") <= tries


def _fail_once(
    home: Home, program: Program, books: Books, how: tuple[disks.Wrong, Random]
) -> tuple[Program, int]:
    """Fail for a while, in which it may be killed; return what runs, what is lost."""
    fail, dice = how
    lost = 0
    with fail(home, program, dice) as failing:
        for _ in range(dice.randint(1, MOST_ANSWERS)):
            books.answer()
        assert books.counted() == books.answered
        killed = dice.random() < KILLED
        if killed:
            failing.kill()
    if killed:
        failing = home.start(*disks.LONG)
        found = books.counted()
        assert found <= books.answered, "counted twice"
        lost = max(0, books.written - found)
        books.answered = books.written = found
    books.answer()
    assert books.written == books.answered, "not written though it could be"
    return failing, lost
