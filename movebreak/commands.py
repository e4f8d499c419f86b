"""What each command does, other than those below `movebreak drills`."""

from movebreak.errors import Exit, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import timedelta

    from movebreak.drill_commands import Ask, Given, Tell

DAYS = 30


def start(given: "Given", _: "Tell", __: "Ask") -> int:
    """Start movebreak."""
    from movebreak.starting import run  # noqa: PLC0415

    every = None if given.every is None else _length(given.every)
    return run(every, tray=not given.no_tray)


def pass_on(given: "Given", _: "Tell", ask: "Ask") -> int:
    """Have the running program answer."""
    from movebreak.control.messages import Request  # noqa: PLC0415

    args = tuple(getattr(given, "words", ()))
    as_json = getattr(given, "json", False)
    code = ask(Request(given.command, args, as_json))
    if given.command == "quit" and code == Exit.OK:
        _wait_for_the_end()
    return code


def today(_: "Given", tell: "Tell", __: "Ask") -> int:
    """Tell the day so far."""
    from movebreak import offline  # noqa: PLC0415

    tell(offline.today())
    return Exit.OK


def history(given: "Given", tell: "Tell", _: "Ask") -> int:
    """Show the last days, in the browser or as text."""
    from movebreak import offline  # noqa: PLC0415

    if given.form is None and given.days is None and _shown("history", tell):
        return Exit.OK
    tell(offline.history(given.days or DAYS, given.form or "table"))
    return Exit.OK


def summary(given: "Given", tell: "Tell", _: "Ask") -> int:
    """Sum up the day, or the week."""
    from movebreak import offline  # noqa: PLC0415

    tell(offline.week() if given.week else offline.summary())
    return Exit.OK


def export(given: "Given", tell: "Tell", _: "Ask") -> int:
    """Write the whole history to a file."""
    from pathlib import Path  # noqa: PLC0415

    from movebreak import offline  # noqa: PLC0415

    tell(offline.export(Path(given.file)))
    return Exit.OK


def forget(given: "Given", tell: "Tell", _: "Ask") -> int:
    """Delete from the history."""
    from movebreak import offline  # noqa: PLC0415

    tell(offline.forget(given.what, sure=given.yes))
    return Exit.OK


def settings(given: "Given", tell: "Tell", _: "Ask") -> int:
    """Open the settings, or tell where they are."""
    from movebreak import offline  # noqa: PLC0415

    if not given.path and not given.edit and _shown("settings", tell):
        return Exit.OK
    tell(offline.settings(only_path=given.path))
    return Exit.OK


def welcome(_: "Given", tell: "Tell", __: "Ask") -> int:
    """Show the first steps."""
    from movebreak import offline  # noqa: PLC0415

    if not _shown("welcome", tell):
        tell(offline.settings(only_path=False))
    return Exit.OK


def autostart(given: "Given", tell: "Tell", _: "Ask") -> int:
    """Switch the start at login, or tell how it stands."""
    from movebreak import login  # noqa: PLC0415

    tell(login.switch(given.switch, by_systemd=given.systemd))
    return Exit.OK


def entry(given: "Given", tell: "Tell", _: "Ask") -> int:
    """Switch the place among the applications, or tell how it stands."""
    from movebreak import login  # noqa: PLC0415

    tell(login.entry(given.switch))
    return Exit.OK


def guide(given: "Given", tell: "Tell", ask: "Ask") -> int:
    """Show how the drill goes, in the browser or as text."""
    if not given.text and _shown("guide", tell):
        return Exit.OK
    return pass_on(given, tell, ask)


def session(given: "Given", tell: "Tell", ask: "Ask") -> int:
    """Show, play or plan a session."""
    from movebreak import session_commands  # noqa: PLC0415

    return session_commands.session(given.words, tell, ask, text=given.text)


def focus(given: "Given", tell: "Tell", _: "Ask") -> int:
    """Tell or choose what sessions are for."""
    from movebreak import programme_commands  # noqa: PLC0415

    return programme_commands.focus(given.word, tell)


def programme(given: "Given", tell: "Tell", _: "Ask") -> int:
    """Show a page of the programme."""
    from movebreak import programme_commands  # noqa: PLC0415
    from movebreak.core.events import Page  # noqa: PLC0415

    return programme_commands.show(Page(given.page), tell)


def pages(given: "Given", tell: "Tell", _: "Ask") -> int:
    """Show any page in the browser."""
    from movebreak import browser  # noqa: PLC0415

    if given.stay:
        return browser.stay(given.page)
    tell(browser.show(given.page))
    return Exit.OK


def doctor(given: "Given", tell: "Tell", _: "Ask") -> int:
    """Tell what each part found."""
    from movebreak import offline  # noqa: PLC0415

    text, _well = offline.doctor(as_json=given.json)
    tell(text)
    return Exit.OK


def _wait_for_the_end() -> None:
    """Return when movebreak can be started again, or after five seconds."""
    from pathlib import Path  # noqa: PLC0415
    from threading import Event  # noqa: PLC0415

    from movebreak.control.instance import Instance  # noqa: PLC0415
    from movebreak.native.paths import lock_path  # noqa: PLC0415

    instance = Instance(Path(lock_path()))
    for _ in range(50):
        if instance.owner() is None:
            return
        Event().wait(0.1)


def _length(text: str) -> "timedelta":
    from datetime import timedelta  # noqa: PLC0415

    from movebreak.core.durations import parse  # noqa: PLC0415

    try:
        length = parse(text)
    except ValueError as wrong:
        raise UsageError(f"--every: {wrong}") from None
    if not timedelta(seconds=1) <= length <= timedelta(hours=4):
        raise UsageError(f'--every: "{text}" is out of range (allowed: 1s to 4h)')
    return length


def _shown(page: str, tell: "Tell") -> bool:
    from movebreak import browser  # noqa: PLC0415
    from movebreak.core.events import Page  # noqa: PLC0415

    return browser.shown(Page(page), tell)
