"""A role: a place in the tree of who stands above whom, and what its users may do."""

from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import Field

from chalicelib import text
from chalicelib.criteria import Field as CriteriaField
from chalicelib.errors import FieldError
from chalicelib.models import stakes, stored
from chalicelib.models.entry import Claim, filter_on
from chalicelib.models.fields import Code, KnownLink, Line, Lines, Linked
from chalicelib.models.link import Link
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, Prepared, RecordType
from chalicelib.models.shipped_rights import KEYS
from chalicelib.models.stakes import Part
from chalicelib.models.word import Word, words_in
from chalicelib.schema import Schema

MOST_PROFILES = 10
Reach = Literal["anyone", "level", "below"]


class RoleFields(Schema):
    key: Code = Field(description="what users are given it by; unique, and never changed")
    name: Line
    description: Lines | None = None
    parent: Linked | None = Field(default=None, description="the role that sees what users of this one own")
    profiles: list[Linked] = Field(default=[], max_length=MOST_PROFILES)
    assigns: Reach = Field(
        default="anyone", description="to whom its users give work: `level` is their own level and below"
    )


def prepare(data: Data, context: Context) -> Prepared:
    """The keys of the roles that are shipped are those of the shipped ones."""
    taken = stored.line(data, "key").casefold() in KEYS and not context.before
    told = "This is the key of a role that is shipped: change that one, or choose another key."
    return Prepared(data, [FieldError("key", "shipped", told)] if taken else [])


def links(data: Data) -> Iterator[Link]:
    if link := stored.part(data, "parent"):
        yield Link("parent", link, ("role",))
    for place, link in enumerate(stored.parts(data, "profiles")):
        yield Link(f"profiles[{place}]", link, ("profile",))


def claims(record: Record) -> Iterable[Claim]:
    if key := stored.line(record.data, "key"):
        yield Claim("role", key.casefold(), "key")


def words(record: Record) -> Iterable[Word]:
    return words_in("name", record.data.get("name"))


def rights(record: Record) -> Part:
    told = {name: stored.line(record.data, name) for name in ("key", "name", "assigns")}
    parent = stored.line(stored.part(record.data, "parent"), "id")
    profiles = list(stakes.ids(stored.parts(record.data, "profiles")))
    return Part(stakes.ROLES, {**told, "parent": parent, "profiles": profiles})


ROLE = RecordType(
    name="role",
    plural="roles",
    prefix="rol",
    fields=RoleFields,
    summary="A place in the tree of who stands above whom, and what its users may do.",
    title=lambda data: stored.line(data, "name"),
    shared=frozenset({"name"}),
    sorts={"name": lambda record: text.fold(stored.line(record.data, "name"))},
    filters=(
        filter_on(CriteriaField("name", "text")),
        filter_on(CriteriaField("key", "choice"), asked=True),
    ),
    words=words,
    claims=claims,
    links=links,
    prepare=prepare,
    rights=rights,
    administered=True,
    fixed=frozenset({"key"}),
    tree="parent",
    shown={"parent": KnownLink, "profiles": list[KnownLink]},
    example={"key": "field_sales", "name": "Field sales", "assigns": "level"},
    example_change={"description": "Who visits customers"},
)
