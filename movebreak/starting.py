"""Starts the program that stays all day, without what it would never use."""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import timedelta


def run(every: "timedelta | None" = None, *, tray: bool) -> int:
    """Run movebreak until it ends; `every` is another interval, for trying."""
    spare_memory()
    from movebreak.store.folders import folders_asked_apart  # noqa: PLC0415

    with folders_asked_apart() as folders:
        # In parallel: of all that a start does, these imports take longest.
        from movebreak import app  # noqa: PLC0415

        return app.run(app.Options(every, tray), folders)


def spare_memory() -> None:
    """Leave out what dataclasses, pystray, pathlib and msgspec import, and we not use.

    These and what they bring along would take 2.7 MiB for years.
    """
    import queue  # noqa: PLC0415

    from movebreak.native.later import leave_out, only_known, put_off  # noqa: PLC0415

    put_off("inspect")
    put_off("ipaddress")
    put_off("msgspec.inspect")
    # What shows a line of source below an error; most days have none.
    put_off("tokenize")
    # Of which pystray takes a queue, by its name in Python 2.
    put_off("six")
    put_off("six.moves", queue=queue)
    if sys.platform == "linux":
        # There for the pages; msgspec would take it, and does as well without.
        leave_out("typing_extensions")
    # Values of these types are none of ours; msgspec must only know the types.
    with (
        only_known("decimal", Decimal=_NeverMade),
        only_known("uuid", UUID=_NeverMade, SafeUUID=_NeverMade),
    ):
        import msgspec  # noqa: F401, PLC0415


class _NeverMade:
    """Stands for a type without values."""

    unknown = None
