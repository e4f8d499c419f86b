"""What is kept on disk: settings, drills, history."""
