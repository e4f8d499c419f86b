"""The drills as the pages show them: any of the catalogue, worded for the person."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from movebreak.core.drills import Drill, Impact, Noise, Position, Space
from movebreak.core.fitting import fitting, worded
from movebreak.core.profile import Profile
from movebreak.core.settings import Settings
from movebreak.frozen import dataclass
from movebreak.store.catalogue_files import entries_of
from movebreak.store.drill_values import Entry
from movebreak.store.folders import Folders
from movebreak.store.packs import built_in_folder
from movebreak.store.settings_file import SettingsFile


@dataclass(frozen=True, slots=True)
class Shelf:
    """All entries by their id, and the settings of who looks at them."""

    entries: Mapping[str, Entry]
    settings: Settings

    @property
    def profile(self) -> Profile:
        """Return what fits this person."""
        return self.settings.profile

    def find(self, name: str) -> Entry | None:
        """Return the entry as this person is to read it; None when there is none."""
        found = self.entries.get(name)
        return worded(found, self.profile) if isinstance(found, Drill) else found

    def idea(self, moment: int) -> Drill:
        """Return one of the drills that fit; another one for another moment."""
        drills = tuple(it for it in self.entries.values() if isinstance(it, Drill))
        fit = fitting(drills, self.profile)
        return fit[moment % len(fit)]


def shelf(files: Folders) -> Shelf:
    """Read the catalogue and the settings anew."""
    source = SettingsFile(files.settings)
    source.refresh()
    found = entries_of(built_in_folder(), files.drills)
    return Shelf({each.id: each for _, each in found}, source.settings)


def told(drill: Mapping[str, Any], dose: str) -> Drill:
    """Return what the running program tells of a drill that is on no shelf."""
    return Drill(
        id=drill["id"],
        name=drill["name"],
        cue=drill["cue"],
        steps=(drill["cue"],),
        dose=dose,
        length=timedelta(seconds=drill["seconds"]),
        position=Position.ANY,
        noise=Noise.SILENT,
        space=Space.SPOT,
        impact=Impact.LOW,
        source="",
    )
