"""Every word that the settings may hold has a name, and every table."""

from dataclasses import fields
from enum import StrEnum

import pytest

from movebreak.core import choices
from movebreak.core.drills import Care, Equipment
from movebreak.core.limits import label_of
from movebreak.core.profile import HealthCheck, Profile, Wheelchair
from movebreak.core.settings import Counting, Settings
from tests import make


@pytest.mark.parametrize("kind", [Counting, Wheelchair, HealthCheck, Care, Equipment])
def test_every_word_has_a_name(kind: type[StrEnum]) -> None:
    """And no two of a kind have the same."""
    names = [choices.name(each) for each in kind]
    assert len(set(names)) == len(names)
    assert all(choices.meaning(each)[-1:] in {"", "."} for each in kind)


def test_words_that_are_spelt_alike_are_told_apart() -> None:
    """No wheelchair is something else than no trouble with the heart."""
    assert choices.name(Wheelchair.NO) != choices.name(HealthCheck.NO)


def test_few_drills_are_told() -> None:
    """How many are left of how many, and what helps."""
    drills = (make.drill("one"), make.drill("two"))
    assert choices.drills_left(drills, Profile()).startswith("2 of 2 drills fit. Your")
    many = tuple(make.drill(str(number)) for number in range(9))
    assert choices.drills_left(many, Profile()) == "9 of 9 drills fit."


def test_every_table_has_a_name() -> None:
    """None is left out of the page."""
    assert set(choices.TABLES) == {table.name for table in fields(Settings)}


def test_every_setting_has_a_label() -> None:
    """No two of a table have the same."""
    for table in fields(Settings):
        labels = [label_of(each) for each in fields(getattr(Settings(), table.name))]
        assert len(set(labels)) == len(labels)
        assert all(label[0].isupper() and "_" not in label for label in labels)
