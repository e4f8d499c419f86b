"""The pictures of drills: drawn once, by another program, and never waited for long."""

import logging
import sys
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from time import monotonic  # noqa: TID251 - how long a test waits

import pytest
from PIL import Image, ImageColor

from movebreak.native.children import run
from movebreak.surfaces.figure import LIGHT
from movebreak.surfaces.figure_child import main
from movebreak.surfaces.pictures import PROGRAM, Pictures, drawn_by
from tests.systems import only_on

only_on("linux")

JACKS = "jumping-jacks"
PNG = b"\x89PNG\r\n\x1a\n and so on"
# Long enough for a busy machine; a person waits for less.
PATIENCE = 30.0
AT_ONCE = 0.2
ROOT = Path(__file__).parents[2]


@dataclass
class Pen:
    """Draws what it is told to, and remembers what it was asked for."""

    drawn: bytes = PNG
    trouble: OSError | None = None
    asked: list[str] = field(default_factory=list)

    def __call__(self, drill: str) -> bytes:
        """Draw."""
        self.asked.append(drill)
        if self.trouble:
            raise self.trouble
        return self.drawn


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Have a place for pictures that is not there yet."""
    return tmp_path / "cache" / "movebreak" / "figures"


def names(folder: Path) -> list[str]:
    """Return the names of the files in a folder."""
    return sorted(each.name for each in folder.iterdir())


def test_it_is_drawn_once(folder: Path) -> None:
    """The first time it is drawn; from then on it is there, also for the next run."""
    pen = Pen()
    found = Pictures(folder, pen).find(JACKS)

    assert found == Pictures(folder, pen).find(JACKS)
    assert pen.asked == [JACKS]
    assert Path(found).read_bytes() == PNG
    assert names(folder) == [Path(found).name]


def test_a_folder_named_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever shows the picture may be elsewhere, so its name is whole."""
    monkeypatch.chdir(tmp_path)

    found = Pictures(Path("cache"), Pen()).find(JACKS)

    assert Path(found).parent == tmp_path / "cache"


def test_the_folder_is_private(folder: Path) -> None:
    """Nobody else looks into it, even if it was open before."""
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    Pictures(folder, Pen()).find(JACKS)

    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "drill",
    ["", "../squats", "a/b", "/etc/passwd", "Squats", "a\nb", "a\n", "-c", "a."],
)
def test_only_ids_are_asked_for(folder: Path, drill: str) -> None:
    """What is no id of a drill never becomes a path or a word for a program."""
    pen = Pen()

    assert Pictures(folder, pen).find(drill) == ""
    assert pen.asked == []
    assert not folder.exists()


def test_a_drill_without_a_figure(folder: Path) -> None:
    """Somebody's own drill has no picture; that is asked once."""
    pen = Pen(drawn=b"")
    pictures = Pictures(folder, pen)

    assert [pictures.find("my-own"), pictures.find("my-own")] == ["", ""]
    assert pen.asked == ["my-own"]
    assert not folder.exists()


def test_an_update_draws_anew(folder: Path, tmp_path: Path) -> None:
    """When what they are drawn from changes, the old ones go."""
    source = tmp_path / "figures" / "standing.toml"
    source.parent.mkdir()
    source.write_text("one")
    pictures = Pictures(folder, Pen(), [source.parent])
    old = pictures.find(JACKS), pictures.find("squats")
    source.write_text("another")
    (folder / "squats.png.new").write_bytes(b"cut off")

    new = Pictures(folder, Pen(), [source.parent]).find(JACKS)

    assert new not in old
    assert names(folder) == [Path(new).name]


def test_what_python_leaves_changes_nothing(folder: Path, tmp_path: Path) -> None:
    """A folder beside the sources is no source."""
    source = tmp_path / "figures"
    source.mkdir()
    before = Pictures(folder, Pen(), [source]).find(JACKS)
    (source / "__pycache__").mkdir()

    assert Pictures(folder, Pen(), [source]).find(JACKS) == before


def test_a_file_cut_short_is_drawn_anew(folder: Path) -> None:
    """What a power cut has left empty is not shown."""
    first = Pictures(folder, Pen()).find(JACKS)
    Path(first).write_bytes(b"")

    assert Pictures(folder, Pen()).find(JACKS) == first
    assert Path(first).read_bytes() == PNG


