"""What jobs there are, how far each is, and what became of each record: for who began it, and for administrators."""

from functools import partial
from typing import NamedTuple

from chalicelib.access import held, reading
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.actions.jobs.kinds import KINDS
from chalicelib.actions.jobs.run import ended
from chalicelib.errors import Conflict, NotFound
from chalicelib.models import job as model
from chalicelib.models import stored
from chalicelib.models.job import BEGUN_BY, CANCELLED, HOLDS, JOB, RUNNING
from chalicelib.models.record import Record
from chalicelib.storage import cursor, derived, job_rows, keys, records, table
from chalicelib.storage.at_once import both
from chalicelib.storage.job_rows import Row
from chalicelib.storage.work import Work

ADMINISTERS = Right(JOB.name, "list")
OVER = "It is over already."
WHOLE = "Half of this would be worse than all or nothing: let it end, and undo it then."


class Jobs(NamedTuple):
    jobs: list[Record]
    next: str | None


class Rows(NamedTuple):
    rows: list[Row]
    next: str | None


def page(actor: Actor, limit: int, at: str | None) -> Jobs:
    """Theirs, the newest first, and all of the tenant to administrators. Two round trips."""
    scope = f"jobs {actor.tenant} {actor.user} {_sees_all(actor)}"
    after = cursor.open_(at, scope) if at else ""
    rows = table.query(actor.tenant, _entries(actor), after=after, limit=limit, backward=True)
    ids = [keys.entry_record_id(sk) for sk, _ in rows.rows]
    live = records.get_many(actor.tenant, ids)
    following = cursor.seal(rows.rows[-1][0], scope) if rows.more and rows.rows else None
    return Jobs([live[each] for each in ids if each in live], following)


def _sees_all(actor: Actor) -> bool:
    return reading.may(actor, ADMINISTERS)


def _entries(actor: Actor) -> str:
    if _sees_all(actor):
        return keys.partition(actor.tenant, derived.LIST, JOB.name, JOB.natural)
    return keys.partition(actor.tenant, derived.FACET, JOB.name, BEGUN_BY, actor.user)


def of(actor: Actor, record_id: str) -> Record:
    """Raises NotFound, for others too."""
    held.of(actor.tenant)  # asked for along with it
    found = records.get(actor.tenant, record_id)
    if found is None or found.type != JOB.name:
        raise NotFound
    if stored.line(found.data, BEGUN_BY) != actor.user and not _sees_all(actor):
        raise NotFound
    return found


def rows(actor: Actor, record_id: str, outcome: str | None, limit: int, at: str | None) -> Rows:
    scope = f"rows {actor.tenant} {actor.user} {record_id} {outcome}"
    after = cursor.open_(at, scope) if at else ""
    find = partial(job_rows.page, actor.tenant, record_id, outcome=outcome or "", after=after, limit=limit)
    _, found = both(partial(of, actor, record_id), find)
    return Rows(found.rows, cursor.seal(found.next, scope) if found.next else None)


def left(job: Record) -> int | None:
    """How many are to be dealt with still, None where nobody knows."""
    if stored.line(job.data, "state") != RUNNING:
        return 0
    kind = KINDS.get(job.data["kind"])
    return max(0, job.data["found"] - sum(model.counts(job).values())) if kind and kind.counted else None


def cancel(work: Work, actor: Actor, record_id: str) -> Record:
    """What is done stays done."""
    found = of(actor, record_id)
    if stored.line(found.data, "state") != RUNNING:
        raise Conflict(OVER)
    if stored.lines(found.data, HOLDS):
        raise Conflict(WHOLE)
    return ended(work, found, {"state": CANCELLED})
