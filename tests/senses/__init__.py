"""The senses, tested."""
