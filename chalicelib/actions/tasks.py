"""Doing work: completing a task or skipping it, which makes the next of its series, reopening it, putting it off,
giving it away."""

from typing import Any

from chalicelib.access import held
from chalicelib.access.actor import Actor
from chalicelib.actions import giving, offers, save
from chalicelib.actions.passing import Passing
from chalicelib.actions.save import Saved
from chalicelib.errors import Conflict
from chalicelib.models import activity_done, activity_held, activity_series, custom, custom_move
from chalicelib.models.activity import ACTIVITY
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.storage.work import Work

# not of the next in its series
OF_ONE = (*activity_done.ALL, "follow_up_on", "outcome", "next", "external_ids", "mail")


def complete(work: Work, actor: Actor, task: Record, told: Data) -> Saved:
    """Of two who complete it at once the second is refused, so that there is one next occurrence. `told` may say when
    it was done and by whom."""
    hold_open(task)
    return _close(work, actor, task, {"done_at": work.at, "done_by": actor.user, **told})


def skip(work: Work, actor: Actor, task: Record) -> Saved:
    """Nobody was dealt with, so that it is no touch."""
    hold_open(task)
    if not task.data.get(activity_series.RULE):
        raise Conflict("This task does not come again; complete it, or archive it.")
    return _close(work, actor, task, {"done_at": work.at, "done_by": actor.user, "skipped": True})


def _close(work: Work, actor: Actor, task: Record, told: Data) -> Saved:
    done: Data = {**task.data, **told}
    if "next" not in done and (following := activity_series.following(task.data, work.at)):
        done["series"] = task.data.get("series", task.id)
        done["next"] = _make_next(work, done, following).id
    return save.update(work, actor, ACTIVITY, task, done)


def _make_next(work: Work, done: Data, following: Data) -> Record:
    kept = {name: value for name, value in done.items() if name not in OF_ONE}
    begun = custom_move.begun(held.of(work.tenant).customs.get(ACTIVITY.name, {}), {**kept, **following})
    return work.create(ACTIVITY, custom.cloned(begun))


def reopen(work: Work, actor: Actor, task: Record) -> Saved:
    """The next of its series stays, and completing this one again makes no other."""
    hold_task(task)
    if not task.data.get("done_at"):
        raise Conflict("This task is open already.")
    kept = {name: value for name, value in task.data.items() if name not in activity_done.ALL}
    return save.update(work, actor, ACTIVITY, task, kept)


def change(work: Work, actor: Actor, task: Record, fields: dict[str, Any]) -> Saved:
    hold_open(task)
    return save.update(work, actor, ACTIVITY, task, {**task.data, **fields})


def assign(work: Work, actor: Actor, task: Record, assignees: list[Data], passing: Passing) -> Saved:
    """In place of whom it was given to. With `grant` those who are given it get access to what it is about."""
    work.about = {"reason": passing.reason} if passing.reason else {}
    saved = change(work, actor, task, {"assignees": assignees})
    if not passing.grant:
        return saved
    offers.grant(work, actor, saved.offered)
    return saved._replace(offered=())


def take(work: Work, actor: Actor, task: Record) -> Saved:
    """Of two who take it at once the second is refused."""
    hold_open(task)
    teams = giving.teams(actor)
    if not activity_held.queued(task.data, teams):
        raise Conflict("It is in the queue of no team of yours any more; read it again to see who has it.")
    return save.update(work, actor, ACTIVITY, task, activity_held.taken(task.data, {"id": actor.user}, teams))


def give_back(work: Work, actor: Actor, task: Record) -> Saved:
    hold_open(task)
    if not activity_held.teams_of(task.data):
        raise Conflict("This was not taken from the queue of a team; assign it instead.")
    return save.update(work, actor, ACTIVITY, task, activity_held.given_back(task.data))


def hold_task(record: Record) -> None:
    if record.data.get("is_task") is not True:
        raise Conflict("This activity is not a task; set is_task to true first.")


def hold_open(record: Record) -> None:
    hold_task(record)
    if done_at := record.data.get("done_at"):
        raise Conflict(f"This task was done at {done_at}; reopen it first.")
