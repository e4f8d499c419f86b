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
import json, os, sys
from movebreak.store.folders import folders_asked_apart

with folders_asked_apart() as asked:
    names = [str(path) for path in asked()]
    try:
        os.waitpid(-1, os.WNOHANG)
        ended = False
    except ChildProcessError:
        ended = True
print(json.dumps([names, ended, "platformdirs" in sys.modules]))
"""


def test_both_ways_tell_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also for a home with a name that is no ASCII."""
    monkeypatch.setenv("HOME", "/home/jörg müller")
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)

    with folders_asked_apart() as asked:
        assert asked() == folders()
    assert folders().settings == Path(
        "/home/jörg müller/.config/movebreak/settings.toml"
    )


def test_the_library_does_not_stay() -> None:
    """The process that asked has not loaded it; its child is gone once it has told."""
    said = subprocess.run(  # noqa: S603 our own interpreter and words
        [sys.executable, "-c", ASKED], capture_output=True, text=True, check=True
    )
    names, ended, loaded = json.loads(said.stdout)

    assert names == [str(path) for path in folders()]
    assert ended
    assert not loaded


def test_no_child_and_no_file_is_left() -> None:
    """Asking a hundred times costs nothing that stays, also if nobody wants to know."""
    descriptors = Path("/proc/self/fd")
    before = len(list(descriptors.iterdir()))
    for number in range(100):
        with folders_asked_apart() as asked:
            assert number % 2 or asked()

    assert len(list(descriptors.iterdir())) == before
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
