"""What the cycle goes by, made of the settings and the drills, and read anew."""

from dataclasses import replace
from datetime import timedelta

from movebreak.core.fitting import fitting, how_many, too_few
from movebreak.core.settings import Rules, Settings
from movebreak.frozen import dataclass
from movebreak.ports import Catalogue, Report, SettingsSource


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Makes the rules; `every` is an interval that overrides the settings."""

    source: SettingsSource
    catalogue: Catalogue
    every: timedelta | None = None

    def refresh(self) -> bool:
        """Read all that changed; say whether there is anything new."""
        new = self.source.refresh(), self.catalogue.refresh()
        return any(new)

    def rules(self) -> Rules:
        """Return the rules as they are now."""
        settings: Settings = self.source.settings
        if self.every is not None:
            breaks = replace(settings.breaks, interval=self.every)
            settings = replace(settings, breaks=breaks)
        return Rules(settings, fitting(self.catalogue.drills(), settings.profile))

    def reports(self) -> list[Report]:
        """Say which drills there are and what is amiss with them, for `doctor`."""
        drills, profile = self.catalogue.drills(), self.source.settings.profile
        says = f"{how_many(drills, profile)} of {len(drills)} fit your profile"
        amiss = (*self.catalogue.problems, self.few())
        return [
            Report("drills", well=True, says=says),
            *(Report("drills", well=False, says=each) for each in amiss if each),
        ]

    def few(self) -> str:
        """Say that the profile leaves few drills; empty when there are enough."""
        return too_few(self.catalogue.drills(), self.source.settings.profile)
