"""People from outside see no more of what became one than they saw of each: a tie keeps its reach only where the same
person was tied to all of them with as much."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from chalicelib.access import held
from chalicelib.models import stakes, stored
from chalicelib.models.link import REACHED, TOP
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.tie import TIE

OWN, REACH, RELATION = "own", "reach", "relation"
Tie = Mapping[str, Any]


def ties(tenant: str) -> list[Tie]:
    return list(held.of(tenant).sections[stakes.TIES].values())


def narrowed(declared_name: str, data: Data, known: Mapping[str, Sequence[str]]) -> Data:
    """What they take part in themselves is theirs to see still."""
    if declared_name != TIE.name or data.get(REACH) == OWN:
        return data
    user, reach = stored.line(stored.part(data, "user"), "id"), stored.line(data, REACH)
    return data if reach in known.get(user, ()) else {**data, REACH: OWN, "relations": []}


def shared(tenant: str, ids: Sequence[str]) -> dict[str, list[str]]:
    """By user the reaches with which they are tied to each of these."""
    told: dict[str, dict[str, set[str]]] = {}
    for tie in ties(tenant):
        if tie.get(RELATION) in ids:
            told.setdefault(stored.line(tie, "user"), {}).setdefault(tie[RELATION], set()).add(stored.line(tie, REACH))
    return {user: sorted(set.intersection(*by.values())) for user, by in told.items() if len(by) == len(ids)}


def by_others(tenant: str, ids: Sequence[str]) -> list[str]:
    """The users who reach some of these through another relation, and not all."""
    others = [tie for tie in ties(tenant) if tie.get(RELATION) not in ids]
    told = [(stored.line(tie, "user"), _reached(tie).intersection(ids)) for tie in others]
    return sorted({user for user, reached in told if reached and len(reached) < len(ids)})


def through(tenant: str, around: Sequence[Collection[str]]) -> list[str]:
    """The users who reach the relations that some of these records belong to, and not what others belong to."""
    told = [(tie, _reached(tie) | {stored.line(tie, RELATION)}) for tie in ties(tenant) if tie.get(REACH) != OWN]
    seen = ((stored.line(tie, "user"), {not reached.isdisjoint(each) for each in around}) for tie, reached in told)
    return sorted({user for user, sees in seen if len(sees) > 1})


def anybody(tenant: str, those: Sequence[Record]) -> list[str]:
    """The users who are tied to some of these companies and not to all with as much, while no tie says who they are
    there: they take part in all that the company does."""
    ids = [each.id for each in those if is_company(each)]
    known = shared(tenant, ids)
    direct = [tie for tie in ties(tenant) if tie.get(RELATION) in ids and not tie.get("contact")]
    return sorted({stored.line(tie, "user") for tie in direct if not _keeps(tie, known)})


def _keeps(tie: Tie, known: Mapping[str, Sequence[str]]) -> bool:
    return stored.line(tie, REACH) in known.get(stored.line(tie, "user"), ())


def _reached(tie: Tie) -> set[str]:
    return {stored.line(tie, TOP), *stored.lines(tie, "listed"), *stored.lines(tie, REACHED)}


def signing_in(tenant: str, those: Sequence[Record]) -> list[str]:
    """Those of them that somebody from outside signs in as."""
    known = {each for tie in ties(tenant) for each in _persons(tie)}
    return [each.id for each in those if each.id in known and not is_company(each)]


def _persons(tie: Tie) -> Iterator[str]:
    """The contact; without one they are the relation itself, such as a person."""
    yield stored.line(tie, "contact") or stored.line(tie, RELATION)


def is_company(record: Record) -> bool:
    return stored.line(record.data, "kind") == "company"


def narrowing(tenant: str, ids: Sequence[str]) -> int:
    """How many ties will reach less far."""
    known = shared(tenant, ids)
    direct = [tie for tie in ties(tenant) if tie.get(RELATION) in ids and tie.get(REACH) != OWN]
    return sum(not _keeps(each, known) for each in direct)
