"""Rights as a tenant describes them, and records to decide on, without a table."""

from typing import Any

from chalicelib.access import rights, subject
from chalicelib.access.actor import Actor, Kind
from chalicelib.access.rights import Rights
from chalicelib.access.subject import Subject
from chalicelib.models import stakes
from chalicelib.models.record import Record, created
from chalicelib.models.shipped_rights import KEYS, role_id

TENANT = "ten_1"
ALL = ["read", "view", "download", "export", "create", "edit", "publish", "delete", "restore"]
WRITES = {"*": "write"}
Told = dict[str, Any]


def role(key: str, parent: str = "", profiles: tuple[str, ...] = ("all",)) -> Told:
    return {"key": key, "name": key, "parent": parent, "profiles": list(profiles), "assigns": "anyone"}


def profile(*actions: str, types: Told | None = None, **flags: Any) -> Told:
    of_all = {"actions": list(actions), "fields": WRITES, **flags}
    return {"name": "of all", "types": types if types is not None else {"*": of_all}}


def team(*members: str, parent: str = "", roles: tuple[str, ...] = (), profiles: tuple[str, ...] = ()) -> Told:
    return {
        "name": "team",
        "members": list(members),
        "parent": parent,
        "roles": list(roles),
        "profiles": list(profiles),
    }


def rule(of: str, owned_by: Told, shared_with: Told, level: str = "read") -> Told:
    return {"name": "a rule", "of": of, "owned_by": owned_by, "shared_with": shared_with, "level": level}


def default(of: str, level: str, **more: Any) -> Told:
    return {"of": of, "level": level, **more}


def person(role: str, kind: str = "employee") -> Told:
    return {"role": role, "kind": kind}


def described(tenant: str = TENANT, **sections: Told) -> Rights:
    """Without the roles that are shipped; with a profile `all` that grants everything, where no other is told."""
    profiles = {"all": profile(*ALL), **sections.pop("profiles", {})}
    roles = {**{role_id(key): None for key in KEYS}, **sections.pop("roles", {})}
    return rights.of(tenant, 1, {**sections, "profiles": profiles, "roles": roles})


def subject_of(told: Rights, user: str) -> Subject:
    """As the rights have them."""
    kind: Kind = "external" if told.sections[stakes.PEOPLE].get(user, {}).get("kind") == "external" else "employee"
    return subject.of(told, Actor(told.tenant, user, "per_1", "ses_1", told.role_of(user), kind))


def record(type_name: str, by: str, record_id: str = "", tenant: str = TENANT, **data: Any) -> Record:
    return created(id=record_id or f"{type_name[:3]}_1", type=type_name, tenant=tenant, data=data,
                   at="2026-11-22T08:00:00Z", by=by)  # fmt: skip


def link(record_id: str) -> Told:
    return {"id": record_id, "title": "", "place": ""}


def listed(**levels: str) -> list[Told]:
    return [{"who": link(who), "level": level} for who, level in levels.items()]
