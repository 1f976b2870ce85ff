"""A contact: a person in a company, either a typed name that hangs on that company only, or a link to a person."""

from collections.abc import Iterable, Iterator

from pydantic import Field

from chalicelib import text
from chalicelib.criteria import Field as CriteriaField
from chalicelib.errors import FieldError
from chalicelib.models import (
    address_use,
    channel,
    external,
    guarded,
    likeness,
    naming,
    owned,
    person_name,
    shipped_demands,
    stakes,
    stored,
)
from chalicelib.models.address_use import AddressUse, KnownUse, LocatedAt
from chalicelib.models.channel import Channel, KnownChannel, ReachedBy
from chalicelib.models.completeness import completed
from chalicelib.models.custom import CustomFields, customised
from chalicelib.models.entry import Key, filter_on
from chalicelib.models.external import ExternalIds
from chalicelib.models.fields import Day, KnownLink, Language, Line, Lines, Linked
from chalicelib.models.guarded import OwnedFields
from chalicelib.models.link import Link, Merges
from chalicelib.models.moment import FAR
from chalicelib.models.person_name import PersonName
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, Prepared, RecordType
from chalicelib.models.relation_fields import COMPANY, PERSON, Salutation
from chalicelib.models.stakes import Stakes
from chalicelib.models.word import Word, words_in

STANDING = ("primary", "rank", "ended_on")


class ContactFields(PersonName, OwnedFields, CustomFields):
    """Either `person` or a typed name; function, channels and addresses are those in this company."""

    company: Linked
    person: Linked | None = None
    function: Line | None = None
    department: Line | None = None
    rank: int | None = Field(default=None, ge=1, le=99, description="1 is the highest in the company")
    primary: bool = Field(default=False, description="the first to turn to in this company")
    started_on: Day | None = None
    ended_on: Day | None = Field(default=None, description="an ended contact keeps its history, but is not written to")
    language: Language | None = None
    channels: list[Channel] = Field(default=[], max_length=40)
    addresses: list[AddressUse] = Field(default=[], max_length=20)
    salutation_formal: Line | None = Field(default=None, description="instead of the computed one")
    salutation_informal: Line | None = Field(default=None, description="instead of the computed one")
    external_ids: ExternalIds = {}
    note: Lines | None = None


def prepare(data: Data, context: Context) -> Prepared:
    told = person_name.split(data)
    faults = [*_misfits(told), *guarded.faults(told)]
    told["addresses"], found = address_use.prepare(stored.parts(told, "addresses"), context)
    faults += found
    country = address_use.country(told["addresses"], context) or _company_country(told, context)
    told["channels"], found = channel.prepare(stored.parts(told, "channels"), context, country)
    faults += found
    if not faults:
        told.update(_computed(told, context))
    return Prepared(told, faults)


def _misfits(data: Data) -> Iterator[FieldError]:
    typed = [name for name in person_name.PARTS if data.get(name)]
    if data.get("person"):
        for name in typed:
            told = "The name is that of the linked person; change it there. To link one, use link-person."
            yield FieldError(name, "name_of_person", told)
    elif not person_name.is_given(data):
        yield FieldError("last_name", "required", "A contact needs a person, or a first_name or last_name.")
    if (stored.line(data, "ended_on") or FAR) < stored.line(data, "started_on"):
        yield FieldError("ended_on", "before_start", "A contact cannot end before it started.")


def _company_country(data: Data, context: Context) -> str | None:
    company = context.linked.get(_id(data, "company"))
    return next(iter(address_use.countries(company.data)), None) if company else None


def _id(data: Data, link: str) -> str:
    return stored.line(stored.part(data, link), "id")


def _computed(data: Data, context: Context) -> Data:
    name = _name(data, context)
    language = stored.line(data, "language") or stored.line(name, "language") or context.language
    company = stored.line(stored.part(data, "company"), "title")
    return {
        "display_name": naming.display(name),
        "sort_name": naming.sort_name_contact(company, naming.sort_name_person(name)),
        "salutation": {
            "formal": data.get("salutation_formal") or naming.salutation(name, language, True),
            "informal": data.get("salutation_informal") or naming.salutation(name, language, False),
        },
    }


def _name(data: Data, context: Context) -> Data:
    if not data.get("person"):
        return person_name.parts(data)
    live = context.linked.get(_id(data, "person"))
    return live.data if live else {"last_name": stored.line(stored.part(data, "person"), "title")}


def links(data: Data) -> Iterator[Link]:
    for name, kind, other in (("company", COMPANY, "person"), ("person", PERSON, "company")):
        if link := stored.part(data, name):
            yield Link(name, link, ("relation",), (kind,), told=_standing(data, _id(data, other)))
    yield from address_use.links(data)
    yield from guarded.links(data)


def _standing(data: Data, other: str) -> Data:
    """Who is to be turned to first, and what its phone may be inherited from `with` it."""
    told = {name: value for name in STANDING if (value := data.get(name))}
    return told | ({"with": other} if other else {})


