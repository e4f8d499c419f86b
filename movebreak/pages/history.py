"""The history in pictures: today, the week, the streak, half a year; and each day."""

from datetime import date, datetime, timedelta
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from movebreak.core import day_words, past, past_words
from movebreak.core.effects import Kind
from movebreak.core.hours import day_of
from movebreak.core.past import Happening
from movebreak.core.settings import Settings
from movebreak.core.status import Tally
from movebreak.core.summary import Mark, judged
from movebreak.pages import history_files
from movebreak.pages.house import House
from movebreak.ports import Line
from movebreak.store.readonly import ReadOnlyHistory
from movebreak.store.settings_file import SettingsFile

DAY = timedelta(days=1)
# Long before there was a movebreak.
FIRST = date(1970, 1, 1)
# Of a session its end is told, which knows how long it was.
UNTOLD = frozenset(
    {Kind.UNDONE, Kind.DESK, Kind.SUMMARY, Kind.SESSION, Kind.SET},
)


def routes(house: House) -> list[Route]:
    """Return where the history is."""

    async def history(request: Request) -> Response:
        said = house.said_to(request)
        return await run_in_threadpool(
            lambda: house.page("history", said=said, **overview(house))
        )

    async def day(request: Request) -> Response:
        try:
            wanted = date.fromisoformat(request.path_params["day"])
        except ValueError:
            raise HTTPException(404) from None
        said = house.said_to(request)
        return await run_in_threadpool(
            lambda: house.page("day", said=said, **of_day(house, wanted))
        )

    return [
        Route("/history", history),
        Route("/day/{day}", day),
        *history_files.routes(house),
    ]


def overview(house: House) -> dict[str, Any]:
    """Return what the page of the whole history shows."""
    settings, now = _settings(house), house.now()
    breaks = settings.breaks
    today = day_of(now.replace(tzinfo=None), settings.hours.day_start)
    history = ReadOnlyHistory(house.files.history)
    kept = history.kept(today, past.first_of_map(today))
    tally = _tally(kept.tallies, today)
    tallies = {each.day: each for each in (*kept.tallies, tally)}.values()
    days = list(judged(tallies, today, breaks.goal, breaks.interval))
    streak = sum(mark is Mark.MET for _, mark in days)
    return (
        _common(house, settings)
        | {
            "troubles": history.troubles(),
            "any": bool(kept.tallies),
            "today": today,
            "yesterday": today - DAY,
            "tally": tally,
            "counts": day_words.counts(tally, streak),
            "now": now.replace(tzinfo=None),
            "open_table": False,
            "week": past.week_of(today, kept.tallies),
            "streak": streak,
            "judged": days,
            "calendar": past.calendar(today, days),
            "heat_map": past.heat_map(today, kept.tallies, breaks.goal),
            "hours": past.by_hour(kept.hours),
            "drills": past.by_drill(kept.drills),
        }
        | _happened(today, kept.lines)
    )


def of_day(house: House, day: date) -> dict[str, Any]:
    """Return what the page of one day shows."""
    settings = _settings(house)
    today = day_of(house.now().replace(tzinfo=None), settings.hours.day_start)
    # Who flies east may have a line of tomorrow.
    if not FIRST <= day <= today + DAY:
        raise HTTPException(404)
    history = ReadOnlyHistory(house.files.history)
    tally = _tally(history.tallies(day, day), day)
    return _common(house, settings) | {
        "day": day,
        "tally": tally,
        "counts": past_words.counts(tally),
        "before": day - DAY,
        "after": day + DAY if day < today else None,
        "now": None,
        "open_table": True,
        **_happened(day, history.lines(day, day)),
        "troubles": history.troubles(),
    }


def _common(house: House, settings: Settings) -> dict[str, Any]:
    return {
        "words": past_words,
        "spoken": house.words,
        "names": house.drill_names(),
        "goal": settings.breaks.goal,
    }


def _happened(day: date, lines: list[Line]) -> dict[str, Any]:
    happened = sorted(
        (
            Happening(line.kind, _local(line.at), line.drill, line.length)
            for line in lines
            if not line.undone and line.kind not in UNTOLD
        ),
        key=lambda each: each.at,
    )
    return {"happened": happened, "line": past.time_line(day, happened)}


def _local(at: datetime) -> datetime:
    """Return what the clock on the wall showed, wherever that was."""
    return at.replace(tzinfo=None)


def _settings(house: House) -> Settings:
    source = SettingsFile(house.files.settings)
    source.refresh()
    return source.settings


def _tally(tallies: list[Tally], day: date) -> Tally:
    return next((each for each in tallies if each.day == day), Tally(day))
