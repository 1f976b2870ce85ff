"""Looking for duplicates: each pair that is likely about the same is put up for somebody to look at, one that waits
already is compared again, and what is beyond doubt is merged where that is asked for. What somebody said is no
duplicate stays so. How many records are searched is known at the beginning, how many pairs there are at the end."""

from pydantic import Field

from chalicelib import schema
from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.actions import duplicates_ahead, duplicates_scan, save
from chalicelib.actions.duplicates_ahead import Pair
from chalicelib.actions.jobs import kind, merging_duplicates
from chalicelib.actions.jobs.kind import Deal, Page, Prepared, chosen, within
from chalicelib.errors import Forbidden, Problem, invalid
from chalicelib.models import duplicate, duplicate_rule, merged, stored
from chalicelib.models.duplicate import DUPLICATE, GONE, IGNORED, NOT_DUPLICATE, ONE, OPEN, OTHER, SCORE, STATE
from chalicelib.models.duplicate_rule import SETTING, SUSPECTED
from chalicelib.models.job import CHANGED
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.registry import TYPES
from chalicelib.schema import Schema
from chalicelib.storage import records, tenant_settings
from chalicelib.storage.job_rows import Row
from chalicelib.storage.work import Work

CREATES = Right(DUPLICATE.name, "create")
SURE = 90
BELOW = "What scores less than {threshold}, the threshold, is not looked for: give that or more, or a lower threshold."
PAIR, KEPT, LIVE = "pair", "kept", "live"  # what is known of a pair when it is dealt with


class FindDuplicates(Schema):
    """What scores the `threshold` or more is put up for somebody to look at, so that less is enough than keeps a record
    from being created; what scores `merge_above` or more, with nothing that speaks against it, is merged into the
    oldest."""

    threshold: int = Field(default=SUSPECTED, ge=SUSPECTED, le=100)
    merge_above: int | None = Field(default=None, ge=SURE, le=100)


def right(_: Data) -> Right:
    return CREATES


def prepare(actor: Actor, asked: kind.Asked) -> Prepared:
    """Raises Forbidden where they may not say what is a duplicate, or merge, where that is asked for."""
    if not all(reading.may(actor, Right(DUPLICATE.name, each)) for each in ("create", "read")):
        raise Forbidden
    picked = chosen(actor, asked)
    declared = TYPES[picked["of"]]
    duplicates_scan.hold(declared)
    wanted = _wanted(asked.what)
    if wanted.merge_above:
        merging_duplicates.hold(actor, declared.name)
    rule = duplicate_rule.of(tenant_settings.read(actor.tenant, SETTING).values, declared.name)
    if wanted.merge_above and wanted.merge_above < wanted.threshold:
        raise invalid("what.merge_above", "below_threshold", BELOW.format(threshold=wanted.threshold))
    what = {"threshold": wanted.threshold, "merge_above": wanted.merge_above, IGNORED: rule.ignored}
    return Prepared(declared.name, picked, what)


def _wanted(what: Data) -> FindDuplicates:
    try:
        return schema.parse(FindDuplicates, what)
    except Problem as problem:
        raise within(problem) from None


def first(_work: Work, _actor: Actor, _job: Record) -> None:
    """Nothing: with one the search itself is not made with the answer, for which it may take too long."""


# ------------------------------------------------------------------------------------------------------ page by page


def page(actor: Actor, job: Record, after: str, limit: int) -> Page:
    """Pairs as they are kept, or as they would be; and what they join, as far as that is theirs to read."""
    pairs, following = duplicates_ahead.ahead(actor, job, after, limit)
    live = records.get_all(actor.tenant, [id for each in pairs for id in (each.id, *each.ids)])
    joined = {id: live[id] for each in pairs for id in each.ids if id in live}
    kept = {each.id: each for each in reading.allowed(actor, joined.values()) if each.alive}
    gone = {id for each in pairs for id in each.ids if id not in joined or not joined[id].alive}
    told = {each.id: {PAIR: each, KEPT: kept, LIVE: live, GONE: gone} for each in pairs}
    found = [live.get(each.id) or _unmade(job, each) for each in pairs]
    return Page(found, [], following, told, rests=bool(pairs and pairs[-1].sources))


def _unmade(job: Record, pair: Pair) -> Record:
    return Record(pair.id, DUPLICATE.name, job.tenant, 0, "", "", "", "", None, {})


# ---------------------------------------------------------------------------------------------------- one of the pairs


def act(deal: Deal) -> Row | None:
    pair: Pair = deal.told[PAIR]
    state = stored.line(deal.record.data, STATE)
    if state == NOT_DUPLICATE:
        return None
    if gone := deal.told[GONE] & {pair.one, pair.other}:
        return _close(deal, pair, [deal.told[LIVE].get(each) for each in sorted(gone)])
    kept: dict[str, Record] = deal.told[KEPT]
    if pair.one not in kept or pair.other not in kept:
        return None
    score = duplicate.compared(kept[pair.one], kept[pair.other], _ignored(deal)).score
    if score < (SUSPECTED if state == OPEN else deal.job.data["what"]["threshold"]):
        _close_unlike(deal, state)
        return None
    record = _put_up(deal, pair, score)
    return merging_duplicates.merge(deal, record, pair, kept) if pair.sources else None


def _ignored(deal: Deal) -> frozenset[str]:
    return frozenset(stored.lines(deal.job.data["what"], IGNORED))


def _put_up(deal: Deal, pair: Pair, score: int) -> Record:
    ignored = {IGNORED: told} if (told := sorted(_ignored(deal))) else {}
    data: Data = {**_without(deal.record.data, IGNORED), STATE: OPEN, SCORE: score, **ignored}
    if deal.record.version:
        return _save(deal, data)
    data |= {ONE: {"id": pair.one}, OTHER: {"id": pair.other}}
    data, context = save.prepare(deal.work, deal.actor, DUPLICATE, data, before=None)
    return save.created(deal.work, deal.actor, DUPLICATE, data, context, pair.id).record


def _without(data: Data, name: str) -> Data:
    return {each: value for each, value in data.items() if each != name}


def _close_unlike(deal: Deal, state: str) -> None:
    """What somebody put up by hand has no score, and stays."""
    if state == OPEN and SCORE in deal.record.data:
        _save(deal, {**deal.record.data, STATE: GONE})


def _close(deal: Deal, pair: Pair, gone: list[Record | None]) -> Row | None:
    """One of the two is archived, merged, or not there any more. What was found and has become one by now counts as
    changed, though it was never put up."""
    if stored.line(deal.record.data, STATE) != OPEN:
        return Row(deal.record.id, CHANGED, deal.record.version) if _are_one(pair, gone) else None
    known = [each for each in gone if each]
    _save(deal, duplicate.bereft(deal.record.data, known) if known else {**deal.record.data, STATE: GONE})
    return None


def _are_one(pair: Pair, gone: list[Record | None]) -> bool:
    into = {each.id: merged.into(each) for each in gone if each}
    return len({into.get(each) or each for each in (pair.one, pair.other)}) == 1


def _save(deal: Deal, data: Data) -> Record:
    reading.hold(deal.actor, deal.record, "edit")
    return deal.work.update(deal.record, data)
