"""May this subject do this? Pure; the first row that matches decides, and the answer names it. Fails closed, and never
raises on what is stored.

The rows stand in `inside` for colleagues and in `outside` for others."""

from chalicelib.access.decision import (
    ANYONE,
    OWN_WORK,
    PORTAL,
    SEARCH,
    Around,
    Decision,
    Right,
    ask,
    first,
    is_of_administrators,
    stakes_of,
)  # fmt: skip
from chalicelib.access.inside import INSIDE
from chalicelib.access.outside import OUTSIDE, openness
from chalicelib.access.subject import Subject
from chalicelib.models.record import Record
from chalicelib.models.registry import TYPES
from chalicelib.models.shipped_rights import EXTERNAL

__all__ = (
    "ANYONE", "OWN_WORK", "PORTAL", "SEARCH", "Decision", "Right", "decide", "is_of_administrators", "is_plain",
    "openness", "stakes_of",
)  # fmt: skip


def decide(subject: Subject, right: Right, record: Record | None = None, around: Around | None = None) -> Decision:
    rows = OUTSIDE if subject.kind == EXTERNAL else INSIDE
    return first(rows, ask(subject, right, record, around))


def is_plain(right: Right) -> bool:
    """It is decided on who asks alone: nothing that the tenant says of rights makes a difference."""
    if is_of_administrators(right.type):
        return right.type not in TYPES or not TYPES[right.type].follows
    return right in ANYONE or right in PORTAL or right == SEARCH
