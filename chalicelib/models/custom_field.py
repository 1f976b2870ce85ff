"""A custom field: what a tenant keeps of each record of a type besides what every tenant does."""

from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import Field, StringConstraints

from chalicelib import pattern, text
from chalicelib.criteria import Field as CriteriaField
from chalicelib.models import custom, custom_fit, stakes, stored
from chalicelib.models.custom_band import MOST_BANDS, Band
from chalicelib.models.custom_found import MARKING
from chalicelib.models.custom_kind import INDEXED, KINDS, UNIQUE, Name
from chalicelib.models.custom_option import MOST_OPTIONS, Option
from chalicelib.models.custom_rule import MOST_RULES, Rule
from chalicelib.models.entry import Claim, filter_on
from chalicelib.models.fields import KnownLink, Language, Line, Lines, Linked, Short
from chalicelib.models.link import Link
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, Prepared, RecordType
from chalicelib.models.stakes import Part
from chalicelib.models.word import Word, words_in
from chalicelib.schema import Schema

Key = Annotated[str, StringConstraints(pattern=pattern.KEY)]
Currency = Annotated[str, StringConstraints(pattern=pattern.CURRENCY), Field(description="ISO 4217, such as EUR")]
# What says how values are kept holds for all of them, and so from the first on.
FIXED = frozenset({"of", "key", "kind", "to", "currency", "table", UNIQUE})
OWNER, MAKERS = "owner", "may_add_options"


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
    table: Linked | None = Field(default=None, description="the code table of a `code` or `codes`")
    currency: Currency | None = Field(default=None, description="of `money`")
    decimals: int | None = Field(default=None, ge=0, le=6, description="of a `number`, at most")
    minimum: int | float | None = Field(default=None, description="of a `number` or `money`")
    maximum: int | float | None = Field(default=None, description="of a `number` or `money`")
    bands: list[Band] = Field(
        default=[], max_length=MOST_BANDS, description="of a `number` or `money`, from the lowest up; asked for in_band"
    )
    rules: list[Rule] = Field(
        default=[], max_length=MOST_RULES, description="of a `choice`: the first that a record meets gives its value"
    )
    by_hand: bool | None = Field(
        default=None, description="with `rules`: what somebody chooses themselves stays until it is cleared"
    )
    owner: Linked | None = Field(default=None, description="a user or team: whom to ask about it")
    may_add_options: list[Linked] = Field(
        default=[], max_length=10, description="roles and teams that may add options besides administrators"
    )


def prepare(data: Data, context: Context) -> Prepared:
    if stored.line(data, "kind") not in KINDS:  # of a newer release
        return Prepared(data, [])
    told = {**data, INDEXED: data.get(INDEXED, custom_fit.is_listed(data, context))}
    if custom_fit.is_marked_otherwise(told, context.before):
        told[MARKING] = context.at
    return Prepared(told, list(custom_fit.faults(told, context)) or list(custom_fit.default(told, context)))


def links(data: Data) -> Iterator[Link]:
    """The table of its codes is not archived under it; whom it concerns, they only say."""
    if table := stored.part(data, "table"):
        yield Link("table", table, ("code_table",))
    if owner := stored.part(data, OWNER):
        yield Link(OWNER, owner, ("user", "team"), holds=False, inside=True)
    for place, each in enumerate(stored.parts(data, MAKERS)):
        yield Link(f"{MAKERS}[{place}]", each, ("role", "team"), holds=False)


def claims(record: Record) -> Iterable[Claim]:
    of, key = stored.line(record.data, "of"), stored.line(record.data, "key")
    if of and key:
        yield Claim("custom_field", f"{of}:{key}", "key")


def rights(record: Record) -> Part:
    """What every request has to know of it."""
    told = {name: value for name, value in record.data.items() if name not in (OWNER, MAKERS) and value != []}
    makers = stakes.ids(stored.parts(record.data, MAKERS))
    return Part(stakes.CUSTOMS, {**told, MAKERS: makers} if makers else told)


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
    links=links,
    taken="A field of this key is there, or was: restore that one instead, or choose another key.",
    prepare=prepare,
    rights=rights,
    administered=True,
    closed=True,
    fixed=FIXED,
    show=show,
    computed={MARKING: str},
    shown={"field": str, "table": KnownLink, OWNER: KnownLink, MAKERS: list[KnownLink]},
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
