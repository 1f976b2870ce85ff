"""What somebody has to do, and what their teams have, in four groups by the clock on the wall of who asks.

As a whole it is what one query reads for each of them, some five thousand tasks, with a count of each group. Of a
group that is asked for alone, pages reach all that there is."""

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

from chalicelib import answers, clock
from chalicelib.access import own_work, reading, sight
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.actions.due_group import GROUPS, Group, Now, group_of, span_of
from chalicelib.actions.row import row
from chalicelib.agenda import zone
from chalicelib.errors import FieldError, InvalidParameter
from chalicelib.models import activity_row, stored
from chalicelib.models.activity import ACTIVITY
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context
from chalicelib.storage import cursor, memberships, records, todos
from chalicelib.storage.at_once import both
from chalicelib.storage.todos import Span, Todo

MOST_TEAMS = 20
READ_AHEAD = 400
MOST_DECIDED = 400


class Wanted(NamedTuple):
    """`who` is of the type `parameter`, a user or a team; `group` None is all of them."""

    who: str
    parameter: str
    teams: bool
    zone: str | None
    group: Group | None
    limit: int
    cursor: str | None


class Place(NamedTuple):
    """Where a task stands: in the order of groups, then of what is due first."""

    group: int
    sort_key: str


NOWHERE = Place(-1, "")


class Seen(NamedTuple):
    """`next` is the place of the last that was dealt with, None where nothing lies behind it."""

    shown: list[Todo]
    next: Place | None
    counts: dict[Group, int] | None
    complete: bool


def page(actor: Actor, wanted: Wanted) -> dict[str, Any]:
    """Three round trips: in what zone and of which teams, what is to be done, and the tasks of one page."""
    ids = {wanted.who, actor.user}
    context, teams = both(partial(reading.context, actor, ids), partial(_teams, actor, wanted))
    now = Now(clock.now(), _zone(actor, wanted, context))
    begin = _begin(actor, wanted)
    whose = [wanted.who, *teams[:MOST_TEAMS]]
    seen = (_of_group if wanted.group else _whole)(actor, wanted, whose, now, begin)
    following = cursor.seal(" ".join(map(str, seen.next)), _scope(actor, wanted)) if seen.next else None
    told = answers.page(_rows(actor, wanted.who, seen.shown, now), following)
    complete = seen.complete and len(teams) <= MOST_TEAMS
    counts: Any = seen.counts and {**seen.counts, "at_least": not complete}
    return {**told, "counts": counts, "complete": complete, "time_zone": str(now.zone)}


def _whole(actor: Actor, wanted: Wanted, whose: list[str], now: Now, begin: Place) -> Seen:
    found = todos.of_all(actor.tenant, whose)
    known = found.todos if _sees_all(actor, wanted.who) else _known(actor, found.todos[:MOST_DECIDED])
    placed = sorted((_place(each, now), each) for each in known)
    ahead = [(place, each) for place, each in placed if place > begin]
    shown = ahead[: wanted.limit]
    following = shown[-1][0] if len(ahead) > len(shown) else None
    counts = {group: sum(GROUPS[place.group] == group for place, _ in placed) for group in GROUPS}
    is_cut = known is not found.todos and len(found.todos) > MOST_DECIDED
    return Seen([each for _, each in shown], following, counts, not (found.end or is_cut))


def _sees_all(actor: Actor, who: str) -> bool:
    """What they or their team were given to do they may see, if they see activities at all."""
    is_theirs = actor.kind == "employee" and who in reading.subject_of(actor).circle
    return sight.sees_every(actor, ACTIVITY) or (is_theirs and reading.may(actor, Right(ACTIVITY.name, "read")))


def _known(actor: Actor, found: Sequence[Todo]) -> list[Todo]:
    """So that what somebody else has to do is not counted where it may not be seen; a round trip more."""
    live = records.get_all(actor.tenant, [each.record_id for each in found])
    known = {each.id for each in own_work.known(actor, live.values())}
    return [each for each in found if each.record_id in known]


