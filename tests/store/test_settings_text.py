"""What people write in the settings is read with patience, mistakes told in words."""

from dataclasses import fields, replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from movebreak.core.drills import Care
from movebreak.core.limits import limits_of
from movebreak.core.profile import Profile, Wheelchair
from movebreak.core.settings import (
    Breaks,
    Hours,
    QuietRules,
    Settings,
    SummaryRules,
)
from movebreak.store.settings_file import parse_settings, settings_from
from movebreak.store.settings_values import write_value

MINUTE = timedelta(minutes=1)
KEYS = [
    (table.name, key.name)
    for table in fields(Settings)
    for key in fields(getattr(Settings(), table.name))
]
OTHER = Settings(
    breaks=Breaks(interval=45 * MINUTE, goal=5),
    quiet=QuietRules(hold_limit=30 * MINUTE),
    hours=Hours(monday=((time(9), time(17)),), day_start=time(5)),
    summary=SummaryRules(at=time(16)),
)


def problems_of(text: str) -> tuple[str, ...]:
    """Return what is wrong with a text."""
    return parse_settings(text, Settings())[1]


def test_good_settings_are_used() -> None:
    """Lengths, numbers, times and hours are read as they are written."""
    settings, problems = parse_settings(
        """
        [breaks]
        interval = "45m"
        snooze_limit = 0
        typing_grace = "0s"
        [hours]
        monday = ["09:00-12:30", "13:30-17:00"]
        tuesday = ["22:00-06:00"]
        friday = ["09:00-24:00"]
        saturday = ["00:00-24:00"]
        sunday = []
        day_start = "05:00"
        [summary]
        at = "16:45"
        """,
        Settings(),
    )
    assert problems == ()
    assert settings == Settings(
        breaks=Breaks(45 * MINUTE, snooze_limit=0, typing_grace=timedelta()),
        hours=Hours(
            monday=((time(9), time(12, 30)), (time(13, 30), time(17))),
            tuesday=((time(22), time(6)),),
            friday=((time(9), time(0)),),
            saturday=((time(0), time(0)),),
            sunday=(),
            day_start=time(5),
        ),
        summary=SummaryRules(time(16, 45)),
    )


def test_a_profile_is_read_as_it_is_written() -> None:
    """Words in any case, each once; an empty list of equipment is an answer."""
    settings, problems = parse_settings(
        """
        [profile]
        quiet_office = true
        wheelchair = "legs"
        equipment = []
        careful = ["Knee", "pelvic-floor", "knee"]
        pregnancy_week = 20
        """,
        Settings(),
    )
    assert problems == ()
    assert settings.profile == Profile(
        quiet_office=True,
        wheelchair=Wheelchair.LEGS,
        equipment=(),
        careful=(Care.KNEE, Care.PELVIC_FLOOR),
        pregnancy_week=20,
    )
    assert write_value(settings.profile.careful) == '["knee", "pelvic-floor"]'
    assert write_value(settings.profile.equipment) == "[]"


def test_every_wrong_word_of_a_list_is_told() -> None:
    """Two wrong words are two problems, and the list stays as it was."""
    problems = problems_of('profile.careful = ["x", "knee", "y"]')
    assert [problem[:20] for problem in problems] == [
        'profile.careful: "x"',
        'profile.careful: "y"',
    ]


