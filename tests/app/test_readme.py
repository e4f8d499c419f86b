"""The README is true: its commands run, its settings are known."""

import re
import shlex
import tomllib
from pathlib import Path

from movebreak.core.settings import Settings
from movebreak.store.packs import pack_of
from movebreak.store.settings_file import parse_settings
from tests.app.program import Home

README = Path(__file__).parents[2] / "README.md"

# Other tests run these: installing, and everything.
ELSEWHERE = {
    *("make run", "make test", "make bundle"),
    *("pipx install .", "uv tool install ."),
}


def blocks(language: str) -> list[str]:
    """Return the README's blocks in this language."""
    text = README.read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def commands() -> list[str]:
    """Return every command in a block, without its comment."""
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    return [line.partition("#")[0].strip() for line in lines]


def test_every_command_does_what_it_says(home: Home, tmp_path: Path) -> None:
    """Typed one after another, the commands of the README all succeed."""
    program = home.start()
    typed = [each for each in commands() if each not in ELSEWHERE]
    assert len(typed) > 20

    for command in typed:
        name, *words = shlex.split(command)
        assert name == "movebreak", command
        done = home.ask(*words, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, ""), command
        assert done.stdout, command

    assert program.wait() == 0
    assert (tmp_path / "history.csv").read_text().startswith("id,time,day,kind")


def test_the_ways_to_start_it_are_real(home: Home) -> None:
    """`run --every 20s` and `run --no-tray`, named in the text, start it."""
    text = README.read_text("utf-8")
    assert "`movebreak run --every 20s`" in text
    assert "`movebreak run --no-tray`" in text

    program = home.start("--every", "20s")

    assert home.status()["left_seconds"] <= 20
    assert program.end() == 0


def test_every_setting_shown_is_a_setting() -> None:
    """The example may be pasted into the file as it is."""
    shown = [each for each in blocks("toml") if "[[drill]]" not in each]
    assert shown
    for block in shown:
        assert tomllib.loads(block)
        settings, problems = parse_settings(block, Settings())

        assert problems == ()
        assert settings != Settings()


def test_every_drill_shown_is_a_drill() -> None:
    """The example may be pasted into a pack as it is."""
    (block,) = [each for each in blocks("toml") if "[[drill]]" in each]
    pack = pack_of(tomllib.loads(block))

    assert len(pack.entries) == 1
    assert pack.problems == ()


def test_the_files_it_names_are_there() -> None:
    """Every link into the project leads somewhere."""
    text = README.read_text("utf-8")
    links = re.findall(r"\]\(([^)#]+)\)", text)

    assert links
    assert [link for link in links if not (README.parent / link).exists()] == []
