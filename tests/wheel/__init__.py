"""The built wheel, as people get it."""
