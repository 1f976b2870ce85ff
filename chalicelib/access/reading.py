"""Records as an actor may see them: what is another tenant's or not readable is not there."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from chalicelib.access import fields, held, subject
from chalicelib.access.actor import Actor, Kind
from chalicelib.access.decide import Decision, Right, decide, is_plain
from chalicelib.access.subject import Subject
from chalicelib.errors import Forbidden, NotFound
from chalicelib.models import stored
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, RecordType
from chalicelib.storage import records, tenant_settings

Keep = Callable[[Collection[Record]], dict[str, Record]]


def subject_of(actor: Actor) -> Subject:
    """Administrators may do everything, whatever the rights say, so that these need not be read for them."""
    bare = subject.bare(actor)
    return bare if bare.is_administrator else subject.of(held.of(actor.tenant), actor)


def may(actor: Actor, right: Right, record: Record | None = None) -> bool:
    """One round trip more where what is around the record may turn a refusal."""
    return decision(actor, right, record).allowed


def decision(actor: Actor, right: Right, record: Record | None = None) -> Decision:
    if is_plain(right):
        return decide(subject.bare(actor), right, record)
    first = decide(subject_of(actor), right, record)
    if not first.ask:
        return first
    return decide(subject_of(actor), right, record, records.get_many(actor.tenant, first.ask))


def get(actor: Actor, declared: RecordType, record_id: str, action: str = "read") -> Record:
    """Raises NotFound where the actor may not know that it exists, Forbidden where it may be read but not this."""
    return hold(actor, checked(actor, declared, records.get(actor.tenant, record_id)), action)


def hold(actor: Actor, record: Record, action: str) -> Record:
    """Raises Forbidden where it may be read, but not this."""
    if action != "read" and not may(actor, Right(record.type, action), record):
        raise Forbidden
    return record


def checked(actor: Actor, declared: RecordType, found: Record | None) -> Record:
    """What was read by the way; raises NotFound where the actor may not know that it exists."""
    if found is None or found.type != declared.name or not may_read(actor)(found):
        raise NotFound
    return found


def may_read(actor: Actor) -> Callable[[Record], bool]:
    """Of one record; of many, `keeps` asks about what is around them in one round trip."""
    return lambda record: may(actor, Right(record.type, "read"), record)


def keeps(actor: Actor) -> Keep:
    """Those of the records that the actor may read, as they see them, by id."""
    return lambda found: seen(actor, found)


def seen(actor: Actor, found: Collection[Record]) -> dict[str, Record]:
    who = subject_of(actor)
    return {each.id: fields.project(who, each) for each in allowed(actor, found)}


def shown(actor: Actor, record: Record) -> Record:
    """One that they may read, as they see it."""
    return fields.project(subject_of(actor), record)


def allowed(actor: Actor, found: Collection[Record], action: str = "read") -> list[Record]:
    """Those that the action is allowed on, as they are kept. At most one round trip, for what is around those that are
    not allowed without."""
    who = subject_of(actor)
    first = {each.id: decide(who, Right(each.type, action), each) for each in found}
    ask = {wanted for each in first.values() for wanted in each.ask}
    around = records.get_many(actor.tenant, ask) if ask else {}

    def is_allowed(record: Record) -> bool:
        told = first[record.id]
        return decide(who, Right(record.type, action), record, around).allowed if told.ask else told.allowed

    return [each for each in found if is_allowed(each)]


def linked(actor: Actor, ids: Iterable[str]) -> dict[str, Record]:
    """Those of the records that the actor may read, as they see them, by id."""
    return seen(actor, records.get_many(actor.tenant, ids).values())


def context(actor: Actor, ids: Iterable[str]) -> Context:
    """The tenant's settings and those of the records that the actor may read, as they see them, in one round trip."""
    return readable(actor, tenant_settings.context(actor.tenant, list(ids)))


def readable(actor: Actor, context: Context) -> Context:
    return replace(context, linked=seen(actor, context.linked.values()))


def on_behalf_of(user: Record) -> Actor:
    """Who reads when somebody is told of a record while not signed in: with the rights that the user has now (Z6)."""
    kind: Kind = "employee" if stored.line(user.data, "kind") == "employee" else "external"
    return Actor(user.tenant, user.id, identity="", session="", role=stored.line(user.data, "role"), kind=kind)
