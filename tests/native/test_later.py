"""A module that was put off is there as soon as it is used."""

import subprocess
import sys

import pytest

from movebreak.native import later

SAVED = "colorsys"


@pytest.fixture(autouse=True)
def unloaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small module of the standard library that nobody has loaded yet."""
    monkeypatch.setitem(sys.modules, SAVED, sys)
    del sys.modules[SAVED]


def test_it_is_loaded_when_it_is_used() -> None:
    """An import alone loads nothing; the first use gives the real thing."""
    later.put_off(SAVED)
    import colorsys  # noqa: PLC0415

    assert "rgb_to_hsv" not in vars(colorsys)
    assert colorsys.rgb_to_hsv(0, 0, 0) == (0, 0, 0)
    assert "rgb_to_hsv" in vars(colorsys)
    assert sys.modules[SAVED].rgb_to_hsv is colorsys.rgb_to_hsv


def test_names_taken_from_it_are_the_real_ones() -> None:
    """`from … import …` is a use."""
    later.put_off(SAVED)
    from colorsys import hsv_to_rgb  # noqa: PLC0415

    assert hsv_to_rgb(0, 0, 1) == (1, 1, 1)


def test_what_is_known_beforehand_loads_nothing() -> None:
    """A single answer needs no module."""
    later.put_off(SAVED, TWO_THIRD="known")
    import colorsys  # noqa: PLC0415

    assert vars(colorsys)["TWO_THIRD"] == "known"
    assert "rgb_to_hsv" not in vars(colorsys)


def test_what_is_not_in_it_is_missed_as_ever() -> None:
    """The error is the usual one."""
    later.put_off(SAVED)
    import colorsys  # noqa: PLC0415

    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        colorsys.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_a_loaded_module_stays() -> None:
    """Whoever has it already keeps it."""
    later.put_off("subprocess")

    assert sys.modules["subprocess"] is subprocess


def test_what_is_left_out_is_missed() -> None:
    """As if it were not installed; who is loaded already stays."""
    later.leave_out(SAVED)
    with pytest.raises(ModuleNotFoundError):
        import colorsys  # noqa: F401, PLC0415
    later.leave_out("subprocess")

    assert sys.modules["subprocess"] is subprocess


def test_meanwhile_only_what_is_known_is_seen() -> None:
    """One library takes a name from it; whoever comes later gets the real thing."""
    with later.only_known(SAVED, rgb_to_hsv=None):
        import colorsys as meanwhile  # noqa: PLC0415
    assert SAVED not in sys.modules
    from colorsys import rgb_to_hsv  # noqa: PLC0415

    assert vars(meanwhile)["rgb_to_hsv"] is None
    assert rgb_to_hsv(0, 0, 0) == (0, 0, 0)


def test_meanwhile_more_of_it_is_loaded_after_all() -> None:
    """A library that takes another name gets it, and all of the module stays."""
    with later.only_known(SAVED, rgb_to_hsv=None):
        from colorsys import hsv_to_rgb  # noqa: PLC0415

    assert hsv_to_rgb(0, 0, 1) == (1, 1, 1)
    assert sys.modules[SAVED].rgb_to_hsv(0, 0, 0) == (0, 0, 0)
