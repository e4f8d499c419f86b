"""What can be seen of a process from outside: threads, files, children, memory."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tests.benchmarks.usage import tree


@dataclass(frozen=True)
class Seen:
    """How large a process is; memory is its own, in KiB, with that of its children."""

    threads: int
    files: int
    children: int
    memory: int

    @classmethod
    def of(cls, pid: int) -> Self:
        """Look at a process."""
        here = Path(f"/proc/{pid}")
        family = tree(pid)
        return cls(
            threads=len(list((here / "task").iterdir())),
            files=len(list((here / "fd").iterdir())),
            children=len(family) - 1,
            memory=sum(_own(each) for each in family),
        )

    def is_like(self, before: "Seen", more: int) -> bool:
        """Say whether it has grown in nothing, and in memory by no more than this."""
        mine = (self.threads, self.files, self.children)
        most = (before.threads, before.files, before.children)
        small = all(now <= then for now, then in zip(mine, most, strict=True))
        return small and self.memory <= before.memory + more


def _own(pid: int) -> int:
    rolled = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in rolled if line.startswith("Anonymous"))
