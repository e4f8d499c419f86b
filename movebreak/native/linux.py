"""The clocks of Linux, each as one system call."""

import sys
import time
from datetime import timedelta
from pathlib import Path

assert sys.platform == "linux"

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def since_boot() -> timedelta:
    """Return the time since the machine was started, sleep included."""
    return timedelta(microseconds=time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1000)


def awake() -> timedelta:
    """Return the time since the machine was started, without sleep."""
    return timedelta(microseconds=time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000)


def boot_id() -> str:
    """Return the kernel's name for this run of the machine, or "" without one."""
    try:
        return BOOT_ID.read_text("ascii").strip()
    except (OSError, ValueError):
        return ""


def learn_zone() -> None:
    """Take over the time zone from TZ or /etc/localtime, which may have changed."""
    time.tzset()
