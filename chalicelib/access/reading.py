"""Records as an actor may see them: what is another tenant's or not readable is not there."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from chalicelib.access import around, fields, held, noted, subject, within
from chalicelib.access.actor import Actor, actor_of
from chalicelib.access.decide import Decision, Right, decide, is_plain
from chalicelib.access.subject import Subject
from chalicelib.criteria import Field
from chalicelib.errors import Conflict, FieldError, Forbidden, NotFound
from chalicelib.models import merged
from chalicelib.models.entry import Filter
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Known, RecordType
from chalicelib.models.registry import TYPES
from chalicelib.storage import records, survivors, tenant_settings

MERGED = "This became one with another record, which `merged_into` names: use that, or split them again."
Keep = Callable[[Collection[Record]], dict[str, Record]]


def subject_of(actor: Actor) -> Subject:
    """Also of administrators, who may do everything: what nobody else might do in their place is audited."""
    return subject.of(held.of(actor.tenant), actor)


def may(actor: Actor, right: Right, record: Record | None = None) -> bool:
    """One round trip more where what is around the record may turn a refusal."""
    return decision(actor, right, record).allowed


def decision(actor: Actor, right: Right, record: Record | None = None) -> Decision:
    who = subject.bare(actor) if is_plain(right) else subject_of(actor)
    if record is None:
        found = decide(who, right)
    else:
        found = around.decided(who, right.action, [record], right.type).told[record.id]
    noted.decided(actor, who, right, record, found)
    return found


def get(actor: Actor, declared: RecordType, record_id: str, action: str = "read") -> Record:
    """Raises NotFound where the actor may not know that it exists, Forbidden where it may be read but not this."""
    return hold(actor, checked(actor, declared, records.get(actor.tenant, record_id)), action)


def hold(actor: Actor, record: Record, action: str) -> Record:
    """Raises Forbidden where it may be read, but not this, and Conflict where it became one with another."""
    if action != "read":
        hold_single(actor, record)
    if action != "read" and not may(actor, Right(record.type, action), record):
        raise Forbidden
    return record


def hold_single(actor: Actor, record: Record) -> None:
    """Raises Conflict, which names what it became one with."""
    if merged.into(record):
        raise Conflict(MERGED, merged_into=survivor(actor, record).id)


def survivor(actor: Actor, record: Record) -> Record:
    """What it became one with, itself where nothing; raises NotFound where that is not theirs to read."""
    found = survivors.of(actor.tenant, record)
    if found is None or not may_read(actor)(found):
        raise NotFound
    return found


def checked(actor: Actor, declared: RecordType, found: Record | None) -> Record:
    """What was read by the way; raises NotFound where the actor may not know that it exists."""
    if found is None or found.type != declared.name or not may_read(actor)(found):
        raise NotFound
    return found


def may_read(actor: Actor) -> Callable[[Record], bool]:
    """Of one record; of many, `keeps` asks about what is around them in one round trip."""
    return lambda record: may(actor, Right(record.type, "read"), record)


def sees(actor: Actor, declared: RecordType, *names: str) -> bool:
    """Whether they may see these fields, and what is made of them."""
    who = subject_of(actor)
    return all(fields.is_seen(who, declared, name) for name in names)


def hold_seen(actor: Actor, declared: RecordType, *names: str) -> None:
    """Raises Forbidden naming those that they may not see, of what is made of all of them."""
    if hidden := [name for name in names if not sees(actor, declared, name)]:
        told = "This is made of what you may not see; ask an administrator for the right."
        raise Forbidden(errors=[FieldError(name, "hidden", told) for name in hidden])


def criteria_fields(actor: Actor, declared: RecordType) -> dict[str, Field]:
    """With what stands in trees, which is read when it is asked about."""
    who = subject_of(actor)
    return within.trees(actor.tenant, who.custom(declared), fields.criteria_fields(who, declared))


def filters(actor: Actor, declared: RecordType) -> tuple[Filter, ...]:
    """All that there are, with those on custom fields."""
    return fields.filters(subject_of(actor), declared)


def sorts(actor: Actor, declared: RecordType) -> list[str]:
    return fields.sorts(subject_of(actor), declared)


def told(actor: Actor, declared: RecordType, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Of the facts of a notice those that they may see."""
    return fields.told(subject_of(actor), declared, facts)


def keeps(actor: Actor) -> Keep:
    """Those of the records that the actor may read, as they see them, by id."""
    return lambda found: seen(actor, found)


def seen(actor: Actor, found: Collection[Record]) -> dict[str, Record]:
    who = subject_of(actor)
    return {each.id: fields.project(who, each) for each in allowed(actor, found)}


def shown(actor: Actor, record: Record) -> Record:
    """One that they may read, as they see it."""
    noted.shown(actor, record)
    return fields.project(subject_of(actor), record)


def allowed(actor: Actor, found: Collection[Record], action: str = "read") -> list[Record]:
    """Those that the action is allowed on, as they are kept. A round trip for what is around those that are not
    allowed without."""
    who = subject_of(actor)
    decided = around.decided(who, action, found)
    kept = [(each, told) for each in found if (told := decided.told[each.id]).allowed]
    noted.let_through(actor, who, action, kept, decided.around)
    return [each for each, _ in kept]


def kept(actor: Actor, ids: Iterable[str]) -> dict[str, Record]:
    """Those of the records that the actor may read, as they are kept, by id: to be changed."""
    return {each.id: each for each in allowed(actor, _live(actor, ids))}


def linked(actor: Actor, ids: Iterable[str]) -> dict[str, Record]:
    """Those of the records that the actor may read, as they see them, by id."""
    return seen(actor, _live(actor, ids))


def _live(actor: Actor, ids: Iterable[str]) -> Collection[Record]:
    """The rights are asked for along with them."""
    held.of(actor.tenant)
    return records.get_many(actor.tenant, ids).values()


def linking(actor: Actor, ids: Iterable[str], target: str) -> dict[str, Record]:
    """Those of the records that link to the target, for all that the actor may see of them."""
    return {id: each for id, each in linked(actor, ids).items() if leads(each, target)}


def leads(record: Record, target: str) -> bool:
    return any(link.snapshot.get("id") == target for link in TYPES[record.type].links(record.data))


def context(actor: Actor, ids: Iterable[str], settings: Iterable[str] = ()) -> Context:
    """The tenant's settings, those named too, and those of the records that the actor may read, as they see them, in
    one round trip."""
    held.of(actor.tenant)  # along with them
    return readable(actor, tenant_settings.context(actor.tenant, list(ids), settings))


def readable(actor: Actor, context: Context) -> Context:
    return replace(context, linked=seen(actor, context.linked.values()), known=knows(actor))


def knows(actor: Actor) -> Callable[[str], Known | None]:
    """What there is for them of a type that they may read."""

    def known(of: str) -> Known | None:
        who = subject_of(actor)
        is_read = of in TYPES and decide(who, Right(of, "read")).allowed
        told = fields.known(who, TYPES[of]) if is_read else None
        return told and told._replace(asked=within.trees(actor.tenant, who.custom(TYPES[of]), told.asked))

    return known


def on_behalf_of(user: Record) -> Actor:
    """Who reads when somebody is told of a record while not signed in: with the rights that the user has now (Z6)."""
    return actor_of(user.tenant, user.id, user.data)
