"""Tests of one system's own calls, left out on the others."""

import sys

import pytest


def only_on(platform: str) -> None:
    """Skip the test module that calls this on any system but `platform`."""
    if sys.platform != platform:
        pytest.skip(f"needs {platform}", allow_module_level=True)
