"""Settings files as people write them, in all the ways that TOML has for it."""

from dataclasses import fields
from datetime import time, timedelta

from hypothesis import strategies as st

from movebreak.core.limits import limits_of
from movebreak.core.settings import Settings
from movebreak.store.settings_edit import Name
from movebreak.store.settings_file import template
from movebreak.store.settings_values import words_of, write_value

DEFAULTS = Settings()
TABLES = [table.name for table in fields(Settings)]
FIELDS = {
    (table, field.name): field
    for table in TABLES
    for field in fields(getattr(DEFAULTS, table))
}
WORDS = st.text("abc äü#'=[]", max_size=12)
RANGES = [
    (),
    ((time(9), time(12, 30)), (time(13, 30), time(17))),
    ((time(22), time(6)),),
    ((time(0), time(0)),),
]


def usual(name: Name) -> object:
    """Return the usual value of a setting."""
    return getattr(getattr(DEFAULTS, name[0]), name[1])


def values(name: Name) -> st.SearchStrategy[object]:
    """Return values that this setting may have."""
    field = FIELDS[name]
    kind, limits = field.type, limits_of(field)
    words = words_of(kind)
    if words is not None:
        one = st.sampled_from(list(words))
        return one if words is kind else st.lists(one, unique=True).map(tuple)
    if kind is bool:
        return st.booleans()
    if kind is time:
        return st.times().map(lambda at: at.replace(second=0, microsecond=0))
    if isinstance(limits.low, timedelta) and isinstance(limits.high, timedelta):
        low, high = (int(it.total_seconds()) for it in (limits.low, limits.high))
        return st.integers(low, high).map(lambda seconds: timedelta(seconds=seconds))
    if isinstance(limits.low, int) and isinstance(limits.high, int):
        return st.integers(limits.low, limits.high)
    return st.sampled_from(RANGES)


@st.composite
def changes(draw: st.DrawFn) -> dict[Name, object]:
    """Draw some settings, and what they are to be; None is back to usual."""
    names = draw(st.lists(st.sampled_from(list(FIELDS)), unique=True, max_size=6))
    return {name: draw(st.none() | values(name)) for name in names}


@st.composite
def files(draw: st.DrawFn) -> str:
    """Draw a file: the template as it is or in use, or one made by hand."""
    if draw(st.booleans()):
        return _in_use(draw, template())
    eol = draw(st.sampled_from(["\n", "\r\n"]))
    first, rest = [], []
    for table in draw(st.permutations(TABLES)):
        way = draw(st.sampled_from(["none", "header", "header", "dotted", "inline"]))
        lines = _lines(draw, table)
        if way == "header":
            spot = draw(st.sampled_from(["", " ", '"']))
            named = f'"{table}"' if spot == '"' else f"{spot}{table}{spot}"
            rest += [*_comments(draw), f"[{named}]{_behind(draw)}"]
            for key, value in lines:
                rest += [*_comments(draw), f"{key} = {value}{_behind(draw)}"]
            if draw(st.booleans()):
                rest += [*_comments(draw), f"[{table}.sub]", f'x = "{draw(WORDS)}"']
        elif way == "dotted":
            first += [f"{table}.{key} = {value}{_behind(draw)}" for key, value in lines]
        elif way == "inline":
            inside = ", ".join(f"{key} = {value}" for key, value in lines)
            first.append(f"{table} = {{ {inside} }}{_behind(draw)}")
    text = eol.join([*first, *rest, *_comments(draw)])
    return text + eol * draw(st.integers(0, 2))


def _in_use(draw: st.DrawFn, text: str) -> str:
    for (table, key), value in draw(changes()).items():
        head, mark, tail = text.partition(f"\n[{table}]\n")
        line = f"#{key} = {write_value(usual((table, key)))}\n"
        given = "" if value is None else f"{key} = {write_value(value)}\n"
        text = head + mark + tail.replace(line, line + given, 1)
    return text


def _lines(draw: st.DrawFn, table: str) -> list[tuple[str, str]]:
    known = [name for name in FIELDS if name[0] == table]
    names = draw(st.lists(st.sampled_from(known), unique=True, max_size=4))
    lines = [(key, write_value(draw(values((table, key))))) for _, key in names]
    if draw(st.booleans()):
        lines.append(("of_mine", draw(st.sampled_from(["1", '"#x"', "[1, 2]", "nan"]))))
    return draw(st.permutations(lines))


def _comments(draw: st.DrawFn) -> list[str]:
    if not draw(st.booleans()):
        return []
    return draw(st.sampled_from([["# mine"], ["", "#  goal = 99 "], [""], ["", "#"]]))


def _behind(draw: st.DrawFn) -> str:
    return draw(st.sampled_from(["", "", "  # why not", "\t#"]))
