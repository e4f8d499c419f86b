"""The calls to the system."""
