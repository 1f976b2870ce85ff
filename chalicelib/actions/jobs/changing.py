"""Changing many records as PATCH changes one: with the same merge patch."""

import copy
from collections.abc import Iterable, Iterator
from typing import Any

from chalicelib.access import held, reading, writing
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.actions import save, versions
from chalicelib.actions.jobs.kind import Asked, Deal, Prepared, Verb, chosen_for, within
from chalicelib.errors import FieldError, Invalid, Problem, invalid
from chalicelib.merge_patch import MergePatch, apply
from chalicelib.models import custom, custom_found, snapshot
from chalicelib.models.custom_kind import KINDS, Given
from chalicelib.models.link import Link
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, Definitions, RecordType
from chalicelib.models.registry import TYPES
from chalicelib.storage.work import Work

UPDATE = Verb("update", "edit", "What is once made stays as it is: records of this type are not changed.")


def right(job: Data) -> Right:
    return Right(job["of"], UPDATE.action)


def prepare(actor: Actor, asked: Asked) -> Prepared:
    """Raises Invalid, UnknownInput and Forbidden, naming what is wrong within `what`."""
    picked = chosen_for(actor, asked, UPDATE)
    declared = TYPES[picked["of"]]
    if not asked.what:
        raise invalid("what", "required", "Say what is to be changed, as PATCH takes it.")
    try:
        return Prepared(declared.name, picked, _checked(actor, declared, asked.what))
    except Problem as problem:
        raise within(problem) from None


def _checked(actor: Actor, declared: RecordType, raw: Data) -> Data:
    patch = MergePatch(declared.fields, declared.born).parse(raw)
    writing.hold(actor, declared, patch)
    definitions = held.of(actor.tenant).customs.get(declared.name, {})
    data = copy.deepcopy(apply({}, patch, declared.fields))  # what is copied into its links is not kept with the job
    shaped = custom.shaped(definitions, data, {}) if declared.is_customised else data
    links = list(declared.links(shaped))
    context = reading.context(actor, [link.snapshot["id"] for link in links if "id" in link.snapshot])
    for link in links:
        snapshot.take(link, context)
    faults = {each.field: each for each in [*_values(definitions, shaped, context), *_links(actor, links, context)]}
    if faults:
        raise Invalid(errors=[*faults.values()])
    return patch


def _values(definitions: Definitions, data: Data, context: Context) -> Iterator[FieldError]:
    """Of custom fields: those of others were checked as they were read."""
    for name, value in custom_found.told(data).items():
        if value is None or name not in definitions:
            continue
        try:
            KINDS[definitions[name]["kind"]].read(Given(value, definitions[name], context.country))
        except ValueError as error:
            yield FieldError(name, "not_valid", str(error))


def _links(actor: Actor, links: Iterable[Link], context: Context) -> Iterator[FieldError]:
    """Of those by id; what is made within the body is made for each."""
    for link in links:
        if "id" in link.snapshot and (fault := save.unlinkable(actor, context.linked.get(link.snapshot["id"]), link)):
            yield fault


def act(deal: Deal) -> None:
    change(deal.work, deal.actor, deal.record, deal.job.data["what"])


def change(work: Work, actor: Actor, record: Record, patch: dict[str, Any]) -> None:
    """As PATCH does."""
    declared = TYPES[record.type]
    reading.hold(actor, record, "edit")
    versions.hold_alive(record)
    writing.hold(actor, declared, patch)
    data = apply(record.data, patch, declared.fields)
    writing.hold_copies(actor, declared, data)
    save.update(work, actor, declared, record, data)
