"""Ten thousand hostile calls, and garbage: nothing breaks, and the icon stays."""

import random
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread
from typing import Any, Final

import pytest
from jeepney import HeaderFields, MessageType  # type: ignore[import-untyped]

from movebreak.surfaces.sni.wire import Wire, connect, wants_answer
from tests.desktop.session import Session
from tests.surfaces.sni.host import Host, Item
from tests.surfaces.sni.hostile import Hostility
from tests.surfaces.sni.running import printed, start_program, threads
from tests.waiting import eventually

CALLS: Final = 10_000
SEED: Final = 20_260
# So many calls are on their way at once; the bus allows a few more.
AT_ONCE: Final = 50

# What a socket takes while nobody reads, in bytes.
FITS: Final = 60_000

# What a bus never sends.
BROKEN: Final = (
    b"",
    b"x" * 16,
    b"l\x01\x00\x01" + b"\xff" * 12,
    b"l\x09\x00\x01" + bytes(12),
)


@pytest.mark.desktop
def test_hostile_calls_change_nothing(session: Session, host: Host, bus: str) -> None:
    """Each is answered once, nothing is logged, and the menu works as before."""
    process = start_program(session)
    item = host.item()
    # Of the two entries that end or fail, none may be hit.
    before = item.layout().shape()[2:]

    answered = torment(bus, item, CALLS)

    assert answered > CALLS / 2
    assert process.poll() is None
    assert host.items == [item.name]
    assert host.registrations == 1
    assert item.open() is False
    assert item.layout().shape()[2:] == before
    assert len(item.properties()["IconPixmap"]) == 2
    item.click("First")
    assert eventually(lambda: printed(session)[-1:] == ["ran First"])
    assert "Traceback" not in "".join(printed(session))
    assert threads(process.pid) == 2
    assert _ended(process) == 0


def torment(bus: str, item: Item, calls: int) -> int:
    """Send so many hostile calls; return how many were answered."""
    wire = connect(bus)
    hostility = Hostility(SEED, item.name)
    keep = keep_out(item)
    answered = 0
    waiting: set[int] = set()
    for _ in range(calls):
        call = hostility.call()
        if hits(call, keep):
            continue
        serial = wire.send(call)
        if wants_answer(call):
            waiting.add(serial)
        while len(waiting) >= AT_ONCE:
            answered += settle(wire, waiting)
    while waiting:
        answered += settle(wire, waiting)
    wire.close()
    return answered


def settle(wire: Wire, waiting: set[int]) -> int:
    """Take one message; say whether it was an answer that is waited for."""
    message = wire.receive()
    fields = message.header.fields
    if message.header.message_type is MessageType.signal:
        return 0
    assert fields[HeaderFields.reply_serial] in waiting
    waiting.remove(fields[HeaderFields.reply_serial])
    error = fields.get(HeaderFields.error_name, "")
    assert error != "org.freedesktop.DBus.Error.Failed"
    assert error != "org.freedesktop.DBus.Error.NoReply"
    return 1


def keep_out(item: Item) -> frozenset[int]:
    """Return the ids of the entries that end the program, or fail."""
    root = item.layout()
    return frozenset(root.find(label).id for label in ("Fail", "Quit"))


def hits(call: Any, ids: frozenset[int]) -> bool:  # noqa: ANN401
    """Say whether the call would click one of these entries."""
    fields = call.header.fields
    member, body = fields[HeaderFields.member], call.body
    if member == "Event" and fields.get(HeaderFields.signature) == "isvu":
        return body[0] in ids
    if member == "EventGroup" and fields.get(HeaderFields.signature) == "a(isvu)":
        return any(each[0] in ids for each in body[0])
    return False


@contextmanager
def pair() -> Iterator[tuple[Wire, socket.socket]]:
    """Have a wire whose other end is ours."""
    ours, theirs = socket.socketpair()
    wire = Wire(theirs)
    wire.wait_for_ever()
    try:
        yield wire, ours
    finally:
        ours.close()
        wire.close()


def hear_all(wire: Wire) -> int:
    """Read until the other end hangs up or speaks nonsense; return how much came."""
    heard = 0
    with suppress(OSError):
        while True:
            wire.receive()
            heard += 1
    return heard


@pytest.mark.parametrize("data", BROKEN)
def test_a_bus_that_speaks_nonsense_is_left(data: bytes) -> None:
    """It ends the connection as if it were lost; nothing else is raised."""
    with pair() as (wire, ours):
        ours.sendall(data)
        ours.close()
        assert hear_all(wire) == 0


def test_garbage_raises_nothing_else() -> None:
    """Messages with bytes changed at random are read, refused, or end it."""
    pick = random.Random(SEED)  # noqa: S311
    hostility = Hostility(SEED, ":1.1")
    heard = 0
    for serial in range(1, 2000):
        data = bytearray(hostility.call().serialise(serial))
        for _ in range(pick.randrange(4)):
            data[pick.randrange(len(data))] = pick.randrange(256)
        if len(data) > FITS:
            continue
        with pair() as (wire, ours):
            ours.sendall(data)
            ours.shutdown(socket.SHUT_WR)
            heard += hear_all(wire)
    assert heard > 500


def test_what_cannot_be_read_is_refused() -> None:
    """A descriptor that was never sent gives an error, and the next call is heard."""
    hostility = Hostility(SEED, ":1.1")
    call = hostility.call()
    while call.header.fields.get(HeaderFields.signature) != "ii":
        call = hostility.call()
    assert wants_answer(call)
    data = call.serialise(7)
    assert data.count(b"\x02ii\0") == 1
    with pair() as (wire, ours):
        ours.sendall(data.replace(b"\x02ii\0", b"\x02hh\0"))
        ours.sendall(call.serialise(8))

        assert wire.receive().header.serial == 8

        answer = Wire(ours).receive()
        assert answer.header.message_type is MessageType.error
        assert answer.header.fields[HeaderFields.reply_serial] == 7


def test_a_huge_message_is_passed_over() -> None:
    """It is refused and not kept in memory, and the next call is heard."""
    hostility = Hostility(SEED, ":1.1")
    call = hostility.call()
    huge = bytearray(call.serialise(7))
    length = 1 << 20
    huge[4:8] = length.to_bytes(4, "little" if huge[:1] == b"l" else "big")
    fields = int.from_bytes(huge[12:16], "little" if huge[:1] == b"l" else "big")
    header = 16 + fields + -fields % 8
    data = bytes(huge[:header]) + bytes(length) + call.serialise(8)
    with pair() as (wire, ours):
        sender = Thread(target=ours.sendall, args=(data,))
        sender.start()
        assert wire.receive().header.serial == 8
        sender.join()
        answer = Wire(ours).receive()
        assert answer.header.fields[HeaderFields.error_name].endswith("LimitsExceeded")


def _ended(process: "subprocess.Popen[bytes]") -> int | None:
    """End the program; a signal just before it waits for the bus is heard late."""
    for _ in range(5):
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            return process.wait(1)
    return process.poll()
