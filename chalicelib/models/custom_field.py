"""A custom field: what a tenant keeps of each record of a type besides what every tenant does."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from chalicelib import pattern, text
from chalicelib.criteria import Field as CriteriaField
from chalicelib.errors import FieldError
from chalicelib.models import custom, stakes, stored
from chalicelib.models.custom import MOST_WORDS
from chalicelib.models.custom_kind import INDEXED, KINDS, MOST_INDEXED, SEARCHABLE, UNIQUE, Given, Name, in_circle
from chalicelib.models.fields import Code, Language, Line, Lines, Short
from chalicelib.models.record import Record
from chalicelib.models.record_type import Claim, Context, Data, Prepared, RecordType, Word, filter_on, words_in
from chalicelib.models.stakes import Part
from chalicelib.schema import Schema

Key = Annotated[str, StringConstraints(pattern=pattern.KEY)]
Currency = Annotated[str, StringConstraints(pattern=pattern.CURRENCY), Field(description="ISO 4217, such as EUR")]
Colour = Annotated[str, StringConstraints(pattern=pattern.COLOUR), Field(description="such as #2f6fed")]
MOST_OPTIONS, MOST_CHARACTERS = 200, 40_000
MOST_WEIGHT = 48  # of the 100 items of a transaction, beside what a record takes itself
# What says how values are kept or found holds for all of them, and so from the first on.
FIXED = frozenset({"of", "key", "kind", "to", "currency", UNIQUE, INDEXED, SEARCHABLE})
ONLY = {
    "options": ("choice", "choices"),
    "to": ("link",),
    "currency": ("money",),
    "decimals": ("number",),
    "minimum": ("number", "money"),
    "maximum": ("number", "money"),
    "default": tuple(kind for kind in KINDS if kind != "link"),
}
SHOWS_OTHERS = ("link",)
NEEDED = ("options", "to", "currency")


class Option(Schema):
    """One that is archived is chosen no more, and stays where it is. What stands below a `parent` is found within
    that."""

    key: Code
    name: Line
    names: dict[Language, Line] = Field(default={}, description="in other languages")
    colour: Colour | None = None
    parent: Code | None = Field(default=None, description="the key of the option that it stands below")
    description: Line | None = Field(default=None, description="when to choose it")
    archived: bool = False


class CustomFieldFields(Schema):
    """Records have its value under `custom_` and its key."""

    of: Line = Field(description="the type of record that has it, such as relation")
    key: Key
    name: Line = Field(description="as people see it; it can be changed at any time")
    names: dict[Language, Line] = Field(default={}, description="in other languages")
    kind: Name
    help: Lines | None = None
    section: Short | None = Field(default=None, description="under which it stands in forms")
    position: int = Field(default=500, ge=1, le=9_999, description="the lowest comes first")
    required: bool = Field(default=False, description="asked for when a record is made, and not to be cleared")
    unique: bool = Field(default=False, description="no two records have the same")
    indexed: bool | None = Field(
        default=None, description="lists that ask for one of its values are fast; choices are, unless this is false"
    )
    searchable: bool = Field(default=False, description="its words are found by the search")
    outside: bool = Field(default=False, description="seen by people from outside who see the record")
    default: str | bool | int | float | list[str] | dict[str, str] | None = Field(
        default=None, description="of a new record"
    )
    options: list[Option] = Field(default=[], max_length=MOST_OPTIONS, description="of `choice` and `choices`")
    to: list[Line] = Field(default=[], max_length=10, description="types of record that a `link` may lead to")
    currency: Currency | None = Field(default=None, description="of `money`")
    decimals: int | None = Field(default=None, ge=0, le=6, description="of a `number`, at most")
    minimum: int | float | None = Field(default=None, description="of a `number` or `money`")
    maximum: int | float | None = Field(default=None, description="of a `number` or `money`")


def prepare(data: Data, context: Context) -> Prepared:
    if stored.line(data, "kind") not in KINDS:  # of a newer release
        return Prepared(data, [])
    told = {**data, INDEXED: data.get(INDEXED, _is_listed(data, context))}
    faults = [*_misfits(told), *_bounds(told), *_unknown(told, context.before), *_doubles(told)]
    faults += [*_dropped(told, context.before), *_over(told, context), *_size(told)]
    return Prepared(told, faults or list(_default(told, context)))


def _is_listed(data: Data, context: Context) -> bool:
    """Choices are indexed as long as there is room."""
    listed = {**data, INDEXED: True}
    return stored.line(data, "kind") in ONLY["options"] and not list(_over(listed, context))


def _weight(content: Mapping[str, Any]) -> int:
    """How many items it takes when a record that has it is called otherwise: of each entry that goes and that comes."""
    chosen = 2 * MOST_INDEXED if content.get("kind") == "choices" else 2
    return chosen * (content.get(INDEXED) is True) + MOST_WORDS * (content.get(SEARCHABLE) is True)


def _over(data: Data, context: Context) -> Iterator[FieldError]:
    if context.before or not _weight(data):
        return
    known = context.customs.get(stored.line(data, "of"), {}).values()
    if _weight(data) + sum(map(_weight, known)) > MOST_WEIGHT:
        mark = INDEXED if data.get(INDEXED) is True else SEARCHABLE
        told = "So many fields of this type are indexed or searchable that a record could not be saved: leave it out."
        yield FieldError(mark, "too_many", told)


def _bounds(data: Data) -> Iterator[FieldError]:
    least, most = data.get("minimum"), data.get("maximum")
    if least is not None and most is not None and least > most:
        yield FieldError("maximum", "too_low", "This is below the minimum.")
    if data.get(UNIQUE) is True and data.get("default") is not None:
        yield FieldError("default", "not_for_unique", "Of what is unique each record has its own.")


def _dropped(data: Data, before: Data) -> Iterator[FieldError]:
    """An option that records may have stays known."""
    kept = {stored.line(each, "key") for each in stored.parts(data, "options")}
    gone = [key for each in stored.parts(before, "options") if (key := stored.line(each, "key")) not in kept]
    if gone:
        told = f"Records may have {gone[0]}: archive the option instead of leaving it out."
        yield FieldError("options", "in_use", told)


def _size(data: Data) -> Iterator[FieldError]:
    if len(json.dumps(data, ensure_ascii=False)) > MOST_CHARACTERS:
        yield FieldError(
            "options", "too_long", f"All that is said of a field takes at most {MOST_CHARACTERS} characters."
        )


def _misfits(data: Data) -> Iterator[FieldError]:
    """What does not go with its kind, and what that needs."""
    kind = stored.line(data, "kind")
    for name, kinds in ONLY.items():
        if data.get(name) not in (None, []) and kind not in kinds:
            yield FieldError(name, "not_for_kind", f"A field of the kind {kind} has none; leave it out.")
        elif name in NEEDED and kind in kinds and not data.get(name):
            yield FieldError(name, "required", f"A field of the kind {kind} needs this.")
    if kind in SHOWS_OTHERS and data.get("outside") is True:
        yield FieldError("outside", "not_for_kind", "It would show people from outside what is not in their reach.")
    for mark in sorted({UNIQUE, INDEXED, SEARCHABLE} - KINDS[kind].marks):
        if data.get(mark) is True:
            fit = ", ".join(name for name, each in KINDS.items() if mark in each.marks)
            yield FieldError(mark, "not_for_kind", f"Only fields of these kinds can be {mark}: {fit}.")


def _unknown(data: Data, before: Data) -> Iterator[FieldError]:
    from chalicelib.models import catalog  # which knows all types, and so this one

    of = stored.line(data, "of")
    if of not in catalog.customised() and of != before.get("of"):
        yield FieldError("of", "unknown_type", catalog.choose(catalog.customised()))
    for place, each in enumerate(stored.lines(data, "to")):
        if each not in catalog.linkable() and each not in stored.lines(before, "to"):
            yield FieldError(f"to[{place}]", "unknown_type", catalog.choose(catalog.linkable()))


def _doubles(data: Data) -> Iterator[FieldError]:
    seen: set[str] = set()
    for place, each in enumerate(stored.parts(data, "options")):
        key = stored.line(each, "key")
        if key in seen:
            yield FieldError(f"options[{place}].key", "twice", "Each option has a key of its own.")
        seen.add(key)
    for place, each in enumerate(stored.parts(data, "options")):
        parent = stored.line(each, "parent")
        if parent and parent not in seen:
            yield FieldError(f"options[{place}].parent", "no_such_option", "There is no option with this key.")
        elif parent and in_circle(data, stored.line(each, "key")):
            yield FieldError(f"options[{place}].parent", "circle", "This would make it stand below itself.")


def _default(data: Data, context: Context) -> Iterator[FieldError]:
    if data.get("default") is None:
        return
    try:
        told = KINDS[data["kind"]].read(Given(data["default"], data, context.country))
    except ValueError as error:
        yield FieldError("default", "not_valid", str(error))
    else:
        data["default"] = told


def claims(record: Record) -> Iterable[Claim]:
    of, key = stored.line(record.data, "of"), stored.line(record.data, "key")
    if of and key:
        yield Claim("custom_field", f"{of}:{key}", "key")


def rights(record: Record) -> Part:
    """What every request has to know of it."""
    return Part(stakes.CUSTOMS, record.data)


def words(record: Record) -> Iterable[Word]:
    return words_in("name", record.data.get("name"))


def show(record: Record, _: Context) -> Data:
    return {"field": f"{custom.PREFIX}{stored.line(record.data, 'key')}"}


CUSTOM_FIELD = RecordType(
    name="custom_field",
    plural="custom-fields",
    prefix="cuf",
    fields=CustomFieldFields,
    summary="What the organisation keeps of each record of a type besides what every organisation does.",
    title=lambda data: stored.line(data, "name"),
    sorts={
        "position": lambda record: f"{_position(record.data):04}",
        "name": lambda record: text.fold(stored.line(record.data, "name")),
    },
    filters=(
        filter_on(CriteriaField("of", "choice"), asked=True),
        filter_on(CriteriaField("kind", "choice"), asked=True),
        filter_on(CriteriaField("section", "text")),
    ),
    words=words,
    claims=claims,
    claims_last=True,
    taken="A field of this key is there, or was: restore that one instead, or choose another key.",
    prepare=prepare,
    rights=rights,
    administered=True,
    closed=True,
    fixed=FIXED,
    show=show,
    shown={"field": str},
    example={
        "of": "relation",
        "key": "floor_area",
        "name": "Floor area in m²",
        "kind": "number",
        "decimals": 0,
        "minimum": 0,
    },
    example_change={"name": "Floor area", "help": "In square metres, of all floors."},
)  # fmt: skip


def _position(data: Data) -> int:
    told = data.get("position")
    return told if isinstance(told, int) and 0 < told < 10_000 else 9_999
