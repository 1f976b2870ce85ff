"""Changes of what may be done and seen stand in the audit log: of the records that describe rights, of who owns a
record or is on its list, and of what people from outside see of it. Which fields were changed, not what they say: that
is in the history of the record.

Idempotent by the change, whose row has always the same key (R1)."""

from collections.abc import Mapping
from typing import Any

from chalicelib.models.registry import TYPES
from chalicelib.models.stakes import ACCESS, CO_OWNERS, OWNER, RESTRICTED
from chalicelib.storage import audit
from chalicelib.storage.change import CREATED

Change = Mapping[str, Any]
OPERATION = "change_rights"
GUARDS = frozenset({ACCESS, RESTRICTED})
GIVES = frozenset({OWNER, CO_OWNERS, "keeper", "visibility", "download"})  # of what was there already
PLAIN = frozenset({"name", "email", "language", "time_zone", "description"})  # of users and of rights: says nothing


def concerns(change: Change) -> bool:
    return bool(_fields(change))


def tell(tenant: str, change: Change) -> None:
    told = {name: change[name] for name in ("at", "by", "action", "type", "record", "version")}
    told |= {"channel": change.get("channel", ""), "operation": OPERATION, "outcome": audit.ALLOWED}
    row = {**told, "fields": sorted(_fields(change))}
    audit.keep(tenant, row, f"{change['record']}:{change['version']}")


def _fields(change: Change) -> frozenset[str]:
    changed = frozenset(change["changed_fields"])
    if TYPES[change["type"]].administered:
        return changed - PLAIN
    if change["action"] == CREATED:
        return frozenset(name for name in changed & GUARDS if _says(change, name))
    return changed & (GUARDS | GIVES)


def _says(change: Change, name: str) -> bool:
    """Of a new record. An event that would be too large comes without."""
    sides = change.get("changed", {}).get(name, {"now": True})
    return bool(sides.get("now"))
