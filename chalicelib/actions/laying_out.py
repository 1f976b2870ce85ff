"""Layouts as somebody gets them, without what they may not see, and what is wrong with those that are sent."""

from collections.abc import Iterator
from typing import Any

from chalicelib.access import held, reading
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.errors import FieldError, Invalid
from chalicelib.models import layout, stored
from chalicelib.models.layout import FIELDS, KINDS, RECORD, SETTING, START
from chalicelib.models.record_type import Data
from chalicelib.models.registry import TYPES

NONE_THERE = "There is no such record, or not for you; correct the id."
NO_FIELD = "There is no such field of this type; GET /v1/schema/{} tells of those that there are."


def seen(actor: Actor, setting: dict[str, Any]) -> list[Data]:
    """Those of their role. A screen of which nothing is left to see is laid out as Relata ships it."""
    return _told(actor, layout.of_role(setting, actor.role))


def card(actor: Actor, setting: dict[str, Any], of: str) -> list[Data]:
    """The blocks on the card of a type, none where nobody laid it out. No round trip, unless it shows saved ones."""
    mine = {each: told for each, told in layout.of_role(setting, actor.role).items() if each == of}
    return [block for each in _told(actor, mine) for block in each["blocks"]]


def _told(actor: Actor, mine: dict[str, Data]) -> list[Data]:
    wanted = [found for each in mine.values() for _, found, _ in layout.records([each])]
    there = frozenset(reading.linked(actor, wanted)) if wanted else frozenset()
    told = {of: {**each, "blocks": list(_seen(actor, each, there))} for of, each in mine.items() if _reads(actor, of)}
    bare = layout.of_role({}, actor.role)
    return [each if each["blocks"] or of not in bare else _bare(actor, bare[of]) for of, each in told.items()]


def _bare(actor: Actor, shipped: Data) -> Data:
    return {**shipped, "blocks": list(_seen(actor, shipped, frozenset()))}


def _reads(actor: Actor, of: str) -> bool:
    return of == START or (of in TYPES and reading.may(actor, Right(of, "read")))


def _seen(actor: Actor, told: Data, there: frozenset[str]) -> Iterator[Data]:
    known = reading.knows(actor)(told["of"])
    for block in told["blocks"]:
        kind = KINDS.get(block["kind"])
        if kind is None or (kind.of and not reading.may(actor, Right(kind.of, "read"))):
            continue
        if kind.takes == RECORD and block[RECORD] not in there:
            continue
        shown = [each for each in stored.lines(block, FIELDS) if known and each in known.names]
        if kind.takes != FIELDS or shown:
            yield {**block, **({FIELDS: shown} if shown else {})}


def hold(actor: Actor, sent: list[Data]) -> None:
    """Raises Invalid. What they show is to be there for who says so; others get what they may see of it."""
    faults = [*_screens(actor, sent), *layout.faults(sent)]
    if faults := faults or list(_records(actor, sent)):
        raise Invalid(errors=faults)


def _screens(actor: Actor, sent: list[Data]) -> Iterator[FieldError]:
    rights = held.of(actor.tenant)
    for place, each in enumerate(sent):
        path, of, role = f"{SETTING}[{place}]", each["of"], stored.line(each, "role")
        if of != START and (of not in TYPES or TYPES[of].kept_by):
            yield FieldError(f"{path}.of", "unknown_type", "There is no such type; GET /v1/schema tells of all.")
        elif of != START:
            yield from _fields(actor, path, each)
        if role and rights.role(role) is None:
            told = f"There is no such role; choose from {', '.join(rights.role_keys())}."
            yield FieldError(f"{path}.role", "unknown_role", told)


def _fields(actor: Actor, path: str, told: Data) -> Iterator[FieldError]:
    known = reading.knows(actor)(told["of"])
    for number, block in enumerate(told["blocks"]):
        for place, name in enumerate(block[FIELDS]):
            if known is None or name not in known.names:
                at = f"{path}.blocks[{number}].{FIELDS}[{place}]"
                yield FieldError(at, "unknown_field", NO_FIELD.format(told["of"]))


def _records(actor: Actor, sent: list[Data]) -> Iterator[FieldError]:
    wanted = list(layout.records(sent))
    found = reading.linked(actor, [each for _, each, _ in wanted]) if wanted else {}
    for path, each, of in wanted:
        if each not in found or found[each].type != of or not found[each].alive:
            yield FieldError(path, "no_such_record", NONE_THERE)
