"""What Windows tells, and what is made of it; the calls are played here."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from movebreak.core.settings import QuietRules
from movebreak.errors import UnavailableError
from movebreak.senses import windows
from movebreak.senses.windows import Box, Front, Use

BOOTED = 133_000_000_000_000_000
LATER = BOOTED + 600_000_000  # a minute
SCREEN: Box = (1920, 0, 3840, 1080)  # the second of two

NOW = {"LastUsedTimeStart": LATER, "LastUsedTimeStop": 0}
PACKAGE = "Microsoft.WindowsCamera_8wekyb3d8bbwe"
ZOOM = "C:#Program Files#Zoom#bin#Zoom.exe"


@dataclass
class FakeWindows:
    """A Windows that answers what it was told, or fails when `silent`."""

    state: int = 5
    front: Front | None = None
    held: tuple[Use, ...] = ()
    lock: tuple[int, int] = (0, 1)
    desktop: bool = True
    silent: bool = False
    asked: str = ""

    def notification_state(self) -> int:
        """Answer what the shell says."""
        self._check()
        return self.state

    def front_window(self) -> Front | None:
        """Answer which window is in front."""
        self._check()
        return self.front

    def session(self) -> tuple[int, int]:
        """Answer how the session is."""
        self._check()
        return self.lock

    def has_input_desktop(self) -> bool:
        """Answer whether the desktop is ours."""
        return self.desktop

    def uses(self, kind: str) -> list[Use]:
        """Answer what the registry holds."""
        self._check()
        self.asked = kind
        return list(self.held)

    def booted(self) -> int:
        """Answer when the machine was started."""
        return BOOTED

    def _check(self) -> None:
        if self.silent:
            raise OSError(2, "no such key")


def full_screen(system: FakeWindows) -> windows.FullScreen:
    """Return the sense for full screen."""
    return windows.FullScreen(system.notification_state, system.front_window)


def front(box: Box, name: str = "Chrome_WidgetWin_1") -> Front:
    """Return a window in front."""
    return name, box, SCREEN


@pytest.mark.parametrize(
    ("last", "now", "expected"),
    [
        (1_000, 1_000, 0),
        (1_000, 4_500, 3_500),
        (0, 2**32 - 60_001, 2**32 - 60_001),
        (2**32 - 1_000, 500, 1_500),
        (5, 4, 0),
        (500, 2**32 - 1_000, 0),
        (2**32 - 1, 2**32 - 1, 0),
    ],
)
def test_idle_time_survives_the_wrap(last: int, now: int, expected: int) -> None:
    """The counters begin anew every 49.7 days; an input just ahead is no input ago."""
    assert windows.since(last, now) == timedelta(milliseconds=expected)


def test_the_last_input_is_read_before_the_time_of_now() -> None:
    """An input between the two readings makes nobody idle for 49 days."""
    order: list[str] = []

    def last_input() -> int:
        order.append("input")
        return 40

    def ticks() -> int:
        order.append("now")
        return 100

    assert windows.Idle(last_input, ticks).read() == timedelta(milliseconds=60)
    assert order == ["input", "now"]


@pytest.mark.parametrize(
    ("key", "name"),
    [
        (ZOOM, "Zoom"),
        ("C:#Program Files#zoom.exe", "zoom"),
        ("D:#Games#MUMBLE.EXE", "MUMBLE"),
        ("C:#opt#tool.v2#listen.exe", "listen"),
        ("C:#opt#no-ending", "no-ending"),
        (PACKAGE, "WindowsCamera"),
        ("MSTeams_8wekyb3d8bbwe", "MSTeams"),
        ("91750D7E.Slack_8she8kybcnzg4", "Slack"),
        ("plain", "plain"),
    ],
)
def test_programs_have_names_that_people_know(key: str, name: str) -> None:
    """Paths lose their folders, packages their publisher and their hash."""
    assert windows.program(key) == name


@pytest.mark.parametrize(
    ("values", "used"),
    [
        ({"LastUsedTimeStart": LATER, "LastUsedTimeStop": 0}, True),
        ({"LastUsedTimeStart": LATER, "LastUsedTimeStop": LATER + 1}, False),
        ({"LastUsedTimeStart": BOOTED - 1, "LastUsedTimeStop": 0}, False),
        ({"LastUsedTimeStop": 0}, False),
        ({"LastUsedTimeStart": LATER}, False),
        ({"LastUsedTimeStart": "late", "LastUsedTimeStop": 0}, False),
        ({"Value": "Allow"}, False),
        ({}, False),
    ],
)
def test_what_began_and_never_stopped_is_in_use(
    values: dict[str, object], *, used: bool
) -> None:
    """Only since the machine was started: a crash leaves such records for ever."""
    assert windows.is_in_use(values, BOOTED) is used


def test_the_microphone_names_who_listens() -> None:
    """Once each, in order, wherever the record lies."""
    held: tuple[Use, ...] = (
        ("NonPackaged", {}),
        (ZOOM, NOW),
        ("C:#old#Zoom.exe", NOW),
        ("C:#Discord.exe", {**NOW, "LastUsedTimeStop": LATER}),
        ("MSTeams_8wekyb3d8bbwe", NOW),
    )
    system = FakeWindows(held=held)
    sense = windows.microphone(system.uses, system.booted)

    assert sense.look() == "microphone in use by MSTeams and Zoom"
    assert system.asked == "microphone"


def test_the_camera_is_a_webcam_to_windows() -> None:
    """It is asked for by that name, and called a camera for people."""
    system = FakeWindows(held=((PACKAGE, NOW),))

    look = windows.camera(system.uses, system.booted).look()

    assert (look, system.asked) == ("camera in use by WindowsCamera", "webcam")


def test_nobody_listens() -> None:
    """No record is an answer: free."""
    system = FakeWindows()

    assert windows.microphone(system.uses, system.booted).look() is None


@pytest.mark.parametrize("state", [1, 5, 6, 7, 0, 99])
def test_other_states_are_no_full_screen(state: int) -> None:
    """A locked screen, quiet hours, an open start menu: nothing fills the screen."""
    system = FakeWindows(state, front(SCREEN))

    assert full_screen(system).look() is None


def test_a_busy_shell_and_a_full_window_are_full_screen() -> None:
    """A browser or a film, also when it reaches beyond the edges."""
    for box in (SCREEN, (1912, -8, 3848, 1088)):
        system = FakeWindows(2, front(box))
        assert full_screen(system).look() == "a program fills the screen"


@pytest.mark.parametrize(
    "window",
    [
        None,
        front((1920, 0, 3840, 1040)),
        front((1920, 30, 3840, 1080)),
        front((2000, 0, 3840, 1080)),
        front((1920, 0, 3000, 1080)),
        front(SCREEN, "Progman"),
        front(SCREEN, "WorkerW"),
    ],
)
def test_a_busy_shell_alone_is_not(window: Front | None) -> None:
    """A driver's overlay keeps the shell busy all day; then the window decides."""
    assert full_screen(FakeWindows(2, window)).look() is None


