"""Do-not-disturb, as the notification servers say it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from movebreak.errors import UnavailableError
from movebreak.senses.quiet.disturb import (
    Ask,
    DoNotDisturb,
    Question,
    RefusedQuestionError,
)

WHO = "GetServerInformation"
UNKNOWN = "org.freedesktop.DBus.Error.UnknownMethod"
Answers = dict[str, tuple[Any, ...] | Exception]


class Desk:
    """A bus whose answers a test gives, by method, and settings by key."""

    def __init__(
        self, answers: Answers, settings: dict[str, str] | None = None
    ) -> None:
        self.answers = answers
        self.settings = settings or {}
        self.asked: list[Question] = []
        self.open = 0

    def sense(self) -> DoNotDisturb:
        """Return the sense that asks here."""
        return DoNotDisturb(self.connect, self.setting)

    @contextmanager
    def connect(self) -> Iterator[Ask]:
        """Count the connections."""
        self.open += 1
        yield self.ask
        self.open -= 1

    def ask(self, question: Question) -> tuple[Any, ...]:
        """Answer."""
        self.asked.append(question)
        answer = self.answers.get(question.method, RefusedQuestionError(UNKNOWN))
        if isinstance(answer, Exception):
            raise answer
        return answer

    def setting(self, _: str, key: str) -> str:
        """Return a setting."""
        return self.settings[key]


def served(name: str, **answers: tuple[Any, ...] | Exception) -> Desk:
    """Return a desk with this server."""
    return Desk({WHO: (name, "vendor", "1.0", "1.2"), **answers})


@pytest.mark.parametrize(
    ("desk", "quiet"),
    [
        (served("Plasma", Get=(("b", True),)), True),
        (served("Plasma", Get=(("b", False),)), False),
        (served("dunst", Get=(("b", True),)), True),
        (served("Xfce Notify Daemon", GetProperty=(("b", True),)), True),
        (served("Xfce Notify Daemon", GetProperty=(("b", False),)), False),
        (served("SwayNotificationCenter", GetDnd=(True,)), True),
        (served("SwayNotificationCenter", GetDnd=(False,)), False),
        (served("mako", ListModes=(["default", "do-not-disturb"],)), True),
        (served("mako", ListModes=(["default", "DND"],)), True),
        (served("mako", ListModes=(["default", "away"],)), False),
        (served("mako", ListModes=([],)), False),
    ],
)
def test_servers(desk: Desk, quiet: bool) -> None:  # noqa: FBT001 - a table
    """Each server is asked in its own way."""
    assert desk.sense().look() == ("do not disturb" if quiet else None)


@pytest.mark.parametrize("value", ["true\n", "false\n"])
def test_gnome(value: str) -> None:
    """GNOME shows banners, or does not."""
    desk = Desk({WHO: ("gnome-shell", "GNOME", "43", "1.2")}, {"show-banners": value})
    assert (desk.sense().look() is None) == (value == "true\n")


@pytest.mark.parametrize(
    ("server", "key", "quiet"),
    [
        (("Notification Daemon", "MATE"), "do-not-disturb", "true"),
        (("cinnamon", "GNOME"), "display-notifications", "false"),
    ],
)
def test_kin_of_gnome(server: tuple[str, str], key: str, quiet: str) -> None:
    """Cinnamon and MATE have settings of their own."""
    for value in ("true", "false"):
        looked = Desk({WHO: server}, {key: value}).sense().look()
        assert (looked is not None) == (value == quiet)


def test_xfce_before_the_first_time() -> None:
    """What was never set is off."""
    missing = RefusedQuestionError("org.xfce.Xfconf.Error.PropertyNotFound")
    assert served("Xfce Notify Daemon", GetProperty=missing).sense().look() is None


def test_only_the_owner_is_asked() -> None:
    """Nobody but the server there is hears a question."""
    desk = served("dunst", Get=(("b", False),))
    sense = desk.sense()
    sense.look()
    assert [each.method for each in desk.asked] == [WHO, "Get"]
    assert {each.name for each in desk.asked} == {"org.freedesktop.Notifications"}
    assert desk.asked[1].words == ("org.dunstproject.cmd0", "paused")
    assert (sense.name, desk.open) == ("dunst", 0)


@pytest.mark.parametrize(
    ("desk", "says"),
    [
        (Desk({}), "no program shows notifications"),
        (served("notify-osd"), "notify-osd does not tell"),
        (served("mako"), "mako does not tell"),
        (served("dunst", Get=(("s", "yes"),)), "makes no sense"),
        (served("dunst", Get=()), "makes no sense"),
        (served("SwayNotificationCenter", GetDnd=("x",)), "makes no sense"),
        (served("mako", ListModes=("dnd",)), "makes no sense"),
        (served("Xfce Notify Daemon"), "does not tell"),
        (Desk({WHO: ("gnome-shell",)}, {"show-banners": "'x'"}), "no yes or no"),
    ],
)
def test_unknown(desk: Desk, says: str) -> None:
    """What cannot be understood is unknown, and says why."""
    with pytest.raises(UnavailableError, match=says):
        desk.sense().look()


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda each: st.lists(each, max_size=3) | st.tuples(each, each),
    max_leaves=6,
)
ANSWERS = st.lists(ANYTHING, max_size=4).map(tuple)
NAMES = st.sampled_from(
    ["dunst", "mako", "SwayNotificationCenter", "Xfce Notify Daemon", "Plasma"]
)


@given(NAMES | st.text(), ANSWERS)
def test_any_answer(name: str, answer: tuple[object, ...]) -> None:
    """Whatever comes over the bus is a yes, a no, or unknown."""
    methods = ("Get", "GetProperty", "GetDnd", "ListModes")
    desk = served(name, **dict.fromkeys(methods, answer))
    desk.settings["show-banners"] = "false"
    with suppress(UnavailableError):
        assert desk.sense().look() in {None, "do not disturb"}


@given(ANSWERS)
def test_any_server(answer: tuple[object, ...]) -> None:
    """Whatever a server calls itself, there is no other failure."""
    with pytest.raises(UnavailableError):
        Desk({WHO: answer}).sense().look()
