"""Own packs of drills: found, read anew when saved, and never the end of anything."""

import os
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from movebreak.core.drills import Drill, EntryKind, Note
from movebreak.store.catalogue_files import CatalogueFiles, entries_of
from movebreak.store.drill_values import LISTS, fields_of, read_entry, table_of
from movebreak.store.entry_values import JOINERS
from movebreak.store.packs import (
    MOST_ENTRIES,
    MOST_PACKS,
    built_in_folder,
    pack_files,
    pack_of,
    read_pack,
)
from movebreak.store.toml_text import LARGEST
from tests.store.test_catalogue_files import GOOD

BUILT_IN = built_in_folder()


def pack(folder: Path, name: str, text: str) -> Path:
    """Save a pack."""
    file = folder / f"{name}.toml"
    file.write_text(text, encoding="utf-8")
    return file


def named(name: str, text: str = GOOD) -> str:
    """Return an entry of this id."""
    return text.replace('id = "march"', f'id = "{name}"')


@pytest.fixture
def known(tmp_path: Path) -> CatalogueFiles:
    """The drills of movebreak, and an empty folder of own ones."""
    return CatalogueFiles(BUILT_IN, tmp_path)


def ids(known: CatalogueFiles) -> set[str]:
    """Return the ids of all drills."""
    return {drill.id for drill in known.drills()}


def test_own_drills_join_those_of_movebreak(
    known: CatalogueFiles, tmp_path: Path
) -> None:
    """A saved pack is there at the next look, and so is the next one."""
    before = ids(known)
    assert not known.refresh()
    pack(tmp_path, "one", GOOD)
    assert known.refresh()
    pack(tmp_path, "two", named("stroll"))
    assert known.refresh()
    assert ids(known) == before | {"march", "stroll"}
    assert not known.refresh()
    assert known.problems == ()


def test_a_pack_saved_anew_is_read_anew(known: CatalogueFiles, tmp_path: Path) -> None:
    """With the same size, too; and one that is gone takes its drills along."""
    file = pack(tmp_path, "one", GOOD)
    known.refresh()
    pack(tmp_path, "one", named("arise"))
    os.utime(file, ns=(1, 1))
    assert known.refresh()
    assert "arise" in ids(known)
    assert "march" not in ids(known)
    file.unlink()
    assert known.refresh()
    assert "arise" not in ids(known)


def test_without_a_folder_of_ones_own_nothing_is_missed(tmp_path: Path) -> None:
    """Most people have none."""
    known = CatalogueFiles(BUILT_IN, tmp_path / "gone")
    assert known.problems == ()
    assert not known.refresh()


def test_a_broken_pack_costs_itself_and_comes_back(
    known: CatalogueFiles, tmp_path: Path
) -> None:
    """Its line is told; once corrected, all is as before."""
    pack(tmp_path, "one", GOOD)
    pack(tmp_path, "two", f"{named('stroll')}level = up\n")
    known.refresh()
    assert {"march"} == {"march", "stroll"} & ids(known)
    assert known.problems[0].startswith("two.toml: line 14: cannot be understood")
    pack(tmp_path, "two", named("stroll"))
    assert known.refresh()
    assert known.problems == ()
    assert ids(known) >= {"march", "stroll"}


def test_a_slip_costs_the_drill_it_is_in(known: CatalogueFiles, tmp_path: Path) -> None:
    """A missing quote is told with its line; the neighbours are dealt."""
    slip = named("stroll").replace('"standing"', "standing")
    pack(tmp_path, "one", f"{GOOD}{slip}{named('sway')}")
    known.refresh()

    assert {"march", "sway"} == {"march", "stroll", "sway"} & ids(known)
    (told,) = known.problems
    assert told.startswith("one.toml: line ")
    assert "need quotes" in told


def test_an_id_in_use_is_a_mistake_that_says_what_to_do(
    known: CatalogueFiles, tmp_path: Path
) -> None:
    """Whether movebreak has it, as a drill or a note, or another pack of one's own."""
    pack(tmp_path, "a", named("burpees") + named("floor-desk") + named("march"))
    pack(tmp_path, "b", named("march") + named("fine"))
    known.refresh()
    assert list(known.problems) == [
        f'{name}: id: {owner} has it already; choose another, such as "my-{taken}"'
        for name, owner, taken in (
            ("a.toml: burpees", "movebreak (article-000.toml)", "burpees"),
            ("a.toml: floor-desk", "movebreak (article-000.toml)", "floor-desk"),
            ("b.toml: march", "a.toml", "march"),
        )
    ]
    names = [drill.name for drill in known.drills() if drill.id == "burpees"]
    assert names == ["Burpees"]
    assert "fine" in ids(known)


