"""What somebody was given to do they may see and do, whatever else they may: also a reader, and somebody from outside,
who sees nothing of it that is internal."""

from collections.abc import Iterable
from dataclasses import replace

from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.access.decide import OWN_WORK
from chalicelib.models import stored
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, RecordType
from chalicelib.storage import records, tenant_settings

READ, DO = OWN_WORK


def is_given(actor: Actor, task: Record) -> bool:
    """To them by name; a team's work is for those who may change it."""
    given_to = [stored.line(each, "id") for each in stored.parts(task.data, "assignees")]
    is_for_them = actor.kind == "employee" or stored.line(task.data, "visibility") == "shared"
    return task.tenant == actor.tenant and actor.user in given_to and is_for_them


def may_know(actor: Actor, record: Record) -> bool:
    """Whether they may be told of it: what they may read, or were given to do (Z4)."""
    return reading.may_read(actor)(record) or is_given(actor, record)


def context(actor: Actor, ids: Iterable[str]) -> Context:
    """The tenant's settings and those of the records that they may be told of, in one round trip."""
    found = tenant_settings.context(actor.tenant, list(ids))
    return replace(found, linked={id: each for id, each in found.linked.items() if may_know(actor, each)})


def get(actor: Actor, declared: RecordType, record_id: str) -> Record:
    """Raises NotFound where the actor may not know that it exists, Forbidden where they may, but have no part in it."""
    found = records.get(actor.tenant, record_id)
    if found is not None and found.type == declared.name and is_given(actor, found):
        return found
    return reading.hold(actor, reading.checked(actor, declared, found), "edit")
