"""How a drill goes: its figure, its steps, a guided run, and the way to answer."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final
from zlib import crc32

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from movebreak.core import guiding
from movebreak.core.drills import Drill, Note
from movebreak.core.fitting import why_hidden
from movebreak.core.guiding import guidance
from movebreak.core.reminder_words import dose, origin
from movebreak.pages.answers import form
from movebreak.pages.house import House
from movebreak.pages.shelf import Shelf, shelf, told
from movebreak.surfaces import figure as figures
from movebreak.surfaces.figure_files import Figures, figures_folder
from movebreak.surfaces.poses import Figure

State = Mapping[str, Any] | None
Values = dict[str, Any]

# A picture of its own, with its own style and nothing else.
_PICTURE: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"
}
_ID: Final = re.compile("[a-z0-9-]+")
_MOTIONS: Final = {"moving": True, "still": False}


def routes(house: House) -> list[Route]:
    """Return where the guide is, all drills, and their figures."""

    async def guide(request: Request) -> Response:
        values = await run_in_threadpool(_guide, house)
        values["said"] = house.said_to(request)
        return house.page("guide", show=motion(request), **values)

    async def drill(request: Request) -> Response:
        name = request.path_params["name"]
        values = await run_in_threadpool(_drill, house, name)
        if values is None:
            return house.page("missing", 404)
        page = "note" if isinstance(values["drill"], Note) else "drill"
        values["said"] = house.said_to(request)
        return house.page(page, show=motion(request), **values)

    async def figure(request: Request) -> Response:
        name, asked = request.path_params["name"], request.query_params
        text = await run_in_threadpool(
            _picture,
            name,
            dark=asked.get("ink") == "dark",
            moving=_MOTIONS.get(asked.get("show", "")),
        )
        if not text:
            return house.page("missing", 404)
        return Response(text, media_type="image/svg+xml", headers=_PICTURE)

    async def guided(request: Request) -> Response:
        given = await form(request)
        await run_in_threadpool(house.program.do, "guided", given.get("length", ""))
        return Response(status_code=204)

    return [
        Route("/guide", guide),
        Route("/drill/{name}", drill),
        Route("/figure/{name}.svg", figure),
        Route("/guided", guided, methods=["POST"]),
    ]


def _guide(house: House) -> Values:
    """Return what the page shows: the drill of the open break, or an idea."""
    state, known = house.program.look(), shelf(house.files)
    values: Values = {"state": state, "words": guiding}
    if state is None or state["break"] is None:
        idea = known.idea(_moment(state))
        return values | {
            "drill": None,
            "idea": idea,
            "figure": has_figure(idea.id),
        }
    return values | _about(_open(state, known), known)


def _drill(house: House, name: str) -> Values | None:
    """Return what the page of this entry shows; None when there is no such."""
    state, known = house.program.look(), shelf(house.files)
    found = known.find(name)
    if found is None:
        return None
    values: Values = {"state": state, "words": guiding}
    if isinstance(found, Note):
        return values | {"drill": found}
    return values | _about(found, known)


def _about(drill: Drill, known: Shelf) -> Values:
    """Return all that is shown of a drill."""
    how = guidance(drill, known.profile)
    return {
        "drill": drill,
        "how": how,
        "dose": dose(drill),
        "origin": origin(drill),
        "hidden": why_hidden(drill, known.profile),
        "figure": has_figure(drill.id),
        "run": {
            "seconds": _seconds(how.length),
            "count": how.count or "",
            "turn": how.turn,
            "ready": _seconds(guiding.READY_LASTS),
            "reset": _seconds(guiding.RESET_LASTS),
        },
    }


def _open(state: Mapping[str, Any], known: Shelf) -> Drill:
    """Return the drill of the open break, in the dose in which it was dealt."""
    drill = state["drill"]
    found = known.find(drill["id"])
    if not isinstance(found, Drill):
        return told(drill, state["dose"])
    length = timedelta(seconds=drill["seconds"])
    return replace(found, dose=state["dose"], length=length)


def _moment(state: State) -> int:
    """Return a number that stays the same until the next break."""
    return 0 if state is None else crc32(str(state["next_at"])[:-9].encode())


def _picture(name: str, *, dark: bool, moving: bool | None) -> str:
    found = _find_figure(name)
    if found is None:
        return ""
    return figures.svg(found, name.replace("-", " "), dark=dark, moving=moving)


def has_figure(name: str) -> bool:
    """Say whether this drill or exercise has a figure."""
    return _find_figure(name) is not None


def _find_figure(name: str) -> Figure | None:
    return Figures(figures_folder()).find(name) if _ID.fullmatch(name) else None


def motion(request: Request) -> str:
    """Return how the figure is to be shown: as it was asked for."""
    asked = request.query_params.get("figure", "")
    return asked if asked in _MOTIONS else "auto"


def _seconds(length: timedelta) -> int:
    return int(length.total_seconds())
