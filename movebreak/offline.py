"""Commands that need no running program: they read what is kept, and look around."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from movebreak import __version__, platforms
from movebreak.control.client import ask
from movebreak.control.messages import Request
from movebreak.core import day_words, login_words, news_words, week_words
from movebreak.core import words as typed
from movebreak.core.effects import SummaryNews
from movebreak.core.hours import day_of
from movebreak.core.status import Tally
from movebreak.core.summary import streak_in, sum_of_week
from movebreak.core.weeks import week_at_hand, working_days
from movebreak.errors import MovebreakError, NotRunningError
from movebreak.native import paths
from movebreak.pages import forgetting
from movebreak.pages.failures import last_failures
from movebreak.ports import Line, Report
from movebreak.rulebook import reports
from movebreak.store.catalogue_files import CatalogueFiles
from movebreak.store.export import write_export
from movebreak.store.folders import Folders, folders
from movebreak.store.packs import built_in_folder
from movebreak.store.past_sessions import LOOKS
from movebreak.store.readonly import ReadOnlyHistory
from movebreak.store.settings_file import SettingsFile

if TYPE_CHECKING:
    from movebreak.core.settings import Settings

TALLY_COLUMNS = (
    "day",
    "done",
    "natural",
    "skipped",
    "missed",
    "snoozed",
    "desk_minutes",
)


class Past:
    """What was kept, read without touching it."""

    def __init__(self, files: Folders) -> None:
        self.history = ReadOnlyHistory(files.history)
        self.source = SettingsFile(files.settings)
        self.source.refresh()
        self.settings: Settings = self.source.settings
        self.problems = self.source.problems
        self.now: datetime = platforms.clock().now().wall
        local = self.now.replace(tzinfo=None)
        self.day = day_of(local, self.settings.hours.day_start)

    def tally(self, day: date) -> Tally:
        """Return the counts of one day."""
        found = self.history.tallies(day, day)
        return found[0] if found else Tally(day)

    def streak(self, day: date) -> int:
        """Return the streak as it stood on this day."""
        breaks = self.settings.breaks
        return streak_in(self.history.tallies, day, breaks.goal, breaks.interval)

    def tell_troubles(self) -> None:
        """Say on stderr what could not be read, one line each."""
        # Whoever cannot hear of it gets at least what could be read.
        with suppress(OSError):
            sys.stderr.writelines(f"{each}\n" for each in self.history.troubles())


def today() -> str:
    """Tell the day so far: counts, and what was answered when."""
    past = Past(folders())
    tally = past.tally(past.day)
    names = {each.id: each.name for each in _catalogue().drills()}
    words = platforms.wording()
    lines = [
        day_words.today_line(tally, past.settings.breaks.goal),
        day_words.counts(tally, past.streak(past.day)),
    ]
    for line in past.history.lines(past.day, past.day):
        if not line.undone and line.kind in day_words.TOLD:
            at = words.clock(line.at.astimezone(past.now.tzinfo), past.now)
            lines.append(
                f"{at}  {day_words.told(line.kind, names.get(line.drill or ''))}"
            )
    past.tell_troubles()
    return "\n".join(lines)


def history(days: int, form: str) -> str:
    """Tell the counts of the last days as a table, JSON or CSV."""
    past = Past(folders())
    first = past.day - timedelta(days=days - 1)
    tallies = past.history.tallies(first, past.day)
    past.tell_troubles()
    rows = [_row(tally) for tally in tallies]
    if form == "json":
        return json.dumps([_fields(tally) for tally in tallies], indent=2)
    if form == "csv":
        return "\n".join(",".join(map(str, row)) for row in (TALLY_COLUMNS, *rows))
    if not rows:
        return "Nothing is kept yet. The first answer starts your history."
    head = ("day", "done", "natural", "skipped", "missed", "snoozed", "desk min")
    return "\n".join(
        f"{row[0]:<10}" + "".join(f"{cell:>9}" for cell in row[1:])
        for row in (head, *rows)
    )


def summary() -> str:
    """Sum up the day so far, in the words of the daily summary."""
    past = Past(folders())
    past.tell_troubles()
    news = SummaryNews(past.day, past.day)
    goal, days = past.settings.breaks.goal, past.streak(past.day)
    return "\n".join(news_words.summary(news, past.tally(past.day), goal, days))


def week() -> str:
    """Sum up the week so far, or on the days off after it the one that ended."""
    past = Past(folders())
    hours = past.settings.hours
    end = week_at_hand(hours, past.day)
    tallies = past.history.tallies(end - timedelta(days=6), end)
    past.tell_troubles()
    summed = sum_of_week(tallies, end, past.settings.breaks.goal * working_days(hours))
    return "\n".join(week_words.summary(summed, past.day, past.streak(past.day)))


def export(path: Path) -> str:
    """Write every line of the history to a CSV or JSON file.

    Raises MovebreakError when there is none to be had: `path` may be an older export.
    """
    past = Past(folders())
    lines: list[Line] = past.history.lines(date.min, date.max)
    troubles = past.history.troubles()
    if troubles and not lines:
        raise MovebreakError("Nothing was exported.", hint="\n".join(troubles))
    write_export(path, lines)
    past.tell_troubles()
    count = "1 line" if len(lines) == 1 else f"{len(lines)} lines"
    return f"{count} written to {path}"


def forget(said: Sequence[str], *, sure: bool) -> str:
    """Delete a day from the history, or all of it; when not sure, only tell so."""
    files, what = folders(), typed.forget(said)
    if not sure:
        history = ReadOnlyHistory(files.history)
        lines = history.count(what.first, what.last)
        if what.answers:
            lines = len(history.lines_of(LOOKS))
        raise MovebreakError(
            f"Nothing was deleted yet. This would delete {day_words.lines_of(lines)} "
            "for good",
            hint=f"to do it: movebreak forget {' '.join(said)} --yes",
        )
    answer = forgetting.forget(what, files)
    if answer.code:
        raise MovebreakError(answer.err)
    return answer.out


def settings(*, only_path: bool) -> str:
    """Open the settings in the desktop's editor; make the file if there is none."""
    file = folders().settings
    source = SettingsFile(file)
    source.ensure()
    source.refresh()
    problems = "".join(f"\n{each}" for each in source.problems)
    if only_path:
        return f"{file}"
    opened = platforms.opener().open(file)
    line = f"Opened {file}" if opened else f"Your settings are in {file}"
    return f"{line}{problems}"


