"""`make bench-selection`: what it takes to go over a selection on three criteria, the narrowest of whose facets has
5,000 of 100,000 relations, with what is usually known of those and with all that they can be asked by; nothing of it is
kept, for it is counted and not estimated."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import redirect_stdout
from dataclasses import replace
from io import StringIO
from random import Random
from typing import Any, NamedTuple

import app
from chalicelib.models.address import ADDRESS
from chalicelib.models.record import Record
from chalicelib.models.relation import RELATION
from chalicelib.storage import derived, keys
from tests import crowd
from tests.engine import engine, environment
from tests.world import IDENTITY_TABLE, TABLE, World, forget_settings, make_keys, variables

SIZE, NARROW = 100_000, 5_000
OWNER, OTHER = (f"usr_{number:026d}" for number in (1, 2))
REQUIRED = {"kind": "company", "status": "customer", "owner": OWNER}
THREE: dict[str, Any] = {
    "all": [
        {"field": "kind", "op": "eq", "value": "company"},
        {"field": "status", "op": "has_any", "value": ["customer"]},
        {"field": "owner", "op": "eq", "value": OWNER},
    ]
}


LONG: dict[str, Any] = {
    "city": "'s-Hertogenbosch",
    "language": "nl",
    "parent": {"id": f"{RELATION.prefix}_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z", "title": "Techniek Holding B.V."},
    "chamber_number": "12345678",
    "last_touch": {"at": "2026-11-22T09:00:00.000Z"},
    "completeness": 100,
}


def relations(tenant: str, size: int, narrow: int, more: Mapping[str, Any] | None = None) -> Iterator[Record]:
    """All companies, half of them customers, one in so many of one owner. Names, places and owners as long as usual;
    of those of which there is `more`, names twice as long and two statuses."""
    address = crowd.record(tenant, ADDRESS, 0, {"street": "Dorpsstraat", "number": "1", "city": "Almere"}, {})
    link = {"id": address.id, "title": ADDRESS.title(address.data), "place": ADDRESS.place(address.data)}
    uses = [{"address": link, "purposes": ["visiting"], "default_for": []}]
    about = {"kind": "company", "name": "Techniek", "channels": [], "addresses": uses}
    first, chance = crowd.record(tenant, RELATION, 0, about, {address.id: address}), Random(1)
    mine = set(chance.sample(range(size), narrow))
    for n in range(size):
        name, owner = f"{crowd.word(n)} techniek bv", OWNER if n in mine else OTHER
        name = f"{name[:-3]}, handel en beheer bv" if more else name
        told = {"name": name, "display_name": name, "sort_name": name, "owner": {"id": owner}}
        status = [chance.choice(["customer", "prospect"]), *(["supplier"] if more else [])]
        yield replace(
            first, id=f"{RELATION.prefix}_{n:026d}", data={**first.data, **told, **(more or {}), "status": status}
        )


def entries(records: Iterable[Record]) -> Iterator[crowd.Item]:
    """The facets that `THREE` requires, and no others."""
    for each in records:
        natural, digest = derived.sort_value(RELATION, RELATION.natural, each), derived.digest(RELATION, each)
        for field, value in REQUIRED.items():
            if value in derived.facet_values(RELATION.criteria_fields[field], RELATION.values(each.data).get(field)):
                key = keys.entry(each.tenant, derived.FACET, (RELATION.name, field, value), (natural,), each.id)
                yield {"pk": {"S": key.pk}, "sk": {"S": key.sk}, "digest": {"S": digest}}


class Figure(NamedTuple):
    """`length` is that of the longest digest."""

    length: int
    found: int
    round_trips: int
    read_units: float


def measured(
    world: World, size: int, narrow: int, more: Mapping[str, Any] | None = None, tenant: str = "Acme"
) -> Figure:
    """The count over the API by an administrator, in a tenant of so many relations."""
    anna = world.user("administrator", tenant=tenant)
    known = list(entries(relations(anna.tenant, size, narrow, more)))
    crowd.put(world.engine, known)
    with world.meter() as meter:
        told = anna.post("/v1/counts", {"of": "relation", "criteria": THREE})
    assert told["complete"], told.text
    length = max(len(each["digest"]["S"]) for each in known)
    return Figure(length, told["count"], meter.round_trips, meter.read_units)


def main() -> None:
    with engine("moto") as started, environment(variables(*make_keys())):
        forget_settings()
        for table in (TABLE, IDENTITY_TABLE):
            started.fresh_table(table)
        world = World(started, app.app)
        for kind, more in (("Usual", None), ("Long", LONG)):
            with redirect_stdout(StringIO()):  # the log lines
                told = measured(world, SIZE, NARROW, more, kind)
            which = f"{kind} digests, of {told.length} characters: {told.found:,} of {NARROW:,} of {SIZE:,} relations"
            print(f"{which}: {told.round_trips} round trips, {told.read_units:g} read units")


if __name__ == "__main__":
    main()
