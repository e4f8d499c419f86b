"""Lines to real busses: found by the session, closed after failure, one error."""

from collections.abc import Iterator

import pytest

from tests.systems import only_on

only_on("linux")

from movebreak.errors import UnavailableError  # noqa: E402
from movebreak.native import dbus  # noqa: E402
from movebreak.native.dbus_messages import BUS, RefusedError  # noqa: E402
from movebreak.senses.busses import session_line, system_line  # noqa: E402
from movebreak.senses.lines import Line, opening  # noqa: E402
from movebreak.senses.sources import SourceLostError  # noqa: E402
from tests.desktop.conftest import need  # noqa: E402
from tests.desktop.session import Session, end  # noqa: E402
from tests.senses.fake_bus import FakeBus  # noqa: E402
from tests.surfaces.sni.running import start_ready_bus  # noqa: E402

SESSION_BUS = "DBUS_SESSION_BUS_ADDRESS"
SYSTEM_BUS = "DBUS_SYSTEM_BUS_ADDRESS"


@pytest.fixture
def session() -> Iterator[Session]:
    """Have a session with a bus."""
    need("dbus-daemon")
    with Session() as mine:
        start_ready_bus(mine)
        yield mine


def test_both_busses(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is where the environment says."""
    monkeypatch.setenv(SESSION_BUS, session.env[SESSION_BUS])
    monkeypatch.setenv(SYSTEM_BUS, session.env[SESSION_BUS])
    for make in (session_line, system_line):
        line = make()
        assert line.owner(BUS.name) == BUS.name
        assert line.owner("org.example.Nobody") == ""
        line.close()


@pytest.mark.parametrize("variable", [SESSION_BUS, SYSTEM_BUS])
def test_a_bus_that_does_not_answer(
    variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason is in words."""
    monkeypatch.setenv(variable, "unix:path=/nowhere/at/all")
    make = session_line if variable == SESSION_BUS else system_line

    with pytest.raises(
        UnavailableError, match=r"the (session|system) bus cannot be reached"
    ):
        make()


def test_a_session_without_a_bus(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing speaks of one."""
    monkeypatch.delenv(SESSION_BUS, raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)

    with pytest.raises(UnavailableError, match="this session has no message bus"):
        session_line()


def test_where_the_system_bus_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the environment says; else where it usually is, if it is there."""
    monkeypatch.setenv(SYSTEM_BUS, "unix:path=/elsewhere")
    assert dbus.system_address() == "unix:path=/elsewhere"
    monkeypatch.delenv(SYSTEM_BUS)
    address = dbus.system_address()
    assert address is None or address.endswith("/run/dbus/system_bus_socket")


def test_every_trouble_is_one_error(session: Session) -> None:
    """A rule that the bus refuses, and a bus that is gone."""
    bus = dbus.connect(session.env[SESSION_BUS])
    line = Line(bus)
    with pytest.raises(SourceLostError, match="MatchRule"):
        line.listen("nonsense")
    with pytest.raises(RefusedError):
        bus.subscribe("nonsense")
    for process in session.started:
        end(process)

    for use in (
        line.take,
        lambda: line.listen("type='signal'"),
        lambda: line.owner("a.b"),
    ):
        with pytest.raises(SourceLostError):
            use()
    line.close()


def test_what_fails_while_opening_closes_the_line() -> None:
    """Whatever it was, no descriptor is left behind."""
    bus = FakeBus()
    with pytest.raises(ZeroDivisionError), opening(Line(bus), "a part"):
        raise ZeroDivisionError
    assert bus.closed == 1


def test_a_program_is_never_started(session: Session) -> None:
    """A call to a name that could be started gets no answer instead."""
    services = session.home / "busses/services"
    service = "[D-BUS Service]\nName=org.example.Lazy\nExec=/bin/false\n"
    (services / "org.example.Lazy.service").write_text(service)
    line = Line(dbus.connect(session.env[SESSION_BUS]))
    assert line.call(BUS, "ReloadConfig") is None
    names = line.call(BUS, "ListActivatableNames")
    assert isinstance(names, list)
    assert "org.example.Lazy" in names

    assert line.owner("org.example.Lazy") == ""
    line.close()
