"""One running movebreak, and talking to it."""
