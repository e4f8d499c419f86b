"""The control socket: answers every command, and outlives every broken client."""

import json
import logging
import os
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from movebreak.control.answering import MOST_CLIENTS
from movebreak.control.client import ask
from movebreak.control.messages import (
    MAX_LINE,
    Answer,
    Request,
    encode_request,
)
from movebreak.control.server import ControlServer
from movebreak.errors import (
    Exit,
    MovebreakError,
    NotRunningError,
    UnavailableError,
)
from movebreak.native import channel
from movebreak.native.paths import own_uid
from tests.systems import not_on

not_on("win32", "commands come by a pipe there")

# Seconds within which anything here must have happened.
SOON = 5.0


def echo(request: Request) -> Answer:
    """Answer with the words of the request; "boom" breaks."""
    if request.command == "boom":
        raise RuntimeError("the handler broke")
    return Answer(Exit.OK, out=" ".join((request.command, *request.args)))


@contextmanager
def running(folder: Path, patience: float = SOON) -> Iterator[Path]:
    """A server that echoes, and its path."""
    path = folder / "control.sock"
    with ControlServer(path, echo, patience=patience):
        yield path


def reply(wire: socket.socket) -> Answer:
    """All that comes until the other end closes, which must be one answer."""
    with wire.makefile("rb") as lines:
        fields = json.loads(lines.readline())
        assert lines.readline() == b""
    return Answer(fields["code"], fields["out"], fields["err"])


# Those of the test runner, which are none of ours.
OTHERS = frozenset(threading.enumerate())


def control_threads() -> list[str]:
    """The names of the threads a server may have left behind."""
    names = (each.name for each in threading.enumerate() if each not in OTHERS)
    return [name for name in names if name.startswith(("control", "Thread-"))]


def test_a_command_is_answered(folder: Path) -> None:
    """The words go in, and what is to be printed comes back."""
    with running(folder) as path:
        answer = ask(path, Request("snooze", ("5m",)))

    assert answer == Answer(0, "snooze 5m")


def test_a_long_answer_arrives_whole(folder: Path) -> None:
    """A history of a megabyte is no trouble."""
    text = "done\n" * 200_000
    path = folder / "control.sock"
    with ControlServer(path, lambda _: Answer(0, text)):
        assert ask(path, Request("history")) == Answer(0, text)


def test_an_endless_answer_is_a_failure_in_words(folder: Path) -> None:
    """What does not fit into an answer is not sent."""
    path = folder / "control.sock"
    with ControlServer(path, lambda _: Answer(0, "x" * 9_000_000)):
        answer = ask(path, Request("history"))

    assert answer.code == Exit.FAILED
    assert "longer than" in answer.err


def test_only_the_owner_can_reach_the_socket(folder: Path) -> None:
    """The folder is 0700, the socket 0600."""
    with running(folder) as path:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_nothing_is_left_after_the_end(folder: Path) -> None:
    """Socket file and threads are gone, and commands say that nobody runs."""
    with running(folder) as path:
        ask(path, Request("status"))

    assert not path.exists()
    assert control_threads() == []
    with pytest.raises(NotRunningError, match="movebreak run"):
        ask(path, Request("status"))


def test_a_server_can_begin_again(folder: Path) -> None:
    """Stopping and starting the same one leaves no trace."""
    path = folder / "control.sock"
    server = ControlServer(path, echo)
    for _ in range(2):
        with server:
            assert ask(path, Request("done")) == Answer(0, "done")


def test_it_ends_with_a_client_connected(folder: Path) -> None:
    """A client that says nothing does not keep movebreak from ending."""
    with ExitStack() as stack:
        with running(folder, patience=60) as path:
            wire = stack.enter_context(channel.connect(str(path), SOON))
            ask(path, Request("status"))

        assert control_threads() == []
        assert wire.recv(1) == b""


def test_the_command_that_ends_movebreak_is_answered(folder: Path) -> None:
    """What is under way when movebreak ends is finished first."""
    path = folder / "control.sock"
    begun, ending = threading.Event(), threading.Event()

    def slow(_: Request) -> Answer:
        begun.set()
        ending.wait(SOON)
        return Answer(0, "bye")

    with ThreadPoolExecutor(1) as pool:
        with ControlServer(path, slow):
            asked = pool.submit(ask, path, Request("quit"))
            assert begun.wait(SOON)
            threading.Timer(0.1, ending.set).start()

        assert asked.result(SOON) == Answer(0, "bye")


