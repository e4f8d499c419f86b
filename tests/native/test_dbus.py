"""The bus connection, with a bus of a few lines at the other end of a socket."""

import select
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from tests.systems import only_on

only_on("linux")

from jeepney import (  # type: ignore[import-untyped]  # noqa: E402
    DBusAddress,
    HeaderFields,
    Message,
    MessageFlag,
    MessageType,
    Parser,
    new_error,
    new_method_call,
    new_method_return,
    new_signal,
)

from movebreak.native.dbus import Bus  # noqa: E402
from movebreak.native.dbus_messages import (  # noqa: E402
    BusLostError,
    Call,
    Heard,
    NoAnswerError,
    RefusedError,
    Remote,
    StoppedError,
)
from tests.waiting import eventually  # noqa: E402

SERVER = Remote("org.example.Server", "/server", "org.example.Server")
EMITTER = DBusAddress("/server", interface="org.example.Server")
ASK = Call(SERVER, "Ask", "s", ("what",))


@dataclass
class FarEnd:
    """The bus, as the test speaks for it."""

    wire: socket.socket
    parser: Parser = field(default_factory=Parser)
    serial: int = 100

    def next(self) -> Message:
        """Return the next message that was sent."""
        while (message := self.parser.get_next_message()) is None:
            self.parser.add_data(self.wire.recv(4096))
        return message

    def packed(self, message: Message) -> bytes:
        """Return a message as it goes over the wire."""
        self.serial += 1
        return bytes(message.serialise(self.serial))

    def say(self, *messages: Message) -> None:
        """Send messages in one piece."""
        self.wire.sendall(b"".join(self.packed(each) for each in messages))

    def signal(self, word: str) -> Message:
        """Return a signal with this word."""
        return new_signal(EMITTER, "Said", "s", (word,))


@pytest.fixture
def ends() -> Iterator[tuple[Bus, FarEnd]]:
    """Have both ends of a connection, whose calls last a second."""
    near, far = socket.socketpair()
    far.settimeout(10)
    bus = Bus(near, patience=1)
    yield bus, FarEnd(far)
    bus.close()
    far.close()


def answer(far: FarEnd, *before: Message, after: tuple[Message, ...] = ()) -> None:
    """Answer the next call on a thread, with signals before and after it."""

    def run() -> None:
        call = far.next()
        far.say(*before, new_method_return(call, "s", ("this",)), *after)

    threading.Thread(target=run).start()


def words(*heard: object) -> list[str]:
    """Return what the signals said."""
    return [str(getattr(each, "body", ("",))[0]) for each in heard]


def taken(bus: Bus, count: int) -> list[Heard]:
    """Take until so much has come."""
    heard: list[Heard] = []

    def enough() -> bool:
        heard.extend(bus.take())
        return len(heard) >= count

    assert eventually(enough)
    return heard


def test_a_call_gets_its_answer(ends: tuple[Bus, FarEnd]) -> None:
    """The answer is the one to this call."""
    bus, far = ends
    answer(far)

    assert bus.call(ASK).body == ("this",)


def test_before_and_after_the_answer_are_told_apart(ends: tuple[Bus, FarEnd]) -> None:
    """Signals of the same batch are kept, in order, and sorted by the answer."""
    bus, far = ends
    before = (far.signal("one"), far.signal("two"))
    answer(far, *before, after=(far.signal("three"),))
    bus.call(ASK)

    assert words(*bus.earlier()) == ["one", "two"]
    assert words(bus.receive()) == ["three"]


def test_nothing_is_lost_that_nobody_took(ends: tuple[Bus, FarEnd]) -> None:
    """What came before the answer is received later, in its order."""
    bus, far = ends
    answer(far, far.signal("one"), after=(far.signal("two"),))
    bus.call(ASK)

    assert words(bus.receive(), bus.receive()) == ["one", "two"]


