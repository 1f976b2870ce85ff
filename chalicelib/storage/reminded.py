"""Of what somebody was reminded, and at which moment first. Whoever moves to another zone, or has another rule, and so
is to be reminded of the same at another moment, keeps the first: that makes it one notice."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from chalicelib import clock
from chalicelib.models.items import RemindedItem
from chalicelib.storage import keys, table
from chalicelib.storage.keys import ItemKey
from chalicelib.storage.outcome import Lost
from chalicelib.storage.table import Put, Refused
from chalicelib.storage.work import CONDITION

FAMILY = "reminded"
KEPT = timedelta(days=90)
TRIES = 8


def key(tenant: str, user: str, cause: str) -> ItemKey:
    return keys.of_user(tenant, FAMILY, user, cause)


def first(tenant: str, moments: Mapping[ItemKey, str], until: Mapping[ItemKey, datetime]) -> dict[ItemKey, str]:
    """The moment of each: the one that is given, or where there is one already, that. It is known `until` it lapses."""
    places, told = list(moments), dict(moments)
    for start in range(0, len(places), table.MOST_IN_TRANSACTION):
        some = places[start : start + table.MOST_IN_TRANSACTION]
        told |= _known(tenant, {place: _put(place, moments[place], until[place]) for place in some})
    return told


def _known(tenant: str, wanted: Mapping[ItemKey, Put]) -> dict[ItemKey, str]:
    """Keeps those that are new, and answers with the others."""
    known: dict[ItemKey, str] = {}
    for attempt in range(TRIES):
        left = [put for place, put in wanted.items() if place not in known]
        try:
            if left:
                table.transact(tenant, left)
            return known
        except Refused as refused:
            there = [each for each in refused.reasons if each.code == CONDITION and isinstance(each.write, Put)]
            known |= {ItemKey(each.item["pk"]["S"], each.item["sk"]["S"]): each.item["at"]["S"] for each in there}
            if not there:
                clock.pause(attempt)
    raise Lost("the same reminders are being sent by others all the time")


def _put(place: ItemKey, at: str, lapses: datetime) -> Put:
    return Put(RemindedItem(*place, at=at, expires_at=lapses), RemindedItem.pk.does_not_exist())
