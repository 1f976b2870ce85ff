"""The four groups of work: which one something is in, and between which due dates those of a group lie."""

from datetime import date, datetime, tzinfo
from typing import Literal, NamedTuple

from chalicelib.agenda import zone
from chalicelib.models import moment
from chalicelib.storage import keys
from chalicelib.storage.todos import ALL, Span

Group = Literal["overdue", "today", "upcoming", "waiting"]
GROUPS: tuple[Group, ...] = ("overdue", "today", "upcoming", "waiting")


class Now(NamedTuple):
    moment: datetime
    zone: tzinfo

    @property
    def today(self) -> date:
        return zone.today(self.moment, self.zone)


def group_of(due: str, follow_up_on: str, now: Now) -> Group:
    if follow_up_on > now.today.isoformat():
        return "waiting"
    found = moment.read(due)
    if isinstance(found, datetime):
        return "overdue" if found < now.moment else _of_day(found.astimezone(now.zone).date(), now)
    return _of_day(found, now) if found else "upcoming"


def _of_day(day: date, now: Now) -> Group:
    if day == now.today:
        return "today"
    return "overdue" if day < now.today else "upcoming"


def span_of(group: Group, now: Now) -> Span:
    """All of the group lie in it; since days and moments in UTC stand in one order, at its edges some of the groups
    beside it do too. What waits may be due at any time."""
    today, this = now.today.isoformat(), moment.written(now.moment)
    end = moment.written(zone.this_day(now.moment, now.zone).end)
    return {
        "overdue": Span(before=keys.above(max(today, this))),
        "today": Span(min(today, this), keys.above(max(today, end))),
        "upcoming": Span(min(today, end)),
        "waiting": ALL,
    }[group]
