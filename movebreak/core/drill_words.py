"""What is told of a drill: a card with all of it, a line of a list, an object."""

from collections.abc import Iterable, Iterator

from movebreak.core.doses import TIMES_EACH, later
from movebreak.core.drills import Drill, EntryKind, Note
from movebreak.core.profile import HARDEST
from movebreak.core.reminder_words import STOP, dose, origin
from movebreak.frozen import dataclass

_LABEL = 14  # the width of what stands before a value


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as one person has it: from which pack, why hidden, liked or left out."""

    entry: Drill | Note
    pack: str
    hidden: tuple[str, ...] = ()
    liked: bool = False
    never: bool = False

    @property
    def kind(self) -> EntryKind:
        """Return whether it is a drill, an exercise or a note."""
        return self.entry.kind if isinstance(self.entry, Drill) else EntryKind.NOTE

    @property
    def comes(self) -> bool:
        """Say whether this person gets it in a break."""
        return self.kind is EntryKind.DRILL and not self.hidden and not self.never


def card(told: Told) -> str:
    """Tell all of one entry."""
    entry = told.entry
    lines = [f"{entry.name} ({told.kind})", f"{entry.cue}."]
    if isinstance(entry, Drill):
        lines += (f"{number}. {step}" for number, step in enumerate(entry.steps, 1))
        lines += (_row(*each) for each in _of_drill(entry))
    lines += (_row(*each) for each in _of_all(told))
    return "\n".join([*lines, STOP])


def overview(entries: Iterable[Told]) -> str:
    """List all entries: those that come first, then the others and why."""
    entries = tuple(entries)
    drills = _of_kind(entries, EntryKind.DRILL)
    groups = (
        (("drill comes", "drills come"), [each for each in drills if each.comes]),
        (("drill does not", "drills do not"), [it for it in drills if not it.comes]),
        (("exercise", "exercises"), _of_kind(entries, EntryKind.EXERCISE)),
        (("note", "notes"), _of_kind(entries, EntryKind.NOTE)),
    )
    width = max((len(each.entry.id) for each in entries), default=0) + 2
    blocks = (
        "\n".join(
            [
                f"{len(group)} {one if len(group) == 1 else many}",
                *(_line(each, width) for each in group),
            ]
        )
        for (one, many), group in groups
        if group
    )
    return "\n\n".join([*blocks, "All of one: movebreak drills show ID"])


def fields(told: Told) -> dict[str, object]:
    """Return an entry with stable names; a note has None where only drills have it."""
    entry = told.entry
    drill = entry if isinstance(entry, Drill) else None
    return {
        "id": entry.id,
        "kind": str(told.kind),
        "name": entry.name,
        "cue": entry.cue,
        "steps": list(drill.steps) if drill else [],
        "position": drill and str(drill.position),
        "noise": drill and str(drill.noise),
        "space": drill and str(drill.space),
        "impact": drill and str(drill.impact),
        "equipment": [str(each) for each in drill.equipment] if drill else [],
        "muscles": list(drill.muscles) if drill else [],
        "sides": drill and str(drill.sides),
        "dose": drill and drill.dose,
        "our_suggestion": drill and drill.our_suggestion,
        "later": [each.dose for each in later(drill)] if drill else [],
        "seconds": drill and int(drill.length.total_seconds()),
        "level": drill and drill.level,
        "source": entry.source,
        "easier": drill and drill.easier,
        "careful": [str(each) for each in entry.careful],
        "why": entry.why,
        "hidden_because": list(told.hidden),
        "liked": told.liked,
        "never": told.never,
        "pack": told.pack,
    }


def _of_kind(entries: Iterable[Told], kind: EntryKind) -> list[Told]:
    return [each for each in entries if each.kind is kind]


def _of_drill(drill: Drill) -> Iterator[tuple[str, str]]:
    yield "dose", f"{dose(drill)} ({origin(drill)})"
    if coming := [each.dose for each in later(drill)]:
        yield "later", f"{', then '.join(coming)}; each after {TIMES_EACH} times"
    yield "position", drill.position
    yield "noise", drill.noise
    yield "space", drill.space
    yield "impact", drill.impact
    yield "equipment", _listed(drill.equipment) or "none"
    yield "muscles", _listed(drill.muscles)
    yield "sides", drill.sides
    yield "level", f"{drill.level} of {HARDEST}"
    yield "easier", drill.easier


def _of_all(told: Told) -> Iterator[tuple[str, str]]:
    entry = told.entry
    yield "careful with", _listed(entry.careful)
    yield "why", entry.why
    yield "source", entry.source
    yield "pack", told.pack
    if told.liked:
        yield "favourite", "it comes once more in each round"
    if told.never:
        yield "left out", f"by you; to have it back: movebreak drills reset {entry.id}"
    for reason in told.hidden:
        yield "hidden", reason


def _row(label: str, value: str) -> str:
    return f"{label + ':':<{_LABEL}}{value or 'not told'}"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(each.replace("-", " ") for each in words)


def _line(told: Told, width: int) -> str:
    entry = told.entry
    parts = [entry.name]
    if isinstance(entry, Drill) and told.comes:
        parts += [entry.position, entry.noise, dose(entry)]
    if told.liked:
        parts.append("favourite")
    if told.never:
        parts.append("left out by you")
    if told.hidden:
        parts.append(f"hidden: {'; '.join(told.hidden)}")
    return f"  {entry.id:<{width}}{' · '.join(parts)}"
