"""How to answer stands in the words where there are no buttons, and only there."""

import pytest

from movebreak.core.events import MoveNow
from movebreak.core.news_words import OFFERS_BY_COMMAND
from movebreak.core.reminder_words import ANSWER_BY_COMMAND, COUNT_BY_COMMAND, YES
from movebreak.ports import Capability, Message, Offer, Reminder
from movebreak.surfaces.notify.chain import NotifierChain
from tests.fake_surfaces import FakeNotifier
from tests.surfaces.test_notifier_chain import PLAIN, Moody, always
from tests.waiting import eventually

SQUATS = Reminder(7, "Squats", "Ten slow ones.")
ASKED = Reminder(7, "Did you move?", "Squats: count it?", done=YES)
OFFERS = (Offer("Another drill now", MoveNow()),)
SKIPS = Message("Something else?", "Or not.", OFFERS)
DAY = Message("Your day", "6 of 8")


@pytest.mark.parametrize(
    ("reminder", "how"), [(SQUATS, ANSWER_BY_COMMAND), (ASKED, COUNT_BY_COMMAND)]
)
def test_a_reminder_goes_down_and_up(reminder: Reminder, how: str) -> None:
    """Each kind gets its own words on the way down, and loses them on the way up."""
    best, other = Moody(), FakeNotifier(can=PLAIN)
    with NotifierChain([always(best), always(other)]) as chain:
        chain.show(reminder)
        assert best.up == reminder
        best.turn(good=False)
        assert other.up
        assert other.up.body == f"{reminder.body} {how}"
        assert other.up.done == reminder.done
        best.turn(good=True)

        assert best.up == reminder


@pytest.mark.parametrize("can", [Capability.BUTTONS, Capability.EXPLAINS])
def test_words_that_came_along_are_not_said_twice(can: Capability) -> None:
    """Whoever made the text may have thought of other buttons than there are."""
    able, other = FakeNotifier(can=frozenset({can})), FakeNotifier(can=PLAIN)
    asked = Reminder(7, "Did you move?", f"Count it? {COUNT_BY_COMMAND}", done=YES)
    skips = Message("Something else?", f"Or not. {OFFERS_BY_COMMAND}", OFFERS)
    for notifier in (able, other):
        with NotifierChain([always(notifier)]) as chain:
            chain.show(asked)
            chain.tell(skips)

    assert [each.body for each in able.shown] == ["Count it?"]
    assert [each.body for each in able.told] == ["Or not."]
    assert other.shown == [asked]
    assert other.told == [skips]


def test_an_invitation_keeps_its_own_way_to_answer() -> None:
    """Without buttons, that of a break would not help."""
    how = "Answer: movebreak session."
    able, other = FakeNotifier(), FakeNotifier(can=PLAIN)
    for notifier in (able, other):
        with NotifierChain([always(notifier)]) as chain:
            chain.show(Reminder(7, "Time for it", "Now?", how=how))

    assert [each.body for each in able.shown] == ["Now?"]
    assert [each.body for each in other.shown] == [f"Now? {how}"]


def test_offers_that_are_given_back_are_kept() -> None:
    """What the first could not show goes on with all that it offers."""
    best, other = Moody(good=False), FakeNotifier(can=PLAIN)
    with NotifierChain([always(best), always(other)]) as chain:
        chain.tell(SKIPS)
        assert eventually(lambda: other.told)
        chain.tell(DAY)
        assert eventually(lambda: len(other.told) == 2)

    said = f"Or not. {OFFERS_BY_COMMAND}"
    assert other.told == [Message("Something else?", said, OFFERS), DAY]


def test_offers_go_up_with_the_reminder() -> None:
    """What still waits at the worse one when a better one works is not lost."""
    best, worse = Moody(good=False), Moody(can=PLAIN)
    with NotifierChain([always(best), always(worse)]) as chain:
        chain.show(SQUATS)
        assert eventually(lambda: worse.up)
        worse.good = False
        chain.tell(SKIPS)
        assert eventually(lambda: worse.news)
        best.turn(good=True)

        assert best.up == SQUATS
        assert best.told == [SKIPS]
        assert worse.news is None
