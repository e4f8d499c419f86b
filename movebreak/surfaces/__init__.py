"""What the person sees: tray, notifications, terminal."""
