"""Where the pages note what went wrong: in a log of their own, beside the program's."""

from pathlib import Path

from movebreak.store.folders import Folders
from movebreak.store.logs import last_errors


def log_of_pages(files: Folders) -> Path:
    """Return the file; two processes cannot share one that is set aside when full."""
    return files.log.with_name("pages.log")


def last_failures(files: Folders, count: int = 5) -> list[str]:
    """Return the last warnings and errors of both logs, oldest first."""
    both = (files.log, log_of_pages(files))
    # Each line begins with its time.
    return sorted(line for log in both for line in last_errors(log, count))[-count:]
