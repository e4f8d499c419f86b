"""One function, one operating-system call; no decisions, no movebreak words."""
