"""Turns away what does not come from our own pages in this person's browser.

Other web sites may make the browser ask us (CSRF), pass under our name (DNS
rebinding), or frame us; other users of this machine may ask us directly.
"""

from collections.abc import Iterable
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from movebreak.pages.door import COOKIE, ENTRY, Door

MOST_BODY: Final = 64 * 1024
SAFE: Final = frozenset({"GET", "HEAD"})
ALLOWED: Final = SAFE | {"POST"}
# Where a browser says that another site has led here.
FOREIGN: Final = frozenset({"cross-site", "same-site"})

_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "Cache-Control": "no-store",
    # With "no-referrer" a browser names no origin on a form, not even to ourselves.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

LOCKED: Final = (
    "This page opens only by a fresh link.\n"
    "Choose it in the menu of movebreak, or type: movebreak guide\n"
)
STRANGE: Final = "This is a page of movebreak; it answers only itself.\n"
TOO_MUCH: Final = "That is more than movebreak takes at once.\n"


class Guard:
    """Passes on to `app` what may come in; `host` is our own, with its port."""

    def __init__(self, app: ASGIApp, door: Door, host: str) -> None:
        self._app = app
        self._door = door
        self._host = host
        self._origin = f"http://{host}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        refusal, answer = self._refusal(scope), _Answer(send)
        if refusal is not None:
            await refusal(scope, receive, answer)
        else:
            await self._pass_on(scope, _Measured(receive), answer)

    async def _pass_on(
        self, scope: Scope, receive: "_Measured", answer: "_Answer"
    ) -> None:
        async def answered(message: Message) -> None:
            if answer.begun or not receive.exceeded:
                await answer(message)

        try:
            await self._app(scope, receive, answered)
        except ClientDisconnect:
            if not receive.exceeded:
                raise
        if receive.exceeded and not answer.begun:
            await PlainTextResponse(TOO_MUCH, 413)(scope, receive, answer)

    def _refusal(self, scope: Scope) -> Response | None:
        headers, method = Headers(scope=scope), scope["method"]
        if method not in ALLOWED:
            return PlainTextResponse(
                STRANGE, 405, {"Allow": ", ".join(sorted(ALLOWED))}
            )
        if headers.getlist("host") != [self._host]:
            return PlainTextResponse(STRANGE, 421)
        if not self._is_own(headers, method, scope["path"]):
            return PlainTextResponse(STRANGE, 403)
        if scope["path"] != ENTRY and not self._is_known(headers.getlist("cookie")):
            return PlainTextResponse(LOCKED, 403)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > MOST_BODY:
            return PlainTextResponse(TOO_MUCH, 413)
        return None

    def _is_own(self, headers: Headers, method: str, path: str) -> bool:
        origins = headers.getlist("origin")
        if any(origin != self._origin for origin in origins):
            return False
        if method not in SAFE and not origins:
            return False
        # The link itself may be followed from anywhere: its key speaks for it.
        return path == ENTRY or headers.get("sec-fetch-site") not in FOREIGN

    def _is_known(self, cookies: Iterable[str]) -> bool:
        # Not by http.cookies: what another server of this computer has set may be
        # nothing that it reads, and then it reads none at all.
        pairs = (
            each.strip().partition("=")
            for header in cookies
            for each in header.split(";")
        )
        return any(
            name == COOKIE and self._door.knows(value) for name, _, value in pairs
        )


class _Measured:
    """Takes in a body, but not more than is allowed."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._taken = 0

    @property
    def exceeded(self) -> bool:
        """Say whether more came than is allowed."""
        return self._taken > MOST_BODY

    async def __call__(self) -> Message:
        message = await self._receive()
        self._taken += len(message.get("body", b""))
        return {"type": "http.disconnect"} if self.exceeded else message


class _Answer:
    """Sends an answer with the headers that every page has."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)
