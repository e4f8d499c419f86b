"""The control pipe of Windows: answers who knows the key, and outlives all others."""

import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Listener
from pathlib import Path

import pytest

from movebreak.control import pipes
from movebreak.control.answering import MOST_CLIENTS
from movebreak.control.client import ask
from movebreak.control.messages import Answer, Request
from movebreak.control.pipe_server import PipeServer
from movebreak.errors import Exit, MovebreakError, NotRunningError
from tests.systems import only_on

only_on("win32")
assert sys.platform == "win32"

SOON = 5.0


def echo(request: Request) -> Answer:
    """Answer with the words of the request; "boom" breaks."""
    if request.command == "boom":
        raise RuntimeError("the handler broke")
    return Answer(Exit.OK, out=" ".join((request.command, *request.args)))


@contextmanager
def running(folder: Path, patience: float = SOON) -> Iterator[Path]:
    """A server that echoes, and where its key is."""
    path = folder / "control.sock"
    with PipeServer(path, echo, patience=patience):
        yield path


def control_threads() -> list[str]:
    """The names of the threads that a server may have left behind."""
    names = (each.name for each in threading.enumerate())
    return [name for name in names if name.startswith("control")]


def test_a_command_is_answered(folder: Path) -> None:
    """The words go in, and what is to be printed comes back."""
    with running(folder) as path:
        assert ask(path, Request("snooze", ("5m",))) == Answer(0, "snooze 5m")


@pytest.mark.parametrize("size", [8_000, 8_192, 70_000, 4_000_000])
def test_a_long_answer_arrives_whole(folder: Path, size: int) -> None:
    """Also one that no buffer of the system's holds."""
    path = folder / "control.sock"
    with PipeServer(path, lambda _: Answer(0, "x" * size)):
        assert ask(path, Request("history")) == Answer(0, "x" * size)


def test_the_key_is_another_each_time_and_gone_in_the_end(folder: Path) -> None:
    """Then commands say that nobody runs, and no thread is left."""
    keys = []
    for _ in range(2):
        with running(folder) as path:
            keys.append(path.read_bytes())
            ask(path, Request("status"))

        assert not path.exists()
        assert control_threads() == []
        with pytest.raises(NotRunningError, match="movebreak run"):
            ask(path, Request("status"))

    assert keys[0] != keys[1]
    assert {len(key) for key in keys} == {pipes.KEY_SIZE}


def test_a_key_that_a_kill_left_behind_is_nobody(folder: Path) -> None:
    """The next movebreak replaces it."""
    folder.mkdir()
    path = folder / "control.sock"
    path.write_bytes(b"k" * pipes.KEY_SIZE)

    with pytest.raises(NotRunningError):
        ask(path, Request("status"))
    with running(folder):
        assert ask(path, Request("done")) == Answer(0, "done")


def test_without_the_key_nobody_is_heard(folder: Path) -> None:
    """A stranger who finds the pipe gets no answer; the next one of ours does."""
    heard: list[Request] = []

    def listen(request: Request) -> Answer:
        heard.append(request)
        return Answer(0)

    path = folder / "control.sock"
    with PipeServer(path, listen):
        with pytest.raises(AuthenticationError):
            Client(pipes.address(path), pipes.FAMILY, authkey=b"wrong" * 6)
        with Client(pipes.address(path), pipes.FAMILY) as blunt, suppress(OSError):
            blunt.send_bytes(b'{"movebreak": 1, "command": "quit"}\n')
            blunt.send_bytes(b'{"movebreak": 1, "command": "quit"}\n')
        assert ask(path, Request("done")) == Answer(0)

    assert heard == [Request("done")]


def test_an_impostor_learns_nothing(folder: Path) -> None:
    """Whoever opened the pipe first but has not the key hears no command."""
    folder.mkdir()
    path = folder / "control.sock"
    path.write_bytes(b"k" * pipes.KEY_SIZE)
    with (
        Listener(pipes.address(path), pipes.FAMILY, authkey=b"w" * 32) as impostor,
        ThreadPoolExecutor(1) as pool,
    ):
        asked = pool.submit(ask, path, Request("forget", ("all",)), SOON)
        with pytest.raises((AuthenticationError, EOFError, OSError)):
            impostor.accept()
        with pytest.raises(MovebreakError, match="cannot be reached"):
            asked.result(SOON)


