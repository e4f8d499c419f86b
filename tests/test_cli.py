"""The command line: what is allowed, what it says, and how little it imports."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from movebreak import __version__, cli
from movebreak.control.messages import Answer, Request
from movebreak.control.serving import listening
from movebreak.errors import Exit
from movebreak.native.paths import HAS_USERS
from tests.systems import SHORT

COMMANDS = (
    "run",
    "done",
    "snooze",
    "skip",
    "another",
    "move",
    "undo",
    "pause",
    "resume",
    "meeting",
    "guide",
    "test",
    "quit",
    "status",
    "drills",
    "session",
    "focus",
    "check",
    "programme",
    "review",
    "today",
    "history",
    "summary",
    "export",
    "forget",
    "settings",
    "welcome",
    "autostart",
    "entry",
    "doctor",
)
# Each of these would make a command slower, and none is needed to pass on a line.
HEAVY = {
    "PIL",
    "asyncio",
    "msgspec",
    "platformdirs",
    "plyer",
    "pystray",
    "schedule",
    "sqlite3",
    "tomllib",
    "pathlib",
    "threading",
    "logging",
    "movebreak.app",
    "movebreak.engine",
    "movebreak.platforms",
}
TELL_MODULES = (
    "import sys\n"
    "from movebreak.cli import main\n"
    "code = main(sys.argv[1:])\n"
    "print(*sys.modules, sep='\\n', file=sys.stderr)\n"
    "sys.exit(code)\n"
)


@pytest.fixture
def runtime() -> Iterator[Path]:
    """A runtime folder of our own, with a name short enough for a socket."""
    parent = Path(tempfile.mkdtemp(prefix="mb-", dir=SHORT))
    yield parent / "run"
    shutil.rmtree(parent)


def run(runtime: Path, *argv: str) -> "subprocess.CompletedProcess[str]":
    """Run Python in an environment in which that folder is the runtime folder."""
    return subprocess.run(  # noqa: S603 - our own Python
        [sys.executable, *argv],
        env=os.environ | {"MOVEBREAK_RUNTIME": str(runtime)},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """`movebreak COMMAND --help` exits 0 and says what it does, as the list does."""
    with pytest.raises(SystemExit) as ended:
        cli.main([command, "--help"])
    told = capsys.readouterr().out
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    listed = re.search(rf"\n    {command}\s+(.+)", capsys.readouterr().out)

    assert ended.value.code == 0
    assert f"movebreak {command}" in told
    assert listed is not None
    assert listed[1] in told


@pytest.mark.parametrize(
    "command", ["list", "show", "like", "never", "reset", "add", "check"]
)
def test_every_command_about_drills_has_help(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """`movebreak drills COMMAND --help`, and `movebreak drills --help` names it."""
    told = []
    for words in (["drills", command], ["drills"]):
        with pytest.raises(SystemExit) as ended:
            cli.main([*words, "--help"])
        told.append(capsys.readouterr().out)
        assert ended.value.code == 0
        assert f"movebreak {' '.join(words)}" in told[-1]
    assert f"\n    {command} " in told[-1]


def test_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """And the exit codes."""
    with pytest.raises(SystemExit) as ended:
        cli.main(["--help"])
    told = capsys.readouterr().out

    assert ended.value.code == 0
    assert all(f"\n    {command}" in told for command in COMMANDS)
    assert "Exit codes: 0 done; 1 it failed; 2 wrong words; 3" in told.replace(
        "\n", " "
    )


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    """The number alone, for scripts."""
    with pytest.raises(SystemExit) as ended:
        cli.main(["--version"])

    assert ended.value.code == 0
    assert capsys.readouterr().out == f"{__version__}\n"


@pytest.mark.parametrize("words", [["dance"], ["statsu"], ["--dance"], ["export"]])
def test_wrong_words_exit_2(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing on stdout; an unknown command is answered with all known ones."""
    with pytest.raises(SystemExit) as ended:
        cli.main(words)
    told = capsys.readouterr()

    assert ended.value.code == Exit.USAGE
    assert told.out == ""
    if not words[0].startswith("-") and words != ["export"]:
        assert all(command in told.err for command in COMMANDS)


