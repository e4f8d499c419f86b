"""What the running program says of planned sessions, in menu, reminder and answers."""

from movebreak.core.effects import Invite, PageNews, Saying
from movebreak.core.events import Page
from movebreak.core.programme.rules import Focus

Text = tuple[str, str]  # title, body

NAMES = {
    Focus.OFF: "Session",
    Focus.STRENGTH: "Strength session",
    Focus.MOBILITY: "Mobility session",
    Focus.RUNNING: "Running-pattern session",
    Focus.FEEL: "Feel-and-reset session",
}
START = "Start"
TOMORROW = "Tomorrow"
SKIP = "Skip"
SHOW = "What it holds"
GO_ON = "Go on with the session"
END = "End the session"
PROGRAMME = "Programme…"
LOOK_BACK = "Look back"
ANSWER_BY_COMMAND = (
    "Answer: movebreak session (--text: in the terminal), "
    "movebreak session tomorrow, or movebreak session skip."
)
POSITIONS = {"sitting": "Sitting now", "standing": "Standing now"}
POSITION_BY_COMMAND = "Changed? movebreak session position standing, or sitting."
LOOK_BACK_BY_COMMAND = "To look back: movebreak review."
# Why a break waits.
REASON = "your session"

SAID = {
    Saying.SESSION_OPENS: "The session opens in your browser.",
    Saying.SESSION_BEGAN: "The session has begun. Reminders wait until it ends.",
    Saying.SET_LOGGED: "That set is kept.",
    Saying.NOTED: "Kept. Thank you.",
    Saying.NO_SESSION_TODAY: (
        "No session is planned for today. What is planned: movebreak session plan"
    ),
    Saying.OLD_INVITATION: (
        "That session has been answered already; nothing was changed."
    ),
    Saying.NO_SESSION_RUNS: (
        "No session is under way. To begin one: movebreak session"
    ),
    Saying.ANOTHER_SET: (
        "That set is kept already, or another comes first; nothing was changed. "
        "Load the page anew to see what comes next."
    ),
}
# What follows says when the next one comes.
SAID_WITH_NEXT = {
    Saying.SESSION_MOVED: "Moved.",
    Saying.SESSION_SKIPPED: "Left out.",
    Saying.SESSION_ENDED: "The session is over, and what you did is kept.",
}
_PAGES = {
    Page.SESSION: (
        "Your session, in the terminal",
        "No browser could show it. movebreak session --text leads you through it.",
    ),
    Page.PROGRAMME: (
        "The programme needs a browser",
        "In a terminal: movebreak focus, and movebreak session plan.",
    ),
    Page.CHECK: (
        "The self-check needs a browser",
        "When one is at hand: movebreak check.",
    ),
    Page.REVIEW: (
        "Looking back needs a browser",
        "When one is at hand: movebreak review.",
    ),
}


def invitation(invite: Invite) -> Text:
    """Ask for the session that is planned for today."""
    name = NAMES[invite.focus]
    title = f"Time for your {name[0].lower()}{name[1:]}"
    return title, "Start leads you through it, step by step. Tomorrow is fine too."


def instead_of(news: PageNews) -> Text:
    """Say what helps where a page of the programme cannot be shown."""
    return _PAGES[news.page]
