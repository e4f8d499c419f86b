"""Ask the system how this person reads a clock."""

import locale


def time_format() -> str:
    """Return the C library's format of a time of day; "" where it has none."""
    ask, what = getattr(locale, "nl_langinfo", None), getattr(locale, "T_FMT", None)
    if ask is None or what is None:
        return ""
    before = locale.setlocale(locale.LC_TIME)
    try:
        locale.setlocale(locale.LC_TIME, "")
        return str(ask(what))
    except locale.Error:
        return ""
    finally:
        # Day names in our sentences stay English, as the sentences are.
        locale.setlocale(locale.LC_TIME, before)
