"""What a search for duplicates merges without anybody looking: what is beyond doubt the same, and which nobody told
apart, or split after it had become one."""

from collections.abc import Collection
from datetime import timedelta
from functools import partial
from itertools import combinations

from chalicelib import clock
from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.actions import carrying
from chalicelib.actions.duplicates_ahead import Pair
from chalicelib.actions.jobs.kind import Deal
from chalicelib.actions.merging.parties import Asked
from chalicelib.errors import Forbidden, Problem
from chalicelib.models import duplicate, merged, stored
from chalicelib.models.duplicate import IGNORED, MERGED, NOT_DUPLICATE, STATE
from chalicelib.models.job import REFUSED
from chalicelib.models.record import Record
from chalicelib.storage import records
from chalicelib.storage.at_once import at_once
from chalicelib.storage.job_rows import Row
from chalicelib.storage.outcome import Lost
from chalicelib.storage.work import Work

RIGHTS = ("merge", "edit", "delete")
NOT_TO_MERGE = "To merge what is found you need the right to merge, change and archive such records."
MOST_CHANGES = 200  # of each record, among which those of merges are looked for
LONGEST = timedelta(minutes=2)  # a merge that takes more goes on by itself


def hold(actor: Actor, of: str) -> None:
    if not all(reading.may(actor, Right(of, each)) for each in RIGHTS):
        raise Forbidden(NOT_TO_MERGE)


def merge(deal: Deal, record: Record, pair: Pair, kept: dict[str, Record]) -> Row | None:
    """`kept` are those that may be read, as they are kept. What is refused waits for somebody, and its row says why."""
    sure = _sure(deal, [kept[each] for each in (pair.survivor, *pair.sources) if each in kept])
    if not sure:
        return None
    try:
        _carry_out(deal, Asked(deal.job.data["of"], pair.survivor, tuple(sure)))
    except Problem as problem:
        if problem.status >= 500:
            raise
        errors = tuple(each._asdict() for each in problem.errors)
        return Row(record.id, REFUSED, record.version, problem.code, problem.detail, errors)
    if _is_one(records.get_many(record.tenant, [pair.one, pair.other])):
        deal.work.update(record, {**record.data, STATE: MERGED})
    return None


def _is_one(live: dict[str, Record]) -> bool:
    return any(merged.into(each) in live for each in live.values())


# ------------------------------------------------------------------------------------------------- which go together


def _sure(deal: Deal, candidates: list[Record]) -> list[str]:
    """Those that go into the first of them: each is the same as it, and as all that go with it."""
    apart = _apart(deal.work.tenant, candidates)
    going = candidates[:1]
    for each in candidates[1:]:
        pairs = [(duplicate.id_of(one.id, each.id), one) for one in going]
        if all(id not in apart and _is_beyond_doubt(deal, one, each) for id, one in pairs):
            going.append(each)
    return [each.id for each in going[1:]]


def _is_beyond_doubt(deal: Deal, one: Record, other: Record) -> bool:
    what = deal.job.data["what"]
    return duplicate.is_beyond_doubt(one, other, frozenset(stored.lines(what, IGNORED)), what["merge_above"])


def _apart(tenant: str, candidates: Collection[Record]) -> set[str]:
    """The ids of pairs that somebody told apart, or split after they had become one. One round trip."""
    ids = [each.id for each in candidates]
    pairs = [duplicate.id_of(one, other) for one, other in combinations(ids, 2)]
    told, *past = at_once([partial(_told, tenant, pairs), *(partial(_split, tenant, each) for each in ids)])
    return told.union(*past)


def _told(tenant: str, pairs: Collection[str]) -> set[str]:
    """Both of a pair are there: where they became one, they were split."""
    told = records.get_all(tenant, pairs).values()
    return {each.id for each in told if stored.line(each.data, STATE) in (NOT_DUPLICATE, MERGED)}


def _split(tenant: str, record_id: str) -> set[str]:
    """Of what is there, and so has come back."""
    changes, _ = records.changes(tenant, record_id, limit=MOST_CHANGES)
    went = (stored.part(stored.part(each, "changed"), merged.INTO) for each in changes)
    return {duplicate.id_of(record_id, other) for each in went if (other := stored.line(each, "now"))}


# ------------------------------------------------------------------------------------------------------ carrying out


def _carry_out(deal: Deal, asked: Asked) -> None:
    """In transactions of its own, to the end, so that a search has one merge going on at a time, however many there
    are."""
    from chalicelib.actions.jobs.run import JOB  # these know all kinds of jobs, and so this one
    from chalicelib.actions.merging import beginning

    hold(deal.actor, asked.of)
    aside = Work(deal.work.tenant, deal.actor.user, about=deal.work.about, channel=deal.work.channel)
    begun = beginning.begin(aside, deal.actor, asked, part_of=deal.job.id)
    aside.commit()
    _carry_on(JOB, begun)


def _carry_on(job: carrying.Job, begun: Record) -> None:
    """Until it is over, or another goes on with it."""
    until = clock.now() + LONGEST
    try:
        while clock.now() < until and carrying.advance(job, begun.tenant, begun.id, job.step):
            pass
    except Lost:
        return
