"""The cycle: one function from what happened to what must be done.

The laws it keeps, and where:

- An interval counts desk time, and only that (`turn.counter`, `turn.counts`).
- A break is open until it ends in exactly one outcome: done, skipped, natural or
  missed; snoozing is none (`answers`, `breaks`, `absence`). One that was only asked
  for with Move now may end without any.
- One reminder is up at most, and none while paused, away or held (`breaks`).
- What cannot be told is unknown: never "at the desk" for ever, never "leave me alone".
- Time that passes changes nothing by itself: cutting a span into smaller ticks leads
  to the same state. Deadlines that were slept through are seen once, not piled up.
- Every state but working has a reason, an end or an exit, and is looked at again.
"""

from dataclasses import replace
from typing import assert_never

from movebreak.core import (
    absence,
    answers,
    breaks,
    forgetting,
    invitation,
    movement,
    nudges,
    page,
    sessions,
    silence,
    spans,
    tastes,
)
from movebreak.core.days import sum_up, turn_of_day
from movebreak.core.deck import Deck
from movebreak.core.effects import (
    Effect,
    Kind,
    ShowStatus,
    WatchIdle,
    Withdraw,
)
from movebreak.core.events import (
    Another,
    CheckAnswered,
    Closed,
    Closing,
    Done,
    Event,
    Forget,
    GuideBegan,
    GuideEnded,
    IdleSeen,
    Like,
    Meeting,
    Moment,
    MoveNow,
    Never,
    NoPage,
    PauseFor,
    PauseUntil,
    PauseUntilTomorrow,
    PersonSeen,
    PositionTold,
    PresenceChanged,
    QuietSeen,
    ResetTaste,
    Resume,
    ReviewAnswered,
    SessionBegan,
    SessionEnded,
    SessionSkip,
    SessionStart,
    SessionTomorrow,
    SetLogged,
    SettingsChanged,
    ShowSteps,
    Skip,
    Snooze,
    Started,
    Stopping,
    Tick,
    Trial,
    Undo,
    WantPage,
    Welcomed,
)
from movebreak.core.hours import day_of, summary_time
from movebreak.core.settings import Rules
from movebreak.core.state import Phase, State
from movebreak.core.turn import Entry, Turn, counter, is_away, is_guided, worked_since
from movebreak.core.waking import next_wake
from movebreak.core.weeks import end_of_week
from movebreak.frozen import dataclass

# A break, and an invitation, go through no more phases than this in one step.
PHASES_A_STEP = 12

FROM_A_PERSON = (
    Done
    | Skip
    | Snooze
    | Another
    | MoveNow
    | Undo
    | ShowSteps
    | Trial
    | Like
    | Never
    | ResetTaste
    | PauseFor
    | PauseUntil
    | PauseUntilTomorrow
    | Resume
    | Meeting
    | PersonSeen
    | WantPage
    | Forget
    | GuideBegan
    | SessionStart
    | SessionTomorrow
    | SessionSkip
    | SessionBegan
    | SetLogged
    | SessionEnded
    | CheckAnswered
    | ReviewAnswered
    | PositionTold
)


@dataclass(frozen=True, slots=True)
class Step:
    """The next state, and all that must be done because of the event."""

    state: State
    effects: tuple[Effect, ...]


def first_state(now: Moment, rules: Rules, seed: int) -> State:
    """Return the state of a movebreak that was never started before.

    Begun after the hour of the summary, its first day is not summed up, nor a week
    with it: there is nothing yet to tell a newcomer.
    """
    hours = rules.settings.hours
    day = day_of(now.local, hours.day_start)
    late = now.local >= summary_time(hours, day, rules.settings.summary.at)
    return State(
        serial=1,
        deck=Deck(seed),
        day=day,
        slept=now.slept,
        summarised=(day,) if late else (),
        weeks=(day,) if late and day == end_of_week(hours, day) else (),
    )


def step(state: State, event: Event, now: Moment, rules: Rules) -> Step:
    """Return the next state and the effects: all that must be done because of it."""
    turn = Turn(state, now, rules)
    # What the old day ended counts for it, so the new day begins after that.
    if isinstance(event, Started):
        _cut_by_stop(turn, event)
    else:
        absence.slept(turn)
    silence.time_passed(turn)
    sessions.time_passed(turn)
    absence.look_again(turn)
    turn_of_day(turn)
    turn.settle()
    if isinstance(event, FROM_A_PERSON):
        turn.state = replace(turn.state, misses=0)
        turn.settle()
    _handle(turn, event)
    turn.settle()
    if not isinstance(event, Stopping):
        _go_on(turn)
        spans.tell_hold(turn)
    _watch(turn)
    turn.emit(ShowStatus(), next_wake(turn))
    return Step(turn.state, tuple(turn.effects))


