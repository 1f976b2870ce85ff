"""What leads to one record leads to another instead: pure, by the `links` that every type declares."""

import copy
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from chalicelib.merge_patch import without_nothing
from chalicelib.models import custom, custom_found, snapshot
from chalicelib.models.custom_found import FOUND
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, Prepared, RecordType
from chalicelib.models.registry import TYPES

Moves = Mapping[str, str]  # where what leads to the one is to lead


def mentions(value: Any, ids: Collection[str]) -> bool:
    if isinstance(value, dict):
        return any(mentions(each, ids) for each in value.values())
    if isinstance(value, list):
        return any(mentions(each, ids) for each in value)
    return isinstance(value, str) and value in ids


def relinked(declared: RecordType, data: Data, moves: Moves) -> Data:
    """Each link to one of them, and whatever else names it, such as criteria. Where a list then says the same twice, it
    says so once."""
    if declared.bereft is not None:  # it says itself what it becomes
        return data
    data = copy.deepcopy(data)
    for link in declared.links(data):
        if not link.live and (target := moves.get(link.snapshot.get("id", ""))):
            link.snapshot.clear()  # what it was called is made anew
            link.snapshot["id"] = target
    targets = set(moves.values())
    return {name: _once(_renamed(value, moves), targets) for name, value in data.items()}


def _renamed(value: Any, moves: Moves) -> Any:
    if isinstance(value, dict):
        return {name: _renamed(each, moves) for name, each in value.items()}
    if isinstance(value, list):
        return [_renamed(each, moves) for each in value]
    return moves.get(value, value) if isinstance(value, str) else value


def _once(value: Any, targets: Collection[str]) -> Any:
    if not isinstance(value, list):
        return value
    kept: list[Any] = []
    for row in value:
        place = next((n for n, each in enumerate(kept) if mentions(row, targets) and _plain(each) == _plain(row)), None)
        if place is None:
            kept.append(row)
        else:
            kept[place] = _united(kept[place], row)
    return kept


def _plain(row: Any) -> Any:
    """Without what is said in lists, and what a link keeps of what it leads to."""
    if not isinstance(row, dict):
        return row
    if "id" in row:
        return row["id"]
    return {name: _plain(each) for name, each in row.items() if not isinstance(each, list)}


def _united(row: Any, other: Any) -> Any:
    """With what either says in lists, such as the purposes of an address."""
    if not isinstance(row, dict) or "id" in row:
        return row
    lists = {name: each for name, each in other.items() if isinstance(each, list)}
    return {**row, **{name: [*row.get(name, ()), *(e for e in each if e not in row.get(name, ()))]
                      for name, each in lists.items()}}  # fmt: skip


def of_all(found: Mapping[str, Record], moves: Moves) -> dict[str, Record]:
    """As they will stand, so that what is copied of them is not copied of what was."""
    return {id: replace(each, data=relinked(TYPES[each.type], each.data, moves)) for id, each in found.items()}


def prepared(declared: RecordType, data: Data, context: Context) -> Prepared:
    """Ready to be stored: with new copies of what it links to. What stands there is not checked as if it was sent."""
    return _prepared(declared, data, replace(context, before=data))


def prepared_anew(declared: RecordType, data: Data, before: Data, context: Context) -> Prepared:
    """The same of what may have other values of custom fields than it had."""
    if not declared.is_customised:
        return prepared(declared, data, context)
    shaped = custom.shaped(context.customs.get(declared.name, {}), data, before)
    known = {**custom.without(data), **custom_found.told(before), FOUND: before.get(FOUND)}
    return _prepared(declared, shaped, replace(context, before=known))


def _prepared(declared: RecordType, data: Data, context: Context) -> Prepared:
    data = copy.deepcopy(data)
    for link in declared.links(data):
        snapshot.take(link, context)
    told = declared.prepare(data, replace(context, undone=True))
    return Prepared(without_nothing(told.data), told.faults)
