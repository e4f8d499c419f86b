"""Two forms of the same settings: neither overwrites what the other has saved."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from movebreak.core.settings import Settings
from movebreak.pages import settings_form as form
from movebreak.pages.settings_editing import (
    FINGERPRINT,
    KEEP,
    MINE,
    THEIRS,
    Editing,
    Saved,
    View,
)
from movebreak.store.folders import Folders
from movebreak.store.settings_file import parse_settings
from tests.pages.test_settings_form import SETTINGS
from tests.store import settings_files as made


@contextmanager
def editing(text: str) -> Iterator[Editing]:
    """Have a file with this text, and forms of it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = Folders(*(folder / each for each in Folders._fields))
        files.settings.write_bytes(text.encode())
        yield Editing(files)


def filled(view: View, wanted: Settings) -> dict[str, list[str]]:
    """Return the form of this view, filled in to come to these settings."""
    answers = form.texts(form.answers(wanted))
    return {**view.texts, **answers, FINGERPRINT: [view.fingerprint]}


def parsed(text: str) -> Settings:
    """Return what a text says."""
    return parse_settings(text, Settings())[0]


def answers_in(desk: Editing) -> form.Answers:
    """Return what the file says."""
    return form.answers(parsed(desk.path.read_bytes().decode()))


@given(text=made.files(), one=SETTINGS, other=SETTINGS, mine=st.booleans())
def test_the_later_save_asks(
    text: str, one: Settings, other: Settings, *, mine: bool
) -> None:
    """It names all that differs, and then what was chosen holds, and only that."""
    with editing(text) as desk:
        first, second = desk.view(), desk.view()
        assert isinstance(desk.save(filled(first, one)), Saved)
        theirs, wanted = answers_in(desk), form.answers(other)
        assert theirs == form.answers(one)

        sent = filled(second, other)
        result = desk.save(sent)

        differing = [name for name in form.FIELDS if theirs[name] != wanted[name]]
        if not (isinstance(result, View) and result.clashes):
            # The first changed nothing, or both want the same.
            assert not differing or theirs == form.answers(parsed(text))
            assert answers_in(desk) == wanted
            return
        assert [each.name for each in result.clashes] == differing
        assert answers_in(desk) == theirs
        chosen = {KEEP + name: [MINE if mine else THEIRS] for name in differing}
        again = {**sent, **chosen, FINGERPRINT: [result.fingerprint]}
        assert isinstance(desk.save(again), Saved)
        assert answers_in(desk) == (wanted if mine else theirs)


@given(text=made.files())
def test_a_form_saved_unchanged_leaves_the_file(text: str) -> None:
    """To the letter."""
    with editing(text) as desk:
        view = desk.view()
        sent = {**view.texts, FINGERPRINT: [view.fingerprint]}
        assert desk.save(sent) == Saved("Nothing was changed.")
        assert desk.path.read_bytes() == text.encode()
