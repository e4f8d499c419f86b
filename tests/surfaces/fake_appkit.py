"""The part of macOS that a menu bar icon needs: it works, and refuses other threads."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from io import BytesIO
from queue import SimpleQueue
from threading import current_thread
from types import ModuleType
from typing import Any, Self, TypeVar

import pytest
from PIL import Image

from movebreak.surfaces import statusnotifier

MADE_HERE = ("pystray._darwin", "movebreak.surfaces.menu_bar")
Made = TypeVar("Made")


class Desktop:
    """What a person sees of it; the thread that runs the application is the main one.

    Until then it is the one that made this, as a program starts.
    """

    def __init__(self) -> None:
        self.main = current_thread()
        self.handed_over = 0
        self.in_the_dock = True
        self.items: list[NSStatusItem] = []
        self._todo: SimpleQueue[Callable[[], None] | None] = SimpleQueue()

    def call_after(self, function: Callable[..., None], *given: object) -> None:
        """Have something done on the main thread."""
        self.handed_over += 1
        self._todo.put(lambda: function(*given))

    def run(self) -> None:
        """Do what was handed over, until told to stop."""
        self.main = current_thread()
        while todo := self._todo.get():
            todo()

    def stop(self) -> None:
        """Let `run` return after what was handed over before."""
        self.check()
        self._todo.put(None)

    def check(self) -> None:
        """End whoever touches this from another thread, as macOS does."""
        if current_thread() is not self.main:
            raise SystemError("SIGTRAP: not the main thread")

    def asked(self, question: Callable[[], Made]) -> Made:
        """Return what is true on the main thread, after all that was handed over."""
        answer: SimpleQueue[Made] = SimpleQueue()
        self._todo.put(lambda: answer.put(question()))
        return answer.get(timeout=10)

    def open_menu(self) -> list["NSMenuItem"]:
        """Click on the icon; return the items of the menu that opens."""

        def click() -> list[NSMenuItem]:
            (item,) = self.items
            item.menu.delegate.menuNeedsUpdate_(item.menu)
            return list(item.menu.items)

        return self.asked(click)

    def choose(self, item: "NSMenuItem") -> None:
        """Click on an item of the open menu."""
        self.asked(lambda: item.target.activate_menu_item(item))


class NSObject:
    """What all of Apple's classes are made by."""

    desktop: Desktop

    @classmethod
    def alloc(cls) -> Self:
        """Make one."""
        return cls()

    def init(self) -> Self:
        """Have it ready."""
        return self


class NSMenuItem(NSObject):
    """A line of a menu."""

    title = ""
    enabled = True
    bold = False
    submenu: Any = None
    target: Any = None
    number = 0

    @classmethod
    def separatorItem(cls) -> Self:
        return cls()

    def initWithTitle_action_keyEquivalent_(
        self, title: str, _: object, __: str
    ) -> Self:
        self.desktop.check()
        self.title = title
        return self

    def setSubmenu_(self, menu: object) -> None:
        self.submenu = menu

    def setAction_(self, _: object) -> None:
        pass

    def setTarget_(self, target: object) -> None:
        self.target = target

    def setTag_(self, number: int) -> None:
        self.number = number

    def tag(self) -> int:
        return self.number

    def setEnabled_(self, enabled: object) -> None:
        self.enabled = bool(enabled)

    def setAttributedTitle_(self, _: object) -> None:
        self.bold = True


class NSMenu(NSObject):
    """A menu, which asks its delegate before it opens."""

    delegate: Any = None

    def initWithTitle_(self, _: str) -> Self:
        self.desktop.check()
        self.items: list[NSMenuItem] = []
        return self

    def setAutoenablesItems_(self, _: object) -> None:
        pass

    def setDelegate_(self, delegate: object) -> None:
        self.delegate = delegate

    def removeAllItems(self) -> None:
        self.desktop.check()
        self.items.clear()

    def addItem_(self, item: NSMenuItem) -> None:
        self.desktop.check()
        self.items.append(item)


