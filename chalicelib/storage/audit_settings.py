"""What a tenant says of its audit log. It stands with the log, so that a function that may only write there knows it,
and a function looks at it again after a few minutes."""

import json
from datetime import datetime, timedelta
from typing import NamedTuple

from chalicelib import clock
from chalicelib.storage import keys, plan, table
from chalicelib.storage.keys import ItemKey
from chalicelib.storage.table import Put

FAMILY, NAME = "audit", "settings"
TRUSTED = timedelta(minutes=5)
MOST_KNOWN = 1_000


class Settings(NamedTuple):
    """How many `days` rows are kept, after how many records read in an hour the alarm rings, and whether who rang it
    then reads no more until the hour is over. `version` is 0 where nothing was said."""

    days: int = 400
    mass_read_limit: int = 5_000
    mass_read_block: bool = False
    version: int = 0


class Known(NamedTuple):
    settings: Settings
    until: datetime


_known: dict[str, Known] = {}


def known(tenant: str) -> Settings:
    """As it was read some minutes ago; else one round trip."""
    found = _known.get(tenant)
    return found.settings if found and found.until > clock.now() else read(tenant)


def read(tenant: str) -> Settings:
    item = table.get(tenant, key(tenant))
    told = json.loads(item["body"]["S"]) if item else {}
    version = int(item["version"]["N"]) if item else 0
    found = Settings(**{name: told[name] for name in Settings._fields if name in told}, version=version)
    return _keep(tenant, found)


def _keep(tenant: str, settings: Settings) -> Settings:
    if len(_known) >= MOST_KNOWN:
        _known.clear()
    _known[tenant] = Known(settings, clock.now() + TRUSTED)
    return settings


def write(tenant: str, wanted: Settings) -> Put:
    """In place of what stood there in its version. This function goes by it at once, others within minutes."""
    _keep(tenant, wanted)
    values = {name: value for name, value in wanted._asdict().items() if name != "version"}
    return plan.setting(key(tenant), values, wanted.version)


def key(tenant: str) -> ItemKey:
    return ItemKey(keys.partition(tenant, FAMILY, NAME), NAME)
