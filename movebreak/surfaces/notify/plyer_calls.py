"""Calls plyer so that its failures are seen; plyer itself hides most of them."""

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from importlib import import_module
from types import ModuleType, SimpleNamespace
from typing import Any, Final

from movebreak.surfaces.notify.programs import (
    FAILED_HELP,
    MISSING_HELP,
    NotShownError,
    Programs,
)

APP_NAME: Final = "movebreak"
# Long enough to be read on the way back to the desk; plyer cannot take it down.
SHOWN_FOR: Final = timedelta(seconds=60)
# On Windows plyer has an icon of its own up for as long, which nobody wants to keep;
# when it goes at once, nothing is shown.
_SECONDS: Final = 5 if os.name == "nt" else int(SHOWN_FOR.total_seconds())


class PlyerCalls:
    """Shows one notification at a time through plyer, and raises when it cannot."""

    def __init__(self, icon: str, patience: timedelta) -> None:
        self._icon = icon
        self._programs = Programs(
            patience,
            {"-i": icon, "-t": str(SHOWN_FOR // timedelta(milliseconds=1))},
        )
        self._late: Exception | None = None

    def notify(self, title: str, body: str) -> None:
        """Show a notification; blocks. Raise NotShownError, or what plyer raises."""
        self._mend()
        # plyer looks for a way to notify when it is first touched, prints what it
        # finds missing, and costs 2.5 MB: so not before there is something to show.
        from plyer import notification  # noqa: PLC0415

        try:
            notification.notify(
                title=title,
                message=body,
                app_name=APP_NAME,
                app_icon=self._icon,
                timeout=_SECONDS,
            )
        except NotImplementedError:
            # plyer would stay with "nothing found" for ever; let it look again.
            with suppress(AttributeError):
                object.__setattr__(notification, "_obj", None)
            raise NotShownError(
                "no way to show a notification was found", hint=MISSING_HELP
            ) from None
        self._raise_late()

    def stop(self) -> None:
        """End what runs; called from another thread."""
        self._programs.stop()

    def _mend(self) -> None:
        module = _plyers_module()
        if module is None:
            return
        _replace(module, "subprocess", self._programs)
        # It warns that dbus-python is absent, which under `-W error` ends it.
        _replace(module, "warnings", SimpleNamespace(warn=_keep_quiet))
        # On Windows it shows in a thread of its own, whose failure nobody sees.
        _replace(module, "thread", self._thread)

    def _thread(
        self, target: Callable[..., None], kwargs: dict[str, Any]
    ) -> threading.Thread:
        def run() -> None:
            try:
                target(**kwargs)
            except Exception as error:  # noqa: BLE001 plyer raises bare Exception
                self._late = error

        return threading.Thread(target=run, name="plyer", daemon=True)

    def _raise_late(self) -> None:
        """Raise what went wrong in the thread of an earlier notification."""
        late, self._late = self._late, None
        if late:
            raise NotShownError(f"an earlier one failed: {late}", hint=FAILED_HELP)


def _plyers_module() -> ModuleType | None:
    """Return plyer's module for this system; raise NotShownError if it is broken."""
    try:
        from plyer.utils import platform  # noqa: PLC0415 see above
    except ImportError:
        return None
    try:
        return import_module(f"plyer.platforms.{platform}.notification")
    except ImportError as error:
        # plyer itself would print this as a traceback.
        raise NotShownError(
            f"plyer cannot show notifications here: {error}", hint=FAILED_HELP
        ) from error


def _replace(module: ModuleType, name: str, value: object) -> None:
    if hasattr(module, name):
        setattr(module, name, value)


def _keep_quiet(*_: object) -> None:
    """Take a warning that `report` says better."""
