"""The shipped roles, profiles and selections as records of a tenant, for it to change as it likes.

Without them everything works the same: rights are what is shipped wherever the tenant says nothing. Their ids are the
same in every tenant, so that to do it again makes what is missing, and nothing twice."""

from collections.abc import Iterator
from typing import NamedTuple

from chalicelib.models import shipped_selections
from chalicelib.models.profile import PROFILE
from chalicelib.models.record_type import Data, RecordType
from chalicelib.models.role import ROLE
from chalicelib.models.selection import SELECTION
from chalicelib.models.shipped_rights import ABOVE, KEYS, NAMES, TYPES, profile_id, role_id
from chalicelib.storage import records, tenant_settings
from chalicelib.storage.work import Work

BY = "system:shipped"


class Shipped(NamedTuple):
    declared: RecordType
    record_id: str
    data: Data


def ship(tenant: str) -> int:
    """How many were missing. Three transactions, since each has room for a hundred items. Raises Lost when somebody
    else does so at the same moment."""
    made = 0
    for several in (list(_profiles()), list(_roles()), list(_selections(tenant))):
        known = records.get_many(tenant, [each.record_id for each in several])
        work = Work(tenant, BY)
        for each in several:
            if each.record_id not in known:
                work.create(each.declared, each.data, each.record_id)
        work.commit()
        made += len(work.saves)
    return made


def _profiles() -> Iterator[Shipped]:
    for key in KEYS:
        name, description = NAMES[key]
        yield Shipped(PROFILE, profile_id(key), {"name": name, "description": description, "types": dict(TYPES[key])})


def _roles() -> Iterator[Shipped]:
    for key in KEYS:
        name, description = NAMES[key]
        data: Data = {"key": key, "name": name, "description": description, "assigns": "anyone"}
        if key in ABOVE:
            data["parent"] = _link(role_id(ABOVE[key]), ABOVE[key])
        yield Shipped(ROLE, role_id(key), {**data, "profiles": [_link(profile_id(key), key)]})


def _selections(tenant: str) -> Iterator[Shipped]:
    for record_id, data in shipped_selections.told(tenant_settings.context(tenant, []).language):
        yield Shipped(SELECTION, record_id, data)


def _link(record_id: str, key: str) -> Data:
    return {"id": record_id, "title": NAMES[key][0], "place": ""}
