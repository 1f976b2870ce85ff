"""What the rights say, told to whoever asks: how far somebody may go with a record, and how they see a field. Pure."""

from dataclasses import replace
from typing import NamedTuple

from chalicelib.access import fields
from chalicelib.access.decide import Decision, Right, decide, is_of_administrators
from chalicelib.access.decision import Around, ask, first, stakes_of
from chalicelib.access.grant import FIELD_LEVELS
from chalicelib.access.inside import INSIDE
from chalicelib.access.outside import OUTSIDE
from chalicelib.access.rights import RANKS
from chalicelib.access.subject import Subject
from chalicelib.models.custom import is_custom
from chalicelib.models.record import Record
from chalicelib.models.record_type import RecordType
from chalicelib.models.shipped_rights import EXTERNAL

LEVEL_OF_FIELD = {rank: level for level, rank in FIELD_LEVELS.items()}
OWN_WORDS = {
    fields.NONE: "no profile shows it",
    fields.READ: "a profile lets them read it",
    fields.WRITE: "a profile lets them write it",
}
WRITING = frozenset({"create", "edit"})


class FieldTold(NamedTuple):
    """`level` is none, read or write."""

    name: str
    level: str
    because: str


class Holding(NamedTuple):
    """How far somebody may go with a record, `rank` by the levels of an access list; 0 is not at all."""

    rank: int
    decision: Decision


# ------------------------------------------------------------------------------------------------------ records


def holding(who: Subject, record: Record, around: Around) -> Holding:
    """The highest level, with what decided on that. Who sees only pages of a document has no more than its view."""
    looks = "download" if stakes_of(record).for_viewing else "read"
    for action, rank in (("delete", RANKS["delete"]), ("edit", RANKS["edit"]), (looks, RANKS["read"])):
        decision = _at(who, Right(record.type, action), rank, record, around)
        if decision.allowed:
            return Holding(rank, decision)
    decision = decide(who, Right(record.type, "read"), record, around)
    return Holding(RANKS["view"] if decision.allowed else 0, decision)


def _at(who: Subject, right: Right, rank: int, record: Record, around: Around) -> Decision:
    rows = OUTSIDE if who.kind == EXTERNAL else INSIDE
    return first(rows, replace(ask(who, right, record, around), rank=rank))


# ------------------------------------------------------------------------------------------------------- fields


def field(who: Subject, declared: RecordType, name: str) -> FieldTold:
    rank = fields.rank(who, declared, name)
    if rank == fields.WRITE and not _is_sent(declared, name):
        return FieldTold(name, "read", "it is computed")
    return FieldTold(name, LEVEL_OF_FIELD[rank], _because(who, declared, name, rank))


def covers(told: FieldTold, action: str) -> bool:
    return told.level == "write" or (told.level == "read" and action not in WRITING)


def _because(who: Subject, declared: RecordType, name: str, rank: int) -> str:
    if who.is_administrator:
        return "an administrator"
    if is_of_administrators(declared.name):
        return "nothing of this type is hidden"
    if who.kind == EXTERNAL:
        return "people from outside see it" if rank else "it is not for people from outside"
    if name in declared.essential and not who.grant(declared.name).field_rank(name):
        return "a record is known by it, so that it cannot be hidden"
    if name in declared.made_of and (parts := declared.made_of[name]):
        return f"it is made of {', '.join(sorted(parts))}"
    return OWN_WORDS[rank]


def not_all(who: Subject, declared: RecordType) -> dict[str, str]:
    """The level of each field that they do not see, or might write, but only read."""
    told = (field(who, declared, name) for name in (*sorted(declared.names), *who.custom(declared)))
    return {
        each.name: each.level
        for each in told
        if each.level == "none" or (each.level == "read" and _is_sent(declared, each.name))
    }


def _is_sent(declared: RecordType, name: str) -> bool:
    """Whether somebody could write it."""
    return name in declared.fields.model_fields or is_custom(name)
