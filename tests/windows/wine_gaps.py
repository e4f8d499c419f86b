"""Steps around what Python 3.13 calls and Wine 8 lacks; runs as that Python starts.

Each of these calls would end the process. It is copied into the lane's own Python, and
so is not there in a program that was frozen in it.
"""

import _winapi
import os

_ANSWER = 6
_PARENT = 5


def _parent() -> int:
    # Python asks a snapshot of the process for it.
    import ctypes  # noqa: PLC0415 - each start would be slower

    told = (ctypes.c_void_p * _ANSWER)()
    ntdll = getattr(ctypes, "windll").ntdll  # noqa: B009 - not on every system
    this = ctypes.c_void_p(-1)
    ntdll.NtQueryInformationProcess(this, 0, told, ctypes.sizeof(told), None)
    return told[_PARENT] or 0


# Without it shutil.copy2 does the copying in Python.
vars(_winapi).pop("CopyFile2", None)
os.getppid = _parent
