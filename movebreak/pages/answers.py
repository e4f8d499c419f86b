"""What a button on a page asks of the running program."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from movebreak.core.events import Page
from movebreak.pages.house import House, wants_json

# Answer, and the field that goes with it.
COMMANDS: Final[Mapping[str, str]] = {
    "done": "",
    "skip": "",
    "another": "",
    "snooze": "length",
    "move": "",
    "undo": "",
    "resume": "",
    "never": "drill",
}
# Where the answer is not the command itself.
_TYPED: Final = {"never": ("drills", "never")}
_NAMES_BREAK: Final = frozenset({"done", "skip", "another", "snooze"})
_PAGES: Final = frozenset(Page)


async def form(request: Request) -> dict[str, str]:
    """Return the fields of a form; the last one counts where a name comes twice."""
    body = (await request.body()).decode("utf-8", "replace")
    return dict(parse_qsl(body, keep_blank_values=True))


def routes(house: House) -> list[Route]:
    """Return where the buttons lead."""

    async def do(request: Request) -> Response:
        command = request.path_params["command"]
        if command not in COMMANDS:
            return JSONResponse({"ok": False, "words": "There is no such answer."}, 404)
        given = await form(request)
        named = given.get("break", "")
        words = [f"break={named}"] if command in _NAMES_BREAK and named else []
        length = given.get(COMMANDS[command], "")
        typed = _TYPED.get(command, (command,))
        answer = await run_in_threadpool(
            house.program.do, *typed, *words, *filter(None, [length])
        )
        said = answer.out or answer.err
        if wants_json(request):
            return JSONResponse({"ok": answer.code == 0, "words": said})
        page = given.get("page", Page.GUIDE)
        return house.back(f"/{page if page in _PAGES else Page.GUIDE}", said)

    return [Route("/do/{command}", do, methods=["POST"])]
