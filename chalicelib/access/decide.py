"""May this actor do this? Pure; the first row that matches decides, and the answer names it. Fails closed.

Roles are the shipped three; the order of decisions is that of the rights model, so that profiles, teams and sharing
become further rows."""

from typing import NamedTuple, Protocol

from chalicelib.access.actor import Actor


class Right(NamedTuple):
    """`type` is a record type, or an area such as `user`; `action` a verb: read, create, edit, delete …"""

    type: str
    action: str


class Decision(NamedTuple):
    allowed: bool
    rule: str


class Owned(Protocol):
    @property
    def tenant(self) -> str: ...
    @property
    def id(self) -> str: ...


ADMINISTRATOR, EMPLOYEE, READER = "administrator", "employee", "reader"
ROLES = {
    ADMINISTRATOR: "May do everything, users and teams included.",
    EMPLOYEE: "May read, create, change, archive and restore all that is kept; users and teams only read.",
    READER: "May read all that is kept, and complete what is given to them.",
}
OWN_WORK = (Right("work", "read"), Right("work", "do"))
ANYONE = frozenset({Right("self", "read"), Right("self", "edit"), *OWN_WORK})
OWN_RECORD = Right("user", "read")
GRANTS: dict[str, frozenset[str]] = {
    EMPLOYEE: frozenset({"read", "create", "edit", "delete", "restore", "view", "download", "publish"}),
    READER: frozenset({"read", "view", "download"}),
}
KEPT_BY_ADMINISTRATORS = frozenset({"user", "team", "setting"})


def decide(actor: Actor, right: Right, record: Owned | None = None) -> Decision:
    if record is not None and record.tenant != actor.tenant:
        return Decision(False, "other tenant")
    if right in ANYONE or (right == OWN_RECORD and record is not None and record.id == actor.user):
        return Decision(True, "own account")
    if actor.kind == "external":
        return Decision(False, "external user")
    if actor.role == ADMINISTRATOR:
        return Decision(True, "administrator")
    if right.type in KEPT_BY_ADMINISTRATORS and right.action != "read":
        return Decision(False, "administrators only")
    if right.action in GRANTS.get(actor.role, frozenset()):
        return Decision(True, f"role {actor.role}")
    return Decision(False, f"role {actor.role} does not grant {right.type}.{right.action}")
