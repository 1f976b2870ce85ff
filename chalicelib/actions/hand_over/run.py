"""A hand-over that goes on by itself: begun by the change that made it, and by that of every leg of its way; and where
those were lost, by who watches.

A step is one transaction with what it gives away and how far it came, under the version of the hand-over. So it does
not matter where this dies, or that an event comes twice: the next one goes on from what is there."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from chalicelib import clock, logs
from chalicelib.access import held
from chalicelib.actions import giving
from chalicelib.actions.hand_over import steps, watch
from chalicelib.actions.hand_over.steps import BY, Step
from chalicelib.errors import Invalid
from chalicelib.models import stored
from chalicelib.models.hand_over import OF, RUNNING, STOPPED
from chalicelib.models.record import Record
from chalicelib.storage import change, records
from chalicelib.storage.outcome import Lost
from chalicelib.storage.work import Work

LEG = timedelta(minutes=10)
TRIES = 12
MADE = "hand-over.created"


def carry_on(event: Mapping[str, Any]) -> None:
    """`event` as EventBridge hands it on, of a hand-over that was made, has another leg to go, or is watched."""
    tenant, record_id = event["detail"]["tenant"], event["detail"]["record"]
    if held.of(tenant).is_suspended:
        _later(tenant, record_id)
        return
    if event.get("detail-type") == MADE:
        _watch(tenant, record_id)
    if "watch" not in event["detail"] or _is_left(tenant, record_id, event["detail"]["watch"]):
        _run(tenant, record_id)


def _later(tenant: str, record_id: str) -> None:
    """It is looked at again, until the tenant goes on."""
    found = records.get(tenant, record_id)
    if found is not None and _is_running(found):
        watch.plan(found)


def _watch(tenant: str, record_id: str) -> None:
    """Of one record; that of all work is watched from the moment that it is asked for."""
    found = records.get(tenant, record_id)
    if found is not None and _is_running(found) and found.data.get(OF):
        watch.plan(found)


def _is_left(tenant: str, record_id: str, watched: Mapping[str, Any]) -> bool:
    """Whether nothing has moved since it was looked at last. It is watched on, and given up after a few times."""
    found = records.get(tenant, record_id)
    if found is None or not _is_running(found):
        return False
    idle = watch.idle(found, watched)
    if idle > watch.MOST_IDLE:
        _next(tenant, record_id, _give_up)
        return False
    watch.plan(found, idle)
    return idle > 0


def _run(tenant: str, record_id: str) -> None:
    until = clock.now() + LEG
    found = _next(tenant, record_id, _step)
    while found is not None and _is_running(found):
        if clock.now() >= until:
            _next(tenant, record_id, _rest)
            return
        found = _next(tenant, record_id, _step)
    if found is not None:
        done = sum(found.data["done"].values())
        logs.info("handed_over", tenant=tenant, id=record_id, count=done, status=found.data["state"])


def _is_running(found: Record) -> bool:
    return stored.line(found.data, "state") == RUNNING


def _next(tenant: str, record_id: str, act: Callable[[Work, Record], Record]) -> Record | None:
    """How it stands after a step. Raises Lost when it, or what it is to give, is being changed all the time."""
    for attempt in range(TRIES):
        found = records.get(tenant, record_id)
        if found is None or not _is_running(found):
            return found
        work = Work(tenant, BY, channel=change.HAND_OVER)
        try:
            with held.within(tenant):
                after = act(work, found)
                work.commit()
            return after
        except Lost:
            clock.pause(attempt)
    raise Lost(f"{record_id} cannot go on, since others write all the time")


def _rest(work: Work, found: Record) -> Record:
    """The change that this makes is the event with which it goes on."""
    return work.update(found, {**found.data, "leg": found.data["leg"] + 1})


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