def doctor(*, as_json: bool) -> tuple[str, bool]:
    """Tell what each part found, and whether all is well."""
    files = folders()
    running, reports = _reports(files)
    reports += _desktop_parts()
    errors = last_failures(files)
    places = {name: str(path) for name, path in files._asdict().items()}
    well = all(report.well for report in reports)
    if as_json:
        found = {
            "version": __version__,
            "python": sys.version.split()[0],
            "running": running,
            "well": well,
            "parts": [asdict(report) for report in reports],
            "folders": places,
            "log": places["log"],
            "last_errors": errors,
        }
        return json.dumps(found, indent=2, ensure_ascii=False), well
    lines = [f"movebreak {__version__}, Python {sys.version.split()[0]}"]
    lines += (
        f"{'ok  ' if report.well else 'look'} {report.part}: {report.says}"
        for report in reports
    )
    lines += (f"     {name}: {path}" for name, path in places.items())
    lines += ["last errors in the log:" if errors else "no errors in the log", *errors]
    return "\n".join(lines), well


def _reports(files: Folders) -> tuple[bool, list[Report]]:
    try:
        answer = ask(paths.socket_path(), Request("report"))
        parts = [Report(**each) for each in json.loads(answer.out)]
        return True, [Report("program", well=True, says="running"), *parts]
    except NotRunningError as error:
        return False, [
            Report("program", well=False, says=f"{error.message}; {error.hint}"),
            *_look_around(files),
        ]
    except (MovebreakError, ValueError, TypeError) as error:
        return True, [
            Report("program", well=False, says=str(error)),
            *_look_around(files),
        ]


def _desktop_parts() -> Iterator[Report]:
    """Find out what the desktop knows of movebreak."""
    for name, part, words in (
        ("autostart", platforms.autostart(), login_words.autostart),
        ("entry", platforms.menu_entry(), login_words.entry),
    ):
        if part is not None:
            why = part.why()
            yield Report(name, well=not why, says=words(on=part.is_on(), why=why))


def _look_around(files: Folders) -> list[Report]:
    """Find out what can be found out without the running program."""
    past = Past(files)
    past.history.last_id()
    desktop = platforms.has_desktop()
    says = "desktop found" if desktop else "no desktop: reminders come in the terminal"
    return [
        Report("desktop", well=True, says=says),
        *reports(past.source, _catalogue()),
        *(Report("settings", well=False, says=each) for each in past.problems),
        *(Report("history", well=False, says=e) for e in past.history.troubles()),
    ]


def _catalogue() -> CatalogueFiles:
    return CatalogueFiles(built_in_folder(), folders().drills)


def _fields(tally: Tally) -> dict[str, object]:
    day, *counts = _row(tally)
    return dict(zip(TALLY_COLUMNS, (day, *map(int, counts)), strict=True))


def _row(tally: Tally) -> tuple[str, ...]:
    desk = int(tally.desk.total_seconds() // 60)
    counts = (tally.done, tally.natural, tally.skipped, tally.missed, tally.snoozed)
    return tally.day.isoformat(), *map(str, counts), str(desk)