def test_an_error_is_raised(ends: tuple[Bus, FarEnd]) -> None:
    """An error answer says its name and its words."""
    bus, far = ends

    def refuse() -> None:
        far.say(new_error(far.next(), "org.example.No", "s", ("not today",)))

    threading.Thread(target=refuse).start()
    with pytest.raises(RefusedError, match=r"org\.example\.No: not today"):
        bus.call(ASK)


def test_a_late_answer_is_received(ends: tuple[Bus, FarEnd]) -> None:
    """Nobody waits longer than the patience; the answer comes like a signal."""
    bus, far = ends
    with pytest.raises(NoAnswerError) as caught:
        bus.call(ASK)
    far.say(new_method_return(far.next(), "s", ("late",)))
    heard = bus.receive()

    assert heard is not None
    assert (heard.answers, heard.body) == (caught.value.serial, ("late",))


def test_others_do_not_prolong_the_wait(ends: tuple[Bus, FarEnd]) -> None:
    """A talkative bus cannot make a call last for ever."""
    bus, far = ends
    ended = threading.Event()

    def talk() -> None:
        while not ended.wait(0.05):
            far.say(far.signal("chatter"))

    talker = threading.Thread(target=talk)
    talker.start()
    try:
        with pytest.raises(NoAnswerError):
            bus.call(ASK)
    finally:
        ended.set()
        talker.join()


def test_a_message_may_come_in_pieces(ends: tuple[Bus, FarEnd]) -> None:
    """Byte by byte, or many at once."""
    bus, far = ends
    data = far.packed(far.signal("x" * 70_000)) + far.packed(far.signal("short"))

    def drip() -> None:
        for at in range(20):
            far.wire.sendall(data[at : at + 1])
        far.wire.sendall(data[20:])

    threading.Thread(target=drip).start()
    assert words(bus.receive(), bus.receive()) == ["x" * 70_000, "short"]


def test_another_thread_can_wake_it(ends: tuple[Bus, FarEnd]) -> None:
    """Woken once for any number of calls, also when woken before it slept."""
    bus, far = ends
    for _ in range(100_000):
        bus.wake()
    assert bus.receive() is None
    far.say(far.signal("next"))
    while (heard := bus.receive()) is None:
        continue

    assert words(heard) == ["next"]


def test_waking_does_not_disturb_a_call(ends: tuple[Bus, FarEnd]) -> None:
    """The call gets its answer, and the waking is not forgotten."""
    bus, far = ends
    bus.wake()
    answer(far)

    assert bus.call(ASK).body == ("this",)
    assert bus.receive() is None


def test_stop_ends_the_sleep(ends: tuple[Bus, FarEnd]) -> None:
    """A stopped connection can still be told a last thing."""
    bus, far = ends
    threading.Thread(target=bus.stop).start()
    with pytest.raises(StoppedError):
        bus.receive()
    bus.send(ASK)

    assert far.next().header.flags & MessageFlag.no_reply_expected


def test_nobody_starts_what_shall_not_be_started(ends: tuple[Bus, FarEnd]) -> None:
    """The bus is told when it may not start a program for a call."""
    bus, far = ends
    bus.send(Call(SERVER, "Ask", start=False))

    assert far.next().header.flags & MessageFlag.no_auto_start


def test_what_came_is_taken_without_waiting(ends: tuple[Bus, FarEnd]) -> None:
    """All that is there, in its order; nothing when nothing came."""
    bus, far = ends
    assert bus.take() == []
    answer(far, far.signal("one"), after=(far.signal("two"),))
    bus.call(ASK)
    far.say(far.signal("three"), far.signal("x" * 70_000), far.signal("four"))

    expected = ["one", "two", "three", "x" * 70_000, "four"]
    assert words(*taken(bus, 5)) == expected
    assert bus.take() == []


def test_a_flood_is_taken_in_parts(ends: tuple[Bus, FarEnd]) -> None:
    """Whoever talks without end keeps nobody from doing other things."""
    bus, far = ends
    ended = threading.Event()

    def talk() -> None:
        signal = far.packed(far.signal("x" * 10_000))
        while not ended.is_set():
            far.wire.sendall(signal)

    talker = threading.Thread(target=talk)
    talker.start()
    try:
        for _ in range(3):
            assert len(bus.take()) <= 64 * 16 * 1024 // 10_000 + 1
    finally:
        ended.set()
        while talker.is_alive():
            bus.take()
        talker.join()


