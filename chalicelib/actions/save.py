"""Creating, changing and bringing back a record of any type: links checked and copied, new linked records made, the
type's own preparation, all into one unit of work. Nothing is written here; the work is committed by the caller."""

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from chalicelib.access import enlarging, guarding, held, openness, reading, writing
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.access.reading import readable
from chalicelib.actions import ancestors, giving, offers, periods
from chalicelib.actions.giving import Given
from chalicelib.actions.linking import unlinkable as unlinkable
from chalicelib.actions.offers import Offered
from chalicelib.errors import AlreadyExists, Conflict, FieldError, Invalid
from chalicelib.merge_patch import without_nothing
from chalicelib.models import custom, custom_found, external, snapshot
from chalicelib.models.link import Link
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, Definitions, RecordType
from chalicelib.models.registry import TYPES
from chalicelib.models.relinking import relinked
from chalicelib.schema import Schema
from chalicelib.storage import spread, survivors, tenant_settings
from chalicelib.storage.work import Work


class Saved(NamedTuple):
    """The record as it will stand, what its answer shows of others, and the access that is offered to those who were
    given it."""

    record: Record
    context: Context
    offered: Sequence[Offered] = ()


def create(work: Work, actor: Actor, declared: RecordType, fields: Schema) -> Saved:
    data, context = prepare(work, actor, declared, without_nothing(fields.model_dump()), before=None)
    return created(work, actor, declared, data, context, _identity(declared, data, context))


def _identity(declared: RecordType, data: Data, context: Context) -> str:
    """Its id where that follows from what it says, "" where it does not; raises AlreadyExists."""
    told = declared.identity(data)
    if told in context.linked:
        raise AlreadyExists(declared.taken, existing=told)
    return told


def created(work: Work, actor: Actor, declared: RecordType, data: Data, context: Context, record_id: str = "") -> Saved:
    """Of what was prepared."""
    return _saved(work, actor, None, work.create(declared, data, record_id), context)


def update(
    work: Work, actor: Actor, declared: RecordType, before: Record, data: Data, *, undone: bool = False
) -> Saved:
    data, context = prepare(work, actor, declared, data, before=before, undone=undone)
    return _saved(work, actor, before, work.update(before, external.settled(data)), context)


def _saved(work: Work, actor: Actor, before: Record | None, after: Record, context: Context) -> Saved:
    """Raises Forbidden where the actor may not say who gets at it, or may not give it to whom they give it."""
    guarding.hold(actor, before, after)
    periods.hold(work, actor, TYPES[after.type], before, after)
    guarding.hold_beside(actor, [before or after, after], context.linked)
    if before is not None:
        enlarging.hold(actor, before, after)
    links = list(giving.newly(TYPES[after.type], before.data if before else {}, after.data))
    giving.hold(actor, [Given(each.path, context.linked[each.snapshot["id"]]) for each in links])
    given = offers.Given(after, tuple(each.snapshot for each in links))
    return Saved(after, readable(actor, context), offers.of(actor, [given], context.linked))


def restore(work: Work, actor: Actor, declared: RecordType, before: Record) -> Saved:
    """With new copies of what it links to, since changes did not reach it while it was archived. What is alive links
    to what is alive, so those come first; what it merely speaks of may be gone."""
    if "erased_at" in before.data:
        raise Conflict("This was erased, and what is erased does not come back.")
    links = list(declared.links(before.data))
    customs = held.of(work.tenant).customs if declared.is_customised else {}
    context = replace(_context(work, declared, links), before=before.data, customs=customs, defined=customs)
    if before.alive:
        return Saved(before, readable(actor, context))
    if moves := survivors.moves(work.tenant, context.linked.values()):
        return restore(work, actor, declared, replace(before, data=relinked(declared, before.data, moves)))
    for link in links:
        target = context.linked.get(link.snapshot["id"])
        if not link.holds:
            continue
        if target is None or not target.alive:
            told = "This record links to another that is archived: restore what `errors` names first."
            raise Conflict(told, [FieldError(link.path, "archived", "Restore this one first.")])
        _hold(work, target)
    guarding.hold_restored(actor, before, context.linked)
    enlarging.hold(actor, None, before)
    data = without_nothing(snapshot.renewed(declared, before.data, context))
    if declared.is_customised:
        data = custom.restored(customs.get(declared.name, {}), data)
    restored = work.restore(before, data)
    periods.hold(work, actor, declared, None, restored)
    return Saved(restored, readable(actor, context))


def prepare(
    work: Work, actor: Actor, declared: RecordType, data: Data, before: Record | None, *, undone: bool = False
) -> tuple[Data, Context]:
    """One round trip for the tenant's settings and all linked records; more only up a tree."""
    known = before.data if before else {}
    said = declared.assumes(copy.deepcopy(data), known, actor.user)
    data = openness.told(work.tenant, declared, said)
    customs = _customs(work, declared, data, before.data if before else None)
    data = _shaped(declared, data, before.data if before else None, customs)
    links = list(declared.links(data))
    if any(giving.newly(declared, known, data)):
        held.of(work.tenant)  # the rights are asked for along with what is linked
    same = declared.identity(data) if before is None else ""
    told = _context(work, declared, [*links, *declared.links(known)], same)
    defined = held.of(work.tenant).customs if declared.is_customised else None
    context = replace(told, before=known, at=work.at, customs=customs, known=reading.knows(actor), undone=undone)
    context = replace(context, defined=defined)
    data = openness.beside(declared, said, data, _targets(links, context))
    faults = [*_moved(declared, data, before), *_joined(work, actor, declared, links, context)]
    if not faults:
        faults = list(ancestors.climb(work, declared, data, before, context))
    prepared = declared.prepare(data, context) if not faults else None
    if prepared is None or prepared.faults:
        raise Invalid(errors=faults or (prepared.faults if prepared else ()))
    return spread.filled(work.tenant, declared, without_nothing(prepared.data)), context


