"""Programs whose own cost or modules are looked at: coverage would add to both."""

import os


def unmeasured() -> dict[str, str]:
    """Return the environment without what would measure coverage."""
    return {name: it for name, it in os.environ.items() if "COVERAGE" not in name}
