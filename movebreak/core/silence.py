"""Times without reminders: pause, meeting, hours; and what time alone ends."""

from dataclasses import replace
from datetime import datetime, timedelta

from movebreak.core.absence import begin_anew, come_back, pause_ended
from movebreak.core.breaks import cut_off, hold, put_up
from movebreak.core.effects import Kind, Reply, Saying
from movebreak.core.events import Meeting, PauseFor, PauseUntil, PauseUntilTomorrow
from movebreak.core.hours import is_open, next_day
from movebreak.core.state import Pause, Phase, Plan, State
from movebreak.core.turn import Turn, is_away


def pause_for(turn: Turn, event: PauseFor) -> None:
    """Be silent for a while, or until resumed."""
    if event.length is None:
        _pause(turn, Pause())
        turn.say(Saying.PAUSED)
        return
    _pause(turn, Pause(until=turn.now.boot + event.length))
    turn.emit(Reply(Saying.PAUSED, until=turn.after(event.length)))


def pause_until(turn: Turn, event: PauseUntil) -> None:
    """Be silent until a local time; one that begins later is planned."""
    local = turn.now.local
    if event.until <= max(local, event.begin or local):
        turn.say(Saying.IN_THE_PAST)
        return
    if event.begin is not None and event.begin > local:
        plan = Plan(event.begin, event.until)
        plans = {*turn.state.plans, plan}
        turn.state = replace(
            turn.state, plans=tuple(sorted(plans, key=lambda each: each.begin))
        )
        turn.emit(
            Reply(
                Saying.PLANNED,
                until=turn.coming(plan.until),
                begin=turn.coming(plan.begin),
            )
        )
        return
    _pause(turn, Pause(until_wall=event.until))
    turn.emit(Reply(Saying.PAUSED, until=turn.coming(event.until)))


def pause_until_tomorrow(turn: Turn, event: PauseUntilTomorrow) -> None:
    """Be silent until the next day begins, that of its own beginning."""
    until = next_day(event.begin or turn.now.local, turn.settings.hours.day_start)
    pause_until(turn, PauseUntil(until, event.begin))


def resume(turn: Turn) -> None:
    """End the pause; without one, take back the next planned pause."""
    if turn.state.pause is not None:
        _end_pause(turn)
        turn.say(Saying.RESUMED)
    elif turn.state.plans:
        turn.state = replace(turn.state, plans=turn.state.plans[1:])
        turn.say(Saying.UNPLANNED)
    else:
        turn.say(Saying.NOT_PAUSED)


def meeting(turn: Turn, event: Meeting) -> None:
    """Begin a meeting, or end it."""
    if event.length is not None:
        _meet(turn, event.length)
        turn.emit(Reply(Saying.MEETING, until=turn.after(event.length)))
    elif turn.state.meeting is None:
        turn.say(Saying.NO_MEETING)
    else:
        _end_meeting(turn)
        turn.say(Saying.MEETING_OVER)


def guide(turn: Turn, length: timedelta | None) -> None:
    """Begin a guided drill, which ends by itself after twice its length; or end it."""
    before = turn.state.guide
    ends = None if length is None else turn.now.boot + 2 * length
    keep_busy(turn, replace(turn.state, guide=ends))
    if ends is not None:
        take_down(turn)
    if (before is None) != (ends is None):
        _make_way(turn, guided=ends is not None)


def time_passed(turn: Turn) -> None:
    """End and begin what the clock ends and begins."""
    boot = turn.now.boot
    if turn.state.meeting is not None and turn.state.meeting <= boot:
        _end_meeting(turn)
    if turn.state.guide is not None and turn.state.guide <= boot:
        guide(turn, None)
    _begin_planned(turn)
    if _pause_is_over(turn):
        _end_pause(turn)
    _keep_hours(turn)


def _meet(turn: Turn, length: timedelta) -> None:
    keep_busy(turn, replace(turn.state, meeting=turn.now.boot + length))
    take_down(turn)
    now = turn.state.open
    if now is not None and not now.asked_for:
        # Whatever made the break insist, now the person asks for quiet.
        turn.open(replace(now, insists=False))


def _end_meeting(turn: Turn) -> None:
    keep_busy(turn, replace(turn.state, meeting=None))


def take_down(turn: Turn) -> None:
    """Hold the reminder that is up, unless somebody asked for it."""
    now = turn.state.open
    if now is not None and now.phase is Phase.UP and not now.asked_for:
        hold(turn, ())


def _make_way(turn: Turn, *, guided: bool) -> None:
    """Have a drill that was asked for off the screen while it is guided."""
    now = turn.state.open
    if now is None or now.phase is not Phase.UP or not now.asked_for:
        return
    if guided:
        turn.withdraw()
    elif turn.now.boot - now.since < turn.settings.breaks.repeat_after:
        put_up(turn, again=True)


def keep_busy(turn: Turn, new: State) -> None:
    """Begin or end what makes hands off the keyboard no absence."""
    was_away = is_away(turn.state)
    turn.state = new
    if was_away and not is_away(new):
        come_back(turn, turn.now)
    elif is_away(new) and not was_away:
        begin_anew(turn)


def _pause(turn: Turn, new: Pause) -> None:
    cut_off(turn, Kind.SKIPPED)
    turn.state = replace(turn.state, pause=new)


def _end_pause(turn: Turn) -> None:
    turn.state = replace(turn.state, pause=None)
    turn.fresh_for_good()
    pause_ended(turn)


def _pause_is_over(turn: Turn) -> bool:
    now = turn.state.pause
    if now is None:
        return False
    if now.until is not None:
        return now.until <= turn.now.boot
    return now.until_wall is not None and now.until_wall <= turn.now.local


def _begin_planned(turn: Turn) -> None:
    local = turn.now.local
    for plan in turn.state.plans:
        if plan.begin > local:
            break
        rest = tuple(each for each in turn.state.plans if each != plan)
        turn.state = replace(turn.state, plans=rest)
        if plan.until > max(local, _paused_until(turn)):
            _pause(turn, Pause(until_wall=plan.until))


def _paused_until(turn: Turn) -> datetime:
    """Return the local end of the present pause, at its latest."""
    now = turn.state.pause
    if now is None:
        return turn.now.local
    if now.until is not None:
        return turn.now.local + (now.until - turn.now.boot)
    return now.until_wall or datetime.max  # noqa: DTZ901 - local times have no zone


def _keep_hours(turn: Turn) -> None:
    off = not is_open(turn.settings.hours, turn.now.local)
    if off == turn.state.off:
        return
    if off:
        now = turn.state.open
        if now is not None and not now.asked_for:
            cut_off(turn, Kind.MISSED)
    turn.state = replace(turn.state, off=off)
    turn.fresh_for_good()
