"""A clock that a test can set, carry to another zone, or put to sleep."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from movebreak.core.events import Moment

BERLIN = ZoneInfo("Europe/Berlin")


class Here(tzinfo):
    """The zone of wherever the machine is just now."""

    def __init__(self, zone: ZoneInfo = BERLIN) -> None:
        self.zone = zone

    def utcoffset(self, at: datetime | None) -> timedelta | None:
        """Return the offset that this place has at that local time."""
        return self.zone.utcoffset(at)

    def dst(self, at: datetime | None) -> timedelta | None:
        """Return what summer time adds."""
        return self.zone.dst(at)

    def fromutc(self, at: datetime) -> datetime:
        """Return what clocks show here when those of UTC show this."""
        return self.zone.fromutc(at.replace(tzinfo=self.zone)).replace(tzinfo=self)

    def tzname(self, at: datetime | None) -> str | None:
        """Return the name of the offset."""
        return self.zone.tzname(at)


@dataclass
class WorldClock:
    """Moves only when told to; as the system's, its wall time has a fixed offset."""

    wall: datetime
    here: Here = field(default_factory=Here)
    boot: timedelta = timedelta(hours=5)
    awake: timedelta = timedelta(hours=4)
    boot_id: str = "this run"

    def now(self) -> Moment:
        """Return all clocks in one reading."""
        local = self.wall.astimezone(UTC).astimezone(self.here.zone)
        offset = local.utcoffset()
        assert offset is not None
        return Moment(self.boot, self.awake, local.replace(tzinfo=timezone(offset)))

    def advance(self, span: timedelta) -> None:
        """Let `span` pass on all clocks."""
        self.boot += span
        self.awake += span
        self.shift(span)

    def sleep(self, span: timedelta) -> None:
        """Let `span` pass while the machine sleeps."""
        self.boot += span
        self.shift(span)

    def shift(self, span: timedelta) -> None:
        """Move the hands of the wall clock, and nothing else."""
        self.wall = self.wall.astimezone(UTC) + span

    def reboot(self, off: timedelta) -> None:
        """Start the machine anew after it was off so long."""
        self.shift(off)
        self.boot = self.awake = timedelta(seconds=40)
        self.boot_id += " and another"


def at(text: str, zone: ZoneInfo = BERLIN) -> datetime:
    """Return this local time, such as "2026-03-04 09:00", as an aware one."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)
