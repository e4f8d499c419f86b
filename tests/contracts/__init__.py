"""One suite a port, for the fake and the real part alike."""
