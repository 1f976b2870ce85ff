"""How a party uses an address: for which purposes, and for which of them it is the default."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag

from chalicelib.errors import FieldError
from chalicelib.models import postal, stored
from chalicelib.models.address import SNAPSHOT, AddressFields, Coordinates, point, words_of
from chalicelib.models.custom_found import FOUND, is_custom
from chalicelib.models.entry import Located
from chalicelib.models.fields import LinkTo
from chalicelib.models.link import Link, Rows
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data
from chalicelib.models.word import Word
from chalicelib.schema import Schema

Purpose = Literal["visiting", "postal", "billing", "delivery", "private"]
PRIVATE = "private"


class NewAddress(Schema):
    """Made and linked in the same transaction."""

    new: AddressFields


class UsedAddress(LinkTo, AddressFields):
    """What was answered may be sent back; an address is changed where it is kept, not through those who use it."""

    missing: list[str] | None = Field(default=None, description="read only", exclude=True)
    malformed: list[str] | None = Field(default=None, description="read only", exclude=True)


class AddressUse(Schema):
    """`address` is the id of one that exists, or the fields of a new one."""

    address: Annotated[
        Annotated[UsedAddress, Tag("link")] | Annotated[NewAddress, Tag("new")],
        Discriminator(lambda value: "new" if isinstance(value, NewAddress) or "new" in value else "link"),
        BeforeValidator(lambda value: _link_or_new(value), json_schema_input_type=str | LinkTo | AddressFields),
    ]
    purposes: list[Purpose] = Field(default=["visiting"], min_length=1, max_length=5)
    default_for: list[Purpose] = Field(default=[], max_length=5)
    lines: list[str] | None = Field(default=None, description="read only", exclude=True)


def _link_or_new(value: Any) -> Any:
    if not isinstance(value, dict):
        return {"id": value}
    return value if "id" in value or "new" in value else {"new": value}


class KnownAddress(BaseModel):
    """The address as it is now; in the rows of a list, and where it is the company's, as it was at the last change."""

    model_config = ConfigDict(extra="allow")
    id: str
    title: str
    place: str
    street: str | None = None
    number: str | None = None
    addition: str | None = None
    extra: str | None = None
    postcode: str | None = None
    city: str | None = None
    region: str | None = None
    country: str | None = None
    coordinates: Coordinates | None = None
    missing: list[str] | None = None
    malformed: list[str] | None = None


class KnownUse(BaseModel):
    """`lines` are what stands on the envelope; they are not in the rows of a list."""

    address: KnownAddress
    purposes: list[Purpose]
    default_for: list[Purpose]
    lines: list[str] | None = None


class LocatedAt(KnownUse):
    """An address as it counts in a company; `source` tells whose it is."""

    source: Literal["own", "company"]


# ------------------------------------------------------------------------------------------------------- preparing


def prepare(uses: list[Data], context: Context) -> tuple[list[Data], list[FieldError]]:
    """The first use with a purpose is the default for it unless another is marked. The snapshot of an address
    carries what searching and the rows of a list need of it."""
    faults = [*_twice(uses), *_changed_here(uses, context), *_not_a_purpose(uses)]
    marked = _marked(uses, context, faults)
    told = [
        {
            "address": _snapshot(stored.part(use, "address"), context),
            "purposes": _purposes(use),
            "default_for": [purpose for purpose in _purposes(use) if marked[purpose] == place],
        }
        for place, use in enumerate(uses)
    ]
    return told, faults


def _purposes(use: Data) -> list[str]:
    return list(dict.fromkeys(stored.lines(use, "purposes")))


def _snapshot(link: Data, context: Context) -> Data:
    """What was copied before stays when the address itself is not there any more."""
    live = context.linked.get(stored.line(link, "id"))
    source = live.data if live else link
    parts = {name: source[name] for name in SNAPSHOT if source.get(name)}
    return {**{name: link[name] for name in ("id", "title", "place") if name in link}, **parts}


def _id(use: Data) -> str:
    return stored.line(stored.part(use, "address"), "id")


def _marked(uses: list[Data], context: Context, faults: list[FieldError]) -> dict[str, int]:
    """Which use is the default, by purpose. Of two that are marked the one that was it before gives way."""
    before = set(_defaults(stored.parts(context.before, "addresses")))
    claimed = [(place, each) for place, use in enumerate(uses) for each in _defaults([use])]
    marked: dict[str, int] = {}
    for place, each in sorted(claimed, key=lambda claim: claim[1] in before):
        if marked.setdefault(each.purpose, place) != place and each not in before:
            told = f"Only one address can be the default for {each.purpose}."
            faults.append(FieldError(f"addresses[{place}].default_for", "two_defaults", told))
    for place, use in enumerate(uses):
        for purpose in _purposes(use):
            marked.setdefault(purpose, place)
    return marked


