"""How a drill goes: its figure, its steps, and the way to answer."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from movebreak.pages.house import House


def routes(house: House) -> list[Route]:
    """Return where the guide is."""

    async def guide(_: Request) -> Response:
        state = await run_in_threadpool(house.program.look)
        return house.page("guide", state=state)

    return [Route("/guide", guide)]