@pytest.mark.parametrize(
    ("words", "usage"),
    [
        (["done", "now"], "usage: movebreak done [-h]"),
        (["status", "--xml"], "usage: movebreak status [-h] [--json]"),
        (["drills", "show", "burpees", "too"], "usage: movebreak drills show [-h] ID"),
        (["--dance"], "usage: movebreak [-h] [--version] COMMAND"),
    ],
    ids=lambda it: " ".join(it) if isinstance(it, list) else "",
)
def test_one_word_too_many_is_told_what_may_stand_there(
    words: list[str], usage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The usage is that of the command that was meant."""
    with pytest.raises(SystemExit) as ended:
        cli.main(words)
    told = capsys.readouterr()

    assert (ended.value.code, told.out) == (Exit.USAGE, "")
    assert told.err.startswith(usage)
    assert words[-1] in told.err


@pytest.mark.skipif(os.name != "posix", reason="needs a shell that closes stderr")
@pytest.mark.parametrize("stderr", ["2>&-", "2>&- <&-", "2>/dev/full"])
def test_nobody_hears_what_is_wrong(runtime: Path, stderr: str) -> None:
    """The exit code stays, and stdout has nothing but what was asked for."""
    for words, code, says in (
        ("status --json", Exit.NOT_RUNNING, ""),
        ("snooze soon", Exit.USAGE, ""),
        ("dance", Exit.USAGE, ""),
        ("history --csv", Exit.OK, "day,done,"),
    ):
        done = subprocess.run(  # noqa: S602 - our own words
            f"{sys.executable} -m movebreak {words} {stderr}",
            shell=True,
            env=os.environ | {"MOVEBREAK_RUNTIME": str(runtime), "HOME": str(runtime)},
            stdout=subprocess.PIPE,
            text=True,
            timeout=30,
            check=False,
        )
        assert done.returncode == code, words
        assert done.stdout[: len("day,done,")] == says, words


def test_wrong_words_are_wrong_also_when_nothing_runs(
    runtime: Path,
) -> None:
    """Exit 2 comes before exit 3."""
    done = run(runtime, "-m", "movebreak", "snooze", "soon")

    assert done.returncode == Exit.USAGE
    assert '"soon" is not a length' in done.stderr


def test_an_answer_is_printed_as_it_came(runtime: Path) -> None:
    """Code, stdout and stderr are the running program's."""
    answers = {
        "status": Answer(0, json.dumps({"state": "working", "why": "déjà vu"})),
        "done": Answer(1, err="Not now."),
        "move": Answer(0, "Jump"),
    }
    requests: list[Request] = []

    def handle(request: Request) -> Answer:
        requests.append(request)
        return answers[request.command]

    with listening(runtime / "control.sock", handle):
        status = run(runtime, "-m", "movebreak", "status", "--json")
        done = run(runtime, "-m", "movebreak", "done")
        move = run(runtime, "-m", "movebreak", "move")

    assert status.stdout == answers["status"].out + "\n"
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "movebreak: Not now.\n"
    assert (move.returncode, move.stdout) == (0, "Jump\n")
    assert requests[0] == Request("status", (), json=True)


def test_what_a_poor_terminal_cannot_show_is_replaced(runtime: Path) -> None:
    """An encoding without our characters is no traceback."""
    with listening(runtime / "control.sock", lambda _: Answer(0, "zwölf · 12")):
        done = run(
            runtime, "-X", "utf8=0", "-c", "import sys; sys.stdout.reconfigure("
            "encoding='ascii'); from movebreak.cli import main; main(['status'])",
        )  # fmt: skip

    assert (done.stdout, done.stderr) == ("zw?lf ? 12\n", "")


@pytest.mark.parametrize(
    "words",
    [["status"], ["status", "--json"], ["done"], ["snooze", "10m"]],
    ids=" ".join,
)
def test_a_command_imports_next_to_nothing(runtime: Path, words: list[str]) -> None:
    """Only argparse, socket and json, and what these need."""
    with listening(runtime / "control.sock", lambda _: Answer(0, "fine")):
        done = run(runtime, "-I", "-S", *_with_path(), *words)

    assert done.stdout == "fine\n"
    # A pipe of Windows needs threads.
    heavy = HEAVY if HAS_USERS else HEAVY - {"threading"}
    assert heavy & set(done.stderr.split()) == set()


def _with_path() -> list[str]:
    """Return Python's arguments for a start without site-packages' own imports."""
    here = str(Path(cli.__file__).parents[1])
    return ["-c", f"import sys\nsys.path.insert(0, {here!r})\n{TELL_MODULES}"]
