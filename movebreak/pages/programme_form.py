"""The steps to a programme: how much one sits, the focus, then days and hour.

Each is a part of the settings, saved as their page saves it. Sitting is asked before
anybody chooses an exercise.
"""

from collections.abc import Sequence
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from movebreak.core import choices
from movebreak.core.drills import Care, Note
from movebreak.core.programme import focus as focuses
from movebreak.core.programme import habits
from movebreak.core.programme.rules import Focus, ProgrammeRules
from movebreak.errors import MovebreakError
from movebreak.pages import settings
from movebreak.pages import settings_form as form
from movebreak.pages.house import House
from movebreak.pages.session_orders import FEET
from movebreak.pages.settings_editing import Editing, Saved, View
from movebreak.pages.shelf import Shelf, shelf
from movebreak.store.training import Training

PATH: Final = "/programme"
CAUSES: Final = "causes"
FOCUS: Final = "focus"
PLAN: Final = "plan"
STEPS: Final = (CAUSES, FOCUS, PLAN)
ASKED: Final = {
    CAUSES: ("seated_hours", "seated_commute", "desk"),
    FOCUS: ("focus",),
    PLAN: ("sessions", "days", "at", "activation", "notes"),
}
# What the articles hold of sitting and of shoes, before any exercise.
_THOUGHTS: Final = ("count-your-sitting", "causes-first", "lower-shoes-slowly")


def routes(house: House, editing: Editing) -> list[Route]:
    """Return where the steps are."""
    steps = _Steps(house, editing)
    return [
        Route(f"{PATH}/put/{{what}}/{{name}}", steps.put, methods=["POST"]),
        *(Route(f"{PATH}/{step}", steps.show) for step in STEPS),
        *(Route(f"{PATH}/{step}", steps.save, methods=["POST"]) for step in STEPS),
    ]


def first_step(rules: ProgrammeRules) -> str:
    """Return the step that is still to be taken; empty when a focus was chosen."""
    if rules.focus is not Focus.OFF:
        return ""
    return CAUSES if habits.asks_first(rules) else FOCUS


class _Steps:
    """Answers the requests of the steps."""

    def __init__(self, house: House, editing: Editing) -> None:
        self._house = house
        self._editing = editing

    async def show(self, request: Request) -> Response:
        """Show one step."""
        step, said = _step(request), self._house.said_to(request)
        return await run_in_threadpool(
            lambda: self._page(step, self._editing.view(), said=said)
        )

    async def save(self, request: Request) -> Response:
        """Save one step and go on, or show what is to be mended first."""
        sent = await settings.sent_by(request)
        return await run_in_threadpool(self._save, _step(request), sent)

    async def put(self, request: Request) -> Response:
        """Fill the form in where no script does; nothing is saved."""
        sent = await settings.sent_by(request)
        what, name = request.path_params["what"], request.path_params["name"]
        step = next((it for it in STEPS if name in _names(it)), "")
        if not step:
            return self._house.page("missing", 404)
        sent |= settings.filled_in(sent, what, name)
        return await run_in_threadpool(
            lambda: self._page(step, self._editing.again(sent))
        )

    def _save(self, step: str, sent: form.Texts) -> Response:
        before = self._shelf().settings.programme.focus
        try:
            result = self._editing.save(sent)
        except MovebreakError as error:
            return self._page(step, self._editing.again(sent), str(error))
        if not isinstance(result, Saved):
            return self._page(step, result)
        said = [settings.tell_program(self._house, result)]
        if step == CAUSES:
            said.append(habits.sitting(self._shelf().settings.programme))
        return self._house.back(self._after(step, before), " ".join(said))

    def _after(self, step: str, before: Focus) -> str:
        now = self._shelf().settings.programme.focus
        if before is not Focus.OFF:
            return PATH
        if step == CAUSES:
            return f"{PATH}/{FOCUS}"
        return f"{PATH}/{PLAN}" if now is not Focus.OFF else settings.PATH

    def _shelf(self) -> Shelf:
        return shelf(self._house.files)

    def _page(
        self, step: str, view: View, failed: str = "", said: Sequence[str] = ()
    ) -> Response:
        known = self._shelf()
        names = _names(step)
        asked = form.rows(PATH.strip("/"), view.texts, view.wrong)
        asked.sort(key=lambda row: names.index(row.name) if row.name in names else -1)
        return self._house.page(
            "programme_form",
            base=PATH,
            step=step,
            view=view,
            labels={name: form.label(name) for name in view.wrong},
            rows_asked=[row for row in asked if row.name in names],
            thoughts=_thoughts(known, sore=_is_sore(Training(self._house.files))),
            focuses=_focuses(view),
            chosen=known.settings.programme.focus is not Focus.OFF,
            failed=failed,
            said=said,
        )


def _step(request: Request) -> str:
    return request.url.path.rpartition("/")[2]


def _names(step: str) -> tuple[str, ...]:
    return tuple(f"programme.{each}" for each in ASKED[step])


def _is_sore(training: Training) -> bool:
    """Say whether the latest self-check speaks of shins or Achilles tendons."""
    return any(FEET & frozenset(each.answers.had) for each in training.checks[-1:])


def _thoughts(known: Shelf, *, sore: bool) -> list[Note]:
    """Return what to think of first; shoes not where feet or shins ask for care."""
    found = (known.entries.get(each) for each in _THOUGHTS)
    careful = frozenset({*known.settings.profile.careful, *([Care.ANKLE] * sore)})
    return [
        each
        for each in found
        if isinstance(each, Note) and not careful & frozenset(each.careful)
    ]


def _focuses(view: View) -> list[dict[str, object]]:
    chosen = view.texts.get("programme.focus", [])[-1:]
    return [
        {
            "value": str(each),
            "name": choices.name(each),
            "chosen": chosen == [str(each)],
            "view": focuses.view(each),
            "against": focuses.opposing_view(each),
        }
        for each in focuses.CHOICES
    ]
