"""A contact: a person in a company, either a typed name that hangs on that company only, or a link to a person."""

from collections.abc import Iterable, Iterator, Mapping

from pydantic import Field

from chalicelib import text
from chalicelib.criteria import Field as CriteriaField
from chalicelib.errors import FieldError
from chalicelib.models import address_use, channel, external, naming, person_name
from chalicelib.models.address_use import AddressUse
from chalicelib.models.channel import Channel
from chalicelib.models.external import ExternalIds
from chalicelib.models.fields import Day, Language, Line, Lines, Linked
from chalicelib.models.person_name import PersonName
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, Key, Link, Prepared, RecordType, Word, filter_on, words_in
from chalicelib.models.relation import COMPANY, PERSON, Salutation


class ContactFields(PersonName):
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
    faults = list(_misfits(told))
    told["addresses"], found = address_use.prepare(told.get("addresses", []), context)
    faults += found
    country = address_use.country(told["addresses"], context) or _company_country(told, context)
    told["channels"], found = channel.prepare(told.get("channels", []), context, country)
    faults += found
    if not faults:
        told.update(_computed(told, context))
    return Prepared(told, faults)


def _misfits(data: Data) -> Iterator[FieldError]:
    typed = [name for name in person_name.PARTS if data.get(name)]
    if data.get("person"):
        for name in typed:
            yield FieldError(name, "name_of_person", "The name is that of the linked person; change it there.")
    elif not person_name.is_given(data):
        yield FieldError("last_name", "required", "A contact needs a person, or a first_name or last_name.")
    if (data.get("ended_on") or "9999") < (data.get("started_on") or ""):
        yield FieldError("ended_on", "before_start", "A contact cannot end before it started.")


def _company_country(data: Data, context: Context) -> str | None:
    company = context.linked.get(data["company"]["id"])
    uses = company.data.get("addresses") or () if company else ()
    return next((use["address"]["country"] for use in uses if use["address"].get("country")), None)


def _computed(data: Data, context: Context) -> Data:
    name = _name(data, context)
    language = data.get("language") or name.get("language") or context.language
    return {
        "display_name": naming.display(name),
        "sort_name": naming.sort_name_contact(str(data["company"].get("title") or ""), naming.sort_name_person(name)),
        "salutation": {
            "formal": data.get("salutation_formal") or naming.salutation(name, language, True),
            "informal": data.get("salutation_informal") or naming.salutation(name, language, False),
        },
    }


def _name(data: Data, context: Context) -> Data:
    if not data.get("person"):
        return person_name.parts(data)
    live = context.linked.get(data["person"]["id"])
    return live.data if live else {"last_name": data["person"].get("title")}


def links(data: Data) -> Iterator[Link]:
    yield Link("company", data["company"], ("relation",), (COMPANY,))
    if data.get("person"):
        yield Link("person", data["person"], ("relation",), (PERSON,))
    yield from address_use.links(data)


def words(record: Record) -> Iterable[Word]:
    data = record.data
    company = data.get("company") or {}
    yield from words_in("name", data.get("display_name"))
    yield from words_in("company", f"{company.get('title') or ''} {company.get('place') or ''}")
    yield from words_in("function", data.get("function"), 6)
    yield from address_use.words(data.get("addresses") or ())
    yield from channel.words(data.get("channels") or ())


def keys(record: Record) -> Iterable[Key]:
    yield from channel.keys(record.data.get("channels") or ())
    yield from external.keys(record)


def needs(record: Record) -> Iterable[str]:
    yield str(record.data["company"]["id"])
    if record.data.get("person"):
        yield str(record.data["person"]["id"])
    yield from (use["address"]["id"] for use in record.data.get("addresses") or ())


def show(record: Record, linked: Mapping[str, Record]) -> Data:
    """Which phone, mail and address count in this company, each with its `source`."""
    data = record.data
    company = linked.get(data["company"]["id"])
    person = linked.get((data.get("person") or {}).get("id", ""))
    theirs = company.data if company else {}
    reached_by = channel.inherited(
        data.get("channels") or [], (person.data if person else {}).get("channels") or [], theirs.get("channels") or []
    )
    addressee = [str(theirs.get("display_name") or ""), str(data.get("display_name") or "")]
    uses = address_use.own_then_company(data.get("addresses") or [], theirs.get("addresses") or [])
    return {"reached_by": reached_by, "located_at": address_use.live(uses, linked, addressee)}


CONTACT = RecordType(
    name="contact",
    plural="contacts",
    prefix="con",
    fields=ContactFields,
    summary="A person in a company.",
    title=lambda data: str(data.get("display_name") or ""),
    place=lambda data: str(data["company"].get("title") or ""),
    shared=frozenset({"display_name", "company"}),
    sorts={
        "name": lambda record: text.fold(str(record.data.get("sort_name") or "")),
        "updated_at": lambda record: record.updated_at,
    },
    filters=(
        filter_on(CriteriaField("company", "link"), facet=True),
        filter_on(CriteriaField("person", "link"), facet=True),
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
    claims=external.claims,
    links=links,
    prepare=prepare,
    needs=needs,
    show=show,
    computed={"display_name": str, "sort_name": str, "salutation": Salutation},
    key_filters={"email": "email", "phone": "phone", "external_id": "external"},
    example={
        "company": "rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z",
        "first_name": "Jan",
        "last_name": "Visser",
        "function": "Purchaser",
    },
)
