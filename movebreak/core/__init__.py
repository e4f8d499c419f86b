"""The rules of movebreak: values and functions, no clock, file or thread."""
