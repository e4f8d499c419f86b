"""The protocol: a line says the same at both ends, or is refused in words."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from movebreak.control.messages import (
    MAX_ANSWER,
    MAX_LINE,
    Answer,
    MessageError,
    Request,
    decode_answer,
    decode_request,
    encode_answer,
    encode_request,
)

texts = st.text(max_size=200)
requests = st.builds(
    Request,
    command=st.text(min_size=1, max_size=50),
    args=st.lists(texts, max_size=5).map(tuple),
    json=st.booleans(),
)
answers = st.builds(Answer, code=st.integers(0, 255), out=texts, err=texts)
scalars = st.none() | st.booleans() | st.integers() | st.floats() | texts
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner),
    max_leaves=8,
)
nearly_requests = st.fixed_dictionaries(
    {},
    optional={
        "movebreak": st.just(1) | values,
        "command": st.just("done") | values,
        "args": st.just(["5m"]) | values,
        "json": values,
    },
)


def line_of(**fields: object) -> bytes:
    """A request as another program might write it."""
    return json.dumps({"movebreak": 1, "command": "done"} | fields).encode()


@given(requests)
def test_a_request_arrives_as_it_was_sent(request: Request) -> None:
    """One line carries the command, its words and how to print."""
    line = encode_request(request)

    assert line.count(b"\n") == 1
    assert decode_request(line) == request


@given(answers)
def test_an_answer_arrives_as_it_was_sent(answer: Answer) -> None:
    """One line carries the exit code and both texts."""
    line = encode_answer(answer)

    assert line.count(b"\n") == 1
    assert decode_answer(line) == answer


def test_words_that_are_no_text_arrive_too() -> None:
    """A file name that is not UTF-8 reaches the other end unharmed."""
    request = Request("export", ("caf\udce9.csv",))

    assert decode_request(encode_request(request)) == request


@given(st.binary(max_size=300))
def test_any_bytes_are_a_request_or_refused(line: bytes) -> None:
    """Nothing that comes in raises anything but a refusal."""
    with suppress(MessageError):
        assert decode_request(line).command


@given(nearly_requests | values)
def test_any_json_is_a_request_or_refused(fields: object) -> None:
    """A request with a wrong part is refused, however near it comes."""
    line = json.dumps(fields).encode()
    with suppress(MessageError):
        assert decode_request(line).command


@given(st.binary(max_size=300) | values.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_an_answer_or_refused(line: bytes) -> None:
    """A client survives whatever answers it."""
    with suppress(MessageError):
        assert decode_answer(line).code is not None


def test_what_is_not_said_has_a_default() -> None:
    """A request needs only a protocol number and a command."""
    assert decode_request(line_of()) == Request("done")


def test_unknown_fields_are_passed_over() -> None:
    """A later movebreak may say more without being refused."""
    assert decode_request(line_of(colour="green")) == Request("done")


@pytest.mark.parametrize("number", [0, 2, 1.0, True, "1", None])
def test_another_version_is_told_to_restart(number: object) -> None:
    """Only the very protocol number is taken; the refusal says what helps."""
    with pytest.raises(MessageError, match=r"versions\n.*movebreak run"):
        decode_request(line_of(movebreak=number))


def test_a_missing_protocol_number_is_another_version() -> None:
    """The oldest clients send none."""
    with pytest.raises(MessageError, match="different versions"):
        decode_request(b'{"command": "done"}')


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"", "not JSON"),
        (b"done", "not JSON"),
        (b"\xff\xfe{", "not JSON"),
        (b"[" * 60_000, "not JSON"),
        (b"1" * 60_000, "not JSON"),
        (b'["done"]', "not a JSON object"),
        (line_of(command=""), "no command"),
        (line_of(command=None), "no command"),
        (line_of(args="5m"), "list of texts"),
        (line_of(args=[5]), "list of texts"),
        (line_of(json="yes"), "neither true nor false"),
        (line_of(args=["x" * MAX_LINE]), "longer than 64 KB"),
    ],
    ids=lambda value: repr(value[:20]),
)
def test_a_wrong_request_is_refused_in_words(line: bytes, says: str) -> None:
    """Each refusal names what is wrong."""
    with pytest.raises(MessageError, match=says):
        decode_request(line)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b'{"out": "hello"}', "no exit code"),
        (b'{"code": true}', "no exit code"),
        (b'{"code": 0, "out": 5}', "not text"),
        (b'{"code": 0, "err": null}', "not text"),
    ],
)
def test_a_wrong_answer_is_refused_in_words(line: bytes, says: str) -> None:
    """Each refusal names what is wrong."""
    with pytest.raises(MessageError, match=says):
        decode_answer(line)


def test_a_request_may_fill_the_line() -> None:
    """The limit is 64 KB and not a byte less."""
    spare = MAX_LINE - len(encode_request(Request("x", ("",)))) + 1
    request = Request("x", ("a" * spare,))

    assert decode_request(encode_request(request)) == request
    with pytest.raises(MessageError, match="longer than 64 KB"):
        encode_request(Request("x", ("a" * (spare + 1),)))


def test_a_long_history_fits_into_an_answer() -> None:
    """An answer may be longer than a request, but not without end."""
    answer = Answer(0, "done\n" * MAX_LINE)

    assert decode_answer(encode_answer(answer)) == answer
    with pytest.raises(MessageError, match="longer than 8192 KB"):
        encode_answer(Answer(0, "x" * MAX_ANSWER))
