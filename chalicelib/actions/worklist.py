"""What somebody has to do, in four groups, by the clock on the wall of who asks."""

from datetime import UTC, date, datetime, tzinfo
from typing import Any, Literal, NamedTuple

from chalicelib import answers, clock
from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right, decide
from chalicelib.actions import timeline
from chalicelib.agenda import zone
from chalicelib.errors import FieldError, InvalidParameter
from chalicelib.models import moment, stored
from chalicelib.models.record import Record
from chalicelib.storage import cursor, todos
from chalicelib.storage.todos import Todo

Group = Literal["overdue", "today", "upcoming", "waiting"]
GROUPS: tuple[Group, ...] = ("overdue", "today", "upcoming", "waiting")


class Wanted(NamedTuple):
    """`group` None is all of them."""

    who: str
    parameter: str
    zone: str | None
    group: Group | None
    limit: int
    cursor: str | None


class Now(NamedTuple):
    moment: datetime
    zone: tzinfo

    @property
    def today(self) -> date:
        return zone.today(self.moment, self.zone)


def page(actor: Actor, wanted: Wanted) -> dict[str, Any]:
    """Three round trips: whose and in what zone, the entries, the tasks of one page."""
    now = Now(clock.now(), _zone(actor, wanted))
    found = todos.of(actor.tenant, wanted.who)
    grouped = sorted((_place(each, now) for each in found.todos), key=lambda each: each[:4])
    rows = [each for each in grouped if wanted.group in (None, GROUPS[each[0]])]
    begin = _begin(actor, wanted)
    ahead = [each for each in rows if each[:4] > begin] if begin else rows
    shown = ahead[: wanted.limit]
    following = cursor.seal(_written(shown[-1]), _scope(actor, wanted)) if len(ahead) > len(shown) else None
    counts = {group: sum(GROUPS[each[0]] == group for each in grouped) for group in GROUPS}
    told = answers.page(_shown(actor, wanted.who, shown), following)
    return {**told, "counts": counts, "complete": found.complete, "time_zone": str(now.zone)}


Place = tuple[int, str, int, str]
PRIORITY = {"high": 0, "normal": 1, "low": 2}


def _place(todo: Todo, now: Now) -> Place:
    """Which group, by when, how urgent, which."""
    urgent = PRIORITY.get(todo.digest.get("priority", ""), 1)
    return GROUPS.index(group_of(todo.due, todo.digest.get("follow_up_on", ""), now)), todo.due, urgent, todo.record_id


def group_of(due: str, follow_up_on: str, now: Now) -> Group:
    if follow_up_on > now.today.isoformat():
        return "waiting"
    found = moment.read(due)
    if isinstance(found, datetime):
        return "overdue" if found < now.moment else _of_day(found.astimezone(now.zone).date(), now)
    return _of_day(found, now) if found else "upcoming"


def _of_day(day: date, now: Now) -> Group:
    if day == now.today:
        return "today"
    return "overdue" if day < now.today else "upcoming"


def _shown(actor: Actor, who: str, places: list[Place]) -> list[dict[str, Any]]:
    """Who may not see a task, or what was done since, is left out."""
    live = reading.linked(actor, [record_id for *_, record_id in places])
    return [
        {**timeline.brief(live[record_id]), "group": GROUPS[group]}
        for group, _, _, record_id in places
        if record_id in live and live[record_id].alive
    ]


def _zone(actor: Actor, wanted: Wanted) -> tzinfo:
    """As asked, else that of the asker's profile, else the tenant's."""
    context = reading.context(actor, {wanted.who, actor.user})
    if not _is_somebody(actor, context.linked.get(wanted.who)):
        told = f"There is no {wanted.parameter} with this id."
        raise InvalidParameter(errors=[FieldError(wanted.parameter, "no_such_record", told)])
    mine = context.linked.get(actor.user)
    name = wanted.zone or stored.line(mine.data if mine else {}, "time_zone") or context.time_zone
    try:
        return zone.named(name)
    except ValueError as error:
        if wanted.zone:
            raise InvalidParameter(errors=[FieldError("time_zone", "not_valid", str(error))]) from None
        return UTC


def _is_somebody(actor: Actor, found: Record | None) -> bool:
    return found is not None and found.type in ("user", "team") and decide(actor, Right(found.type, "read")).allowed


def _scope(actor: Actor, wanted: Wanted) -> str:
    return f"worklist {actor.tenant} {actor.user} {wanted.who} {wanted.group} {wanted.zone}"


def _written(place: Place) -> str:
    return " ".join(map(str, place))


def _begin(actor: Actor, wanted: Wanted) -> Place | None:
    if wanted.cursor is None:
        return None
    group, due, urgent, record_id = cursor.open_(wanted.cursor, _scope(actor, wanted)).split(" ")
    return int(group), due, int(urgent), record_id
