"""Takes the history along as a file, and deletes a day of it or all, after asking."""

from collections.abc import Mapping
from datetime import date
from io import StringIO
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from movebreak.core import day_words, past_words
from movebreak.core.events import Forget
from movebreak.core.words import forget
from movebreak.errors import Exit, UsageError
from movebreak.pages import forgetting
from movebreak.pages.answers import form
from movebreak.pages.house import House
from movebreak.store.export import FORMATS
from movebreak.store.readonly import ReadOnlyHistory
from movebreak.store.rescue import set_aside_files

MEDIA: Final = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
# What has to be typed before everything goes.
SURE: Final = "delete"


def routes(house: House) -> list[Route]:
    """Return where the files are, and the question before something is deleted."""

    async def export(request: Request) -> Response:
        return await run_in_threadpool(_export, house, request.query_params)

    async def ask(request: Request) -> Response:
        word = request.query_params.get("day", "")
        return await run_in_threadpool(_ask, house, word)

    async def delete(request: Request) -> Response:
        return await run_in_threadpool(_delete, house, await form(request))

    return [
        Route("/history/export", export),
        Route("/history/delete", ask),
        Route("/history/delete", delete, methods=["POST"]),
    ]


def _export(house: House, given: Mapping[str, str]) -> Response:
    """Return every line of the days as a file to be saved."""
    kind = given.get("form", "csv")
    try:
        first = _day(given.get("first", ""), date.min)
        last = _day(given.get("last", ""), date.max)
    except ValueError:
        return house.back("/history", "Write each day such as 2026-03-04.")
    if kind not in MEDIA:
        return house.back("/history", "There is no such file.")
    if first > last:
        return house.back("/history", "The first day comes before the last.")
    lines = ReadOnlyHistory(house.files.history).lines(first, last)
    out = StringIO()
    FORMATS[f".{kind}"](lines, out)
    named = f'attachment; filename="{_file_name(given)}.{kind}"'
    # A torn character from a damaged file must not cost the whole file.
    data = out.getvalue().encode("utf-8", "backslashreplace")
    return Response(data, 200, {"Content-Disposition": named}, MEDIA[kind])


def _file_name(given: Mapping[str, str]) -> str:
    days = [given[name] for name in ("first", "last") if given.get(name)]
    return "-".join(["movebreak", *dict.fromkeys(days)])


def _day(text: str, otherwise: date) -> date:
    return date.fromisoformat(text) if text else otherwise


def _ask(house: House, word: str, wrong: str = "") -> Response:
    """Ask whether this is really to go, and tell how much it is."""
    what = _what(word)
    if what is None:
        return house.back("/history", "Choose a day to delete, or all of it.")
    day = what.first
    lines = ReadOnlyHistory(house.files.history).count(what.first, what.last)
    return house.page(
        "delete",
        words=past_words,
        lines_of=day_words.lines_of,
        all=day is None,
        day=day,
        lines=lines,
        back=_page_of(what),
        copies=day is not None and bool(set_aside_files(house.files.history)),
        sure=SURE,
        wrong=wrong,
    )


def _delete(house: House, given: Mapping[str, str]) -> Response:
    word = given.get("day", "")
    what = _what(word)
    if what is None:
        return PlainTextResponse("That is no day of the history.\n", 400)
    if what.first is None and given.get("sure", "").strip().lower() != SURE:
        return _ask(house, word, f"Nothing was deleted. Type {SURE} to be sure.")
    answer = forgetting.forget(what, house.files)
    said = answer.out if answer.code == Exit.OK else answer.err
    return house.back(_page_of(what), said)


def _what(word: str) -> Forget | None:
    try:
        return forget([word])
    except UsageError:
        return None


def _page_of(what: Forget) -> str:
    return "/history" if what.first is None else f"/day/{what.first}"
