"""A setting changed from a page: it is what was meant, and nothing else is lost."""

import re
from dataclasses import replace
from datetime import time, timedelta

import pytest
from hypothesis import given

from movebreak.core.settings import Settings
from movebreak.store.settings_edit import Name, TooIntricateError, edited
from movebreak.store.settings_file import parse_settings, template
from movebreak.store.toml_text import read_tables
from tests.store import settings_files as made

INTERVAL = ("breaks", "interval")
GOAL = ("breaks", "goal")
MINUTES = timedelta(minutes=25)


@given(text=made.files(), changes=made.changes())
def test_any_change_of_any_file(text: str, changes: dict[Name, object]) -> None:
    """Read back it gives the intended settings, and every comment is still there."""
    before, problems = parse_settings(text, Settings())
    assert problems == tuple(each for each in problems if "not a setting" in each)

    new = edited(text, changes)

    wanted = before
    for (table, key), value in changes.items():
        kept = made.usual((table, key)) if value is None else value
        new_table = replace(getattr(wanted, table), **{key: kept})
        wanted = replace(wanted, **{table: new_table})
    assert parse_settings(new, Settings()) == (wanted, problems)
    assert comments(text) <= comments(new)
    assert unknown(text) == unknown(new)
    assert ("\r\n" in text) == ("\r\n" in new) or "\r\n" not in text


@given(text=made.files(), changes=made.changes())
def test_unchanged_lines_stay_where_they_are(
    text: str, changes: dict[Name, object]
) -> None:
    """What is left of the old lines has its old order."""
    old, new = text.splitlines(), edited(text, changes).splitlines()
    kept = [line for line in old if line in new]
    left = iter(new)

    assert all(any(line == each for each in left) for line in kept)


def test_a_new_key_goes_under_its_explanation() -> None:
    """And back to the usual value the template is what it was, to the letter."""
    text = edited(template(), {INTERVAL: MINUTES, GOAL: 3})
    assert '#interval = "20m"\ninterval = "25m"\n' in text
    assert "#goal = 8\ngoal = 3\n" in text
    assert edited(text, {INTERVAL: None, GOAL: None}) == template()


def test_a_line_with_a_remark_becomes_a_comment() -> None:
    """What the person noted about it is not thrown away."""
    text = "[breaks]\n#goal = 8\ngoal = 5  # as the doctor said\n"
    assert edited(text, {GOAL: None}).endswith("\n#goal = 5  # as the doctor said\n")
    assert edited(text, {GOAL: 6}).endswith("\ngoal = 6  # as the doctor said\n")


def test_remarks_within_a_list_stay() -> None:
    """Above it, for its parts may be gone."""
    text = '[hours]\nmonday = [\n  "09:00-12:00",  # school\n  "13:00-#",\n]\n'
    new = edited(text, {("hours", "monday"): ((time(9), time(17)),)})
    assert new == '[hours]\n# school\nmonday = ["09:00-17:00"]\n'


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("", '[breaks]\ninterval = "25m"\n'),
        ("[breaks]", '[breaks]\ninterval = "25m"\n'),
        ("breaks.goal = 3", 'breaks.interval = "25m"\nbreaks.goal = 3'),
        ("breaks = {}\n", 'breaks = {interval = "25m"}\n'),
        ("# mine", '# mine\n\n[breaks]\ninterval = "25m"\n'),
        ("[breaks.x]\na = 1\n", '[breaks.x]\na = 1\n\n[breaks]\ninterval = "25m"\n'),
    ],
)
def test_files_without_a_place_for_it(text: str, new: str) -> None:
    """The table is written as the file already writes it."""
    assert edited(text, {INTERVAL: MINUTES}) == new


@pytest.mark.parametrize(
    "text", ["breaks = 3\n", "[[breaks]]\n", "[breaks.interval]\na = 1\n"]
)
def test_what_cannot_be_changed_is_left_alone(text: str) -> None:
    """Nothing of the person's is thrown away to make room."""
    with pytest.raises(TooIntricateError):
        edited(text, {INTERVAL: MINUTES})


def test_what_is_no_toml_is_not_changed() -> None:
    """The mistake is told with its line."""
    with pytest.raises(ValueError, match="line 2"):
        edited("[breaks]\ngoal = = 3\n", {GOAL: 3})


def comments(text: str) -> set[str]:
    """Return what people wrote behind marks, without the mark before a setting."""
    return set(re.findall(r"# mine|# why not|#  goal = 99|\t#", text))


def unknown(text: str) -> list[str]:
    """Return the keys that are none of ours, with what they say."""
    tables = read_tables(text).items()
    return sorted(
        f"{name} {key} {value!r}"
        for name, table in tables
        if isinstance(table, dict)
        for key, value in table.items()
        if (name, key) not in made.FIELDS
    )
