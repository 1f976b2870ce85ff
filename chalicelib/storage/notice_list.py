"""The notices of one user as that user sees them: the newest first, how many are unread, read and unread again."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from pynamodb.expressions.condition import Condition

from chalicelib import clock
from chalicelib.errors import NotFound
from chalicelib.models.items import MarkItem, NoticeItem
from chalicelib.storage import keys, table
from chalicelib.storage.notices import KEPT, NOTICE, PREFIX, UNREAD, Notice
from chalicelib.storage.table import Attributes, Delete, Put, Update
from chalicelib.storage.work import Extra

MOST_COUNTED = 100


class Kept(NamedTuple):
    """`read_at` is "" as long as it is unread."""

    id: str
    notice: Notice
    read_at: str


class Page(NamedTuple):
    """`next` is the id to go on behind, "" when there is nothing more."""

    notices: list[Kept]
    next: str


class Count(NamedTuple):
    unread: int
    more: bool


def page(tenant: str, user: str, *, limit: int, after: str = "", unread: bool = False) -> Page:
    """One round trip, two for those that are unread."""
    return _unread(tenant, user, limit, after) if unread else _all(tenant, user, limit, after)


def _all(tenant: str, user: str, limit: int, after: str) -> Page:
    pk = keys.partition(tenant, NOTICE, user)
    items, _ = table.bodies(tenant, pk, prefix="", after=after, limit=limit + 1, backward=True)
    lasting = [_kept(user, item) for item in items if item["sk"]["S"] > oldest()]
    return Page(lasting[:limit], lasting[limit - 1].id if len(lasting) > limit else "")


def _unread(tenant: str, user: str, limit: int, after: str) -> Page:
    found = marked(tenant, UNREAD, user, limit + 1, after)
    return Page(of_ids(tenant, user, found[:limit]), found[limit - 1] if len(found) > limit else "")


def marked(tenant: str, family: str, user: str, limit: int, after: str = "") -> list[str]:
    """The ids of notices that have such a mark, the newest first."""
    rows = table.query(tenant, keys.partition(tenant, family, user), after=after, limit=limit, backward=True)
    return [sk for sk, _ in rows.rows if sk > oldest()]


def of_ids(tenant: str, user: str, ids: Sequence[str]) -> list[Kept]:
    """In the order of the ids; what has gone meanwhile is left out."""
    items = table.get_many(tenant, [keys.of_user(tenant, NOTICE, user, each) for each in ids]) if ids else []
    found = {item["sk"]["S"]: _kept(user, item) for item in items}
    return [found[each] for each in ids if each in found]


def _kept(user: str, item: Attributes) -> Kept:
    told = json.loads(item["body"]["S"])
    known = {name: told[name] for name in Notice._fields if name in told}
    return Kept(item["sk"]["S"], Notice(user, **known), item.get("read_at", {}).get("S", ""))


def count(tenant: str, user: str) -> Count:
    """Of what is unread, up to a hundred."""
    pk = keys.partition(tenant, UNREAD, user)
    found = len(table.query(tenant, pk, after=oldest(), limit=MOST_COUNTED + 1).rows)
    return Count(min(found, MOST_COUNTED), found > MOST_COUNTED)


def oldest() -> str:
    """Time to live removes items late, so that those before this id count as absent."""
    return clock.id_of(PREFIX, clock.now() - KEPT, "")


# ------------------------------------------------------------------------------------------- read, and unread again


def read(tenant: str, user: str, notice: str, at: str) -> list[Extra]:
    """What was read before keeps its moment. Where the condition does not hold there is no such notice."""
    first = NoticeItem.read_at.set(NoticeItem.read_at | at)
    known = Update(NoticeItem(*keys.of_user(tenant, NOTICE, user, notice)), [first], _lasts())
    return [Extra(known, NotFound()), Extra(Delete(MarkItem(*keys.of_user(tenant, UNREAD, user, notice))))]


def unread(tenant: str, user: str, notice: str) -> list[Extra]:
    """Raises NotFound for what is no id."""
    try:
        lapses = clock.moment_of(notice) + KEPT
    except ValueError:
        raise NotFound from None
    known = Update(NoticeItem(*keys.of_user(tenant, NOTICE, user, notice)), [NoticeItem.read_at.remove()], _lasts())
    mark = MarkItem(*keys.of_user(tenant, UNREAD, user, notice), expires_at=lapses)
    return [Extra(known, NotFound()), Extra(Put(mark))]


def unread_until(tenant: str, user: str, until: str, most: int) -> list[str]:
    """The ids of what is unread from before or at that moment, the oldest first."""
    pk = keys.partition(tenant, UNREAD, user)
    rows = table.query(tenant, pk, after=oldest(), limit=most)
    return [sk for sk, _ in rows.rows if clock.stamp(clock.moment_of(sk)) <= until]


def _lasts() -> Condition:
    lasts: Condition = NoticeItem.pk.exists() & (NoticeItem.expires_at > clock.now())
    return lasts
