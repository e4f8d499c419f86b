"""Notifications on a private bus: a scripted server, and real ones."""
