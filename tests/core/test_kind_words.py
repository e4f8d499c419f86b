"""No text blames, and none promises a cure: catalogue, sentences and reasons alike."""

import re
from collections.abc import Iterator

import pytest

from movebreak.core import news_words, reminder_words
from movebreak.core.drill_words import Told, card, overview
from movebreak.core.drills import Care
from movebreak.core.fitting import too_few, why_hidden
from movebreak.core.profile import HealthCheck, Profile, Wheelchair
from tests.core.test_law_18_words_for_people import sentences
from tests.core.test_profile_rules import catalogue, entries

# Reproach, shame, and words that judge the person.
BLAME = (
    "fail|fails|failed|failure|lazy|laziness|lost|shame|ashamed|guilt|guilty|must|"
    "should have|you should|disappoint\\w*|neglect\\w*|worst|unfortunately|forgot\\w*|"
    "you missed|too weak|out of shape|no excuses?|slack\\w*|loser|give up|wasted"
)
# What no movement of half a minute can promise, and no article has shown.
CLAIMS = (
    "cure|cures|cured|heal|heals|healed|healing|prevent\\w*|injur\\w*|guarantee\\w*|"
    "proven|detox|toxins?|calories?|burns? fat|lose weight|slimmer|in no time|"
    "reverses?|rids? you|fix|fixes|treats|remed\\w+|pain-free|protects?|clinically|"
    "miracle\\w*|live longer|healthier|works wonders"
)
# Nobody has seen a muscle sleep.
SLEEPING_MUSCLES = (
    "asleep|switch\\w* off|inhibit\\w*|not firing|dead glutes?|gluteal amnesia"
)
FORBIDDEN = re.compile(rf"\b({BLAME}|{CLAIMS}|{SLEEPING_MUSCLES})\b", re.IGNORECASE)


def texts(value: object) -> Iterator[str]:
    """Return every text in a table, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts(each)


def said_of_drills() -> Iterator[str]:
    """Return what is said of drills: cards, the list, why some are hidden or few."""
    strict = Profile(
        quiet_office=True,
        seated_only=True,
        low_impact=True,
        no_floor=True,
        wheelchair=Wheelchair.NO_LEGS,
        limited_trunk=True,
        equipment=(),
        careful=tuple(Care),
        pregnancy_week=30,
        level=1,
    )
    for profile in (strict, Profile(health_check=HealthCheck.YES), Profile(level=1)):
        told = [
            Told(each, "", why_hidden(each, profile), liked=True, never=True)
            for each in catalogue()
        ]
        yield from (card(each) for each in told)
        yield overview(told)
    for count in range(6):
        yield too_few(catalogue()[:count], Profile())


@pytest.mark.parametrize(
    "text", ["You failed.", "It cures knees.", "Your glutes are asleep", "no excuses"]
)
def test_the_list_finds_what_it_is_for(text: str) -> None:
    """A reproach, a promise, a myth."""
    assert FORBIDDEN.search(text)


def test_no_text_of_the_catalogue_has_a_forbidden_word() -> None:
    """Of drills, exercises and notes; titles of articles are theirs."""
    for _, entry in entries():
        told = {
            key: value for key, value in entry.items() if key not in {"id", "source"}
        }
        for text in texts(told):
            assert not FORBIDDEN.search(text), f"{entry['id']}: {text}"


def test_no_sentence_has_a_forbidden_word() -> None:
    """Whatever movebreak says of breaks and days."""
    for sentence in (*sentences(), reminder_words.STOP, news_words.FEW_DRILLS):
        assert not FORBIDDEN.search(sentence), sentence


def test_nothing_that_is_said_of_drills_has_a_forbidden_word() -> None:
    """Nor why one is hidden, or that few are left."""
    for text in said_of_drills():
        found = FORBIDDEN.search(text)
        assert not found, text[max(0, found.start() - 60) : found.end() + 60]


def test_when_to_stop_is_told_with_every_drill() -> None:
    """By the guide and by the card; it names pain, dizziness and a doctor."""
    for word in ("hurts", "dizzy", "unwell", "doctor"):
        assert word in reminder_words.STOP
    for drill in catalogue():
        assert reminder_words.STOP in reminder_words.steps(drill)[1]
        assert reminder_words.STOP in card(Told(drill, ""))
