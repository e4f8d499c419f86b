"""Whether somebody is there: one thread that sleeps until an idle or lock source tells.

At rest it makes no wake-up: it waits for the sources and for a bell, and for a time
only when something is to be done then.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Final, Self

from movebreak.core.events import IdleSeen, Moment, Presence, PresenceChanged
from movebreak.core.presence import (
    Begun,
    Change,
    Known,
    Looked,
    Lost,
    Watched,
    look_at,
    take_in,
)
from movebreak.ports import Clock, Post, Report
from movebreak.senses.bell import Bell
from movebreak.senses.idle.chain import IdleChain
from movebreak.senses.idle.question import IdleQuestion
from movebreak.senses.idle.slots import IdleSlot
from movebreak.senses.locks.slots import LockSlot
from movebreak.senses.sources import (
    Locked,
    Make,
    MakeIdle,
    Resumed,
    Seen,
    Woke,
)

log = logging.getLogger(__name__)

# A source that is being opened may block; the program must end all the same.
_LAST_WAIT: Final = timedelta(seconds=4)
_ZERO: Final = timedelta()

_Slot = IdleSlot | LockSlot


class PresenceSense:
    """Posts what idle and lock sources tell of the person; implements Presence.

    `idle` makes the sources of idle time, best first, one of which is used; `locks`
    makes those that tell of locks and of sleep, all of which are. The thread does
    nothing but `begin` and then `turn` without end.
    """

    def __init__(
        self, clock: Clock, post: Post, idle: Sequence[MakeIdle], locks: Sequence[Make]
    ) -> None:
        self._clock = clock
        self._post = post
        self._idle = IdleChain(idle, lambda: clock.now().awake)
        self._locks = [LockSlot(make, number) for number, make in enumerate(locks)]
        self._known = Known()
        self._question = IdleQuestion(self._idle, post)
        self._orders: SimpleQueue[Watched | None] = SimpleQueue()
        self._bell: Bell | None = None
        self._ending = False
        self._failed = False
        self._thread = Thread(target=self._run, name="presence", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending = True
        self._ring()
        self._thread.join(_LAST_WAIT.total_seconds())

    def watch(self, away_after: timedelta, idle_after: timedelta | None) -> None:
        """Post AWAY, or IDLE, when there was no input for so long; None for no IDLE."""
        self._orders.put(Watched(away_after, idle_after))
        self._ring()

    def ask(self) -> None:
        """Post IdleSeen: at once, or when there was no input for `TYPING_PAUSE`."""
        self._orders.put(None)
        self._ring()
        if self._failed:
            self._post(IdleSeen(None))

    @property
    def attended(self) -> bool:
        """Say whether a source knows of somebody who touches nothing, as at a film."""
        slot = self._idle.slot
        return slot is not None and getattr(slot.source, "attended", None) is True

    def reports(self) -> list[Report]:
        """Say what each source saw last, and why others are not used, for `doctor`."""
        if self._failed:
            says = "it failed, see the log of movebreak; reminders go by time alone"
            return [Report("presence", well=False, says=says)]
        now = self._clock.now().boot
        return [self._idle.report(now), *(slot.report(now) for slot in self._locks)]

    def begin(self) -> None:
        """Open the sources, and post what they say of the person at the start."""
        # An order given before there is a bell is found in the queue all the same.
        self._bell = Bell()
        now, orders = self._clock.now(), self._taken_orders()
        self._watch(orders, now)
        self._open(now, anyway=False)
        self._hear(now, ready=False)
        self._learn(Begun(), now)
        self._ask(orders, now)

    def turn(self, patience: timedelta | None = None) -> None:
        """Wait for the next thing to do, for `patience` at most, and do it."""
        ready = self._wait(patience)
        now = self._clock.now()
        # Idle time first: it says since when somebody who has locked is gone.
        self._hear(now, ready=self._idle.slot in ready)
        for slot in self._locks:
            self._hear_lock(slot, now, ready=slot in ready)
        self._see_time(now)
        orders = self._taken_orders()
        self._watch(orders, now)
        self._ask(orders, now)
        self._open(now, anyway=bool(orders))
        self._hear(now, ready=False)

    def close(self) -> None:
        """Close the sources and the bell."""
        self._idle.close()
        for slot in self._locks:
            slot.close()
        if self._bell is not None:
            self._bell.close()

    def _run(self) -> None:
        try:
            self.begin()
            while not self._ending:
                self.turn()
        except Exception:
            log.exception("nothing can tell any more whether somebody is there")
            self._failed = True
            self._post(PresenceChanged(Presence.UNKNOWN, self._clock.now()))
            self._post(IdleSeen(None))
        finally:
            self.close()

    def _ring(self) -> None:
        if self._bell is not None:
            self._bell.ring()

    def _taken_orders(self) -> list[Watched | None]:
        orders = []
        while True:
            try:
                orders.append(self._orders.get_nowait())
            except Empty:
                return orders

    # Waiting.

    def _wait(self, patience: timedelta | None) -> set[_Slot]:
        """Wait until there is something to do; return the sources to take from."""
        assert self._bell is not None  # noqa: S101 - begin comes first
        now = self._clock.now()
        files: dict[int, list[_Slot]] = {}
        slots = self._open_slots()
        for slot in slots:
            file = slot.file(now)
            if file is not None:
                files.setdefault(file, []).append(slot)
        if len(self._open_slots()) < len(slots):
            return set()
        found = self._bell.wait(files, self._patience(patience, now))
        now = self._clock.now()
        ready = {slot for file in found for slot in files.get(file, ())}
        return ready | {slot for slot in self._open_slots() if slot.is_due(now)}

    def _patience(self, most: timedelta | None, now: Moment) -> timedelta | None:
        """Return how long nothing is to be done unless something is seen."""
        awake = [slot.due for slot in self._open_slots()]
        awake += [self._question.until, look_at(self._known)]
        boot = [slot.opens_at for slot in self._locks]
        boot += [self._idle.opens_at] if self._may_improve() else []
        waits = [each - now.awake for each in awake if each is not None]
        waits += [each - now.boot for each in boot if each is not None]
        waits += [] if most is None else [most]
        return max(_ZERO, min(waits)) if waits else None

    def _open_slots(self) -> list[_Slot]:
        slots: list[_Slot | None] = [self._idle.slot, *self._locks]
        return [it for it in slots if it is not None and it.source is not None]

    # What follows.

    def _learn(
        self, change: Change, now: Moment, idle: timedelta | None = None
    ) -> None:
        self._known, events = take_in(self._known, change, now, idle)
        for event in events:
            self._post(event)

    def _hear(self, now: Moment, *, ready: bool) -> None:
        """Take in what the source of idle time has seen, and whether it broke."""
        if self._idle.slot is not None and ready:
            self._take_in(self._idle.slot.take(now), now)
        while self._idle.is_gone():
            self._learn(Lost(), now)
            self._open(now, anyway=True)
            if self._idle.slot is None:
                self._question.ask_again(self._known.idled, now)

    def _take_in(self, seen: Sequence[Seen], now: Moment) -> None:
        for each in seen:
            self._question.hear(each, now)
            if isinstance(each, Resumed | Woke) or self._idle.is_threshold(each):
                self._learn(each, now)

    def _hear_lock(self, slot: LockSlot, now: Moment, *, ready: bool) -> None:
        for change in slot.hear(now) if ready else slot.dropped():
            idle = None
            if isinstance(change, Locked) and self._idle.slot is not None:
                idle = self._idle.slot.idle(now)
            self._learn(change, now, idle)

    def _see_time(self, now: Moment) -> None:
        self._question.see_time(now)
        at = look_at(self._known)
        if at is not None and at <= now.awake:
            self._learn(Looked(), now)

    def _watch(self, orders: Sequence[Watched | None], now: Moment) -> None:
        """Watch the thresholds ordered last."""
        watched = [each for each in orders if each is not None]
        if watched:
            order = watched[-1]
            both = (order.away_after, order.idle_after)
            thresholds = frozenset(each for each in both if each is not None)
            idled, seen = self._idle.watch(thresholds, now)
            self._learn(replace(order, idled=idled), now)
            self._take_in(seen, now)

    def _ask(self, orders: Sequence[Watched | None], now: Moment) -> None:
        """Ask for the idle time if that was ordered, once."""
        if None in orders:
            self._question.ask(self._known.idled, now)
            # What is over already may be told at once, without a file to be read.
            self._hear(now, ready=self._question.until is not None)

    def _open(self, now: Moment, *, anyway: bool) -> None:
        """Open what can be opened."""
        if self._may_improve():
            found = self._idle.improve(now, anyway=anyway)
            if found is not None:
                self._learn(found, now)
                self._question.ask_again(self._known.idled, now)
        for slot in self._locks:
            if slot.may_open(now, anyway=anyway) and slot.open(now):
                self._hear_lock(slot, now, ready=True)

    def _may_improve(self) -> bool:
        """Say whether a better source of idle time may take over.

        It does not know of an absence that has begun, and would take it for over.
        """
        told = self._known.told
        gone = told is not None and told.presence in {Presence.AWAY, Presence.IDLE}
        return self._idle.slot is None or not gone
