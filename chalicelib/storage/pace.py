"""How often something may be done that costs the tenant money elsewhere, as one table. It is counted when it is done,
exactly, however many do it at once. The counters stand with the audit log, so that who may only write there counts."""

from datetime import timedelta
from typing import NamedTuple

from chalicelib import clock, dynamo
from chalicelib.errors import TooManyRequests
from chalicelib.models.items import PaceItem
from chalicelib.storage import keys, table
from chalicelib.storage.audit import COUNTS, FAMILY
from chalicelib.storage.table import Refused, Update
from chalicelib.storage.work import CONDITION

TRIES = 5
KEPT = timedelta(days=2)
MINUTE, DAY = 60, 86_400
EVERYBODY = "everybody"


class Limit(NamedTuple):
    """Of a user, or of all of a tenant together, in so many seconds."""

    most: int
    seconds: int
    alone: bool
    told: str


SOURCES = "sources"
LIMITS = {
    SOURCES: (
        Limit(30, MINUTE, True, "You ask sources too quickly: search when a name is typed, not at each letter."),
        Limit(2_000, DAY, False, "Your organisation has asked sources 2,000 times today. Type it in by hand."),
    ),
}


def take(tenant: str, what: str, user: str) -> None:
    """Once more. One round trip. Raises TooManyRequests, or Unavailable where others are counted all the time; then it
    has not been counted."""
    for attempt in range(TRIES):
        counts = [_count(tenant, what, user, each) for each in LIMITS[what]]
        try:
            return table.transact(tenant, counts)
        except Refused as refused:
            over = [each.write for each in refused.reasons if each.code == CONDITION]
            for limit, count in zip(LIMITS[what], counts, strict=True):
                if any(count is each for each in over):
                    raise _refusal(limit) from None
            clock.pause(attempt)
    raise dynamo.unavailable()


def _count(tenant: str, what: str, user: str, limit: Limit) -> Update:
    key = _key(tenant, what, user, limit)
    actions = [PaceItem.number.add(1), PaceItem.expires_at.set(clock.now() + KEPT)]
    return Update(PaceItem(*key), actions, PaceItem.pk.does_not_exist() | (PaceItem.number < limit.most))


def _key(tenant: str, what: str, user: str, limit: Limit) -> keys.ItemKey:
    who = user if limit.alone else EVERYBODY
    return keys.entry(tenant, FAMILY, (COUNTS, who), (what,), str(clock.epoch() // limit.seconds))


def _refusal(limit: Limit) -> TooManyRequests:
    left = limit.seconds - clock.epoch() % limit.seconds
    return TooManyRequests(limit.told, headers={"Retry-After": str(left)})
