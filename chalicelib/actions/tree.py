"""The tree that a record stands in: up to its root, and down to all below it."""

from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.access.reading import keeps, may_read, sees
from chalicelib.actions import lists
from chalicelib.models.record import Record
from chalicelib.models.record_type import RecordType
from chalicelib.storage import listing, records
from chalicelib.storage.listing import Question

MOST_NODES = 200


def of(actor: Actor, declared: RecordType, record: Record) -> tuple[list[dict[str, Any]], bool]:
    """Of who may not see what stands above what, the record alone."""
    if not sees(actor, declared, declared.tree):
        return [_node(declared, record, None)], True
    return below(actor, declared, root_of(actor, declared, record))


def root_of(actor: Actor, declared: RecordType, record: Record) -> Record:
    """One round trip a level."""
    readable, seen = may_read(actor), {record.id}
    while True:
        parent_id = (record.data.get(declared.tree) or {}).get("id")
        parent = records.get(actor.tenant, parent_id) if parent_id and parent_id not in seen else None
        if parent is None or not readable(parent):
            return record
        record = parent
        seen.add(record.id)


def below(actor: Actor, declared: RecordType, top: Record) -> tuple[list[dict[str, Any]], bool]:
    """All nodes, parents before children, and whether that was all; two round trips a node that has children."""
    nodes = [_node(declared, top, None)]
    waiting = [top.id]
    while waiting and len(nodes) < MOST_NODES:
        parent = waiting.pop(0)
        for child in _children(actor, declared, parent, MOST_NODES - len(nodes)):
            nodes.append(_node(declared, child, parent))
            waiting.append(child.id)
    return nodes, not waiting


def _children(actor: Actor, declared: RecordType, parent: str, most: int) -> list[Record]:
    """Only links from the tree itself are faceted on it, so that its facet holds the children and nothing else."""
    asked = lists.parse(actor, declared, {"field": declared.tree, "op": "eq", "value": parent})
    source = listing.source(actor.tenant, declared, asked, declared.natural, backward=False)
    found: list[Record] = []
    after = ""
    while len(found) < most:
        question = Question(actor.tenant, declared, source, asked, keeps(actor), most - len(found))
        page = listing.page(question, after)
        found, after = found + page.records, page.next
        if not after:
            break
    return found


def _node(declared: RecordType, record: Record, parent: str | None) -> dict[str, Any]:
    return {
        "id": record.id,
        "type": record.type,
        "title": declared.title(record.data),
        "place": declared.place(record.data),
        "parent": parent,
    }
