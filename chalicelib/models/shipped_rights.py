"""What a small company starts with: seven roles, their profiles, and open doors. All of it is described by records of
the tenant's own, which it changes as it likes; the ids are the same in every tenant."""

from collections.abc import Iterable, Mapping
from typing import Any

from chalicelib.models import stakes
from chalicelib.models.profile import EVERY

Content = Mapping[str, Any]
ADMINISTRATOR, MANAGER, SALES, AFTER_SALES, ACCOUNTING = (
    "administrator", "manager", "sales", "after_sales", "accounting"
)  # fmt: skip
EMPLOYEE, READER, EXTERNAL = "employee", "reader", "external"
READS = ("read", "view", "download")
KEEPS = ("read", "create", "edit")
WORKS = (*READS, "create", "edit", "publish", "file")
ALL = (*WORKS, "delete", "restore", "merge", "export", "manage_access", "invite", "sign")
KEYS = (ADMINISTRATOR, MANAGER, SALES, AFTER_SALES, ACCOUNTING, EMPLOYEE, READER, EXTERNAL)
NAMES = {
    ADMINISTRATOR: ("Administrator", "May do everything, describes the company's rights, and is always audited."),
    MANAGER: ("Manager", "Sees and changes all that is kept, and what everybody below owns."),
    SALES: ("Sales", "Keeps relations, contacts and their dossiers."),
    AFTER_SALES: ("After-sales", "Keeps the dossiers of relations; archives no relations."),
    ACCOUNTING: ("Accounting", "Keeps documents and activities; creates and corrects relations and contacts."),
    EMPLOYEE: ("Employee", "May read, create, change, archive and restore all that is kept."),
    READER: ("Read-only", "May read all that is kept, and complete what is given to them."),
    EXTERNAL: ("External", "Somebody from outside: sees what the relations they are tied to take part in."),
}
ABOVE = {MANAGER: ADMINISTRATOR, SALES: MANAGER, AFTER_SALES: MANAGER, ACCOUNTING: MANAGER, EMPLOYEE: MANAGER,
         READER: MANAGER}  # fmt: skip


def role_id(key: str) -> str:
    return _id("rol", KEYS.index(key))


def profile_id(key: str) -> str:
    return _id("prf", KEYS.index(key))


def _id(prefix: str, place: int) -> str:
    """Of the form of all ids; the number in it is no moment and no chance."""
    return f"{prefix}_{place + 1:026d}"


def _grant(actions: Iterable[str], *, field: str = "write", view_all: bool = False, edit_all: bool = False) -> Content:
    return {"actions": list(actions), "view_all": view_all, "edit_all": edit_all, "fields": {EVERY: field}}


TYPES: Mapping[str, Mapping[str, Content]] = {
    ADMINISTRATOR: {EVERY: _grant(ALL, view_all=True, edit_all=True)},
    MANAGER: {EVERY: _grant(ALL, view_all=True, edit_all=True)},
    SALES: {EVERY: _grant([*WORKS, "delete", "restore", "merge", "export"])},
    AFTER_SALES: {
        EVERY: _grant([*WORKS, "delete", "restore", "merge"]),
        "relation": _grant(KEEPS),
        "contact": _grant(KEEPS),
    },
    ACCOUNTING: {
        EVERY: _grant([*WORKS, "delete", "restore", "merge", "export"]),
        "relation": _grant([*KEEPS, "export"]),
        "contact": _grant([*KEEPS, "export"]),
    },
    EMPLOYEE: {EVERY: _grant([*WORKS, "delete", "restore", "merge"])},
    READER: {EVERY: _grant(READS, field="read")},
    EXTERNAL: {},
}


def _roles() -> dict[str, Content]:
    return {
        role_id(key): {
            "key": key,
            "name": NAMES[key][0],
            "assigns": "anyone",
            "parent": role_id(ABOVE[key]) if key in ABOVE else "",
            "profiles": [profile_id(key)],
        }
        for key in KEYS
    }


def _profiles() -> dict[str, Content]:
    return {profile_id(key): {"name": NAMES[key][0], "types": TYPES[key]} for key in KEYS}


SHIPPED: Mapping[str, Mapping[str, Content]] = {stakes.ROLES: _roles(), stakes.PROFILES: _profiles()}
