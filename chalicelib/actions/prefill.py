"""What a source knows of somebody who is about to become a relation: as much of it as the actor may write, in the shape
in which they send it. Nothing is saved."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from chalicelib.access import fields, reading
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.actions import source_keys
from chalicelib.models import code_id, custom_code, external, shipped_codes, stored
from chalicelib.models.address import ADDRESS, ENOUGH, SNAPSHOT
from chalicelib.models.custom_kind import Content
from chalicelib.models.entry import Key
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.relation import RELATION
from chalicelib.sources import asking
from chalicelib.sources.source import Activity, Found, Hit, Source, Terms, Where, without_nothing
from chalicelib.storage import pace, resembling
from chalicelib.storage.resembling import Traces

CHAMBER = "chamber"
SBI = "sbi"
MOST_LOOKED_AT = 9  # of each hit: with ten of them one batch


class Marked(NamedTuple):
    """`existing` is the relation that is this already, "" when none that the actor sees."""

    hit: Hit
    existing: str


class Prefilled(NamedTuple):
    relation: Data
    found: Found
    existing: str


def search(actor: Actor, source: Source, terms: Terms) -> list[Marked]:
    key, where = _asked(actor, source)
    found = asking.search(source, key, terms, where)
    there = _existing(actor, [_keys(each.number, {each.external: each.id}) for each in found])
    return list(map(Marked, found, there))


def fetch(actor: Actor, source: Source, id: str) -> Prefilled:
    """Raises NotFound."""
    key, where = _asked(actor, source)
    found = asking.fetch(source, key, id, where)
    (existing,) = _existing(actor, [_known_by(source, found.relation)])
    left = _addressed(actor, _writable(actor, {**found.relation, **_coded(actor, found)}), where)
    return Prefilled(_writable(actor, _numbered(source, left, where)), found, existing)


def _asked(actor: Actor, source: Source) -> tuple[str, Where]:
    """Three round trips: what the tenant has set, the count, and the key."""
    known = source_keys.known(actor.tenant)
    source_keys.hold_on(known.keys, source)
    pace.take(actor.tenant, pace.SOURCES, actor.user)
    return source_keys.opened(actor.tenant, known.keys, source), known.where


# -------------------------------------------------------------------------------------------------- what is there


def _keys(number: str, others: Mapping[str, Any]) -> tuple[Key, ...]:
    told = [Key(external.KIND, f"{system}:{id}") for system, id in others.items()]
    return (Key(CHAMBER, number), *told) if number else tuple(told)


def _known_by(source: Source, relation: Data) -> tuple[Key, ...]:
    number = stored.line(relation, "chamber_number")
    return _keys(number, stored.part(relation, "external_ids") | ({source.name: number} if number else {}))


def _existing(actor: Actor, wanted: Sequence[tuple[Key, ...]]) -> list[str]:
    """The relation of each, "" where there is none. Two round trips: the entries of all keys at once, and what they
    lead to. Who may not see a number is not told by it."""
    traces = [Traces(keys, ()) for keys in wanted]
    found = resembling.ids_of_each(actor.tenant, RELATION, traces, MOST_LOOKED_AT)
    ids = dict.fromkeys(id for each in found for id in each)
    seen = reading.linked(actor, ids) if ids else {}
    return [_first([seen[id] for id in each if id in seen], keys) for each, keys in zip(found, wanted, strict=True)]


def _first(records: Iterable[Record], keys: Collection[Key]) -> str:
    told = (each.id for each in records if each.alive and any(key in keys for key in RELATION.keys(each)))
    return next(told, "")


# ------------------------------------------------------------------------------------------------ what they may write


def _numbered(source: Source, relation: Data, where: Where) -> Data:
    """A relation has the chamber number of the country where it is visited. What is registered elsewhere keeps its
    number as its key there; in many a country any digits would pass for a number."""
    told, country = dict(relation), _country(relation) or where.country
    if "chamber_number" in told and country != source.country:
        told["external_ids"] = {**stored.part(told, "external_ids"), source.name: told.pop("chamber_number")}
    return told


def _country(relation: Data) -> str:
    uses = stored.parts(relation, "addresses")
    visited = [use for use in uses if "visiting" in stored.lines(use, "purposes")] or uses
    return next((told for use in visited if (told := stored.line(use["address"], "country"))), "")


def _coded(actor: Actor, found: Found) -> Data:
    """The first field of the organisation's own that holds codes of the shipped list has what the company does."""
    ids = [id for each in _main_first(found.activities) if (id := code_of(each))]
    fitting = ((name, each) for name, each in reading.subject_of(actor).custom(RELATION).items() if _holds_sbi(each))
    name, content = next(fitting, ("", {}))
    if not ids or not name:
        return {}
    return {name: ids[0] if content["kind"] == custom_code.CODE else ids[: custom_code.MOST_CODES]}


def _main_first(activities: Iterable[Activity]) -> list[Activity]:
    return sorted(activities, key=lambda each: not each.main)


def code_of(activity: Activity) -> str:
    """Its id, "" where it is not in the edition that is shipped."""
    plain = code_id.plain(activity.code)
    return code_id.of_shipped(SBI, plain) if plain in shipped_codes.codes(SBI) else ""


def _holds_sbi(content: Content) -> bool:
    is_code = content.get("kind") in custom_code.KINDS
    return is_code and stored.line(stored.part(content, code_id.TABLE), "place") == SBI


def _writable(actor: Actor, relation: Data) -> Data:
    refused = fields.not_written(reading.subject_of(actor), RELATION, relation)
    return {name: value for name, value in relation.items() if name not in refused}


def _addressed(actor: Actor, relation: Data, where: Where) -> Data:
    """With the addresses that they may make."""
    may_make = reading.may(actor, Right(ADDRESS.name, "create"))
    refused = fields.not_written(reading.subject_of(actor), ADDRESS, SNAPSHOT)
    uses = stored.parts(relation, "addresses") if may_make else []
    return without_nothing({**relation, "addresses": [left for use in uses if (left := _left(use, refused, where))]})


def _left(use: Data, refused: Collection[str], where: Where) -> Data:
    """Of an address what they may write, {} where it would be none any more, or be in another country."""
    whole = use["address"]
    address = {name: value for name, value in whole.items() if name not in refused}
    is_there = address.get("country", where.country) == whole.get("country", where.country)
    return {**use, "address": address} if is_there and address.keys() & {*ENOUGH} else {}
