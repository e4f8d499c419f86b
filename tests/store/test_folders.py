"""Where things are kept is asked of platformdirs, and leaves nothing behind."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from movebreak.store.folders import folders, folders_asked_apart
from tests.systems import only_on

only_on("linux")
assert sys.platform == "linux"

ASKED = """
import json, sys
from movebreak.store.folders import folders_asked_apart

names = [str(path) for path in folders_asked_apart()]
print(json.dumps([names, "platformdirs" in sys.modules]))
"""


def test_both_ways_tell_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also for a home with a name that is no ASCII."""
    monkeypatch.setenv("HOME", "/home/jörg müller")
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)

    assert folders_asked_apart() == folders()
    assert folders().settings == Path(
        "/home/jörg müller/.config/movebreak/settings.toml"
    )


def test_the_library_does_not_stay() -> None:
    """The process that asked has not loaded it, and has no child left."""
    said = subprocess.run(  # noqa: S603 our own interpreter and words
        [sys.executable, "-c", ASKED], capture_output=True, text=True, check=True
    )
    names, loaded = json.loads(said.stdout)

    assert names == [str(path) for path in folders()]
    assert not loaded


def test_no_child_and_no_file_is_left() -> None:
    """Asking a hundred times costs nothing that stays."""
    descriptors = Path("/proc/self/fd")
    before = len(list(descriptors.iterdir()))
    for _ in range(100):
        folders_asked_apart()

    assert len(list(descriptors.iterdir())) == before
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
