"""Deciding on records with what is around them: what decisions ask for is read until they are final."""

from collections.abc import Collection
from typing import NamedTuple

from chalicelib.access.decide import Decision, Right, decide
from chalicelib.access.subject import Subject
from chalicelib.models.record import Record
from chalicelib.storage import records


class Decided(NamedTuple):
    """By the ids of the records, and what was read around them."""

    told: dict[str, Decision]
    around: dict[str, Record]


def decided(who: Subject, action: str, found: Collection[Record], type_name: str = "") -> Decided:
    """No round trip for what is allowed as it is, or by what is decided on along with it; else one, and one more for
    each level that stands above."""
    rights = {each.id: Right(type_name or each.type, action) for each in found}
    told = {each.id: decide(who, rights[each.id], each) for each in found}
    live = {each.id: each for each in found}
    around: dict[str, Record] = {}
    asked: set[str] = set()
    while wanted := {one for each in told.values() for one in each.ask} - asked:
        asked |= wanted
        around |= {each: live[each] for each in wanted & live.keys()}
        around |= records.get_all(who.tenant, wanted - live.keys())
        told |= {each.id: decide(who, rights[each.id], each, around) for each in found if told[each.id].ask}
    return Decided(told, around)
