"""A relation: a company, a person or a couple that the tenant deals with."""

from collections.abc import Iterable, Iterator
from typing import Any

from chalicelib import text
from chalicelib.criteria import Field as CriteriaField
from chalicelib.models import (
    address_use,
    channel,
    external,
    guarded,
    likeness,
    owned,
    person_name,
    shipped_demands,
    stakes,
    stored,
)
from chalicelib.models.address_use import KnownUse
from chalicelib.models.channel import KnownChannel
from chalicelib.models.completeness import completed
from chalicelib.models.custom import customised
from chalicelib.models.entry import Key, filter_on
from chalicelib.models.fields import KnownLink
from chalicelib.models.link import Link, Merges
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, RecordType
from chalicelib.models.relation_fields import (
    COMPANY,
    COUPLE,
    PERSON,
    STATUSES,
    KnownHalf,
    LastTouch,
    RelationFields,
    Salutation,
)
from chalicelib.models.relation_kind import prepare
from chalicelib.models.stakes import Part, Stakes
from chalicelib.models.word import Word, words_in

# ---------------------------------------------------------------------------------------------- what each kind is


# ------------------------------------------------------------------------------------------------------- preparing


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


RELATION = completed(customised(RecordType(
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
    verbs=frozenset({"invite", "erase", "manage_access", "merge"}),
    merges=Merges(
        rows={"channels": channel.UNITED, "addresses": address_use.UNITED},
        together=person_name.TOGETHER,
        alone=frozenset({"halves"}),
    ),
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
    demands=shipped_demands.RELATION,
)))  # fmt: skip
