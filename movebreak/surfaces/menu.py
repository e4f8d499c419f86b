"""The tray menu as data: from an overview to lines, top to bottom."""

from collections.abc import Iterator
from datetime import timedelta
from enum import Enum, auto

from movebreak.core import day_words, news_words, reply_words, session_words
from movebreak.core.durations import in_words
from movebreak.core.events import (
    Another,
    Done,
    Event,
    Meeting,
    MoveNow,
    Page,
    PauseFor,
    PauseUntilTomorrow,
    Resume,
    SessionEnded,
    SessionSkip,
    SessionStart,
    SessionTomorrow,
    Skip,
    Snooze,
    Undo,
    WantPage,
)
from movebreak.core.status import (
    DueStatus,
    HeldStatus,
    Overview,
    PausedStatus,
    SnoozedStatus,
)
from movebreak.core.wording import Wording
from movebreak.frozen import dataclass

SNOOZES = tuple(timedelta(minutes=m) for m in (5, 10, 15, 30))
PAUSES = tuple(timedelta(minutes=m) for m in (15, 30, 60, 120))
MEETINGS = tuple(timedelta(minutes=m) for m in (30, 60, 90))


class Command(Enum):
    """What a menu entry asks of the program rather than of the cycle."""

    STATUS = auto()
    QUIT = auto()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu; `does` is None for a line that only tells."""

    label: str
    does: Event | Command | None = None
    default: bool = False
    enabled: bool = True
    entries: tuple["Entry", ...] = ()


SEPARATOR = Entry("")


def menu(overview: Overview, words: Wording) -> tuple[Entry, ...]:
    """Return the menu for this moment."""
    return (
        *_telling(overview, words),
        SEPARATOR,
        *_answers(overview),
        *_undo(overview),
        SEPARATOR,
        *_silence(overview, words),
        SEPARATOR,
        Entry("Show me how", WantPage(Page.GUIDE), default=is_due(overview)),
        *_session(overview),
        Entry("History…", WantPage(Page.HISTORY)),
        Entry("Settings…", WantPage(Page.SETTINGS)),
        *_first_steps(overview),
        Entry("Quit", Command.QUIT),
    )


def _first_steps(overview: Overview) -> Iterator[Entry]:
    if not overview.glance.welcomed:
        yield Entry(news_words.SET_UP, WantPage(Page.WELCOME))


def _session(overview: Overview) -> Iterator[Entry]:
    training = overview.glance.session
    if training is not None and training.running is not None:
        yield Entry(session_words.GO_ON, WantPage(Page.SESSION))
        yield Entry(session_words.END, SessionEnded(complete=False))
    elif training is not None and training.today:
        which = training.invitation
        answers = (
            Entry(session_words.START, SessionStart(which)),
            Entry(session_words.TOMORROW, SessionTomorrow(which)),
            Entry(session_words.SKIP, SessionSkip(which)),
        )
        yield Entry(session_words.NAMES[training.focus], entries=answers)
    else:
        yield Entry(session_words.PROGRAMME, WantPage(Page.PROGRAMME))


def is_due(overview: Overview) -> bool:
    """Say whether a break waits for an answer: then a left click shows how."""
    return isinstance(overview.glance.status, DueStatus)


def tooltip(overview: Overview, words: Wording) -> str:
    """Return what hovering over the icon tells: clock times, which stay true."""
    glance = overview.glance
    lines = [f"movebreak: {words.headline(glance, minutes=False)}"]
    lines.append(day_words.today_line(overview.today, glance.goal))
    return "\n".join(lines)


def _telling(overview: Overview, words: Wording) -> Iterator[Entry]:
    glance = overview.glance
    yield Entry(words.headline(glance), enabled=False)
    yield Entry(day_words.today_line(overview.today, glance.goal), enabled=False)
    if glance.session is not None:
        yield Entry(words.session_line(glance.session, glance.now), enabled=False)
    for plan in glance.planned:
        yield Entry(words.planned_line(plan, glance.now), enabled=False)
    for trouble in news_words.in_short(overview.troubles):
        yield Entry(trouble, enabled=False)


def _answers(overview: Overview) -> Iterator[Entry]:
    glance = overview.glance
    if glance.asked is None:
        yield Entry("I just moved", Done())
        yield Entry("Move now", MoveNow())
        return
    named = glance.asked
    yield Entry("Done", Done(named))
    yield _snooze(overview, named)
    yield Entry("Another", Another(named))
    yield Entry("Skip", Skip(named))
    if isinstance(glance.status, HeldStatus | SnoozedStatus):
        yield Entry("Move now", MoveNow())


def _snooze(overview: Overview, named: int) -> Entry:
    glance = overview.glance
    if glance.can_snooze:
        lengths = tuple(
            Entry(in_words(length), Snooze(length, named)) for length in SNOOZES
        )
        return Entry("Snooze", entries=lengths)
    why = "limit reached" if glance.snoozes_left == 0 else "reminders rest now"
    return Entry(f"Snooze ({why})", enabled=False)


def _undo(overview: Overview) -> Iterator[Entry]:
    if overview.glance.undo is not None:
        yield Entry(reply_words.undo(overview.glance.undo), Undo())


def _silence(overview: Overview, words: Wording) -> Iterator[Entry]:
    glance = overview.glance
    if isinstance(glance.status, PausedStatus):
        yield Entry("Resume", Resume())
    else:
        lengths = tuple(Entry(in_words(each), PauseFor(each)) for each in PAUSES)
        yield Entry(
            "Pause",
            entries=(
                *lengths,
                Entry("Until tomorrow", PauseUntilTomorrow()),
                Entry("Until I resume", PauseFor(None)),
            ),
        )
        if glance.planned:
            yield Entry("Take back the planned pause", Resume())
    if glance.meeting is not None:
        yield Entry(words.meeting_line(glance.meeting, glance.now), enabled=False)
        yield Entry("End meeting", Meeting(None))
    else:
        lengths = tuple(Entry(in_words(each), Meeting(each)) for each in MEETINGS)
        yield Entry("Meeting", entries=lengths)
