"""Times to come as clocks will show them, past a night in which they change, too."""

from datetime import datetime, timedelta, timezone, tzinfo


def shown(at: datetime, zone: tzinfo | None) -> datetime:
    """Return this time with the offset of the zone then; None keeps its own."""
    return at if zone is None else _fixed(at.astimezone(zone))


def coming(local: datetime, now: datetime, zone: tzinfo | None) -> datetime:
    """Return when, from now on, clocks show this local time; None keeps the offset.

    In the hour that a night shows twice, the second time is meant once the first is
    over.
    """
    if zone is None:
        return now + (local - now.replace(tzinfo=None))
    first, second = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    return _fixed(first if _fixed(first) > now else second)


def _fixed(at: datetime) -> datetime:
    # Python compares and subtracts times of one zone as if no clock ever changed.
    return at.replace(tzinfo=timezone(at.utcoffset() or timedelta()), fold=0)
