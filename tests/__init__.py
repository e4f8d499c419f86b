"""The tests of movebreak."""
