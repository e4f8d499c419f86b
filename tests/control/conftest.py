"""A folder whose name is short enough for a socket."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.systems import SHORT


@pytest.fixture
def folder() -> Iterator[Path]:
    """A private folder that is not there yet, gone after the test."""
    parent = Path(tempfile.mkdtemp(prefix="mb-", dir=SHORT))
    yield parent / "run"
    shutil.rmtree(parent)
