"""What Windows writes down of programs that listen and look."""

import sys
import winreg
from collections.abc import Iterator
from typing import Final

assert sys.platform == "win32"

STORE: Final = (
    r"Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore"
)

Use = tuple[str, dict[str, object]]


def uses(kind: str, store: str = STORE) -> list[Use]:
    """Return each program's key and values below "microphone" or "webcam".

    Raises OSError where this Windows keeps no such record.
    """
    with winreg.OpenKey(winreg.HKEY_CURRENT_USER, rf"{store}\{kind}") as key:
        return list(_below(key))


def _below(key: winreg.HKEYType) -> Iterator[Use]:
    for index in range(winreg.QueryInfoKey(key)[0]):
        name = winreg.EnumKey(key, index)
        with winreg.OpenKey(key, name) as child:
            count = winreg.QueryInfoKey(child)[1]
            found = (winreg.EnumValue(child, each) for each in range(count))
            yield name, {value: data for value, data, _ in found}
            yield from _below(child)


def read(path: str, name: str) -> object:
    """Return a value of this person's; None when there is none. Raises OSError."""
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, path) as key:
            found: object = winreg.QueryValueEx(key, name)[0]
    except FileNotFoundError:
        return None
    return found


def write(path: str, name: str, text: str) -> None:
    """Write a text among this person's values. Raises OSError."""
    with winreg.CreateKey(winreg.HKEY_CURRENT_USER, path) as key:
        winreg.SetValueEx(key, name, 0, winreg.REG_SZ, text)


def remove(path: str, name: str) -> None:
    """Remove a value, if it is there. Raises OSError."""
    access = winreg.KEY_SET_VALUE
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, path, 0, access) as key:
            winreg.DeleteValue(key, name)
    except FileNotFoundError:
        return
