"""StatusNotifierItem and its menu over D-Bus; `statusnotifier` is the way in."""
