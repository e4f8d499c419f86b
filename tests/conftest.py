"""How hard the properties are tried: by hand, at the gate, before a release."""

import os

from hypothesis import settings

settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile(
    "gate",
    parent=settings.get_profile("ci"),
    max_examples=300,
    derandomize=True,
    database=None,
    deadline=None,
)
settings.register_profile("deep", max_examples=10_000, deadline=None)
settings.load_profile("gate" if "CI" in os.environ else "dev")
