"""What the pages ask of the running program in the course of a session."""

import json
from typing import Final

from movebreak.control.messages import Answer
from movebreak.core.durations import short
from movebreak.core.programme import selfcheck
from movebreak.core.programme.lasting import length
from movebreak.core.programme.playing import Play, first_exercise_done
from movebreak.core.programme.questions import Answers, Trouble
from movebreak.core.programme.routines import Routine
from movebreak.core.programme.sessions import Prescription
from movebreak.pages.program import Program
from movebreak.store.past_sessions import detail_of

# Where these ask for care, nobody is told of flatter shoes.
FEET: Final = frozenset({Trouble.SHIN, Trouble.ACHILLES})


class Orders:
    """Gives orders to the running program; each answers what came of it."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def begin(self, routine: Routine, found: Prescription) -> Answer:
        """Begin a session of this routine."""
        words = [routine.id, short(length(found))]
        words += ["strength"] if routine.strength else []
        return self._program.do("session", "begin", *words)

    def log(self, number: int, play: Play) -> Answer:
        """Keep the last set of this play, the `number`-th of the session from 0 on."""
        last = play.logs[-1]
        words = [str(number), last.exercise, detail_of(last)]
        words += ["moved"] if first_exercise_done(play) else []
        return self._program.do("session", "log", *words)

    def end(self, *, complete: bool) -> Answer:
        """End the session that runs."""
        return self._program.do("session", "end", *(["complete"] if complete else []))

    def position(self, word: str) -> Answer:
        """Tell how the person works just now."""
        return self._program.do("session", "position", word)

    def put_off(self, order: str) -> Answer:
        """Move the session of today to tomorrow, or skip it."""
        return self._program.do("session", order)

    def check(self, answers: Answers) -> Answer:
        """Keep the answers to a self-check."""
        words = [json.dumps(selfcheck.written(answers))]
        words += ["sore"] if FEET & frozenset(answers.had) else []
        return self._program.do("session", "check", *words)

    def review(self, detail: str) -> Answer:
        """Keep the answer to a review."""
        return self._program.do("session", "review", detail)

    def forget_answers(self) -> Answer:
        """Delete the answers to all self-checks and reviews."""
        return self._program.do("forget", "answers")
