"""A relation: a company, a person or a couple that the tenant deals with."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple

from pydantic import Field

from chalicelib import text
from chalicelib.criteria import Field as CriteriaField
from chalicelib.errors import FieldError
from chalicelib.models import address_use, channel, external, naming, person_name
from chalicelib.models.address_use import AddressUse
from chalicelib.models.channel import Channel
from chalicelib.models.external import ExternalIds
from chalicelib.models.fields import Language, Line, Lines, Linked, Short
from chalicelib.models.person_name import PersonName
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, Key, Link, Prepared, RecordType, Word, filter_on, words_in
from chalicelib.schema import Schema

COMPANY, PERSON, COUPLE = "company", "person", "couple"
Kind = Literal["company", "person", "couple"]
STATUSES = ("suspect", "prospect", "customer", "supplier", "creditor", "competitor", "adviser", "partner")
Status = Literal["suspect", "prospect", "customer", "supplier", "creditor", "competitor", "adviser", "partner"]


class Half(PersonName):
    """One of a couple: a link to a person, or a typed name."""

    person: Linked | None = None


class RelationFields(PersonName):
    """A company needs only its name, a person a first or last name, a couple its two halves."""

    kind: Kind = "company"
    name: Line | None = Field(default=None, description="of a company; persons and couples are named by their parts")
    halves: list[Half] | None = Field(default=None, min_length=2, max_length=2)
    status: list[Status] = Field(default=[], max_length=8)
    language: Language | None = None
    chamber_number: Short | None = Field(default=None, description="at the chamber of commerce, by country")
    vat_number: Short | None = None
    parent: Linked | None = Field(default=None, description="the parent company")
    channels: list[Channel] = Field(default=[], max_length=40)
    addresses: list[AddressUse] = Field(default=[], max_length=20)
    salutation_formal: Line | None = Field(default=None, description="instead of the computed one")
    salutation_informal: Line | None = Field(default=None, description="instead of the computed one")
    external_ids: ExternalIds = {}
    note: Lines | None = None


# ---------------------------------------------------------------------------------------------- what each kind is


class Named(NamedTuple):
    """How a kind of relation is named: its display and sort names, its salutations, and what it may not have."""

    display: Callable[[Data, str], str]
    sort: Callable[[Data, str], str]
    salutation: Callable[[Data, str, bool], str]
    needs: str
    is_complete: Callable[[Data], bool]
    foreign: tuple[str, ...]


def _halves(data: Data) -> tuple[Data, Data]:
    first, second = (half.get("of") or half for half in data["halves"])
    return first, second


NAMED: dict[str, Named] = {
    COMPANY: Named(
        display=lambda data, _: str(data["name"]),
        sort=lambda data, city: naming.sort_name_company(data["name"], city),
        salutation=lambda _, language, formal: naming.salutation_company(language, formal),
        needs="name",
        is_complete=lambda data: bool(data.get("name")),
        foreign=(*person_name.PARTS, "halves"),
    ),
    PERSON: Named(
        display=lambda data, _: naming.display(data),
        sort=lambda data, _: naming.sort_name_person(data),
        salutation=lambda data, language, formal: naming.salutation(data, language, formal),
        needs="last_name",
        is_complete=person_name.is_given,
        foreign=("name", "halves", "parent", "chamber_number"),
    ),
    COUPLE: Named(
        display=lambda data, language: naming.couple_name(*_halves(data), language),
        sort=lambda data, _: naming.sort_name_couple(*_halves(data)),
        salutation=lambda data, language, formal: naming.salutation_couple(*_halves(data), language, formal),
        needs="halves",
        is_complete=lambda data: bool(data.get("halves")) and all(map(person_name.is_given, _halves(data))),
        foreign=("name", *person_name.PARTS, "parent", "chamber_number"),
    ),
}


# ------------------------------------------------------------------------------------------------------- preparing


def prepare(data: Data, context: Context) -> Prepared:
    told = person_name.split(data)
    if told.get("halves"):
        told["halves"] = [_half(half, context) for half in told["halves"]]
    if told.get("status"):
        told["status"] = [each for each in STATUSES if each in told["status"]]
    faults = list(_misfits(told))
    told["addresses"], found = address_use.prepare(told.get("addresses", []), context)
    faults += found
    country = address_use.country(told["addresses"], context)
    told["channels"], found = channel.prepare(told.get("channels", []), context, country)
    faults += found
    faults += _numbers(told, country or context.country)
    if not faults:
        told.update(_computed(told, context))
    return Prepared(told, faults)


def _half(half: Data, context: Context) -> Data:
    """`of` is the name as it counts: the linked person's, else the typed one."""
    link = half.get("person")
    if link is None:
        return {"of": person_name.parts(person_name.split(half)), **person_name.parts(half)}
    live = context.linked.get(link["id"])
    return {"person": link, "of": person_name.parts(live.data) if live else half.get("of", {})}


