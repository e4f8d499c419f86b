"""The template shows every setting, and any line of it may be put to use."""

from dataclasses import fields, replace
from datetime import time

import pytest

from movebreak.core.settings import Breaks, Hours, Settings
from movebreak.store.settings_file import parse_settings, template
from movebreak.store.settings_values import write_value

KEYS = [
    (table.name, key.name)
    for table in fields(Settings)
    for key in fields(getattr(Settings(), table.name))
]
OTHER = Settings(breaks=Breaks(goal=5), hours=Hours(day_start=time(5)))


def without_mark(text: str, number: int) -> str:
    """Return the template with the mark of one line taken away."""
    lines = text.splitlines()
    lines[number] = lines[number].removeprefix("#")
    return "\n".join(lines)


def unlisted(settings: Settings) -> Settings:
    """Return the settings without the lists that mean something when empty."""
    profile = replace(settings.profile, equipment=None)
    return replace(settings, hours=Hours(), profile=profile)


SETTING_LINES = [
    number
    for number, line in enumerate(template().splitlines())
    if line.startswith("#") and line[1:2].isalpha()
]


def test_the_template_shows_every_setting() -> None:
    """There is one line a key, and as it stands it sets nothing."""
    lines = template().splitlines()
    shown = [lines[number][1:].partition(" ")[0] for number in SETTING_LINES]
    assert shown == [key for _, key in KEYS]
    assert parse_settings(template(), OTHER) == (Settings(), ())
    assert all(len(line) <= 88 for line in lines)


@pytest.mark.parametrize("number", SETTING_LINES)
def test_each_line_of_the_template_gives_the_default(number: int) -> None:
    """Taking a mark away changes nothing; but an empty list then is a word."""
    settings, problems = parse_settings(without_mark(template(), number), OTHER)
    assert problems == ()
    assert unlisted(settings) == Settings()
    assert settings.hours.day_start == Hours().day_start
    assert not any(settings.hours.week())
    assert not settings.profile.equipment


def test_the_template_can_be_used_as_a_whole() -> None:
    """With every mark taken away there is still no problem."""
    text = template()
    for number in SETTING_LINES:
        text = without_mark(text, number)
    settings, problems = parse_settings(text, Settings())
    assert problems == ()
    assert unlisted(settings) == Settings()


def test_hours_are_written_as_they_are_read() -> None:
    """A range that ends at midnight is written with 24:00."""
    days = ((time(9), time(12, 30)), (time(20), time(0)))
    written = write_value(days)
    assert written == '["09:00-12:30", "20:00-24:00"]'
    settings, problems = parse_settings(f"hours.monday = {written}", Settings())
    assert (settings.hours.monday, problems) == (days, ())
