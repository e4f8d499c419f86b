"""The surface for a session without a desktop."""

from io import BytesIO, StringIO, TextIOWrapper

from movebreak.core.events import MoveNow
from movebreak.core.news_words import OFFERS_BY_COMMAND
from movebreak.ports import Message, Offer, Reminder
from movebreak.surfaces.terminal import TerminalNotifier

SQUATS = Reminder(1, "Time to move: squats", "Ten slow ones.")


class Terminal(StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


class Gone(StringIO):
    """A stream whose reader has left."""

    def write(self, text: str) -> int:
        """Fail as a broken pipe does."""
        raise BrokenPipeError(32, f"Broken pipe after {len(text)} characters")


def test_a_reminder_says_how_to_answer() -> None:
    """Title, body and the commands that answer it are printed."""
    stream = StringIO()
    TerminalNotifier(stream).show(SQUATS)

    assert stream.getvalue() == (
        "Time to move: squats\n"
        "Ten slow ones.\n"
        "Answer in another terminal: movebreak done · movebreak snooze"
        " · movebreak another · movebreak skip\n\n"
    )


def test_snooze_is_not_offered_when_it_is_used_up() -> None:
    """A reminder that cannot be snoozed does not name the command."""
    stream = StringIO()
    TerminalNotifier(stream).show(Reminder(1, "Squats", "", can_snooze=False))

    assert "snooze" not in stream.getvalue()
    assert "movebreak done · movebreak another" in stream.getvalue()


def test_a_question_says_which_command_is_yes() -> None:
    """Whoever is asked "Did you move?" sees what counts it."""
    stream = StringIO()
    asked = Reminder(1, "Did you move?", "Squats: count it?", done="Yes")
    TerminalNotifier(stream).show(asked)

    assert "movebreak done (Yes) · movebreak snooze" in stream.getvalue()


def test_an_invitation_says_itself_how_to_answer() -> None:
    """Its commands are not those of a break."""
    stream = StringIO()
    asked = Reminder(1, "Time for it", "Now?", how="Answer: movebreak session.")
    TerminalNotifier(stream).show(asked)

    assert stream.getvalue() == "Time for it\nNow?\nAnswer: movebreak session.\n\n"


def test_offers_say_how_to_take_them() -> None:
    """News that offer something name the commands; plain news do not."""
    stream = StringIO()
    notifier = TerminalNotifier(stream)
    notifier.tell(Message("Your day", "6 of 8"))
    assert stream.getvalue() == "Your day\n6 of 8\n\n"
    notifier.tell(Message("Other?", "Or not.", (Offer("Another", MoveNow()),)))

    assert stream.getvalue().endswith(f"Other?\nOr not.\n{OFFERS_BY_COMMAND}\n\n")


def test_the_bell_rings_on_a_terminal_only() -> None:
    """A file gets no bell character; news ring nowhere."""
    terminal, file = Terminal(), StringIO()
    for stream in (terminal, file):
        notifier = TerminalNotifier(stream)
        notifier.show(SQUATS)
        notifier.tell(Message("Your day", "6 of 8"))

    assert terminal.getvalue().count("\a") == 1
    assert "\a" not in file.getvalue()


def test_nothing_is_printed_at_withdraw() -> None:
    """An answered reminder is not printed again."""
    stream = StringIO()
    notifier = TerminalNotifier(stream)
    notifier.show(SQUATS)
    before = stream.getvalue()
    notifier.withdraw()

    assert stream.getvalue() == before


def test_words_cannot_steer_the_terminal() -> None:
    """Control characters in somebody's own drill are left out."""
    stream = Terminal()
    TerminalNotifier(stream).tell(Message("red \x1b[31m", "bell \a"))

    assert stream.getvalue() == "red [31m\nbell \n\n"


def test_an_old_terminal_gets_what_it_can_show() -> None:
    """An encoding without our characters replaces them."""
    raw = BytesIO()
    stream = TextIOWrapper(raw, encoding="ascii", newline="\n")
    TerminalNotifier(stream).show(Reminder(1, "Übung 😀", ""))

    assert raw.getvalue().startswith(b"?bung ?\n")
    stream.close()


def test_a_closed_stream_is_survived_and_reported() -> None:
    """After the terminal is gone reminders go nowhere, and the report says so."""
    closed = StringIO()
    closed.close()
    notifier = TerminalNotifier(closed)
    notifier.show(SQUATS)

    assert not notifier.report().well
    assert "closed" in notifier.report().says


def test_a_reader_that_left_is_survived_and_reported() -> None:
    """A broken pipe ends nothing."""
    notifier = TerminalNotifier(Gone())
    assert notifier.report().well
    notifier.tell(Message("Your day", "6 of 8"))

    assert not notifier.report().well
    assert "Broken pipe" in notifier.report().says
