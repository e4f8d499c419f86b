"""The idle monitor of the real GNOME desktop."""

import select
import sys
from collections.abc import Iterator
from datetime import timedelta
from subprocess import Popen

import pytest

from tests.systems import only_on

only_on("linux")
assert sys.platform == "linux"

from movebreak.errors import UnavailableError  # noqa: E402
from movebreak.native import dbus  # noqa: E402
from movebreak.native.linux import awake  # noqa: E402
from movebreak.senses.idle.mutter import MutterIdle  # noqa: E402
from movebreak.senses.lines import Line  # noqa: E402
from movebreak.senses.sources import (  # noqa: E402
    Idled,
    Resumed,
    Seen,
    SourceLostError,
)
from tests.desktop.conftest import need  # noqa: E402
from tests.desktop.session import Session, end  # noqa: E402
from tests.desktop.wider.gnome import Person, start_shell, start_system_bus  # noqa: E402

pytestmark = pytest.mark.wider

SHORT = timedelta(seconds=1)
LONG = timedelta(seconds=2)
SOON = timedelta(seconds=5)


@pytest.fixture
def shell(session: Session, bus: str) -> Popen[bytes]:
    """Have GNOME's desktop, without anybody at it."""
    need("gnome-shell")
    assert bus
    start_system_bus(session)
    return start_shell(session)


@pytest.fixture
def person(session: Session, shell: Popen[bytes]) -> Iterator[Person]:
    """Have somebody at the desktop."""
    assert shell.poll() is None
    person = Person(session)
    yield person
    person.leave()


@pytest.fixture
def source(bus: str, person: Person) -> Iterator[MutterIdle]:
    """Have the source, while somebody has just moved the pointer."""
    source = MutterIdle(Line(dbus.connect(bus)), awake)
    person.move()
    yield source
    source.close()


def seen(source: MutterIdle, count: int) -> list[Seen]:
    """Return so much as the source sees, asleep until it sees it."""
    found: list[Seen] = []
    end = awake() + SOON
    while len(found) < count and awake() < end:
        number = source.fileno()
        assert number is not None
        if source.patience() is None:
            select.select([number], [], [], (end - awake()).total_seconds())
        found += source.take()
    return found


def test_idle_and_back_each_time(source: MutterIdle, person: Person) -> None:
    """Both thresholds fire when they are over, in each idle period."""
    source.watch(SHORT)
    source.watch(LONG)
    for _ in range(2):
        began = awake()
        person.move()
        assert seen(source, 2) == [Idled(SHORT), Idled(LONG)]
        assert LONG - timedelta(milliseconds=50) < awake() - began < SOON

        person.move()
        assert seen(source, 1) == [Resumed()]
        idle = source.idle()
        assert idle is not None
        assert idle < SHORT


def test_idle_for_long_already(source: MutterIdle, person: Person) -> None:
    """A threshold that is over already is told at once."""
    source.watch(LONG)
    assert seen(source, 1) == [Idled(LONG)]
    began = awake()
    source.watch(SHORT)

    assert seen(source, 1) == [Idled(SHORT)]
    assert awake() - began < SHORT
    source.unwatch(SHORT)
    person.move()
    assert seen(source, 1) == [Resumed()]


def test_what_was_set_back_counts_as_input(
    source: MutterIdle, session: Session
) -> None:
    """The monitor itself cannot tell a program that sets it back from a person."""
    source.watch(SHORT)
    assert seen(source, 1) == [Idled(SHORT)]
    core = "/org/gnome/Mutter/IdleMonitor/Core"
    name = "org.gnome.Mutter.IdleMonitor"
    asked = session.ask(
        *("dbus-send", "--session", "--print-reply", f"--dest={name}"),
        *(core, f"{name}.ResetIdletime"),
    )
    assert asked.returncode == 0, asked.stderr

    assert seen(source, 2) == [Resumed(), Idled(SHORT)]


def test_the_end_of_the_desktop(
    source: MutterIdle, shell: Popen[bytes], bus: str
) -> None:
    """The source is lost, and cannot be opened any more."""
    source.watch(LONG)
    end(shell)

    with pytest.raises(SourceLostError, match="it is gone"):
        seen(source, 1)
    with pytest.raises(UnavailableError, match="is not running"):
        MutterIdle(Line(dbus.connect(bus)), awake)
