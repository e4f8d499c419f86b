"""The list of known kinds of bugs names tests that are there."""

import ast
import re
from pathlib import Path

TESTS = Path(__file__).parent
ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.+?) \|$", re.MULTILINE)
KINDS = 15


def rows() -> list[tuple[str, str, str]]:
    """Return number, words and tests of each kind."""
    return ROW.findall((TESTS / "README.md").read_text("utf-8"))


def functions(file: str) -> set[str]:
    """Return the names of all functions of a file."""
    parsed = ast.parse((TESTS / file).read_text("utf-8"))
    return {each.name for each in parsed.body if isinstance(each, ast.FunctionDef)}


def test_every_kind_is_kept_out_by_tests_that_are_there() -> None:
    """Each of the fifteen has words of its own, and at least one test by its name."""
    assert [int(number) for number, _, _ in rows()] == list(range(1, KINDS + 1))
    assert len({words for _, words, _ in rows()}) == KINDS
    for number, _, tests in rows():
        named = [each.strip("`").split("::") for each in tests.split(", ")]
        assert named, number
        for file, name in named:
            assert name in functions(file), f"{number}: there is no {name} in {file}"