def test_all_mistakes_are_told_at_once() -> None:
    """Each mistake has its key, what was found, and what to write."""
    settings, problems = parse_settings(
        """
        pause = true
        quiet = 5
        [breaks]
        interval = 45
        repeat_after = "45"
        snooze_limit = -1
        goal = "many"
        intervall = "10m"
        repeats = 2
        [hour]
        monday = []
        """,
        Settings(),
    )
    assert settings == Settings(breaks=Breaks(repeats=2))
    tables = "(allowed: breaks, presence, quiet, hours, summary, profile, programme)"
    keys = ", ".join(key for table, key in KEYS if table == "breaks")
    assert problems == (
        f"pause: not a table of settings {tables}",
        f"hour: not a table of settings; did you mean hours? {tables}",
        f"breaks.intervall: not a setting; did you mean interval? (allowed: {keys})",
        'breaks.interval: 45 has no unit; write "45m"',
        'breaks.repeat_after: "45" has no unit; write "45m"',
        "breaks.snooze_limit: -1 is below 0 (allowed: 0 to 20)",
        'breaks.goal: "many" is not a whole number (allowed: 1 to 60)',
        "quiet: 5 is not a table; begin it with [quiet]",
    )


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('breaks.interval = "30s"', "30s is below 1m (allowed: 1m to 4h)"),
        ('breaks.interval = "5h"', "5h is above 4h (allowed: 1m to 4h)"),
        ('breaks.interval = "-5m"', '"-5m" is below zero; write a length such as'),
        ("breaks.interval = nan", 'nan is not a length, such as "20m" (allowed: 1m'),
        ("breaks.interval = true", "true is not a length"),
        ("breaks.interval = -3", "-3 is not a length"),
        (f"breaks.interval = 0x{'f' * 9999}", "a very large number has no unit; wri"),
        (f"breaks.goal = 0x{'f' * 9999}", "a very large number is above 60"),
        ("breaks.goal = 8.0", "8.0 is not a whole number (allowed: 1 to 60)"),
        ("breaks.goal = 2024-01-01", "2024-01-01 is not a whole number"),
        ("breaks.goal = true", "true is not a whole number"),
        ("breaks.goal = {}", "a table is not a whole number"),
        ("quiet.camera = 1", "1 is not true or false"),
        (
            'presence.count_absence = "no"',
            '"no" is not one of "ask", "always", "never"',
        ),
        ("presence.count_absence = 1", '1 is not one of "ask", "always", "never"'),
        ('profile.wheelchair = "yes"', '"yes" is not one of "no", "legs", "no-legs"'),
        ('profile.careful = "knee"', '"knee" is not a list of words, such as ["knee"]'),
        ('profile.careful = ["knees"]', '"knees" is not one of "knee", "back", "sho'),
        ("profile.equipment = [1]", '1 is not one of "mat", "loop-band"'),
        ("profile.level = 4", "4 is above 3 (allowed: 1 to 3)"),
        ('summary.at = "24:00"', '"24:00" is not a time of day; midnight is "00:00"'),
        ('hours.day_start = "24:00"', '"24:00" is not a time of day; midnight is'),
        ('summary.at = "17:60"', '"17:60" is not a time of day; write it such as'),
        ('summary.at = "5 pm"', '"5 pm" is not a time of day'),
        ("summary.at = 17:30:00", "17:30:00 is not a time of day, such as"),
        ('hours.monday = "09:00-17:00"', '"09:00-17:00" is not a list of hours'),
        ('hours.monday = ["9-17"]', '"9-17" is not a range of hours; write it such'),
        ("hours.monday = [9]", "9 is not a range of hours, such as"),
        ('hours.monday = ["24:00-09:00"]', '"24:00" is not a time of day; midnight'),
        ('hours.monday = ["09:00-25:00"]', '"25:00" is not a time of day'),
        ('hours.monday = ["09:00-09:00"]', '"09:00-09:00" begins when it ends; a wh'),
        (
            'hours.monday = ["13:00-24:00", "09:00-13:30"]',
            '"09:00-13:30" and "13:00-24:00" overlap; make one of them shorter',
        ),
        (
            'hours.monday = ["22:00-06:00", "23:00-23:30"]',
            '"22:00-06:00" and "23:00-23:30" overlap',
        ),
    ],
)
def test_a_mistake_says_what_is_allowed(line: str, says: str) -> None:
    """One wrong value is one problem, and the default stays."""
    settings, problems = parse_settings(line, Settings())
    key = line.partition(" ")[0]
    assert settings == Settings()
    assert [problem.startswith(f"{key}: {says}") for problem in problems] == [True], (
        problems
    )


def test_names_that_python_knows_are_not_settings() -> None:
    """A key is looked up among the settings, and nowhere else."""
    settings, problems = parse_settings(
        "[__class__]\na = 1\n[breaks]\n__doc__ = 1\nweek = 1\n[hours]\nweek = 1\n",
        OTHER,
    )
    assert settings == Settings()
    assert len(problems) == 4


