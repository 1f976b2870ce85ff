"""How often somebody may do something in a day, as one table. It is counted in the transaction of what is done, so that
it is exact however many do it at once; a day is one of UTC."""

from datetime import timedelta
from typing import NamedTuple

from chalicelib import clock
from chalicelib.errors import TooManyRequests
from chalicelib.models.items import UsageItem
from chalicelib.storage import keys
from chalicelib.storage.table import Update
from chalicelib.storage.work import Extra

KEPT = timedelta(days=3)


class Limit(NamedTuple):
    most: int
    told: str


MAILS = "mails"
LIMITS = {
    MAILS: Limit(500, "A user sends mail to at most 500 recipients a day. Nothing was sent; go on tomorrow."),
}


def take(tenant: str, what: str, user: str, number: int) -> Extra:
    """So many more. Where its condition does not hold, that is too many."""
    limit, now = LIMITS[what], clock.now()
    key = keys.settings(tenant, f"{what} of {user} on {now.date().isoformat()}")
    actions = [UsageItem.number.add(number), UsageItem.expires_at.set(now + KEPT)]
    room = UsageItem.pk.does_not_exist() | (UsageItem.number <= limit.most - number)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    refused = TooManyRequests(limit.told, headers={"Retry-After": str(int((midnight - now).total_seconds()) + 1)})
    return Extra(Update(UsageItem(key.pk, key.sk), actions, room), refused)
