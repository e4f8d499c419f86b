"""All that a session of this person is made of, read from their files."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cached_property

from movebreak.core.drills import Drill
from movebreak.core.fitting import worded
from movebreak.core.hours import day_of
from movebreak.core.programme import focus
from movebreak.core.programme.playing import Play
from movebreak.core.programme.progress import prescribe
from movebreak.core.programme.routines import Routine
from movebreak.core.programme.sessions import Person, Prescription
from movebreak.core.settings import Settings
from movebreak.ports import Line
from movebreak.store.catalogue_files import entries_of
from movebreak.store.folders import Folders
from movebreak.store.packs import built_in_folder
from movebreak.store.past_sessions import (
    KINDS,
    LOOKS,
    Check,
    KeptSession,
    Review,
    checks_of,
    reviews_of,
    sessions_of,
)
from movebreak.store.readonly import ReadOnlyHistory
from movebreak.store.routine_files import routines_of
from movebreak.store.settings_file import SettingsFile


class Training:
    """Reads settings, drills, routines and past sessions, each once when asked."""

    def __init__(self, files: Folders) -> None:
        self._files = files
        self._history = ReadOnlyHistory(files.history)

    @cached_property
    def settings(self) -> Settings:
        """Return the settings of this person."""
        source = SettingsFile(self._files.settings)
        source.refresh()
        return source.settings

    def day_of(self, now: datetime) -> date:
        """Return the day that a moment counts for."""
        return day_of(now.replace(tzinfo=None), self.settings.hours.day_start)

    @cached_property
    def known(self) -> Mapping[str, Drill]:
        """Return all drills and exercises, worded for this person."""
        profile = self.settings.profile
        found = entries_of(built_in_folder(), self._files.drills)
        return {
            each.id: worded(each, profile)
            for _, each in found
            if isinstance(each, Drill)
        }

    @cached_property
    def routines(self) -> Mapping[str, Routine]:
        """Return all routines by their ids."""
        return {each.id: each for each in self._read[0]}

    @property
    def problems(self) -> Sequence[str]:
        """Say what of the routines or of the history cannot be used."""
        return (*self._read[1], *self._history.troubles())

    @cached_property
    def sessions(self) -> tuple[KeptSession, ...]:
        """Return all sessions of the history in the order they began."""
        return sessions_of(self._history.lines_of(KINDS))

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """Return all self-checks, the oldest first."""
        return checks_of(self._looks)

    @cached_property
    def reviews(self) -> tuple[Review, ...]:
        """Return all reviews that were answered, the oldest first."""
        return reviews_of(self._looks)

    def find(self, number: int) -> KeptSession | None:
        """Return the session with this record; None when there is none."""
        return next((it for it in self.sessions if it.past.id == number), None)

    def is_strength(self, session: KeptSession) -> bool:
        """Say whether a session was one of strength."""
        routine = self.routines.get(session.past.routine)
        return routine is not None and routine.strength

    def next_routine(self) -> Routine | None:
        """Return the routine after the last one of the focus; None without a focus."""
        chosen = self.settings.programme.focus
        found = focus.routines_of(chosen, self.routines.values())
        names = [each.id for each in found]
        done = [it.past.routine for it in self.sessions if it.past.logs]
        turns = [names.index(each) for each in done if each in names]
        return focus.routine_of(chosen, turns[-1] + 1 if turns else 0, found)

    def prescription(self, routine: Routine, before: int | None = None) -> Prescription:
        """Return the next session of a routine, or what the session `before` was."""
        return prescribe(routine, self.known, self._person(before))

    def play(self, session: KeptSession) -> Play | None:
        """Return the run of a session; None when nobody knows its routine."""
        routine = self.routines.get(session.past.routine)
        if routine is None:
            return None
        prescription = self.prescription(routine, session.past.id)
        return Play(session.past.id, prescription, session.past.logs)

    def _person(self, before: int | None) -> Person:
        past = tuple(
            it.past
            for it in self.sessions
            if it.past.logs and (before is None or it.past.id < before)
        )
        done = frozenset(self._history.times_done({}))
        settings = self.settings
        return Person(settings.profile, settings.programme, past, done)

    @cached_property
    def _looks(self) -> list[Line]:
        return self._history.lines_of(LOOKS)

    @cached_property
    def _read(self) -> tuple[tuple[Routine, ...], tuple[str, ...]]:
        return routines_of(built_in_folder(), self._files.drills)
