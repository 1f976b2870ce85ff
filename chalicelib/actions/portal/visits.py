"""When somebody was here last, so that they are told what is new since. Who comes again within half an hour is still
here: the news stays. What they were told in the visit before is no news any more, though it came late to their list."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from chalicelib import clock
from chalicelib.models import stored
from chalicelib.storage import subscriptions
from chalicelib.storage.keys import ItemKey
from chalicelib.storage.subscriptions import Kept
from chalicelib.storage.work import Work

NAME = "visit"
LASTS = timedelta(minutes=30)
LATE = timedelta(minutes=15)  # less than a visit lasts, so that what the visit before told is all that may come again
MOST_TOLD = 100


class Visit(NamedTuple):
    """`since` is when the visit before ended, "" at the first; `seen_at` when they were last here in this one. `told`
    are the ids of the notices that they were shown in it, `before` those of the visit before."""

    since: str
    seen_at: str
    told: Sequence[str] = ()
    before: Sequence[str] = ()

    def is_new(self, notice_id: str, at: str) -> bool:
        if not self.since:
            return True
        return notice_id not in self.before and at > clock.stamp(datetime.fromisoformat(self.since) - LATE)

    def having(self, shown: Sequence[str]) -> "Visit":
        return self._replace(told=list(dict.fromkeys([*shown, *self.told]))[:MOST_TOLD])


def place(tenant: str, user: str) -> ItemKey:
    return subscriptions.of_user(tenant, user, NAME)


def now(kept: Kept) -> Visit:
    told = kept.values
    since, seen_at = stored.line(told, "since"), stored.line(told, "seen_at")
    if seen_at and _ago(seen_at) > LASTS:
        return Visit(seen_at, clock.timestamp(), before=stored.lines(told, "told"))
    return Visit(since, clock.timestamp(), stored.lines(told, "told"), stored.lines(told, "before"))


def keep(work: Work, user: str, kept: Kept, visit: Visit) -> None:
    work.extra.append(subscriptions.put(place(work.tenant, user), visit._asdict(), kept))


def _ago(at: str) -> timedelta:
    return clock.now() - datetime.fromisoformat(at)
