"""The settings file is written as a whole, or not at all, and never over another's."""

import os
import stat
import sys
from datetime import timedelta
from pathlib import Path
from threading import Timer

import pytest

from movebreak.core.settings import Settings
from movebreak.errors import MovebreakError
from movebreak.store.settings_edit import Name
from movebreak.store.settings_file import parse_settings, template
from movebreak.store.settings_writer import ChangedError, SettingsWriter

CHANGE: dict[Name, object] = {("breaks", "interval"): timedelta(minutes=25)}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the settings are, in a folder that is not there yet."""
    return tmp_path / "config" / "settings.toml"


def written(path: Path, text: str) -> SettingsWriter:
    """Have a file with this text."""
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode())
    return SettingsWriter(path)


def test_without_a_file_the_template_is_written(path: Path) -> None:
    """With the change in it, for nobody else to read."""
    writer = SettingsWriter(path)
    draft = writer.read()
    assert (draft.settings, draft.problems, draft.trouble) == (Settings(), (), "")

    writer.write(CHANGE, draft.fingerprint)

    assert path.read_text() == template().replace(
        '#interval = "20m"\n', '#interval = "20m"\ninterval = "25m"\n'
    )
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX permissions")
def test_the_mode_of_the_file_stays(path: Path) -> None:
    """Whoever could read it still can."""
    writer = written(path, "")
    path.chmod(0o644)
    writer.write(CHANGE, writer.read().fingerprint)
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_is_followed(path: Path, tmp_path: Path) -> None:
    """The file is kept where the person keeps it, and the link stays one."""
    real = tmp_path / "dotfiles" / "movebreak.toml"
    real.parent.mkdir()
    real.write_text("# mine\n")
    path.parent.mkdir()
    path.symlink_to(real)
    writer = SettingsWriter(path)
    writer.write(CHANGE, writer.read().fingerprint)

    assert path.is_symlink()
    assert real.read_text() == '# mine\n\n[breaks]\ninterval = "25m"\n'


def test_a_reader_holds_nobody_up(path: Path) -> None:
    """Windows replaces no file that somebody reads; a moment later it does."""
    writer = written(path, "# mine\n")
    reader = path.open("rb")
    Timer(0.12, reader.close).start()
    writer.write(CHANGE, writer.read().fingerprint)

    assert 'interval = "25m"' in path.read_text()
    assert list(path.parent.iterdir()) == [path]


def test_the_first_mark_of_some_editors_stays(path: Path) -> None:
    """Windows' own editor begins its files with one."""
    writer = written(path, "\ufeff# mine\r\n")
    writer.write(CHANGE, writer.read().fingerprint)
    text = '\ufeff# mine\r\n\r\n[breaks]\r\ninterval = "25m"\r\n'
    assert path.read_bytes() == text.encode()


def test_what_was_saved_meanwhile_is_not_overwritten(path: Path) -> None:
    """By another page, or by hand; not even when only a remark was added."""
    writer = written(path, "")
    before = writer.read().fingerprint
    path.write_text("# mine\n")

    with pytest.raises(ChangedError):
        writer.write(CHANGE, before)
    assert path.read_text() == "# mine\n"


def test_a_file_that_came_or_went_was_changed_too(path: Path) -> None:
    """Whoever removed it meant that."""
    writer = SettingsWriter(path)
    none = writer.read().fingerprint
    written(path, "")
    with pytest.raises(ChangedError):
        writer.write(CHANGE, none)
    some = writer.read().fingerprint
    path.unlink()
    with pytest.raises(ChangedError):
        writer.write(CHANGE, some)
    assert not path.exists()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"[breaks]\ngoal = = 3\n", "line 2"),
        (b"goal = '\xff'", "UTF-8"),
        (b"#" * 300_000, "KB"),
    ],
)
def test_what_cannot_be_read_is_never_written(
    path: Path, data: bytes, says: str
) -> None:
    """The person is told what is wrong, and where."""
    writer = written(path, "")
    path.write_bytes(data)
    draft = writer.read()
    assert says in draft.trouble

    with pytest.raises(MovebreakError, match=says):
        writer.write(CHANGE, draft.fingerprint)
    assert path.read_bytes() == data


def test_a_folder_in_its_place_is_left_alone(path: Path) -> None:
    """It is told, and nothing is thrown away."""
    path.mkdir(parents=True)
    writer = SettingsWriter(path)
    assert writer.read().trouble
    with pytest.raises(MovebreakError):
        writer.write(CHANGE, "")
    assert path.is_dir()


def test_what_cannot_be_changed_names_the_lines_to_write(path: Path) -> None:
    """And the file stays as it is."""
    writer = written(path, "[[breaks]]\n")
    with pytest.raises(MovebreakError, match=r'breaks\.interval = "25m"'):
        writer.write(CHANGE, writer.read().fingerprint)
    assert path.read_text() == "[[breaks]]\n"


def test_a_place_that_cannot_be_written_is_told(path: Path) -> None:
    """With the reason; what stands there stays."""
    path.parent.write_text("no folder")
    writer = SettingsWriter(path)
    with pytest.raises(MovebreakError, match="settings"):
        writer.write(CHANGE, "none")
    assert path.parent.read_text() == "no folder"


def test_the_bad_values_of_a_file_are_told(path: Path) -> None:
    """As the running program tells them."""
    text = "[breaks]\ngoal = 900\n"
    writer = written(path, text)
    draft = writer.read()
    assert (draft.settings, draft.problems) == parse_settings(text, Settings())
