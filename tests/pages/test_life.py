"""The program of the pages: there is one, and it goes when nobody looks any more."""

import asyncio
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from starlette.types import ASGIApp, Message

from movebreak.core.wording import Wording
from movebreak.errors import MovebreakError
from movebreak.pages.door import COOKIE, Door
from movebreak.pages.house import House
from movebreak.pages.live import RETRY, Live
from movebreak.pages.program import Program
from movebreak.pages.site import site
from movebreak.store.folders import Folders
from tests import make
from tests.app.program import SOON, Home
from tests.pages.serving import Pages, Visitor

HOST = "127.0.0.1:1"
NOON = make.moment().wall


@pytest.fixture
def files(tmp_path: Path) -> Folders:
    """Folders in which nothing is kept yet."""
    return Folders(*(tmp_path / name for name in Folders._fields))


@pytest.fixture
def pages() -> Iterator[Pages]:
    """Pages of a home of their own."""
    with Home() as home, Pages(home) as made:
        yield made


def test_one_program_shows_all_pages(pages: Pages) -> None:
    """The second page is passed on to the program that is there."""
    first = pages.link("guide")
    pid = pages.pid
    second = pages.link("history")

    assert pages.pid == pid
    assert Visitor(first).host == Visitor(second).host
    assert Visitor(second).enter().headers["location"] == "/history"


@pytest.mark.parametrize("command", ["guide", "history", "settings", "welcome"])
def test_a_command_tells_that_its_page_opens(pages: Pages, command: str) -> None:
    """And what to do if it does not, for a browser may fail without a word."""
    said = pages.home.say(command)
    assert said.startswith("Your browser is opening the page. If it does not,")


def test_pages_wanted_at_the_same_time_all_come(pages: Pages) -> None:
    """Though the first of them has only begun to look for a browser."""
    with ThreadPoolExecutor() as hands:
        told = list(hands.map(pages.home.ask, ["pages"] * 6))

    assert [each.stderr for each in told] == [""] * 6
    assert {each.returncode for each in told} == {0}


def test_a_browser_that_stays_is_not_waited_for(pages: Pages) -> None:
    """One that Python does not know runs until it is closed."""
    browser = pages.home.path / "window"
    browser.write_text('#!/bin/sh\nwhile [ -e "$0" ]; do sleep 0.2; done\n')
    browser.chmod(0o700)
    pages.home.env["BROWSER"] = str(browser)
    told = pages.home.say("pages", "guide")

    assert "http://127.0.0.1:" in told
    assert "http://127.0.0.1:" in pages.home.say("pages", "history")
    browser.unlink()


def test_it_starts_again_after_its_end(pages: Pages) -> None:
    """Ended by a signal it leaves no socket, and the next page has a new program."""
    before = Visitor(pages.link())
    pages.end()
    assert not (pages.home.runtime / "pages.sock").exists()
    after = Visitor(pages.link())

    assert after.enter().code == 303
    assert before.host != after.host


def test_a_killed_one_does_not_stand_in_the_way(pages: Pages) -> None:
    """Its lock went with it, and its socket is taken over."""
    pages.link()
    pid = pages.pid
    assert pid is not None
    pages.kill()
    assert Visitor(pages.link()).enter().code == 303
    assert pages.pid != pid


def test_an_unknown_page_is_refused(pages: Pages) -> None:
    """With the known ones, and nothing is started for it."""
    told = pages.home.ask("pages", "accounts")

    assert told.returncode == 2
    assert "guide, history, settings" in told.stderr
    assert pages.pid is None


@pytest.mark.parametrize("browser", ["false", "it's %s"])
def test_without_a_browser_the_link_is_told(pages: Pages, browser: str) -> None:
    """The person can open it by hand."""
    pages.home.env["BROWSER"] = browser
    pages.home.env["PATH"] = "/nothing"
    told = pages.home.ask("pages", "guide")

    assert told.returncode == 1
    assert "http://127.0.0.1:" in told.stderr


def test_a_page_hears_of_changes(pages: Pages) -> None:
    """At once when it opens, and as soon as something happens in the program."""
    pages.home.start("--every", "1h")
    visitor = Visitor(pages.link())
    visitor.enter()
    wire = HTTPConnection(visitor.host, timeout=SOON)
    wire.request("GET", "/live", headers={"Cookie": visitor.cookie})
    stream = wire.getresponse()
    assert next(_events(stream))["state"] == "working"

    pages.home.say("move")
    assert any(each["state"] == "due" for each in _events(stream))
    pages.home.say("done")
    assert any(each["today"]["done"] == 1 for each in _events(stream))
    pages.home.say("quit")
    assert any(each is None for each in _events(stream))
    wire.close()


def test_an_answer_reaches_the_program(pages: Pages) -> None:
    """Done for the break that is shown counts; once more, it is told to be over."""
    pages.home.start("--every", "1h")
    pages.home.say("move")
    visitor = Visitor(pages.link())
    visitor.enter()
    told = visitor.post("/do/done", "break=1", Accept="application/json")
    assert json.loads(told.text)["ok"] is True
    assert pages.home.status()["today"]["done"] == 1

    told = visitor.post("/do/skip", "break=1&page=guide")
    assert (told.code, told.leads) == (303, "/guide")
    assert "That break has ended" in visitor.follow(told).text
    assert pages.home.status()["today"]["skipped"] == 0


def test_wrong_answers_are_told(pages: Pages) -> None:
    """In words, and nothing changes."""
    pages.home.start("--every", "1h")
    visitor = Visitor(pages.link())
    visitor.enter()

    assert visitor.post("/do/quit").code == 404
    for body in ("break=x", "break=-1", "break=" + "9" * 500, "break=1&length=no"):
        told = visitor.post("/do/snooze", body, Accept="application/json")
        assert json.loads(told.text)["ok"] is False


