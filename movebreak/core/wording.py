"""Every sentence a person reads, made from values."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import assert_never

from movebreak.core import session_words
from movebreak.core.drills import Drill
from movebreak.core.durations import in_words
from movebreak.core.effects import (
    AwayNews,
    CountedNews,
    Kind,
    Remind,
    Reply,
    Saying,
    SkipsNews,
    SummaryNews,
    TrialNews,
)
from movebreak.core.status import (
    AwayStatus,
    DueStatus,
    Ends,
    Glance,
    HeldStatus,
    OffStatus,
    PausedStatus,
    SnoozedStatus,
    Tally,
    Training,
    WorkingStatus,
)
from movebreak.frozen import dataclass

Text = tuple[str, str]  # title, body

ANSWER_BY_COMMAND = "Answer: movebreak done, snooze, another or skip."
COUNT_BY_COMMAND = "Yes: movebreak done."
ANSWER_BY_CLICK = "Click here to answer."
CHOOSE_BY_CLICK = "Click here to choose."
OFFERS_BY_COMMAND = "Another drill: movebreak move. The interval: movebreak settings."
DUE = "Time to move"
DONE = "Done"
YES = "Yes"
ANOTHER_DRILL = "Another drill now"
CHANGE_INTERVAL = "Change the interval"
SEE_THE_DAY = "See the day"
NO_STREAK = "A streak can start any day"
FEW_DRILLS = "Few drills are left"
STOP = (
    "Stop if something hurts, or if you feel dizzy, short of breath or unwell; "
    "if that stays, ask a doctor."
)
SET_UP_BY_COMMAND = "To make it yours: movebreak welcome."
SET_UP = "Set up…"
GOT_IT = "Got it"
START_IT = "start it with: movebreak run"
FEW_DAYS = 7
_IN_SECONDS = 60

_UNDO = {
    Kind.DONE: "Undo Done",
    Kind.SKIPPED: "Undo Skip",
    Kind.NATURAL: "Undo natural break",
}
_TAKEN_BACK = {
    Kind.DONE: "Done",
    Kind.SKIPPED: "Skip",
    Kind.NATURAL: "the natural break",
}

_SAID = {
    Saying.MOVED: "Counted. A fresh interval starts now.",
    Saying.SAME_MOVE: "That movement is counted already.",
    Saying.RESUMED: "Going on. A fresh interval starts now.",
    Saying.UNPLANNED: "The planned pause is taken back.",
    Saying.MEETING_OVER: "Meeting over. Reminders come again.",
    Saying.ENDED_BREAK: "That break has ended already; nothing was changed.",
    Saying.NOTHING_OPEN: "No break is open right now. For one at once: movebreak move",
    Saying.NO_SNOOZE_LEFT: (
        "This break was snoozed as often as your settings allow. "
        "Done, Another and Skip are still there."
    ),
    Saying.NO_SNOOZE_NOW: (
        "Reminders rest now, so this one cannot be snoozed. "
        "Done, Another and Skip are still there."
    ),
    Saying.TRIAL: "A test reminder is shown now. It counts nothing.",
    Saying.WELCOMED: "All set. To change it at any time: movebreak settings",
    Saying.NOTHING_TO_UNDO: "There is nothing to undo from the last five minutes.",
    Saying.NOT_PAUSED: "There is no pause to end.",
    Saying.NO_MEETING: "There is no meeting to end.",
    Saying.IN_THE_PAST: "That time has passed already. Choose a later one.",
    Saying.NOT_DEALT: (
        "That drill is not among those you get. To see all: movebreak drills list"
    ),
    **session_words.SAID,
}


@dataclass(frozen=True, slots=True)
class Wording:
    """Makes the sentences; `twelve_hour` is how this person reads a clock."""

    twelve_hour: bool = False

    def clock(self, at: datetime, now: datetime) -> str:
        """Say a time as a wall clock shows it, with the day when it is not today."""
        if self.twelve_hour:
            half = "am" if at.hour < 12 else "pm"  # noqa: PLR2004 - noon
            shown = f"{at.hour % 12 or 12}:{at.minute:02} {half}"
        else:
            shown = f"{at.hour:02}:{at.minute:02}"
        days = (at.date() - now.date()).days
        if days == 0:
            return shown
        return f"{day_name(at.date(), now.date())} {shown}"

    def until(self, ends: Ends, now: datetime, *, minutes: bool = True) -> str:
        """Say when something ends, by the clock and in minutes."""
        clock = self.clock(ends.at, now)
        return f"{clock}, {left(ends.left)}" if minutes else clock

    def headline(self, glance: Glance, *, minutes: bool = True) -> str:
        """Say in one line what comes next, or why not.

        Without `minutes` it names clock times alone, which stay true as time passes.
        """
        now, status = glance.now, glance.status
        until = partial(self.until, minutes=minutes)
        match status:
            case WorkingStatus(ends=ends):
                line = f"Next break {until(ends, now)}"
            case DueStatus(drill=drill):
                line = f"{DUE}: {drill.name}"
            case HeldStatus(reasons=reasons, since=since):
                line = f"Held: {_why(reasons)}, since {self.clock(since, now)}"
            case SnoozedStatus(ends=ends):
                line = f"Snoozed until {until(ends, now)}"
            case PausedStatus(ends=paused):
                line = f"Paused until {until(paused, now) if paused else 'you resume'}"
            case AwayStatus(since=since):
                line = f"Away since {self.clock(since, now)}"
            case OffStatus(ends=opens):
                closed = f" until {self.clock(opens.at, now)}" if opens else ""
                line = f"Outside your working hours{closed}"
            case _:
                assert_never(status)
        return line

    def greeting(self, glance: Glance) -> str:
        """Answer a second start: it is running, and what comes next."""
        if isinstance(glance.status, WorkingStatus):
            at = self.clock(glance.status.ends.at, glance.now)
            return f"movebreak is running, next break {at}"
        line = self.headline(glance)
        return f"movebreak is running: {line[0].lower()}{line[1:]}"

    def welcome(self, glance: Glance, *, where: str) -> Text:
        """Say on the first start ever that it runs, where, and when it first calls."""
        first = self.headline(glance).replace("Next break", "First break", 1)
        return "movebreak is running", f"{first}. {where}"

    def meeting_line(self, ends: Ends, now: datetime) -> str:
        """Say how long the meeting lasts."""
        return f"Meeting until {self.until(ends, now)}"

    def planned_line(self, plan: tuple[datetime, datetime], now: datetime) -> str:
        """Say when a planned pause begins and ends."""
        begin, until = plan
        zone = now.tzinfo
        first = self.clock(begin.replace(tzinfo=zone), now)
        last = self.clock(until.replace(tzinfo=zone), begin.replace(tzinfo=zone))
        return f"Pause planned from {first} until {last}"

    def reply(self, reply: Reply, now: datetime) -> str:
        """Say what came of an answer."""
        known = _SAID.get(reply.saying)
        if reply.saying in session_words.SAID_WITH_NEXT:
            return self._session_next(reply, now)
        return known if known is not None else _REPLIES[reply.saying](self, reply, now)

    def session_line(self, training: Training, now: datetime) -> str:
        """Say when the next session is, or that one is under way."""
        name = session_words.NAMES[training.focus]
        if training.running is not None:
            return f"{name} under way"
        if training.at is None:
            return f"{name}: none planned"
        day = "today " if training.today else ""
        return f"{name}: {day}{self.clock(training.at, now)}"

    def _session_next(self, reply: Reply, now: datetime) -> str:
        said = session_words.SAID_WITH_NEXT[reply.saying]
        if reply.until is None:
            return said
        return f"{said} The next one: {self.clock(reply.until, now)}."


def left(length: timedelta) -> str:
    """Say how far off something is."""
    return "now" if length < timedelta(seconds=1) else f"in {in_words(length)}"


def day_name(day: date, today: date) -> str:
    """Name a day as people do, seen from today."""
    days = (day - today).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if days in near:
        return near[days]
    if abs(days) < FEW_DAYS:
        return day.strftime("%A")
    return f"{day.strftime('%A')}, {day.day} {day.strftime('%B')}"


def reminder(remind: Remind, *, buttons: bool) -> Text:
    """Ask for a break: what to do; how and how long."""
    if remind.gone is not None:
        return _question(remind.drill, remind.gone, buttons=buttons)
    drill = remind.drill
    body = f"{drill.steps[0].rstrip('.')}. {_capital(dose(drill))}."
    return drill.cue, body if buttons else f"{body} {ANSWER_BY_COMMAND}"


def _question(drill: Drill, gone: timedelta, *, buttons: bool) -> Text:
    body = f"You were away for {in_words(_rounded(gone))}. {drill.name}: count it?"
    return "Did you move?", body if buttons else f"{body} {COUNT_BY_COMMAND}"


def dose(drill: Drill) -> str:
    """Say how often and how long."""
    said = drill.dose.strip().rstrip(".")
    length = in_words(drill.length)
    return said if length in said or not said else f"{said}, about {length}"


def steps(drill: Drill) -> Text:
    """Tell how a drill goes, step by step."""
    lines = [f"{number}. {step}" for number, step in enumerate(drill.steps, 1)]
    last = f"{_capital(dose(drill))} ({origin(drill)}). {drill.source}"
    return drill.name, "\n".join([*lines, last, STOP])


def origin(drill: Drill) -> str:
    """Say whose dose it is."""
    return "our suggestion" if drill.our_suggestion else "as its source says"


def undo(kind: Kind) -> str:
    """Offer to take this outcome back."""
    return _UNDO.get(kind, "Undo")


def today_line(tally: Tally, goal: int) -> str:
    """Say how the day stands against the goal."""
    line = f"Today: {tally.done} of {goal} done"
    return f"{line}, {tally.natural} natural" if tally.natural else line


def counts(tally: Tally, streak: int) -> str:
    """Say the other counts of a day."""
    return (
        f"{tally.natural} natural, {tally.skipped} skipped, {tally.missed} missed, "
        f"{tally.snoozed} snoozed. {streak_line(streak)}"
    )


def streak_line(streak: int) -> str:
    """Say how long the streak is."""
    return f"Streak: {days_of(streak)}." if streak else f"{NO_STREAK}."


def summary(news: SummaryNews, tally: Tally, goal: int, streak: int) -> Text:
    """Sum up a day in kind words."""
    name = day_name(news.day, news.today)
    title = f"{_capital(name)}: {tally.done} of {goal} breaks done"
    return title, f"{_praise(tally, goal)} {counts(tally, streak)}"


def _praise(tally: Tally, goal: int) -> str:
    moved = tally.done + tally.natural
    if tally.done >= goal:
        return "Goal met. Your body says thank you."
    if moved > 1:
        return f"You got up {moved} times. Every one counts."
    if moved:
        return "You got up once. Every one counts."
    return "A quiet day. Tomorrow brings fresh chances."


def away(news: AwayNews) -> Text:
    """Say that an absence was counted."""
    minutes = max(1, round(news.length.total_seconds() / 60))
    spoken = in_words(timedelta(minutes=minutes))
    return (
        f"Away {spoken}, counted as a natural break",
        'A fresh interval starts now. If you exercised: "I just moved" makes it done.',
    )


def counted(news: CountedNews) -> Text:
    """Say that an absence was counted as the drill, and how to take that back."""
    body = (
        f"You were away for {in_words(_rounded(news.length))} after the reminder. "
        "Undo takes it back for five minutes."
    )
    return f"{news.drill.name}: counted as done", body


def trial(news: TrialNews) -> Text:
    """Show how a reminder reads, marked as one that counts nothing."""
    drill = news.drill
    body = f"{drill.steps[0].rstrip('.')}. {_capital(dose(drill))}."
    return f"Test: {drill.cue}", f"{body} This is only a test; it counts nothing."


def skips(news: SkipsNews) -> Text:
    """Ask, once, whether drill or interval should be another."""
    body = (
        f"{news.skips} breaks in a row were skipped. Another drill, or a longer "
        f"interval such as {in_words(news.interval * 3 / 2)}, may suit you more."
    )
    return "Would something else fit better?", body


def _rounded(length: timedelta) -> timedelta:
    """Return the length as people say it: from a minute on, in whole minutes."""
    seconds = round(length.total_seconds())
    return timedelta(seconds=seconds if seconds < _IN_SECONDS else seconds // 60 * 60)


def mistakes(what: str, problems: tuple[str, ...]) -> Text:
    """Tell which settings or drills are not used, and that all others are."""
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    return (
        f"Your {what} have {count}",
        "\n".join((*problems, f"All other {what} are used.")),
    )


def forgotten(lines: int, aside: Sequence[str] = ()) -> str:
    """Say how much was deleted on request, and which files may hold some of it."""
    said = ["There was nothing to delete."]
    if lines:
        said = [f"{lines_of(lines)} deleted for good."]
    if aside:
        said += (
            "A damaged history was set aside once, and may hold such lines too:",
            *aside,
            "Delete it by hand, or with the whole history: movebreak forget all",
        )
    return "\n".join(said)


def days_of(number: int) -> str:
    """Say how many days."""
    return "1 day" if number == 1 else f"{number} days"


def lines_of(number: int) -> str:
    """Say how many lines of history."""
    return "1 line" if number == 1 else f"{number:,} lines"


# What a person sees of the history of a day.
TOLD = {
    Kind.DONE: "done",
    Kind.SKIPPED: "skipped",
    Kind.NATURAL: "natural break",
    Kind.MISSED: "missed",
    Kind.SNOOZED: "snoozed",
    Kind.SESSION_END: "session",
}


def told(kind: Kind, drill: str | None) -> str:
    """Say one line of history."""
    return f"{TOLD[kind]}: {drill}" if drill else TOLD[kind]


def _why(reasons: tuple[str, ...]) -> str:
    return ", ".join(reasons) if reasons else "quiet"


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _done(_: Wording, reply: Reply, __: datetime) -> str:
    name = f"{reply.drill.name}: done" if reply.drill else "Done"
    return f"{name}. A fresh interval starts now."


def _skipped(_: Wording, reply: Reply, __: datetime) -> str:
    name = f"{reply.drill.name}: skipped" if reply.drill else "Skipped"
    return f"{name}. The next break comes in its time."


def _snoozed(words: Wording, reply: Reply, now: datetime) -> str:
    return f"Snoozed until {_until(words, reply, now)}."


def _dealt(_: Wording, reply: Reply, __: datetime) -> str:
    if reply.drill is None:
        return "Here is a drill."
    return f"{reply.drill.cue} ({reply.drill.name}, {dose(reply.drill)})."


def _undone(_: Wording, reply: Reply, __: datetime) -> str:
    what = _TAKEN_BACK.get(reply.kind or Kind.UNDONE, "The last answer")
    return f"{_capital(what)} is taken back."


def _steps(_: Wording, reply: Reply, __: datetime) -> str:
    return "\n".join(steps(reply.drill)) if reply.drill else ""


def _paused(words: Wording, reply: Reply, now: datetime) -> str:
    if reply.until is None:
        return "Paused until you resume."
    return f"Paused until {_until(words, reply, now)}."


def _planned(words: Wording, reply: Reply, now: datetime) -> str:
    if reply.begin is None or reply.until is None:
        return "The pause is planned."
    return f"{words.planned_line((reply.begin, reply.until), now)}."


def _meeting(words: Wording, reply: Reply, now: datetime) -> str:
    return f"Meeting until {_until(words, reply, now)}. Reminders wait."


def _until(words: Wording, reply: Reply, now: datetime) -> str:
    if reply.until is None:
        return "later"
    return words.until(Ends(reply.until, reply.until - now), now)


def _liked(_: Wording, reply: Reply, __: datetime) -> str:
    return f"{_named(reply)} is a favourite now. It comes once more in each round."


def _left_out(_: Wording, reply: Reply, __: datetime) -> str:
    said = f"{_named(reply)} is left out from now on."
    if reply.drill is None:
        return said
    return f"{said} To have it back: movebreak drills reset {reply.drill.id}"


def _taste_reset(_: Wording, reply: Reply, __: datetime) -> str:
    said = f"{_named(reply)} comes as often as any other drill"
    grows = reply.drill is not None and reply.drill.more
    return f"{said}, and its dose begins anew." if grows else f"{said}."


def _last_drill(_: Wording, reply: Reply, __: datetime) -> str:
    return f"{_named(reply)} stays, as it is the last drill that is left."


def _named(reply: Reply) -> str:
    return reply.drill.name if reply.drill else "That drill"


_REPLIES: dict[Saying, Callable[[Wording, Reply, datetime], str]] = {
    Saying.DONE: _done,
    Saying.SKIPPED: _skipped,
    Saying.SNOOZED: _snoozed,
    Saying.ANOTHER: _dealt,
    Saying.MOVE_NOW: _dealt,
    Saying.UNDONE: _undone,
    Saying.STEPS: _steps,
    Saying.PAUSED: _paused,
    Saying.PLANNED: _planned,
    Saying.MEETING: _meeting,
    Saying.LIKED: _liked,
    Saying.LEFT_OUT: _left_out,
    Saying.TASTE_RESET: _taste_reset,
    Saying.LAST_DRILL: _last_drill,
}
