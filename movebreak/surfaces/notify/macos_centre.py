"""The notification centre of macOS, by desktop-notifier; for one thread alone."""

import asyncio
from collections.abc import Coroutine
from typing import Any, Final

from movebreak.errors import UnavailableError
from movebreak.surfaces.notify import answers
from movebreak.surfaces.notify.centre import Popup
from movebreak.surfaces.notify.programs import NotShownError

NAME: Final = "movebreak"
# Seconds; a person who is asked for the permission may take longer, and is not waited
# for: until then reminders come another way.
PATIENCE: Final = 5.0
NOT_SIGNED: Final = "buttons are only for a signed application, which this is not"
ALLOW: Final = "allow them in System Settings, Notifications"
HANGS: Final = "the notification centre gave no answer in time"


def signed_centre() -> "NotificationCentre":
    """Return the centre. Raises UnavailableError outside of a signed application."""
    try:
        import desktop_notifier  # noqa: PLC0415
        from desktop_notifier.backends import macos_support  # noqa: PLC0415
    except Exception as error:
        raise UnavailableError(f"no notification centre: {error}") from error
    if not macos_support.is_signed_bundle():
        raise UnavailableError(NOT_SIGNED)
    return NotificationCentre(desktop_notifier)


class NotificationCentre:
    """Shows and removes notifications; implements Centre.

    `library` is desktop-notifier, or what stands for it.
    """

    name = "the notification centre of macOS"

    def __init__(self, library: Any, patience: float = PATIENCE) -> None:  # noqa: ANN401
        self._library = library
        self._patience = patience
        self._notifier = library.DesktopNotifier(NAME)
        self._loop = asyncio.new_event_loop()

    def show(self, popup: Popup) -> str:
        """Show it; return its name there. Raises NotShownError."""
        return str(self._run(self._show(popup)))

    def remove(self, name: str) -> None:
        """Remove what is still there by this name. Raises NotShownError."""
        self._run(self._notifier.clear(name))

    def close(self) -> None:
        """Let go of the loop."""
        self._loop.close()

    async def _show(self, popup: Popup) -> str:
        # The library shows also what is not allowed, and tells nobody.
        if not await self._notifier.request_authorisation():
            raise NotShownError("macOS does not allow notifications", hint=ALLOW)
        notification = self._library.Notification(
            title=popup.title,
            message=popup.body,
            buttons=tuple(self._button(popup, key) for key in popup.buttons),
            on_clicked=lambda: popup.pressed(answers.CLICK),
            on_dismissed=popup.dismissed,
        )
        return str(await self._notifier.send_notification(notification))

    def _button(self, popup: Popup, key: str) -> Any:  # noqa: ANN401
        # The centre keeps the buttons of the first notification for all with the same
        # titles: without the same identifiers their presses would reach nobody.
        return self._library.Button(
            title=popup.buttons[key],
            on_pressed=lambda: popup.pressed(key),
            identifier=key,
        )

    def _run(self, wanted: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401
        try:
            return self._loop.run_until_complete(
                asyncio.wait_for(wanted, self._patience)
            )
        except NotShownError:
            raise
        except TimeoutError:
            raise NotShownError(HANGS, hint=ALLOW) from None
        except Exception as error:
            # What Apple's libraries raise, no page of theirs tells.
            raise NotShownError(f"{error}", hint=ALLOW) from error
