"""Opens links in the browser of the person, and does not wait until it is closed."""

import webbrowser
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Final

# Python itself waits five seconds for some browsers.
PATIENCE: Final = 6.0

_looking = Lock()


def browse(link: str) -> bool:
    """Open the link; say whether a browser could be started."""
    # While one thread looks for browsers, Python tells all others that there is none.
    with _looking, suppress(webbrowser.Error, ValueError):
        webbrowser.get()
    opened: SimpleQueue[bool] = SimpleQueue()
    Thread(target=lambda: opened.put(_open(link)), daemon=True).start()
    try:
        return opened.get(timeout=PATIENCE)
    except Empty:
        # One that Python does not know, named by the variable BROWSER, runs on.
        return True


def _open(link: str) -> bool:
    try:
        return webbrowser.open(link)
    except ValueError:
        # The variable BROWSER holds a quote that is not closed.
        return False
