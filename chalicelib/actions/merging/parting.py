"""The job that splits again what became one: the one that stayed gets back what it had, those that went come back, and
what led to them leads there again, where nobody changed it since."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from chalicelib.access import held, reading
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.actions import periods
from chalicelib.actions.jobs import undoing
from chalicelib.actions.jobs.kind import Deal, Page
from chalicelib.actions.merging import claiming, memberships, pursuit
from chalicelib.actions.merging.heads import SOURCES, SURVIVOR
from chalicelib.actions.merging.moved import standing
from chalicelib.actions.merging.uniting import KEYED
from chalicelib.errors import Conflict, Forbidden
from chalicelib.merge_patch import without_nothing
from chalicelib.models import erasure, external, merged, relinking, stakes, stored
from chalicelib.models.job import CHANGED, HOLDS, SINCE_CHANGED
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, RecordType
from chalicelib.models.registry import TYPES
from chalicelib.models.stakes import ACCESS, RESTRICTED
from chalicelib.storage import job_rows, keys, records, spread, tenant_settings
from chalicelib.storage.change import ARCHIVED
from chalicelib.storage.job_rows import Row

HEADS, REST = "heads", "rest"
MOST_SINCE = 100  # changes of a record, among which that of the merge is looked for
ERASED = "It was erased since, and does not come back."
STILL_GONE = "What it led to did not come back, so it leads to where that went."
ELSEWHERE = "It is not what it was made by this any more."
SHUT = "Its history has what was restricted in another: whoever opens it again opens that as well."
ARCHIVED_SINCE = "It was archived since, and stays as it is: restore it, and change then what it leads to."


# ------------------------------------------------------------------------------------------------------ going over


def page(actor: Actor, job: Record, after: str, limit: int) -> Page:
    """The records themselves first, since nothing can lead to them before they are back; then relations and contacts,
    through which others belong to them."""
    part, at = keys.split(after) if after else (HEADS, "")
    merge = records.get(job.tenant, job.data["chosen"]["job"])
    if merge is None:
        return Page([], [], "")
    chosen = merge.data["chosen"]
    heads = [chosen[SURVIVOR], *chosen[SOURCES]]
    if part == HEADS:
        _hold(actor, heads)
        rows = job_rows.found(job.tenant, merge.id, heads)
        return _page(job, heads, [rows[each] for each in heads if each in rows], keys.join(REST, ""))
    found = job_rows.page(job.tenant, merge.id, outcome=CHANGED, after=at, limit=limit, backward=True)
    rest = [row for row in found.rows if row.id not in heads]
    return _page(job, heads, rest, keys.join(REST, found.next) if found.next else "")


def _hold(actor: Actor, heads: Sequence[str]) -> None:
    """Raises Forbidden, or Conflict where what stayed became one with another since."""
    live = records.get_many(actor.tenant, heads)
    if heads[0] in live:
        reading.hold(actor, live[heads[0]], "edit")
    if not all(reading.may(actor, Right(each.type, "restore"), each) for each in live.values() if not each.alive):
        raise Forbidden


def _page(job: Record, heads: Sequence[str], rows: list[Row], following: str) -> Page:
    changed = [row for row in rows if row.outcome == CHANGED]
    live = records.get_many(job.tenant, [row.id for row in changed])
    told = undoing.changes(job.tenant, [row for row in changed if row.version])
    found = [live[row.id] for row in changed if row.id in live]
    context = _context(job.tenant, found, heads, told)
    each_told = {each.id: {"heads": heads, "change": told.get(each.id, {}), "context": context} for each in found}
    return Page(found, [row.id for row in changed if row.id not in live], following, each_told)


def _context(tenant: str, found: Sequence[Record], heads: Sequence[str], told: Mapping[str, Data]) -> Context:
    """With what they link to, and linked to before."""
    linked = {*heads, *(merged.into(each) for each in found)}
    for each in found:
        was = {
            name: sides["was"] for name, sides in stored.part(told.get(each.id), "changed").items() if "was" in sides
        }
        for data in (each.data, {**each.data, **was}):
            linked |= {link.snapshot.get("id", "") for link in TYPES[each.type].links(data)}
    names = {name for each in found for name in TYPES[each.type].settings}
    return replace(
        tenant_settings.context(tenant, sorted(linked - {""}), sorted(names)), customs=held.of(tenant).customs
    )


# --------------------------------------------------------------------------------------------------- one of them


def act(deal: Deal) -> Row | None:
    heads, change = deal.told["heads"], stored.part(deal.told, "change")
    context = standing(deal, deal.told["context"])
    record = context.linked.get(deal.record.id, deal.record)
    deal = deal._replace(record=record, told=change)
    if not change:
        return pursuit.back(deal, heads[0], heads[1:])
    if record.id == heads[0]:
        return _back(deal, context, _those(context, heads[1:]))
    if record.id in heads or stored.line(change, "action") == ARCHIVED:
        return _come_back(deal, context)
    if memberships.is_static(record) and memberships.LEFT in stored.part(change, "about"):
        memberships.move_back(deal.work, record, change["about"])
        return None
    return _back(deal, context)


def _those(context: Context, sources: Sequence[str]) -> list[str]:
    """With what had gone into those before."""
    found = [context.linked[each] for each in sources if each in context.linked]
    return [id for each in found for id in (each.id, *merged.sources(each.data))]


def _back(deal: Deal, context: Context, sources: Sequence[str] = ()) -> Row | None:
    """Each field where it still has what the merge gave it."""
    if not deal.record.alive:
        return Row(deal.record.id, SINCE_CHANGED, errors=(_told("archived_at", ARCHIVED_SINCE),))
    back, errors = _given_back(deal, is_survivor=bool(sources))
    if not back and not sources and errors:
        return Row(deal.record.id, SINCE_CHANGED, errors=errors)
    data = without_nothing({**deal.record.data, **back})
    if not sources:
        _hold_back(deal, context, data)
    data = external.settled(merged.apart(data, sources)) if sources else data
    after = deal.work.update(deal.record, _ready(deal, context, data, bool(sources)))
    if after.version > deal.record.version:
        return Row(deal.record.id, CHANGED, after.version, errors=errors)
    return Row(deal.record.id, SINCE_CHANGED, errors=errors) if errors else None


def _given_back(deal: Deal, *, is_survivor: bool) -> tuple[Data, tuple[Data, ...]]:
    """With what is told of the fields that get nothing back."""
    back, since = undoing.told_apart(deal)
    if not is_survivor:
        return back, tuple(_told(name, undoing.SINCE) for name in since)
    keyed = {name: _without_those(deal, name) for name in since if name in KEYED}
    told = [_told(name, undoing.SINCE) for name in since if name not in keyed]
    if not stakes.is_restricted(deal.record) or back.get(RESTRICTED, True):
        return {**back, **keyed}, tuple(told)
    shut = {name: value for name, value in {**back, **keyed}.items() if name not in (RESTRICTED, ACCESS)}
    return shut, (*told, _told(RESTRICTED, SHUT))


def _told(name: str, message: str) -> Data:
    return {"field": name, "code": SINCE_CHANGED, "message": message}


def _without_those(deal: Deal, name: str) -> Data:
    """What came under keys of its own goes by itself, whatever else came since: those that come back need it."""
    sides, now = deal.told["changed"][name], stored.part(deal.record.data, name)
    was, given = stored.part(sides, "was"), stored.part(sides, "now")
    since = {key: each for key, each in now.items() if given.get(key) != each}
    return {**{key: each for key, each in was.items() if now.get(key) == given.get(key)}, **since}


def _hold_back(deal: Deal, context: Context, data: Data) -> None:
    """Raises Conflict where what it led to did not come back."""
    for link in TYPES[deal.record.type].links(data):
        target = context.linked.get(link.snapshot.get("id", ""))
        if target is not None and merged.into(target):
            raise Conflict(STILL_GONE)
        if target is not None and target.id in deal.job.data[HOLDS] and target.id not in deal.work.saves:
            deal.work.link(target)


def _ready(deal: Deal, context: Context, data: Data, anew: bool) -> Data:
    """What does not pass any more stays as it was copied."""
    declared: RecordType = TYPES[deal.record.type]
    if anew:
        customs = {**context.customs.get(declared.name, {})}
        ready = relinking.prepared_anew(
            declared, data, deal.record.data, replace(context, customs={declared.name: customs})
        )
    else:
        ready = relinking.prepared(declared, data, context)
    return spread.filled(deal.work.tenant, declared, data if ready.faults else ready.data)


def _come_back(deal: Deal, context: Context) -> Row | None:
    """As it was when it went; but for what another has come to claim since."""
    record = deal.record
    if erasure.is_erased(record.data):
        raise Conflict(ERASED)
    if record.version != deal.told.get("version"):
        raise Conflict(ELSEWHERE)
    other = context.linked.get(merged.into(record))
    data = claiming.left(deal.work, record, _ready(deal, context, merged.apart(record.data), False))
    restored = deal.work.restore(record, data)
    periods.hold(deal.work, deal.actor, TYPES[record.type], None, restored)
    if other is not None and other.id not in deal.job.data[HOLDS]:
        _restand(deal, context, other)
    return None


def _restand(deal: Deal, context: Context, other: Record) -> None:
    """What it had gone into gets back what it had, where that was changed by it."""
    changes, _ = records.changes(other.tenant, other.id, limit=MOST_SINCE)
    job = deal.job.data["chosen"]["job"]
    told = next((each for each in changes if stored.part(each, "about").get("job") == job), None)
    if told is not None and other.alive:
        theirs = deal._replace(record=other, told=told)
        back, _since = undoing.told_apart(theirs)
        deal.work.update(other, _ready(theirs, context, without_nothing({**other.data, **back}), False))
