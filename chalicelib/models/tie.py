"""A tie: what binds somebody from outside to a relation, as what, and how far they see."""

from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import Field

from chalicelib.criteria import Field as CriteriaField
from chalicelib.models import stakes, stored
from chalicelib.models.fields import KnownLink, Line, Linked
from chalicelib.models.record import Record
from chalicelib.models.record_type import Claim, Data, Link, RecordType, filter_on
from chalicelib.models.stakes import Part
from chalicelib.schema import Schema

Reach = Literal["own", "company", "subsidiaries", "group", "list"]
MOST_REACHED = 200


class TieFields(Schema):
    """`own` is what they take part in themselves, `company` all of the relation, `subsidiaries` those below it too,
    `group` all under its topmost parent, `list` the relation and those listed."""

    user: Linked = Field(description="somebody from outside")
    relation: Linked
    contact: Linked | None = Field(default=None, description="who they are at the relation")
    part: Line = Field(default="customer", description="such as customer, prospect, supplier or accountant")
    reach: Reach = "company"
    relations: list[Linked] = Field(default=[], max_length=50, description="with the reach `list`")


def links(data: Data) -> Iterator[Link]:
    for name, kind in (("user", "user"), ("relation", "relation"), ("contact", "contact")):
        if link := stored.part(data, name):
            yield Link(name, link, (kind,), holds=name != "user")
    for place, link in enumerate(stored.parts(data, "relations")):
        yield Link(f"relations[{place}]", link, ("relation",), holds=False)


def claims(record: Record) -> Iterable[Claim]:
    """One for a user and a relation, so that there is one answer to how far they see."""
    user, relation = (stored.line(stored.part(record.data, name), "id") for name in ("user", "relation"))
    if user and relation:
        yield Claim("tie", f"{user}:{relation}", "relation")


def rights(record: Record) -> Part:
    """`reached` are the relations that the reach has come to mean, beside the relation itself."""
    told = {name: stored.line(stored.part(record.data, name), "id") for name in ("user", "relation", "contact")}
    told |= {name: stored.line(record.data, name) for name in ("part", "reach")}
    listed = list(stakes.ids(stored.parts(record.data, "relations")))
    return Part(stakes.TIES, {**told, "reached": [*listed, *stored.lines(record.data, "reached")]})


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
    claims=claims,
    rights=rights,
    administered=True,
    fixed=frozenset({"user", "relation"}),
    shown={"user": KnownLink, "relation": KnownLink, "contact": KnownLink, "relations": list[KnownLink]},
    computed={"reached": list[str]},
    example={
        "user": "usr_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z",
        "relation": "rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z",
        "part": "accountant",
    },
    example_change={"reach": "subsidiaries"},
)
