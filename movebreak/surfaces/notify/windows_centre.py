"""The notification centre of Windows, by windows-toasts."""

import sys
from contextlib import suppress
from typing import Any, Final

from movebreak.errors import UnavailableError
from movebreak.native.later import put_off
from movebreak.surfaces.notify import answers
from movebreak.surfaces.notify.centre import Popup
from movebreak.surfaces.notify.programs import NotShownError

SHOWN_NAME: Final = "movebreak"
# By this the system knows whose notifications they are; the name, the icon and the
# person's wishes for them are kept under it.
IDENTITY: Final = "movebreak.Tray"
PLACE: Final = rf"Software\Classes\AppUserModelId\{IDENTITY}"
ALLOW: Final = "switch them on in Settings, System, Notifications"
REFUSED: Final = "Windows does not show notifications of movebreak"

_ENABLED: Final = 0


def toast_centre() -> "ToastCentre":
    """Return the centre. Raises UnavailableError where this Windows has none."""
    version = getattr(sys, "getwindowsversion", None)
    if version is not None:
        found = version()
        number = f"{found.major}.{found.minor}.{found.build}"
        # The library asks for these, and Python would ask a service that may hang.
        put_off("platform", system=lambda: "Windows", version=lambda: number)
    try:
        import windows_toasts  # noqa: PLC0415

        return ToastCentre(windows_toasts)
    except Exception as error:
        raise UnavailableError(f"no toasts: {error}") from error


class ToastCentre:
    """Shows and removes toasts; implements Centre.

    `library` is windows-toasts, or what stands for it.
    """

    name = "toasts of Windows"

    def __init__(self, library: Any) -> None:  # noqa: ANN401
        self._library = library
        self._toaster = library.InteractableWindowsToaster(SHOWN_NAME, IDENTITY)
        self._up: dict[str, Any] = {}

    def show(self, popup: Popup) -> str:
        """Show it; return its name there. Raises NotShownError."""
        if not self._is_allowed():
            raise NotShownError(REFUSED, hint=ALLOW)
        toast = self._toast(popup)
        try:
            self._toaster.show_toast(toast)
        except OSError as error:
            raise NotShownError(f"{REFUSED} ({error})", hint=ALLOW) from error
        self._up[toast.tag] = toast
        return str(toast.tag)

    def remove(self, name: str) -> None:
        """Remove what is still there by this name."""
        toast = self._up.pop(name, None)
        if toast is not None:
            # One that was answered is gone, and more need not be known.
            with suppress(OSError):
                self._toaster.remove_toast(toast)

    def close(self) -> None:
        """Remove all: what is clicked later would reach nobody."""
        for name in tuple(self._up):
            self.remove(name)

    def _is_allowed(self) -> bool:
        try:
            return int(self._toaster.toastNotifier.setting) == _ENABLED
        except OSError:
            # Before the first one, nobody has made a choice.
            return True

    def _toast(self, popup: Popup) -> Any:  # noqa: ANN401
        library = self._library
        toast = library.Toast([popup.title, popup.body])
        for key, label in popup.buttons.items():
            toast.AddAction(library.ToastButton(label, key))
        if popup.buttons:
            # It stays until somebody answers.
            toast.scenario = library.ToastScenario.Reminder

        def activated(heard: Any) -> None:  # noqa: ANN401
            key = heard.arguments
            popup.pressed(key if key in popup.buttons else answers.CLICK)

        def dismissed(heard: Any) -> None:  # noqa: ANN401
            by_hand = library.ToastDismissalReason.USER_CANCELED
            if heard is not None and heard.reason == by_hand:
                popup.dismissed()

        toast.on_activated, toast.on_dismissed = activated, dismissed
        return toast
