"""What a record is connected with, as it reads from there."""

from typing import Any

from chalicelib import clock
from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.actions import lists
from chalicelib.errors import NotFound
from chalicelib.models import connection, link_type, stored
from chalicelib.models.connection import CONNECTION, ENDS, SINCE, TYPE, UNTIL
from chalicelib.models.record_type import Context, Data
from chalicelib.models.registry import TYPES, type_of
from chalicelib.storage import tenant_settings

TODAY: Data = {
    "all": [
        {"any": [{"field": SINCE, "op": "missing"}, {"field": SINCE, "op": "lte", "value": "@today"}]},
        {"any": [{"field": UNTIL, "op": "missing"}, {"field": UNTIL, "op": "gte", "value": "@today"}]},
    ]
}


def criteria(record: str, types: list[str], is_current: bool | None) -> Data:
    told: list[Data] = [{"field": "record", "op": "has_any", "value": [record]}]
    if types:
        told.append({"field": TYPE, "op": "in", "value": types})
    if is_current is not None:
        told.append(TODAY if is_current else {"not": TODAY})
    return {"all": told}


def page(actor: Actor, record: str, wanted: lists.Wanted) -> dict[str, Any]:
    """Three round trips: entries, connections, and what they lead to with the types of link. What leads to something
    archived is not shown. Raises NotFound where the record is not there, or not for this actor."""
    found = lists.page(actor, CONNECTION, wanted)
    others = [_other(each, record) for each in found["data"]]
    told = tenant_settings.context(actor.tenant, dict.fromkeys([record, *others]), (link_type.SETTING,))
    context = reading.readable(actor, told)
    if record not in context.linked or type_of(record) not in map(TYPES.get, connection.JOINED):
        raise NotFound
    rows = [_row(each, record, context) for each in found["data"] if _is_there(_other(each, record), context)]
    return {**found, "data": sorted(rows, key=lambda each: (connection.priority(each), each["other"]["title"]))}


def _other(row: Data, record: str) -> str:
    one, other = (stored.line(stored.part(row, name), "id") for name in ENDS)
    return other if one == record else one


def _is_there(other: str, context: Context) -> bool:
    return other in context.linked and context.linked[other].alive


def _row(row: Data, record: str, context: Context) -> Data:
    known = link_type.of(context.settings.get(link_type.SETTING, {}))
    key, way = stored.line(row, TYPE), connection.direction(row, record)
    other = context.linked[_other(row, record)]
    declared = TYPES[other.type]
    return {
        **row,
        "role": link_type.name(known.get(key, {"key": key}), way, context.language),
        "direction": way,
        "is_current": connection.holds_on(row, clock.timestamp()[:10]),
        "other": {
            "id": other.id,
            "type": other.type,
            "title": declared.title(other.data),
            "place": declared.place(other.data),
        },
    }
