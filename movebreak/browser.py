"""Commands that show a page in the browser, or tell that none can be shown."""

import sys
from collections.abc import Callable

from movebreak import platforms
from movebreak.core.events import Page
from movebreak.errors import MovebreakError, UsageError
from movebreak.pages import start
from movebreak.store.folders import folders


def shown(page: Page, tell: Callable[[str], None]) -> bool:
    """Show the page if there is a screen, and tell so; on stderr why it failed."""
    if not platforms.has_screen():
        return False
    answer = start.show(page)
    if answer.code:
        sys.stderr.write(f"{answer.err}\n")
        return False
    tell(answer.out)
    return True


def show(page: str) -> str:
    """Show a page by its name, or that of a drill; return what became of it.

    Raises UsageError for a name that no page has, MovebreakError without a browser.
    """
    if page.partition("/")[0] not in {*Page, "drill", "day"}:
        known = ", ".join(Page)
        raise UsageError(
            f'"{page}" is no page', hint=f"known: {known}, drill/ID, day/DATE"
        )
    answer = start.show(page)
    if answer.code:
        raise MovebreakError(answer.err)
    return answer.out


def stay(page: str) -> int:
    """Be the program of the pages until the last of them was closed."""
    # Only this one needs a web server.
    from movebreak.pages import run  # noqa: PLC0415

    setup = run.Setup(
        files=folders(),
        words=platforms.wording(),
        clock=platforms.clock().now,
        open_file=platforms.opener().open,
        autostart=platforms.autostart(),
    )
    return run.stay(page, setup)
