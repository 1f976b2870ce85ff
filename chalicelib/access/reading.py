"""Records as an actor may see them: what is another tenant's or not readable is not there."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from chalicelib.access.actor import Actor, Kind
from chalicelib.access.decide import Right, decide
from chalicelib.errors import Forbidden, NotFound
from chalicelib.models import stored
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, RecordType
from chalicelib.storage import records, tenant_settings


def get(actor: Actor, declared: RecordType, record_id: str, action: str = "read") -> Record:
    """Raises NotFound where the actor may not know that it exists, Forbidden where it may be read but not this."""
    return hold(actor, checked(actor, declared, records.get(actor.tenant, record_id)), action)


def hold(actor: Actor, record: Record, action: str) -> Record:
    """Raises Forbidden where it may be read, but not this."""
    if action != "read" and not decide(actor, Right(record.type, action), record).allowed:
        raise Forbidden
    return record


def checked(actor: Actor, declared: RecordType, found: Record | None) -> Record:
    """What was read by the way; raises NotFound where the actor may not know that it exists."""
    if found is None or found.type != declared.name or not may_read(actor)(found):
        raise NotFound
    return found


def may_read(actor: Actor) -> Callable[[Record], bool]:
    return lambda record: decide(actor, Right(record.type, "read"), record).allowed


def linked(actor: Actor, ids: Iterable[str]) -> dict[str, Record]:
    """Those of the records that the actor may read, by id."""
    readable = may_read(actor)
    return {each.id: each for each in records.get_many(actor.tenant, ids).values() if readable(each)}


def context(actor: Actor, ids: Iterable[str]) -> Context:
    """The tenant's settings and those of the records that the actor may read, in one round trip."""
    return readable(actor, tenant_settings.context(actor.tenant, list(ids)))


def readable(actor: Actor, context: Context) -> Context:
    allowed = may_read(actor)
    return replace(context, linked={id: record for id, record in context.linked.items() if allowed(record)})


def on_behalf_of(user: Record) -> Actor:
    """Who reads when somebody is told of a record while not signed in: with the rights that the user has now (Z6)."""
    kind: Kind = "employee" if stored.line(user.data, "kind") == "employee" else "external"
    return Actor(user.tenant, user.id, identity="", session="", role=stored.line(user.data, "role"), kind=kind)
