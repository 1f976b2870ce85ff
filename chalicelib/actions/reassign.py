"""Giving many tasks to somebody else at once: as many as one transaction takes, with an answer for each."""

from typing import Any, Literal, NamedTuple

from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right, decide
from chalicelib.errors import invalid
from chalicelib.models import activity_time, stored
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.registry import TYPES
from chalicelib.storage import todos
from chalicelib.storage.work import Work

MOST = 50
Outcome = Literal["reassigned", "unchanged", "left", "not_found", "forbidden", "archived", "not_a_task", "done"]


class Asked(NamedTuple):
    """Either `ids`, or all open work of `from_user`."""

    to: str
    ids: list[str]
    from_user: str


def reassign(work: Work, actor: Actor, asked: Asked) -> dict[str, Any]:
    """What was refused stays with whom it was; what is `left` did not fit, and can be sent again."""
    ids, complete = _ids(actor, asked)
    live = reading.linked(actor, [asked.to, *ids])
    to = _taker(live.get(asked.to))
    told = [{"id": each, "outcome": _give(work, actor, live.get(each), to, asked.from_user)} for each in ids]
    return {"data": told, "complete": complete and all(each["outcome"] != "left" for each in told)}


def _ids(actor: Actor, asked: Asked) -> tuple[list[str], bool]:
    if not asked.from_user:
        return list(dict.fromkeys(asked.ids)), True
    found = todos.of(actor.tenant, asked.from_user, MOST)
    return [each.record_id for each in found.todos], found.complete


def _taker(found: Record | None) -> Record:
    if found is None or not found.alive or found.type not in ("user", "team"):
        raise invalid("to", "no_such_record", "There is no user or team with this id; correct it.")
    if refusal := TYPES[found.type].refuses(found.data):
        raise invalid("to", "not_linkable", refusal)
    return found


def _give(work: Work, actor: Actor, task: Record | None, to: Record, from_user: str) -> Outcome:
    if task is None or task.type != "activity":
        return "not_found"
    if refusal := _refusal(actor, task):
        return refusal
    assignees = _assignees(task.data, to, from_user)
    if [each["id"] for each in assignees] == [stored.line(each, "id") for each in stored.parts(task.data, "assignees")]:
        return "unchanged"
    work.update(task, {**task.data, "assignees": assignees})
    if work.room < 0:
        del work.saves[task.id]
        return "left"
    return "reassigned"


def _refusal(actor: Actor, task: Record) -> Outcome | None:
    if not decide(actor, Right(task.type, "edit"), task).allowed:
        return "forbidden"
    if not task.alive:
        return "archived"
    if activity_time.is_open(task.data):
        return None
    return "done" if task.data.get("is_task") is True else "not_a_task"


def _assignees(data: Data, to: Record, from_user: str) -> list[Data]:
    """Whoever else it was given to, keeps it when it is taken from one."""
    declared = TYPES[to.type]
    taker = {"id": to.id, "title": declared.title(to.data), "place": declared.place(to.data)}
    others = [each for each in stored.parts(data, "assignees") if each.get("id") not in (from_user, to.id)]
    return [*others, taker] if from_user else [taker]
