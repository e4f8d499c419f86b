"""What is up on one notification server, and what its signals mean.

A number names one popup until the first signal that ends it; whatever comes later
under that number is nobody's. A signal that came before the answer to Notify belongs
to the popup that was up then, unless only the new one bears its number.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from movebreak.core.events import Closing, Event
from movebreak.native.dbus import Bus
from movebreak.native.dbus_messages import BUS, Call, Heard, NoAnswerError
from movebreak.ports import Message, Post
from movebreak.surfaces.notify import freedesktop_server
from movebreak.surfaces.notify.freedesktop_notices import (
    Channel,
    Popup,
    reminding,
    telling,
)
from movebreak.surfaces.notify.freedesktop_server import NOTIFICATIONS, Look, Server
from movebreak.surfaces.notify.wishes import Wish, Wishes

DISMISSED: Final = 2


class Popups:
    """Keeps one reminder and one piece of news on the server, never more."""

    def __init__(self, bus: Bus, look: Look, wishes: Wishes, post: Post) -> None:
        self.server: Server | None = None
        # Nothing is tried while there is no server, or after it failed.
        self.resting = False
        self.had_server = False
        self._bus = bus
        self._look = look
        self._wishes = wishes
        self._post = post
        self._owner = ""
        self._up: dict[Channel, Popup] = {}
        # Calls that were given up; a server that wakes up may answer them yet.
        self._late: dict[int, Popup] = {}
        self._unwanted: list[int] = []

    @property
    def unsettled(self) -> bool:
        """Say whether a server has come that was not asked yet."""
        return self.server is None and not self.resting

    def find(self, *, start: bool) -> Server:
        """Return the present server, asked once. Raises as its calls do."""
        if self.server is not None:
            return self.server
        server = freedesktop_server.find(self._bus, start=start)
        self.server, self._owner = server, server.owner
        self.had_server = True
        self._take_all(self._bus.earlier())
        return server

    def follow(self) -> None:
        """Bring the screen to what is wanted; try no more than once.

        Raises BusLostError, NoAnswerError and RefusedError; then it rests.
        """
        wish, news = self._wishes.reminder, self._wishes.news
        if wish is None:
            self.leave()
        if self.resting:
            return
        # A failure is not tried again until it is asked for, or another server comes.
        self.resting = True
        server = self.find(start=bool(wish or news))
        if wish and not self._shows(wish):
            self._remind(server, wish)
        if news:
            self._tell(server, news)
        self.resting = not self._owner
        self._clear()

    def fail(self) -> None:
        """Know that the server cannot be relied on: ask it anew the next time."""
        self.server = None

    def hear(self, heard: Heard) -> None:
        """Do what follows from a message of the bus."""
        self._take(heard)
        self._clear()

    def leave(self) -> None:
        """Take the reminder down."""
        self._drop(Channel.REMINDER)
        self._clear()

    def end(self) -> None:
        """Take down what nobody would hear the answer of; plain news may stay."""
        news = self._up.get(Channel.NEWS)
        if news and isinstance(news.wish, Message) and news.wish.offers:
            self._drop(Channel.NEWS)
        self.leave()

    def _remind(self, server: Server, wish: Wish) -> None:
        picture = self._look.picture(wish.reminder.drill)
        # Drawing it takes a moment, in which the wish may have passed.
        if self._wishes.reminder is wish:
            self._put_up(server, reminding(wish, picture))

    def _tell(self, server: Server, news: Message) -> None:
        picture = self._look.picture(news.drill)
        buttons = server.takes_buttons
        self._put_up(server, telling(news, picture, buttons=buttons))
        self._wishes.told(news)

    def _shows(self, wish: Wish) -> bool:
        up = self._up.get(Channel.REMINDER)
        return up is not None and up.wish is wish

    def _put_up(self, server: Server, popup: Popup) -> None:
        up = self._up.get(popup.channel)
        before = up.number if up else 0
        number = self._notify(server.notify(popup.notice, self._look, before), popup)
        earlier = self._bus.earlier()
        mine = [e for e in earlier if number != before and _names(e, number)]
        self._take_all(each for each in earlier if each not in mine)
        self._adopt(popup, number)
        self._take_all(mine)

    def _adopt(self, popup: Popup, number: int) -> None:
        self._drop(popup.channel)
        self._up[popup.channel] = replace(popup, number=number)

    def _drop(self, channel: Channel) -> None:
        if popup := self._up.pop(channel, None):
            self._unwanted.append(popup.number)

    def _notify(self, call: Call, popup: Popup) -> int:
        try:
            return _number(self._bus.call(call))
        except NoAnswerError as error:
            self._late[error.serial] = popup
            raise

    def _clear(self) -> None:
        """Close what nobody wants any more; no answer is waited for."""
        wanted = {0, *(popup.number for popup in self._up.values())}
        unwanted, self._unwanted = self._unwanted, []
        for number in unwanted:
            if number not in wanted:
                self._bus.send(freedesktop_server.close(number))

    def _take_all(self, several: Iterable[Heard]) -> None:
        for each in several:
            self._take(each)

    def _take(self, heard: Heard) -> None:
        if heard.answers:
            self._take_late(heard)
        elif heard.sender == BUS.name and heard.member == "NameOwnerChanged":
            self._change_owner(*heard.body)
        elif heard.sender == self._owner and heard.interface == NOTIFICATIONS.interface:
            self._take_signal(heard.member, *(*heard.body, 0, 0)[:2])

    def _take_late(self, heard: Heard) -> None:
        if heard.answers not in self._late or heard.error:
            return
        popup, number = self._late.pop(heard.answers), _number(heard)
        self.resting = False
        if isinstance(popup.wish, Message):
            self._adopt(popup, number)
            self._wishes.told(popup.wish)
        elif self._wishes.reminder is popup.wish:
            self._adopt(popup, number)
        else:
            self._unwanted.append(number)

    def _change_owner(self, name: str, _: str, owner: str) -> None:
        if name != NOTIFICATIONS.name or owner == self._owner:
            return
        self.server, self._owner = None, owner
        self._up.clear()
        self._late.clear()
        self._unwanted.clear()
        self.resting = not owner

    def _take_signal(self, member: str, number: object, what: object) -> None:
        for popup in tuple(self._up.values()):
            if number and popup.number == number:
                if member == "ActionInvoked":
                    self._answer(popup, str(what))
                elif member == "NotificationClosed":
                    self._close(popup, what)

    def _answer(self, popup: Popup, key: str) -> None:
        if key in popup.answers:
            self._end(popup, popup.answers[key])
            # Some servers leave it up, others close it later and say "expired".
            self._unwanted.append(popup.number)

    def _close(self, popup: Popup, reason: object) -> None:
        why = Closing.DISMISSED if reason == DISMISSED else Closing.EXPIRED
        self._end(popup, popup.closed(why))

    def _end(self, popup: Popup, event: Event | None) -> None:
        del self._up[popup.channel]
        if isinstance(popup.wish, Wish):
            self._wishes.end(popup.wish)
        if event:
            self._post(event)


def _number(answer: Heard) -> int:
    number = answer.body[0] if answer.body else 0
    return number if isinstance(number, int) else 0


def _names(heard: Heard, number: int) -> bool:
    """Say whether this is a signal about the notification with this number."""
    return not heard.answers and heard.body[:1] == (number,)
