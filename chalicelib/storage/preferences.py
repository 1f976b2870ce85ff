"""How a user likes to see Relata, as their client keeps it: one item, of no meaning to anybody else."""

import json
from typing import Any

from chalicelib.storage import keys, plan, table
from chalicelib.storage.keys import ItemKey
from chalicelib.storage.tenant_settings import Stored
from chalicelib.storage.work import Extra

PREFERENCE = "preference"
FAMILIES = {PREFERENCE: "how a user likes to see Relata"}
NAME = "client"


def read(tenant: str, user: str) -> Stored:
    item = table.get(tenant, _key(tenant, user))
    return Stored(json.loads(item["body"]["S"]), int(item["version"]["N"])) if item else Stored({}, 0)


def put(tenant: str, user: str, values: dict[str, Any], before: Stored) -> Extra:
    """Refused where another client of theirs has written it since it was read: then it is decided again."""
    return Extra(plan.setting(_key(tenant, user), values, before.version))


def _key(tenant: str, user: str) -> ItemKey:
    return keys.of_user(tenant, PREFERENCE, user, NAME)