def _handle(  # noqa: C901, PLR0912, PLR0915 - a case an event
    turn: Turn, event: Event
) -> None:
    match event:
        case Tick() | SettingsChanged() | PersonSeen():
            pass
        case WantPage():
            page.show(turn, event)
        case NoPage():
            page.show_otherwise(turn, event)
        case Forget():
            forgetting.forget(turn, event)
        case Started():
            _started(turn)
        case Stopping():
            _stopping(turn)
        case Done():
            answers.done(turn, event)
        case Skip():
            answers.skip(turn, event)
        case Snooze():
            answers.snooze(turn, event)
        case Another():
            answers.another(turn, event)
        case MoveNow():
            answers.move_now(turn)
        case Undo():
            answers.undo(turn)
        case ShowSteps():
            answers.show_steps(turn)
        case Trial():
            page.try_out(turn)
        case Welcomed():
            page.welcomed(turn)
        case Like() | Never() | ResetTaste():
            tastes.change(turn, event)
        case PauseFor():
            silence.pause_for(turn, event)
        case PauseUntil():
            silence.pause_until(turn, event)
        case PauseUntilTomorrow():
            silence.pause_until_tomorrow(turn, event)
        case Resume():
            silence.resume(turn)
        case Meeting():
            silence.meeting(turn, event)
        case GuideBegan():
            silence.guide(turn, event.length)
        case GuideEnded():
            silence.guide(turn, None)
        case PresenceChanged():
            absence.presence_changed(turn, event)
        case QuietSeen():
            _quiet_seen(turn, event)
        case IdleSeen():
            breaks.idle_seen(turn, event.idle)
            invitation.idle_seen(turn, event.idle)
        case Closed():
            _closed(turn, event)
        case SessionStart():
            invitation.start(turn, event)
        case SessionTomorrow():
            invitation.move_to_tomorrow(turn, event)
        case SessionSkip():
            invitation.skip(turn, event)
        case SessionBegan():
            sessions.begin(turn, event)
        case SetLogged():
            sessions.log(turn, event)
        case SessionEnded():
            sessions.end(turn, event)
        case CheckAnswered() | ReviewAnswered():
            sessions.answered(turn, event)
        case PositionTold():
            sessions.tell_position(turn, event)
        case _:
            assert_never(event)


def _go_on(turn: Turn) -> None:
    """Let the open break, or the interval, take its course."""
    all(
        invitation.move_along(turn) or _opened(turn) or breaks.move_along(turn)
        for _ in range(PHASES_A_STEP)
    )
    turn.settle()
    sum_up(turn)
    nudges.nudge(turn)


def _opened(turn: Turn) -> bool:
    state = turn.state
    may_open = not (
        state.open is not None
        or state.pause is not None
        or state.off
        or is_guided(state)
        or is_away(state)
    )
    interval = turn.settings.breaks.interval
    if not may_open or worked_since(turn, state.began) < interval:
        return False
    breaks.open_break(turn)
    return True


def _cut_by_stop(turn: Turn, event: Started) -> None:
    """Begin afresh when the program was not running for long."""
    if event.gap < turn.settings.presence.natural_break:
        return
    absence.end_open(turn, event.stopped.local)
    turn.state = replace(turn.state, misses=0, held_since=None)
    turn.fresh_for_good()


def _started(turn: Turn) -> None:
    now = turn.state.open
    if now is not None and now.phase is Phase.UP:
        breaks.put_up(turn, again=True)
    invitation.begins_again(turn)


def _stopping(turn: Turn) -> None:
    if worked_since(turn, turn.state.told_desk):
        turn.record(Entry(Kind.DESK))
    turn.state = replace(turn.state, desk=counter(turn.state, turn.now), runs_from=None)
    turn.emit(Withdraw())


def _quiet_seen(turn: Turn, event: QuietSeen) -> None:
    turn.state = replace(
        turn.state,
        quiet=replace(
            turn.state.quiet, seen=turn.now.boot, reasons=event.reasons or ()
        ),
    )
    absence.told_of_attendance(turn, attended=event.attended)


def _watch(turn: Turn) -> None:
    after = movement.worth_asking(turn)
    if after != turn.state.watched:
        turn.state = replace(turn.state, watched=after)
        turn.emit(WatchIdle(after))


def _closed(turn: Turn, event: Closed) -> None:
    now = turn.state.open
    if event.why is not Closing.DISMISSED:
        return
    turn.state = replace(turn.state, misses=0)
    invitation.dismissed(turn, event.break_id)
    if now is None or now.id != event.break_id or now.asked_for:
        return
    # While a repeat is prepared, the first reminder is still on the screen.
    if now.shows and now.phase in {Phase.UP, Phase.GRACE, Phase.ASKING}:
        turn.open(replace(breaks.enter(turn, Phase.FADED), dismissed=True))
