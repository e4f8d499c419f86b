"""What we call on macOS is there: looked up in the libraries as they are published.

Nothing of it runs here; a misspelt name would be met first by somebody with a Mac.
"""

import ast
import re
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

pytestmark = pytest.mark.wheel

ROOT = Path(__file__).parents[2]
OURS = ROOT / "movebreak" / "surfaces" / "menu_bar.py"
_PYSTRAY = find_spec("pystray")
assert _PYSTRAY is not None
assert _PYSTRAY.origin is not None
# Where it is found; imported, it would look for a screen.
THEIRS = Path(_PYSTRAY.origin).with_name("_darwin.py")
WHEELS = (
    *("pyobjc-core", "pyobjc-framework-Cocoa", "pyobjc-framework-Quartz"),
    "desktop-notifier",
)
FOR_MACOS = (
    *("--platform", "macosx_10_13_universal2", "--implementation", "cp"),
    *("--python-version", "3.13", "--abi", "cp313", "--abi", "none"),
)
MODULES = {
    "AppKit": ("AppKit/*.py", "Foundation/*.py"),
    "Foundation": ("Foundation/*.py",),
    "objc": ("objc/*.py",),
    "AppHelper": ("PyObjCTools/AppHelper.py",),
}


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what the wheels for macOS hold."""
    folder = tmp_path_factory.mktemp("macos")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "download")
    words = ("--quiet", "--no-deps", "--only-binary=:all:", "--dest", str(folder))
    done = subprocess.run(
        [*pip, *words, *FOR_MACOS, *WHEELS],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.skip(f"the wheels cannot be had: {done.stderr.strip()[-200:]}")
    for wheel in folder.glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder)
        print(wheel.name)
    return folder


def text(libraries: Path, *globs: str) -> str:
    """Return all files of these names in one."""
    files = (each for glob in globs for each in sorted(libraries.glob(glob)))
    found = "\n".join(each.read_text("utf-8") for each in files)
    assert found
    return found


def asked(file: Path) -> set[tuple[str, str]]:
    """Return what a module asks of PyObjC's, as module and name."""
    return {
        (node.value.id, node.attr)
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in MODULES
    }


def members(module: ast.Module, name: str) -> set[str]:
    """Return the names of what stands in a class."""
    (found,) = (
        each
        for each in module.body
        if isinstance(each, ast.ClassDef) and each.name == name
    )
    fields = (each for each in found.body if isinstance(each, ast.AnnAssign))
    named = {each.target.id for each in fields if isinstance(each.target, ast.Name)}
    methods = ast.FunctionDef | ast.AsyncFunctionDef
    return named | {each.name for each in found.body if isinstance(each, methods)}


def test_every_name_is_one_of_pyobjcs(libraries: Path) -> None:
    """Those that our icon asks for, and those of pystray below it."""
    names = asked(OURS) | asked(THEIRS)
    assert ("AppHelper", "callAfter") in names
    missing = [
        f"{module}.{name}"
        for module, name in sorted(names)
        if not re.search(rf"\b{name}\b", text(libraries, *MODULES[module]))
    ]
    assert missing == []


@pytest.mark.parametrize(
    ("of", "selector"),
    [
        ("NSImage", "setTemplate:"),
        ("NSMenu", "setAutoenablesItems:"),
        ("NSMenuItem", "setEnabled:"),
        ("NSView", "setHidden:"),
        ("NSApplication", "setActivationPolicy:"),
        ("NSObject", "menuNeedsUpdate:"),
    ],
)
def test_the_methods_that_pyobjc_describes(
    libraries: Path, of: str, selector: str
) -> None:
    """It describes only those with a truth value, or of a delegate."""
    described = text(libraries, "AppKit/_metadata.py")
    assert re.search(rf'b"{of}",\s*b"{selector}"', described)
    used = OURS.read_text("utf-8") + THEIRS.read_text("utf-8")
    assert selector.replace(":", "_") in used


@pytest.mark.parametrize(
    ("line", "constants", "framework"),
    [
        ("_HARDWARE: Final = {}", "kCGEventSourceStateHIDSystemState", "Quartz"),
        (
            "_ON_SCREEN_WITHOUT_DESKTOP: Final = {} | {}",
            "kCGWindowListOptionOnScreenOnly kCGWindowListExcludeDesktopElements",
            "Quartz",
        ),
        ("_BINARY: Final = {}", "kCFPropertyListBinaryFormat_v1_0", "CoreFoundation"),
    ],
)
def test_our_numbers_are_apples(
    libraries: Path, line: str, constants: str, framework: str
) -> None:
    """The senses call the system without PyObjC, and so know some by number."""
    described = text(libraries, f"{framework}/**/_metadata.py")
    values = [
        re.findall(rf"\b{name}@(\d+)\b", described)[0] for name in constants.split()
    ]
    source = (ROOT / "movebreak" / "native" / "cocoa_session.py").read_text("utf-8")
    assert line.format(*values) in source


def test_the_keys_of_a_window_are_apples(libraries: Path) -> None:
    """As the window server names them."""
    source = (ROOT / "movebreak" / "native" / "cocoa_session.py").read_text("utf-8")
    keys = set(re.findall(r'"(kCGWindow\w+)"', source))
    described = text(libraries, "Quartz/CoreGraphics/_metadata.py")
    assert len(keys) == 4
    assert [key for key in keys if not re.search(rf"\b{key}\b", described)] == []


def test_desktop_notifier_has_what_we_ask_for(libraries: Path) -> None:
    """Its classes take our words, and it can tell whether a bundle is signed."""
    common = ast.parse(text(libraries, "desktop_notifier/common.py"))
    main = ast.parse(text(libraries, "desktop_notifier/main.py"))
    assert {"title", "on_pressed", "identifier"} <= members(common, "Button")
    notification = {"title", "message", "buttons", "on_clicked", "on_dismissed"}
    assert notification <= members(common, "Notification")
    calls = {"request_authorisation", "send_notification", "clear"}
    assert calls <= members(main, "DesktopNotifier")
    support = text(libraries, "desktop_notifier/backends/macos_support.py")
    assert "def is_signed_bundle() -> bool:" in support
