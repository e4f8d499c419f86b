"""The review: one question after 4 and 8 weeks, and what helps, told once."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from movebreak.core.programme import reviews
from movebreak.core.programme.reviews import EIGHT, FOUR, WEEK, Difference
from movebreak.pages.answers import form
from movebreak.pages.house import House
from movebreak.pages.programme import day_of
from movebreak.pages.session_orders import Orders
from movebreak.store.past_sessions import Review, detail_of_review
from movebreak.store.training import Training

PATH: Final = "/review"
UNCHOSEN: Final = "Choose one of the answers first."
_NAMES: Final = dict(reviews.CHOICES)


def routes(house: House) -> list[Route]:
    """Return where the review is."""
    orders = Orders(house.program)

    async def show(request: Request) -> Response:
        said = house.said_to(request)
        return await run_in_threadpool(lambda: _page(house, said))

    async def keep(request: Request) -> Response:
        given = await form(request)
        return await run_in_threadpool(_keep, house, orders, given)

    return [Route(PATH, show), Route(PATH, keep, methods=["POST"])]


def _keep(house: House, orders: Orders, given: Mapping[str, str]) -> Response:
    training = Training(house.files)
    today = training.day_of(house.now())
    weeks = _open(training, today)
    if not weeks:
        return house.back(PATH, "")
    if given.get("answer") not in tuple(Difference):
        return house.back(PATH, UNCHOSEN)
    difference = Difference(given["answer"])
    answer = orders.review(detail_of_review(weeks, difference))
    if answer.code:
        return house.back(PATH, answer.err)
    told = reviews.answer(weeks, difference, _completed(training))
    return house.back(PATH, " ".join(told))


def _page(house: House, said: list[str]) -> Response:
    training = Training(house.files)
    today = training.day_of(house.now())
    begun, completed = _begun(training), _completed(training)
    weeks = _open(training, today)
    following = next(
        (each for each in (FOUR, EIGHT) if begun and begun + each * WEEK > today), None
    )
    return house.page(
        "review",
        said=said,
        begun=begun and day_of(begun, today),
        weeks=weeks,
        completed=completed,
        few=reviews.few(completed) if completed < reviews.FEWEST else "",
        next_day=begun and following and day_of(begun + following * WEEK, today),
        question=reviews.QUESTION,
        choices=reviews.CHOICES,
        answered=[_told(each, today) for each in reversed(training.reviews)],
    )


def _open(training: Training, today: date) -> int:
    """Return which review may be answered now; 0 when none is due or left."""
    begun = _begun(training)
    past = [it for it in (FOUR, EIGHT) if begun and today - begun >= it * WEEK]
    answered = {each.weeks for each in training.reviews if begun and each.day >= begun}
    return past[-1] if past and past[-1] not in answered else 0


def _begun(training: Training) -> date | None:
    """Return the day from which the weeks count."""
    done = [each for each in training.sessions if each.past.logs]
    strength = [each.past.day for each in done if training.is_strength(each)]
    first = done[0].past.day if done else None
    return reviews.counted_from(strength[0] if strength else None, first)


def _completed(training: Training) -> int:
    return sum(each.past.complete for each in training.sessions)


def _told(review: Review, today: date) -> dict[str, Any]:
    return {
        "day": day_of(review.day, today),
        "weeks": review.weeks,
        "answer": _NAMES[review.difference],
    }