class Default(NamedTuple):
    address: str
    purpose: str


def _defaults(uses: Iterable[Data]) -> Iterator[Default]:
    for use in uses:
        yield from (Default(_id(use), purpose) for purpose in stored.lines(use, "default_for"))


def _twice(uses: list[Data]) -> Iterator[FieldError]:
    seen: set[str] = set()
    for place, use in enumerate(uses):
        address_id = _id(use)
        if address_id and address_id in seen:
            told = "This address is there already; give all its purposes in one place."
            yield FieldError(f"addresses[{place}].address", "twice", told)
        seen.add(address_id)


def _changed_here(uses: list[Data], context: Context) -> Iterator[FieldError]:
    """Others may use the address too, so a change must be meant; and it must not be dropped silently."""
    copies = {_id(use): stored.part(use, "address") for use in stored.parts(context.before, "addresses")}
    for place, use in enumerate(uses):
        live, sent = context.linked.get(_id(use)), stored.part(use, "address")
        for name in (*AddressFields.model_fields, *filter(is_custom, sent)) if live else ():
            known = [live.data.get(name) if live else None, copies.get(_id(use), {}).get(name)]
            if live and sent.get(name) is not None and sent[name] not in known:
                told = f"Change the address itself: PATCH /v1/addresses/{live.id}; or detach it first."
                yield FieldError(f"addresses[{place}].address.{name}", "shared", told)


def _not_a_purpose(uses: list[Data]) -> Iterator[FieldError]:
    for place, use in enumerate(uses):
        for purpose in stored.lines(use, "default_for"):
            if purpose not in _purposes(use):
                told = f"It cannot be the default for {purpose} without having that purpose."
                yield FieldError(f"addresses[{place}].default_for", "not_a_purpose", told)


# ---------------------------------------------------------------------------------------------------- found, shown


def links(data: Data) -> Iterator[Link]:
    for place, use in enumerate(stored.parts(data, "addresses")):
        if link := stored.part(use, "address"):
            yield Link(f"addresses[{place}].address", link, ("address",))


def words(uses: Iterable[Data]) -> Iterator[Word]:
    for use in uses:
        yield from words_of(stored.part(use, "address"), "addresses")


def located(record: Record) -> Iterator[Located]:
    """But where they are in private only."""
    for use in stored.parts(record.data, "addresses"):
        link = stored.part(use, "address")
        if (at := point(link)) and _purposes(use) != [PRIVATE]:
            yield Located(at, {name: stored.line(link, name) for name in ("id", "title")})


def countries(data: Data) -> list[str]:
    told = [stored.line(stored.part(use, "address"), "country") for use in stored.parts(data, "addresses")]
    return [country for country in told if country]


def country(uses: list[Data], context: Context) -> str | None:
    """Where a phone number without a country code is from: the visiting address, else the first."""
    chosen = [use for use in uses if "visiting" in _purposes(use)] or uses
    live = [context.linked.get(_id(use)) for use in chosen]
    return next((stored.line(record.data, "country") for record in live if record), None)


def city(uses: Iterable[Data]) -> str:
    """The place by which a party is known: that of its visiting address, else of the first that has one."""
    told = sorted(uses, key=lambda use: "visiting" not in stored.lines(use, "default_for"))
    cities = (stored.line(stored.part(use, "address"), "city") for use in told)
    return next((city for city in cities if city), "")


def live(uses: Iterable[Data], context: Context, addressee: list[str]) -> list[Data]:
    """The uses with the address as it is now, and the lines to print on an envelope."""
    told = []
    for use in uses:
        address = _live(use, context)
        told.append({**use, "address": address, "lines": postal.lines(address, addressee, context.country)})
    return told


def _live(use: Data, context: Context) -> Data:
    record = context.linked.get(_id(use))
    if record is None:
        return stored.part(use, "address")
    told = {name: value for name, value in record.data.items() if name != FOUND}
    return {"id": record.id, "place": stored.line(record.data, "city"), **told}


def own_then_company(own: list[Data], company: list[Data]) -> list[Data]:
    """For a contact: its own addresses, else the company's; never one that is private only, since a private address
    that is to be used for business has that purpose too."""
    for source, uses in (("own", own), ("company", company)):
        told = [{**use, "source": source} for use in uses if _purposes(use) != [PRIVATE]]
        if told:
            return told
    return []


# What comes from another record is the default only where nothing else has that purpose.
UNITED = Rows(same=_id, taken=lambda use: {**use, "default_for": []})
