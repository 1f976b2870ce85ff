"""Tying somebody from outside to a relation, and who is."""

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.access import held, reading
from chalicelib.access.actor import Actor
from chalicelib.actions import save
from chalicelib.errors import Forbidden, invalid
from chalicelib.merge_patch import without_nothing
from chalicelib.models import channel, stakes, stored
from chalicelib.models.contact import CONTACT
from chalicelib.models.link import REACHED
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.tie import TIE, TieFields
from chalicelib.schema import parse
from chalicelib.storage import records
from chalicelib.storage.work import Work

NO_ADDRESS = "Give an e-mail address: none is kept here that is theirs."
TOO_FAR = "This reaches relations that you may not see yourself. Choose a reach that does not, or ask an administrator."


def tie(work: Work, actor: Actor, user: str, told: Data) -> Record:
    """The one that there is of the user and the relation, or a new one; what is not told stays as it was. Raises
    Forbidden where it reaches further than the actor sees."""
    known = records.claimed(work.tenant, "tie", f"{user}:{told['relation']}")
    if known is None:
        made = save.create(work, actor, TIE, parse(TieFields, {"user": user, **told})).record
    else:
        told = told if "reach" not in told else {"relations": [], **told}
        fields = parse(TieFields, {"user": user, **told}).model_dump(exclude_unset=True, exclude=set(TIE.fixed))
        made = save.update(work, actor, TIE, known, without_nothing({**known.data, **fields})).record
    reached = records.get_many(work.tenant, stored.lines(made.data, REACHED))
    if len(reading.allowed(actor, reached.values())) < len(reached):
        raise Forbidden(TOO_FAR)
    return made


def email(actor: Actor, record: Record) -> str:
    """Of a contact one of their own or of the person; never that of the company. Raises Invalid without one."""
    seen = reading.shown(actor, record)
    channels = _own_channels(actor, seen) if record.type == CONTACT.name else stored.parts(seen.data, "channels")
    found = [each for each in channels if stored.line(each, "kind") == "email" and stored.line(each, "normal")]
    for each in sorted(found, key=lambda each: not each.get("default")):
        return stored.line(each, "normal")
    raise invalid("email", "required", NO_ADDRESS)


def _own_channels(actor: Actor, contact: Record) -> list[Data]:
    context = reading.context(actor, CONTACT.needs(contact))
    reached_by = stored.parts(CONTACT.show(contact, context), "reached_by")
    return [each for each in reached_by if each.get("source") != channel.COMPANY]


def seen(actor: Actor, relation: Record) -> dict[str, Mapping[str, Any]]:
    """Those ties that reach it whose own relation the actor may read."""
    ties = dict(of_relation(actor.tenant, relation.id))
    others = {stored.line(each, "relation") for each in ties.values()} - {relation.id}
    open_to = {relation.id, *(reading.kept(actor, others) if others else ())}
    return {tie_id: each for tie_id, each in ties.items() if stored.line(each, "relation") in open_to}


def of_relation(tenant: str, relation: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every tie that reaches it, by id, as the rights know it."""
    for tie_id, told in held.of(tenant).sections[stakes.TIES].items():
        if relation in (told.get("relation"), *stored.lines(told, "listed"), *stored.lines(told, REACHED)):
            yield tie_id, told
