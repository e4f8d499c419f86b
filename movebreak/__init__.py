"""movebreak: a drill every 20 minutes, one click to answer, a count, a summary."""

__version__ = "0.1.0"
