"""A relation: a company, a person or a couple that the tenant deals with."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal, NamedTuple

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
    stakes,
    stored,
)
from chalicelib.models.address_use import AddressUse, KnownUse
from chalicelib.models.channel import Channel, KnownChannel
from chalicelib.models.custom import CustomFields, customised
from chalicelib.models.external import ExternalIds
from chalicelib.models.fields import KnownLink, Language, Line, Lines, Linked, Short
from chalicelib.models.guarded import GuardedFields
from chalicelib.models.person_name import PersonName
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, Key, Link, Prepared, RecordType, Word, filter_on, words_in
from chalicelib.models.stakes import Part, Stakes
from chalicelib.schema import Schema

COMPANY, PERSON, COUPLE = "company", "person", "couple"
Kind = Literal["company", "person", "couple"]
STATUSES = ("suspect", "prospect", "customer", "supplier", "creditor", "competitor", "adviser", "partner")
Status = Literal["suspect", "prospect", "customer", "supplier", "creditor", "competitor", "adviser", "partner"]


class Half(PersonName):
    """One of a couple: a link to a person, or a typed name."""

    person: Linked | None = None
    of: PersonName | None = Field(default=None, description="read only: the name as it counts", exclude=True)


class KnownHalf(PersonName):
    """A half as it is answered; `of` is its name as it counts: the linked person's, else the typed one."""

    person: KnownLink | None = None
    of: PersonName


class RelationFields(PersonName, GuardedFields, CustomFields):
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
    told = [stored.part(half, "of") or half for half in stored.parts(data, "halves")]
    first, second = [*told, {}, {}][:2]
    return first, second


NAMED: dict[str, Named] = {
    COMPANY: Named(
        display=lambda data, _: stored.line(data, "name"),
        sort=lambda data, city: naming.sort_name_company(stored.line(data, "name"), city),
        salutation=lambda _, language, formal: naming.salutation_company(language, formal),
        needs="name",
        is_complete=lambda data: bool(stored.line(data, "name")),
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
        is_complete=lambda data: all(map(person_name.is_given, _halves(data))),
        foreign=("name", *person_name.PARTS, "parent", "chamber_number"),
    ),
}


# ------------------------------------------------------------------------------------------------------- preparing


def prepare(data: Data, context: Context) -> Prepared:
    told = {**person_name.split(data)}
    if told.get("halves"):
        told["halves"] = [_half(half, context) for half in stored.parts(told, "halves")]
    if told.get("status"):
        told["status"] = [each for each in STATUSES if each in stored.lines(told, "status")]
    faults = [*_misfits(told), *_halves_faults(data), *guarded.faults(told)]
    told["addresses"], found = address_use.prepare(stored.parts(told, "addresses"), context)
    faults += found
    country = address_use.country(told["addresses"], context)
    told["channels"], found = channel.prepare(stored.parts(told, "channels"), context, country)
    faults += found
    faults += _numbers(told, country or context.country)
    if not faults:
        told.update(_computed(told, context))
    return Prepared(told, faults)


def _half(half: Data, context: Context) -> Data:
    """`of` is the name as it counts: the linked person's, else the typed one."""
    link = stored.part(half, "person")
    if not link:
        return {"of": person_name.parts(person_name.split(half)), **person_name.parts(half)}
    live = context.linked.get(stored.line(link, "id"))
    return {"person": link, "of": person_name.parts(live.data) if live else stored.part(half, "of")}


def _kind(data: Data) -> str:
    """A kind that this release does not know is treated as a company."""
    kind = stored.line(data, "kind")
    return kind if kind in NAMED else COMPANY


def _misfits(data: Data) -> Iterator[FieldError]:
    kind = _kind(data)
    named = NAMED[kind]
    for name in named.foreign:
        if data.get(name):
            yield FieldError(name, "not_for_kind", f"A {kind} has no {name}; clear it.")
    if not named.is_complete(data):
        yield FieldError(named.needs, "required", f"A {kind} needs {_NEEDS[kind]}.")


_NEEDS = {
    COMPANY: "a name",
    PERSON: "a first_name or last_name",
    COUPLE: "two halves, each with a person or a first_name or last_name",
}


def _halves_faults(data: Data) -> Iterator[FieldError]:
    persons: set[str] = set()
    for place, half in enumerate(stored.parts(data, "halves")):
        person = stored.line(stored.part(half, "person"), "id")
        if person and person in persons:
            yield FieldError(f"halves[{place}].person", "twice", "A couple is of two persons; this one is both.")
        persons.add(person)
        for name in person_name.PARTS if person else ():
            if half.get(name):
                told = "The name is that of the linked person; change it there."
                yield FieldError(f"halves[{place}].{name}", "name_of_person", told)


def _numbers(data: Data, country: str) -> Iterator[FieldError]:
    """The normal forms of the numbers replace what was typed."""
    for name, normal in (
        ("chamber_number", lambda value: text.company_number(value, country)),
        ("vat_number", text.vat_number),
    ):
        if data.get(name):
            try:
                data[name] = normal(stored.line(data, name))
            except ValueError as error:
                yield FieldError(name, "not_valid", str(error))


def _computed(data: Data, context: Context) -> Data:
    named = NAMED[_kind(data)]
    language = stored.line(data, "language") or context.language
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
    for place, half in enumerate(stored.parts(data, "halves")):
        if link := stored.part(half, "person"):
            yield Link(f"halves[{place}].person", link, ("relation",), (PERSON,))
    if link := stored.part(data, "parent"):
        yield Link("parent", link, ("relation",), (COMPANY,))
    yield from guarded.links(data)


