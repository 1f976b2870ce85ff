"""A hand-over that goes on by itself, and is watched until it is over."""

from collections.abc import Mapping
from typing import Any

from chalicelib.access import held
from chalicelib.actions import carrying, giving
from chalicelib.actions.carrying import Job
from chalicelib.actions.hand_over import steps
from chalicelib.actions.hand_over.steps import BY, EVENT, Step
from chalicelib.errors import Invalid
from chalicelib.models.hand_over import OF, STOPPED
from chalicelib.models.record import Record
from chalicelib.storage import change, records
from chalicelib.storage.work import Work

MADE = "hand-over.created"


def carry_on(event: Mapping[str, Any]) -> None:
    """`event` as EventBridge hands it on, of a hand-over that was made, has another leg to go, or is watched."""
    tenant, record_id = event["detail"]["tenant"], event["detail"]["record"]
    if held.of(tenant).is_suspended:
        carrying.wait(JOB, tenant, record_id)
        return
    if event.get("detail-type") == MADE:
        _watch(tenant, record_id)
    carrying.carry_on(JOB, event)


def _watch(tenant: str, record_id: str) -> None:
    """Of one record; that of all work is watched from the moment that it is asked for."""
    found = carrying.running(tenant, record_id)
    if found is not None and found.data.get(OF):
        carrying.watch(EVENT, found)


def _step(work: Work, found: Record) -> Record:
    """Nothing more goes to somebody who left meanwhile, nor for somebody who may not any more."""
    to = found.data["to"]["id"]
    live = records.get_many(work.tenant, [found.created_by, to])
    actor = steps.asker(live.get(found.created_by), found)
    if actor is None:
        return _stop(work, found, "Who began it may not hand over any more.")
    try:
        taker = giving.taker(live.get(to))
    except Invalid:
        return _stop(work, found, "Who was to take it cannot be given anything any more.")
    return Step(work, actor, taker, found).run()


def _give_up(work: Work, found: Record) -> Record:
    return _stop(work, found, "It could not go on. What is done stays done; begin it anew for the rest.")


def _stop(work: Work, found: Record, because: str) -> Record:
    told = {"state": STOPPED, "stopped_because": because, "finished_at": work.at}
    return work.update(found, {**found.data, **told})


JOB = Job(BY, EVENT, "handed_over", _step, _give_up, change.HAND_OVER)
