"""When people are reminded: a rule and a task give the moments at which something falls due. What has been sent is
known elsewhere, by task, rule and `nth`."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import takewhile
from typing import Literal, NamedTuple
from zlib import crc32

from chalicelib.agenda import zone as zones
from chalicelib.agenda.duration import Duration, after, before

Channel = Literal["in_app", "mail", "digest"]
MORNING = time(8)  # of the user, for what is due on a day and has no time
SHORTEST_REPEAT = timedelta(minutes=15)
MOST_REPEATS = 100
LATE = timedelta(minutes=5)  # a run comes every minute; what waited longer is told as late


class Reminder(NamedTuple):
    ahead: Duration
    channel: Channel
    of: Literal["due", "start"] = "due"
    repeat: Duration | None = None  # until done
    repeats: int = 0  # at most so many times after the first


class Task(NamedTuple):
    """A date is a whole day, a datetime a moment in UTC."""

    due: date | datetime | None = None
    start: date | datetime | None = None
    done_at: datetime | None = None


class Due(NamedTuple):
    """`nth` is 0 for the first and counts the repeats; with it a reminder is sent once, wherever it moves to."""

    moment: datetime
    channel: Channel
    nth: int


class Fallen(NamedTuple):
    """`overtaken`: a later one of the same rule is in the same run; nobody needs eight at once after an outage."""

    due: Due
    late: bool
    overtaken: bool


def check(rule: Reminder) -> None:
    """Raises ValueError."""
    if bool(rule.repeat) != bool(rule.repeats):
        raise ValueError("Give how often the reminder repeats together with how many times.")
    if rule.repeat and rule.repeat.length < SHORTEST_REPEAT:
        raise ValueError("Let 15 minutes or more pass between repeats.")
    if not 0 <= rule.repeats <= MOST_REPEATS:
        raise ValueError(f"Repeat at most {MOST_REPEATS} times.")


def due_moments(task: Task, rule: Reminder, zone: tzinfo, morning: time = MORNING) -> list[Due]:
    """In order; none without a date, and none after the task was done."""
    anchor = task.due if rule.of == "due" else task.start
    if anchor is None:
        return []
    moments = _repeated(before(_moment(anchor, zone, morning), rule.ahead, zone), rule, zone)
    told = (next_digest(each, zone, morning) for each in moments) if rule.channel == "digest" else moments
    left = takewhile(lambda each: task.done_at is None or each <= task.done_at, dict.fromkeys(told))
    return [Due(each, rule.channel, nth) for nth, each in enumerate(left)]


def _moment(anchor: date | datetime, zone: tzinfo, morning: time) -> datetime:
    if not isinstance(anchor, datetime):
        return zones.at(anchor, morning, zone)
    if anchor.tzinfo is None:
        raise ValueError("a moment needs a zone")
    return anchor.astimezone(UTC)


def _repeated(first: datetime, rule: Reminder, zone: tzinfo) -> Iterator[datetime]:
    """Each from the first, not from the one before: a clock that changes once would move all that follow."""
    yield first
    for nth in range(1, rule.repeats + 1) if rule.repeat else ():
        assert rule.repeat
        yield after(first, Duration(rule.repeat.days * nth, rule.repeat.minutes * nth), zone)


def fallen(dues: Iterable[Due], since: datetime, now: datetime) -> list[Fallen]:
    """Of one task and rule: what fell due after `since`, the last run, up to and with `now`. Runs that follow each
    other have each once, however long one stayed away; a clock that went back has none."""
    found = sorted(each for each in dues if since < each.moment <= now)
    return [Fallen(each, now - each.moment > LATE, each != found[-1]) for each in found]


def digest_moment(day: date, zone: tzinfo, morning: time = MORNING) -> datetime:
    return zones.at(day, morning, zone)


def next_digest(moment: datetime, zone: tzinfo, morning: time = MORNING) -> datetime:
    """The first digest at or after the moment."""
    day = zones.today(moment, zone)
    first = digest_moment(day, zone, morning)
    return first if first >= moment else digest_moment(day + timedelta(1), zone, morning)


def minute_of(moment: datetime) -> str:
    """UTC, sorts as text: 2026-11-22T08:00Z."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%MZ}"


def shard_of(record_id: str, shards: int) -> int:
    """The same on every machine and in every process, unlike hash()."""
    return crc32(record_id.encode()) % shards
