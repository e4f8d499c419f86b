"""Drills come and go while movebreak runs: what is told, and what goes on."""

from movebreak.core.drills import Amount
from tests.desk import Desk
from tests.make import MINUTE, drill

FEW = "Few drills are left"
MANY = tuple(drill(f"own-{number}") for number in range(8))
SQUATS = drill(
    "squats",
    dose="6 squats",
    more=(Amount("10 squats", MINUTE), Amount("15 squats", MINUTE)),
)
MISTAKE = "mine.toml: drill march: length: 9h; allowed: 20s to 60s"


def test_a_change_that_leaves_few_drills_is_told_once(desk: Desk) -> None:
    """With what to do about it; not at every wake."""
    desk.catalogue.save(*MANY[:3])
    desk.work("2h")
    told = [each.body for each in desk.notifier.told if each.title == FEW]

    assert told == [
        (
            "Your profile leaves 3 drills, so the same ones come round often. "
            "Drills of your own bring more: movebreak drills add"
        )
    ]
    desk.catalogue.save(*MANY)
    desk.open_menu()
    desk.catalogue.save(*MANY[:2])
    desk.open_menu()
    assert desk.news.count(FEW) == 2


def test_a_profile_that_leaves_nothing_is_told(desk: Desk) -> None:
    """The mildest drill comes all the same."""
    desk.settings.save("profile", quiet_office=True)
    desk.open_menu()
    (told,) = [each for each in desk.notifier.told if each.title == FEW]

    assert told.body.startswith("Your profile leaves no drill, so the mildest one")
    assert told.body.endswith("movebreak drills list")
    desk.until_reminded()


def test_few_drills_are_no_news_at_each_start() -> None:
    """Who chose such a profile knows; `doctor` tells it whenever asked."""
    desk = Desk(begin=False)
    desk.catalogue.save(*MANY[:3])
    desk.start()
    desk.work("1h")

    assert FEW not in desk.news


def test_the_open_break_keeps_its_drill(desk: Desk) -> None:
    """Also when its pack has gone; the next break is dealt from what there is now."""
    desk.until_reminded()
    (title,) = desk.reminders
    desk.catalogue.save(*(drill(each.id, cue="Mine") for each in MANY))
    desk.open_menu()

    assert desk.state == "due"
    assert desk.look().glance.status.drill.id not in {each.id for each in MANY}  # type: ignore[union-attr]
    assert "done" in desk.say("done").words
    desk.until_reminded()
    assert desk.reminders[0] == title
    assert desk.reminders[-1] == "Mine"


def test_own_drills_are_dealt_before_anything_comes_again(desk: Desk) -> None:
    """Those of a new pack come within the round that follows."""
    desk.catalogue.save(*MANY)
    seen = set()
    for _ in range(2 * len(MANY)):
        desk.until_reminded()
        desk.say("done")
        seen |= {
            line.drill for line in desk.history.lines(desk.today.day, desk.today.day)
        }

    assert seen >= {each.id for each in MANY}


def test_mistakes_in_drills_are_told_as_one(desk: Desk) -> None:
    """Once, however long they stay; they are shown where people look."""
    desk.catalogue.save(*MANY, problems=(MISTAKE, "b.toml: line 3: odd"))
    desk.work("1h")
    told = [each for each in desk.notifier.told if "drills" in each.title]

    assert [each.title for each in told] == ["Your drills have 2 problems"]
    assert told[0].body.splitlines()[0] == MISTAKE
    assert told[0].body.splitlines()[-1] == "All other drills are used."
    assert MISTAKE in desk.menu()


def grow(desk: Desk, times: int) -> str:
    """Do it so often, and return the reminder that comes after that."""
    for _ in range(times):
        desk.until_reminded()
        desk.say("done")
    desk.until_reminded()
    return desk.notifier.shown[-1].body


def test_a_dose_grows_with_what_was_done(desk: Desk) -> None:
    """Five times each, also across restarts; a skip is no step."""
    desk.catalogue.save(SQUATS)
    assert "6 squats" in grow(desk, 4)
    desk.say("skip")
    desk.kill()
    assert "6 squats" in grow(desk, 0)
    desk.say("done")
    assert "10 squats" in grow(desk, 0)
    assert "10 squats" in desk.say("guide").words


def test_an_undone_break_takes_its_step_back(desk: Desk) -> None:
    """Whoever taps Done by mistake is asked for no more than before."""
    desk.catalogue.save(SQUATS)
    grow(desk, 4)
    desk.say("done")
    desk.say("undo")
    desk.say("skip")
    assert "6 squats" in grow(desk, 0)


def test_too_hard_has_a_way_back(desk: Desk) -> None:
    """`reset` begins anew, for good; a lower level holds at its dose."""
    desk.catalogue.save(SQUATS)
    assert "15 squats" in grow(desk, 10)
    said = desk.say("drills reset squats").words
    assert said.endswith("and its dose begins anew.")
    desk.say("skip")
    assert "6 squats" in grow(desk, 4)
    desk.kill()
    desk.say("done")
    assert "10 squats" in grow(desk, 0)
    desk.settings.save("profile", level=1)
    desk.say("done")
    assert "6 squats" in grow(desk, 5)


def test_the_open_break_keeps_its_dose(desk: Desk) -> None:
    """What was asked for is what is done; the next time is another one."""
    desk.catalogue.save(SQUATS)
    assert "15 squats" in grow(desk, 10)
    desk.say("drills reset squats")

    assert "15 squats" in desk.say("guide").words


def test_a_mistake_in_reading_drills_costs_no_reminder(desk: Desk) -> None:
    """Those that were there stay, and what is saved later is taken."""
    desk.catalogue.breaks = True
    for _ in range(2):
        desk.until_reminded("21m")
        desk.say("done")
    desk.catalogue.breaks = False
    desk.catalogue.save(*MANY)
    desk.until_reminded("21m")
    assert desk.notifier.shown[-1].title in {each.cue for each in MANY}
