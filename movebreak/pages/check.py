"""The self-check: questions about hips and legs, what they propose, and old answers."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from movebreak.core import choices
from movebreak.core.programme import selfcheck
from movebreak.core.programme.questions import QUESTIONS, Answers
from movebreak.pages.house import House
from movebreak.pages.programme import day_of, name_of
from movebreak.pages.session_orders import Orders
from movebreak.pages.settings import sent_by
from movebreak.store.past_sessions import Check
from movebreak.store.training import Training

PATH: Final = "/check"
UNKEPT: Final = "Your answers could not be kept, so there is nothing to compare later:"


def routes(house: House) -> list[Route]:
    """Return where the self-check is."""
    orders = Orders(house.program)

    async def show(request: Request) -> Response:
        said = house.said_to(request)
        return await run_in_threadpool(lambda: _page(house, said))

    async def keep(request: Request) -> Response:
        sent = await sent_by(request)
        return await run_in_threadpool(_keep, house, orders, sent)

    async def forget(_: Request) -> Response:
        answer = await run_in_threadpool(orders.forget_answers)
        return house.back(PATH, answer.out or answer.err)

    return [
        Route(PATH, show),
        Route(PATH, keep, methods=["POST"]),
        Route(f"{PATH}/forget", forget, methods=["POST"]),
    ]


def _keep(house: House, orders: Orders, sent: Mapping[str, list[str]]) -> Response:
    answers = selfcheck.read(sent)
    answer = orders.check(answers)
    if answer.code:
        return _page(house, [f"{UNKEPT} {answer.err}"], answers)
    return house.back(PATH, "")


def _page(house: House, said: list[str], unkept: Answers | None = None) -> Response:
    training = Training(house.files)
    checks = training.checks
    latest = unkept or (checks[-1].answers if checks else None)
    before = checks if unkept else checks[:-1]
    today = training.day_of(house.now())
    return house.page(
        "check",
        said=said,
        questions=QUESTIONS,
        chosen=selfcheck.written(latest) if latest else {},
        found=latest and _found(training, latest),
        kept=len(checks),
        changes=selfcheck.changes(before[-1].answers, latest)
        if latest and before
        else (),
        since=day_of(before[-1].day, today) if before else "",
        before=[_told(each, today) for each in reversed(before)],
        source=selfcheck.SOURCE,
    )


def _found(training: Training, answers: Answers) -> dict[str, Any]:
    result = selfcheck.result(answers)
    return {
        "before": result.before,
        "pattern": result.pattern,
        "doubt": result.doubt,
        "reasons": result.reasons,
        "focus": choices.name(result.focus),
        "chosen": training.settings.programme.focus is result.focus,
        "first": result.first,
        "first_name": name_of(training, result.first),
    }


def _told(check: Check, today: date) -> dict[str, Any]:
    spoken = selfcheck.spoken(check.answers)
    return {
        "day": day_of(check.day, today),
        "answers": [(each.asks, spoken[each.name]) for each in QUESTIONS],
    }
