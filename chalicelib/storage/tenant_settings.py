"""What a tenant has set for itself: country and language decide how phones, addresses and names are read."""

import json
from typing import Any

from chalicelib.models.items import RecordItem
from chalicelib.models.record_type import Context
from chalicelib.storage import keys, records, table
from chalicelib.storage.keys import ItemKey
from chalicelib.storage.table import Put

NAME = "general"
DEFAULTS = {"country": "NL", "language": "en"}


def key(tenant: str) -> ItemKey:
    return keys.settings(tenant, NAME)


def write(tenant: str, values: dict[str, Any]) -> None:
    place = key(tenant)
    table.transact(tenant, [Put(RecordItem(place.pk, place.sk, version=1, body=json.dumps(values)))])


def context(tenant: str, linked_ids: list[str]) -> Context:
    """The settings and the linked records, in one round trip."""
    place = key(tenant)
    wanted = [place, *(keys.record(tenant, record_id) for record_id in linked_ids)]
    items = table.get_many(tenant, wanted)
    told: dict[str, Any] = dict(DEFAULTS)
    linked = {}
    for item in items:
        if item["sk"]["S"] == place.sk and item["pk"]["S"] == place.pk:
            told.update(json.loads(item["body"]["S"]))
        else:
            record = records.from_item(tenant, item)
            linked[record.id] = record
    return Context(country=told["country"], language=told["language"], linked=linked)
