"""What was there of a desktop, and what is gone."""

from dataclasses import dataclass

import pytest

from movebreak.surfaces.desktop_session import DesktopSession


@dataclass
class Desktop:
    """A desktop whose parts come and go."""

    display: bool = True
    bus: bool = True

    def session(self) -> DesktopSession:
        """Start in it."""
        made = DesktopSession(lambda: self.display, lambda: self.bus)
        made.there()
        return made


@pytest.mark.parametrize("display", [True, False])
@pytest.mark.parametrize("bus", [True, False])
def test_a_display_or_a_bus_is_a_desktop(*, display: bool, bus: bool) -> None:
    """One of the two reaches a person."""
    session = DesktopSession(lambda: display, lambda: bus)

    assert session.there() is (display or bus)


def test_a_desktop_that_stands_is_not_deserted() -> None:
    """However often one looks."""
    session = Desktop().session()

    assert not any(session.deserted() for _ in range(3))


@pytest.mark.parametrize("part", ["display", "bus"])
def test_a_part_that_went_leaves_it_deserted(part: str) -> None:
    """Without its display or its bus it shows less than whoever has both."""
    desktop = Desktop()
    session = desktop.session()
    setattr(desktop, part, False)

    assert session.deserted()


def test_what_never_was_is_not_missed() -> None:
    """A program that only ever had a bus is at home there."""
    assert not Desktop(display=False).session().deserted()
    assert not Desktop(bus=False).session().deserted()


def test_without_any_desktop_it_is_deserted() -> None:
    """Started from a distance, it leaves its place to whoever has a desktop."""
    assert Desktop(display=False, bus=False).session().deserted()


def test_a_display_is_gone_when_it_is_missed_twice_in_a_row() -> None:
    """One look that fails may be chance."""
    desktop = Desktop()
    session = desktop.session()
    desktop.display = False
    assert not session.display_gone()
    desktop.display = True
    assert not session.display_gone()
    desktop.display = False
    assert not session.display_gone()
    assert session.display_gone()


def test_a_display_that_never_answered_is_not_gone() -> None:
    """A stale name of a display ends nothing."""
    session = Desktop(display=False).session()

    assert not any(session.display_gone() for _ in range(5))


def test_a_display_that_came_later_can_go() -> None:
    """It was there, so its end is the end of a session."""
    desktop = Desktop(display=False)
    session = desktop.session()
    desktop.display = True
    assert not session.display_gone()
    desktop.display = False

    assert [session.display_gone() for _ in range(2)] == [False, True]


def test_a_lost_bus_is_the_end_only_without_a_display() -> None:
    """Where a display answers, the bus may come back."""
    desktop = Desktop()
    session = desktop.session()
    assert not session.over_without_bus()
    desktop.display = False

    assert session.over_without_bus()
