"""Doing work: completing a task, which makes the next of its series, reopening it, putting it off, giving it away."""

from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.actions import save
from chalicelib.actions.save import Saved
from chalicelib.errors import Conflict
from chalicelib.models import activity_time
from chalicelib.models.activity import ACTIVITY
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.storage.work import Work

OF_ONE = ("follow_up_on", "outcome", "done_at", "done_by", "next", "external_ids")  # not of the next in its series


def complete(work: Work, actor: Actor, task: Record, outcome: str | None) -> Saved:
    """Of two who complete it at once the second is refused, so that there is one next occurrence."""
    hold_open(task)
    done: Data = {**task.data, "done_at": work.at, "done_by": actor.user}
    if outcome is not None:
        done["outcome"] = outcome
    if "next" not in done and (following := activity_time.following(task.data, work.at)):
        done["series"] = task.data.get("series", task.id)
        done["next"] = _make_next(work, done, following).id
    return save.update(work, actor, ACTIVITY, task, done)


def _make_next(work: Work, done: Data, following: Data) -> Record:
    kept = {name: value for name, value in done.items() if name not in OF_ONE}
    return work.create(ACTIVITY, {**kept, **following})


def reopen(work: Work, actor: Actor, task: Record) -> Saved:
    """The next of its series stays, and completing this one again makes no other."""
    hold_task(task)
    if not task.data.get("done_at"):
        raise Conflict("This task is open already.")
    kept = {name: value for name, value in task.data.items() if name not in ("done_at", "done_by")}
    return save.update(work, actor, ACTIVITY, task, kept)


def change(work: Work, actor: Actor, task: Record, fields: dict[str, Any]) -> Saved:
    hold_open(task)
    return save.update(work, actor, ACTIVITY, task, {**task.data, **fields})


def hold_task(record: Record) -> None:
    if record.data.get("is_task") is not True:
        raise Conflict("This activity is not a task; set is_task to true first.")


def hold_open(record: Record) -> None:
    hold_task(record)
    if done_at := record.data.get("done_at"):
        raise Conflict(f"This task was done at {done_at}; reopen it first.")
