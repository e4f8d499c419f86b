"""Ways to put a notification in front of the person, best first."""