def test_packs_of_one_name_are_two_packs(known: CatalogueFiles, tmp_path: Path) -> None:
    """A pack may be called as one of movebreak's; its ids are still its own."""
    pack(tmp_path, "desk", named("half-squats") + named("fine"))
    known.refresh()
    assert len(known.problems) == 1
    assert [each.id for each in known.drills()].count("half-squats") == 1
    names = [entry.id for _, entry in entries_of(BUILT_IN, tmp_path)]
    assert names.count("half-squats") == 1
    assert "fine" in names


def test_commands_see_what_is_dealt_and_more(tmp_path: Path) -> None:
    """Each id once, with the file it is from; exercises and notes among them."""
    pack(tmp_path, "a", named("burpees") + named("fine"))
    found = list(entries_of(BUILT_IN, tmp_path))
    names = [entry.id for _, entry in found]
    assert len(set(names)) == len(names)
    assert (tmp_path / "a.toml", "fine") in {(file, entry.id) for file, entry in found}
    assert any(isinstance(entry, Note) for _, entry in found)


def test_many_mistakes_are_told_in_few_lines(
    known: CatalogueFiles, tmp_path: Path
) -> None:
    """The command that tells them all is named."""
    file = pack(tmp_path, "odd", "\n".join(f"key-{number} = 1" for number in range(50)))
    known.refresh()
    assert len(known.problems) == 6
    assert known.problems[-1] == f"odd.toml: and 45 more: movebreak drills check {file}"
    assert len(read_pack(file).problems) == 50


def test_an_editors_own_files_are_no_packs(
    known: CatalogueFiles, tmp_path: Path
) -> None:
    """Their names begin with a dot."""
    pack(tmp_path, ".#mine", "half a file")
    assert not known.refresh()
    assert known.problems == ()


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_a_hostile_name_of_a_file_is_not_shown(
    known: CatalogueFiles, tmp_path: Path
) -> None:
    """A terminal would take it for a command."""
    pack(tmp_path, "\x1b[31mred", "\n".join(f"k{number} = 1" for number in range(9)))
    known.refresh()
    assert known.problems[0].startswith("?[31mred.toml: k0")
    assert all(told.isprintable() for told in known.problems)


