"""A job that goes on by itself, and is watched until it is over."""

from collections.abc import Mapping
from typing import Any

from chalicelib.access import held, reading
from chalicelib.access.actor import Actor
from chalicelib.actions import carrying
from chalicelib.actions.carrying import Job
from chalicelib.actions.jobs.kinds import KINDS
from chalicelib.actions.jobs.step import Step
from chalicelib.errors import Problem
from chalicelib.models import job as model
from chalicelib.models import stored
from chalicelib.models.job import BEGUN_BY, BY, COUNTS, HOLDS, STOPPED
from chalicelib.models.record import Record
from chalicelib.models.user import ACTIVE
from chalicelib.storage import change, records
from chalicelib.storage.work import Work

EVENT = "job.due"
NOT_THEIRS = "Who began it may not do this any more."
GIVEN_UP = "It could not go on."
STAYS = "What is done stays done; begin another for the rest."
HALF = "Half of it is done: undo it, which administrators may too, and begin it anew."
UNDO_AGAIN = "Half of it is undone: undo the first job again, which administrators may too."


def carry_on(event: Mapping[str, Any]) -> None:
    """`event` as EventBridge hands it on, of a job that was made, has another leg to go, or is watched."""
    tenant, record_id = event["detail"]["tenant"], event["detail"]["record"]
    if held.of(tenant).is_suspended:
        carrying.wait(JOB, tenant, record_id)
    else:
        carrying.carry_on(JOB, event)


def _step(work: Work, found: Record) -> Record:
    """Nothing more is done for somebody who left meanwhile, or may not any more (Z6)."""
    actor = _actor(work.tenant, found)
    if actor is None:
        return _stop(work, found, NOT_THEIRS)
    step = Step(work, actor, found)
    try:
        step.run()
    except Problem as problem:
        if problem.status >= 500:
            raise
        return _stop(_emptied(work), found, problem.detail)
    return step.kept()


def _emptied(work: Work) -> Work:
    """What would not be counted is not done either."""
    for each in (work.saves, work.checks, work.extra):
        each.clear()
    return work


def _actor(tenant: str, found: Record) -> Actor | None:
    held.of(tenant)  # the rights are asked for along with who it is
    who = records.get(tenant, stored.line(found.data, BEGUN_BY))
    if who is None or stored.line(who.data, "status") != ACTIVE or found.data["kind"] not in KINDS:
        return None
    actor = reading.on_behalf_of(who)
    return actor if reading.may(actor, KINDS[found.data["kind"]].right(found.data)) else None


def _give_up(work: Work, found: Record) -> Record:
    return _stop(work, found, GIVEN_UP)


def _stop(work: Work, found: Record, because: str) -> Record:
    return ended(work, found, {"state": STOPPED, "stopped_because": f"{because} {_advice(found)}"})


def _advice(found: Record) -> str:
    """Of what is worse half than not at all, what can be done."""
    if not stored.lines(found.data, HOLDS):
        return STAYS
    return UNDO_AGAIN if stored.line(found.data, "undoes") else HALF


def ended(work: Work, found: Record, told: dict[str, Any]) -> Record:
    """What it has counted so far becomes part of it."""
    return work.update(found, {**found.data, COUNTS: model.counts(found), "finished_at": work.at, **told}, {})


JOB = Job(BY, EVENT, "job_ended", _step, _give_up, change.JOB, rides=True)
