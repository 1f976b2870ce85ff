"""What is asked of the rights, and what they answer: a right, a decision, and the rows that decide. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from chalicelib.access.right import Right as Right
from chalicelib.access.rights import RANKS
from chalicelib.access.subject import Subject
from chalicelib.models.record import Record
from chalicelib.models.registry import TYPES
from chalicelib.models.stakes import SHARED, Stakes


class Decision(NamedTuple):
    """`rule` is the number of the row that decided, and `because` says it in words. What a refusal would `ask` for are
    the ids of records around it that may turn it: it is final when they were given."""

    allowed: bool
    rule: str
    because: str
    ask: tuple[str, ...] = ()


OWN_WORK = (Right("work", "read"), Right("work", "do"))
PORTAL = (Right("portal", "read"), Right("portal", "do"), Right("portal", "download"))
ANYONE = frozenset({Right("self", "read"), Right("self", "edit"), *OWN_WORK})
SEARCH = Right("search", "read")
NEEDS: Mapping[str, int] = {
    "read": RANKS["view"],
    "view": RANKS["view"],
    "download": RANKS["read"],
    "export": RANKS["read"],
    "comment": RANKS["read"],
    "delete": RANKS["delete"],
    "restore": RANKS["delete"],
    "erase": RANKS["delete"],
}
NO_STAKES = Stakes()
Around = Mapping[str, Record]


@dataclass(slots=True)
class Asked:
    """`record` None is before there is one: to create, to list. `around` has the records that the stakes speak of, as
    far as they exist; None while they have not been read. `rank` is of the level that covers the action. `beside` asks
    the same of each relation that it belongs to; made when it is looked at first."""

    subject: Subject
    right: Right
    record: Record | None
    around: Around | None
    stakes: Stakes
    rank: int
    beside: "list[Asked] | None" = None


Row = Callable[[Asked], Decision | None]


def ask(subject: Subject, right: Right, record: Record | None, around: Around | None) -> Asked:
    stakes = stakes_of(record) if record else NO_STAKES
    return Asked(subject, right, record, around, stakes, NEEDS.get(right.action, RANKS["edit"]))


def first(rows: Iterable[Row], asked: Asked) -> Decision:
    """What the first row says that has something to say; where none has, it is no."""
    for row in rows:
        decision = row(asked)
        if decision is not None:
            return decision
    return Decision(False, "15", "no rule allows it")


def stakes_of(record: Record) -> Stakes:
    """Of what is damaged, so that its type is not known, nobody has any."""
    declared = TYPES.get(record.type)
    return declared.stakes(record.kept or record) if declared else NO_STAKES


def is_internal(stakes: Stakes) -> bool:
    return stakes.visibility not in ("", SHARED)


def other_tenant(asked: Asked) -> Decision | None:
    if asked.record is not None and asked.record.tenant != asked.subject.tenant:
        return Decision(False, "0", "it is another tenant's")
    return None


def own_account(asked: Asked) -> Decision | None:
    if asked.right in ANYONE:
        return Decision(True, "own", "what is one's own")
    is_me = asked.record is not None and asked.record.id == asked.subject.user
    return Decision(True, "own", "this is them") if is_me and asked.right.action == "read" else None


def is_of_administrators(type_name: str) -> bool:
    """What describes rights, and what is no record of the tenant's work: nobody else changes it, whatever their
    profile says."""
    declared = TYPES.get(type_name)
    return declared is None or bool(declared.kept_by) or declared.administered