def test_silent_clients_give_way(folder: Path) -> None:
    """When they hold every place, the next command waits until they are sent away."""
    with running(folder, patience=0.3) as path, ExitStack() as crowd:
        for _ in range(MOST_CLIENTS):
            crowd.enter_context(Client(pipes.address(path), pipes.FAMILY))

        assert ask(path, Request("done")) == Answer(0, "done")


def test_it_ends_with_a_client_connected(folder: Path) -> None:
    """One that says nothing does not keep movebreak from ending."""
    with ExitStack() as stack:
        with running(folder, patience=0.3) as path:
            wire = stack.enter_context(Client(pipes.address(path), pipes.FAMILY))
            ask(path, Request("status"))

        assert control_threads() == []
        wire.recv_bytes()  # what it should have answered
        with pytest.raises(EOFError):
            wire.recv_bytes()


def test_commands_that_hang_do_not_keep_movebreak(folder: Path) -> None:
    """Though they hold every place, it ends."""
    path = folder / "control.sock"
    begun, release = threading.Semaphore(0), threading.Event()

    def hang(_: Request) -> Answer:
        begun.release()
        release.wait(60)
        return Answer(0)

    with ThreadPoolExecutor(MOST_CLIENTS) as pool, ExitStack() as stack:
        stack.callback(release.set)
        server = PipeServer(path, hang, patience=0.3)
        with ThreadPoolExecutor(1) as ender:
            server.__enter__()
            for _ in range(MOST_CLIENTS):
                pool.submit(ask, path, Request("done"), SOON)
            assert all(begun.acquire(timeout=SOON) for _ in range(MOST_CLIENTS))
            ender.submit(server.__exit__, None, None, None).result(SOON)


def test_a_client_that_takes_no_answer_is_dropped(folder: Path) -> None:
    """An answer that nobody reads does not hold its thread for ever."""
    path = folder / "control.sock"
    serving: list[threading.Thread] = []
    begun = threading.Event()

    def tell(_: Request) -> Answer:
        serving.append(threading.current_thread())
        begun.set()
        return Answer(0, "x" * 4_000_000)

    with (
        PipeServer(path, tell, patience=0.3),
        Client(pipes.address(path), pipes.FAMILY) as wire,
    ):
        pipes.Talk(wire, SOON).knock(path.read_bytes())
        wire.send_bytes(b'{"movebreak": 1, "command": "history"}\n')
        assert begun.wait(SOON)
        serving[0].join(SOON)

        assert not serving[0].is_alive()


def test_the_command_that_ends_movebreak_is_answered(folder: Path) -> None:
    """What is under way when movebreak ends is finished first."""
    begun, ending = threading.Event(), threading.Event()

    def slow(_: Request) -> Answer:
        begun.set()
        ending.wait(SOON)
        return Answer(0, "bye")

    path = folder / "control.sock"
    with ThreadPoolExecutor(1) as pool:
        with PipeServer(path, slow):
            asked = pool.submit(ask, path, Request("quit"))
            assert begun.wait(SOON)
            threading.Timer(0.1, ending.set).start()

        assert asked.result(SOON) == Answer(0, "bye")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"\x00\xff\x13garbage\n", "not JSON"),
        (b'{"command": "done"}\n', "different versions"),
        (b'{"movebreak": 1}\n', "no command"),
        (b"x" * 65_537, "longer than 64 KB"),
    ],
)
def test_nonsense_is_refused_in_words(folder: Path, line: bytes, says: str) -> None:
    """Whatever comes in, a proper answer with code 2 goes out."""
    with running(folder) as path:
        answered = pipes.exchange(str(path), line, SOON)

    assert b'"code":2' in answered
    assert says.encode() in answered


def test_a_handler_that_breaks_is_logged(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The client is pointed to the log, and the next one is served."""
    with running(folder) as path:
        broken = ask(path, Request("boom"))
        after = ask(path, Request("done"))

    assert broken == Answer(1, err="movebreak could not do that; see the log")
    assert "the handler broke" in caplog.text
    assert after == Answer(0, "done")
