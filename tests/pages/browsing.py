"""A real browser before our pages: what it is started with, what it must not find."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

CHROMIUM: Final = "/usr/bin/chromium"
QUIETLY: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SHOTS: Final = Path(__file__).parents[1] / "desktop" / "shots"
# Which picture is the right one is only looked at with the next frame.
PICTURES_THERE: Final = """new Promise((then) => {
  requestAnimationFrame(() => requestAnimationFrame(then));
}).then(() => Promise.all(
  [...document.images].map((each) => each.decode().catch(() => null))
))"""
SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")
WIDE: Final[ViewportSize] = {"width": 1280, "height": 720}
# Other ways to look at a page; zoomed to 200 %, half of the pixels are left.
NARROW: Final[dict[str, ViewportSize]] = {
    "narrow": {"width": 360, "height": 740},
    "zoomed": {"width": 640, "height": 360},
}


@contextmanager
def started() -> Iterator[Browser]:
    """Start the browser of this system, and end it with the block."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=list(QUIETLY)
        )
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def looking(browser: Browser, link: str, **how: Any) -> Iterator[Page]:  # noqa: ANN401
    """Open the link as a fresh person would; no script of the page may fail."""
    wrong: list[str] = []
    context = browser.new_context(**how)
    try:
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda told: wrong.append(told.text))
        page.goto(link)
        yield page
        assert wrong == [], wrong
    finally:
        context.close()


def hindrances(page: Page) -> str:
    """Return what axe-core finds on the page, in words; empty when nothing."""
    found = Axe().run(page)
    return str(found.generate_report()) if found.violations_count else ""


def is_for_everybody(page: Page, name: str) -> None:
    """Look at the page in light, dark, narrow and zoomed, and keep the pictures."""
    for scheme in SCHEMES:
        # Half-way from the one to the other, colors are neither.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.evaluate(PICTURES_THERE)
        keep_shot(page, f"{name}-{scheme}")
        assert hindrances(page) == "", (name, scheme)
    page.emulate_media(color_scheme="light")
    for look, size in NARROW.items():
        page.set_viewport_size(size)
        keep_shot(page, f"{name}-{look}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), look
    page.set_viewport_size(WIDE)


def keep_shot(page: Page, name: str) -> None:
    """Take a picture of the whole page, to be looked at."""
    SHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SHOTS / f"page-{name}.png", full_page=True)
