"""The real program of the pages in a home of its own, and plain requests to it."""

import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Self
from urllib.parse import urlsplit

from tests.app.program import SOON, Home
from tests.browser import NotingBrowser
from tests.waiting import eventually


@dataclass(frozen=True)
class Told:
    """What a server answered."""

    code: int
    headers: dict[str, str]
    text: str

    @property
    def cookie(self) -> str:
        """Return the cookie it set, as a browser sends it back."""
        return self.headers.get("set-cookie", "").partition(";")[0]

    @property
    def leads(self) -> str:
        """Return the path it leads on to."""
        return self.headers.get("location", "").partition("?")[0]


class Pages:
    """Pages of one person; ended with the block, whatever became of the test."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self._browser = NotingBrowser(home.path)
        home.env |= {"BROWSER": self._browser.command, "DISPLAY": ":nobody"}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def link(self, page: str = "guide") -> str:
        """Have a page opened, and return the link that the browser was given."""
        return self.link_of("pages", page)

    def link_of(self, *command: str) -> str:
        """Give a command that opens a page, and return the link of the browser."""
        before = len(self._browser.links())
        self.home.say(*command)
        assert eventually(lambda: len(self._browser.links()) > before, SOON)
        return self._browser.links()[-1]

    @property
    def pid(self) -> int | None:
        """Return the process that shows pages; None when there is none."""
        with suppress(FileNotFoundError):
            text = (self.home.runtime / "pages.lock").read_text()
            return int(text) if text.isdigit() else None
        return None

    def kill(self) -> None:
        """End it as `kill -9` does."""
        if self.pid is not None:
            os.kill(self.pid, getattr(signal, "SIGKILL", signal.SIGTERM))

    def end(self) -> None:
        """End the program of the pages."""
        pid = self.pid
        if pid is not None:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
            assert eventually(lambda: self.pid is None, SOON)


class Visitor:
    """Somebody who asks the server of this link: our browser, or an attacker."""

    def __init__(self, link: str) -> None:
        parts = urlsplit(link)
        self.host = parts.netloc
        self.entry = f"{parts.path}?{parts.query}"
        self.cookie = ""

    def enter(self) -> Told:
        """Follow the link, and keep the cookie."""
        told = self.get(self.entry)
        self.cookie = told.cookie
        return told

    def get(self, path: str, **headers: str) -> Told:
        """Ask for a page; a header whose name has no place in Python has "_" in it."""
        return self.ask("GET", path, headers=headers)

    def follow(self, told: Told) -> Told:
        """Go where an answer leads, as a browser does."""
        return self.get(told.headers["location"])

    def post(self, path: str, body: str = "", **headers: str) -> Told:
        """Send a form, as our own page would."""
        own = {"Origin": f"http://{self.host}", "Sec-Fetch-Site": "same-origin"}
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, body, own | form | headers)

    def ask(
        self,
        method: str,
        path: str,
        body: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> Told:
        """Send one request; headers given as "" are left out."""
        wanted = {"Host": self.host, "Cookie": self.cookie}
        wanted |= {name.replace("_", "-"): it for name, it in (headers or {}).items()}
        connection = HTTPConnection(self.host, timeout=SOON)
        try:
            connection.putrequest(
                method, path, skip_host=True, skip_accept_encoding=True
            )
            if body is not None:
                wanted.setdefault("Content-Length", str(len(body)))
            for name, value in wanted.items():
                if value:
                    connection.putheader(name, value)
            connection.endheaders(body.encode() if body is not None else None)
            answer = connection.getresponse()
            text = answer.read().decode()
            named = {name.lower(): value for name, value in answer.getheaders()}
            return Told(answer.status, named, text)
        finally:
            connection.close()
