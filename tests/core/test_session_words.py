"""What is said of planned sessions: short, kind, with the way to answer."""

from dataclasses import replace
from datetime import timedelta

import pytest

from movebreak.core import reply_words, session_words
from movebreak.core.effects import Invite, PageNews, Reply, Saying
from movebreak.core.events import Page
from movebreak.core.programme.rules import Focus
from movebreak.core.status import Running, Training
from movebreak.core.wording import Wording
from tests import make
from tests.core.test_kind_words import FORBIDDEN

NOW = make.MORNING
WORDS = Wording()
TODAY = Training(Focus.STRENGTH, NOW.replace(hour=17), True, None, None)  # noqa: FBT003
LATER = replace(TODAY, at=TODAY.at and TODAY.at + timedelta(days=3), today=False)


def test_an_invitation_names_the_session() -> None:
    """The title says what, the body how."""
    title, body = session_words.invitation(Invite(7, Focus.STRENGTH))

    assert title == "Time for your strength session"
    assert len(f"{title} {body}") <= 120


@pytest.mark.parametrize(
    ("training", "line"),
    [
        (TODAY, "Strength session: today 17:00"),
        (LATER, "Strength session: Thursday 17:00"),
        (replace(TODAY, running=Running(3, "four", 0)), "Strength session under way"),
        (replace(TODAY, focus=Focus.OFF, at=None), "Session: none planned"),
    ],
)
def test_a_line_tells_the_next_session(training: Training, line: str) -> None:
    """For the menu and for status."""
    assert WORDS.session_line(training, NOW) == line


def test_an_answer_tells_when_the_next_one_comes() -> None:
    """Where one is planned."""
    moved = Reply(Saying.SESSION_MOVED, until=TODAY.at)

    assert reply_words.reply(WORDS, moved, NOW) == "Moved. The next one: 17:00."
    assert reply_words.reply(WORDS, replace(moved, until=None), NOW) == "Moved."


def test_nothing_said_blames_or_promises() -> None:
    """As in all other sentences."""
    said = [
        *(" ".join(session_words.invitation(Invite(1, focus))) for focus in Focus),
        *(
            " ".join(session_words.instead_of(PageNews(page)))
            for page in (Page.SESSION, Page.PROGRAMME, Page.CHECK, Page.REVIEW)
        ),
        *session_words.SAID.values(),
    ]

    assert [each for each in said if FORBIDDEN.search(each)] == []
    assert all(each.endswith((".", "?", "session", "plan")) for each in said)