def test_without_a_program_a_page_says_so(pages: Pages) -> None:
    """And how to start it."""
    visitor = Visitor(pages.link())
    visitor.enter()
    told = visitor.post("/do/done", Accept="application/json")

    assert json.loads(told.text) == {
        "ok": False,
        "words": "movebreak is not running\nstart it with: movebreak run",
    }


def test_it_leaves_when_no_page_is_open() -> None:
    """So long after the last page was closed, and not while one is open."""

    async def day() -> list[str]:
        told = []
        gone = asyncio.Event()
        live = Live(Silent(), gone.set, patience=0.05)
        live.touch()
        stream = live.stream()
        told.append(await anext(stream))
        await asyncio.sleep(0.2)
        assert not gone.is_set()
        await stream.aclose()
        await asyncio.wait_for(gone.wait(), SOON)
        return told

    assert asyncio.run(day()) == ["data: null\n\n"]


@pytest.mark.parametrize("path", ["/nothing", "/enter"])
def test_strangers_do_not_keep_it(files: Folders, path: str) -> None:
    """Other programs, or other sites, however often they ask; a page does."""

    async def asking(cookie: str) -> bool:
        gone = asyncio.Event()
        live = Live(Silent(), gone.set, patience=0.1)
        door = Door(timedelta)
        house = House(door, Silent(), live, files, Wording(), lambda: NOON)
        live.touch()
        for _ in range(30):
            code = await asked_for(path, site(house, HOST), cookie or door.cookie)
            assert code == 403 or not cookie
            await asyncio.sleep(0.01)
        return gone.is_set()

    assert asyncio.run(asking("x"))
    assert asyncio.run(asking("")) == (path == "/enter")


async def asked_for(path: str, site: ASGIApp, cookie: str) -> int:
    """Ask for a page without a server; return the code of the answer."""
    told: list[int] = []
    sent = {"host": HOST, "cookie": f"{COOKIE}={cookie}"}
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "root_path": "",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in sent.items()],
    }

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        told.append(message.get("status", 0))

    await site(scope, receive, send)
    return told[0]


def test_a_fresh_page_does_not_wait_for_the_next_try() -> None:
    """The watch that found no movebreak looks again as soon as a page opens."""

    async def day() -> str:
        program = Returning()
        live = Live(program, lambda: None)
        first = live.stream()
        assert await anext(first) == "data: null\n\n"
        heard = asyncio.create_task(anext(first))
        assert await asyncio.to_thread(program.missed.wait, SOON)
        program.back = True
        second = live.stream()
        assert '"count": 1' in await anext(second)
        later = asyncio.create_task(anext(second))
        told = await asyncio.wait_for(heard, RETRY / 2)
        later.cancel()
        program.back = False
        return told

    assert asyncio.run(day()) == 'data: {"count": 1}\n\n'


def test_a_page_hears_how_time_passes() -> None:
    """Though nothing happens, what is left gets less."""

    async def day() -> list[str]:
        stream = Live(Passing(), lambda: None).stream()
        told = [await asyncio.wait_for(anext(stream), SOON) for _ in range(4)]
        await stream.aclose()
        return told

    told = [json.loads(each.removeprefix("data: ")) for each in asyncio.run(day())]
    left = [each["headline"] for each in told]
    assert len(set(left)) == 4
    assert {each["count"] for each in told} == {7}


class Passing(Program):
    """A program in which nothing happens but that time passes."""

    def __init__(self) -> None:
        super().__init__("nowhere")
        self._left = 90

    def watch(self, seen: int) -> dict[str, Any] | None:
        """Tell how things stand, after a while where that is known."""
        Event().wait(0.01 if seen else 0)
        self._left -= 1
        return {"count": 7, "headline": f"Next break in {self._left} minutes"}


class Returning(Program):
    """A program that is away until it is back."""

    def __init__(self) -> None:
        super().__init__("nowhere")
        self.back = False
        self.missed = Event()
        self._looks = 0

    def watch(self, seen: int) -> dict[str, Any] | None:
        """Tell that there is news, once it is back."""
        if self.back:
            return {"count": 1} if not seen else None
        self._looks += 1
        if self._looks > 1:
            self.missed.set()
        return None


class Silent(Program):
    """A program that gives no answer."""

    def __init__(self) -> None:
        super().__init__("nowhere")

    def watch(self, seen: int) -> dict[str, Any] | None:
        """Fail, as when it is stuck."""
        raise MovebreakError(f"no answer to {seen}")


def _events(stream: Any) -> Iterator[Any]:  # noqa: ANN401
    end = 40
    while end:
        line = stream.readline().decode()
        if line.startswith("data: "):
            yield json.loads(line.removeprefix("data: "))
        end -= 1


def test_files_of_the_person_are_not_run(pages: Pages) -> None:
    """A folder may hold one that is named as a module which we import."""
    folder = pages.home.path / "work"
    folder.mkdir()
    for name in ("queue", "secrets", "uvicorn", "movebreak"):
        (folder / f"{name}.py").write_text("raise SystemExit('this is not yours')\n")
    # As the installed command starts, which knows nothing of the present folder.
    code = "import sys; from movebreak.cli import main; sys.exit(main(['pages']))"
    told = pages.home.run_apart(("-P", "-c", code), cwd=folder)

    assert (told.returncode, told.stderr) == (0, "")
    assert pages.pid is not None
