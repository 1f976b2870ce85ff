"""What somebody was given to do they may see and do, whatever else they may: also a reader, and somebody from outside,
who sees nothing of it that is internal."""

from collections.abc import Collection, Iterable
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
    """To them by name; a team's work is for those who may change it. Of somebody from outside the rights say so."""
    given_to = [stored.line(each, "id") for each in stored.parts(task.data, "assignees")]
    return actor.kind == "employee" and task.tenant == actor.tenant and actor.user in given_to


def known(actor: Actor, found: Collection[Record]) -> list[Record]:
    """Those that they may be told of: what they may read, or were given to do (Z4)."""
    readable = {each.id for each in reading.allowed(actor, found)}
    return [each for each in found if each.id in readable or is_given(actor, each)]


def may_know(actor: Actor, record: Record) -> bool:
    return bool(known(actor, [record]))


def context(actor: Actor, ids: Iterable[str]) -> Context:
    """The tenant's settings and those of the records that they may be told of; one round trip, and what `known`
    takes."""
    found = tenant_settings.context(actor.tenant, list(ids))
    return replace(found, linked={each.id: each for each in known(actor, found.linked.values())})


def get(actor: Actor, declared: RecordType, record_id: str) -> Record:
    """To complete it. Raises NotFound where the actor may not know that it exists, Forbidden where they may, but have
    no part in it."""
    found = records.get(actor.tenant, record_id)
    if found is not None and found.type == declared.name and is_given(actor, found):
        return found
    checked = reading.checked(actor, declared, found)
    return reading.hold(actor, checked, "edit" if actor.kind == "employee" else "complete")
