"""Whether the screen is locked or the machine slept: one module a source."""
