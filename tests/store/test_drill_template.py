"""The pack that `drills add` writes explains all there is, and cannot go stale."""

import re
import tomllib
from dataclasses import fields
from enum import StrEnum

import pytest

from movebreak.core.drills import (
    Care,
    EntryKind,
    Equipment,
    Impact,
    Noise,
    Position,
    Sides,
    Space,
)
from movebreak.core.programme.focus import CHOICES
from movebreak.core.programme.routines import Measure, Part, Routine
from movebreak.store.drill_template import EXAMPLE, HELP, template
from movebreak.store.drill_values import fields_of
from movebreak.store.packs import pack_of
from movebreak.store.routine_files import strangers
from tests.core.test_profile_rules import catalogue

TEXT = template("/home/me/.config/movebreak/drills/my-drills.toml")


def uncommented() -> str:
    """Return the pack as a person makes it: the marks of the example removed."""
    return re.sub("^#(?! |$)", "", TEXT, flags=re.MULTILINE)


def test_it_deals_nothing_yet() -> None:
    """A fresh pack is fine, and empty."""
    assert tomllib.loads(TEXT) == {}
    assert pack_of({}).problems == ()


def test_its_example_is_a_drill_once_it_is_uncommented() -> None:
    """With every key that a drill may have."""
    tables = tomllib.loads(uncommented())
    pack = pack_of(tables)
    assert pack.problems == ()
    assert [entry.id for entry in pack.entries] == ["my-march"]
    assert set(tables["drill"][0]) == set(fields_of(EntryKind.DRILL))


def test_its_example_of_a_routine_has_every_key() -> None:
    """Each explained, and it can be used as it stands."""
    tables = tomllib.loads(uncommented())
    (routine,) = pack_of(tables).routines
    assert routine.id == "my-session"
    assert set(tables["routine"][0]) == {each.name for each in fields(Routine)}
    assert set(tables["routine"][0]["parts"][0]) == {each.name for each in fields(Part)}
    assert strangers([routine], {each.id for each in catalogue()}) == []
    plain = re.sub(r"\n# ", " ", TEXT)
    assert ", ".join(Measure) in plain
    assert ", ".join(CHOICES) in plain


def test_what_may_be_left_out_may_be_left_out() -> None:
    """Everything below that line is optional, and nothing above it."""
    needed, optional = uncommented().split("# All that follows may be left out.")
    entry = tomllib.loads(needed)["drill"][0]
    assert pack_of({"drill": [entry]}).problems == ()
    for key in entry:
        less = {name: value for name, value in entry.items() if name != key}
        (told,) = pack_of({"drill": [less]}).problems
        assert told.endswith(f"{key}: missing; write such as: {key} = {EXAMPLE[key]}")
    assert "more" in optional


@pytest.mark.parametrize(
    "words", [Position, Noise, Space, Impact, Sides, Equipment, Care]
)
def test_every_word_that_is_allowed_is_in_it(words: type[StrEnum]) -> None:
    """They are listed from where they are defined."""
    plain = re.sub(r"\n# ", " ", TEXT)
    assert ", ".join(words) in plain


def test_every_key_is_explained() -> None:
    """No more and no fewer than there are."""
    keys = set(fields_of(EntryKind.DRILL))
    assert set(HELP) == set(EXAMPLE) == keys
    assert set(fields_of(EntryKind.NOTE)) <= keys
    assert "/home/me/.config/movebreak/drills/my-drills.toml" in TEXT
    assert all(len(line) <= 88 for line in TEXT.splitlines())
