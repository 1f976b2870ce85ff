"""Asking for all that is kept of somebody (GDPR, articles 15 and 20), and fetching it."""

from typing import Any, NamedTuple

from chalicelib import clock
from chalicelib.access import noted, reading
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.actions import carrying
from chalicelib.actions.privacy import parts, subjects
from chalicelib.actions.privacy.gathering import EVENT, OWN
from chalicelib.errors import Conflict, NotFound, invalid
from chalicelib.files import placing
from chalicelib.models import privacy_export, stored
from chalicelib.models.privacy_export import DONE, EXPIRED, MOST_INCLUDED, PERSON, PRIVACY_EXPORT, RUNNING
from chalicelib.models.record import Record
from chalicelib.models.registry import TYPES, type_of
from chalicelib.storage import files, records
from chalicelib.storage.work import Work

OF_TYPES = ("relation", "contact")
ADMINISTERS = Right("privacy_export", "list")


class Opened(NamedTuple):
    """`ids` are those of the person that who opened it may export now."""

    export: Record
    ids: list[str]


def begin(work: Work, actor: Actor, person: str) -> Record:
    """That it was asked for stands in the history of whom it is about."""
    found = _person(actor, person)
    subjects.hold_person(found)
    link = {"id": found.id, "title": TYPES[found.type].title(found.data)}
    told = {"person": link, "state": RUNNING, "leg": 1, "ids": subjects.whole(work.tenant, found)}
    start = {"place": {"after": OWN}, "counts": {}, "left_out": 0, "included": [], "parts": [], "files": []}
    made = work.create(PRIVACY_EXPORT, {**told, **start})
    noted.tell(actor, found)
    work.see(found, "exported", {"export": made.id})
    carrying.watch(EVENT, made)
    return made


def _person(actor: Actor, person: str) -> Record:
    declared = type_of(person)
    if declared is not None and declared.name in OF_TYPES:
        try:
            return reading.get(actor, declared, person, "export")
        except NotFound:
            pass
    raise invalid("person", "no_such_record", "There is no person or contact with this id; correct it.")


def of(actor: Actor, record_id: str) -> Opened:
    """For who asked for it, and administrators, who may export the person still. Raises NotFound."""
    found = records.get(actor.tenant, record_id)
    if found is None or found.type != PRIVACY_EXPORT.name:
        raise NotFound
    if found.created_by != actor.user and not reading.may(actor, ADMINISTERS):
        raise NotFound
    opened = Opened(found, ids_for(actor, found))
    if stored.line(stored.part(found.data, PERSON), "id") not in opened.ids:
        raise NotFound
    return opened


def ids_for(actor: Actor, export: Record) -> list[str]:
    """Of what they are, what the actor may export now."""
    ids = stored.lines(export.data, "ids")
    let = {each.id for each in subjects.open_to(actor, records.get_many(export.tenant, ids).values(), "export")}
    return [each for each in ids if each in let]


def download(actor: Actor, opened: Opened, number: int) -> dict[str, Any]:
    """An address from which a part can be fetched for five minutes."""
    export = opened.export
    state, until = (stored.line(export.data, name) for name in ("state", "until"))
    if state != DONE or until < clock.timestamp():
        raise Conflict("There is nothing to fetch: it goes on still, was stopped, or is more than a week old.")
    if _is_shut(actor, opened):
        raise Conflict("Something that is in it has been closed to you since. Gather it anew, without that.")
    part = next((each for each in stored.parts(export.data, "parts") if each["number"] == number), None)
    if part is None:
        raise NotFound
    noted.leaves(actor, int(part["records"]))
    asked = placing.download(parts.place(export, number), f"{export.id}-{number}.json")
    return {"url": files.address(parts.place(export, number), asked), "expires_at": files.until(asked.seconds)}


def _is_shut(actor: Actor, opened: Opened) -> bool:
    """What does not stand there, since it is too much, may be any."""
    included, hidden = stored.lines(opened.export.data, "included"), reading.subject_of(actor).hidden
    theirs = {*stored.lines(opened.export.data, "ids")} & {*included}
    is_full = len(included) >= MOST_INCLUDED
    return not theirs <= {*opened.ids} or not hidden.isdisjoint(included) or (is_full and bool(hidden))


def drop(tenant: str, record_id: str) -> None:
    """What is more than a week old."""
    found = records.get(tenant, record_id)
    if found is None or stored.line(found.data, "state") != DONE:
        return
    for each in parts.of(found):
        files.drop(each)
    work = Work(tenant, privacy_export.BY)
    work.update(found, {**found.data, "state": EXPIRED, "parts": [], "files": []})
    work.commit()
