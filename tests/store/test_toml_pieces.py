"""A text with mistakes in it: what stands beside them is read all the same."""

import tomllib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from movebreak.store.toml_pieces import MOST_MISTAKES, read_entries, read_settings

BROKEN = """\
# mine
[breaks]
# rather long
interval = 40m
goal = 5

[hours]
monday = ["09:00-12:30",
  "13:30-17:00"]
tuesday = ["09:00-12:30"
# the rest is off

[presence
away_after = "6m"

[summary]
at = "16:00"
"""
PACK = """\
[[drill]]
id = "one"
steps = [
  "Up.",
  "Down.",
]

[[drill]
id = "two"

[[drill]]
id = three

[[routine]]
id = "four"
[[routine.parts]]
sets = 1

[[drill]]
id = "five"
"""


def test_each_setting_stands_for_itself() -> None:
    """A slip costs its own line; what stands under a broken header is nobody's."""
    tables, problems = read_settings(BROKEN)

    assert tables == {
        "breaks": {"goal": 5},
        "hours": {"monday": ["09:00-12:30", "13:30-17:00"]},
        "summary": {"at": "16:00"},
    }
    places = [each.partition(":")[0] for each in problems]
    assert places == ["line 4", "line 10", "line 13"]


def test_each_entry_stands_for_itself() -> None:
    """A slip costs the drill it is in; parts stay with their routine."""
    tables, problems = read_entries(PACK)

    assert tables == {
        "drill": [{"id": "one", "steps": ["Up.", "Down."]}, {"id": "five"}],
        "routine": [{"id": "four", "parts": [{"sets": 1}]}],
    }
    assert [each.partition(":")[0] for each in problems] == ["line 8", "line 12"]


def test_a_table_that_stands_there_twice_is_one() -> None:
    """Whoever puts one at the end is told, in the words of the file."""
    tables, problems = read_settings('[breaks]\ngoal = 5\n[breaks]\ninterval = "1h"\n')

    assert tables == {"breaks": {"goal": 5, "interval": "1h"}}
    (told,) = problems
    assert told.startswith("line 3: cannot be understood (Cannot declare [breaks] ")


@pytest.mark.parametrize("read", [read_settings, read_entries])
def test_a_text_that_is_something_else_is_refused(read: object) -> None:
    """With its first mistake, and not with hundreds."""
    assert callable(read)
    text = "[x]\na = no\n" * (MOST_MISTAKES + 1)
    with pytest.raises(ValueError, match=r"^line 2: cannot be understood"):
        read(text)


PLAIN = st.dictionaries(
    st.sampled_from(["breaks", "hours", "summary"]),
    st.dictionaries(
        st.sampled_from(["goal", "monday", "at"]),
        st.sampled_from(
            ["5", "true", '"17:30"', '["09:00-12:30"]', '[\n "a",\n "b",\n]']
        ),
    ),
)


@given(PLAIN)
def test_without_a_mistake_all_is_read(tables: dict[str, dict[str, str]]) -> None:
    """The pieces together say what the whole says."""
    lines = []
    for table, values in tables.items():
        lines += [f"[{table}] # so", *(f"{key} = {it}" for key, it in values.items())]
    text = "\n".join(lines)

    assert read_settings(f"{text}\n[last]\nx = y")[0] == {
        **tomllib.loads(text),
        "last": {},
    }


@given(st.text(alphabet="[]=\"a1.\n# '{},") | st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing that can be typed brings the reader down."""
    for read in (read_settings, read_entries):
        with suppress(ValueError):
            assert all(each.isprintable() for each in read(text).problems)
