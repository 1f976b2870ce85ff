"""Deciding on what joins others: it is for who sees all of them, and changed by who may edit one. Pure."""

from collections.abc import Sequence

from chalicelib.access.decision import (
    NEEDS,
    Asked,
    Decision,
    Right,
    Row,
    ask,
    first,
    is_of_administrators,
    stakes_of,
)
from chalicelib.access.rights import RANKS
from chalicelib.models.registry import TYPES, type_of

NOT_SEEN, NOT_EDITED = "they do not see all that it joins", "they may edit nothing of what it joins"


def decided(asked: Asked, rows: Sequence[Row]) -> Decision | None:
    """What keeps them from it, by the `rows` for what it joins; None where nothing does."""
    ends = asked.stakes.ends
    seen = [_at(asked, rows, each, "read") for each in ends]
    if not all(each.allowed for each in seen):
        return _refused(NOT_SEEN, seen)
    if not ends or asked.rank <= RANKS["read"]:
        return None
    edited = [_at(asked, rows, each, "edit") for each in ends]
    return None if any(each.allowed for each in edited) else _refused(NOT_EDITED, edited)


def _refused(because: str, told: Sequence[Decision]) -> Decision:
    return Decision(False, "8", because, tuple(dict.fromkeys(one for each in told for one in each.ask)))


def _at(asked: Asked, rows: Sequence[Row], end: str, action: str) -> Decision:
    """Nothing is read of what is open to them, whatever the record."""
    declared, around = type_of(end), asked.around or {}
    if declared is None:
        return Decision(False, "8", NOT_SEEN)
    right = Right(declared.name, action)
    if _is_open(asked, right):
        return Decision(True, "12", "the type is open to all colleagues")
    record = around.get(end)
    if record is None:
        return Decision(False, "8", NOT_SEEN, ask=(end,))
    others = set(stakes_of(record).around) - {end}
    return first(rows, ask(asked.subject, right, record, around if others <= around.keys() else None))


def _is_open(asked: Asked, right: Right) -> bool:
    """Where nothing around is restricted."""
    subject, declared = asked.subject, TYPES[right.type]
    if is_of_administrators(right.type):
        return right.action == "read" and not declared.closed and not declared.follows
    open_to = subject.default_rank(right.type) >= NEEDS.get(right.action, RANKS["edit"])
    granted = right.action in subject.grant(right.type).actions
    return open_to and granted and subject.shut.keys().isdisjoint(asked.stakes.around)
