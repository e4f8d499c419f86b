"""What news say: a day summed up, what was counted, what may suit, what is amiss."""

from datetime import timedelta

from movebreak.core.day_words import counts, day_name
from movebreak.core.durations import in_words, rounded
from movebreak.core.effects import (
    AwayNews,
    CountedNews,
    SkipsNews,
    SummaryNews,
    TrialNews,
)
from movebreak.core.reminder_words import dose
from movebreak.core.status import Tally
from movebreak.core.wording import Text, capital

CHOOSE_BY_CLICK = "Click here to choose."
OFFERS_BY_COMMAND = "Another drill: movebreak move. The interval: movebreak settings."
ANOTHER_DRILL = "Another drill now"
CHANGE_INTERVAL = "Change the interval"
SEE_THE_DAY = "See the day"
FEW_DRILLS = "Few drills are left"
SET_UP_BY_COMMAND = "To make it yours: movebreak welcome."
SET_UP = "Set up…"
GOT_IT = "Got it"
# A menu is as wide as its longest line.
MENU_WIDTH = 60
MENU_LINES = 4


def summary(news: SummaryNews, tally: Tally, goal: int, streak: int) -> Text:
    """Sum up a day in kind words."""
    name = day_name(news.day, news.today)
    title = f"{capital(name)}: {tally.done} of {goal} breaks done"
    following = "Tomorrow" if news.day == news.today else "Today"
    return title, f"{_praise(tally, goal, following)} {counts(tally, streak)}"


def _praise(tally: Tally, goal: int, following: str) -> str:
    moved = tally.done + tally.natural
    if tally.done >= goal:
        return "Goal met. Your body says thank you."
    if moved > 1:
        return f"You got up {moved} times. Every one counts."
    if moved:
        return "You got up once. Every one counts."
    return f"A quiet day. {following} brings fresh chances."


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
        f"You were away for {in_words(rounded(news.length))} after the reminder. "
        "Undo takes it back for five minutes."
    )
    return f"{news.drill.name}: counted as done", body


def trial(news: TrialNews) -> Text:
    """Show how a reminder reads, marked as one that counts nothing."""
    drill = news.drill
    body = f"{drill.steps[0].rstrip('.')}. {capital(dose(drill))}."
    return f"Test: {drill.cue}", f"{body} This is only a test; it counts nothing."


def skips(news: SkipsNews) -> Text:
    """Ask, once, whether drill or interval should be another."""
    body = (
        f"{news.skips} breaks in a row were skipped. Another drill, or a longer "
        f"interval such as {in_words(news.interval * 3 / 2)}, may suit you more."
    )
    return "Would something else fit better?", body


def mistakes(what: str, problems: tuple[str, ...], *, usable: bool = True) -> Text:
    """Tell which settings or drills are not used, and whether all others are."""
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    others = f"All other {what} are used."
    if not usable:
        others = f"Until that is put right, your {what} stay as they were."
    return f"Your {what} have {count}", "\n".join((*problems, others))


def in_short(troubles: tuple[str, ...]) -> tuple[str, ...]:
    """Tell what is wrong in lines that a menu has room for, and where all of it is."""
    if len(troubles) <= MENU_LINES and all(
        len(each) <= MENU_WIDTH for each in troubles
    ):
        return troubles
    few = troubles[: MENU_LINES - 1]
    return *(_shortened(each) for each in few), "In full: movebreak status"


def _shortened(line: str) -> str:
    return line if len(line) <= MENU_WIDTH else f"{line[:MENU_WIDTH].rstrip()}…"
