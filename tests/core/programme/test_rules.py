"""Each rule of the programme has a test that shows it, or a reason to have none."""

import re
import tomllib
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from movebreak.core.drills import Care
from movebreak.core.limits import limits_of
from movebreak.core.profile import HealthCheck, Profile
from movebreak.core.programme.rules import Focus
from movebreak.core.settings import Breaks, Settings
from tests.core.programme.recipes import prescribed
from tests.core.test_profile_rules import entries

HERE = Path(__file__).parent
TESTS = HERE.parents[1]
MINUTE = timedelta(minutes=1)
RULES: dict[str, dict[str, Any]] = tomllib.loads(
    (HERE / "rules.toml").read_text("utf-8")
)


@cache
def names_in(file: Path) -> set[str]:
    """Return the tests of a file."""
    return set(re.findall(r"^def (test_\w+)", file.read_text("utf-8"), re.MULTILINE))


def test_every_rule_is_there() -> None:
    """Sixty-five of them, in their order."""
    assert list(RULES) == [f"C{number:02}" for number in range(1, 66)]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_its_tests_or_a_reason(rule: str) -> None:
    """In words, and each of the tests that it names can be found."""
    told = RULES[rule]
    assert told["says"]
    assert ("tests" in told) is not ("does_not_apply" in told)
    for test in told.get("tests", ()):
        file, _, name = test.partition("::")
        assert name in names_in(TESTS / file), test


def test_nothing_is_preset_but_twenty_minutes() -> None:
    """No focus, no days, no note, and a profile that leaves nothing out."""
    settings = Settings()
    assert settings.breaks.interval == 20 * MINUTE
    programme = settings.programme
    assert programme.focus is Focus.OFF
    assert programme.days == ()
    assert not programme.notes
    assert settings.profile == Profile()


def test_twenty_to_sixty_minutes_can_be_had() -> None:
    """And movebreak says what trials used."""
    limits = limits_of(Breaks.__dataclass_fields__["interval"])
    for minutes in (20, 30, 45, 60):
        length = minutes * MINUTE
        assert isinstance(limits.low, timedelta)
        assert isinstance(limits.high, timedelta)
        assert limits.low <= length <= limits.high
    (note,) = (each for _, each in entries() if each["id"] == "twenty-minute-timer")
    assert "20 minutes and several trials used it too" in note["why"]
    assert "30 to 60" in note["why"]


def test_the_pelvic_floor_gets_half_squats_for_the_jump() -> None:
    """In a session as in a break, with the reason told."""
    careful = Profile(
        health_check=HealthCheck.NO, careful=(Care.PELVIC_FLOOR, Care.POSTNATAL)
    )
    session = prescribed("bridge-and-jump", profile=careful)
    (jump,) = (each for each in session.left_out if each.exercise == "squat-jump")
    assert jump.instead == "half-squats"
    assert "pelvic floor" in jump.why
