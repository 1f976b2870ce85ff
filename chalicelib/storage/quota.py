"""How much a tenant may keep, as one table. It is counted in the transaction of what is kept, so that it is exact
however many save at once (F5)."""

from typing import NamedTuple

from chalicelib.errors import QuotaExceeded
from chalicelib.models.items import UsageItem
from chalicelib.storage import keys, table
from chalicelib.storage.keys import ItemKey
from chalicelib.storage.table import Update
from chalicelib.storage.work import Extra


class Limit(NamedTuple):
    number: int
    octets: int
    help: str


class Usage(NamedTuple):
    number: int
    octets: int


FILES, MAILS = "files", "mails"
LIMITS = {
    FILES: Limit(10_000, 10_000_000_000, "Files of documents, all versions of them, but for those refused."),
    MAILS: Limit(100_000, 20_000_000_000, "Mail that came in, as it came; what is over it waits without attachments."),
}


def take(tenant: str, kind: str, octets: int) -> Extra:
    """Of one thing more. Where its condition does not hold there is no room left."""
    limit = LIMITS[kind]
    fits = (UsageItem.number < limit.number) & (UsageItem.octets <= limit.octets - octets)
    told = QuotaExceeded(limits={"number": limit.number, "bytes": limit.octets})
    return Extra(_add(tenant, kind, 1, octets)._replace(condition=UsageItem.pk.does_not_exist() | fits), told)


def count(tenant: str, kind: str, octets: int) -> Extra:
    """Of one thing more, which is kept though `take` was refused."""
    return Extra(_add(tenant, kind, 1, octets))


def give_back(tenant: str, kind: str, octets: int, number: int = 1) -> Extra:
    return Extra(_add(tenant, kind, -number, -octets))


def _add(tenant: str, kind: str, number: int, octets: int) -> Update:
    key = _key(tenant, kind)
    actions = [UsageItem.number.add(number), UsageItem.octets.add(octets)]
    return Update(UsageItem(key.pk, key.sk), actions, UsageItem.pk.exists())


def used(tenant: str, kind: str) -> Usage:
    item = table.get(tenant, _key(tenant, kind)) or {}
    number, octets = (int(item.get(name, {"N": "0"})["N"]) for name in ("number", "octets"))
    return Usage(number, octets)


def _key(tenant: str, kind: str) -> ItemKey:
    return keys.settings(tenant, f"usage of {kind}")
