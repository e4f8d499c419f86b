"""The bundle, started on a virtual desktop."""
