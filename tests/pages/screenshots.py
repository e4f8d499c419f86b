"""Takes the pictures of the pages for the README: the guide and the history."""

from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Browser, ViewportSize

from tests.app.program import Home
from tests.pages import past
from tests.pages.browsing import PICTURES_THERE, looking, started
from tests.pages.serving import Pages

TARGET: Final = Path(__file__).parents[2] / "assets" / "pages.png"
SIZE: Final[ViewportSize] = {"width": 1040, "height": 760}
GAP: Final = 24
GROUND: Final = (0xD3, 0xDC, 0xD6)
DRILL: Final = "jumping-jacks"


def main() -> None:
    """Take both, side by side."""
    with Home() as home, Pages(home) as pages, started() as browser:
        home.history.parent.mkdir(parents=True)
        past.keep(home.history, past.years(1, past.today(), 8))
        home.start("--every", "20m")
        for _ in range(100):
            home.say("move")
            if home.status()["drill"]["id"] == DRILL:
                break
            home.say("skip")
        shots = [_take(browser, pages.link(each)) for each in ("guide", "history")]
    _side_by_side(shots).save(TARGET, optimize=True)
    print(f"written: {TARGET}")


def _take(browser: Browser, link: str) -> Image.Image:
    with looking(browser, link, viewport=SIZE, reduced_motion="reduce") as page:
        page.evaluate(PICTURES_THERE)
        return Image.open(BytesIO(page.screenshot()))


def _side_by_side(images: list[Image.Image]) -> Image.Image:
    wide = sum(each.width for each in images) + GAP * (len(images) + 1)
    sheet = Image.new("RGB", (wide, images[0].height + 2 * GAP), GROUND)
    left = GAP
    for each in images:
        sheet.paste(each, (left, GAP))
        left += each.width + GAP
    return sheet.resize((sheet.width // 2, sheet.height // 2), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    main()
