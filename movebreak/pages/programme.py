"""The programme at a glance: the next session with what and why, and what was done."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from movebreak.core import choices, day_words
from movebreak.core.programme import habits, words
from movebreak.core.programme.habits import Facts, Posture
from movebreak.pages.answers import form
from movebreak.pages.house import House
from movebreak.pages.plan_view import plan_of
from movebreak.pages.programme_form import PATH, first_step
from movebreak.pages.session_orders import Orders
from movebreak.store.training import Training

# Of the sessions that were, a page shows the latest.
SHOWN: Final = 12

State = Mapping[str, Any] | None


def routes(house: House) -> list[Route]:
    """Return where the programme is."""

    async def programme(request: Request) -> Response:
        said = house.said_to(request)
        return await run_in_threadpool(lambda: _page(house, said))

    async def position(request: Request) -> Response:
        given = await form(request)
        said = await run_in_threadpool(_position, house, given.get("position", ""))
        return house.back(PATH, said)

    return [
        Route(PATH, programme),
        Route(f"{PATH}/position", position, methods=["POST"]),
    ]


def running_in(state: State) -> Mapping[str, Any] | None:
    """Return the session that is under way; None when there is none."""
    session = session_in(state)
    return session and session["running"]


def session_in(state: State) -> Mapping[str, Any] | None:
    """Return what the running program tells of sessions."""
    return state["session"] if state else None


def _page(house: House, said: list[str]) -> Response:
    training = Training(house.files)
    rules = training.settings.programme
    if step := first_step(rules):
        return RedirectResponse(f"{PATH}/{step}", 303)
    state = house.program.look()
    session, running = session_in(state), running_in(state)
    routine = training.next_routine()
    found = routine and training.prescription(routine)
    return house.page(
        "programme",
        said=said,
        focus=choices.name(rules.focus),
        headline=_headline(house, training, session),
        why_day=_why_day(training, session),
        troubles=training.problems,
        stands_up=_change(house, training, None) is not None,
        runs=state is not None,
        running=running is not None,
        today=bool(session and session["today"]),
        routine=routine,
        plan=found and plan_of(found, training),
        others=[each for each in training.routines.values() if each is not routine],
        past=_past(house, training),
    )


def _position(house: House, word: str) -> str:
    """Have a position remembered; suggest to change it where the desk allows that."""
    answer = Orders(house.program).position(word)
    if answer.code:
        return answer.err
    change = _change(house, Training(house.files), Posture(word))
    return habits.position(change) if change else answer.out


def _change(
    house: House, training: Training, posture: Posture | None
) -> Posture | None:
    rules, profile = training.settings.programme, training.settings.profile
    facts = Facts(rules, profile, house.now().date(), posture)
    return habits.next_posture(facts)


def _headline(
    house: House, training: Training, session: Mapping[str, Any] | None
) -> str:
    if session and session["running"]:
        return f"Under way: {name_of(training, session['running']['routine'])}"
    if not session or session["at"] is None:
        return "Your programme"
    at = datetime.fromisoformat(session["at"])
    today = "today, " if session["today"] else ""
    return f"Next session: {today}{house.words.clock(at, house.now())}"


def _why_day(training: Training, session: Mapping[str, Any] | None) -> str:
    if not session or session["at"] is None:
        return ""
    trained = [each.past.day for each in training.sessions if each.past.logs]
    day = training.day_of(datetime.fromisoformat(session["at"]))
    return words.why_this_day(day, trained[-1] if trained else None)


def _past(house: House, training: Training) -> list[dict[str, object]]:
    today = training.day_of(house.now())
    return [
        {
            "id": each.past.id,
            "day": day_of(each.past.day, today),
            "name": name_of(training, each.past.routine),
            "sets": sum(1 for it in each.past.logs if it.amount),
        }
        for each in reversed(training.sessions[-SHOWN:])
        if each.past.logs
    ]


def day_of(day: date, today: date) -> str:
    """Name a day at the beginning of a line."""
    name = day_words.day_name(day, today)
    return f"{name[:1].upper()}{name[1:]}"


def name_of(training: Training, routine: str) -> str:
    """Name a routine, also one that is not there any more."""
    found = training.routines.get(routine)
    return found.name if found else routine.replace("-", " ")