def _of_group(actor: Actor, wanted: Wanted, whose: list[str], now: Now, begin: Place) -> Seen:
    """Where many entries lie in between that are of another group, a page may hold fewer than asked for, even none."""
    wide = span_of(GROUPS[_group(wanted)], now)
    span = Span(max(wide.after, begin.sort_key), wide.before)
    found = todos.of_all(actor.tenant, whose, span, most=READ_AHEAD)
    read = [each for each in found.todos if not found.end or each.sort_key <= found.end]
    theirs = [each for each in read if _place(each, now).group == _group(wanted)]
    known = theirs if _sees_all(actor, wanted.who) else _known(actor, theirs[:MOST_DECIDED])
    shown, is_cut = known[: wanted.limit], known is not theirs and len(theirs) > MOST_DECIDED
    behind = theirs[MOST_DECIDED - 1].sort_key if is_cut else found.end
    end = shown[-1].sort_key if len(known) > len(shown) else behind
    return Seen(shown, Place(_group(wanted), end) if end else None, None, complete=True)


def _group(wanted: Wanted) -> int:
    return GROUPS.index(wanted.group) if wanted.group else 0


def _place(todo: Todo, now: Now) -> Place:
    return Place(GROUPS.index(group_of(todo.due, todo.digest.get("follow_up_on", ""), now)), todo.sort_key)


# ------------------------------------------------------------------------------------------------------------- rows


def _rows(actor: Actor, who: str, shown: list[Todo], now: Now) -> list[dict[str, Any]]:
    """Who may not see a task, or what was done since, is left out."""
    live = records.get_many(actor.tenant, [each.record_id for each in shown])
    readable = {each.id for each in reading.allowed(actor, live.values())}
    seen = {id for id, each in live.items() if each.alive and (id in readable or own_work.is_given(actor, each))}
    whole = readable if actor.kind == "employee" else set[str]()
    return [
        _row(who, each, reading.shown(actor, live[each.record_id]), now, whole=each.record_id in whole)
        for each in shown
        if each.record_id in seen
    ]


def _row(who: str, todo: Todo, task: Record, now: Now, *, whole: bool) -> dict[str, Any]:
    told = {**row(task), "group": GROUPS[_place(todo, now).group]}
    if not whole:
        return activity_row.of_outsider(told)
    return {**told, "through": _team(task, todo.who) if todo.who != who else None}


def _team(task: Record, team: str) -> dict[str, Any] | None:
    return next((each for each in stored.parts(task.data, "assignees") if each.get("id") == team), None)


# ------------------------------------------------------------------------------------------------------- who asks


def _teams(actor: Actor, wanted: Wanted) -> list[str]:
    """Of somebody from outside none: what a team has is internal."""
    if not wanted.teams or wanted.parameter != "user" or actor.kind == "external":
        return []
    return memberships.of(actor.tenant, wanted.who)


def _zone(actor: Actor, wanted: Wanted, context: Context) -> Any:
    """As asked, else that of the asker's profile, else the tenant's."""
    if not _is_somebody(actor, context.linked.get(wanted.who), wanted.parameter):
        told = f"There is no {wanted.parameter} with this id."
        raise InvalidParameter(errors=[FieldError(wanted.parameter, "no_such_record", told)])
    mine = context.linked.get(actor.user)
    name = wanted.zone or stored.line(mine.data if mine else {}, "time_zone") or context.time_zone
    try:
        return zone.named(name)
    except ValueError as error:
        if wanted.zone:
            raise InvalidParameter(errors=[FieldError("time_zone", "not_valid", str(error))]) from None
        return zone.named("UTC")


def _is_somebody(actor: Actor, found: Record | None, wanted: str) -> bool:
    return found is not None and found.type == wanted and reading.may(actor, Right(wanted, "read"), found)


def _scope(actor: Actor, wanted: Wanted) -> str:
    return f"worklist {actor.tenant} {actor.user} {wanted.who} {wanted.teams} {wanted.group} {wanted.zone}"


def _begin(actor: Actor, wanted: Wanted) -> Place:
    if wanted.cursor is None:
        return NOWHERE
    group, sort_key = cursor.open_(wanted.cursor, _scope(actor, wanted)).split(" ")
    return Place(int(group), sort_key)
