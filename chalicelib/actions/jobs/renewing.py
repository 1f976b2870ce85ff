"""Saving records anew by what is said of custom fields now: classes by their rules, entries of what is found in another
way than it was. Nobody's choice is changed by it, so that there is nothing to undo."""

from chalicelib.access import held, reading
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.actions import save
from chalicelib.actions.jobs.kind import Asked, Deal, Prepared, chosen
from chalicelib.errors import Forbidden, invalid
from chalicelib.models import job as model
from chalicelib.models.custom_field import CUSTOM_FIELD
from chalicelib.models.custom_found import MARKING
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.registry import TYPES
from chalicelib.storage import records
from chalicelib.storage.work import Work

ADMINISTERS = Right(CUSTOM_FIELD.name, "edit")
ALL = {"all": list[Data]()}


def right(_: Data) -> Right:
    return ADMINISTERS


def prepare(actor: Actor, asked: Asked) -> Prepared:
    """When it is of all there are, what is being marked is marked at its end."""
    if not reading.may(actor, ADMINISTERS):
        raise Forbidden
    picked = chosen(actor, asked)
    declared = TYPES[picked["of"]]
    if not declared.is_customised:
        raise invalid("those.of", "not_for_job", "Records of this type have no custom fields.")
    if asked.what:
        raise invalid("what", "not_for_kind", "There is nothing to be said of this; leave it out.")
    definitions = held.of(actor.tenant).customs.get(declared.name, {}).values()
    marking = {each["id"]: each[MARKING] for each in definitions if MARKING in each}
    return Prepared(declared.name, picked, {"marking": marking if picked.get("criteria") == ALL else {}})


def act(deal: Deal) -> None:
    if deal.record.alive:
        save.update(deal.work, deal.actor, TYPES[deal.record.type], deal.record, deal.record.data)


def last(work: Work, _: Actor, job: Record) -> None:
    """Lists go by the entries from now on, but for what was changed again meanwhile. Where a record was refused, they
    would miss it."""
    told: Data = {} if model.counts(job)[model.REFUSED] else job.data["what"]["marking"]
    for found in records.get_many(work.tenant, told).values():
        if found.alive and found.data.get(MARKING) == told[found.id]:
            work.update(found, {name: value for name, value in found.data.items() if name != MARKING})
