"""Giving many tasks to somebody else at once: as many as one transaction takes, with an answer for each."""

from typing import Any, Literal, NamedTuple

from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.actions import giving
from chalicelib.errors import invalid
from chalicelib.models import activity_held, activity_time, stored
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.storage import cursor, todos
from chalicelib.storage.todos import Span
from chalicelib.storage.work import Work

MOST = 50
START = "behind "  # a cursor is never empty
Outcome = Literal["reassigned", "unchanged", "left", "not_found", "forbidden", "archived", "not_a_task", "done"]


class Giver(NamedTuple):
    """Whose work it is, of which `type`, and the `field` that names them."""

    field: str
    type: str
    id: str


class Asked(NamedTuple):
    """Either `ids`, or all open work of `giver`, from behind the `cursor` on."""

    to: str
    ids: list[str]
    giver: Giver | None
    cursor: str | None = None


class Found(NamedTuple):
    """The tasks by where they stand among the open work of `giver`, and the sort key up to which that was read, "" at
    its end."""

    ids: dict[str, str]
    end: str


def reassign(work: Work, actor: Actor, asked: Asked) -> dict[str, Any]:
    """What was refused stays with whom it was; what is `left` did not fit, and can be sent again."""
    giver = asked.giver.id if asked.giver else ""
    if giver == asked.to:
        raise invalid("to", "same", "They have this work already; choose somebody else.")
    found = _found(actor, asked)
    live = reading.linked(actor, [asked.to, *filter(None, [giver]), *found.ids])
    to = giving.taker(live.get(asked.to))
    _hold_giver(asked.giver, live.get(giver))
    ids = [each for each in found.ids if each in live or not giver]  # of others' work nothing that may not be read
    told = [{"id": each, "outcome": _give(work, actor, live.get(each), to, giver)} for each in ids]
    left = next((each["id"] for each in told if each["outcome"] == "left"), "")
    following = cursor.seal(_before(found, left), _scope(actor, asked)) if giver and (left or found.end) else None
    return {"data": told, "complete": not left and not found.end, "next_cursor": following}


def _found(actor: Actor, asked: Asked) -> Found:
    if asked.giver is None:
        return Found(dict.fromkeys(asked.ids, ""), "")
    after = cursor.open_(asked.cursor, _scope(actor, asked)) if asked.cursor else START
    found = todos.of(actor.tenant, asked.giver.id, Span(after.removeprefix(START)), most=MOST)
    return Found({each.record_id: each.sort_key for each in found.todos}, found.end)


def _before(found: Found, left: str) -> str:
    """Behind what was dealt with: what is `left` comes first the next time."""
    if not left:
        return START + found.end
    dealt_with = list(found.ids)[: list(found.ids).index(left)]
    return START + (found.ids[dealt_with[-1]] if dealt_with else "")


def _scope(actor: Actor, asked: Asked) -> str:
    return f"reassign {actor.tenant} {actor.user} {asked.giver.id if asked.giver else ''}"


def _hold_giver(giver: Giver | None, found: Record | None) -> None:
    """Also somebody who left, or a team that is archived."""
    if giver and (found is None or found.type != giver.type):
        raise invalid(giver.field, "no_such_record", f"There is no {giver.type} with this id; correct it.")


def _give(work: Work, actor: Actor, task: Record | None, to: Record, from_user: str) -> Outcome:
    if task is None or task.type != "activity":
        return "not_found"
    if refusal := _refusal(actor, task):
        return refusal
    data = _given(task.data, to, from_user)
    if _ids_of(data) == _ids_of(task.data):
        return "unchanged"
    return "reassigned" if giving.fits(work, task, data) else "left"


def _refusal(actor: Actor, task: Record) -> Outcome | None:
    if not reading.may(actor, Right(task.type, "edit"), task):
        return "forbidden"
    if not task.alive:
        return "archived"
    if activity_time.is_open(task.data):
        return None
    return "done" if task.data.get("is_task") is True else "not_a_task"


def _given(data: Data, to: Record, from_user: str) -> Data:
    """Whoever else it was given to, keeps it when it is taken from one."""
    taker = giving.link(to)
    return activity_held.assigned(data, from_user, taker) if from_user else {**data, "assignees": [taker]}


def _ids_of(data: Data) -> list[str]:
    return [stored.line(each, "id") for each in stored.parts(data, "assignees")]
