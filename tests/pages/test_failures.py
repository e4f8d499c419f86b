"""What goes wrong in the pages can be found out afterwards."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from movebreak.control.messages import Answer, Request
from movebreak.control.serving import listening
from movebreak.core.wording import Wording
from movebreak.errors import Exit
from movebreak.pages.door import COOKIE, Door
from movebreak.pages.failures import last_failures, log_of_pages
from movebreak.pages.house import House
from movebreak.pages.live import Live
from movebreak.pages.program import Program
from movebreak.pages.site import FAILED, site
from movebreak.store.folders import Folders
from movebreak.store.logs import open_log
from tests.app.program import Home

HOST = "127.0.0.1:1"


@pytest.fixture
def files(tmp_path: Path) -> Folders:
    """Folders in which nothing is kept yet."""
    return Folders(*(tmp_path / name for name in Folders._fields))


def test_a_page_that_fails_is_noted(files: Folders) -> None:
    """With its path and the reason; who asked for it is told where to look."""
    with open_log(log_of_pages(files)):
        code, body = asyncio.run(asked_for("/history", house(files, broken_clock)))

    assert (code, body.decode()) == (500, FAILED)
    (line,) = last_failures(files)
    assert "/history could not be answered" in line
    assert "the clock has stopped" in line


def test_both_logs_are_told_in_their_order(files: Folders) -> None:
    """As the last few of all."""
    for log, day in ((files.log, 1), (log_of_pages(files), 2), (files.log, 3)):
        with log.open("a") as file:
            file.write(f"2026-03-0{day} 12:00:00,000 ERROR movebreak: {day}\n")

    assert [line[-1] for line in last_failures(files)] == ["1", "2", "3"]
    assert [line[-1] for line in last_failures(files, 2)] == ["2", "3"]


def test_a_program_that_hangs_holds_up_no_page(tmp_path: Path) -> None:
    """It counts as one that does not run."""
    path, awake = tmp_path / "s", Event()

    def hang(_: Request) -> Answer:
        awake.wait()
        return Answer(Exit.OK, "{}")

    with listening(path, hang):
        assert Program(str(path), soon=0.1).look() is None
        awake.set()


def test_doctor_tells_what_went_wrong_in_the_pages() -> None:
    """As pages that could not be started say."""
    with Home() as home:
        log = home.path / "state" / "movebreak" / "log" / "pages.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text("2026-03-01 12:00:00,000 ERROR movebreak.pages: no more ports\n")
        assert "no more ports" in home.ask("doctor").stdout


def broken_clock() -> datetime:
    """Fail, as a page may."""
    raise RuntimeError("the clock has stopped")


def house(files: Folders, now: Any) -> House:  # noqa: ANN401
    """Return a house with this clock, in which no movebreak runs."""
    program = Program(str(files.log.with_name("nobody")))
    live = Live(program, lambda: None)
    return House(Door(timedelta), program, live, files, Wording(), now)


async def asked_for(path: str, house: House) -> tuple[int, bytes]:
    """Ask for a page without a server; return its code and its body."""
    told: list[dict[str, Any]] = []
    cookie = f"{COOKIE}={house.door.cookie}"
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", HOST.encode()), (b"cookie", cookie.encode())],
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request"}

    async def send(message: Any) -> None:  # noqa: ANN401
        told.append(message)

    with pytest.raises(RuntimeError):
        await site(house, HOST)(scope, receive, send)
    return told[0]["status"], told[1]["body"]
