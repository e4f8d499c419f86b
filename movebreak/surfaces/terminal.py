"""The surface for a session without a desktop: reminders as lines of text."""

from typing import Final, TextIO

from movebreak.core import reminder_words
from movebreak.ports import Capability, Message, Reminder, Report
from movebreak.surfaces.notify.texts import plain

PART: Final = "notifier"
BELL: Final = "\a"


class TerminalNotifier:
    """Prints notifications to a stream; a stream that is gone is only reported."""

    def __init__(self, stream: TextIO) -> None:
        self.can = frozenset({Capability.EXPLAINS})
        self._stream = stream
        self._trouble = ""

    def show(self, reminder: Reminder) -> None:
        """Print the reminder and how to answer it, with a bell on a terminal."""
        self._print(reminder.title, reminder.body, _how_to_answer(reminder), bell=True)

    def withdraw(self) -> None:
        """Do nothing: what is printed stays printed."""

    def tell(self, message: Message) -> None:
        """Print news, and how to take what they offer."""
        how = message.how if message.offers else ""
        self._print(message.title, message.body, how)

    def report(self) -> Report:
        """Say whether the terminal takes what is printed."""
        if self._trouble:
            says = f"the terminal takes no more text: {self._trouble}"
            return Report(PART, well=False, says=says)
        return Report(PART, well=True, says="reminders are printed in the terminal")

    def _print(self, *lines: str, bell: bool = False) -> None:
        text = "\n".join(plain(line) for line in lines if line) + "\n\n"
        try:
            if bell and self._stream.isatty():
                text = BELL + text
            self._write(text)
            self._stream.flush()
        except (OSError, ValueError) as error:
            self._trouble = str(error) or type(error).__name__
        else:
            self._trouble = ""

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
        except UnicodeEncodeError as error:
            kept = text.encode(error.encoding, "replace").decode(error.encoding)
            self._stream.write(kept)


def _how_to_answer(reminder: Reminder) -> str:
    if reminder.how:
        return reminder.how
    words = ["done", "snooze", "another", "skip"]
    if not reminder.can_snooze:
        words.remove("snooze")
    if reminder.done != reminder_words.DONE:
        words[0] += f" ({reminder.done})"
    commands = " · ".join(f"movebreak {word}" for word in words)
    return f"Answer in another terminal: {commands}"
