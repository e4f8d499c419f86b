"""When not to speak: do not disturb, full screen, microphone, camera."""
