"""A job that goes on by itself until it is over, a leg at a time: by the change that made it, by that of every leg, and
where those were lost, by a look at it every half hour.

A step acts on a page of what there is, which bears being done twice, and is saved under the version of the job. So it
does not matter where this dies, or that an event comes twice: the next one goes on from what is there."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from chalicelib import clock, logs
from chalicelib.models import stored
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.storage import due, records
from chalicelib.storage.due import Due
from chalicelib.storage.outcome import Lost
from chalicelib.storage.work import Work

LEG = timedelta(minutes=10)
EVERY = timedelta(minutes=30)
MOST_IDLE = 3
TRIES = 12
RUNNING = "running"


class Step(NamedTuple):
    """What is to be kept of the job after it. `beside` None leaves what stands there."""

    data: Data
    beside: Data | None = None


class Job(NamedTuple):
    """`event` is by what it is called again, `stopped` how it is left where it cannot go on."""

    by: str
    event: str
    step: Callable[[Record], Step]
    stopped: Callable[[Record], Step]


def carry_on(job: Job, event: Mapping[str, Any]) -> None:
    """`event` as EventBridge hands it on."""
    told = event["detail"]
    if "watch" not in told or _is_left(job, told["tenant"], told["record"], told["watch"]):
        _run(job, told["tenant"], told["record"])


def _is_left(job: Job, tenant: str, record_id: str, watched: Mapping[str, Any]) -> bool:
    """Whether nothing has moved since it was looked at last. It is watched on, and given up after a few times."""
    found = running(tenant, record_id)
    if found is None:
        return False
    idle = int(watched["idle"]) + 1 if found.version == watched["version"] else 0
    if idle > MOST_IDLE:
        _keep(job, found, job.stopped(found))
        return False
    watch(job.event, found, idle)
    return idle > 0


def wait(job: Job, tenant: str, record_id: str) -> None:
    """It is looked at again, until the tenant goes on."""
    if found := running(tenant, record_id):
        watch(job.event, found)


def watch(event: str, found: Record, idle: int = 0) -> None:
    """`idle` is how often it had not moved."""
    plan(event, found, clock.stamp(clock.now() + EVERY), watch={"version": found.version, "idle": idle})


def plan(event: str, found: Record, at: str, **more: Any) -> None:
    """It is called again at that moment."""
    told = {"tenant": found.tenant, "record": found.id, "id": f"{found.id}:{found.version}", "changed_fields": ["leg"]}
    due.plan([Due(at, found.tenant, due.EVENT, found.id, {"detail_type": event, "detail": {**told, **more}})])


def running(tenant: str, record_id: str) -> Record | None:
    found = records.get(tenant, record_id)
    return found if found is not None and stored.line(found.data, "state") == RUNNING else None


def _run(job: Job, tenant: str, record_id: str) -> None:
    until, lost = clock.now() + LEG, 0
    while found := running(tenant, record_id):
        if clock.now() >= until:
            _keep(job, found, Step({**found.data, "leg": int(found.data["leg"]) + 1}))
            return
        lost = 0 if _goes(job, found) else lost + 1
        if lost == TRIES:
            raise Lost(f"{record_id} cannot go on, since others write all the time")
        if lost:
            clock.pause(lost)


def _goes(job: Job, found: Record) -> bool:
    try:
        return _keep(job, found, job.step(found))
    except Lost:
        return False


def _keep(job: Job, found: Record, step: Step) -> bool:
    """False where another was quicker."""
    work = Work(found.tenant, job.by)
    after = work.update(found, step.data, step.beside)
    try:
        work.commit()
    except Lost:
        return False
    if stored.line(after.data, "state") != RUNNING:
        logs.info("privacy_job", tenant=found.tenant, id=found.id, kind=found.type, status=after.data["state"])
    return True
