"""The lock and the socket go where commands look for them."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from movebreak.control.client import ask
from movebreak.control.instance import Instance
from movebreak.control.messages import Answer, Request
from movebreak.control.place import Place
from movebreak.control.server import ControlServer
from tests.systems import not_on

not_on("win32", "there a folder stays while something in it is open")

STATUS = Request("status")


@pytest.fixture
def runtime(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which commands look."""
    monkeypatch.setenv("MOVEBREAK_RUNTIME", str(folder))
    return folder


class Program:
    """One that holds the lock and answers; it notes whether it was asked to leave."""

    def __init__(self, folder: Path) -> None:
        self.instance = Instance(folder / "instance.lock")
        self.left = False
        self.place = Place(
            self.instance,
            lambda path: ControlServer(path, lambda _: Answer(0, "here")),
            self.leave,
        )

    def leave(self) -> None:
        """Note it."""
        self.left = True


@pytest.fixture
def program(runtime: Path) -> Iterator[Program]:
    """Give one that runs."""
    made = Program(runtime)
    with made.instance as instance:
        assert instance.acquire()
        with made.place:
            yield made


def answer(folder: Path) -> str:
    """Return what is answered to a command."""
    return ask(folder / "control.sock", STATUS).out


def test_as_long_as_all_is_there_nothing_is_done(
    program: Program, runtime: Path
) -> None:
    """The socket stays the same."""
    before = (runtime / "control.sock").stat().st_ino
    assert program.place.look() is None
    assert (runtime / "control.sock").stat().st_ino == before
    assert answer(runtime) == "here"


def test_what_was_swept_away_is_made_again(program: Program, runtime: Path) -> None:
    """Lock and socket; who starts then finds the lock taken."""
    shutil.rmtree(runtime)
    assert program.place.look() == runtime / "instance.lock"
    assert answer(runtime) == "here"
    assert Instance(runtime / "instance.lock").owner() == os.getpid()
    assert program.place.look() is None


def test_it_follows_to_a_folder_that_came(
    program: Program, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And leaves nothing behind in which it would be looked for in vain."""
    other = runtime.with_name("new")
    monkeypatch.setenv("MOVEBREAK_RUNTIME", str(other))
    assert program.place.look() == other / "instance.lock"
    assert answer(other) == "here"
    assert not (runtime / "control.sock").exists()
    assert Instance(runtime / "instance.lock").owner() is None


def test_it_leaves_when_another_has_its_place(program: Program, runtime: Path) -> None:
    """The other one and its socket are left alone."""
    shutil.rmtree(runtime)
    other = Program(runtime)
    with other.instance as instance:
        assert instance.acquire()
        with other.place:
            assert program.place.look() is None
            assert program.left
            program.place.__exit__(None, None, None)
            assert answer(runtime) == "here"


def test_a_folder_that_cannot_be_made_is_tried_again(
    program: Program, runtime: Path
) -> None:
    """Nothing ends because of it."""
    shutil.rmtree(runtime)
    runtime.write_text("in the way")
    assert program.place.look() is None
    assert not program.left
    runtime.unlink()
    assert program.place.look() is not None
    assert answer(runtime) == "here"
