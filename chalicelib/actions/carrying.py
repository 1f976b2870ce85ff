"""Work of a tenant that goes on by itself until it is over, a leg at a time: by the change that made it, by that of
every leg, and where those were lost, by a look at it every half hour.

A step is one transaction, with what it does and how far it came; what it does besides bears being done twice. So it
does not matter where this dies, or that an event comes twice: the next one goes on from what is there."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from hashlib import sha256
from typing import Any, NamedTuple

from chalicelib import clock, logs
from chalicelib.access import held
from chalicelib.errors import AlreadyExists
from chalicelib.models import stored
from chalicelib.models.record import Record
from chalicelib.storage import due, records
from chalicelib.storage.change import REACTION
from chalicelib.storage.due import Due
from chalicelib.storage.outcome import Lost
from chalicelib.storage.work import Work

LEG = timedelta(minutes=10)
EVERY = timedelta(minutes=30)
MOST_IDLE = 3
TRIES = 12
RUNNING = "running"
Act = Callable[[Work, Record], Record]


class Job(NamedTuple):
    """What `step` and `stopped` give is how it stands after that: `stopped` leaves it where it cannot go on. By `event`
    it is called again, and `name` is in the log when it is over. One that `rides` reads something before it does
    anything: the rights that it decides by are asked for along with that."""

    by: str
    event: str
    name: str
    step: Act
    stopped: Act
    channel: str = REACTION
    rides: bool = False


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
    idle = int(watched["idle"]) + 1 if _stands(found, watched) else 0
    if idle > MOST_IDLE:
        advance(job, tenant, record_id, job.stopped)
        return False
    watch(job.event, found, idle)
    return idle > 0


def _stands(found: Record, watched: Mapping[str, Any]) -> bool:
    place = _place(found)
    return bool(found.version == watched["version"] and watched.get("place", place) == place)


def _place(found: Record) -> str:
    """Of what is beside it, which moves without a version."""
    return sha256((found.beside_body() or "").encode()).hexdigest()[:16]


def wait(job: Job, tenant: str, record_id: str) -> None:
    """It is looked at again, until the tenant goes on."""
    if found := running(tenant, record_id):
        watch(job.event, found)


def watch(event: str, found: Record, idle: int = 0) -> None:
    """`idle` is how often it had not moved."""
    stands = {"version": found.version, "place": _place(found), "idle": idle}
    plan(event, found, clock.stamp(clock.now() + EVERY), watch=stands)


def plan(event: str, found: Record, at: str, **more: Any) -> None:
    """It is called again at that moment."""
    told = {"tenant": found.tenant, "record": found.id, "id": f"{found.id}:{found.version}", "changed_fields": ["leg"]}
    due.plan([Due(at, found.tenant, due.EVENT, found.id, {"detail_type": event, "detail": {**told, **more}})])


def running(tenant: str, record_id: str) -> Record | None:
    found = records.get(tenant, record_id)
    return found if found is not None and _is_running(found) else None


def _is_running(found: Record) -> bool:
    return stored.line(found.data, "state") == RUNNING


def _run(job: Job, tenant: str, record_id: str) -> None:
    until = clock.now() + LEG
    after: Record | None = None
    while after := _advanced(job, tenant, record_id, job.step, after if job.rides else None):
        if clock.now() >= until:
            advance(job, tenant, record_id, _rest)
            return


def _rest(work: Work, found: Record) -> Record:
    """The change that this makes is the event with which it goes on."""
    return work.update(found, {**found.data, "leg": int(found.data["leg"]) + 1})


def advance(job: Job, tenant: str, record_id: str, act: Act) -> bool:
    """One step, and whether there is more. Raises Lost when it, or what it deals with, is being changed all the
    time."""
    return _advanced(job, tenant, record_id, act) is not None


def _advanced(job: Job, tenant: str, record_id: str, act: Act, known: Record | None = None) -> Record | None:
    """How it stands after that, None when it is over. What is `known` of it is what the last step left: where it was
    cancelled since, the transaction is refused, and it is looked at again."""
    for attempt in range(TRIES):
        found = running(tenant, record_id) if attempt or known is None else known
        if found is None:
            return None
        try:
            return _kept(job, found, act)
        except (Lost, AlreadyExists):  # what another took meanwhile is seen by the next try
            clock.pause(attempt)
    raise Lost(f"{record_id} cannot go on, since others write all the time")


def _kept(job: Job, found: Record, act: Act) -> Record | None:
    work = Work(found.tenant, job.by, channel=job.channel)
    with held.within(found.tenant, ride=job.rides) as rights:
        after = act(work, found)
        rights.confirm()
        work.commit()
    if _is_running(after):
        return after
    logs.info(job.name, tenant=found.tenant, id=found.id, kind=found.type, status=stored.line(after.data, "state"))
    return None
