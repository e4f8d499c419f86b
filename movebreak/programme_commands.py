"""The commands of the programme: what is planned, what for, and its pages."""

import sys
from collections.abc import Callable, Iterator

from movebreak import browser, platforms
from movebreak.core import session_words
from movebreak.core.events import Page
from movebreak.core.hours import day_of
from movebreak.core.planning import hour_on, planned
from movebreak.core.programme import focus as focuses
from movebreak.core.programme import habits, set_words, words
from movebreak.core.programme import terminal_words as says
from movebreak.core.programme.lasting import length
from movebreak.core.programme.rules import Commute, Focus, Seated
from movebreak.core.state import Programme
from movebreak.errors import Exit, MovebreakError, UsageError
from movebreak.native import paths
from movebreak.pages.program import Program
from movebreak.store.folders import folders
from movebreak.store.readonly import ReadOnlyHistory
from movebreak.store.settings_writer import SettingsWriter
from movebreak.store.training import Training

Tell = Callable[[str], None]

_PAGES = {
    Page.PROGRAMME: "the page of the programme",
    Page.CHECK: "the self-check",
    Page.REVIEW: "looking back",
}


def plan() -> str:
    """Tell the next session: when, what, how much of it, and why."""
    training = Training(folders())
    sys.stderr.writelines(f"{each}\n" for each in training.problems)
    return "\n".join(next_session(training))


def focus(word: str | None, tell: Tell) -> int:
    """Tell what sessions are for, or choose it."""
    training = Training(folders())
    if word is None:
        tell("\n".join(_choices(training)))
        return Exit.OK
    try:
        chosen = Focus(word)
    except ValueError:
        known = ", ".join(Focus)
        raise UsageError(f'"{word}" is no focus', hint=f"one of: {known}") from None
    changes: dict[tuple[str, str], object] = {("programme", "focus"): chosen}
    if chosen is not Focus.OFF:
        changes |= _ask_first(training, tell)
    writer = SettingsWriter(folders().settings)
    writer.write(changes, writer.read().fingerprint)
    # Where it does not run, this is read at the next start.
    Program(paths.socket_path()).do("reload")
    tell("\n".join(_chosen(chosen)))
    return Exit.OK


def show(page: Page, tell: Tell) -> int:
    """Show a page that has no other form than the one in a browser."""
    if not platforms.has_screen():
        raise MovebreakError(
            f"{_PAGES[page]} needs a browser, and there is no screen here",
            hint=f"where there is one: movebreak {page}",
        )
    tell(browser.show(page))
    return Exit.OK


def names(training: Training) -> dict[str, str]:
    """Return the names of all drills and exercises by their ids."""
    return {each.id: each.name for each in training.known.values()}


def next_session(training: Training) -> Iterator[str]:
    """Tell the next session, line by line."""
    settings = training.settings
    routine = training.next_routine()
    if routine is None:
        yield f"{says.NO_FOCUS[:1].upper()}{says.NO_FOCUS[1:]}: {says.NO_FOCUS_HINT}"
        return
    yield from _when(training)
    found = training.prescription(routine)
    yield f"{routine.name}: {routine.cue}. {says.lasts(length(found))}"
    yield from filter(None, [set_words.rounds(found.rounds)])
    for dose in found.doses:
        name = training.known[dose.part.exercise].name
        yield f"  {name}: {words.dose(dose)}. {dose.why}".rstrip()
    for each in found.left_out:
        yield f"  {words.left_out(each, names(training))}"
    if habits.asks_first(settings.programme):
        yield f"{habits.CAUSES} {says.TELL_SITTING}"


def _when(training: Training) -> Iterator[str]:
    settings, now = training.settings, platforms.clock().now().wall
    saved = ReadOnlyHistory(folders().history).load()
    programme = Programme() if saved is None else saved.state.programme
    today = day_of(now.replace(tzinfo=None), settings.hours.day_start)
    day = planned(settings.programme, programme, today)
    if day is None:
        return
    at = hour_on(settings, day).replace(tzinfo=now.tzinfo)
    name = session_words.NAMES[settings.programme.focus]
    last = max((each for each in programme.trained if each < day), default=None)
    yield f"{name}: {platforms.wording().clock(at, now)}"
    yield words.why_this_day(day, last)


def _choices(training: Training) -> Iterator[str]:
    chosen = training.settings.programme.focus
    for each in focuses.CHOICES:
        mark = "*" if each is chosen else " "
        yield f"{mark} {each}: {focuses.view(each).says}"
        against = focuses.opposing_view(each)
        yield f"    {against.says} ({against.source})"
    yield f"{'*' if chosen is Focus.OFF else ' '} {Focus.OFF}: {says.NO_SESSIONS}"


def _chosen(chosen: Focus) -> Iterator[str]:
    if chosen is Focus.OFF:
        yield says.SWITCHED_OFF
        return
    against = focuses.opposing_view(chosen)
    yield f"{focuses.view(chosen).says}\n{against.says} ({against.source})"
    yield says.SEE_PLAN


def _ask_first(training: Training, tell: Tell) -> dict[tuple[str, str], object]:
    """Ask how much the person sits, before the first plan, if somebody can answer."""
    rules = training.settings.programme
    if not habits.asks_first(rules):
        return {}
    if not sys.stdin.isatty():
        tell(f"{habits.CAUSES} {says.TELL_SITTING}")
        return {}
    tell(habits.CAUSES)
    found: dict[tuple[str, str], object] = {}
    for key, question, choices in (
        ("seated_hours", says.HOURS_SEATED, tuple(Seated)),
        ("seated_commute", says.WAY_SEATED, tuple(Commute)),
    ):
        tell(question)
        tell("  ".join(f"{place}: {each}" for place, each in enumerate(choices)))
        typed = sys.stdin.readline().strip()
        if typed.isascii() and typed.isdecimal() and int(typed) < len(choices):
            found["programme", key] = choices[int(typed)]
    return found
