"""A tie: what binds somebody from outside to a relation, as what, and how far they see."""

from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import Field

from chalicelib.criteria import Field as CriteriaField
from chalicelib.errors import FieldError
from chalicelib.models import stakes, stored
from chalicelib.models.entry import Claim, filter_on
from chalicelib.models.fields import KnownLink, Line, Linked
from chalicelib.models.link import REACHED, TOP, WHOLE, Link, Span, Spans
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, Prepared, RecordType
from chalicelib.models.shipped_rights import EXTERNAL
from chalicelib.models.stakes import Part, Stakes
from chalicelib.schema import Schema

Reach = Literal["own", "company", "subsidiaries", "group", "list"]
SUBSIDIARIES, GROUP, LIST = "subsidiaries", "group", "list"
MOST_LISTED = 50


class TieFields(Schema):
    """`own` is what they take part in themselves, `company` all of the relation, `subsidiaries` those below it too,
    `group` all under its topmost parent, `list` the relation and those listed."""

    user: Linked = Field(description="somebody from outside")
    relation: Linked
    contact: Linked | None = Field(default=None, description="who they are at the relation")
    part: Line = Field(default="customer", description="such as customer, prospect, supplier or accountant")
    reach: Reach = "company"
    relations: list[Linked] = Field(default=[], max_length=MOST_LISTED, description="with the reach `list`")


def links(data: Data) -> Iterator[Link]:
    if link := stored.part(data, "user"):
        yield Link("user", link, ("user",), (EXTERNAL,), holds=False)
    for name in ("relation", "contact"):
        if link := stored.part(data, name):
            yield Link(name, link, (name,))
    for place, link in enumerate(stored.parts(data, "relations")):
        yield Link(f"relations[{place}]", link, ("relation",), holds=False)


def prepare(data: Data, context: Context) -> Prepared:
    listed = stored.parts(data, "relations")
    faults = list(_contact_faults(data, context))
    if listed and stored.line(data, "reach") != LIST:
        faults.append(FieldError("relations", "not_for_reach", "Give these with the reach `list` only."))
    if not listed and stored.line(data, "reach") == LIST:
        faults.append(FieldError("relations", "required", "With the reach `list`, give the relations."))
    return Prepared(data, faults)


def _contact_faults(data: Data, context: Context) -> Iterator[FieldError]:
    contact = context.linked.get(stored.line(stored.part(data, "contact"), "id"))
    if contact is not None:
        known = {stored.line(stored.part(contact.data, name), "id") for name in ("company", "person")}
        if stored.line(stored.part(data, "relation"), "id") not in known:
            yield FieldError("contact", "of_another", "Give a contact of that relation.")


def spans(data: Data) -> Span | None:
    """Of the tree that the relation stands in."""
    reach, root = stored.line(data, "reach"), stored.line(stored.part(data, "relation"), "id")
    return Span(root, from_top=reach == GROUP) if root and reach in (SUBSIDIARIES, GROUP) else None


def claims(record: Record) -> Iterable[Claim]:
    """One for a user and a relation, so that there is one answer to how far they see."""
    user, relation = (stored.line(stored.part(record.data, name), "id") for name in ("user", "relation"))
    if user and relation:
        yield Claim("tie", f"{user}:{relation}", "relation")


def stakes_in(record: Record) -> Stakes:
    """Who sees the relation sees who is tied to it."""
    around = stored.line(stored.part(record.data, "relation"), "id")
    return Stakes(owners=stakes.owners(record), around=(around,) if around else ())


def rights(record: Record) -> Part:
    """`reached` are the relations that the reach has come to mean, as long as they stand in the tree from `top` down;
    those `listed` are named, as the relation itself is."""
    told = {name: stored.line(stored.part(record.data, name), "id") for name in ("user", "relation", "contact")}
    told |= {name: stored.line(record.data, name) for name in ("part", "reach")}
    listed = list(stakes.ids(stored.parts(record.data, "relations"))) if told["reach"] == LIST else []
    reached, top = stored.lines(record.data, REACHED), stored.line(record.data, TOP)
    return Part(stakes.TIES, {**told, "listed": listed, REACHED: reached, TOP: top})


TIE = RecordType(
    name="tie",
    plural="ties",
    prefix="tie",
    fields=TieFields,
    summary="What binds somebody from outside to a relation, as what, and how far they see.",
    title=lambda data: stored.line(stored.part(data, "user"), "title"),
    place=lambda data: stored.line(stored.part(data, "relation"), "title"),
    sorts={"updated_at": lambda record: record.updated_at},
    filters=(
        filter_on(CriteriaField("user", "link"), facet=True),
        filter_on(CriteriaField("relation", "link"), facet=True),
        filter_on(CriteriaField("reach", "choice", choices=("own", "company", "subsidiaries", "group", "list"))),
    ),
    links=links,
    prepare=prepare,
    spans=Spans("relation", spans),
    claims=claims,
    repeats=lambda stands, _: stands,
    rights=rights,
    refuses=lambda _: "Link to its relation: what names a relation is for who sees that.",
    stakes=stakes_in,
    follows="relation",
    administered=True,
    fixed=frozenset({"user", "relation"}),
    shown={"user": KnownLink, "relation": KnownLink, "contact": KnownLink, "relations": list[KnownLink]},
    computed={REACHED: list[str], TOP: str, WHOLE: bool},
    example={
        "user": "usr_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z",
        "relation": "rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z",
        "part": "accountant",
    },
    example_change={"reach": "subsidiaries"},
)