def _targets(links: Iterable[Link], context: Context) -> Iterator[Record]:
    ids = (link.snapshot.get("id") for link in links)
    return (context.linked[id] for id in ids if id in context.linked)


def _customs(work: Work, declared: RecordType, data: Data, before: Data | None) -> Mapping[str, Definitions]:
    """What the tenant says of its custom fields, where it may matter: of what is new, where one of them is changed or
    may be by a rule, and of what speaks of them."""
    if not declared.is_customised and not declared.administered:
        return {}
    known = held.of(work.tenant).customs
    matters = declared.administered or _is_told(data, before) or custom.goes_on(known.get(declared.name, {}))
    return known if matters else {}


def _is_told(data: Data, before: Data | None) -> bool:
    """Whether custom fields are changed."""
    return before is None or custom_found.told(data) != custom_found.told(before)


def _shaped(declared: RecordType, data: Data, before: Data | None, customs: Mapping[str, Definitions]) -> Data:
    is_asked = declared.is_customised and _is_told(data, before)
    return custom.shaped(customs.get(declared.name, {}), data, before) if is_asked else data


def _context(work: Work, declared: RecordType, links: Iterable[Link], same: str = "") -> Context:
    """With what is made in the same work, which others may link to, and what has the `same` id already."""
    ids = [link.snapshot["id"] for link in links if "id" in link.snapshot] + [same] * bool(same)
    told = tenant_settings.context(work.tenant, ids, declared.settings)
    return replace(told, linked=told.linked | {made: each.after for made, each in work.saves.items()})


def _moved(declared: RecordType, data: Data, before: Record | None) -> Iterator[FieldError]:
    for name in sorted(declared.fixed if before else ()):
        if before and _bare(data.get(name)) != _bare(before.data.get(name)):
            told = (
                f"The {name} of a {declared.name} stays as it is, since what links to it counts on it; create another."
            )
            yield FieldError(name, "fixed", told)


def _bare(value: Any) -> Any:
    """A link is the same by its id, whatever is sent along."""
    return value["id"] if isinstance(value, dict) and "id" in value else value


def _joined(
    work: Work, actor: Actor, declared: RecordType, links: list[Link], context: Context
) -> Iterator[FieldError]:
    known = {_target(link) for link in declared.links(context.before)} if context.before else set()
    had = [context.linked[target] for target, *_ in known if target in context.linked]
    for link in links:
        yield from _make(work, actor, link, context, had)
    for link in links:
        if "id" in link.snapshot:
            yield from _join(work, actor, link, context, _target(link) in known)


def _target(link: Link) -> tuple[str, tuple[str, ...], tuple[str, ...], bool]:
    """What a link leads to and as what: a company that is known as the company is not known as the person."""
    return link.snapshot.get("id", ""), link.types, link.kinds, link.inside


def _make(work: Work, actor: Actor, link: Link, context: Context, had: list[Record]) -> Iterable[FieldError]:
    """A record given inline is made in the same transaction; it may itself link to nothing new. When it is the same as
    one that was linked already, it is that one: who sends the same twice does not get two."""
    fields = link.snapshot.pop("new", None)
    if fields is None:
        return ()
    declared = TYPES[link.types[0]]
    if not reading.may(actor, Right(declared.name, "create")):
        return [FieldError(link.path, "forbidden", f"You may not create {declared.plural}.")]
    writing.hold_within(actor, declared, fields, link.path)
    customs = _customs(work, declared, fields, None)
    fields = _shaped(declared, fields, None, customs)
    if linking := next(iter(declared.links(fields)), None):
        told = "Make this record first, and link it then."
        return [FieldError(f"{link.path}.{linking.path}", "not_inline", told)]
    prepared = declared.prepare(fields, replace(context, before={}, customs=customs))
    if prepared.faults:
        return [fault._replace(field=f"{link.path}.{fault.field}") for fault in prepared.faults]
    fresh = without_nothing(prepared.data)
    same = next((each for each in had if each.alive and each.type == declared.name and each.data == fresh), None)
    made = same or work.create(declared, fresh)
    link.snapshot["id"] = made.id
    context.linked[made.id] = made
    return ()


def _join(work: Work, actor: Actor, link: Link, context: Context, known: bool) -> Iterable[FieldError]:
    """Copies title and place from the live record. A link that was there before may lead to what is archived now; a
    new one must lead to something alive of the right type that the actor may read, or there is nothing there."""
    target_id = link.snapshot["id"]
    target = context.linked.get(target_id)
    if not known:
        if fault := unlinkable(actor, target, link):
            return [fault]
        if target is not None and link.holds and target_id not in work.saves:
            _hold(work, target)
    snapshot.take(link, context)
    return ()


def _hold(work: Work, target: Record) -> None:
    """What is kept by another service is never archived; not to mark it as linked keeps one user, to whom hundreds of
    records link, from being written by all of them at once."""
    if not TYPES[target.type].kept_by:
        work.link(target)
