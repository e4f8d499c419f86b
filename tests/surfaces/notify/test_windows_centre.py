"""Toasts of Windows: with the real library's parts where it is, but no real Windows.

No toast can be shown under Wine: what shows them is played here.
"""

from dataclasses import dataclass, field
from enum import Enum
from types import SimpleNamespace
from typing import Any

import pytest

from movebreak.errors import UnavailableError
from movebreak.surfaces.notify.answers import CLICK
from movebreak.surfaces.notify.centre import Popup
from movebreak.surfaces.notify.programs import NotShownError
from movebreak.surfaces.notify.windows_centre import ToastCentre, toast_centre

try:
    import windows_toasts as real
except ImportError:  # not on other systems
    real = None

BUTTONS = {"done": "Done", "snooze": "Snooze"}


class Scenario(Enum):
    """How long a toast stays."""

    Default = ""
    Reminder = "reminder"


class Reason(Enum):
    """Why a toast left the screen."""

    USER_CANCELED = 0
    APPLICATION_HIDDEN = 1
    TIMED_OUT = 2


@dataclass
class Button:
    """A button of a toast."""

    content: str
    arguments: str


class Toast:
    """A toast, as far as it is used."""

    def __init__(self, text_fields: list[str]) -> None:
        self.text_fields = text_fields
        self.actions: list[Any] = []
        self.scenario: Any = None
        self.tag = f"tag {id(self)}"

    def AddAction(self, action: Any) -> None:  # noqa: ANN401, N802
        """Add a button."""
        self.actions.append(action)


@dataclass
class Toaster:
    """Shows toasts; `refuses` is raised, and `setting` is what the person chose."""

    up: list[Any] = field(default_factory=list)
    refuses: OSError | None = None
    setting: int | OSError = 0

    @property
    def toastNotifier(self) -> Any:  # noqa: ANN401, N802
        """What knows the person's choice."""
        if isinstance(self.setting, OSError):
            raise self.setting
        return SimpleNamespace(setting=self.setting)

    def show_toast(self, toast: Any) -> None:  # noqa: ANN401
        """Show it."""
        if self.refuses:
            raise self.refuses
        self.up.append(toast)

    def remove_toast(self, toast: Any) -> None:  # noqa: ANN401
        """Take it down."""
        if self.refuses:
            raise self.refuses
        self.up.remove(toast)


@dataclass
class Stage:
    """A centre, the toaster it uses, and what was heard from a popup."""

    toaster: Toaster = field(default_factory=Toaster)
    heard: list[str] = field(default_factory=list)
    named: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        parts = real or SimpleNamespace(
            Toast=Toast,
            ToastButton=Button,
            ToastScenario=Scenario,
            ToastDismissalReason=Reason,
        )
        self.parts = parts
        self.centre = ToastCentre(
            SimpleNamespace(
                Toast=parts.Toast,
                ToastButton=parts.ToastButton,
                ToastScenario=parts.ToastScenario,
                ToastDismissalReason=parts.ToastDismissalReason,
                InteractableWindowsToaster=self._toaster,
            )
        )

    def popup(self, **buttons: str) -> Popup:
        """Return a popup that notes what it hears."""
        return Popup(
            "Squats",
            "Ten slow ones",
            buttons,
            self.heard.append,
            lambda: self.heard.append("dismissed"),
        )

    def press(self, argument: str) -> None:
        """Have the only toast clicked, which is told by this argument."""
        (toast,) = self.toaster.up
        toast.on_activated(SimpleNamespace(arguments=argument))

    def leave(self, reason: str) -> None:
        """Have the only toast leave the screen."""
        (toast,) = self.toaster.up
        why = getattr(self.parts.ToastDismissalReason, reason)
        toast.on_dismissed(SimpleNamespace(reason=why))

    def _toaster(self, *named: str) -> Toaster:
        self.named = named
        return self.toaster


@pytest.fixture
def stage() -> Stage:
    """A centre on which nothing is up."""
    return Stage()


def test_a_toast_has_words_and_buttons(stage: Stage) -> None:
    """It bears our name, and stays until somebody answers."""
    stage.centre.show(stage.popup(**BUTTONS))
    (toast,) = stage.toaster.up

    assert stage.named == ("movebreak", "movebreak.Tray")
    assert toast.text_fields == ["Squats", "Ten slow ones"]
    assert [each.content for each in toast.actions] == ["Done", "Snooze"]
    assert toast.scenario == stage.parts.ToastScenario.Reminder


def test_one_without_buttons_does_not_stay(stage: Stage) -> None:
    """Windows would give it buttons of its own."""
    stage.centre.show(stage.popup())
    (toast,) = stage.toaster.up
    assert toast.scenario != stage.parts.ToastScenario.Reminder


def test_what_is_pressed_is_heard(stage: Stage) -> None:
    """A button by its key; a click on the words has the toast's own name."""
    tag = stage.centre.show(stage.popup(**BUTTONS))
    stage.press("snooze")
    stage.press(tag)
    assert stage.heard == ["snooze", CLICK]


def test_only_a_person_dismisses(stage: Stage) -> None:
    """One that went to the list of the missed can still be answered there."""
    stage.centre.show(stage.popup(**BUTTONS))
    for reason in ("TIMED_OUT", "APPLICATION_HIDDEN", "USER_CANCELED"):
        stage.leave(reason)
    stage.toaster.up[0].on_dismissed(None)
    assert stage.heard == ["dismissed"]


def test_it_is_removed_by_its_name(stage: Stage) -> None:
    """Once; in the end all that is left is."""
    tag = stage.centre.show(stage.popup(**BUTTONS))
    stage.centre.remove(tag)
    stage.centre.remove(tag)
    assert stage.toaster.up == []
    stage.centre.show(stage.popup(**BUTTONS))
    stage.centre.show(stage.popup())
    stage.centre.close()
    assert stage.toaster.up == []
    gone = stage.centre.show(stage.popup())
    stage.toaster.refuses = OSError("Element not found")
    stage.centre.remove(gone)


def test_a_refusal_is_told(stage: Stage) -> None:
    """Then the tray icon shows it instead."""
    stage.toaster.refuses = OSError(5, "Access is denied")
    with pytest.raises(NotShownError, match="Access is denied") as caught:
        stage.centre.show(stage.popup())
    assert "Settings, System, Notifications" in caught.value.hint


def test_what_the_person_switched_off_is_told(stage: Stage) -> None:
    """Windows itself would say nothing, and show nothing."""
    stage.toaster.setting = 2
    with pytest.raises(NotShownError, match="does not show"):
        stage.centre.show(stage.popup())


def test_before_the_first_one_there_is_no_choice_to_read(stage: Stage) -> None:
    """It is shown, and then there is."""
    stage.toaster.setting = OSError(-2147023728, "Element not found")
    stage.centre.show(stage.popup())
    assert len(stage.toaster.up) == 1


def test_where_windows_has_no_toasts_it_is_said() -> None:
    """As under Wine, and where the library is not installed."""
    with pytest.raises(UnavailableError, match="no toasts: "):
        toast_centre()
