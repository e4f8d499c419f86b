"""Calls of macOS, each as one function."""

import ctypes
import sys
import time
from datetime import timedelta

assert sys.platform == "darwin"


def since_boot() -> timedelta:
    """Return the time since the machine was started, sleep included."""
    # The raw pair counts on one and the same hardware clock; CLOCK_MONOTONIC is
    # bent towards the network's time, which would look like a little sleep.
    return timedelta(
        microseconds=time.clock_gettime_ns(time.CLOCK_MONOTONIC_RAW) // 1000
    )


def awake() -> timedelta:
    """Return the time since the machine was started, without sleep."""
    return timedelta(microseconds=time.clock_gettime_ns(time.CLOCK_UPTIME_RAW) // 1000)


def boot_id() -> str:
    """Return the kernel's name for this run of the machine, or "" without one."""
    text = ctypes.create_string_buffer(64)
    size = ctypes.c_size_t(len(text))
    failed = ctypes.CDLL(None).sysctlbyname(
        b"kern.bootsessionuuid", text, ctypes.byref(size), None, ctypes.c_size_t(0)
    )
    return "" if failed else text.value.decode("ascii", "replace")


def learn_zone() -> None:
    """Take over the time zone from TZ or /etc/localtime, which may have changed."""
    time.tzset()
