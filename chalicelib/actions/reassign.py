"""Giving many tasks to somebody else at once, and appointments that are to come: as many as one transaction takes, with
an answer for each."""

from dataclasses import replace
from typing import Any, Literal, NamedTuple

from chalicelib.access import guarding, reading, writing
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.actions import giving, offers, passing
from chalicelib.actions.giving import Given
from chalicelib.actions.passing import Passing
from chalicelib.errors import invalid
from chalicelib.models import activity_held, activity_outside, activity_time, stakes, stored
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.storage import cursor, todos
from chalicelib.storage.todos import Span
from chalicelib.storage.work import Work

MOST = 50
START = "behind "  # a cursor is never empty
Outcome = Literal[
    "reassigned", "unchanged", "left", "not_found", "forbidden", "archived", "internal", "not_a_task", "done"
]


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
    passing: Passing = Passing()


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
    live = reading.kept(actor, [asked.to, *filter(None, [giver]), *found.ids])
    to = giving.taker(live.get(asked.to))
    giving.hold(actor, [Given("to", to)])
    _hold_giver(asked.giver, live.get(giver))
    ids = [each for each in found.ids if each in live or not giver]  # of others' work nothing that may not be read
    wanted = {each: _wanted(work, actor, live.get(each), to, giver) for each in ids}
    tasks = [live[each] for each, data in wanted.items() if isinstance(data, dict)]
    hand = passing.Hand(work, actor, to, asked.passing, tasks)
    told = [_given(hand, each, live.get(each), wanted[each]) for each in ids]
    left = next((each["id"] for each in told if each["outcome"] == "left"), "")
    following = cursor.seal(_before(found, left), _scope(actor, asked)) if giver and (left or found.end) else None
    answer = {"data": told, "complete": not left and not found.end, "next_cursor": following}
    offered = [offers.told(actor, each) for each in hand.offered]
    return {**answer, "offers": offered} if offered else answer


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


def _wanted(work: Work, actor: Actor, task: Record | None, to: Record, giver: str) -> Data | Outcome:
    """What it becomes, or why it stays."""
    if task is None or task.type != "activity":
        return "not_found"
    if not reading.may(actor, Right(task.type, "edit"), task):
        return "forbidden"
    if not task.alive:
        return "archived"
    if activity_time.is_open(task.data):
        data = _assigned(task.data, giver, giving.link(to))
    elif to.type == "user" and activity_held.is_to_come(task.data, work.at):
        data = activity_held.passed_on(task.data, giver or actor.user, giving.link(to))
    else:
        return "done" if task.data.get("is_task") is True else "not_a_task"
    if _who(data) == _who(task.data):
        return "unchanged"
    if activity_outside.is_unseen(data, {to.id: to}):
        return "internal"
    is_theirs = writing.may_change(actor, task, data) and not guarding.takes(actor, task, replace(task, data=data))
    return data if is_theirs else "forbidden"


def _assigned(data: Data, giver: str, taker: Data) -> Data:
    """Whoever else it was given to, keeps it when it is taken from one."""
    if giver:
        return activity_held.assigned(data, giver, taker)
    return activity_held.settled({**data, "assignees": [taker]})


def _given(hand: passing.Hand, task_id: str, task: Record | None, wanted: Data | Outcome) -> dict[str, Any]:
    if task is None or not isinstance(wanted, dict):
        return {"id": task_id, "outcome": wanted}
    relations = hand.give(task, wanted)
    told = {"id": task_id, "outcome": "left" if relations is None else "reassigned"}
    return {**told, "relations": relations} if relations else told


def _who(data: Data) -> list[str]:
    """It is given to, and takes part."""
    present = [stored.part(each, "user") for each in stored.parts(data, "participants")]
    return [*stakes.ids(stored.parts(data, "assignees")), "", *stakes.ids(present)]
