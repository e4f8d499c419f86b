"""Do-not-disturb on a Linux desktop: the session bus, and the settings of GNOME."""

import errno
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from movebreak.errors import UnavailableError
from movebreak.native import children
from movebreak.native.dbus import Bus, connect
from movebreak.native.dbus_messages import (
    BusLostError,
    Call,
    NoAnswerError,
    RefusedError,
    Remote,
)
from movebreak.senses.quiet.disturb import (
    Ask,
    DoNotDisturb,
    Question,
    RefusedQuestionError,
)

# In seconds, for each of up to three questions.
PATIENCE: Final = 0.5

Address = Callable[[], str | None]


def do_not_disturb(address: Address, env: Mapping[str, str]) -> DoNotDisturb:
    """Return the sense; `address` returns where the session bus is, None without one.

    `env` is what gsettings finds the session by.
    """
    return DoNotDisturb(
        lambda: _session_bus(address()), lambda *names: _setting(env, *names)
    )


@contextmanager
def _session_bus(address: str | None) -> Iterator[Ask]:
    if address is None:
        raise UnavailableError("there is no session bus")
    try:
        bus = connect(address, PATIENCE)
    except BusLostError as error:
        raise UnavailableError(f"the session bus cannot be reached: {error}") from error
    try:
        yield lambda question: _answer(bus, question)
    finally:
        bus.close()


def _answer(bus: Bus, question: Question) -> tuple[Any, ...]:
    remote = Remote(question.name, question.path, question.interface)
    signature = "s" * len(question.words)
    call = Call(remote, question.method, signature, question.words, start=False)
    try:
        return bus.call(call).body
    except RefusedError as error:
        raise RefusedQuestionError(error.name) from error
    except NoAnswerError as error:
        raise UnavailableError("the notification server gives no answer") from error
    except BusLostError as error:
        raise UnavailableError(f"the session bus is gone: {error}") from error


def _setting(env: Mapping[str, str], schema: str, key: str) -> str:
    words = ("gsettings", "get", schema, key)
    try:
        said = children.run(words, PATIENCE, {**env, "LC_ALL": "C"})
    except children.ChildError as error:
        if error.errno == errno.ENOENT:
            raise UnavailableError(
                "gsettings cannot be found",
                hint="install it: libglib2.0-bin on Debian and Ubuntu, glib2 elsewhere",
            ) from error
        raise UnavailableError(
            f"the setting {schema} {key} cannot be read: {error.strerror}"
        ) from error
    return said.decode("utf-8", "replace")
