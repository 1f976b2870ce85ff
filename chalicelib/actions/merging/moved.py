"""What led to a record that went leads to the one that stayed. Where there is room for one such only, it goes into the
one that is there."""

from dataclasses import replace

from chalicelib.actions import periods
from chalicelib.actions.jobs.kind import Deal
from chalicelib.actions.merging import memberships, outsiders
from chalicelib.actions.merging.heads import GONE, REACHES, SOURCES, SURVIVOR
from chalicelib.errors import AlreadyExists, Conflict, Invalid, Problem
from chalicelib.models import merged, relinking
from chalicelib.models.job import CHANGED
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data
from chalicelib.models.registry import TYPES
from chalicelib.models.relinking import Moves
from chalicelib.storage import claimed, derived, records, spread
from chalicelib.storage.job_rows import Row

REPEATED = "What it says is said of the one that stays already; it was archived."


def act(deal: Deal) -> Row | None:
    context = standing(deal, deal.told["context"])
    moves = moves_of(deal, context)
    record = context.linked.get(deal.record.id, deal.record)
    if not moves or not record.alive:
        return None
    if memberships.is_static(record):
        memberships.move(deal.work, record, moves)
        return None
    context = replace(context, linked=relinking.of_all(context.linked, moves))
    data = _told(deal, record, moves)
    ready = relinking.prepared(TYPES[record.type], data, context)
    if ready.faults:
        return _give_way(deal, record, None, Invalid(errors=ready.faults))
    data = spread.filled(deal.work.tenant, TYPES[record.type], ready.data)
    return _settled(deal, record, context, deal.work.update(record, data))


def standing(deal: Deal, context: Context) -> Context:
    """With what is saved in the same work."""
    saved = {id: each.after for id, each in deal.work.saves.items()}
    return replace(context, linked={**context.linked, **saved}, at=deal.work.at)


def moves_of(deal: Deal, context: Context) -> Moves:
    """From those that did go. Raises Conflict where nothing can lead to the one that stays any more."""
    chosen = deal.job.data["chosen"]
    survivor = context.linked.get(chosen[SURVIVOR])
    if survivor is None or not survivor.alive:
        raise Conflict(GONE)
    sources = (context.linked.get(each) for each in chosen[SOURCES])
    return {each.id: survivor.id for each in sources if each and merged.into(each) == survivor.id}


def _told(deal: Deal, record: Record, moves: Moves) -> Data:
    data = relinking.relinked(TYPES[record.type], record.data, moves)
    return outsiders.narrowed(record.type, data, deal.job.data["what"][REACHES])


def _settled(deal: Deal, before: Record, context: Context, after: Record) -> Row | None:
    """Unless another is there already."""
    if after is before:
        return None
    declared, extra = TYPES[before.type], [*deal.work.extra]
    try:
        periods.hold(deal.work, deal.actor, declared, before, after)
    except (AlreadyExists, Invalid) as problem:
        deal.work.extra[:] = extra
        return _give_way(deal, before, None, problem)
    if other := _holder(deal, before, after):
        return _give_way(deal, before, other, AlreadyExists(declared.taken), after.data)
    survivor = context.linked[deal.job.data["chosen"][SURVIVOR]]
    if survivor.id not in deal.work.saves:
        deal.work.link(survivor)
    return None


def _holder(deal: Deal, before: Record, after: Record) -> Record | None:
    """Who claims what this one would. One round trip where it claims anything new."""
    wanted = derived.claims(after).keys() - derived.claims(before).keys()
    ids = {*claimed.holders(deal.work.tenant, wanted).values()}
    found = records.get_many(deal.work.tenant, ids - {after.id}) if ids else {}
    now = (deal.work.saves[id].after if id in deal.work.saves else each for id, each in found.items())
    return next((each for each in now if not wanted.isdisjoint(derived.claims(each))), None)


def _give_way(deal: Deal, record: Record, other: Record | None, problem: Problem, data: Data | None = None) -> Row:
    """Raises the problem where nothing is said of what is to stand then."""
    repeats = TYPES[record.type].repeats
    if repeats is None:
        raise problem
    deal.work.saves.pop(record.id, None)
    if other is not None:
        deal.work.update(other, repeats(other.data, data or record.data))
    gone = deal.work.archive(record, merged.gone_into(record.data, other.id) if other else None)
    return Row(record.id, CHANGED, gone.version, code="repeated", message=REPEATED)
