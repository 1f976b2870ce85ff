"""A change: written with every save and never again. Audit trail, outbox of events and history in one. Pure."""

from collections.abc import Mapping
from typing import Any

from chalicelib.models import custom_rule
from chalicelib.models.record import Record

CREATED, UPDATED, ARCHIVED, RESTORED = "created", "updated", "archived", "restored"
API, PORTAL, MAIL, HAND_OVER, IDENTITY, REACTION = "api", "portal", "mail", "hand_over", "identity", "reaction"
JOB = "job"  # in the name of who began it


def change(
    before: Record | None, after: Record, request_id: str, about: Mapping[str, Any] | None = None, channel: str = ""
) -> dict[str, Any]:
    """Who, when, which version, by which channel, what became what; and `about` what else, where that is not plain."""
    told = {
        "record": after.id,
        "type": after.type,
        "version": after.version,
        "action": action(before, after),
        "at": after.updated_at,
        "by": after.updated_by,
        "request_id": request_id,
        "channel": channel,
        "changed": differences(before.data if before else {}, after.data),
    }
    return {**told, "about": dict(about)} if about else told


def action(before: Record | None, after: Record) -> str:
    if before is None:
        return CREATED
    if before.alive and not after.alive:
        return ARCHIVED
    if after.alive and not before.alive:
        return RESTORED
    return UPDATED


def differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Per field what it was and what it is now; a side that did not exist is left out. What a `rule` gave says so."""
    told: dict[str, dict[str, Any]] = {}
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) == after.get(name):
            continue
        sides = {"was": before.get(name), "now": after.get(name)}
        told[name] = {side: value for side, value in sides.items() if value is not None}
        if custom_rule.gave(before, after, name):
            told[name]["rule"] = True
    return told