def test_games_and_talks_need_no_window() -> None:
    """The shell is sure of these two."""
    assert full_screen(FakeWindows(3)).look() == "a program fills the screen"
    assert full_screen(FakeWindows(4)).look() == "you are presenting"


def test_quiet_hours_are_told_and_do_not_disturb_is_not() -> None:
    """Windows names only its own quiet hours; all else is unknown, never free."""
    assert windows.QuietHours(FakeWindows(6).notification_state).look() == "quiet hours"
    with pytest.raises(UnavailableError, match="does not tell programs") as caught:
        windows.QuietHours(FakeWindows(5).notification_state).look()
    assert "movebreak meeting" in caught.value.hint


def test_silence_is_unknown() -> None:
    """A Windows that does not answer makes no sense say free."""
    system = FakeWindows(silent=True)
    senses = (
        full_screen(system),
        windows.QuietHours(system.notification_state),
        windows.microphone(system.uses, system.booted),
        windows.camera(system.uses, system.booted),
    )
    for sense in senses:
        with pytest.raises(UnavailableError, match=r"does not tell .*: no such key"):
            sense.look()


def test_every_sense_has_a_switch_of_its_own() -> None:
    """Four senses, four switches; all but do-not-disturb need somebody there."""
    system = FakeWindows()
    senses = (
        full_screen(system),
        windows.QuietHours(system.notification_state),
        windows.microphone(system.uses, system.booted),
        windows.camera(system.uses, system.booted),
    )
    attend = {sense.switch: sense.attends for sense in senses}

    assert set(attend) == set(QuietRules.__dataclass_fields__) - {"hold_limit"}
    assert [each for each, attends in attend.items() if not attends] == [
        "do_not_disturb"
    ]


@pytest.mark.parametrize(
    ("state", "flags", "locked"),
    [(0, 1, False), (0, 0, True), (4, 1, True), (4, 0, True), (4, -1, True)],
)
def test_the_session_tells_of_the_lock(state: int, flags: int, *, locked: bool) -> None:
    """A session that was switched away from counts as locked."""
    system = FakeWindows(lock=(state, flags), state=1, desktop=False)

    assert lock(system).read() is locked


@pytest.mark.parametrize(
    ("state", "desktop", "locked"),
    [(5, True, False), (1, True, True), (5, False, True), (2, True, False)],
)
def test_the_shell_and_the_desktop_help_out(
    state: int, *, desktop: bool, locked: bool
) -> None:
    """Where the session keeps silent or does not know, either of the two will do."""
    system = FakeWindows(state, desktop=desktop, lock=(0, -1))

    def silent() -> tuple[int, int]:
        raise OSError(120, "not here")

    assert lock(system).read() is locked
    other = windows.Lock(silent, system.notification_state, system.has_input_desktop)
    assert other.read() is locked


def test_a_lock_nobody_tells_of_is_an_error() -> None:
    """Then the one who asked must say that it is unknown."""
    with pytest.raises(OSError, match="no such key"):
        lock(FakeWindows(silent=True)).read()


def lock(system: FakeWindows) -> windows.Lock:
    """Return the reader of the lock."""
    return windows.Lock(
        system.session, system.notification_state, system.has_input_desktop
    )
