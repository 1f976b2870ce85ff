"""What users follow and by which channel they are told, kept twice in one transaction: with each thing that is followed
stands who follows it, so that one round trip tells of a change whom it concerns; and with each user what that is."""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from chalicelib.models.record import Record
from chalicelib.models.telling import Subject
from chalicelib.storage import keys, plan, records, table
from chalicelib.storage.keys import ItemKey
from chalicelib.storage.table import Attributes
from chalicelib.storage.work import Extra

FOLLOW, SUBSCRIPTION = "follow", "subscription"
FAMILIES = {
    FOLLOW: "who follows a record, or each new one of a kind",
    SUBSCRIPTION: "what a user follows, how that user is told, and who took over from one who left",
}
RECORDS, KINDS, CHANNELS, SUCCESSOR = "records", "kinds", "channels", "successor"
MOST_FOLLOWED, MOST_FOLLOWERS = 500, 500


class Kept(NamedTuple):
    """`version` 0 is what was never there."""

    values: dict[str, Any]
    version: int


class Found(NamedTuple):
    kept: dict[ItemKey, Kept]
    records: dict[str, Record]

    def of(self, place: ItemKey) -> Kept:
        return self.kept.get(place, Kept({}, 0))


def followers(tenant: str, subject: Subject) -> ItemKey:
    """Of the item that has the channel of each user who follows it."""
    return keys.followers(tenant, FOLLOW, *subject)


def of_user(tenant: str, user: str, name: str) -> ItemKey:
    return keys.of_user(tenant, SUBSCRIPTION, user, name)


def read(tenant: str, places: Iterable[ItemKey], record_ids: Iterable[str] = ()) -> Found:
    """With records, in one round trip per hundred."""
    wanted = dict.fromkeys([*places, *(keys.record(tenant, each) for each in record_ids)])
    items = table.get_many(tenant, wanted) if wanted else []
    live = [records.from_item(tenant, item) for item in items if _place(item).sk == keys.RECORD]
    kept = {_place(item): _kept(item) for item in items if _place(item).sk != keys.RECORD}
    return Found(kept, {each.id: each for each in live})


def put(place: ItemKey, values: dict[str, Any], before: Kept) -> Extra:
    """Refused where another has written it since it was read: then it is decided again."""
    return Extra(plan.setting(place, values, before.version))


def _place(item: Attributes) -> ItemKey:
    return ItemKey(item["pk"]["S"], item["sk"]["S"])


def _kept(item: Attributes) -> Kept:
    values = json.loads(item["body"]["S"])
    return Kept(values if isinstance(values, dict) else {}, int(item["version"]["N"]))
