"""The first steps: hours, profile, start at login, and then a test reminder.

Each step is a part of the settings, saved as their page saves it; each can be left
out, and whoever goes back finds what was saved.
"""

from collections.abc import Sequence
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from movebreak.core.week import DAYS
from movebreak.errors import Exit, MovebreakError
from movebreak.pages import settings
from movebreak.pages import settings_form as form
from movebreak.pages.house import House
from movebreak.pages.settings_editing import Editing, Saved, View

PATH: Final = "/welcome"
STEPS: Final = ("hours", "profile", "start", "done")
UNKEPT: Final = "movebreak does not run now, so it will offer the first steps again."
# What tells most about a body and an office; the page of the settings has the rest.
ASKED: Final = {
    "hours": tuple(f"hours.{day}" for day in DAYS),
    "profile": (
        "profile.quiet_office",
        "profile.no_floor",
        "profile.low_impact",
        "profile.seated_only",
        "profile.careful",
        "profile.health_check",
    ),
}


def routes(house: House, editing: Editing) -> list[Route]:
    """Return where the first steps are."""
    steps = _Steps(house, editing)
    return [
        Route(PATH, steps.begin),
        Route(f"{PATH}/no", steps.dismiss, methods=["POST"]),
        Route(f"{PATH}/test", steps.test, methods=["POST"]),
        Route(f"{PATH}/put/{{what}}/{{name}}", steps.put, methods=["POST"]),
        Route(f"{PATH}/{{step}}", steps.show),
        Route(f"{PATH}/{{step}}", steps.save, methods=["POST"]),
    ]


class _Steps:
    """Answers the requests of the first steps."""

    def __init__(self, house: House, editing: Editing) -> None:
        self._house = house
        self._editing = editing

    async def begin(self, _: Request) -> Response:
        """Go to the first step."""
        return RedirectResponse(f"{PATH}/{STEPS[0]}", 303)

    async def show(self, request: Request) -> Response:
        """Show one step."""
        step, said = request.path_params["step"], self._house.said_to(request)
        return await run_in_threadpool(
            lambda: self._page(step, self._editing.view(), said=said)
        )

    async def save(self, request: Request) -> Response:
        """Save one step and go to the next, or show what is to be mended first."""
        step = request.path_params["step"]
        sent = await settings.sent_by(request)
        return await run_in_threadpool(self._save, step, sent)

    async def put(self, request: Request) -> Response:
        """Fill the form in where no script does; nothing is saved."""
        sent = await settings.sent_by(request)
        what, name = request.path_params["what"], request.path_params["name"]
        if name in form.FIELDS:
            sent |= settings.filled_in(sent, what, name)
        step = name.partition(".")[0]
        return await run_in_threadpool(
            lambda: self._page(step, self._editing.again(sent))
        )

    async def dismiss(self, _: Request) -> Response:
        """Offer the first steps no more."""
        unkept = await run_in_threadpool(self._welcomed)
        said = f"Everything is here whenever you like. {unkept}".rstrip()
        return self._house.back(settings.PATH, said)

    async def test(self, _: Request) -> Response:
        """Have a test reminder shown, once more."""
        said = await run_in_threadpool(self._try_out)
        return self._house.back(f"{PATH}/done", said)

    def _save(self, step: str, sent: form.Texts) -> Response:
        if step == "start":
            return self._finish(sent)
        if step not in ASKED:
            return self._page(step, self._editing.view())
        try:
            result = self._editing.save(sent)
        except MovebreakError as error:
            return self._page(step, self._editing.again(sent), str(error))
        if isinstance(result, View):
            return self._page(step, result)
        return self._on(step, result)

    def _on(self, step: str, saved: Saved) -> Response:
        following = STEPS[STEPS.index(step) + 1]
        said = settings.tell_program(self._house, saved)
        return self._house.back(f"{PATH}/{following}", said)

    def _finish(self, sent: form.Texts) -> Response:
        unkept = self._welcomed()
        if "skip" in sent:
            return self._house.back(f"{PATH}/done", unkept)
        said = [unkept] if unkept else []
        if "login" in sent:
            on = sent["login"][-1] == "on"
            said.append(settings.switch_login(self._house, on=on))
        said.append(self._try_out())
        return self._house.back(f"{PATH}/done", " ".join(said))

    def _welcomed(self) -> str:
        """Have it kept that the first steps were seen; say so if nobody could."""
        answer = self._house.program.do("welcomed")
        return "" if answer.code == Exit.OK else UNKEPT

    def _try_out(self) -> str:
        answer = self._house.program.do("test")
        return answer.out or answer.err

    def _page(
        self, step: str, view: View, failed: str = "", said: Sequence[str] = ()
    ) -> Response:
        if step not in STEPS:
            return self._house.page("missing", 404)
        number = STEPS.index(step)
        values = settings.values(self._house, self._editing, view)
        asked = form.rows(step, view.texts, view.wrong) if step in ASKED else []
        values |= {
            "base": PATH,
            "step": step,
            "number": number + 1,
            "before": STEPS[number - 1] if number else "",
            "after": STEPS[number + 1] if number + 1 < len(STEPS) else "",
            "rows_asked": [row for row in asked if row.name in ASKED[step]],
            "failed": failed,
            "said": said,
        }
        return self._house.page("welcome", **values)
