"""The parts of the README that programs write: each stands between two marks."""

import re
from pathlib import Path
from typing import Final

README: Final = Path(__file__).parents[1] / "README.md"


def put(name: str, text: str, file: Path = README) -> None:
    """Replace what stands between the marks of this name."""
    begin, end = f"<!-- {name} begins -->\n", f"<!-- {name} ends -->\n"
    between = re.compile(f"(?<={re.escape(begin)}).*?(?={re.escape(end)})", re.DOTALL)
    old = file.read_text("utf-8")
    assert len(between.findall(old)) == 1, f"{file.name} has no place for {name}"
    file.write_text(between.sub(lambda _: f"{text.strip()}\n", old), "utf-8")
