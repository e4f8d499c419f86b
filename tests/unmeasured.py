"""Programs whose own cost or modules are looked at: coverage would add to both."""

import os
from collections.abc import Mapping


def unmeasured(env: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the environment without what would measure coverage."""
    return {name: it for name, it in env.items() if "COVERAGE" not in name}
