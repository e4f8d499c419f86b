"""Has a text say how to answer, for a notifier that does not show it otherwise."""

from dataclasses import replace
from typing import Final

from movebreak.core import reminder_words
from movebreak.ports import Capability, Message, Notifier, Reminder

TELLS_HOW: Final = frozenset({Capability.BUTTONS, Capability.EXPLAINS})


def reminder(given: Reminder, notifier: Notifier) -> Reminder:
    """Return the reminder with the words on how to answer that this one needs."""
    asks = given.done == reminder_words.YES
    usual = (
        reminder_words.COUNT_BY_COMMAND if asks else reminder_words.ANSWER_BY_COMMAND
    )
    return replace(given, body=_fitted(given.body, given.how or usual, notifier))


def news(given: Message, notifier: Notifier) -> Message:
    """Return the news; where they offer something, with the words this one needs."""
    if not given.offers:
        return given
    return replace(given, body=_fitted(given.body, given.how, notifier))


def _fitted(body: str, how: str, notifier: Notifier) -> str:
    body = body.removesuffix(how).rstrip()
    return body if TELLS_HOW & notifier.can else f"{body} {how}".strip()
