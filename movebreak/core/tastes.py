"""What a person likes to get, and what not: favourites, and drills left out."""

from dataclasses import replace
from typing import assert_never

from movebreak.core.answers import pass_over
from movebreak.core.deck import Taste
from movebreak.core.drills import Drill
from movebreak.core.effects import Reply, Saying
from movebreak.core.events import Like, Never, ResetTaste
from movebreak.core.turn import Turn


def change(turn: Turn, event: Like | Never | ResetTaste) -> None:
    """Let a drill come more often, not at all, or as often as any other."""
    drill = _known(turn, event.drill_id)
    match event:
        case ResetTaste() if drill or event.drill_id in turn.state.taste:
            _reset(turn, event.drill_id, drill)
            turn.emit(Reply(Saying.TASTE_RESET, drill=drill))
        case ResetTaste():
            turn.say(Saying.NOT_DEALT)
        case Like() | Never() if drill is None:
            turn.say(Saying.NOT_DEALT)
        case Like():
            _like(turn, drill)
        case Never():
            _leave_out(turn, drill)
        case _:
            assert_never(event)


def _reset(turn: Turn, name: str, drill: Drill | None) -> None:
    """Let it be as it was at first, its dose as well."""
    taste = _without(turn.state.taste, name)
    anew = tuple(each for each in taste.anew if each[0] != name)
    if drill is not None and drill.more:
        anew = (*anew, (name, turn.state.serial))
    _keep(turn, replace(taste, anew=anew))


def _like(turn: Turn, drill: Drill) -> None:
    others = _without(turn.state.taste, drill.id)
    _keep(turn, replace(others, likes=(*others.likes, drill.id)))
    turn.emit(Reply(Saying.LIKED, drill=drill))


def _leave_out(turn: Turn, drill: Drill) -> None:
    """Leave it out; if it is the open break's, deal another in its place."""
    others = _without(turn.state.taste, drill.id)
    after = replace(others, never=(*others.never, drill.id))
    if all(each.id in after.never for each in turn.rules.drills):
        turn.emit(Reply(Saying.LAST_DRILL, drill=drill))
        return
    _keep(turn, after)
    now = turn.state.open
    if now is not None and now.drill.id == drill.id:
        pass_over(turn, now)
    turn.emit(Reply(Saying.LEFT_OUT, drill=drill))


def _known(turn: Turn, name: str) -> Drill | None:
    return next((drill for drill in turn.rules.drills if drill.id == name), None)


def _without(taste: Taste, name: str) -> Taste:
    return replace(
        taste,
        likes=tuple(each for each in taste.likes if each != name),
        never=tuple(each for each in taste.never if each != name),
    )


def _keep(turn: Turn, taste: Taste) -> None:
    turn.state = replace(turn.state, taste=taste)
