"""Sessions in the history: kept line by line, and read as a whole."""

import json
from pathlib import Path

from movebreak.core.effects import Kind
from movebreak.core.programme import selfcheck
from movebreak.core.programme.questions import Answers, Trouble, YesNo
from movebreak.core.programme.reviews import Difference
from movebreak.core.programme.sessions import Felt, Logged, Side
from movebreak.store.past_sessions import (
    KINDS,
    LOOKS,
    Check,
    Review,
    checks_of,
    detail_of,
    detail_of_review,
    reviews_of,
    sessions_of,
)
from movebreak.store.readonly import ReadOnlyHistory
from movebreak.store.rows import Row
from tests.pages import past

TODAY = past.today()
LEFT = Logged("single-leg-squat", 1, 2, Side.LEFT, 8)
HURT = Logged("single-leg-squat", 1, 2, Side.RIGHT, 3, Felt.PAIN, excused=True)
FORM = Logged("squat-jump", 1, 1, None, 1, Felt.TOO_HARD)


def begun(number: int, routine: str = "four-for-the-hips") -> Row:
    """Return the line with which a session begins."""
    detail = f'{{"routine": "{routine}", "strength": true}}'
    return past.line(number, Kind.SESSION, TODAY, "17:00", detail=detail)


def kept(number: int, session: int, logged: Logged, at: str = "17:05") -> Row:
    """Return the line of one set."""
    more = {"refers": session, "drill": logged.exercise, "detail": detail_of(logged)}
    return past.line(number, Kind.SET, TODAY, at, **more)


def ended(number: int, session: int, *, complete: bool) -> Row:
    """Return the line with which a session ends."""
    detail = f'{{"complete": {str(complete).lower()}}}'
    more = {"refers": session, "detail": detail}
    return past.line(number, Kind.SESSION_END, TODAY, "17:30", **more)


def read(path: Path, *rows: Row) -> ReadOnlyHistory:
    """Return a history of these lines."""
    past.keep(path / "history.sqlite", rows)
    return ReadOnlyHistory(path / "history.sqlite")


def test_a_session_is_read_as_it_was_logged(tmp_path: Path) -> None:
    """Set by set, sides and pain and all, beside whatever else was kept that day."""
    history = read(
        tmp_path,
        past.line(1, Kind.DONE, TODAY, "16:40", drill="burpees"),
        begun(2),
        kept(3, 2, LEFT),
        kept(4, 2, HURT, "17:09"),
        ended(5, 2, complete=True),
        begun(6, "bridge-and-jump"),
        kept(7, 6, FORM),
    )
    first, second = sessions_of(history.lines_of(KINDS))

    assert (first.past.id, first.past.day) == (2, TODAY)
    assert first.past.logs == (LEFT, HURT)
    assert (first.past.complete, first.over) == (True, True)
    assert f"{first.began:%H:%M} {first.last:%H:%M}" == "17:00 17:30"
    assert second.past.routine == "bridge-and-jump"
    assert second.past.logs == (FORM,)
    assert (second.past.complete, second.over) == (False, False)


def test_what_cannot_be_understood_is_left_out(tmp_path: Path) -> None:
    """Of a set, of a session, of the end: the rest of it stands."""
    odd = ('{"amount": 3', "[]", '{"round": 1}', detail_of(FORM).replace("1", "-1"))
    history = read(
        tmp_path,
        begun(1)._replace(detail="no object"),
        *(
            kept(number, 1, FORM)._replace(detail=detail)
            for number, detail in enumerate(odd, start=2)
        ),
        kept(7, 1, LEFT),
        ended(8, 1, complete=False),
        kept(9, 99, LEFT),
    )
    (only,) = sessions_of(history.lines_of(KINDS))

    assert only.past.routine == ""
    assert only.past.logs == (LEFT,)
    assert only.over


def test_no_history_has_no_sessions(tmp_path: Path) -> None:
    """Before the first start there is no file."""
    history = ReadOnlyHistory(tmp_path / "none.sqlite")
    assert sessions_of(history.lines_of(KINDS)) == ()


def test_sessions_of_a_damaged_file_are_read_on(tmp_path: Path) -> None:
    """Whatever can still be read of it counts."""
    history = read(tmp_path, begun(1), kept(2, 1, LEFT))
    path = tmp_path / "history.sqlite"
    data = bytearray(path.read_bytes())
    data[28:32] = b"\xff" * 4
    path.write_bytes(bytes(data))

    found = sessions_of(history.lines_of(KINDS))
    assert [each.past.logs for each in found] == [(LEFT,)]
    assert "damaged" in history.troubles()[0]


def test_looks_back_are_read_as_they_were_answered(tmp_path: Path) -> None:
    """Self-checks and reviews; one that cannot be understood is left out."""
    answers = Answers(had=(Trouble.SHIN,), tight_front=YesNo.YES)
    asked = json.dumps(selfcheck.written(answers))
    told = (detail_of_review(4, Difference.NONE), '{"weeks": "soon"}', "[]")
    history = read(
        tmp_path,
        past.line(1, Kind.CHECK, TODAY, "12:00", detail=asked),
        *(
            past.line(number, Kind.REVIEW, TODAY, "12:00", detail=detail)
            for number, detail in enumerate(told, start=2)
        ),
    )
    lines = history.lines_of(LOOKS)

    assert checks_of(lines) == (Check(TODAY, answers),)
    assert reviews_of(lines) == (Review(TODAY, 4, Difference.NONE),)
