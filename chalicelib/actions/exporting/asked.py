"""What an export asks for, held to what there is for who asks."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from chalicelib import pattern, schema
from chalicelib.access import fields, reading
from chalicelib.access.actor import Actor
from chalicelib.errors import FieldError, Invalid, NotFound, invalid
from chalicelib.models import stored
from chalicelib.models.fields import ID, Language
from chalicelib.models.record_type import Data, RecordType
from chalicelib.models.view import COLUMNS, VIEW
from chalicelib.schema import Schema

MOST_COLUMNS = 600
TOUCHED = "last_touch"
CARDS = ("relation", "contact")
BESIDE = ("id", "version", "created_at", "created_by", "updated_at", "updated_by")
NO_COLUMN = "There is no such field of this type, or not for you, or none that stands in the record itself."
Name = Annotated[str, StringConstraints(pattern=pattern.KEY)]


class ExportAsked(Schema):
    """Of a table the `columns` are fields of the type, those of a `view`, or all that you see. With `names` its head
    has the names of fields, as the API does; else it is as an import takes it by itself: your own fields stand there by
    their labels, in `language`, or yours."""

    format: Literal["csv", "xlsx", "vcard"] = "csv"
    columns: list[Name] | None = Field(default=None, min_length=1, max_length=MOST_COLUMNS)
    view: Annotated[str, StringConstraints(pattern=ID)] | None = None
    names: bool = False
    language: Language | None = None
    separator: Literal[",", ";", "\t"] = Field(default=",", description="of CSV")
    version: Literal["3.0", "4.0"] = Field(default="3.0", description="of vCard")


def prepared(actor: Actor, declared: RecordType, raw: Data) -> Data:
    """As JSON to be kept. Raises Invalid and UnknownInput, naming the fields."""
    asked = schema.parse(ExportAsked, raw)
    faults = list(_misfits(declared, asked))
    if asked.columns is not None:
        known = known_columns(actor, declared)
        at = ((f"{COLUMNS}[{place}]", each) for place, each in enumerate(asked.columns))
        faults += [FieldError(place, "unknown_field", NO_COLUMN) for place, each in at if each not in known]
    if faults:
        raise Invalid(errors=faults)
    told = asked.model_dump(exclude_none=True)
    if asked.view is not None:
        told[COLUMNS] = _of_view(actor, declared, asked.view)
    return told | {"language": asked.language or _language(actor)}


def _misfits(declared: RecordType, asked: ExportAsked) -> Iterator[FieldError]:
    if asked.columns is not None and asked.view is not None:
        yield FieldError("view", "one_of", "Give columns or a view, not both.")
    if asked.columns is not None and len({*asked.columns}) < len(asked.columns):
        yield FieldError(COLUMNS, "twice", "Each column stands here once.")
    if asked.format == "vcard" and declared.name not in CARDS:
        yield FieldError("format", "not_for_type", f"There are cards of {' and '.join(CARDS)} only.")
    for name in (COLUMNS, "view") if asked.format == "vcard" else ():
        if getattr(asked, name) is not None:
            yield FieldError(name, "not_for_kind", "What a card has is the same for all; leave it out.")


def known_columns(actor: Actor, declared: RecordType) -> list[str]:
    """What they see of what a record itself holds: what is shown live of others is none of it."""
    who = reading.subject_of(actor)
    touched = [TOUCHED] if declared.touched else []
    names = [*declared.fields.model_fields, *declared.computed, *touched, *who.custom(declared), *BESIDE[1:]]
    return ["id", *(each for each in dict.fromkeys(names) if fields.is_seen(who, declared, each))]


def _of_view(actor: Actor, declared: RecordType, record_id: str) -> list[str]:
    """As far as they are columns for them."""
    try:
        found = reading.get(actor, VIEW, record_id)
    except NotFound:
        raise invalid("view", "not_found", "There is no such view.") from None
    if not found.alive or found.data.get("of") != declared.name:
        raise invalid("view", "other_type", f"This is not a view of the type {declared.name}, or it is archived.")
    known = known_columns(actor, declared)
    columns = [each for each in stored.lines(found.data, COLUMNS) if each in known]
    if not columns:
        raise invalid("view", "no_columns", "This view has no columns that could be exported; give them yourself.")
    return columns


def _language(actor: Actor) -> str:
    context = reading.context(actor, [actor.user])
    mine = context.linked.get(actor.user)
    return stored.line(mine.data if mine else {}, "language") or context.language


def columns_now(actor: Actor, declared: RecordType, what: Data) -> list[str]:
    """Those that were asked for, without what they do not see any more."""
    known = known_columns(actor, declared)
    return [each for each in what[COLUMNS] if each in known] if COLUMNS in what else known
