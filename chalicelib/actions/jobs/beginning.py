"""Beginning a job: what is asked for is checked, and counted; a little is done with the answer."""

from dataclasses import replace

from chalicelib import clock
from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.actions import carrying, selecting
from chalicelib.actions.jobs import undoing
from chalicelib.actions.jobs.kind import Asked, Kind, Prepared
from chalicelib.actions.jobs.kinds import KINDS, UNDO
from chalicelib.actions.jobs.run import EVENT
from chalicelib.actions.jobs.step import ALL, FIRST, Step
from chalicelib.errors import Conflict, Forbidden, Invalid, QuotaExceeded, invalid
from chalicelib.models import job as model
from chalicelib.models import stored
from chalicelib.models.job import BEGUN_BY, COUNTS, GOING_ON, HOLDS, JOB, PART_OF, PLACE, RUNNING
from chalicelib.models.record import Record, created
from chalicelib.models.record_type import Data
from chalicelib.storage import derived, job_rows, keys, packed, plan, records, table
from chalicelib.storage.work import Extra, Work

MOST = 100_000
MOST_OF_USER, MOST_OF_TENANT = 3, 10
TOO_MANY = f"These are more than {MOST:,} records; choose fewer, and do the others in another job."
OTHERS = "There are {found} of them now, not {expects}: look again at what you chose, and decide anew."
YOURS = f"You have {MOST_OF_USER} jobs going on: wait until one is over, or cancel one."
ALL_OF_US = f"{MOST_OF_TENANT} jobs of your organisation are going on: wait until one is over."


def names() -> list[str]:
    """Of the kinds that can be asked for."""
    return [name for name, each in KINDS.items() if each.prepare is not None]


def begin(work: Work, actor: Actor, name: str, asked: Asked, expects: int | None) -> Record:
    """Raises Conflict where there are others than who asks has seen, and nothing is begun."""
    kind = KINDS.get(name)
    if kind is None or kind.prepare is None:
        raise invalid("kind", "not_a_choice", f"Choose one of {', '.join(names())}.")
    told = kind.prepare(actor, asked)
    found = kind.found(actor, told) if kind.found else _counted(actor, told, expects)
    _hold_room(actor)
    return _make(work, actor, name, told, {"found": found, **_until(kind)}, kind.first is not None)


def begin_prepared(work: Work, actor: Actor, name: str, told: Prepared, known: Data) -> Record:
    """Of a kind that has an operation of its own: what was asked for is checked, and counted. What is part of another
    job that goes on needs no room besides."""
    if PART_OF not in known:
        _hold_room(actor)
    kind = KINDS[name]
    return _make(work, actor, name, told, {**known, **_until(kind)}, kind.first is not None)


def _counted(actor: Actor, told: Prepared, expects: int | None) -> int:
    found = selecting.count(actor, told.chosen, MOST)
    if not found.complete:
        raise Invalid(TOO_MANY)
    if expects is not None and expects != found.count:
        raise Conflict(OTHERS.format(found=found.count, expects=expects), found=found.count)
    return found.count


def undo(work: Work, actor: Actor, job: Record) -> Record:
    """Another job, with what the first did. Raises Conflict, and Forbidden where they may change none of these."""
    if not reading.may(actor, KINDS[job.data["kind"]].right(job.data)):
        raise Forbidden
    earlier = stored.line(job.data, "undone_by")
    undoing.hold(job, records.get(work.tenant, earlier) if earlier else None)
    _hold_room(actor)
    told = Prepared(job.data["of"], {"job": job.id, "kind": job.data["kind"]}, job.data["what"])
    known = {"found": model.counts(job)[model.CHANGED], "undoes": job.id}
    known |= {HOLDS: holds} if (holds := stored.lines(job.data, HOLDS)) else {}
    made = _make(work, actor, UNDO, told, known, KINDS[job.data["kind"]].back is not None)
    work.update(job, {**job.data, "undone_by": made.id})
    return made


def _hold_room(actor: Actor) -> None:
    """One round trip. Two who begin at the same moment may both be let in."""
    pk = keys.partition(actor.tenant, derived.FACET, JOB.name, "state", RUNNING)
    running = [packed.read(digest).get(BEGUN_BY) for _, digest in table.query(actor.tenant, pk, limit=100).rows]
    if running.count(actor.user) >= MOST_OF_USER:
        raise QuotaExceeded(YOURS, limits={"jobs": MOST_OF_USER})
    if len(running) >= MOST_OF_TENANT:
        raise QuotaExceeded(ALL_OF_US, limits={"jobs": MOST_OF_TENANT})


def _until(kind: Kind) -> Data:
    return {"undo_until": clock.stamp(clock.now() + job_rows.KEPT)} if kind.undoable else {}


def _make(work: Work, actor: Actor, name: str, told: Prepared, known: Data, apart: bool) -> Record:
    """Its first step is in the same transaction, unless that is a transaction `apart`, or sweeps: of what is little,
    all is done by then."""
    data = {"kind": name, **told._asdict(), "state": RUNNING, "leg": 1, BEGUN_BY: actor.user, **known}
    beside = {COUNTS: {}, PLACE: {"part": FIRST if apart else ALL, "after": ""}}
    record_id = clock.new_id(JOB.prefix)
    new = created(id=record_id, type=JOB.name, tenant=work.tenant, data=data, at=work.at, by=work.by)
    step = Step(work, actor, replace(new, beside=beside))
    if not apart and step.kind.sweep is None:
        step.run()
    made = work.create(JOB, step.data, record_id, step.beside)
    if not step.is_over:
        carrying.watch(EVENT, made)
        return made
    for each in stored.lines(made.data, HOLDS):  # which one that goes on claims
        key = keys.claim(work.tenant, GOING_ON, each)
        work.extra.append(Extra(plan.unclaimed(key), Conflict(JOB.taken)))
    return made
