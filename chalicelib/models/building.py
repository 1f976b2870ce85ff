"""A building or property: what can be dealt with besides people, such as a house that is let or an installation's
place."""

from collections.abc import Iterable, Iterator
from typing import Literal, get_args

from pydantic import BaseModel, Field

from chalicelib import text
from chalicelib.criteria import Field as CriteriaField
from chalicelib.errors import FieldError
from chalicelib.models import address_use, external, stakes, stored, through
from chalicelib.models.address_use import AddressUse, KnownUse
from chalicelib.models.custom import CustomFields, customised
from chalicelib.models.entry import filter_on
from chalicelib.models.external import ExternalIds
from chalicelib.models.fields import KnownLink, Line, Lines, Linked, Short
from chalicelib.models.link import Link
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, Prepared, RecordType
from chalicelib.models.stakes import Stakes
from chalicelib.models.word import Word, words_in
from chalicelib.schema import Schema

Kind = Literal["house", "apartment", "office", "shop", "industrial", "public", "land", "complex", "other"]
Role = Literal["owner", "tenant", "manager", "user", "other"]
PARTIES, PARTY = "parties", "party"
LEADS_TO = ("relation", "contact")
MOST_PARTIES = 40  # two entries each, in one transaction with all else
OLDEST, NEWEST = 1_000, 2_200


class BuildingParty(Schema):
    party: Linked = Field(description="a relation or a contact")
    role: Role


class KnownParty(BaseModel):
    party: KnownLink
    role: str


class BuildingFields(CustomFields):
    """A part of a building, such as an apartment, has that as its `parent`."""

    name: Line
    number: Short | None = Field(default=None, description="the organisation's own")
    kind: Kind = "other"
    parent: Linked | None = Field(default=None, description="the building, complex or land that it is part of")
    addresses: list[AddressUse] = Field(default=[], max_length=20)
    parties: list[BuildingParty] = Field(default=[], max_length=MOST_PARTIES)
    built_in: int | None = Field(default=None, ge=OLDEST, le=NEWEST, description="the year")
    floor_area: float | None = Field(default=None, gt=0, le=1e9, description="in m²")
    plot_area: float | None = Field(default=None, gt=0, le=1e9, description="in m²")
    cadastral: Line | None = Field(default=None, description="its designation in the land register")
    external_ids: ExternalIds = {}
    note: Lines | None = None


def prepare(data: Data, context: Context) -> Prepared:
    uses, faults = address_use.prepare(stored.parts(data, "addresses"), context)
    told = {**data, "addresses": uses, "city": address_use.city(uses)}
    told[through.NAME] = list(through.of(stakes.ids(parties(data)), context))
    return Prepared(told, [*faults, *_twice(told)])


def _twice(data: Data) -> Iterator[FieldError]:
    seen: set[tuple[str, str]] = set()
    for place, row in enumerate(stored.parts(data, PARTIES)):
        known = (_party(row), stored.line(row, "role"))
        if known in seen:
            yield FieldError(f"{PARTIES}[{place}]", "twice", "They have this role in it already.")
        seen.add(known)


def _party(row: Data) -> str:
    return stored.line(stored.part(row, PARTY), "id")


def parties(data: Data) -> list[Data]:
    """The links to them, each once."""
    told = {_party(row): stored.part(row, PARTY) for row in stored.parts(data, PARTIES)}
    return [link for id, link in told.items() if id]


def links(data: Data) -> Iterator[Link]:
    yield from address_use.links(data)
    if link := stored.part(data, "parent"):
        yield Link("parent", link, ("building",))
    for place, row in enumerate(stored.parts(data, PARTIES)):
        if link := stored.part(row, PARTY):
            yield Link(f"{PARTIES}[{place}].{PARTY}", link, LEADS_TO, holds=False)


def words(record: Record) -> Iterable[Word]:
    data = record.data
    yield from words_in("name", data.get("name"))
    for name in ("number", "cadastral"):
        yield from words_in(name, data.get(name), 4)
    yield from address_use.words(stored.parts(data, "addresses"))


def needs(record: Record) -> Iterable[str]:
    return stakes.ids(link.snapshot for link in address_use.links(record.data))


def show(record: Record, context: Context) -> Data:
    uses = stored.parts(record.data, "addresses")
    return {"addresses": address_use.live(uses, context, [stored.line(record.data, "name")])}


def stakes_in(record: Record) -> Stakes:
    """Of a restricted party it is part of their dossier."""
    beside = [*parties(record.data), *stored.parts(record.data, through.NAME)]
    return Stakes(owners=stakes.owners(record), around=stakes.relations(stakes.ids(beside)))


def sort(record: Record) -> str:
    return text.fold(f"{stored.line(record.data, 'name')} {stored.line(record.data, 'city')}")


BUILDING = customised(
    RecordType(
        name="building",
        plural="buildings",
        prefix="bld",
        fields=BuildingFields,
        summary="A building, a part of one, or land.",
        title=lambda data: stored.line(data, "name"),
        place=lambda data: stored.line(data, "city"),
        shared=frozenset({"name", "city"}),
        sorts={"name": sort, "updated_at": lambda record: record.updated_at},
        filters=(
            filter_on(CriteriaField("kind", "choice", choices=get_args(Kind)), facet=True),
            filter_on(CriteriaField("parent", "link"), facet=True),
            filter_on(CriteriaField("parties", "link", many=True), facet=True, read=parties),
            filter_on(CriteriaField("name", "text")),
            filter_on(CriteriaField("number", "text")),
            filter_on(CriteriaField("city", "text")),
            filter_on(CriteriaField("country", "choice", many=True), read=address_use.countries),
            filter_on(CriteriaField("built_in", "number")),
            filter_on(CriteriaField("floor_area", "number")),
            filter_on(CriteriaField("plot_area", "number")),
        ),
        words=words,
        keys=external.keys,
        claims=external.claims,
        links=links,
        located=address_use.located,
        prepare=prepare,
        needs=needs,
        show=show,
        tree="parent",
        stakes=stakes_in,
        seldom=True,
        made_of={
            "city": frozenset({"addresses"}),
            "country": frozenset({"addresses"}),
            "external_id": frozenset({"external_ids"}),
        },
        essential=frozenset({"name", "city", PARTIES, through.NAME}),
        computed={"city": str, through.NAME: list[dict[str, str]]},
        shown={"parent": KnownLink, "addresses": list[KnownUse], PARTIES: list[KnownParty]},
        key_filters={"external_id": "external"},
        example={
            "name": "Havengebouw",
            "kind": "office",
            "addresses": [{"address": {"street": "Kade", "number": "3", "postcode": "1316 AB", "city": "Almere"}}],
            "parties": [{"party": "rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z", "role": "owner"}],
            "floor_area": 1450,
        },
        example_change={"built_in": 1998, "parties": []},
    )
)
