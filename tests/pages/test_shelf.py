"""The drills as the pages have them: from the files, and for this person."""

from pathlib import Path

from movebreak.core.drills import Drill, Note
from movebreak.core.profile import Profile, Wheelchair
from movebreak.core.settings import Settings
from movebreak.pages import guide
from movebreak.pages.shelf import Shelf, shelf
from movebreak.store.folders import Folders
from tests import make

STATE = {
    "dose": "2 very own rounds",
    "drill": {"id": "gone", "name": "Gone", "cue": "Do it", "seconds": 25},
}


def of(home: Path, settings: str = "") -> Shelf:
    """Return the shelf of somebody with these settings."""
    file = home / "settings.toml"
    file.write_text(settings)
    return shelf(Folders(file, *[home / "nothing"] * (len(Folders._fields) - 1)))


def test_every_entry_is_found_in_this_persons_words(tmp_path: Path) -> None:
    """Drills, exercises and notes; nothing else."""
    rolling = of(tmp_path, '[profile]\nwheelchair = "no-legs"\n')
    found = rolling.find("your-own-move")

    assert isinstance(found, Drill)
    assert "shoulder blades" in found.steps[-1]
    assert isinstance(rolling.find("squat-jump"), Drill)
    assert isinstance(rolling.find("thomas-test"), Note)
    assert rolling.find("nothing") is None


def test_an_idea_fits_the_person_and_changes(tmp_path: Path) -> None:
    """It stays as long as the moment does."""
    quiet = of(tmp_path, "[profile]\nquiet_office = true\n")
    ideas = {quiet.idea(moment).id for moment in range(100)}

    assert "jumping-jacks" not in ideas
    assert len(ideas) > 20
    assert quiet.idea(7) == quiet.idea(7)


def test_the_open_drill_comes_in_the_dose_in_which_it_was_dealt() -> None:
    """Which has grown with the times it was done, and its length with it."""
    known = make.drill("gone", steps=("One", "Two"))
    drill = guide._open(STATE, Shelf({"gone": known}, Settings()))

    assert (drill.dose, drill.length.total_seconds()) == ("2 very own rounds", 25)
    assert drill.steps == ("One", "Two")


def test_a_drill_whose_file_is_gone_is_still_answered() -> None:
    """With what the running program tells of it."""
    for profile in (Profile(), Profile(wheelchair=Wheelchair.LEGS)):
        drill = guide._open(STATE, Shelf({}, Settings(profile=profile)))
        told = guide._about(drill, Shelf({}, Settings(profile=profile)))

        assert (drill.name, drill.steps) == ("Gone", ("Do it",))
        assert (told["figure"], told["hidden"]) == (False, ())
