"""The program begins, greets, answers a second start, and ends in good order."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.app.program import SOON, Home
from tests.systems import only_on
from tests.waiting import eventually

only_on("linux")
assert sys.platform == "linux"

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def test_a_reminder_in_a_session_without_a_desktop(home: Home) -> None:
    """It is printed, with how to answer; nothing is on stderr."""
    program = home.start("--every", "1s")
    program.next_reminder(SOON)
    home.say("done")
    home.say("quit")

    assert program.wait() == 0
    assert "movebreak done · movebreak snooze" in program.out
    assert program.err == ""


def test_the_first_start_ever_greets_once(home: Home) -> None:
    """The second start says where things stand, and welcomes nobody."""
    for welcomes in (1, 0):
        program = home.start("--every", "1h")
        assert eventually(lambda: program.out.count("next break") == 1)  # noqa: B023
        assert program.out.count("First break") == welcomes
        assert program.end() == 0


@pytest.mark.parametrize("how", SIGNALS, ids=lambda each: each.name)
def test_a_signal_ends_it_in_good_order(home: Home, how: signal.Signals) -> None:
    """Within three seconds, exit 0, nothing on stderr, nothing left behind."""
    program = home.start("--every", "1h")
    begin = time.monotonic()

    assert program.end(how) == 0
    assert time.monotonic() - begin < 3
    assert program.err == ""
    assert not (home.runtime / "control.sock").exists()
    assert "movebreak ends" in home.log


def test_signals_while_it_is_still_starting(home: Home) -> None:
    """Ended at any moment of the start, it leaves no traceback."""
    for wait in (0.0, 0.05, 0.1, 0.15, 0.2, 0.3):
        program = home.start("--every", "1h", wait=False)
        time.sleep(wait)
        assert program.end() in {0, -signal.SIGTERM}
        assert program.err == ""
    home.start("--every", "1h")


def test_two_signals_in_a_row(home: Home) -> None:
    """An impatient second one changes nothing, however soon it comes."""
    for wait in (0.0, 0.0, 0.0, 0.02, 0.05, 0.1):
        program = home.start("--every", "1h")
        program.process.terminate()
        time.sleep(wait)
        program.process.send_signal(signal.SIGINT)
        assert program.wait() == 0
        assert program.err == ""


def test_nohup_outlives_its_terminal(home: Home) -> None:
    """Who starts it with nohup can close the terminal."""
    argv = ["sh", "-c", 'trap "" HUP; exec "$0" -m movebreak run --no-tray']
    program = home.launch([*argv, sys.executable])
    program.process.send_signal(signal.SIGHUP)

    assert home.is_in("working")
    assert program.end() == 0


def test_quit_returns_when_it_can_be_started_again(home: Home) -> None:
    """`quit` and a new start in one line leave one running."""
    for _ in range(3):
        home.start("--every", "1h", wait=False)
        assert eventually(home.serves)
        home.say("quit")
    program = home.start("--every", "1h")
    time.sleep(0.3)

    assert program.process.poll() is None


def test_a_second_start_says_that_it_runs(home: Home) -> None:
    """It prints, the first one shows it as news, and it exits 0."""
    first = home.start("--every", "1h")
    assert eventually(lambda: first.out.count("First break") == 1)
    second = home.ask("run", "--every", "1s", "--no-tray")

    assert (second.returncode, second.stderr) == (0, "")
    assert second.stdout.startswith("movebreak is running, next break ")
    assert second.stdout in first.out.split("First break")[1]
    assert home.status()["left_seconds"] > 60


def test_two_starts_at_the_same_time(home: Home) -> None:
    """One runs, the other says so: also when the first is not ready to answer."""
    for _ in range(3):
        programs = [home.start("--every", "1h", wait=False) for _ in range(3)]
        over = [each.process.poll for each in programs]
        assert eventually(lambda: sum(one() is not None for one in over) == 2)  # noqa: B023
        assert sorted(str(one()) for one in over) == ["0", "0", "None"]
        assert all(each.err == "" for each in programs)
        home.say("quit")
        assert eventually(lambda: all(one() == 0 for one in over))  # noqa: B023


def test_a_start_while_the_last_one_ends(home: Home) -> None:
    """Whoever starts while another ends is not sent away: one runs in the end."""
    for _ in range(4):
        first = home.start("--every", "1h")
        first.process.terminate()
        second = home.start("--every", "1h", wait=False)
        assert first.wait() == 0
        assert eventually(home.serves)
        assert second.process.poll() is None
        second.end()


def test_commands_while_it_ends(home: Home) -> None:
    """None hangs, and none ends with a traceback."""
    program = home.start("--every", "1h")
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(home.ask, "done") for _ in range(8)]
        program.process.terminate()
        codes = {each.result().returncode for each in asked}

    assert program.wait() == 0
    assert codes <= {0, 1, 3}
    assert all("Traceback" not in each.result().stderr for each in asked)
    assert program.err == ""


def test_nobody_reads_what_it_prints(home: Home) -> None:
    """A closed stdout, a pipe whose reader left: reminders go on, stderr is clean."""
    reader, writer = os.pipe()
    os.close(reader)
    program = home.start("--every", "1s", stdout=writer)
    os.close(writer)
    assert home.becomes("due")
    home.say("done")

    assert program.end() == 0
    assert program.err == ""


def test_no_stdout_at_all(home: Home) -> None:
    """Started by something that closed all three."""
    argv = ["sh", "-c", 'exec "$0" -m movebreak run --no-tray --every 1s <&- >&- 2>&-']
    program = home.launch([*argv, sys.executable])
    assert home.becomes("due")
    home.say("done")

    assert program.end() == 0


def test_a_full_disk_behind_stdout(home: Home) -> None:
    """Nothing can be printed, and everything else works."""
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        program = home.start("--every", "1s", stdout=full)
    assert home.becomes("due")
    home.say("done")
    assert "takes no more text" in home.say("doctor")

    assert program.end() == 0
    assert program.err == ""


def test_a_session_bus_that_is_gone_does_not_stop_the_timer(home: Home) -> None:
    """Reminders come in the terminal instead, and doctor says what failed."""
    env = {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={home.path}/nobody"}
    program = home.start("--every", "2s", env=env)
    assert eventually(lambda: "First break" in program.out)
    assert home.becomes("due")
    assert eventually(program.reminders)
    assert program.out.count("movebreak is running\n") == 1

    assert "notification" in home.say("doctor")
    assert program.end() == 0
    assert program.err == ""


def test_plain_movebreak_starts_too(home: Home) -> None:
    """Without a command it runs; without a screen it needs no --no-tray."""
    program = home.launch([sys.executable, "-m", "movebreak"])
    assert "X11" in home.say("doctor")

    assert program.end() == 0
    assert program.err == ""


def test_garbage_on_the_socket_while_it_runs(home: Home) -> None:
    """A megabyte without an end, a silent client: others are answered meanwhile."""
    program = home.start("--every", "1s")
    talk = (
        "import socket, sys\n"
        "wire = socket.socket(socket.AF_UNIX)\n"
        "wire.connect(sys.argv[1])\n"
        "wire.settimeout(3)\n"
        "try:\n"
        "    wire.sendall(sys.argv[2].encode() * int(sys.argv[3]))\n"
        "    print(wire.recv(4096).decode())\n"
        "except OSError as error:\n"
        "    print(error)\n"
    )
    path = str(home.runtime / "control.sock")
    for text, times in (("x", 1_000_000), ("\n", 1), ("{}\n", 1), ("", 1)):
        with subprocess.Popen(
            [sys.executable, "-c", talk, path, text, str(times)],
            stdout=subprocess.PIPE,
            text=True,
        ) as client:
            assert home.serves()
            assert client.wait(SOON) == 0
    assert home.becomes("due")
    home.say("done")

    assert program.end() == 0
    assert program.err == ""
