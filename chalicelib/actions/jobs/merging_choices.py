"""Merging two options of a choice, such as two labels that mean the same: the one is chosen no more, and what has it
gets the other instead. What is archived keeps it."""

from functools import reduce

from pydantic import Field

from chalicelib import schema
from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.actions import save
from chalicelib.actions.jobs import changing
from chalicelib.actions.jobs.kind import Asked, Deal, Prepared, within
from chalicelib.errors import Forbidden, Invalid, NotFound, Problem, invalid
from chalicelib.models import custom_merge, custom_rule, stored
from chalicelib.models.custom_field import CUSTOM_FIELD
from chalicelib.models.custom_found import PREFIX
from chalicelib.models.custom_kind import options
from chalicelib.models.fields import ID, Code
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.schema import Schema
from chalicelib.storage import records
from chalicelib.storage.work import Work

ADMINISTERS = Right(CUSTOM_FIELD.name, "edit")
MANY = "choices"
MOST_SINCE = 100  # changes of the field, among which that of the merge is looked for


class Merge(Schema):
    """The `source` goes into the `target`: keys of options of a custom field."""

    field: str = Field(pattern=ID)
    source: Code
    target: Code


def right(_: Data) -> Right:
    return ADMINISTERS


def prepare(actor: Actor, asked: Asked) -> Prepared:
    if not reading.may(actor, ADMINISTERS):
        raise Forbidden
    if asked.those is not None:
        raise invalid("those", "not_for_kind", "These are all that have the option; leave it out.")
    try:
        merge = schema.parse(Merge, asked.what)
        definition = _definition(actor, merge.field)
        _hold_options(definition.data, merge)
    except Problem as problem:
        raise within(problem) from None
    of, name = stored.line(definition.data, "of"), f"{PREFIX}{stored.line(definition.data, 'key')}"
    is_many = definition.data["kind"] == MANY
    criteria = {"field": name, "op": "has_any" if is_many else "in", "value": [merge.source]}
    return Prepared(of, {"of": of, "criteria": criteria}, {**merge.model_dump(), "name": name})


def _definition(actor: Actor, record_id: str) -> Record:
    try:
        found = reading.get(actor, CUSTOM_FIELD, record_id)
    except NotFound:
        raise invalid("field", "no_such_record", "There is no custom field with this id; correct it.") from None
    if not found.alive or not found.data.get("options"):
        raise invalid("field", "not_a_choice", "This field has no options.")
    return found


def _hold_options(definition: Data, merge: Merge) -> None:
    known = [stored.line(each, "key") for each in stored.parts(definition, "options")]
    if merge.source not in known:
        raise invalid("source", "no_such_option", "There is no option with this key.")
    if merge.target not in options(definition):
        raise invalid("target", "no_such_option", "There is no option with this key that can be chosen.")
    if merge.source == merge.target:
        raise Invalid(errors=invalid("target", "same", "Choose two that differ.").errors)


def first(work: Work, actor: Actor, job: Record) -> None:
    """The one is chosen no more from the beginning, so that none that gets it meanwhile is passed over."""
    what = job.data["what"]
    if found := _known(work, job):
        save.update(work, actor, CUSTOM_FIELD, found, custom_merge.merged(found.data, what["source"], what["target"]))


def act(deal: Deal) -> None:
    """What a rule gave, it gives anew."""
    what, record = deal.job.data["what"], deal.record
    after = custom_merge.into(record.data.get(what["name"]), what["source"], what["target"])
    is_ruled = custom_rule.is_marked(record.data, what["name"])
    changing.change(deal.work, deal.actor, record, {} if is_ruled else {what["name"]: after})


def last(work: Work, actor: Actor, job: Record) -> None:
    """Not before all have the other, since until then criteria have to find those that do not."""
    what = job.data["what"]
    if found := _known(work, job):
        save.update(work, actor, CUSTOM_FIELD, found, custom_merge.led(found.data, what["source"], what["target"]))


def back(work: Work, actor: Actor, job: Record) -> None:
    """`job` undoes the other."""
    if found := _known(work, job):
        data = reduce(custom_merge.parted, _told(found, job.data["chosen"]["job"]), found.data)
        save.update(work, actor, CUSTOM_FIELD, found, data, undone=True)


def _known(work: Work, job: Record) -> Record | None:
    found = records.get(work.tenant, job.data["what"]["field"])
    return found if found is not None and found.alive else None


def _told(definition: Record, merge: str) -> list[Data]:
    """What that made of it, the last first."""
    changes, _ = records.changes(definition.tenant, definition.id, limit=MOST_SINCE)
    return [each["changed"] for each in changes if stored.part(each, "about").get("job") == merge]