def test_a_command_that_hangs_does_not_keep_movebreak(folder: Path) -> None:
    """What does not finish in time is cut off; its client learns that."""
    path = folder / "control.sock"
    begun, release = threading.Event(), threading.Event()

    def hang(_: Request) -> Answer:
        begun.set()
        release.wait(60)
        return Answer(0)

    with ThreadPoolExecutor(1) as pool:
        with ControlServer(path, hang, patience=0.2):
            asked = pool.submit(ask, path, Request("done"))
            assert begun.wait(SOON)

        with pytest.raises(MovebreakError, match="no whole answer"):
            asked.result(SOON)
        assert "control client" in control_threads()
        release.set()


def test_a_stale_socket_is_taken_over(folder: Path) -> None:
    """A socket left by a killed movebreak is nobody; the next one replaces it."""
    folder.mkdir(mode=0o700)
    path = folder / "control.sock"
    channel.listen(str(path)).close()

    with pytest.raises(NotRunningError):
        ask(path, Request("status"))
    with running(folder):
        assert ask(path, Request("done")) == Answer(0, "done")


def test_a_path_too_long_for_a_socket_is_said_in_words(folder: Path) -> None:
    """The person learns which setting helps."""
    path = folder / ("x" * 120)
    with (
        pytest.raises(UnavailableError, match="MOVEBREAK_RUNTIME"),
        ControlServer(path, echo),
    ):
        pass
    with pytest.raises(MovebreakError, match="cannot be reached"):
        ask(path, Request("status"))


