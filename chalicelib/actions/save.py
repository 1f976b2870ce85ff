"""Creating and changing a record of any type: links checked and copied, new linked records made, the type's own
preparation, all into one unit of work. Nothing is written here; the work is committed by the caller."""

import copy
from collections.abc import Iterable

from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right, decide
from chalicelib.errors import FieldError, Invalid
from chalicelib.merge_patch import without_nothing
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, Link, RecordType
from chalicelib.models.registry import TYPES
from chalicelib.schema import Schema
from chalicelib.storage import records, tenant_settings
from chalicelib.storage.work import Work

MOST_LEVELS = 12


def create(work: Work, actor: Actor, declared: RecordType, fields: Schema) -> Record:
    data = without_nothing(fields.model_dump())
    prepared = prepare(work, actor, declared, data, before=None)
    return work.create(declared, prepared)


def update(work: Work, actor: Actor, declared: RecordType, before: Record, data: Data) -> Record:
    prepared = prepare(work, actor, declared, data, before=before)
    return work.update(before, prepared)


def prepare(work: Work, actor: Actor, declared: RecordType, data: Data, before: Record | None) -> Data:
    """One round trip for the tenant's settings and all linked records; more only up a tree."""
    data = copy.deepcopy(data)
    links = list(declared.links(data))
    context = tenant_settings.context(work.tenant, [link.snapshot["id"] for link in links if "id" in link.snapshot])
    faults = [fault for link in links for fault in _make(work, actor, link, context)]
    known = _linked_ids(declared, before)
    for link in links:
        faults.extend(_join(work, actor, link, context, known))
    if not faults:
        faults.extend(_climb(work, declared, data, before, context))
    prepared = declared.prepare(data, context) if not faults else None
    if prepared is None or prepared.faults:
        raise Invalid(errors=faults or (prepared.faults if prepared else ()))
    told: Data = without_nothing(prepared.data)
    return told


def _linked_ids(declared: RecordType, before: Record | None) -> set[str]:
    return set() if before is None else {link.snapshot.get("id", "") for link in declared.links(before.data)}


def _make(work: Work, actor: Actor, link: Link, context: Context) -> Iterable[FieldError]:
    """A record given inline is made in the same transaction; it may itself link to nothing new."""
    fields = link.snapshot.pop("new", None)
    if fields is None:
        return ()
    declared = TYPES[link.types[0]]
    if not decide(actor, Right(declared.name, "create")).allowed:
        return [FieldError(link.path, "forbidden", f"You may not create {declared.plural}.")]
    prepared = declared.prepare(fields, context)
    if prepared.faults:
        return [fault._replace(field=f"{link.path}.{fault.field}") for fault in prepared.faults]
    made = work.create(declared, without_nothing(prepared.data))
    link.snapshot["id"] = made.id
    context.linked[made.id] = made
    return ()


def _join(work: Work, actor: Actor, link: Link, context: Context, known: set[str]) -> Iterable[FieldError]:
    """Copies title and place from the live record. A link that was there before may lead to what is archived now; a
    new one must lead to something alive of the right type that the actor may read, or there is nothing there."""
    target_id = link.snapshot["id"]
    target = context.linked.get(target_id)
    if target_id not in known:
        if target is None or not _may_link(actor, target, link):
            return [_no_target(link)]
        if target_id not in work.saves:
            work.hold_alive(target)
    if target is not None:
        declared = TYPES[target.type]
        link.snapshot.update(title=declared.title(target.data), place=declared.place(target.data))
    return ()


def _may_link(actor: Actor, target: Record, link: Link) -> bool:
    fits = target.type in link.types and (not link.kinds or target.data.get("kind") in link.kinds)
    return fits and target.alive and decide(actor, Right(target.type, "read"), target).allowed


def _no_target(link: Link) -> FieldError:
    wanted = " or ".join(link.kinds or link.types)
    return FieldError(
        link.path, "no_such_record", f"There is no {wanted} with this id; create it first or correct the id."
    )


def _climb(
    work: Work, declared: RecordType, data: Data, before: Record | None, context: Context
) -> Iterable[FieldError]:
    """Up the tree from a new parent: the record itself must not be met, and what was met must stay as it was until
    the transaction, so that two changes at once cannot close a circle either."""
    parent = (data.get(declared.tree) or {}).get("id") if declared.tree else None
    if before is None or parent is None or parent == (before.data.get(declared.tree) or {}).get("id"):
        return ()
    for _ in range(MOST_LEVELS):
        if parent == before.id:
            return [FieldError(declared.tree, "circle", "This would make it its own ancestor.")]
        ancestor = context.linked.get(parent) or records.get(work.tenant, parent)
        if ancestor is None:
            return ()
        work.hold(ancestor)
        parent = (ancestor.data.get(declared.tree) or {}).get("id")
        if parent is None:
            return ()
    return [FieldError(declared.tree, "too_deep", f"A tree has at most {MOST_LEVELS} levels.")]
