"""Which kinds of activity somebody is told of where they name kinds: a colleague of all, who is from outside of those
that Relata ships. One that an organisation made may tell by its key what is not for them."""

from collections.abc import Collection, Mapping
from typing import Any

from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.access.right import Right
from chalicelib.errors import FieldError
from chalicelib.models import activity_kind, stored
from chalicelib.models.record_type import Data

ABSENT = "There is no such kind."


def known(actor: Actor, setting: Mapping[str, Any]) -> Collection[str]:
    """What they may choose among; were others taken, it would tell that they are there."""
    return activity_kind.of(setting) if actor.kind == "employee" else activity_kind.SHIPPED


def refused(actor: Actor, faults: list[FieldError]) -> list[FieldError]:
    """What there is instead is for who may ask for the kinds. One round trip at most, where something is refused."""
    if not faults or reading.may(actor, Right("activity", "read")):
        return faults
    return [each._replace(message=ABSENT) if each.code == "not_a_choice" else each for each in faults]


def of_rules(actor: Actor, rules: list[Data]) -> list[Data]:
    """Those by which an organisation reminds people: for who is from outside without the kinds that it made, and
    without those rules that are for such kinds only."""
    if actor.kind == "employee":
        return rules
    for_them = [each for each in rules if not stored.lines(each, "kinds") or _shipped(each)]
    return [{**each, "kinds": _shipped(each)} for each in for_them]


def _shipped(rule: Data) -> list[str]:
    return [each for each in stored.lines(rule, "kinds") if each in activity_kind.SHIPPED]
