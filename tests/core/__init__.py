"""The rules of movebreak, tested: nothing faked, nothing waited for."""
