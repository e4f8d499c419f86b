"""Who comes without a fresh link, or from elsewhere, sees and changes nothing."""

import socket

import pytest

from movebreak.pages.guard import LOCKED, MOST_BODY, STRANGE
from tests.pages.serving import Pages, Visitor

OPEN = ("/guide", "/live", "/static/style.css", "/icon.svg", "/nothing")


def test_a_link_lets_in_once(pages: Pages) -> None:
    """It leads to its page with a cookie; followed again, it opens nothing."""
    visitor = Visitor(pages.link())
    first = visitor.enter()
    assert (first.code, first.headers["location"]) == (303, "/guide")
    assert visitor.get("/guide").code == 200

    other = Visitor(pages.link())
    other.entry = visitor.entry
    again = other.get(other.entry)
    assert (again.code, again.text, again.cookie) == (403, LOCKED, "")


def test_the_cookie_stays_with_our_own_pages(pages: Pages) -> None:
    """No script reads it, no other site sends it, and the browser forgets it."""
    told = Visitor(pages.link()).enter().headers["set-cookie"].lower()

    assert "httponly" in told
    assert "samesite=strict" in told
    assert "expires" not in told
    assert "max-age" not in told


@pytest.mark.parametrize("path", OPEN)
@pytest.mark.parametrize("cookie", ["", "movebreak=", "movebreak=x; a=b", "\x7f=;;"])
def test_without_the_cookie_nothing_is_shown(
    visitor: Visitor, path: str, cookie: str
) -> None:
    """Not even whether there is such a page."""
    visitor.cookie = cookie
    told = visitor.get(path)

    assert (told.code, told.text) == (403, LOCKED)


@pytest.mark.parametrize("other", ['seen={"at": 1}', "a b=c", "x", "movebreak=x"])
def test_the_cookies_of_other_servers_lock_nobody_out(
    visitor: Visitor, other: str
) -> None:
    """A browser sends those of every port of this computer, whatever is in them."""
    own = visitor.cookie
    for both in (f"{other}; {own}", f"{own}; {other}"):
        visitor.cookie = both
        assert visitor.get("/guide").code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost:{port}", "127.0.0.1", "127.0.0.1:{port}.x", ""]
)
def test_another_name_is_not_answered(visitor: Visitor, host: str) -> None:
    """However a name server points at us (DNS rebinding)."""
    port = visitor.host.partition(":")[2]
    told = visitor.get("/guide", Host=host.format(port=port))

    assert told.code in {400, 421}
    assert "Guide" not in told.text


def test_two_names_are_none(visitor: Visitor) -> None:
    """Nobody chooses which of them is read."""
    host, _, port = visitor.host.partition(":")
    with socket.create_connection((host, int(port)), timeout=10) as wire:
        wire.sendall(
            f"GET /guide HTTP/1.1\r\nHost: {visitor.host}\r\nHost: evil.example\r\n"
            f"Cookie: {visitor.cookie}\r\nConnection: close\r\n\r\n".encode()
        )
        first = wire.makefile("rb").readline()

    assert first.split()[1] in {b"400", b"421"}


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1"])
def test_another_site_cannot_answer(visitor: Visitor, origin: str) -> None:
    """Not in the name of the person's browser (CSRF), though the cookie is sent."""
    told = visitor.post("/do/done", Origin=origin)

    assert (told.code, told.text) == (403, STRANGE)


def test_a_form_says_where_it_comes_from(visitor: Visitor) -> None:
    """Without its origin it is not taken."""
    assert visitor.post("/do/done", Origin="").code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_page_cannot_look(visitor: Visitor, site: str) -> None:
    """As picture, frame, or script; only the browser's own bar and our pages can."""
    assert visitor.get("/guide", Sec_Fetch_Site=site).code == 403
    assert visitor.get("/guide", Sec_Fetch_Site="none").code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"])
def test_other_ways_to_ask_are_refused(visitor: Visitor, method: str) -> None:
    """A preflight among them."""
    assert visitor.ask(method, "/guide").code == 405


@pytest.mark.parametrize(
    "path",
    [
        "/static/../house.py",
        "/static/%2e%2e/house.py",
        "/static/..%2f..%2fcli.py",
        "/static//etc/passwd",
        "/static/%00",
        "/drill/../../etc/passwd",
        "/etc/passwd",
    ],
)
def test_paths_lead_nowhere_else(visitor: Visitor, path: str) -> None:
    """Nothing but our own files can be read."""
    told = visitor.get(path)

    assert told.code == 404
    assert "root:" not in told.text


@pytest.mark.parametrize(
    "page",
    [
        "//evil.example",
        "https://evil.example",
        "guide/../../x",
        "guide?a=b",
        "%0d%0aX:y",
    ],
)
def test_a_link_leads_to_no_other_site(pages: Pages, page: str) -> None:
    """Its page is one of ours, whatever it says."""
    visitor = Visitor(pages.link())
    key = visitor.entry.partition("&page=")[0]
    told = visitor.get(f"{key}&page={page}")

    assert (told.code, told.headers["location"]) == (303, "/guide")


def test_a_huge_form_is_refused(visitor: Visitor) -> None:
    """Whether it tells its size, or comes in pieces without end."""
    assert visitor.post("/do/done", "x" * (MOST_BODY + 1)).code == 413
    lied = visitor.post("/do/done", "", Content_Length="9" * 40)
    assert lied.code in {400, 413}

    host, _, port = visitor.host.partition(":")
    with socket.create_connection((host, int(port)), timeout=10) as wire:
        wire.sendall(
            f"POST /do/done HTTP/1.1\r\nHost: {visitor.host}\r\n"
            f"Origin: http://{visitor.host}\r\nCookie: {visitor.cookie}\r\n"
            "Transfer-Encoding: chunked\r\n\r\n".encode()
        )
        piece = b"8000\r\n" + b"x" * 0x8000 + b"\r\n"
        for _ in range(MOST_BODY // 0x8000 + 1):
            wire.sendall(piece)
        answered = wire.recv(64)
    assert b" 413 " in answered
    assert visitor.get("/guide").code == 200


def test_every_answer_is_strict(visitor: Visitor) -> None:
    """Also a refusal: no script but ours, no frame, nothing kept, nothing told on."""
    stranger = Visitor(f"http://{visitor.host}/guide?")
    for told in (
        visitor.get("/guide"),
        visitor.get("/nothing"),
        stranger.get("/guide"),
    ):
        policy = told.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert told.headers["cache-control"] == "no-store"
        assert told.headers["referrer-policy"] == "same-origin"
        assert "server" not in told.headers


def test_nobody_else_is_listened_to(visitor: Visitor) -> None:
    """The port is open on the loopback alone."""
    assert visitor.host.startswith("127.0.0.1:")
