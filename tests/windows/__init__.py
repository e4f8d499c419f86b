"""movebreak on Windows: a lane to test in on Linux, and the tests for it alone."""
