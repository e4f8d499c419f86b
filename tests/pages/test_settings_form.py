"""The settings as a form: what a browser sends is what the file would hold."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from movebreak.core.choices import TABLES
from movebreak.core.settings import Settings
from movebreak.pages import settings_form as form
from movebreak.store.settings_edit import Name, edited
from movebreak.store.settings_file import parse_settings, template
from tests.store import settings_files as made

ANYTHING = st.lists(st.text(max_size=8) | st.sampled_from(["45", "24:00", "*"]))


def settings_of(values: dict[Name, object]) -> Settings:
    """Return settings with these values; None is the usual one."""
    found = Settings()
    for (table, key), value in values.items():
        if value is not None:
            new = replace(getattr(found, table), **{key: value})
            found = replace(found, **{table: new})
    return found


SETTINGS = made.changes().map(settings_of)


@given(SETTINGS)
def test_a_form_sent_back_unchanged_changes_nothing(settings: Settings) -> None:
    """What is shown is what is read, setting by setting."""
    found, wrong = form.read(form.texts(form.answers(settings)))
    assert wrong == {}
    assert found == form.answers(settings)
    assert form.with_answers(settings, found) == settings


@given(old=SETTINGS, new=SETTINGS)
def test_what_is_saved_is_what_was_answered(old: Settings, new: Settings) -> None:
    """By way of the file."""
    text = edited(template(), form.changes(Settings(), old))
    found, _ = form.read(form.texts(form.answers(new)))
    wanted = form.with_answers(old, found)

    saved, problems = parse_settings(edited(text, form.changes(old, wanted)), old)

    assert (saved, problems) == (wanted, ())
    assert form.answers(saved) == form.answers(new)


@given(st.dictionaries(st.sampled_from(sorted(form.FIELDS)) | st.text(), ANYTHING))
def test_anything_may_be_sent(sent: dict[str, list[str]]) -> None:
    """Each known name is answered or wrong, and nothing else is."""
    found, wrong = form.read(sent)
    assert set(found) | set(wrong) == set(sent) & set(form.FIELDS)
    assert not set(found) & set(wrong)
    assert form.answers(form.with_answers(Settings(), found))


def test_every_mistake_is_told_beside_its_setting() -> None:
    """In the words of the file."""
    sent = {
        "breaks.interval": ["45"],
        "breaks.goal": ["lots"],
        "breaks.repeats": ["9"],
        "summary.at": ["half past five"],
        "hours.monday": ["09:00-12:00, 11:00-13:00, later"],
    }
    _, wrong = form.read(sent)
    assert wrong["breaks.interval"] == ['"45" has no unit; write "45m"']
    assert wrong["breaks.goal"] == ['"lots" is not a whole number (allowed: 1 to 60)']
    assert wrong["breaks.repeats"] == ["9 is above 5 (allowed: 0 to 5)"]
    assert len(wrong["summary.at"]) == 1
    assert len(wrong["hours.monday"]) == 2


def test_days_are_written_as_people_say_them() -> None:
    """Always, off, or hours; a list may end in a comma."""
    sent = {"hours.monday": ["Always"], "hours.friday": ["9:00-17:00,"]}
    found, wrong = form.read(sent | {"hours.sunday": [""]})
    shown = form.texts(found)
    assert wrong == {}
    assert shown["hours.monday"] == ["always"]
    assert shown["hours.friday"] == ["09:00-17:00"]
    assert shown["hours.sunday"] == ["off"]


def test_every_setting_has_its_row() -> None:
    """With a label, its help without the quotes of the file, and its usual value."""
    shown = form.texts(form.USUAL)
    found = [row for table in TABLES for row in form.rows(table, shown, {})]
    assert [row.name for row in found] == list(form.FIELDS)
    for row in found:
        assert row.is_usual
        assert row.usual
        assert '"' not in row.says
        assert "[" not in row.says
        assert row.says or row.kind == "day"
