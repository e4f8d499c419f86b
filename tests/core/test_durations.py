"""Lengths of time are typed, written and said the way people do."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from movebreak.core.durations import LONGEST, in_words, parse, short

HOUR, MINUTE, SECOND = (
    timedelta(hours=1),
    timedelta(minutes=1),
    timedelta(seconds=1),
)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("45s", 45 * SECOND),
        ("20m", 20 * MINUTE),
        ("1h", HOUR),
        ("1h30m", 90 * MINUTE),
        ("90m", 90 * MINUTE),
        ("20 min", 20 * MINUTE),
        (" 1 hour 5 minutes ", 65 * MINUTE),
        ("1H 2M 3S", HOUR + 2 * MINUTE + 3 * SECOND),
        ("90 seconds", 90 * SECOND),
        ("0s", timedelta()),
    ],
)
def test_a_length_is_read_as_people_type_it(text: str, length: timedelta) -> None:
    """Units may be short or long, with blanks or without."""
    assert parse(text) == length


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("45", '"45" has no unit; write "45m"'),
        ("1h30", '"1h30" has no unit; write "1h30m"'),
        ("1m30", '"1m30" has no unit; write "1m30s"'),
        ("-5m", '"-5m" is below zero; write a length such as'),
        ("", 'no length is given; write one such as "45s", "20m" or "1h30m"'),
        ("  ", "no length is given"),
        ("nan", '"nan" is not a length; write one such as'),
        ("inf", '"inf" is not a length'),
        ("1.5h", '"1.5h" is not a length'),
        ("30m1h", '"30m1h" is not a length'),
        ("soon", '"soon" is not a length'),
        ("\x00a5", '"?a5" is not a length'),
        ("a\x00b", '"a?b" is not a length'),
        ("٣m", '"٣m" is not a length'),
        ("9" * 5000 + "h", f'"{"9" * 30}…" is not a length'),
        ("8785h", '"8785h" is too long; write at most 8784h'),
        ("999999999h", '"999999999h" is too long'),
    ],
)
def test_a_wrong_length_is_told_with_what_to_write(text: str, says: str) -> None:
    """The error names what was typed and gives an example to copy."""
    with pytest.raises(ValueError, match=r".+") as caught:
        parse(text)
    assert str(caught.value).startswith(says)


@given(st.integers(0, int(LONGEST.total_seconds())))
def test_what_is_written_short_is_read_the_same(seconds: int) -> None:
    """Writing and reading a length gives it back, to the second."""
    length = timedelta(seconds=seconds)
    assert parse(short(length)) == length


@given(st.text())
def test_any_text_is_a_length_or_a_mistake_in_words(text: str) -> None:
    """No text brings the reader down, and no length is outside its bounds."""
    said, length = "", timedelta()
    try:
        length = parse(text)
    except ValueError as error:
        said = str(error)
    assert said.isprintable()
    assert timedelta() <= length <= LONGEST


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (timedelta(), "0s"),
        (-MINUTE, "0s"),
        (45 * SECOND, "45s"),
        (20 * MINUTE, "20m"),
        (90 * MINUTE, "1h30m"),
        (HOUR + SECOND, "1h1s"),
        (timedelta(milliseconds=1900), "1s"),
    ],
)
def test_a_length_is_written_short(length: timedelta, text: str) -> None:
    """Units that are zero are left out."""
    assert short(length) == text


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (-MINUTE, "0 seconds"),
        (timedelta(), "0 seconds"),
        (SECOND, "1 second"),
        (45 * SECOND, "45 seconds"),
        (MINUTE, "1 minute"),
        (90 * SECOND, "1 minute 30 seconds"),
        (timedelta(milliseconds=119_700), "2 minutes"),
        (12 * MINUTE + 10 * SECOND, "12 minutes"),
        (19 * MINUTE + 59 * SECOND, "20 minutes"),
        (59 * MINUTE + 45 * SECOND, "1 hour"),
        (65 * MINUTE, "1 hour 5 minutes"),
        (121 * MINUTE, "2 hours 1 minute"),
        (26 * HOUR, "26 hours"),
    ],
)
def test_a_length_is_said_in_words(length: timedelta, words: str) -> None:
    """Seconds are said only below two minutes, and nobody hears 'one minutes'."""
    assert in_words(length) == words
