"""A session, set by set: what comes next, and each answer kept by the program."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from movebreak.core import guiding
from movebreak.core.programme import playing, set_words
from movebreak.core.programme.plan import may_train
from movebreak.core.programme.playing import Play, ahead
from movebreak.core.programme.sessions import Felt
from movebreak.pages import player
from movebreak.pages.answers import form
from movebreak.pages.guide import motion
from movebreak.pages.house import House, wants_json
from movebreak.pages.plan_view import done_in, plan_of
from movebreak.pages.programme import day_of, name_of, running_in
from movebreak.pages.programme_form import PATH as PROGRAMME
from movebreak.pages.session_orders import Orders
from movebreak.store.training import Training

PATH: Final = "/session"
OVER: Final = f"{PATH}/over"
STALE: Final = "That set was answered already. This is what comes next."
GONE: Final = "That routine is not there any more."
NOTHING_RUNS: Final = "No session is under way."

Fields = Mapping[str, str]


class Running(NamedTuple):
    """The session that is under way; `sets` were logged, the last one at `last`."""

    play: Play
    sets: int
    last: datetime

    @property
    def key(self) -> str:
        """Name what is asked now, so that no answer counts for another set."""
        return f"{self.play.session}-{self.sets}"


class Outcome(NamedTuple):
    """What came of an answer: words for the person, and the page that follows."""

    ok: bool
    words: str = ""
    leads: str = PATH


def routes(house: House) -> list[Route]:
    """Return where sessions are played."""
    page = _Page(house)
    return [
        Route(PATH, page.show),
        Route(f"{OVER}/{{number:int}}", page.over),
        Route(f"{PATH}/{{routine}}", page.ready),
        Route(f"{PATH}/{{order}}", page.answer, methods=["POST"]),
    ]


class _Page:
    """Answers the requests of one page."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._orders = Orders(house.program)

    async def show(self, request: Request) -> Response:
        """Show the set that comes next; without a session, the one that may begin."""
        return await run_in_threadpool(self._show, request)

    async def ready(self, request: Request) -> Response:
        """Show a session that may begin."""
        name = request.path_params["routine"]
        said = self._house.said_to(request)
        return await run_in_threadpool(self._ready, name, said)

    async def over(self, request: Request) -> Response:
        """Show what was done in a session, and what comes next."""
        number = request.path_params["number"]
        said = self._house.said_to(request)
        return await run_in_threadpool(self._over, number, said)

    async def answer(self, request: Request) -> Response:
        """Pass an answer on, and show what follows from it."""
        given, order = await form(request), request.path_params["order"]
        came = await run_in_threadpool(self._answer, order, given)
        if not wants_json(request):
            return self._house.back(came.leads, came.words)
        told = {"ok": came.ok, "words": came.words, "leads": ""}
        if came.leads != PATH:
            told["leads"] = self._house.telling(came.leads, came.words)
        return JSONResponse(told)

    def _show(self, request: Request) -> Response:
        said = self._house.said_to(request)
        training = Training(self._house.files)
        running = self._running(training)
        if running is None:
            routine = training.next_routine()
            return self._ready(routine.id, said) if routine else _to(PROGRAMME)
        shown = player.screen(running.play, training.known, training.settings.profile)
        if shown is None:
            return self._house.back(self._end(running).leads, "")
        return self._house.page(
            "session",
            said=said,
            screen=shown,
            key=running.key,
            routine=training.routines[running.play.prescription.routine],
            rest=self._rest(running, shown.ask.rest),
            ready=player.READY,
            gap=player.GAP,
            words=set_words,
            guiding=guiding,
            show=motion(request),
        )

    def _ready(self, name: str, said: list[str]) -> Response:
        training = Training(self._house.files)
        routine = training.routines.get(name)
        if routine is None:
            return self._house.page("missing", 404)
        state = self._house.program.look()
        return self._house.page(
            "session_ready",
            said=said,
            routine=routine,
            plan=plan_of(training.prescription(routine), training),
            too_soon=routine.strength and not self._is_rested(training),
            running=running_in(state) is not None,
            words=set_words,
            runs=state is not None,
            guiding=guiding,
        )

    def _is_rested(self, training: Training) -> bool:
        """Say whether no session with load was today or the day before."""
        trained = [
            each.past.day
            for each in training.sessions
            if each.past.logs and training.is_strength(each)
        ]
        return may_train(training.day_of(self._house.now()), trained)

    def _over(self, number: int, said: list[str]) -> Response:
        training = Training(self._house.files)
        session = training.find(number)
        if session is None:
            return self._house.page("missing", 404)
        play, routine = training.play(session), training.next_routine()
        following = routine and training.prescription(routine)
        return self._house.page(
            "session_over",
            said=said,
            day=day_of(session.past.day, training.day_of(self._house.now())),
            title=name_of(training, session.past.routine),
            complete=session.past.complete,
            done=done_in(play, training.known) if play else [],
            routine=routine,
            plan=following and plan_of(following, training),
        )

    def _answer(self, order: str, given: Fields) -> Outcome:
        match order:
            case "begin":
                return self._begin(given.get("routine", ""))
            case "log" | "excuse":
                return self._log(given, excuse=order == "excuse")
            case "end":
                running = self._running(Training(self._house.files))
                return self._end(running)
            case "tomorrow" | "skip":
                answer = self._orders.put_off(order)
                return Outcome(not answer.code, answer.out or answer.err, PROGRAMME)
            case _:
                return Outcome(ok=False, words="There is no such answer.")

    def _begin(self, name: str) -> Outcome:
        training = Training(self._house.files)
        routine = training.routines.get(name)
        if routine is None:
            return Outcome(ok=False, words=GONE, leads=PROGRAMME)
        answer = self._orders.begin(routine, training.prescription(routine))
        return Outcome(not answer.code, answer.err)

    def _log(self, given: Fields, *, excuse: bool) -> Outcome:
        running = self._running(Training(self._house.files))
        if running is None:
            return Outcome(ok=False, words=NOTHING_RUNS)
        if given.get("ask") != running.key:
            return Outcome(ok=False, words=STALE)
        new = playing.excuse(running.play) if excuse else _logged(running.play, given)
        if new == running.play:
            return Outcome(ok=False, words=STALE)
        answer = self._orders.log(running.sets, new)
        if answer.code:
            return Outcome(ok=False, words=answer.err)
        after = running._replace(play=new, sets=running.sets + 1)
        return Outcome(ok=True) if ahead(new) else self._end(after)

    def _end(self, running: Running | None) -> Outcome:
        complete = running is not None and playing.is_complete(running.play)
        answer = self._orders.end(complete=complete)
        leads = f"{OVER}/{running.play.session}" if running else PROGRAMME
        return Outcome(not answer.code, answer.out or answer.err, leads)

    def _running(self, training: Training) -> Running | None:
        now = running_in(self._house.program.look())
        session = now and training.find(now["id"])
        play = session and training.play(session)
        if not now or not session or not play:
            return None
        return Running(play, now["sets"], session.last)

    def _rest(self, running: Running, wanted: int) -> int:
        """Return the seconds of rest that are left; a page may be loaded again."""
        gone = max(self._house.now() - running.last, timedelta())
        return max(0, wanted - int(gone.total_seconds()))


def _logged(play: Play, given: Fields) -> Play:
    ask, felt = ahead(play), given.get("felt", "")
    if ask is None or felt == "skip":
        return playing.skip(play)
    if felt not in tuple(Felt):
        return play
    text = given.get("amount", "").strip()
    usual = 0 if felt == Felt.PAIN else ask.amount or 1
    amount = int(text) if text.isdecimal() and len(text) <= len("999") else usual
    return playing.log(play, amount, Felt(felt))


def _to(path: str) -> Response:
    return RedirectResponse(path, 303)