def test_every_wrong_range_of_a_day_is_told() -> None:
    """Two wrong ranges on one day are two problems."""
    assert problems_of('hours.monday = ["x", "09:00-10:00", "y"]') == (
        'hours.monday: "x" is not a range of hours; write it such as "09:00-12:30"',
        'hours.monday: "y" is not a range of hours; write it such as "09:00-12:30"',
    )


def test_wrong_values_keep_what_is_in_force() -> None:
    """A mistake made while running does not fall back to the default."""
    settings, problems = parse_settings(
        'breaks.interval = "x"\nbreaks.goall = 5\nquiet = 1\nhour.sunday = []\n', OTHER
    )
    assert len(problems) == 4
    assert settings == replace(OTHER, summary=SummaryRules())


def test_what_is_removed_has_its_default_again() -> None:
    """An empty file is a file of defaults."""
    assert parse_settings("", OTHER) == (Settings(), ())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[breaks]\ninterval = 20m", "line 2: cannot be understood (Expected newline"),
        ("[breaks]\ninterval = half", "line 2: cannot be understood (Invalid value)"),
        ("a = 1\na = 2\n", "line 2: cannot be understood (Cannot overwrite a value)"),
        ("a = [", "end of the file: cannot be understood"),
        ("a = " + "1" * 5000, "a number in it is far too long"),
        ("a = " + "[" * 50_000, "too deeply nested"),
    ],
)
def test_a_text_that_is_no_toml_changes_nothing(text: str, says: str) -> None:
    """There is one problem, with the line where it is known."""
    settings, problems = parse_settings(text, OTHER)
    assert settings == OTHER
    assert [problem.startswith(says) for problem in problems] == [True], problems


def test_a_length_without_quotes_is_told_to_get_them() -> None:
    """The most likely slip of all gets its own hint."""
    (problem,) = problems_of("[breaks]\ninterval = 20m")
    assert problem.endswith('lengths, times and words need quotes, such as "20m"')


LEAVES = (
    st.text()
    | st.integers()
    | st.floats()
    | st.booleans()
    | st.times()
    | st.dates()
    | st.datetimes()
    | st.sampled_from(["45", "45m", "09:00-12:00", "24:00", "07:15", ""])
)
TREES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4)
    ),
    max_leaves=8,
)
TABLES = st.sampled_from(sorted({table for table, _ in KEYS}))
NAMES = st.sampled_from(sorted({key for _, key in KEYS}))


@given(
    st.dictionaries(
        TABLES | st.text(),
        st.dictionaries(NAMES | st.text(), TREES, max_size=6) | TREES,
        max_size=5,
    )
)
def test_any_mapping_gives_settings_or_problems(tables: dict[str, object]) -> None:
    """Nothing that TOML can hold brings the reader down or breaks a limit."""
    settings, problems = settings_from(tables, Settings())
    assert all(problem.isprintable() for problem in problems)
    for table in fields(Settings):
        values = getattr(settings, table.name)
        for key in fields(values):
            value, limits = getattr(values, key.name), limits_of(key)
            if limits.low is not None and limits.high is not None:
                assert limits.low <= value <= limits.high


@given(st.text())
def test_any_text_gives_settings_or_problems(text: str) -> None:
    """Nothing that can be typed brings the reader down."""
    settings, problems = parse_settings(text, OTHER)
    assert settings in (OTHER, Settings())
    assert settings == Settings() or problems


@pytest.mark.parametrize(("table", "key"), KEYS)
@pytest.mark.parametrize(
    "wrong", [True, 1.5, date(2024, 1, 1), {"a": 1}, [1, "x"], "wrong", 10**40]
)
def test_every_key_tells_a_wrong_type(table: str, key: str, wrong: object) -> None:
    """No key takes just anything; only switches take true or false."""
    is_switch = isinstance(getattr(getattr(OTHER, table), key), bool)
    if is_switch and isinstance(wrong, bool):
        wrong = "true"
    settings, problems = settings_from({table: {key: wrong}}, OTHER)
    assert problems
    assert all(problem.startswith(f"{table}.{key}: ") for problem in problems)
    kept = getattr(getattr(settings, table), key)
    assert kept == getattr(getattr(OTHER, table), key)
