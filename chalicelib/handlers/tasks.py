"""What can be done with a task: completing it, reopening it, putting it off, skipping it."""

from pydantic import Field

from chalicelib.access import own_work, reading, writing
from chalicelib.actions import tasks
from chalicelib.actions.save import Saved
from chalicelib.call import Answer, Call
from chalicelib.footprint import READS, WRITES
from chalicelib.handlers.task import ERRORS, TASK, held, task_of
from chalicelib.handlers.verbs import AnyCall, answer
from chalicelib.merge_patch import without_nothing
from chalicelib.models import activity_done
from chalicelib.models.activity import ACTIVITY
from chalicelib.models.activity_row import of_outsider
from chalicelib.models.fields import ID, Day, Lines
from chalicelib.models.moment import Moment
from chalicelib.models.record import Record
from chalicelib.operation import operation
from chalicelib.schema import Schema


class Complete(Schema):
    """When it was done and by whom, where that was not now or not by who says so."""

    outcome: Lines | None = None
    done_at: Moment | None = Field(default=None, description="in the past")
    done_by: str | None = Field(default=None, pattern=ID, description="a user")


class FollowUp(Schema):
    until: Day | None = Field(description="null puts it back at once")


def _to_close(call: AnyCall) -> Record:
    """Or to open again."""
    task = task_of(call)
    _hold_done(call, task)
    return task


def _hold_done(call: AnyCall, task: Record, *told: str) -> None:
    """Who was given it says that it is done, whatever fields they may write."""
    if call.actor.kind == "employee" and not own_work.is_given(call.actor, task):
        writing.hold(call.actor, ACTIVITY, [activity_done.AT, *told])


def _told(call: AnyCall, saved: Saved) -> Answer:
    """To who may not read it, but was given it, without what it is about."""
    told = answer(call, *saved)
    if call.actor.kind == "external" or not reading.may_read(call.actor)(saved.record):
        told.body = of_outsider(told.body)
    return told


@operation(
    "POST /v1/activities/{id}/complete",
    right=own_work.DO,
    area="activities",
    takes=Complete,
    gives=TASK,
    touches=(READS, WRITES),
    errors=ERRORS,
    example={"outcome": "Sent the quote."},
)
def complete_activity(call: Call[Complete, None]) -> Answer:
    """Completes a task

    Who was given it may do so too, whatever else they may not. Of one that comes again the next is made at once: `next`
    in the answer is its id.
    """
    told = without_nothing(call.body.model_dump())
    task = held(call, own_work.get(call.actor, ACTIVITY, call.ids["id"]))
    if told.get("done_by", call.actor.user) != call.actor.user:
        reading.hold(call.actor, task, "edit")
    _hold_done(call, task, *told)
    return _told(call, tasks.complete(call.work, call.actor, task, told))


@operation(
    "POST /v1/activities/{id}/reopen",
    right=("activity", "edit"),
    area="activities",
    gives=TASK,
    touches=(READS, WRITES),
    errors=ERRORS,
)
def reopen_activity(call: Call[None, None]) -> Answer:
    """Opens a task again that was done"""
    return answer(call, *tasks.reopen(call.work, call.actor, _to_close(call)))


@operation(
    "POST /v1/activities/{id}/follow-up",
    right=("activity", "edit"),
    area="activities",
    takes=FollowUp,
    gives=TASK,
    touches=(READS, WRITES),
    errors=ERRORS,
    example={"until": "2026-12-01"},
)
def follow_up_activity(call: Call[FollowUp, None]) -> Answer:
    """Puts a task off: worklists have it under waiting until a day"""
    task = task_of(call)
    writing.hold(call.actor, ACTIVITY, ["follow_up_on"])
    return answer(call, *tasks.change(call.work, call.actor, task, {"follow_up_on": call.body.until}))


@operation(
    "POST /v1/activities/{id}/skip",
    right=("activity", "edit"),
    area="activities",
    gives=TASK,
    touches=(READS, WRITES),
    errors=ERRORS,
)
def skip_activity(call: Call[None, None]) -> Answer:
    """Passes over a task that comes again

    The next of its series is made, and this one is closed as `skipped`: nobody was dealt with by it. To end the series,
    archive the task or clear its rule.
    """
    return answer(call, *tasks.skip(call.work, call.actor, _to_close(call)))
