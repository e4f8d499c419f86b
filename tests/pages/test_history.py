"""The history as a browser gets it: what is shown, taken along, and deleted."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from movebreak.core.effects import Kind
from movebreak.core.past_words import name_of
from tests.app.program import Home
from tests.pages.past import DAY, MINUTE, keep, line, today
from tests.pages.serving import Pages, Told, Visitor

MICROSECOND = timedelta(microseconds=1)
ODD = "<script>alert(1)</script>"


@pytest.fixture
def day() -> date:
    """The present day, told anew for each test: a day may begin between two of them."""
    return today()


@pytest.fixture
def pages(day: date) -> Iterator[Pages]:
    """Pages of somebody with a past, in a home in which no movebreak runs."""
    with Home() as home:
        keep(
            home.history,
            [
                line(1, Kind.DONE, day - 2 * DAY, "09:20", drill="heel-taps"),
                line(2, Kind.DONE, day - DAY, "09:20", drill=ODD),
                line(3, Kind.SKIPPED, day - DAY, "09:40", drill="heel-taps"),
                line(4, Kind.UNDONE, day - DAY, "09:41", refers=3),
                line(
                    5, Kind.HELD, day - DAY, "11:00", length=12 * MINUTE // MICROSECOND
                ),
                line(6, Kind.DONE, day, "04:10", drill="heel-taps"),
            ],
        )
        with Pages(home) as made:
            yield made


@pytest.fixture
def visitor(pages: Pages) -> Visitor:
    """Somebody who looks at the history."""
    visitor = Visitor(pages.link("history"))
    assert visitor.enter().headers["location"] == "/history"
    return visitor


def flat(told: Told) -> str:
    """Return the words of a page, each space alone."""
    return " ".join(told.text.split())


def test_a_past_is_shown(visitor: Visitor, day: date) -> None:
    """Today by its name, each picture with what it says and a table behind it."""
    told = visitor.get("/history")
    assert told.code == 200
    text = flat(told)
    assert f"Today, {name_of(day)}" in text
    assert "1 of 8 done." in text
    for title in (
        "Time line of the day",
        "This week against the goal",
        "Streak, the last weeks",
        "26 weeks, day by day",
        "Breaks by hour of the day",
        "Drills, done and skipped",
    ):
        assert f">{title}</title>" in text
    assert text.count('role="img"') == text.count("<table>") == 6
    assert "Heel taps" in text
    assert "3 breaks done in 26 weeks." in text
    assert " style=" not in text


def test_a_day_is_shown_with_what_happened(visitor: Visitor, day: date) -> None:
    """Undone answers are left out; odd names of drills are words, and no more."""
    told = visitor.get(f"/day/{day - DAY}")
    text = flat(told)
    assert told.code == 200
    assert f"<h1>{name_of(day - DAY)}</h1>" in text
    assert "09:40" not in text
    assert ODD not in text
    assert "&lt;script&gt;alert(1)" in text
    assert "held for 12 minutes" in text
    assert f'href="/day/{day - 2 * DAY}"' in text
    assert f'href="/day/{day}"' in text


def test_a_day_is_opened_by_a_link_of_its_own(pages: Pages, day: date) -> None:
    """As a click on its summary does."""
    visitor = Visitor(pages.link(f"day/{day - DAY}"))
    assert visitor.enter().headers["location"] == f"/day/{day - DAY}"


def test_a_day_without_lines_says_so(visitor: Visitor, day: date) -> None:
    """And offers nothing to delete."""
    text = flat(visitor.get(f"/day/{day - 99 * DAY}"))
    assert "Nothing is kept of this day." in text
    assert "Delete" not in text


@pytest.mark.parametrize(
    "named", ["0001-01-01", "9999-12-31", "2026-02-30", "x", "..%2f..%2fetc%2fpasswd"]
)
def test_what_is_no_day_is_not_found(visitor: Visitor, named: str) -> None:
    """Nothing breaks on the way."""
    assert visitor.get(f"/day/{named}").code == 404


def test_a_new_history_begins_kindly() -> None:
    """Nothing to draw, and a way to begin."""
    with Home() as home, Pages(home) as pages:
        visitor = Visitor(pages.link("history"))
        visitor.enter()
        text = flat(visitor.get("/history"))
        assert "Nothing is kept yet" in text
        assert "Your first answer starts your history." in text
        assert "<table>" not in text
        assert not home.history.exists()
        assert "There is nothing to delete." in flat(
            visitor.get("/history/delete?day=all")
        )


def test_all_of_it_can_be_taken_along(visitor: Visitor, day: date) -> None:
    """As a file to be saved, for a spreadsheet or a program."""
    told = visitor.get("/history/export?form=csv&first=&last=")
    assert told.headers["content-disposition"] == 'attachment; filename="movebreak.csv"'
    assert told.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(told.text)))
    assert [row["id"] for row in rows] == ["1", "2", "3", "4", "5", "6"]
    told = visitor.get(f"/history/export?form=json&first={day - DAY}&last={day - DAY}")
    name = f"movebreak-{day - DAY}.json"
    assert told.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert [each["id"] for each in json.loads(told.text)] == [2, 3, 4, 5]


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("first=soon", "Write each day such as 2026-03-04."),
        ("first=2026-03-02&last=2026-03-01", "The first day comes before the last."),
        ("form=exe", "There is no such file."),
    ],
)
def test_a_wrong_span_is_explained(visitor: Visitor, asked: str, says: str) -> None:
    """On the page that is shown next."""
    told = visitor.get(f"/history/export?{asked}")
    assert (told.code, told.leads) == (303, "/history")
    assert says in flat(visitor.follow(told))


def test_a_day_is_deleted_after_asking(
    visitor: Visitor, pages: Pages, day: date
) -> None:
    """The question names what goes and changes nothing; the answer is told."""
    yesterday = day - DAY
    asked = flat(visitor.get(f"/history/delete?day={yesterday}"))
    assert f"Delete {name_of(yesterday)}?" in asked
    assert "4 lines go for good" in asked
    assert b"held" in pages.home.history.read_bytes()

    told = visitor.post("/history/delete", f"day={yesterday}")
    assert (told.code, told.leads) == (303, f"/day/{yesterday}")
    text = flat(visitor.follow(told))
    assert "4 lines deleted for good." in text
    assert "Nothing is kept of this day." in text
    files = pages.home.history.parent.glob("history*")
    assert not any(b"alert(1)" in each.read_bytes() for each in files)
    assert "1 of 8 done." in flat(visitor.get("/history"))


def test_everything_is_deleted_only_when_that_is_typed(
    visitor: Visitor, pages: Pages
) -> None:
    """A slip of the hand deletes nothing."""
    told = visitor.post("/history/delete", "day=all")
    assert told.code == 200
    assert "Nothing was deleted. Type delete to be sure." in flat(told)
    assert "6 lines go for good" in flat(told)
    told = visitor.post("/history/delete", "day=all&sure=Delete")
    assert (told.code, told.leads) == (303, "/history")
    assert "6 lines deleted for good." in flat(visitor.follow(told))
    assert "Nothing is kept yet" in flat(visitor.get("/history"))
    assert b"heel-taps" not in pages.home.history.read_bytes()


def test_a_copy_that_was_set_aside_is_named(
    visitor: Visitor, pages: Pages, day: date
) -> None:
    """A day is not gone from there, and all of it is."""
    folder = pages.home.history.parent
    copy = folder / "history-corrupt-20260101-090000.sqlite"
    assert "set aside" not in flat(visitor.get(f"/history/delete?day={day}"))
    copy.write_bytes(b"heel-taps")
    assert "set aside" in flat(visitor.get(f"/history/delete?day={day}"))
    assert "set aside" not in flat(visitor.get("/history/delete?day=all"))
    visitor.post("/history/delete", "day=all&sure=delete")
    assert not copy.exists()


def test_strangers_delete_nothing(visitor: Visitor, day: date) -> None:
    """No other site can post our form, no link deletes, and no odd day either."""
    foreign = visitor.post("/history/delete", f"day={day}", Origin="http://evil.test")
    assert foreign.code == 403
    assert visitor.get(f"/history/delete?day={day}&sure=delete").code == 200
    assert visitor.post("/history/delete", "day=yesterday&sure=delete").code == 400
    assert visitor.get("/history/delete?day=x").code == 303
    visitor.cookie = ""
    assert visitor.post("/history/delete", f"day={day}").code == 403
    assert visitor.get("/history/export").code == 403


def test_the_running_program_is_asked_to_delete(
    visitor: Visitor, pages: Pages, day: date
) -> None:
    """It alone writes; its counts are fresh at once, and its open break stays open."""
    home = pages.home
    home.start("--every", "1h")
    home.say("move")
    assert home.status()["today"]["done"] == 1
    told = visitor.post("/history/delete", f"day={day}")
    assert "1 line deleted for good." in flat(visitor.follow(told))
    assert home.status()["today"]["done"] == 0
    assert home.is_in("due")


def test_a_file_that_is_damaged_is_told_of(visitor: Visitor, pages: Pages) -> None:
    """What can be read of it is shown."""
    path = pages.home.history
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    text = flat(visitor.get("/history"))
    assert "The history file is damaged" in text
    assert "3 breaks done in 26 weeks." in text
