"""The real program as a process: nothing is faked but, in some, the wall clock."""