class NSImage(NSObject):
    """A picture, in points."""

    template = False
    points: tuple[int, int] = (0, 0)

    def initWithData_(self, data: bytes) -> Self:
        with Image.open(BytesIO(data)) as image:
            self.picture = image.convert("RGBA")
        return self

    def setSize_(self, points: tuple[int, int]) -> None:
        self.points = points

    def setTemplate_(self, template: object) -> None:
        self.template = bool(template)


class NSData(NSObject):
    """Bytes."""

    @staticmethod
    def dataWithBytes_length_(content: bytes, length: int) -> bytes:
        return content[:length]


class NSStatusItem(NSObject):
    """Our place in the menu bar, and the button in it."""

    menu: Any = None
    image: Any = None
    tooltip = ""
    hidden = False

    def button(self) -> Self:
        self.desktop.check()
        return self

    def setMenu_(self, menu: object) -> None:
        self.desktop.check()
        self.menu = menu

    def setTarget_(self, _: object) -> None:
        pass

    def setAction_(self, _: object) -> None:
        pass

    def setHidden_(self, hidden: object) -> None:
        self.hidden = bool(hidden)

    def setToolTip_(self, text: str) -> None:
        self.tooltip = text

    def setImage_(self, image: object) -> None:
        self.image = image


class NSStatusBar(NSObject):
    """The menu bar."""

    @classmethod
    def systemStatusBar(cls) -> Self:
        return cls()

    def statusItemWithLength_(self, _: float) -> NSStatusItem:
        self.desktop.check()
        item = NSStatusItem()
        self.desktop.items.append(item)
        return item

    def removeStatusItem_(self, item: NSStatusItem) -> None:
        self.desktop.check()
        self.desktop.items.remove(item)


class NSApplication(NSObject):
    """The application, whose loop is the main thread's."""

    @classmethod
    def sharedApplication(cls) -> Self:
        return cls()

    def setActivationPolicy_(self, policy: int) -> None:
        self.desktop.in_the_dock = policy == 0

    def run(self) -> None:
        self.desktop.run()

    def stop_(self, _: object) -> None:
        self.desktop.stop()

    def postEvent_atStart_(self, _: object, __: object) -> None:
        self.desktop.check()


class NSEvent(NSObject):
    """An event that wakes the loop up."""

    otherEventWithType_location_modifierFlags_timestamp_windowNumber_context_subtype_data1_data2_ = classmethod(  # noqa: E501
        lambda cls, *_: cls()
    )


@contextmanager
def appkit(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    """Have these as PyObjC's modules, which no other system has."""
    desktop = Desktop()
    monkeypatch.setattr(NSObject, "desktop", desktop, raising=False)
    kinds = (NSMenuItem, NSMenu, NSImage, NSStatusBar, NSApplication, NSEvent)
    modules: dict[str, dict[str, object]] = {
        "AppKit": {
            **{kind.__name__: kind for kind in kinds},
            "NSVariableStatusItemLength": -1.0,
            "NSApplicationActivationPolicyAccessory": 1,
            "NSApplicationDefined": 15,
            "NSPoint": lambda x, y: (x, y),
        },
        "Foundation": {"NSObject": NSObject, "NSData": NSData},
        "objc": {"namedSelector": lambda _: lambda method: method},
        "PyObjCTools": {},
        "PyObjCTools.AppHelper": {"callAfter": desktop.call_after},
        "PyObjCTools.MachSignals": {},
    }
    # pystray is there already, and has not looked for a backend.
    assert statusnotifier.Menu
    for name, holds in modules.items():
        module = ModuleType(name)
        vars(module).update(holds)
        monkeypatch.setitem(sys.modules, name, module)
        parent, _, child = name.rpartition(".")
        if parent:
            monkeypatch.setattr(sys.modules[parent], child, module, raising=False)
    try:
        for name in MADE_HERE:
            import_module(name)
        yield desktop
    finally:
        for name in MADE_HERE:
            sys.modules.pop(name, None)
            parent, _, child = name.rpartition(".")
            vars(sys.modules[parent]).pop(child, None)
