"""The page of the settings: every one of them, checked while it is typed."""

import json
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from movebreak.core.choices import TABLES
from movebreak.core.login_words import NO_AUTOSTART, autostart
from movebreak.core.week import DAYS
from movebreak.errors import Exit, MovebreakError
from movebreak.pages import settings_form as form
from movebreak.pages.house import House
from movebreak.pages.settings_editing import Editing, Saved, View

PATH: Final = "/settings"
_WORKDAYS: Final = DAYS[:5]


async def sent_by(request: Request) -> dict[str, list[str]]:
    """Return all that a form sent, each name with its values in their order."""
    body = (await request.body()).decode("utf-8", "replace")
    found: dict[str, list[str]] = {}
    for name, value in parse_qsl(body, keep_blank_values=True):
        found.setdefault(name, []).append(value)
    return found


def routes(house: House, editing: Editing) -> list[Route]:
    """Return where the settings are."""
    page = _Page(house, editing)
    return [
        Route(PATH, page.show),
        Route(PATH, page.save, methods=["POST"]),
        Route(f"{PATH}/check", page.check, methods=["POST"]),
        Route(f"{PATH}/put/{{what}}/{{name}}", page.put, methods=["POST"]),
        Route(f"{PATH}/edit", page.edit, methods=["POST"]),
        Route(f"{PATH}/test", page.test, methods=["POST"]),
        Route(f"{PATH}/login", page.login, methods=["POST"]),
    ]


class _Page:
    """Answers the requests of one page."""

    def __init__(self, house: House, editing: Editing) -> None:
        self._house = house
        self._editing = editing

    async def show(self, request: Request) -> Response:
        """Show the settings as they are."""
        said = self._house.said_to(request)
        return await run_in_threadpool(
            lambda: self._page(self._editing.view(), said=said)
        )

    async def save(self, request: Request) -> Response:
        """Write what was changed."""
        sent = await sent_by(request)
        return await run_in_threadpool(self._save, sent)

    async def check(self, request: Request) -> Response:
        """Tell what is wrong so far."""
        sent = await sent_by(request)
        return JSONResponse(await run_in_threadpool(self._editing.check, sent))

    async def put(self, request: Request) -> Response:
        """Fill the form in where no script does; nothing is saved."""
        sent = await sent_by(request)
        what, name = request.path_params["what"], request.path_params["name"]
        if name in form.FIELDS:
            sent |= filled_in(sent, what, name)
        return await run_in_threadpool(lambda: self._page(self._editing.again(sent)))

    async def edit(self, request: Request) -> Response:
        """Open the file itself."""
        path = self._editing.path
        opened = await run_in_threadpool(self._house.open_file, path)
        said = f"{path} opens in your editor." if opened else f"It is {path}"
        return self._house.tell(request, PATH, said)

    async def test(self, request: Request) -> Response:
        """Have a test reminder shown."""
        answer = await run_in_threadpool(self._house.program.do, "test")
        return self._house.tell(request, PATH, answer.out or answer.err)

    async def login(self, request: Request) -> Response:
        """Start at login, or do so no more."""
        sent = await sent_by(request)
        on = sent.get("on") == ["on"]
        said = await run_in_threadpool(switch_login, self._house, on=on)
        return self._house.tell(request, PATH, said)

    def _save(self, sent: form.Texts) -> Response:
        try:
            result = self._editing.save(sent)
        except MovebreakError as error:
            return self._page(self._editing.again(sent), str(error))
        if isinstance(result, Saved):
            # Who has found this page needs no first steps any more.
            self._house.program.do("welcomed")
            return self._house.back(PATH, tell_program(self._house, result))
        return self._page(result)

    def _page(self, view: View, failed: str = "", said: Sequence[str] = ()) -> Response:
        shown = values(self._house, self._editing, view)
        return self._house.page("settings", said=said, **shown, failed=failed)


def values(house: House, editing: Editing, view: View) -> dict[str, Any]:
    """Return what the template needs."""
    found, _ = form.read(view.texts)
    return {
        "base": PATH,
        "view": view,
        "path": str(editing.path),
        "tables": [
            (table, title, form.rows(table, view.texts, view.wrong))
            for table, title in TABLES.items()
        ],
        "labels": {name: form.label(name) for name in view.wrong},
        "left": editing.left(found),
        "senses": senses(house),
        "login": house.autostart and house.autostart.is_on(),
        "login_stale": bool(house.autostart and house.autostart.why()),
        "login_words": login_words(house),
    }


def filled_in(sent: form.Texts, what: str, name: str) -> dict[str, list[str]]:
    """Return the fields that a button fills in."""
    table, _, day = name.partition(".")
    match what:
        case "usual":
            return form.texts({name: form.USUAL[name]})
        case "always" | "off" if day in DAYS:
            return {name: [what]}
        case "week" | "workdays" if day in DAYS:
            days = DAYS if what == "week" else _WORKDAYS
            return {f"{table}.{each}": list(sent.get(name, [])) for each in days}
        case _:
            return {}


def tell_program(house: House, saved: Saved) -> str:
    """Have the running program read the settings at once; say what came of it all."""
    answer = house.program.do("reload")
    if answer.code != Exit.NOT_RUNNING:
        return saved.said
    return f"{saved.said} movebreak does not run now; it uses them when it starts."


def switch_login(house: House, *, on: bool) -> str:
    """Switch the start at login; say how it stands then."""
    if house.autostart is None:
        return NO_AUTOSTART
    try:
        if on:
            house.autostart.turn_on()
        else:
            house.autostart.turn_off()
    except MovebreakError as error:
        return str(error)
    return login_words(house)


def login_words(house: House) -> str:
    """Say whether movebreak starts at login."""
    start = house.autostart
    if start is None:
        return NO_AUTOSTART
    return autostart(on=start.is_on(), why=start.why())


def senses(house: House) -> list[dict[str, Any]]:
    """Return what each part of the running program says now; none when none runs."""
    answer = house.program.do("report")
    if answer.code != Exit.OK:
        return []
    found = json.loads(answer.out)
    return [each for each in found if isinstance(each, dict)]
