"""What macOS tells, and what is made of it; the calls are played here."""

from dataclasses import dataclass, field

import pytest

from movebreak.core.settings import QuietRules
from movebreak.errors import UnavailableError
from movebreak.senses import macos
from movebreak.senses.macos import Box

SCREEN: Box = (0, 0, 1512, 982)
SECOND: Box = (1512, -100, 3432, 980)


@dataclass(frozen=True)
class Window:
    """A window, by default one of Keynote's that fills the first screen."""

    owner: int = 7
    program: str = "Keynote"
    layer: int = 0
    box: Box = SCREEN


SMALL: Box = (100, 100, 600, 400)


@dataclass
class FakeAudio:
    """A macOS with programs that take sound in, or not, and one that is gone.

    `old` knows no programs, only devices.
    """

    listening: dict[str, bool] = field(default_factory=dict)
    old: bool = False
    silent: bool = False
    microphone: int = 40
    speaker: int = 41
    running: bool = False

    def audio_processes(self) -> list[int]:
        """Answer which programs have sound; the first has just ended."""
        if self.old or self.silent:
            raise OSError(2003332927, "who?")
        return [99, *range(len(self.listening))]

    def takes_input(self, process: int, /) -> bool:
        """Answer whether the program listens."""
        if process == 99:
            raise OSError(560947818, "!obj")
        return list(self.listening.values())[process]

    def program(self, process: int, /) -> str:
        """Answer its name; the one called "!" has just ended."""
        name = list(self.listening)[process]
        if name == "!":
            raise OSError(560947818, "!obj")
        return name

    def default_input(self) -> int:
        """Answer which microphone is used."""
        if self.silent:
            raise OSError(1, "nope")
        return self.microphone

    def default_output(self) -> int:
        """Answer which speaker is used."""
        return self.speaker

    def audio_runs(self, device: int, /) -> bool:
        """Answer whether the device is used."""
        return self.running and device in (self.microphone, self.speaker)


def silent() -> list[int]:
    """Answer nothing."""
    raise OSError(0, "no desktop")


@pytest.mark.parametrize(
    ("session", "locked"),
    [
        ({}, False),
        ({"kCGSSessionOnConsoleKey": True}, False),
        ({"CGSSessionScreenIsLocked": True, "kCGSSessionOnConsoleKey": True}, True),
        ({"CGSSessionScreenIsLocked": 1}, True),
        ({"CGSSessionScreenIsLocked": False}, False),
        ({"kCGSSessionOnConsoleKey": False}, True),
    ],
)
def test_the_session_tells_of_the_lock(
    session: dict[str, object], *, locked: bool
) -> None:
    """The key is there only while it is locked; another person's session counts too."""
    assert macos.Lock(lambda: session).read() is locked


def test_a_window_as_large_as_a_screen_fills_it() -> None:
    """On any of the screens."""
    for box in (SCREEN, SECOND):
        assert macos.filling([Window(box=box)], [SCREEN, SECOND]) == "Keynote"
    sense = macos.FullScreen(lambda: [Window()], lambda: [SCREEN])
    assert sense.look() == "Keynote fills the screen"


def test_a_bar_or_a_panel_before_it_does_not_hide_it() -> None:
    """The front program counts with all its windows, what floats not at all."""
    windows = [
        Window(1, "Dock", 20, SMALL),
        Window(box=SMALL),
        Window(box=SCREEN),
    ]

    assert macos.filling(windows, [SCREEN]) == "Keynote"


@pytest.mark.parametrize(
    "windows",
    [
        [],
        [Window(box=(0, 38, 1512, 982))],
        [Window(box=(0, 0, 1512, 900))],
        [Window(layer=25)],
        [Window(8, "Notes", 0, SMALL), Window()],
    ],
)
def test_anything_else_is_no_full_screen(windows: list[Window]) -> None:
    """A large window below the menu bar, a veil, a film behind the notes."""
    assert macos.FullScreen(lambda: windows, lambda: [SCREEN]).look() is None


def test_a_program_without_a_name_may_fill_the_screen() -> None:
    """Then it is just a program."""
    sense = macos.FullScreen(lambda: [Window(program="")], lambda: [SCREEN])

    assert sense.look() == "a program fills the screen"


def test_the_microphone_names_who_listens() -> None:
    """Helpers by the name of their program; playing alone is not listening."""
    audio = FakeAudio(
        {
            "zoom.us": True,
            "Google Chrome Helper": True,
            "Google Chrome Helper (Renderer)": True,
            "Music": False,
        }
    )

    look = macos.Microphone(audio).look()

    assert look == "microphone in use by Google Chrome and zoom.us"


def test_a_program_without_a_name_may_listen() -> None:
    """Also when it ends before it is asked for its name."""
    for name in ("", "!"):
        look = macos.Microphone(FakeAudio({name: True})).look()
        assert look == "microphone in use"


def test_waiting_for_a_spoken_word_is_not_a_call() -> None:
    """What listens all day must not hold reminders all day."""
    assert macos.Microphone(FakeAudio({"corespeechd": True})).look() is None


def test_an_older_system_tells_of_the_device() -> None:
    """Without names; no microphone at all is free."""
    assert macos.Microphone(FakeAudio(old=True)).look() is None
    used = FakeAudio(old=True, running=True)
    assert macos.Microphone(used).look() == "microphone in use"
    none = FakeAudio(old=True, running=True, microphone=0, speaker=0)
    assert macos.Microphone(none).look() is None


def test_a_headset_that_plays_is_unknown_on_an_older_system() -> None:
    """It may be music or a call; unused it is free."""
    headset = FakeAudio(old=True, running=True, speaker=40)

    with pytest.raises(UnavailableError, match="in which direction"):
        macos.Microphone(headset).look()
    headset.running = False
    assert macos.Microphone(headset).look() is None


def test_any_camera_counts() -> None:
    """One of two is enough, and none is free."""
    assert (
        macos.Camera(lambda: [3, 4], lambda each: each == 4).look() == "camera in use"
    )
    assert macos.Camera(lambda: [3, 4], lambda _: False).look() is None
    assert macos.Camera(list, lambda _: True).look() is None


def test_silence_is_unknown() -> None:
    """A macOS that does not answer makes no sense say free."""
    senses = (
        macos.FullScreen(lambda: [Window()], silent_screens),
        macos.Microphone(FakeAudio(silent=True)),
        macos.Camera(silent, lambda _: True),
    )
    for sense in senses:
        with pytest.raises(UnavailableError, match="macOS does not tell"):
            sense.look()


def test_focus_is_never_known() -> None:
    """It says so, and what helps."""
    with pytest.raises(UnavailableError, match="does not tell programs") as caught:
        macos.Focus().look()
    assert "movebreak meeting" in caught.value.hint


def test_every_sense_has_a_switch_of_its_own() -> None:
    """Four senses, four switches; all but do-not-disturb need somebody there."""
    senses = (
        macos.FullScreen(list, list),
        macos.Microphone(FakeAudio()),
        macos.Camera(list, lambda _: True),
        macos.Focus(),
    )
    attend = {sense.switch: sense.attends for sense in senses}

    assert set(attend) == set(QuietRules.__dataclass_fields__) - {"hold_limit"}
    assert [each for each, attends in attend.items() if not attends] == [
        "do_not_disturb"
    ]


def silent_screens() -> list[Box]:
    """Answer nothing."""
    raise OSError(0, "no desktop")
