"""A session in the terminal: set by set, with holds that tell both of their ends."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Final, TextIO

from movebreak.core import guiding
from movebreak.core.drills import Drill
from movebreak.core.programme import set_words, words
from movebreak.core.programme import terminal_words as says
from movebreak.core.programme.playing import Ask, Play, ahead, is_complete, log, skip
from movebreak.core.programme.routines import Measure
from movebreak.core.programme.sessions import Felt
from movebreak.errors import Exit, NotRunningError
from movebreak.pages.session_orders import Orders
from movebreak.store.training import Training

BELL: Final = "\a"
# Seconds between two holds.
GAP: Final = 3

ENTER: Final = ""
TOO_HARD: Final = "h"
PAIN: Final = "p"
SKIP: Final = "s"
BREAK: Final = "b"
UNWELL: Final = "u"
LEAVE: Final = "q"
_KNOWN: Final = frozenset({ENTER, TOO_HARD, PAIN, SKIP, BREAK, UNWELL, LEAVE})


class LeftError(Exception):
    """The person left the session."""


class Lines:
    """What is typed, line by line; nobody has to wait for it longer than they like."""

    def __init__(self, typed: TextIO) -> None:
        self._lines: SimpleQueue[str] = SimpleQueue()
        # It waits for a line that may never come: it ends with the program.
        Thread(target=self._read, args=(typed,), name="typed", daemon=True).start()

    def take(self, seconds: float | None) -> str | None:
        """Return the next line; None when none came in time."""
        with suppress(Empty):
            return self._lines.get(timeout=seconds)
        return None

    def _read(self, typed: TextIO) -> None:
        for line in typed:
            self._lines.put(line.strip().lower())
        # Nobody is there any more.
        self._lines.put(LEAVE)


class Player:
    """Leads through one session, and has each set of it kept.

    `read` reads anew what the session is made of; `tell` prints.
    """

    def __init__(
        self,
        read: Callable[[], Training],
        orders: Orders,
        lines: Lines,
        tell: Callable[[str], None],
    ) -> None:
        self._read = read
        self._orders = orders
        self._lines = lines
        self._tell = tell
        self._known = read().known
        self._shown: set[str] = set()

    def lead(self, play: Play) -> None:
        """Lead through the session from where it stands to its end."""
        self._tell(f"{says.KEYS}\n{guiding.STOP}")
        try:
            while (ask := ahead(play)) is not None:
                play = self._answered(play, ask)
        except (LeftError, KeyboardInterrupt):
            self._tell(says.LEFT)
        answer = self._orders.end(complete=is_complete(play))
        self._tell(answer.out or answer.err)

    def _answered(self, play: Play, ask: Ask) -> Play:
        """Have one set done, and keep what came of it."""
        if ask.rest:
            self._tell(f"{set_words.rest_first(ask.rest)} {says.GO_ON}")
            self._typed(ask.rest)
        for line in self._told(play, ask):
            self._tell(line)
        answer, amount = self._timed(ask) if _lasts(ask) else self._counted(ask)
        if answer == SKIP:
            new = skip(play)
        elif answer == TOO_HARD:
            new = log(play, amount, Felt.TOO_HARD)
        elif answer == PAIN:
            self._tell(guiding.PAIN)
            new = log(play, amount, Felt.PAIN)
        else:
            new = log(play, amount)
        return self._kept(play, new)

    def _kept(self, play: Play, new: Play) -> Play:
        answer = self._orders.log(len(play.logs), new)
        if answer.code == Exit.OK:
            return new
        if answer.code == Exit.NOT_RUNNING:
            raise NotRunningError(answer.err)
        # Another player was faster: go on from where the session is now.
        self._tell(answer.err)
        training = self._read()
        session = training.find(play.session)
        found = None if session is None or session.over else training.play(session)
        if found is None or found == play:
            raise LeftError
        return found

    def _told(self, play: Play, ask: Ask) -> Iterator[str]:
        """Tell which set comes; of an exercise that is new, all of it."""
        drill = self._known[ask.part.exercise]
        yield f"\n{words.set_of(ask, drill.name)}: {words.amount_of(ask)}."
        if drill.id not in self._shown:
            self._shown.add(drill.id)
            yield from self._introduced(play, ask, drill)

    def _introduced(self, play: Play, ask: Ask, drill: Drill) -> Iterator[str]:
        if ask.instead_of:
            yield words.instead_of(
                ask, {each.id: each.name for each in self._known.values()}
            )
        yield from (f"  {number}. {it}" for number, it in enumerate(drill.steps, 1))
        doses = play.prescription.doses
        yield from (f"  {it.why}" for it in doses if it.part == ask.part and it.why)

    def _counted(self, ask: Ask) -> tuple[str, int]:
        """Wait for the end of a set that the person counts."""
        form = ask.part.measure is Measure.FORM
        self._tell(says.WHEN_FORM_GOES if form else says.TO_END)
        answer = self._answer()
        if answer == TOO_HARD:
            return answer, self._number(says.HOW_MANY_WERE_GOOD)
        if answer.isdecimal():
            return ENTER, int(answer)
        return answer, (ask.amount or 1) if answer == ENTER else 0

    def _timed(self, ask: Ask) -> tuple[str, int]:
        """Time each hold; return the answer, and how much was held to the end."""
        self._tell(says.TO_START)
        answer = self._answer()
        if answer.isdecimal():
            return ENTER, int(answer)
        if answer != ENTER:
            return answer, 0
        if ask.hold is None:
            return self._once(ask, ask.amount or 1)
        return self._times(ask, ask.hold)

    def _once(self, ask: Ask, seconds: int) -> tuple[str, int]:
        typed = self._held(seconds)
        if typed is None:
            return ENTER, seconds
        if typed == SKIP:
            return SKIP, 0
        return typed, self._number(set_words.asked(ask.part.measure))

    def _times(self, ask: Ask, seconds: int) -> tuple[str, int]:
        times, holds = ask.amount or 1, ask.part.holds
        for number in range(times * holds):
            typed = self._typed(GAP) if number else None
            if typed in {None, BREAK}:
                typed = self._held(seconds, says.turn(number // holds + 1, times))
            if typed is not None:
                return typed, number // holds
        return ENTER, times

    def _held(self, seconds: int, turn: str = "") -> str | None:
        """Time one hold; return what was typed before its end."""
        typed: str | None = BREAK
        while typed == BREAK:
            self._tell(f"{BELL}{turn}{words.HOLD} ({says.seconds(seconds)})")
            typed = self._typed(seconds)
        self._tell(f"{BELL}{words.LET_GO}")
        return typed

    def _number(self, question: str) -> int:
        self._tell(question)
        answer = self._answer()
        return int(answer) if answer.isdecimal() else 0

    def _answer(self) -> str:
        """Return what is typed; after a break, what comes then."""
        while (typed := self._typed(None)) in {None, BREAK}:
            pass
        return typed or ENTER

    def _typed(self, seconds: float | None) -> str | None:
        """Return a line that means something; None when none comes in time."""
        while (line := self._lines.take(seconds)) is not None:
            if line == UNWELL:
                self._tell(f"{guiding.UNWELL}\n{guiding.STOP}")
            if line in {UNWELL, LEAVE}:
                raise LeftError
            if line == BREAK:
                self._tell(f"{set_words.SAID['paused']} {says.GO_ON}")
                self._typed(None)
            if line in _KNOWN or (line.isascii() and line.isdecimal()):
                return line
            self._tell(f"{says.UNCLEAR} {says.KEYS}")
        return None


def _lasts(ask: Ask) -> bool:
    """Say whether the clock tells when a set is over."""
    return ask.hold is not None or ask.part.measure is Measure.SECONDS