def test_what_came_with_an_answer_is_told_of(ends: tuple[Bus, FarEnd]) -> None:
    """The descriptor tells nothing of what was read already, so it says so itself."""
    bus, far = ends
    assert not bus.holds()
    answer(far, after=(far.signal("one"),))
    bus.call(ASK)

    assert bus.holds()
    assert select.select([bus.fileno()], [], [], 0)[0] == []
    assert words(*bus.take()) == ["one"]
    assert not bus.holds()


def test_an_answer_may_be_taken_later(ends: tuple[Bus, FarEnd]) -> None:
    """It comes like a signal, with the serial of its call, and so does a refusal."""
    bus, far = ends
    serials = [bus.ask(ASK), bus.ask(ASK)]
    far.say(
        new_method_return(far.next(), "s", ("this",)),
        new_error(far.next(), "org.example.No", "s", ("not today",)),
    )
    heard = taken(bus, 2)

    assert [each.answers for each in heard] == serials
    assert [each.error for each in heard] == ["", "org.example.No"]


def test_a_signal_says_which_object_sent_it(ends: tuple[Bus, FarEnd]) -> None:
    """Programs have many objects with the same signals."""
    bus, far = ends
    far.say(far.signal("one"))
    heard = bus.receive()

    assert heard is not None
    assert heard.path == "/server"


def test_the_end_of_the_bus_is_seen(ends: tuple[Bus, FarEnd]) -> None:
    """Reading, calling and sending say that the bus is lost."""
    bus, far = ends
    far.wire.close()

    for use in (bus.receive, bus.take, lambda: bus.call(ASK), lambda: bus.ask(ASK)):
        with pytest.raises(BusLostError):
            use()


def test_a_bus_that_reads_nothing_blocks_nobody(ends: tuple[Bus, FarEnd]) -> None:
    """Sending is limited in time as well."""
    bus, _ = ends
    more_than_fits = Call(SERVER, "Ask", "s", ("x" * 10_000_000,))

    with pytest.raises(BusLostError):
        bus.send(more_than_fits)


def test_whoever_calls_us_is_not_left_waiting(ends: tuple[Bus, FarEnd]) -> None:
    """Calls to us are answered by an error, when an answer is expected."""
    bus, far = ends
    silent = new_method_call(DBusAddress("/x", ":1.5", "a.b"), "Hush")
    silent.header.flags = MessageFlag.no_reply_expected
    loud = new_method_call(DBusAddress("/x", ":1.5", "a.b"), "Hey")
    far.say(silent, loud, far.signal("next"))

    assert words(bus.receive()) == ["next"]
    reply = far.next()
    assert reply.header.message_type == MessageType.error
    assert reply.header.fields[HeaderFields.reply_serial] == far.serial - 1


def test_an_odd_message_costs_nothing_else(ends: tuple[Bus, FarEnd]) -> None:
    """What cannot be unpacked is passed over, and the next one is heard."""
    bus, far = ends
    odd = bytearray(far.packed(far.signal("odd")))
    # The code of the first header field, of which the specification may add new ones.
    odd[16] = 99
    far.wire.sendall(bytes(odd))
    far.say(far.signal("next"))

    assert words(bus.receive()) == ["next"]


def test_what_is_no_message_ends_the_connection(ends: tuple[Bus, FarEnd]) -> None:
    """After nonsense nothing can be trusted any more."""
    bus, far = ends
    far.wire.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with pytest.raises(BusLostError):
        bus.receive()


def test_closing_twice_and_waking_later_are_harmless(ends: tuple[Bus, FarEnd]) -> None:
    """Other threads may come too late."""
    bus, _ = ends
    bus.close()
    bus.close()
    bus.wake()
    bus.stop()
