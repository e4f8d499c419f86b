"""What time it is, on all clocks at once."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from movebreak.core.events import Moment

# How far the wall clock may be corrected before one run of the machine is taken
# for two; a clock that was set at the start by the network moves by seconds.
CORRECTION: Final = timedelta(minutes=1)

_STARTED: Final = "started "


class SystemClock:
    """Reads the clocks of this system through the calls it is given.

    `boot_id` is the system's name for this run of the machine. Where the system has
    none it is derived from when the machine was started, by the wall clock; then
    `recognise` must be told the name that was stored last.
    """

    def __init__(
        self,
        boot: Callable[[], timedelta],
        awake: Callable[[], timedelta],
        boot_id: str = "",
        learn_zone: Callable[[], None] = lambda: None,
    ) -> None:
        self._boot = boot
        self._awake = awake
        self._learn_zone = learn_zone
        self.boot_id = boot_id or self._derived()

    def now(self) -> Moment:
        """Return all clocks in one reading; `wall` is in the system's zone of now."""
        self._learn_zone()
        awake = self._awake()
        # Windows counts the two in steps of different size; sleep is never negative.
        boot = max(self._boot(), awake)
        return Moment(boot, awake, datetime.now(UTC).astimezone())

    def recognise(self, stored: str) -> None:
        """Keep the stored name of a run if it means this one.

        Names given by the system are compared as they are. Derived ones mean the
        same run when they are no more than a minute apart, because the wall clock
        may have been corrected in between.
        """
        mine, theirs = _started(self.boot_id), _started(stored)
        if mine and theirs and abs(mine - theirs) <= CORRECTION:
            self.boot_id = stored

    def _derived(self) -> str:
        started = datetime.now(UTC) - self._boot()
        return _STARTED + started.isoformat(timespec="seconds")


class SystemZone(tzinfo):
    """The zone of this system at any time, by the calls of its own clock."""

    def utcoffset(self, at: datetime | None) -> timedelta:
        """Return what clocks are ahead of UTC at this local time."""
        try:
            local = (at or datetime.now(UTC).astimezone()).replace(
                microsecond=0, tzinfo=None
            )
            # For a time that a night leaves out, `astimezone` mixes up both offsets.
            there = datetime.fromtimestamp(local.timestamp(), UTC)
            return local - there.replace(tzinfo=None)
        except (OverflowError, ValueError, OSError):
            # Systems end with different years.
            return -timedelta(seconds=time.timezone)

    def dst(self, at: datetime | None) -> None:
        """Leave open what of it is summer time."""

    def tzname(self, at: datetime | None) -> None:
        """Have no name."""

    def fromutc(self, at: datetime) -> datetime:
        """Return what clocks show when those of UTC show this."""
        there = at.replace(tzinfo=UTC).astimezone()
        local = there.replace(tzinfo=self)
        # In the hour that a night shows twice, it may be the second time.
        return local.replace(fold=int(local.utcoffset() != there.utcoffset()))


def _started(boot_id: str) -> datetime | None:
    """Return the time in a derived name; None if the name is not one."""
    if not boot_id.startswith(_STARTED):
        return None
    try:
        started = datetime.fromisoformat(boot_id.removeprefix(_STARTED))
    except ValueError:
        return None
    return started if started.tzinfo else None