def words(record: Record) -> Iterable[Word]:
    data = record.data
    company = stored.part(data, "company")
    yield from words_in("name", data.get("display_name"))
    yield from words_in("company", f"{stored.line(company, 'title')} {stored.line(company, 'place')}")
    for name in ("function", "department"):
        yield from words_in(name, data.get(name), 6)
    yield from address_use.words(stored.parts(data, "addresses"))
    yield from channel.words(stored.parts(data, "channels"))


def keys(record: Record) -> Iterable[Key]:
    yield from channel.keys(stored.parts(record.data, "channels"))
    yield from external.keys(record)


def stakes_in(record: Record) -> Stakes:
    around = [_id(record.data, name) for name in ("company", "person")]
    return Stakes(owners=stakes.owners(record), parties=(record.id,), around=tuple(filter(None, around)))


def needs(record: Record) -> Iterable[str]:
    told = [stored.part(record.data, name) for name in ("company", "person")]
    told += [link.snapshot for link in address_use.links(record.data)]
    return stakes.ids(told)


def show(record: Record, context: Context) -> Data:
    """Which phone, mail and address count in this company, each with its `source`."""
    data = record.data
    company, person = context.linked.get(_id(data, "company")), context.linked.get(_id(data, "person"))
    theirs, own = company.data if company else {}, person.data if person else {}
    reached_by = channel.inherited(*(stored.parts(each, "channels") for each in (data, own, theirs)))
    addressee = [stored.line(theirs, "display_name"), stored.line(data, "display_name")]
    uses = stored.parts(data, "addresses")
    located_at = address_use.own_then_company(uses, stored.parts(theirs, "addresses"))
    return {
        "reached_by": reached_by,
        "addresses": address_use.live(uses, context, addressee),
        "located_at": address_use.live(located_at, context, addressee),
    }


CONTACT = completed(customised(
    RecordType(
        name="contact",
        plural="contacts",
        prefix="con",
        fields=ContactFields,
        summary="A person in a company.",
        title=lambda data: stored.line(data, "display_name"),
        place=lambda data: stored.line(stored.part(data, "company"), "title"),
        shared=frozenset({"display_name", "company", "person"}),
        sorts={
            "name": lambda record: text.fold(stored.line(record.data, "sort_name")),
            "updated_at": lambda record: record.updated_at,
        },
        filters=(
            filter_on(CriteriaField("company", "link"), facet=True),
            filter_on(CriteriaField("person", "link"), facet=True),
            # who made it is no part of the data: what names no owner is not found by one
            filter_on(CriteriaField("owner", "link"), facet=True),
            filter_on(CriteriaField("name", "text"), read=lambda data: data.get("display_name")),
            filter_on(CriteriaField("function", "text")),
            filter_on(CriteriaField("department", "text")),
            filter_on(CriteriaField("rank", "number")),
            filter_on(CriteriaField("primary", "boolean")),
            filter_on(CriteriaField("started_on", "date")),
            filter_on(CriteriaField("ended_on", "date")),
        ),
        words=words,
        keys=keys,
        likeness=likeness.of_contact,
        claims=external.claims,
        remains=lambda data: _id(data, "person"),
        links=links,
        located=address_use.located,
        prepare=prepare,
        needs=needs,
        show=show,
        held=(owned.held("contacts"),),
        stakes=stakes_in,
        follows="relation",
        bears={"sort_name": "company"},
        made_of={
            "name": frozenset({"display_name"}),
            "reached_by": frozenset({"channels"}),
            "located_at": frozenset({"addresses"}),
            "salutation": frozenset({"salutation_formal", "salutation_informal", "language"}),
            "email": frozenset({"channels"}),
            "phone": frozenset({"channels"}),
            "external_id": frozenset({"external_ids"}),
        },
        verbs=frozenset({"invite", "erase", "manage_access", "merge"}),
        # who is linked has no typed name besides, and who is still there has not left with another
        merges=Merges(
            rows={"channels": channel.UNITED, "addresses": address_use.UNITED},
            together={name: ("person", *person_name.TOGETHER.get(name, ())) for name in person_name.PARTS},
            alone=frozenset({"person", "ended_on"}),
        ),
        outside=frozenset({"display_name", "function", "department", "language"}),
        essential=frozenset({"company", "person", "display_name", "sort_name", "started_on"}).union(
            STANDING, person_name.PARTS
        ),
        computed={"display_name": str, "sort_name": str, "salutation": Salutation},
        shown={
            "company": KnownLink,
            "person": KnownLink,
            "channels": list[KnownChannel],
            "addresses": list[KnownUse],
            "reached_by": list[ReachedBy],
            "located_at": list[LocatedAt],
            **guarded.SHOWN,
        },
        key_filters={"email": "email", "phone": "phone", "external_id": "external"},
        example={
            "company": "rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z",
            "first_name": "Jan",
            "last_name": "Visser",
            "function": "Purchaser",
        },
        example_change={"function": "Head of purchasing", "ended_on": None},
        demands=shipped_demands.CONTACT,
    )
))  # fmt: skip