def _misfits(data: Data) -> Iterator[FieldError]:
    named = NAMED[data["kind"]]
    for name in named.foreign:
        if data.get(name):
            yield FieldError(name, "not_for_kind", f"A {data['kind']} has no {name}.")
    if not named.is_complete(data):
        yield FieldError(named.needs, "required", f"A {data['kind']} needs {_NEEDS[data['kind']]}.")


_NEEDS = {
    COMPANY: "a name",
    PERSON: "a first_name or last_name",
    COUPLE: "two halves, each with a person or a first_name or last_name",
}


def _numbers(data: Data, country: str) -> Iterator[FieldError]:
    """The normal forms of the numbers replace what was typed."""
    for name, normal in (
        ("chamber_number", lambda value: text.company_number(value, country)),
        ("vat_number", text.vat_number),
    ):
        if data.get(name):
            try:
                data[name] = normal(data[name])
            except ValueError as error:
                yield FieldError(name, "not_valid", str(error))


def _computed(data: Data, context: Context) -> Data:
    named = NAMED[data["kind"]]
    language = data.get("language") or context.language
    city = address_use.city(data["addresses"])
    return {
        "display_name": named.display(data, language),
        "sort_name": named.sort(data, city),
        "city": city,
        "salutation": {
            "formal": data.get("salutation_formal") or named.salutation(data, language, True),
            "informal": data.get("salutation_informal") or named.salutation(data, language, False),
        },
    }


# ---------------------------------------------------------------------------------------------------- found by, linked


def links(data: Data) -> Iterator[Link]:
    yield from address_use.links(data)
    for place, half in enumerate(data.get("halves") or ()):
        if half.get("person"):
            yield Link(f"halves[{place}].person", half["person"], ("relation",), (PERSON,))
    if data.get("parent"):
        yield Link("parent", data["parent"], ("relation",), (COMPANY,))


def words(record: Record) -> Iterable[Word]:
    data = record.data
    yield from words_in("name", data.get("display_name"))
    if data.get("initials") and data.get("first_name"):
        yield from words_in("name", data["initials"])
    if data.get("chamber_number"):
        yield from (Word(word, "chamber_number") for word in text.query(str(data["chamber_number"]), 2))
    yield from address_use.words(data.get("addresses") or ())
    yield from channel.words(data.get("channels") or ())


def keys(record: Record) -> Iterable[Key]:
    yield from channel.keys(record.data.get("channels") or ())
    if record.data.get("chamber_number"):
        yield Key("chamber", str(record.data["chamber_number"]))
    yield from external.keys(record)


def needs(record: Record) -> Iterable[str]:
    return (use["address"]["id"] for use in record.data.get("addresses") or ())


def show(record: Record, linked: Mapping[str, Record]) -> Data:
    uses = record.data.get("addresses") or ()
    return {"addresses": address_use.live(uses, linked, [str(record.data.get("display_name") or "")])}


EXAMPLE: dict[str, Any] = {
    "kind": "company",
    "name": "Bakkerij Jansen B.V.",
    "status": ["prospect", "supplier"],
    "channels": [
        {"kind": "phone", "value": "036 530 12 34"},
        {"kind": "email", "value": "info@bakkerij-jansen.example"},
    ],
    "addresses": [{"address": {"street": "Dorpsstraat", "number": "12", "postcode": "1315 AB", "city": "Almere"}}],
}


class Salutation(Schema):
    formal: str
    informal: str


RELATION = RecordType(
    name="relation",
    plural="relations",
    prefix="rel",
    fields=RelationFields,
    summary="A company, a person or a couple.",
    title=lambda data: str(data.get("display_name") or ""),
    place=lambda data: str(data.get("city") or ""),
    shared=frozenset({"display_name", "city", "first_name", "initials", "particle", "last_name", "patronymic", "title",
                      "gender", "language"}),
    sorts={
        "name": lambda record: text.fold(str(record.data.get("sort_name") or "")),
        "updated_at": lambda record: record.updated_at,
    },
    filters=(
        filter_on(CriteriaField("status", "choice", many=True, choices=STATUSES), facet=True),
        filter_on(CriteriaField("parent", "link"), facet=True),
        filter_on(CriteriaField("kind", "choice", choices=(COMPANY, PERSON, COUPLE)), facet=True),
        filter_on(CriteriaField("name", "text"), read=lambda data: data.get("display_name")),
        filter_on(CriteriaField("city", "text")),
        filter_on(CriteriaField("country", "choice", many=True), read=lambda data: [
            use["address"]["country"] for use in data.get("addresses") or () if use["address"].get("country")
        ]),
        filter_on(CriteriaField("language", "choice")),
        filter_on(CriteriaField("chamber_number", "text")),
    ),
    words=words,
    keys=keys,
    claims=external.claims,
    links=links,
    prepare=prepare,
    needs=needs,
    show=show,
    tree="parent",
    computed={"display_name": str, "sort_name": str, "city": str, "salutation": Salutation},
    key_filters={"email": "email", "phone": "phone", "chamber_number": "chamber", "external_id": "external"},
    example=EXAMPLE,
)  # fmt: skip
