"""The senses that cannot tell, and say so."""

from datetime import timedelta

from movebreak.core.events import IdleSeen, QuietSeen
from movebreak.core.settings import QuietRules
from movebreak.ports import Post, Report


class UnknownPresence:
    """Cannot tell whether anybody is there."""

    def __init__(self, post: Post) -> None:
        self._post = post

    def watch(self, away_after: timedelta, idle_after: timedelta | None) -> None:
        """Do nothing: nobody can be seen."""

    def ask(self) -> None:
        """Answer at once that nobody knows."""
        self._post(IdleSeen(None))

    def report(self) -> Report:
        """Say what that means for reminders."""
        return Report("presence", well=True, says="unknown: reminders go by time alone")


class UnknownQuiet:
    """Cannot tell whether the person wants quiet."""

    def __init__(self, post: Post) -> None:
        self._post = post

    def ask(self, _rules: QuietRules) -> None:
        """Answer at once that nobody knows."""
        self._post(QuietSeen(None))

    def report(self) -> Report:
        """Say what that means for reminders."""
        return Report(
            "quiet",
            well=True,
            says='unknown: only a meeting told by "movebreak meeting" holds reminders',
        )
