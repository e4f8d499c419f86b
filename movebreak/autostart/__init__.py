"""Starting at login, the way of each system."""