def test_a_handler_that_breaks_is_logged(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The client is pointed to the log, and the next one is served."""
    with running(folder) as path, caplog.at_level(logging.ERROR):
        broken = ask(path, Request("boom"))
        after = ask(path, Request("done"))

    assert broken == Answer(1, err="movebreak could not do that; see the log")
    assert "the handler broke" in caplog.text
    assert after == Answer(0, "done")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"\x00\xff\x13garbage\n", "not JSON"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "not JSON"),
        (b'{"command": "done"}\n', "different versions"),
        (b'{"movebreak": 1}\n', "no command"),
    ],
)
def test_nonsense_is_refused_in_words(folder: Path, line: bytes, says: str) -> None:
    """Whatever comes in, a proper answer with code 2 goes out."""
    with running(folder) as path, channel.connect(str(path), SOON) as wire:
        wire.sendall(line)
        answer = reply(wire)

    assert answer.code == Exit.USAGE
    assert says in answer.err


def test_a_megabyte_without_end_is_refused_at_once(folder: Path) -> None:
    """Reading stops at the limit, long before the client's time is over."""
    with (
        running(folder, patience=60) as path,
        channel.connect(str(path), SOON) as wire,
    ):
        with suppress(BrokenPipeError, ConnectionResetError):
            wire.sendall(b"x" * 1_000_000)
        line = wire.recv(MAX_LINE)

    assert json.loads(line)["code"] == Exit.USAGE
    assert "longer than 64 KB" in json.loads(line)["err"]


def test_half_a_line_and_good_bye_is_refused(folder: Path) -> None:
    """A line counts only with its end."""
    with running(folder) as path, channel.connect(str(path), SOON) as wire:
        wire.sendall(b'{"movebreak": 1')
        wire.shutdown(socket.SHUT_WR)

        assert "has no end" in reply(wire).err


@pytest.mark.parametrize("beginning", [b"", b'{"movebreak": 1'])
def test_a_silent_client_is_sent_away(folder: Path, beginning: bytes) -> None:
    """Its time over, it hears why, and is closed."""
    with (
        running(folder, patience=0.2) as path,
        channel.connect(str(path), SOON) as wire,
    ):
        wire.sendall(beginning)
        answer = reply(wire)

    assert answer.code == Exit.USAGE
    assert "too long to arrive" in answer.err


def test_a_trickling_client_gains_no_time(folder: Path) -> None:
    """A byte now and then does not extend what a client is given."""
    with (
        running(folder, patience=0.5) as path,
        channel.connect(str(path), 0.1) as wire,
    ):
        line = b""
        for _ in range(50):
            try:
                line = wire.recv(MAX_LINE)
                break
            except TimeoutError:
                # It may have said so and left meanwhile.
                with suppress(BrokenPipeError):
                    wire.send(b" ")

    assert "too long to arrive" in json.loads(line)["err"]


def test_a_client_that_takes_no_answer_is_dropped(folder: Path) -> None:
    """An answer nobody reads does not hold its thread for ever."""
    path = folder / "control.sock"
    begun = threading.Event()
    serving: list[threading.Thread] = []

    def tell(_: Request) -> Answer:
        serving.append(threading.current_thread())
        begun.set()
        return Answer(0, "x" * 4_000_000)

    with (
        ControlServer(path, tell, patience=0.2),
        channel.connect(str(path), SOON) as wire,
    ):
        wire.sendall(encode_request(Request("history")))
        assert begun.wait(SOON)
        serving[0].join(SOON)

        assert not serving[0].is_alive()


def test_one_silent_client_holds_nobody_up(folder: Path) -> None:
    """Of twenty clients at once, one silent, the others are answered in a second."""
    with (
        running(folder, patience=60) as path,
        ThreadPoolExecutor(19) as pool,
        channel.connect(str(path), SOON),
    ):
        asked = [
            pool.submit(ask, path, Request("done", (str(n),)), 1.0) for n in range(19)
        ]
        _, late = wait(asked, timeout=1.0)
        answers = [future.result(SOON) for future in asked]

    assert not late
    assert answers == [Answer(0, f"done {n}") for n in range(19)]


def test_a_crowd_of_silent_clients_means_busy(folder: Path) -> None:
    """When every place is taken, the next is told so, and served once one is free."""
    with running(folder, patience=60) as path:
        with ExitStack() as crowd:
            for _ in range(MOST_CLIENTS):
                crowd.enter_context(channel.connect(str(path), SOON))
            busy = ask(path, Request("done"))
        after = ask(path, Request("done"))

    assert busy.code == Exit.FAILED
    assert "busy" in busy.err
    assert after == Answer(0, "done")


@pytest.mark.skipif(own_uid() != 0, reason="only root can become somebody else")
def test_another_user_is_not_heard(folder: Path) -> None:
    """Even with folder and socket wide open, a stranger's command is not taken."""
    heard: list[Request] = []
    path = folder / "control.sock"

    def listen(request: Request) -> Answer:
        heard.append(request)
        return Answer(0)

    code = (
        "import os, socket, sys; os.setuid(65534);"
        "wire = socket.socket(socket.AF_UNIX); wire.settimeout(5);"
        "wire.connect(sys.argv[1]); print(wire.recv(100))"
    )
    with ControlServer(path, listen):
        folder.parent.chmod(0o755)
        folder.chmod(0o755)
        path.chmod(0o666)
        stranger = subprocess.run(  # noqa: S603 - this very Python
            [sys.executable, "-I", "-c", code, str(path)],
            capture_output=True,
            check=True,
            timeout=30,
        )

    assert stranger.stdout.strip() == b"b''"
    assert heard == []


def test_silence_from_movebreak_is_said_in_words(folder: Path) -> None:
    """A movebreak that hangs does not hang its commands."""
    folder.mkdir(mode=0o700)
    path = folder / "control.sock"
    with channel.listen(str(path)), pytest.raises(MovebreakError, match="in time"):
        ask(path, Request("status"), 0.1)


@pytest.mark.parametrize(
    ("said", "says"),
    [
        (b"", "no whole answer"),
        (b'{"code": 0', "no whole answer"),
        (b"hello\n", "cannot read"),
        (b'{"code": "0"}\n', "cannot read"),
    ],
)
def test_a_broken_answer_is_said_in_words(folder: Path, said: bytes, says: str) -> None:
    """Whatever comes back, a command ends with a sentence."""
    folder.mkdir(mode=0o700)
    path = folder / "control.sock"
    with ThreadPoolExecutor(1) as pool, channel.listen(str(path)) as listener:
        asked = pool.submit(ask, path, Request("status"))
        wire, _ = listener.accept()
        with wire:
            wire.sendall(said)
        with pytest.raises(MovebreakError, match=says):
            asked.result(SOON)


def test_a_command_starts_light() -> None:
    """The way to ask imports nothing that would make a command slow."""
    code = (
        "import sys; import movebreak.control.client, movebreak.native.paths;"
        "heavy = {'pathlib', 'dataclasses', 'inspect', 'logging', 'threading',"
        "'msgspec', 'platformdirs', 'subprocess', 'asyncio'} & set(sys.modules);"
        "print(sorted(heavy))"
    )
    found = subprocess.run(  # noqa: S603 - this very Python
        [sys.executable, "-S", "-c", code],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        check=True,
        timeout=30,
    )

    assert found.stdout.strip() == b"[]"
