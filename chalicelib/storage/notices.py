"""Giving notices: what users are told. Each stands in its user's list for 90 days, with a mark beside it as long as it
is unread, and another as long as it waits for a letter: so counting what is unread, and finding what goes into a
digest, is one query over small items.

A notice is no record: nothing of it is history, and thousands of them come in a minute. Its id is made of its moment
and its cause, so that who gives it again gives the same one (R1)."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal, NamedTuple

from chalicelib import clock
from chalicelib.models.items import MarkItem, NoticeItem
from chalicelib.storage import keys, table
from chalicelib.storage.keys import ItemKey
from chalicelib.storage.outcome import Lost
from chalicelib.storage.table import Put, Refused, Write
from chalicelib.storage.work import CONDITION

PREFIX = "ntc"
NOTICE, UNREAD, LETTER = "notice", "unread", "letter"
FAMILIES = {
    NOTICE: "what a user was told",
    UNREAD: "which of that is unread",
    LETTER: "which of that waits for a letter",
}
KEPT = timedelta(days=90)
TRIES = 8

Channel = Literal["in_app", "mail", "digest"]
IN_APP: Channel = "in_app"


class Notice(NamedTuple):
    """`cause` is deterministic: the same cause at the same moment for the same user makes one notice, however often it
    is given. `told` are facts that everybody may know; titles are read from the live records when it is shown. By
    another channel than `in_app` it also waits for a letter, until `notice_letters.settle` says that it was sent."""

    user: str
    cause: str
    kind: str
    record: str
    at: str
    by: str = ""
    late: bool = False
    told: dict[str, Any] = {}
    channel: Channel = IN_APP

    @property
    def id(self) -> str:
        return clock.id_of(PREFIX, datetime.fromisoformat(self.at), self.cause)


def give(tenant: str, notices: Sequence[Notice]) -> list[bool]:
    """True where it is new. What was given before stays as it is, read or unread; what is older than notices are kept
    is not given. Few transactions, since many fall due in one minute."""
    oldest = clock.stamp(clock.now() - KEPT)
    wanted = {key(tenant, NOTICE, each): each for each in notices if each.at > oldest}
    fresh = {place for batch in _batches(wanted) for place in _given(tenant, batch)}
    return [_taken(fresh, key(tenant, NOTICE, each)) for each in notices]


def _taken(fresh: set[ItemKey], place: ItemKey) -> bool:
    """Once: who is told twice of the same in one go is told once."""
    is_new = place in fresh
    fresh.discard(place)
    return is_new


def _batches(wanted: dict[ItemKey, Notice]) -> Iterable[dict[ItemKey, Notice]]:
    places = list(wanted)
    most = table.MOST_IN_TRANSACTION // (2 if all(each.channel == IN_APP for each in wanted.values()) else 3)
    for start in range(0, len(places), most):
        yield {place: wanted[place] for place in places[start : start + most]}


def _given(tenant: str, wanted: dict[ItemKey, Notice]) -> set[ItemKey]:
    """A transaction with one that exists is refused as a whole, and goes again without it."""
    for attempt in range(TRIES):
        if not wanted:
            return set()
        try:
            table.transact(tenant, [write for each in wanted.values() for write in _writes(tenant, each)])
            return set(wanted)
        except Refused as refused:
            known = {_place(each.write) for each in refused.reasons if each.code == CONDITION}
            wanted = {place: each for place, each in wanted.items() if place not in known}
            if not known:
                clock.pause(attempt)
    raise Lost("these notices are being given by others all the time")


def _writes(tenant: str, notice: Notice) -> Iterable[Write]:
    place = key(tenant, NOTICE, notice)
    told = {name: value for name, value in notice._asdict().items() if value and name not in ("user", "channel")}
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    yield Put(NoticeItem(*place, body=body, expires_at=_lapses(notice)), NoticeItem.pk.does_not_exist())
    yield mark(tenant, UNREAD, notice)
    if notice.channel != IN_APP:
        yield mark(tenant, LETTER, notice)


def mark(tenant: str, family: str, notice: Notice) -> Put:
    return Put(MarkItem(*key(tenant, family, notice), expires_at=_lapses(notice)))


def key(tenant: str, family: str, notice: Notice) -> ItemKey:
    return keys.of_user(tenant, family, notice.user, notice.id)


def _lapses(notice: Notice) -> datetime:
    return datetime.fromisoformat(notice.at) + KEPT


def _place(write: Write) -> ItemKey:
    assert isinstance(write, Put)
    return ItemKey(write.item.pk, write.item.sk)
