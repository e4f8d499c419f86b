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
