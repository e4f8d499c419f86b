"""Ask the system how this person reads a clock.

The C functions behind `locale`: its table of names would stay in memory for years.
"""

import _locale

_REFUSED: type[Exception] = getattr(_locale, "Error", ValueError)


def time_format() -> str:
    """Return the C library's format of a time of day; "" where it has none."""
    ask, what = getattr(_locale, "nl_langinfo", None), getattr(_locale, "T_FMT", None)
    if ask is None or what is None:
        return ""
    before = _locale.setlocale(_locale.LC_TIME)
    try:
        _locale.setlocale(_locale.LC_TIME, "")
        return str(ask(what))
    except _REFUSED:
        return ""
    finally:
        # Day names in our sentences stay English, as the sentences are.
        _locale.setlocale(_locale.LC_TIME, before)
