"""What a record is connected with, and what that is connected with: by connections, and by who is whose parent company.
Four round trips at most: around the record, around its neighbours, all records of both, and what rights ask for."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from chalicelib import clock
from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.errors import NotFound
from chalicelib.models import connection, link_type, shipped_links, stored
from chalicelib.models.connection import CONNECTION
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.registry import TYPES, type_of
from chalicelib.models.relation import RELATION
from chalicelib.storage import beside, packed, records, tenant_settings
from chalicelib.storage.at_once import at_once
from chalicelib.storage.beside import Facet
from chalicelib.storage.tenant_settings import Settings

MOST_NODES, MOST_EDGES, MOST_EXPANDED, MOST_BESIDE = 200, 400, 60, 200
RECORD = "record"
TOLD = ("priority", "percentage", "started_on", "ended_on")


@dataclass
class Found:
    """What was come upon, nearest first: `nodes` with the number of hops, `edges` the ids of connections."""

    root: str
    hops: int
    day: str
    nodes: dict[str, int] = field(default_factory=dict)
    edges: dict[str, None] = field(default_factory=dict)
    live: dict[str, Record] = field(default_factory=dict)
    complete: bool = True

    def add(self, node: str, hops: int, edge: str = "") -> None:
        if node not in self.nodes and len(self.nodes) == MOST_NODES:
            self.complete = False
            return
        self.nodes.setdefault(node, hops)
        if edge and len(self.edges) == MOST_EDGES and edge not in self.edges:
            self.complete = False
        elif edge:
            self.edges[edge] = None


def of(actor: Actor, root: str, hops: int) -> Data:
    """Raises NotFound where the record is not there, or not for this actor, or nothing that is connected."""
    if type_of(root) not in map(TYPES.get, connection.JOINED):
        raise NotFound
    found = Found(root, hops, clock.timestamp()[:10], {root: 0})
    for hop in range(hops):
        _expand(actor.tenant, found, [each for each, at in found.nodes.items() if at == hop], hop + 1)
        if root not in found.live:
            raise NotFound
    settings = _read_all(actor.tenant, found)
    seen = reading.seen(actor, [each for each in found.live.values() if each.alive or each.id == root])
    if root not in seen:
        raise NotFound
    return _told(actor, found, seen, settings)


# ---------------------------------------------------------------------------------------------------------- finding


def _expand(tenant: str, found: Found, ids: list[str], hop: int) -> None:
    some = ids[:MOST_EXPANDED]
    found.complete = found.complete and len(some) == len(ids)
    joined = {each: Facet(CONNECTION.name, RECORD, each) for each in some}
    below = {each: Facet(RELATION.name, RELATION.tree, each) for each in some if type_of(each) is RELATION}
    live, shelves = beside.read(tenant, some, [*joined.values(), *below.values()], MOST_BESIDE)
    found.live |= live
    found.complete = found.complete and not any(each.more for each in shelves.values())
    for each in some:
        if parent := _parent(live.get(each)):
            found.add(parent, hop)
        for child in shelves[below[each]].digests if each in below else ():
            found.add(child, hop)
        for edge, digest in _current_first(shelves[joined[each]].digests, found.day):
            for other in stored.lines(digest, RECORD):
                found.add(other, hop, edge)


def _parent(record: Record | None) -> str:
    return stored.line(stored.part(record.data if record else {}, RELATION.tree), "id")


def _current_first(digests: dict[str, str], day: str) -> list[tuple[str, Data]]:
    told = [(edge, packed.read(digest)) for edge, digest in digests.items()]
    return sorted(told, key=lambda each: not connection.holds_on(each[1], day))


def _read_all(tenant: str, found: Found) -> Settings:
    wanted = [each for each in (*found.nodes, *found.edges) if each not in found.live]
    parts = [wanted[start : start + records.BATCH] for start in range(0, len(wanted), records.BATCH)]
    calls: list[Any] = [partial(records.get_many, tenant, part) for part in parts]
    settings, *several = at_once([partial(tenant_settings.read, tenant, link_type.SETTING), *calls])
    for each in several:
        found.live |= each
    told: Settings = settings
    return told


# ---------------------------------------------------------------------------------------------------------- telling


def _told(actor: Actor, found: Found, seen: dict[str, Record], settings: Settings) -> Data:
    """Of what may be seen, what is reached by what may be seen."""
    edges = [*_joining(found, seen, settings), *_standing(actor, found, seen, settings.language)]
    reached = _reached(found, edges)
    nodes = [_node(seen[each], hops) for each, hops in reached.items() if each in seen]
    return {
        "nodes": sorted(nodes, key=lambda each: (each["hops"], each["title"])),
        "edges": [each for each in edges if all(each[name] in reached for name in connection.ENDS)],
        "complete": found.complete,
    }


def _joining(found: Found, seen: dict[str, Record], settings: Settings) -> Iterator[Data]:
    known = link_type.of(settings.values)
    for each in (seen[edge] for edge in found.edges if edge in seen):
        ends, key = connection.ends(each.data), stored.line(each.data, connection.TYPE)
        if len(ends) == len(connection.ENDS) and all(end in seen and end in found.nodes for end in ends):
            names = link_type.both_names(known.get(key, {"key": key}), settings.language)
            told = {name: each.data[name] for name in TOLD if name in each.data}
            is_current = connection.holds_on(each.data, found.day)
            yield {"id": each.id, "link_type": key, **_sides(ends), **names, "is_current": is_current, **told}


def _standing(actor: Actor, found: Found, seen: dict[str, Record], language: str) -> Iterator[Data]:
    """Who is whose parent company stands in the companies themselves."""
    if not reading.sees(actor, RELATION, RELATION.tree):
        return
    names = link_type.both_names(shipped_links.PARENT, language)
    for node in found.nodes:
        parent = _parent(seen.get(node))
        if parent in seen and parent in found.nodes:
            yield {"id": None, "link_type": RELATION.tree, **_sides([parent, node]), **names, "is_current": True}


def _sides(ends: list[str]) -> Data:
    return dict(zip(connection.ENDS, ends, strict=True))


def _reached(found: Found, edges: list[Data]) -> dict[str, int]:
    """In how many hops."""
    told, waiting = {found.root: 0}, [found.root]
    beside: dict[str, list[str]] = {}
    for each in edges:
        one, other = (each[name] for name in connection.ENDS)
        beside.setdefault(one, []).append(other)
        beside.setdefault(other, []).append(one)
    for node in waiting:
        for other in beside.get(node, ()):
            if other not in told and told[node] < found.hops:
                told[other] = told[node] + 1
                waiting.append(other)
    return told


def _node(record: Record, hops: int) -> Data:
    declared = TYPES[record.type]
    return {
        "id": record.id,
        "type": record.type,
        "kind": stored.line(record.data, "kind") if record.type == RELATION.name else None,
        "title": declared.title(record.data),
        "place": declared.place(record.data),
        "hops": hops,
    }
