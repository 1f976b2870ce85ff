"""How a party uses an address: for which purposes, and for which of them it is the default."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from chalicelib.errors import FieldError
from chalicelib.models import postal
from chalicelib.models.address import AddressFields, words_of
from chalicelib.models.fields import LinkTo
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, Link, Word
from chalicelib.schema import Schema

Purpose = Literal["visiting", "postal", "billing", "delivery", "private"]
PRIVATE = "private"


class NewAddress(Schema):
    """Made and linked in the same transaction."""

    new: AddressFields


def _link_or_new(value: Any) -> Any:
    if isinstance(value, str):
        return {"id": value}
    return value if not isinstance(value, dict) or "id" in value or "new" in value else {"new": value}


class AddressUse(Schema):
    """`address` is the id of one that exists, or the fields of a new one."""

    address: Annotated[LinkTo | NewAddress, BeforeValidator(_link_or_new)]
    purposes: list[Purpose] = Field(default=["visiting"], min_length=1, max_length=5)
    default_for: list[Purpose] = Field(default=[], max_length=5)


def prepare(uses: list[Data], context: Context) -> tuple[list[Data], list[FieldError]]:
    """The first use with a purpose is the default for it unless another is marked. The snapshot of an address
    carries what searching needs of it."""
    faults = [*_two_defaults(uses), *_not_a_purpose(uses)]
    marked = {purpose: place for place, use in enumerate(uses) for purpose in use.get("default_for", ())}
    for place, use in enumerate(uses):
        for purpose in use["purposes"]:
            marked.setdefault(purpose, place)
    told = [
        {
            **use,
            "address": _snapshot(use["address"], context),
            "default_for": [purpose for purpose in use["purposes"] if marked[purpose] == place],
        }
        for place, use in enumerate(uses)
    ]
    return told, faults


SNAPSHOT = ("street", "number", "addition", "postcode", "city", "country")


def _snapshot(link: Data, context: Context) -> Data:
    live = context.linked.get(link.get("id", ""))
    parts = {name: live.data[name] for name in SNAPSHOT if live and live.data.get(name)}
    return {**{name: link[name] for name in ("id", "title", "place") if name in link}, **parts}


def _two_defaults(uses: list[Data]) -> Iterator[FieldError]:
    seen: set[str] = set()
    for place, use in enumerate(uses):
        for purpose in use.get("default_for", ()):
            if purpose in seen:
                told = f"Only one address can be the default for {purpose}."
                yield FieldError(f"addresses[{place}].default_for", "two_defaults", told)
            seen.add(purpose)


def _not_a_purpose(uses: list[Data]) -> Iterator[FieldError]:
    for place, use in enumerate(uses):
        for purpose in use.get("default_for", ()):
            if purpose not in use["purposes"]:
                told = f"It cannot be the default for {purpose} without having that purpose."
                yield FieldError(f"addresses[{place}].default_for", "not_a_purpose", told)


def links(data: Data) -> Iterator[Link]:
    for place, use in enumerate(data.get("addresses") or ()):
        yield Link(f"addresses[{place}].address", use["address"], ("address",))


def words(uses: Iterable[Data]) -> Iterator[Word]:
    for use in uses:
        yield from words_of(use.get("address") or {}, "addresses")


def default(uses: Iterable[Data], purpose: str) -> Data | None:
    return next((use for use in uses if purpose in use.get("default_for", ())), None)


def country(uses: list[Data], context: Context) -> str | None:
    """Where a phone number without a country code is from: the visiting address, else the first."""
    chosen = [use for use in uses if "visiting" in use.get("purposes", ())] or uses
    live = [context.linked.get(use["address"].get("id", "")) for use in chosen]
    return next((record.data.get("country") for record in live if record), None)


def city(uses: Iterable[Data]) -> str:
    """The place by which a party is known: that of its visiting address, else of the first that has one."""
    told = sorted(uses, key=lambda use: "visiting" not in use.get("default_for", ()))
    return next((str(use["address"]["city"]) for use in told if use.get("address", {}).get("city")), "")


def live(uses: Iterable[Data], linked: Mapping[str, Record], addressee: list[str]) -> list[Data]:
    """The uses with the address as it is now, and the lines to print on an envelope."""
    told = []
    for use in uses:
        record = linked.get(use["address"].get("id", ""))
        address = {**use["address"], **(record.data if record else {})}
        lines = postal.lines(address, addressee)
        told.append({**use, "address": {"id": use["address"].get("id"), **address}, "lines": lines})
    return told


def own_then_company(own: list[Data], company: list[Data]) -> list[Data]:
    """For a contact: its own addresses, else the company's; never the private one of the person."""
    chosen, source = (own, "own") if own else ([use for use in company if use.get("purposes") != [PRIVATE]], "company")
    return [{**use, "source": source} for use in chosen]
