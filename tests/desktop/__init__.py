"""The installed program on a virtual desktop: real screen, panel and popups."""
