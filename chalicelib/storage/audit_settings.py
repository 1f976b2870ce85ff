"""What a tenant says of its audit log. It stands with the log, so that a function that may only write there knows
it."""

import json
from typing import NamedTuple

from chalicelib.storage import keys, plan, table
from chalicelib.storage.keys import ItemKey
from chalicelib.storage.remembered import Remembered
from chalicelib.storage.table import Put

FAMILY, NAME = "audit", "settings"


class Settings(NamedTuple):
    """How many `days` rows are kept, after how many records read in an hour the alarm rings, and whether who rang it
    then reads no more until the hour is over. `version` is 0 where nothing was said."""

    days: int = 400
    mass_read_limit: int = 5_000
    mass_read_block: bool = False
    version: int = 0


def read(tenant: str) -> Settings:
    item = table.get(tenant, key(tenant))
    told = json.loads(item["body"]["S"]) if item else {}
    version = int(item["version"]["N"]) if item else 0
    return Settings(**{name: told[name] for name in Settings._fields if name in told}, version=version)


KNOWN = Remembered(read)


def known(tenant: str) -> Settings:
    return KNOWN.of(tenant)


def write(tenant: str, wanted: Settings) -> Put:
    """In place of what stood there in its version."""
    KNOWN.keep(tenant, wanted)
    values = {name: value for name, value in wanted._asdict().items() if name != "version"}
    return plan.setting(key(tenant), values, wanted.version)


def key(tenant: str) -> ItemKey:
    return ItemKey(keys.partition(tenant, FAMILY, NAME), NAME)
