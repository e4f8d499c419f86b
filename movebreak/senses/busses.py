"""Lines to the busses of this machine, for the sources that listen there."""

from typing import Final

from movebreak.errors import UnavailableError
from movebreak.native import dbus
from movebreak.native.dbus_messages import BusLostError
from movebreak.senses.lines import Line

# Whoever looks after several sources cannot wait for one of them for long.
PATIENCE: Final = 2.0


def session_line() -> Line:
    """Return a line to the bus of this desktop session. Raises UnavailableError."""
    address = dbus.session_address()
    return _line(address, "the session bus", "this session has no message bus")


def system_line() -> Line:
    """Return a line to the bus of the whole machine. Raises UnavailableError."""
    address = dbus.system_address()
    return _line(address, "the system bus", "this machine has no system bus")


def _line(address: str | None, name: str, without: str) -> Line:
    if address is None:
        raise UnavailableError(without)
    try:
        return Line(dbus.connect(address, PATIENCE))
    except BusLostError as error:
        raise UnavailableError(f"{name} cannot be reached: {error}") from error
