"""What the cycle goes by, made of settings, drills and history, and made anew."""

from dataclasses import replace
from datetime import timedelta, tzinfo

from movebreak.core.deck import Taste
from movebreak.core.doses import grown
from movebreak.core.fitting import fitting, how_many, too_few
from movebreak.core.settings import Rules, Settings
from movebreak.frozen import dataclass
from movebreak.ports import Catalogue, History, Report, SettingsSource


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Makes the rules; `every` is an interval that overrides the settings.

    `zone` is the system's, which names times to come.
    """

    source: SettingsSource
    catalogue: Catalogue
    history: History
    every: timedelta | None = None
    zone: tzinfo | None = None

    def refresh(self) -> bool:
        """Read all that changed; say whether there is anything new."""
        new = self.source.refresh(), self.catalogue.refresh()
        return any(new)

    def rules(self, taste: Taste) -> Rules:
        """Return the rules as they are now: drills that fit, in doses that fit."""
        settings: Settings = self.source.settings
        if self.every is not None:
            breaks = replace(settings.breaks, interval=self.every)
            settings = replace(settings, breaks=breaks)
        times = self.history.times_done(dict(taste.anew))
        drills = grown(self.catalogue.drills(), times, settings.profile.level)
        return Rules(settings, fitting(drills, settings.profile), self.zone)

    def few(self) -> str:
        """Say that the profile leaves few drills; empty when there are enough."""
        return too_few(self.catalogue.drills(), self.source.settings.profile)


def reports(source: SettingsSource, catalogue: Catalogue) -> list[Report]:
    """Say which drills there are and what is amiss with them, for `doctor`."""
    drills, profile = catalogue.drills(), source.settings.profile
    says = f"{how_many(drills, profile)} of {len(drills)} fit your profile"
    amiss = (*catalogue.problems, too_few(drills, profile))
    return [
        Report("drills", well=True, says=says),
        *(Report("drills", well=False, says=each) for each in amiss if each),
    ]
