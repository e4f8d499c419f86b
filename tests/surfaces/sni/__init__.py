"""The tray backend for Linux, against a strict host and a real panel."""