HOSTILE = {
    "control": ('cue = "March on the spot"', 'cue = "March \\u001b[31m"', "one line"),
    "turned": ('cue = "March on the spot"', 'cue = "\\u202eMarch"', "one line"),
    "markup": ('"March"', '"<b>March</b>"', 'allowed: text without "<" and ">"'),
    "long": ('"March"', f'"{"x" * 9999}"', "1 to 200 characters"),
    "long id": ('id = "march"', f'id = "{"x" * 41}"', "1 to 40 characters"),
    "many words": ('"a test"', f'"a"\nmuscles = {["x"] * 21}', "up to 20 words"),
    "no word": ('"standing"', "5", "position: 5 is not known; allowed: standing"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_refused_in_words(tmp_path: Path, name: str) -> None:
    """What is not fit to be shown costs its entry."""
    old, new, says = HOSTILE[name]
    assert old in GOOD
    found = read_pack(pack(tmp_path, "odd", GOOD.replace(old, new) + named("fine")))
    assert [entry.id for entry in found.entries] == ["fine"]
    (told,) = found.problems
    assert says in told
    assert told.isprintable()
    assert len(told) < 400


def test_huge_files_are_refused_in_words(tmp_path: Path) -> None:
    """Megabytes, brackets without end, thousands of entries, dozens of packs."""
    assert (
        "larger than" in read_pack(pack(tmp_path, "a", "#" * LARGEST * 2)).problems[0]
    )
    nested = read_pack(pack(tmp_path, "b", f"a = {'[' * 9999}{']' * 9999}"))
    assert "nested" in nested.problems[0]
    for key in sorted(fields_of(EntryKind.DRILL)):
        deep = f"[[drill]]\n{key} = {'[' * 300}{']' * 300}"
        assert read_pack(pack(tmp_path, "c", deep)).problems
    assert read_pack(pack(tmp_path, "c", f"drill = {'[' * 300}{']' * 300}")).problems
    drills = tomllib.loads(GOOD)["drill"]
    many = pack_of({"drill": drills * (MOST_ENTRIES + 2)})
    assert "more than 300 entries" in many.problems[0]
    for number in range(MOST_PACKS + 1):
        pack(tmp_path, f"pack-{number:02}", "")
    files, (told,) = pack_files(tmp_path)
    assert len(files) == MOST_PACKS
    assert "24 packs are too many; allowed: 20" in told


MORE = {
    "a source": (
        'more = [{ dose = "x", length = "40s" }]\nour_suggestion = false',
        "more: the dose is the source's, and stays as it is; remove this line",
    ),
    "shorter": (
        'more = [{ dose = "x", length = "20s" }]',
        "more: allowed: each as long as the one before it, or longer",
    ),
    "too long": (
        'more = [{ dose = "x", length = "2m" }]',
        "more: 2m; allowed: 20s to 60s",
    ),
    "too many": (
        f"more = [{', '.join(3 * ['{}'])}]",
        "more: 3 given; allowed: up to 2 doses",
    ),
    "no dose": (
        'more = [{ dose = "x" }]',
        'more: a table is not a dose; write such as: { dose = "10 times", length = ',
    ),
    "a text": ('more = ["x"]', 'more: "x" is not a dose; write such as: { dose = '),
    "no list": ("more = 5", "more: 5 is not a list of doses"),
}


@pytest.mark.parametrize("name", MORE)
def test_how_a_dose_grows_is_checked(name: str) -> None:
    """Each mistake says what is allowed."""
    line, says = MORE[name]
    (told,) = pack_of(tomllib.loads(f"{GOOD}{line}")).problems
    assert told.startswith(f"drill march: {says}")


@pytest.mark.parametrize("joined", ["می‌روم", "👩‍🦽 rolls"])
def test_what_joins_letters_and_emoji_is_text(joined: str) -> None:
    """Nobody sees it, but Persian needs it, and so do many emoji."""
    found = pack_of(tomllib.loads(GOOD.replace('"March"', f'"{joined}"')))
    assert [each.name for each in found.entries] == [joined]


@given(data=st.binary(max_size=200))
def test_any_bytes_are_entries_or_problems(
    data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever is in a file, reading it raises nothing."""
    file = tmp_path_factory.getbasetemp() / "any.toml"
    file.write_bytes(data)
    found = read_pack(file)
    assert found.entries == ()
    assert all(told.isprintable() for told in found.problems)


PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates()
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
KEYS = st.sampled_from(sorted(fields_of(EntryKind.DRILL))) | st.text()
ENTRIES = st.dictionaries(KEYS, VALUES, max_size=6)


@pytest.mark.no_cover
@given(
    tables=st.dictionaries(
        st.sampled_from(EntryKind) | st.text(), st.lists(ENTRIES | VALUES) | VALUES
    )
)
def test_any_tables_are_entries_or_problems(tables: dict[str, object]) -> None:
    """The same for whatever TOML can hold."""
    found = pack_of(tables)
    assert all(told.isprintable() for told in found.problems)


@given(data=st.data())
def test_a_good_drill_with_anything_in_it_is_fit_to_be_shown_or_told(
    data: st.DataObject,
) -> None:
    """One key of a good drill may be anything at all."""
    good = tomllib.loads(GOOD)["drill"][0]
    key = data.draw(KEYS)
    entry = {**good, key: data.draw(VALUES)}
    found = pack_of({"drill": [entry]})
    assert bool(found.entries) is not bool(found.problems)
    for drill in found.entries:
        assert isinstance(drill, Drill)
        texts = (drill.name, drill.cue, *drill.steps)
        assert all(text.translate(JOINERS).isprintable() for text in texts)


@pytest.mark.parametrize("kind", EntryKind)
def test_entries_come_back_from_their_tables(kind: EntryKind) -> None:
    """What was read can be written down, and read again."""
    for file in pack_files(BUILT_IN)[0]:
        for entry in read_pack(file).entries:
            if (entry.kind if isinstance(entry, Drill) else EntryKind.NOTE) is kind:
                assert read_entry(kind, table_of(entry)) == entry


def test_every_list_of_words_is_a_key() -> None:
    """So no key of a drill is read as something else by mistake."""
    assert set(LISTS) <= set(fields_of(EntryKind.DRILL))
