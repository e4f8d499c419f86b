"""Other programs, run to their end on a system with no other way than `subprocess`."""

import errno
import os
import sys
from collections.abc import Callable

import pytest

from movebreak.native import children, windows_children
from movebreak.native.children import ChildError

PATIENCE = 30.0
RUNS = [windows_children.run]
if not hasattr(os, "posix_spawnp"):
    RUNS.append(children.run)

Run = Callable[[tuple[str, ...], float, "os._Environ[str]"], bytes]


@pytest.fixture(params=RUNS)
def run(request: pytest.FixtureRequest) -> Run:
    """Have it called directly, and, where there is no other way, by its door."""
    found: Run = request.param
    return found


def python(code: str) -> tuple[str, ...]:
    """Return what runs this code."""
    return (sys.executable, "-c", code)


def test_what_it_prints_is_returned(run: Run) -> None:
    """All of it, as bytes; nothing is typed, and complaints are left out."""
    code = (
        "import os, sys; os.write(1, b'one\\0' + sys.stdin.buffer.read());"
        "os.write(2, b'complaint')"
    )

    assert run(python(code), PATIENCE, os.environ) == b"one\0"


def test_words_arrive_as_they_are(run: Run) -> None:
    """No shell reads them."""
    word = 'a "b" & %PATH% \\'
    code = "import sys; print(ascii(sys.argv[1]))"

    said = run((*python(code), word), PATIENCE, os.environ)
    assert said.decode().strip() == ascii(word)


@pytest.mark.parametrize(
    ("words", "patience", "number"),
    [
        (("no-such-program-anywhere",), PATIENCE, errno.ENOENT),
        (python("raise SystemExit(3)"), PATIENCE, errno.EIO),
        (python("import time; time.sleep(60)"), 0.5, errno.ETIMEDOUT),
    ],
)
def test_what_goes_wrong_has_a_number(
    run: Run, words: tuple[str, ...], patience: float, number: int
) -> None:
    """Missing, failed, or too slow; and a slow one is ended."""
    with pytest.raises(OSError, match=r".") as caught:
        run(words, patience, os.environ)
    assert caught.value.errno == number
    if run is children.run:
        assert isinstance(caught.value, ChildError)
