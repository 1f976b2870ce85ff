"""What stands in a tree below a record, or in the whole of its tree: as far as a record that spans it is told, which
keeps their ids. One round trip a level."""

from functools import partial
from typing import NamedTuple

from chalicelib.models import stored
from chalicelib.models.link import REACHED, TOP, WHOLE
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data, RecordType
from chalicelib.models.registry import type_of
from chalicelib.storage import derived, keys, records, table
from chalicelib.storage.at_once import at_once

MOST_REACHED = 200
MOST_LEVELS = 12


class Spread(NamedTuple):
    """All below `top`, in order of their levels, as far as they were read; whether that is `whole`."""

    top: str
    below: list[str]
    whole: bool


def filled(tenant: str, declared: RecordType, data: Data) -> Data:
    """The data with what it spans now."""
    if declared.spans is None:
        return data
    span = declared.spans.told(data)
    kept = {name: value for name, value in data.items() if name not in (REACHED, TOP, WHOLE)}
    if span is None:
        return kept
    found = of(tenant, span.root, from_top=span.from_top)
    reached = [each for each in [found.top, *found.below] if each != span.root]
    return {**kept, REACHED: reached, TOP: found.top, WHOLE: found.whole}


def of(tenant: str, root: str, *, from_top: bool) -> Spread:
    declared = type_of(root)
    if declared is None or not declared.tree:
        return Spread(root, [], True)
    top = above(tenant, root)[-1] if from_top else root
    below, whole = _below(tenant, declared, top)
    return Spread(top, below, whole)


def above(tenant: str, record_id: str) -> list[str]:
    """It itself, and what it stands below up to the top. A circle ends, and so does what is gone."""
    found = [record_id]
    while len(found) <= MOST_LEVELS and (parent := _parent(records.get(tenant, found[-1]))):
        found.append(parent)
    return found


def _parent(record: Record | None) -> str:
    declared = type_of(record.id) if record else None
    return stored.line(stored.part(record.data, declared.tree), "id") if record and declared else ""


def _below(tenant: str, declared: RecordType, top: str) -> tuple[list[str], bool]:
    found: dict[str, None] = {}
    level, whole = [top], True
    while level and whole:
        read = at_once([partial(_children, tenant, declared, each) for each in level])
        fresh = dict.fromkeys(each for children, _ in read for each in children if each != top and each not in found)
        whole = not any(more for _, more in read) and len(found) + len(fresh) <= MOST_REACHED
        found |= dict.fromkeys(list(fresh)[: MOST_REACHED - len(found)])
        level = list(fresh)
    return list(found), whole


def _children(tenant: str, declared: RecordType, parent: str) -> tuple[list[str], bool]:
    pk = keys.partition(tenant, derived.FACET, declared.name, declared.tree, parent)
    rows = table.query(tenant, pk, limit=MOST_REACHED)
    return [keys.entry_record_id(sk) for sk, _ in rows.rows], rows.more
