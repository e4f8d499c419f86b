"""The web application: which path leads to which page."""

import logging

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from movebreak.core.events import Page
from movebreak.pages import (
    answers,
    check,
    guide,
    history,
    programme,
    programme_form,
    review,
    session,
    settings,
    welcome,
)
from movebreak.pages.door import COOKIE, ENTRY
from movebreak.pages.guard import LOCKED, Guard
from movebreak.pages.house import HERE, House
from movebreak.pages.settings_editing import Editing
from movebreak.surfaces.icon import icons_folder

log = logging.getLogger(__name__)

HOME = f"/{Page.GUIDE}"
FAILED = "This page could not be made.\nTo see why: movebreak doctor\n"


def site(house: House, host: str) -> ASGIApp:
    """Return the application; it answers under this host, with its port, alone."""

    async def enter(request: Request) -> Response:
        if not house.door.opens(request.query_params.get("key", "")):
            return PlainTextResponse(LOCKED, 403)
        response = RedirectResponse(_path(request.query_params.get("page", "")), 303)
        response.set_cookie(
            COOKIE, house.door.cookie, httponly=True, samesite="strict", path="/"
        )
        return response

    async def home(_: Request) -> Response:
        return RedirectResponse(HOME, 303)

    async def live(_: Request) -> Response:
        return StreamingResponse(house.live.stream(), media_type="text/event-stream")

    async def icon(_: Request) -> Response:
        return FileResponse(icons_folder() / "movebreak.svg")

    async def failed(_: Request, __: Exception) -> Response:
        return PlainTextResponse(FAILED, 500)

    async def missing(_: Request, __: Exception) -> Response:
        return house.page("missing", 404)

    editing = Editing(house.files)
    app = Starlette(
        routes=[
            Route("/", home),
            Route(ENTRY, enter),
            Route("/live", live),
            Route("/icon.svg", icon),
            Mount("/static", StaticFiles(directory=HERE / "static")),
            *answers.routes(house),
            *guide.routes(house),
            *settings.routes(house, editing),
            *welcome.routes(house, editing),
            *programme.routes(house),
            *programme_form.routes(house, editing),
            *session.routes(house),
            *check.routes(house),
            *review.routes(house),
            *history.routes(house),
        ],
        exception_handlers={404: missing, 500: failed},
    )
    return Guard(_Touching(app, house), house.door, host)


def _path(page: str) -> str:
    """Return the path of a page that was named in a link; never another site's."""
    known = page.partition("/")[0] in {*Page, "drill", "day"}
    plain = all(each.isalnum() or each in "-/" for each in page)
    return f"/{page}" if known and plain else HOME


class _Touching:
    """Notes each request of a page, for the pages end without one; and each failure."""

    def __init__(self, app: ASGIApp, house: House) -> None:
        self._app = app
        self._house = house

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # With a wrong key, anybody may come that far.
        if scope["path"] != ENTRY:
            self._house.live.touch()
        try:
            await self._app(scope, receive, send)
        except Exception:
            log.exception("%s could not be answered", scope.get("path"))
            raise
