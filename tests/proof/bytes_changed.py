"""Files with something wrong in them: values of every kind, and bytes out of place."""

from collections.abc import Iterator
from random import Random
from typing import Final

# What a person, an editor or another program may write for any value.
ODD: Final = (
    *(
        '""',
        '" "',
        '"x"',
        "'\\'",
        '"\\u0000"',
        '"\\u202e20m"',
        '"🦵"',
        f'"{"x" * 9999}"',
    ),
    *("-1", "0", "1", "7", "99999999999999999999", "1_0", "0xff", "1.5", "nan", "-inf"),
    *("true", "false", "[]", "[1]", "[[]]", '["x"]', '["x", 1]', "{}", "{ a = 1 }"),
    *('"20m"', '"-5m"', '"0s"', '"9999999h"', '"1h 1h"', '"25:61"', '"24:00"'),
    *('["09:00-08:00"]', '["09:00-12:00", "11:00-13:00"]', '["a-b"]', '"mon"'),
    *("07:32:00", "1979-05-27", "1979-05-27T07:32:00Z", '"never"', '"ask"'),
    f"{'[' * 90}{']' * 90}",
)


def changed(content: bytes, dice: Random) -> Iterator[bytes]:
    """Yield the content with each byte another, gone, doubled; and cut off there."""
    for at, byte in enumerate(content):
        before, rest = content[:at], content[at + 1 :]
        yield before + bytes([byte ^ (1 << dice.randrange(8))]) + rest
        yield before + dice.randbytes(1) + rest
        yield before + rest
        yield before + dice.randbytes(1) + content[at:]
        yield before
