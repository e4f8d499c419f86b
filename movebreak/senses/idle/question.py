"""The question how long nobody has touched anything, until it has its answer."""

from datetime import timedelta
from typing import Final

from movebreak.core.breaks import TYPING_PAUSE
from movebreak.core.events import IdleSeen, Moment
from movebreak.ports import Post
from movebreak.senses.idle.chain import IdleChain
from movebreak.senses.sources import Idled, Seen

# A pause in typing that does not come in this time comes too late to be of use.
PATIENCE: Final = timedelta(seconds=40)


class IdleQuestion:
    """Answers at once where idle time can be asked, else in the next pause of typing.

    Questions that wait together have one answer.
    """

    def __init__(self, chain: IdleChain, post: Post) -> None:
        self._chain = chain
        self._post = post
        self.until: timedelta | None = None
        """How long to wait for a pause, in awake ticks; None when nobody asks."""

    def ask(self, idled: timedelta, now: Moment) -> None:
        """Post the answer now, or soon. `idled` is idle time that is known already."""
        slot = self._chain.slot
        idle = None if slot is None else slot.idle(now)
        if slot is None:
            self._answer(None, now)
        elif idle is not None:
            self._answer(idle, now)
        elif idled >= TYPING_PAUSE:
            self._answer(idled, now)
        else:
            self.until = now.awake + PATIENCE
            self._chain.watch_typing(now, on=True)

    def ask_again(self, idled: timedelta, now: Moment) -> None:
        """Put the open question to the source that is in use now."""
        if self.until is not None:
            self._forget(now)
            self.ask(idled, now)

    def hear(self, seen: Seen, now: Moment) -> None:
        """See whether this is the pause that was waited for."""
        if self.until is None or not isinstance(seen, Idled):
            return
        if seen.after >= TYPING_PAUSE:
            self._answer(seen.after, now)

    def see_time(self, now: Moment) -> None:
        """Forget the question when its patience is over."""
        if self.until is not None and self.until <= now.awake:
            self._forget(now)

    def _answer(self, idle: timedelta | None, now: Moment) -> None:
        self._forget(now)
        self._post(IdleSeen(idle))

    def _forget(self, now: Moment) -> None:
        self.until = None
        self._chain.watch_typing(now, on=False)
