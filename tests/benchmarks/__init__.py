"""What movebreak costs; measured by hand, for a busy machine would fail it."""
