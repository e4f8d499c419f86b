"""One movebreak, and talking to it."""
