"""What a tenant has set for itself: country and language decide how phones, addresses and names are read; some types
have settings of their own, each an item."""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from chalicelib.models.record_type import Context
from chalicelib.storage import keys, plan, read_once, records, table
from chalicelib.storage.keys import ItemKey
from chalicelib.storage.table import Attributes

NAME = "general"
DEFAULTS = {"country": "NL", "language": "en", "time_zone": "Europe/Amsterdam"}


class Settings(NamedTuple):
    """Those of one name, in `version`, 0 when they have never been set; `language` is the tenant's."""

    values: dict[str, Any]
    version: int
    language: str


class Stored(NamedTuple):
    """`version` is 0 when it has never been set."""

    values: dict[str, Any]
    version: int


def key(tenant: str) -> ItemKey:
    return keys.settings(tenant, NAME)


def write(tenant: str, values: dict[str, Any]) -> None:
    """Of a tenant that is being made. Raises Refused where it has some."""
    table.transact(tenant, [plan.setting(key(tenant), values, 0)])


def read(tenant: str, name: str) -> Settings:
    place = keys.settings(tenant, name)
    found = {_place(item): item for item in table.get_many(tenant, [key(tenant), place])}
    values = {each: json.loads(item["body"]["S"]) for each, item in found.items()}
    version = int(found[place]["version"]["N"]) if place in found else 0
    language = {**DEFAULTS, **values.get(key(tenant), {})}["language"]
    return Settings(values.get(place, {}), version, language)


def read_all(tenant: str, names: Iterable[str]) -> dict[str, Stored]:
    """By name, in one round trip."""
    places = {keys.settings(tenant, name): name for name in names}
    found = {places[_place(item)]: item for item in table.get_many(tenant, places)}
    told = {name: Stored(json.loads(item["body"]["S"]), int(item["version"]["N"])) for name, item in found.items()}
    return {name: told.get(name, Stored({}, 0)) for name in places.values()}


def context(tenant: str, linked_ids: Iterable[str], names: Iterable[str] = ()) -> Context:
    """The settings, those with `names` too, and the linked records, in one round trip."""
    places = {keys.settings(tenant, name): name for name in (NAME, *names)}
    ids = list(linked_ids)
    shipped = records.shipped(tenant, ids)
    wanted = [keys.record(tenant, record_id) for record_id in ids if record_id not in shipped]
    items = read_once.get_many(tenant, [*places, *wanted])
    settings = {places[place]: json.loads(item["body"]["S"]) for item in items if (place := _place(item)) in places}
    linked = [records.from_item(tenant, item) for item in items if _place(item) not in places]
    general = {**DEFAULTS, **settings.pop(NAME, {})}
    return Context(
        country=general["country"],
        language=general["language"],
        linked=shipped | {record.id: record for record in linked},
        time_zone=general["time_zone"],
        settings=settings,
    )


def _place(item: Attributes) -> ItemKey:
    return ItemKey(item["pk"]["S"], item["sk"]["S"])
