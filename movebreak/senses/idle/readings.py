"""What follows from idle times that were read, wherever they come from."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from movebreak.frozen import dataclass
from movebreak.senses.sources import SourceLostError

# Clocks that count in steps say the same twice within one step.
_STEP: Final = timedelta(milliseconds=50)
# Whoever moves a mouse may be caught at the same millisecond again, but not so often.
_CHANCES: Final = 20


@dataclass(frozen=True, slots=True)
class Reading:
    """An idle time, and the clock just before and just after it was read."""

    before: timedelta
    idle: timedelta
    after: timedelta


class Reader:
    """Reads idle times, and finds out when the source behind them is stuck.

    `clock` is one that never goes back.
    """

    def __init__(
        self, read: Callable[[], timedelta], clock: Callable[[], timedelta]
    ) -> None:
        self._read = read
        self._clock = clock
        self._repeats = 0
        self.last: Reading | None = None

    @property
    def doubtful(self) -> bool:
        """Say whether only another reading tells if the source is stuck."""
        return self._repeats > 0

    def now(self) -> timedelta:
        """Return what the clock says."""
        return self._clock()

    def read(self) -> Reading:
        """Read once more. Raises SourceLostError when the source is stuck."""
        before = self._clock()
        idle = self._read()
        reading, last = Reading(before, idle, self._clock()), self.last
        # Twice the same in no time means nothing, the earlier one stays.
        if last is not None and idle == last.idle:
            if before - last.after <= _STEP:
                return reading
            self._doubt(reading, last)
        else:
            self._repeats = 0
        self.last = reading
        return reading

    def _doubt(self, reading: Reading, last: Reading) -> None:
        """Judge a reading that repeats although time has passed.

        Input now may explain it when the time that passed is longer than the reading;
        when it is shorter, that input would have shown in the reading before.
        """
        self._repeats += 1
        passed = reading.after - last.before
        if passed < reading.idle or self._repeats >= _CHANCES:
            raise SourceLostError("the idle time stands still")
