"""What `status` tells, as text and as one JSON object with stable fields."""

from datetime import datetime

from movebreak.core import day_words, reminder_words, reply_words, wording
from movebreak.core.drills import Drill
from movebreak.core.glance import GUIDE
from movebreak.core.status import (
    AwayStatus,
    DueStatus,
    Ends,
    HeldStatus,
    OffStatus,
    Overview,
    PausedStatus,
    SnoozedStatus,
    Status,
    Training,
    WorkingStatus,
)
from movebreak.core.wording import Wording

STATES: dict[type[Status], str] = {
    WorkingStatus: "working",
    DueStatus: "due",
    HeldStatus: "held",
    SnoozedStatus: "snoozed",
    PausedStatus: "paused",
    AwayStatus: "away",
    OffStatus: "off",
}


def status_text(overview: Overview, words: Wording) -> str:
    """Tell how things stand, line by line."""
    glance = overview.glance
    lines = [words.headline(glance)]
    drill = drill_of(glance.status)
    if drill is not None:
        lines.append(f"{drill.cue} ({drill.name}, {reminder_words.dose(drill)})")
    if glance.meeting is not None:
        lines.append(words.meeting_line(glance.meeting, glance.now))
    if glance.session is not None:
        lines.append(words.session_line(glance.session, glance.now))
    lines += (words.planned_line(plan, glance.now) for plan in glance.planned)
    lines.append(day_words.today_line(overview.today, glance.goal))
    lines.append(day_words.counts(overview.today, overview.streak))
    return "\n".join([*lines, *overview.troubles])


def status_object(
    overview: Overview, words: Wording, version: str
) -> dict[str, object]:
    """Return the fields of `status --json`; times are ISO 8601 with their offset."""
    glance, today = overview.glance, overview.today
    status = glance.status
    ends = ends_of(status)
    return {
        "state": STATES[type(status)],
        "reason": None if isinstance(status, WorkingStatus) else words.headline(glance),
        "next_at": None if ends is None else _iso(ends.at),
        "left_seconds": None if ends is None else int(ends.left.total_seconds()),
        "drill": _drill(drill_of(status)),
        "snoozes_left": glance.snoozes_left,
        "today": {
            "done": today.done,
            "natural": today.natural,
            "skipped": today.skipped,
            "missed": today.missed,
            "snoozed": today.snoozed,
            "goal": glance.goal,
            "streak": overview.streak,
        },
        "session": _session(glance.session),
        "version": version,
    }


def page_object(overview: Overview, words: Wording, version: str) -> dict[str, object]:
    """Return the same for a page: with the open break and all that may be asked.

    The drill is that of the open break, whatever the state.
    """
    glance = overview.glance
    dose = None if glance.drill is None else glance.drill.dose
    return status_object(overview, words, version) | {
        "drill": _drill(glance.drill),
        "dose": dose,
        "break": glance.asked,
        "can_snooze": glance.can_snooze,
        "undo": glance.undo and reply_words.undo(glance.undo),
        "meeting": None if glance.meeting is None else _iso(glance.meeting.at),
        "headline": words.headline(glance),
        "lead": _lead(overview, words),
        "today_line": day_words.today_line(overview.today, glance.goal),
        "troubles": overview.troubles,
    }


def _lead(overview: Overview, words: Wording) -> str:
    """Say what a page that names the drill has still to say of the state."""
    status = overview.glance.status
    guided = isinstance(status, HeldStatus) and status.reasons == (GUIDE,)
    if guided or isinstance(status, DueStatus):
        return wording.DUE
    return words.headline(overview.glance)


def drill_of(status: Status) -> Drill | None:
    """Return the drill of a break that is due, held or snoozed."""
    if isinstance(status, DueStatus | HeldStatus | SnoozedStatus):
        return status.drill
    return None


def ends_of(status: Status) -> Ends | None:
    """Return when the present state ends, if that is known."""
    match status:
        case WorkingStatus(ends=ends) | SnoozedStatus(ends=ends):
            return ends
        case HeldStatus(ends=ends):
            return ends
        case PausedStatus(ends=may_end) | OffStatus(ends=may_end):
            return may_end
        case DueStatus() | AwayStatus():
            return None


def _drill(drill: Drill | None) -> dict[str, object] | None:
    if drill is None:
        return None
    return {
        "id": drill.id,
        "name": drill.name,
        "cue": drill.cue,
        "seconds": int(drill.length.total_seconds()),
    }


def _session(training: Training | None) -> dict[str, object] | None:
    if training is None:
        return None
    running = training.running
    return {
        "focus": training.focus,
        "at": None if training.at is None else _iso(training.at),
        "today": training.today,
        "running": running
        and {"id": running.id, "routine": running.routine, "sets": running.sets},
    }


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