def words(record: Record) -> Iterable[Word]:
    data = record.data
    yield from words_in("name", data.get("display_name"))
    if data.get("first_name"):
        yield from words_in("name", data.get("initials"))
    yield from (Word(word, "chamber_number") for word in text.query(stored.line(data, "chamber_number"), 2))
    yield from address_use.words(stored.parts(data, "addresses"))
    yield from channel.words(stored.parts(data, "channels"))
    yield from words_in("parent", stored.line(stored.part(data, "parent"), "title"), 4)


def keys(record: Record) -> Iterable[Key]:
    yield from channel.keys(stored.parts(record.data, "channels"))
    if number := stored.line(record.data, "chamber_number"):
        yield Key("chamber", number)
    yield from external.keys(record)


def stakes_in(record: Record) -> Stakes:
    """It is around itself, so that what holds for its dossier holds for it."""
    return Stakes(
        owners=stakes.owners(record),
        around=(record.id,),
        listed=stakes.listed(record),
        restricted=stakes.is_restricted(record),
    )


def rights(record: Record) -> Part | None:
    """Who else may see a restricted one, of which every record of its dossier has to know."""
    if not stakes.is_restricted(record):
        return None
    return Part(stakes.SHUT, {"owners": list(stakes.owners(record)), "listed": stakes.listed(record)})


def _last_touch(data: Data) -> str:
    return stored.line(stored.part(data, "last_touch"), "at")


def needs(record: Record) -> Iterable[str]:
    return [target for link in address_use.links(record.data) if (target := stored.line(link.snapshot, "id"))]


def show(record: Record, context: Context) -> Data:
    uses = stored.parts(record.data, "addresses")
    return {"addresses": address_use.live(uses, context, [stored.line(record.data, "display_name")])}


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


class LastTouch(Schema):
    """When somebody last dealt with the relation, how, and who; `record` is the activity that says so."""

    at: str
    kind: str
    record: str
    by: str


class Salutation(Schema):
    formal: str
    informal: str


RELATION = customised(RecordType(
    name="relation",
    plural="relations",
    prefix="rel",
    fields=RelationFields,
    summary="A company, a person or a couple.",
    title=lambda data: stored.line(data, "display_name"),
    place=lambda data: stored.line(data, "city"),
    shared=frozenset({"display_name", "city", "first_name", "initials", "particle", "last_name", "patronymic", "title",
                      "gender", "language"}),
    sorts={
        "name": lambda record: text.fold(stored.line(record.data, "sort_name")),
        "updated_at": lambda record: record.updated_at,
        "last_touch_at": lambda record: _last_touch(record.known),
    },
    filters=(
        filter_on(CriteriaField("status", "choice", many=True, choices=STATUSES), facet=True),
        filter_on(CriteriaField("parent", "link"), facet=True),
        filter_on(CriteriaField("kind", "choice", choices=(COMPANY, PERSON, COUPLE)), facet=True),
        # who made it is no part of the data: what names no owner is not found by one
        filter_on(CriteriaField("owner", "link"), facet=True),
        filter_on(CriteriaField("name", "text"), read=lambda data: data.get("display_name")),
        filter_on(CriteriaField("city", "text")),
        filter_on(CriteriaField("country", "choice", many=True), read=address_use.countries),
        filter_on(CriteriaField("language", "choice")),
        filter_on(CriteriaField("chamber_number", "text")),
        filter_on(CriteriaField("last_touch_at", "datetime"), read=lambda data: _last_touch(data)),
    ),
    words=words,
    keys=keys,
    likeness=likeness.of_relation,
    claims=external.claims,
    links=links,
    located=address_use.located,
    prepare=prepare,
    needs=needs,
    show=show,
    fixed=frozenset({"kind"}),
    tree="parent",
    held=(owned.held("relations"),),
    touched=True,
    stakes=stakes_in,
    rights=rights,
    made_of={
        "country": frozenset({"addresses"}),
        "last_touch": frozenset(),
        "last_touch_at": frozenset({"last_touch"}),
        "salutation": frozenset({"salutation_formal", "salutation_informal"}),
        "email": frozenset({"channels"}),
        "phone": frozenset({"channels"}),
        "external_id": frozenset({"external_ids"}),
    },
    tells_of={"last_touch": "activity"},
    verbs=frozenset({"invite", "erase", "manage_access"}),
    outside=frozenset({"kind", "display_name", "city", "language", "chamber_number", "vat_number"}),
    essential=frozenset({"kind", "name", "display_name", "sort_name", "city", "language", "halves"}).union(
        person_name.PARTS
    ),
    computed={"display_name": str, "sort_name": str, "city": str, "salutation": Salutation},
    shown={
        "halves": list[KnownHalf],
        "parent": KnownLink,
        "last_touch": LastTouch,
        "channels": list[KnownChannel],
        "addresses": list[KnownUse],
        **guarded.SHOWN_GUARDED,
    },
    key_filters={"email": "email", "phone": "phone", "chamber_number": "chamber", "external_id": "external"},
    example=EXAMPLE,
    example_change={"status": {"add": ["customer"], "remove": ["prospect"]}, "note": None},
))  # fmt: skip
