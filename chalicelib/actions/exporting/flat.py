"""A record as a row of a table: what each of its fields holds, by the names of columns. Pure.

A plain name holds what the API takes, and what an import reads: of a link the id, of a code what it reads, of money the
amount, of several values each, with "; " between them. What stands there besides has a point in its name:
`parent.title`, `price.currency`, `external_ids.<system>`. Channels stand by their kind (`phone`, `email`, `email 2`),
the first address as `address.city`, others by what they are the default for (`postal_address.city`). What has no such
form is JSON."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from chalicelib.access.unnamed import COPIED
from chalicelib.models import stored
from chalicelib.models.address import SNAPSHOT
from chalicelib.models.custom_kind import Content
from chalicelib.models.record_type import Data

Cell = str | int | float | bool
Cells = dict[str, Cell]
BETWEEN = "; "
MONEY = {"amount", "currency"}
NOTHING: Content = {}
CHANNELS, ADDRESSES, VISITING = "channels", "addresses", "visiting"


def cells(name: str, value: Any, content: Content) -> Cells:
    """`content` is what the tenant says of a field of its own. Nothing of what is empty."""
    if name in SHAPES and isinstance(value, list):
        return SHAPES[name](value)
    return _of(name, value, content)


def _of(name: str, value: Any, content: Content) -> Cells:
    if value is None or value in ("", [], {}):
        return {}
    if isinstance(value, dict):
        return _of_object(name, value, content)
    if isinstance(value, list):
        return _of_list(name, value, content)
    return {name: value}


def _of_object(name: str, value: Data, content: Content) -> Cells:
    if _is_link(value):
        return _of_links(name, [value], content)
    if value.keys() == MONEY:
        amount = {name: value["amount"]}
        return amount if "currency" in content else {**amount, f"{name}.currency": value["currency"]}
    told: Cells = {}
    for each, part in value.items():
        told |= _of(f"{name}.{each}", part, NOTHING)
    return told


def _of_list(name: str, value: list[Any], content: Content) -> Cells:
    if all(_is_link(each) for each in value):
        return _of_links(name, value, content)
    if all(isinstance(each, str) for each in value):
        return {name: BETWEEN.join(value)}
    return {name: json.dumps(value, ensure_ascii=False)}


def _is_link(value: Any) -> bool:
    return isinstance(value, dict) and bool(stored.line(value, "id")) and not value.keys() - {"id", *COPIED}


def _of_links(name: str, links: list[Data], content: Content) -> Cells:
    key = "place" if "table" in content else "id"
    told = {name: _joined(links, key), f"{name}.title": _joined(links, "title")}
    return {each: value for each, value in told.items() if value}


def _joined(parts: list[Data], name: str) -> str:
    return BETWEEN.join(filter(None, (stored.line(each, name) for each in parts)))


def _channels(channels: list[Any]) -> Cells:
    """The default of a kind first, the others numbered."""
    told, counts = Cells(), Counter[str]()
    known = stored.objects(channels)
    for each in sorted(known, key=lambda each: each.get("default") is not True):
        kind = stored.line(each, "kind")
        counts[kind] += 1
        told[kind if counts[kind] == 1 else f"{kind} {counts[kind]}"] = stored.line(each, "value")
    return told


def _addresses(uses: list[Any]) -> Cells:
    """All by their titles, and the parts of the one by which they are known, and of those that are the default for
    something else."""
    told = sorted(stored.objects(uses), key=lambda use: VISITING not in stored.lines(use, "default_for"))
    found: Cells = {ADDRESSES: _joined([stored.part(each, "address") for each in told], "title")}
    for place, use in enumerate(told):
        names = ["address"] if place == 0 else [f"{each}_address" for each in stored.lines(use, "default_for")]
        for name in names:
            found |= _address(name, use)
    return found


def _address(name: str, use: Data) -> Cells:
    address, purposes = stored.part(use, "address"), stored.lines(use, "purposes")
    told: Cells = {f"{name}.purpose": purposes[0]} if purposes else {}
    for part in ("id", *SNAPSHOT):
        told |= _of(f"{name}.{part}", address.get(part), NOTHING)
    return told


SHAPES: Mapping[str, Callable[[list[Any]], Cells]] = {CHANNELS: _channels, ADDRESSES: _addresses}
