"""The stylesheet is whole: what is open is closed before the next section begins."""

import re
from pathlib import Path

import movebreak.pages

STYLE = Path(movebreak.pages.__file__).parent / "static" / "style.css"


def test_every_section_stands_alone() -> None:
    """A brace that is missing would swallow all that follows, without a word."""
    depth = 0
    for number, line in enumerate(STYLE.read_text().splitlines(), start=1):
        if line.startswith("/*"):
            assert depth == 0, f"line {number}: {line}"
        plain = re.sub(r"/\*.*?\*/", "", line)
        depth += plain.count("{") - plain.count("}")
        assert depth >= 0, f"line {number}: {line}"

    assert depth == 0
