"""What every page needs: the running program, the files, the words, the templates."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from movebreak import __version__
from movebreak.core.wording import Wording
from movebreak.pages.door import Door
from movebreak.pages.live import Live
from movebreak.pages.program import Program
from movebreak.pages.sayings import SAID, Sayings
from movebreak.ports import Autostart
from movebreak.store.catalogue_files import entries_of
from movebreak.store.folders import Folders
from movebreak.store.packs import built_in_folder

HERE: Final = Path(__file__).parent


@dataclass
class House:
    """All that the pages share."""

    door: Door
    program: Program
    live: Live
    files: Folders
    words: Wording
    now: Callable[[], datetime]
    open_file: Callable[[Path], bool] = lambda _: False
    """Opens a file in the person's editor; says whether that could be started."""
    autostart: Autostart | None = None
    sayings: Sayings = field(default_factory=Sayings)

    @cached_property
    def templates(self) -> Environment:
        """Return the templates; every value in them is escaped."""
        return Environment(
            loader=PackageLoader("movebreak.pages"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def drill_names(self) -> dict[str, str]:
        """Return the name of each drill by its id, read anew."""
        found = entries_of(built_in_folder(), self.files.drills)
        return {each.id: each.name for _, each in found}

    def said_to(self, request: Request) -> list[str]:
        """Return what this page is to tell, as it was kept for it alone."""
        return self.sayings.take(request.query_params.get(SAID, ""))

    def page(
        self,
        name: str,
        code: int = 200,
        *,
        said: Sequence[str] = (),
        **values: Any,  # noqa: ANN401
    ) -> Response:
        """Return the page made of this template."""
        text = self.templates.get_template(f"{name}.html").render(
            said=said, version=__version__, here=name, **values
        )
        return HTMLResponse(text, code)

    def back(self, to: str, said: str) -> Response:
        """Return to a page, which then tells what came of it, if anything is said."""
        return RedirectResponse(self.telling(to, said), 303)

    def telling(self, to: str, said: str) -> str:
        """Return the path of a page that tells what came of it, if anything is said."""
        return f"{to}?{SAID}={self.sayings.keep(said)}" if said else to

    def tell(self, request: Request, to: str, said: str) -> Response:
        """Tell a script what came of it, or return to a page that does."""
        if wants_json(request):
            return JSONResponse({"words": said})
        return self.back(to, said)


def wants_json(request: Request) -> bool:
    """Say whether a script asks, and not a form."""
    return request.headers.get("accept", "") == "application/json"