def test_trouble_costs_the_picture_and_is_told_once(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It is tried again; the log has one line until something is drawn again."""
    known = Pictures(folder, Pen()).find("lunges")
    pen = Pen(trouble=OSError("no paint"))
    pictures = Pictures(folder, pen)
    with caplog.at_level(logging.WARNING):
        assert pictures.find(JACKS) == ""
        assert pictures.find("lunges") == known
        assert pictures.find("squats") == ""
        pen.trouble = None
        assert pictures.find(JACKS)
        pen.trouble = OSError("no brush")
        assert pictures.find("squats") == ""

    told = [each.getMessage() for each in caplog.records]
    assert told == [
        "the picture of jumping-jacks is not shown: no paint",
        "the picture of squats is not shown: no brush",
    ]


@pytest.mark.parametrize("program", ["exit 1", "sleep 600", "echo no picture", "yes"])
def test_a_program_that_fails(folder: Path, program: str) -> None:
    """One that breaks, hangs, lies or does not stop costs no more than a moment."""
    draw = drawn_by(("sh", "-c", program), AT_ONCE)
    began = monotonic()

    assert Pictures(folder, draw).find(JACKS) == ""
    assert monotonic() - began < 10
    assert not folder.exists()


def test_a_program_that_is_not_there(folder: Path) -> None:
    """A Python that nobody can name draws nothing."""
    for missing in ("", "/no/such/python"):
        assert Pictures(folder, drawn_by((missing, "-m"))).find(JACKS) == ""


def test_a_place_that_cannot_be_written(folder: Path) -> None:
    """Something in the way costs the picture only."""
    folder.parent.mkdir(parents=True)
    folder.write_text("in the way")

    assert Pictures(folder, Pen()).find(JACKS) == ""


def test_what_is_not_ours_stays(folder: Path) -> None:
    """A folder that somebody has put there is no picture of an older movebreak."""
    (folder / "mine").mkdir(parents=True)

    assert Pictures(folder, Pen()).find(JACKS)
    assert (folder / "mine").is_dir()


def test_sources_that_are_gone(folder: Path, tmp_path: Path) -> None:
    """A program taken away while it runs shows no pictures, and goes on."""
    assert Pictures(folder, Pen(), [tmp_path / "gone"]).find(JACKS) == ""


def test_what_is_drawn() -> None:
    """A light card with round corners and a figure in it, small to send."""
    said = drawn_by(PROGRAM, PATIENCE)(JACKS)
    image = Image.open(BytesIO(said))
    card = ImageColor.getrgb(LIGHT["ground"])

    assert image.size == (256, 256)
    assert len(said) < 40_000
    assert image.getpixel((0, 0)) == (*card, 0)
    assert image.getpixel((128, 4)) == (*card, 255)
    colours = image.getcolors(256 * 256)
    assert colours is not None
    assert len(colours) > 50


def test_what_has_no_figure() -> None:
    """Nothing is drawn for a drill that movebreak does not know."""
    assert drawn_by(PROGRAM, PATIENCE)("my-own-drill") == b""


def test_it_draws_here_as_well(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """The program is a function that prints."""
    assert main(["my-own-drill"]) == main([JACKS]) == 0
    sys.stdout.flush()
    assert capfdbinary.readouterr().out.startswith(b"\x89PNG")


def test_the_folder_one_is_in_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file named like one of ours in somebody's folder is never run."""
    (tmp_path / "movebreak.py").write_text("raise SystemExit(1)")
    monkeypatch.chdir(tmp_path)

    assert drawn_by(PROGRAM, PATIENCE)("my-own-drill") == b""


def test_pillow_stays_out(tmp_path: Path) -> None:
    """Whoever has a picture drawn does not load what draws."""
    probe = f"""if True:
        import sys
        from pathlib import Path
        from movebreak.surfaces.pictures import PROGRAM, Pictures, drawn_by
        found = Pictures(Path({str(tmp_path)!r}), drawn_by(PROGRAM, {PATIENCE}))
        print(bool(found.find("{JACKS}")))
        print({{"PIL", "tomllib", "subprocess", "tempfile"}} & set(sys.modules))
    """
    env = {"PYTHONPATH": str(ROOT)}
    said = run((sys.executable, "-c", probe), PATIENCE, env)

    assert said == b"True\nset()\n"
