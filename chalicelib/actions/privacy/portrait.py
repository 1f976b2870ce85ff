"""A record as it is told to whom it is about: all that is kept of them, and of others only what they are to it. Pure.

Others stand in it as "a colleague", "another person" and "another party"; the companies of the person keep their names,
since they are part of theirs. What people wrote about others in texts is left for a human to look at."""

from typing import Any, NamedTuple

from chalicelib.models import stored
from chalicelib.models.custom import FOUND
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data

ROLES = {"usr": "a colleague", "con": "another person", "rel": "another party"}
TYPED = "another person"
ABOUT_OTHERS = ("correspondent", "correspondent_name")


class Sitter(NamedTuple):
    """`ids` are the records that they are and the companies of those, `emails` their own addresses of mail."""

    ids: frozenset[str]
    emails: frozenset[str]


def told(sitter: Sitter, record: Record, history: list[Data]) -> Data:
    return {
        "id": record.id,
        "type": record.type,
        "created_at": record.created_at,
        "updated_at": record.updated_at,
        "archived_at": record.archived_at,
        "data": seen(sitter, {name: value for name, value in record.data.items() if name != FOUND}),
        "history": [_change(sitter, each) for each in history],
    }


def _change(sitter: Sitter, change: Data) -> Data:
    kept: Data = {name: change[name] for name in ("version", "action", "at") if name in change}
    return {**kept, "by": _by(stored.line(change, "by")), "changed": _changed(sitter, change)}


def _changed(sitter: Sitter, change: Data) -> Any:
    return seen(sitter, {name: value for name, value in change.get("changed", {}).items() if name != FOUND})


def _by(who: str) -> str:
    return who if who.startswith("system:") else ROLES["usr"]


def seen(sitter: Sitter, value: Any) -> Any:
    if isinstance(value, list):
        return [seen(sitter, each) for each in value]
    return _object(sitter, value) if isinstance(value, dict) else value


def _object(sitter: Sitter, value: Data) -> Data:
    linked = stored.line(value, "id")
    role = ROLES.get(linked.partition("_")[0])
    if role and linked not in sitter.ids:
        return {"role": role}
    if "part" in value and _is_of_another(sitter, value):
        return {"part": value["part"], "role": TYPED}
    left = {name: each for name, each in value.items() if not _tells_of_another(sitter, name, value)}
    return {name: seen(sitter, each) for name, each in left.items()}


def _is_of_another(sitter: Sitter, participant: Data) -> bool:
    """Typed, and not with their address."""
    linked = any(participant.get(name) for name in ("user", "contact", "relation"))
    return not linked and stored.line(participant, "email").lower() not in sitter.emails


def _tells_of_another(sitter: Sitter, name: str, value: Data) -> bool:
    theirs = stored.line(value, ABOUT_OTHERS[0]).lower() in sitter.emails
    return (name in ABOUT_OTHERS and not theirs) or name in ("uploaded_by", "done_by")
