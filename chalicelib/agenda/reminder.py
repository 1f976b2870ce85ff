"""When people are reminded: a rule and an occasion give the moments at which something falls due. What has been sent is
known elsewhere, by occasion, rule and `nth`."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal, NamedTuple
from zlib import crc32

from chalicelib.agenda import zone as zones
from chalicelib.agenda.duration import Duration, after, before

Channel = Literal["in_app", "mail", "digest"]
DIGEST: Channel = "digest"
Of = Literal["due", "start", "expires"]
A_MINUTE, INSTANT = timedelta(minutes=1), timedelta(microseconds=1)
MORNING = time(8)  # of the user, for what is due on a day and has no time
SHORTEST_REPEAT = timedelta(minutes=15)
MOST_REPEATS = 100
LATE = timedelta(minutes=5)  # a run comes every minute; what waited longer is told as late


class Reminder(NamedTuple):
    ahead: Duration
    channel: Channel
    of: Of = "due"
    repeat: Duration | None = None  # until done
    repeats: int = 0  # at most so many times after the first


class Occasion(NamedTuple):
    """A date is a whole day, a datetime a moment in UTC. What was put off is told in the morning of `not_before`."""

    at: date | datetime
    not_before: date | None = None


class Due(NamedTuple):
    """`nth` is 0 for the first and counts the repeats; with it a reminder is sent once, wherever it moves to."""

    moment: datetime
    channel: Channel
    nth: int


class Standing(NamedTuple):
    """Of one occasion and rule: what has `fallen` due last, and what comes `next`. Those before the last are overtaken
    by it: nobody needs eight at once after an outage."""

    fallen: Due | None
    next: Due | None


def check(rule: Reminder) -> None:
    """Raises ValueError."""
    if bool(rule.repeat) != bool(rule.repeats):
        raise ValueError("Give how often the reminder repeats together with how many times.")
    if rule.repeat and rule.repeat.length < SHORTEST_REPEAT:
        raise ValueError("Let 15 minutes or more pass between repeats.")
    if not 0 <= rule.repeats <= MOST_REPEATS:
        raise ValueError(f"Repeat at most {MOST_REPEATS} times.")


def due_moments(occasion: Occasion, rule: Reminder, zone: tzinfo, morning: time = MORNING) -> list[Due]:
    """In order, each moment once."""
    moments = _repeated(before(_moment(occasion.at, zone, morning), rule.ahead, zone), rule, zone)
    if occasion.not_before:
        back = zones.at(occasion.not_before, morning, zone)
        moments = (max(each, back) for each in moments)
    told = (next_digest(each, zone, morning) for each in moments) if rule.channel == DIGEST else moments
    return [Due(each, rule.channel, nth) for nth, each in enumerate(dict.fromkeys(told))]


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


def standing(dues: Iterable[Due], now: datetime) -> Standing:
    fallen = next_due = None
    for each in sorted(dues):
        if each.moment > now:
            next_due = each
            break
        fallen = each
    return Standing(fallen, next_due)


def overtaken(dues: Sequence[Due], occasion: Occasion, now: datetime, zone: tzinfo) -> Due | None:
    """What would have fallen due before it was known, of an occasion that is still to come: now, or with the digest."""
    fallen = standing(dues, now).fallen
    if fallen is None or _moment(occasion.at, zone, MORNING) <= now:
        return None
    return fallen._replace(moment=next_digest(now, zone) if fallen.channel == DIGEST else now)


def is_late(due: Due, now: datetime) -> bool:
    return now - due.moment > LATE


def digest_moment(day: date, zone: tzinfo, morning: time = MORNING) -> datetime:
    return zones.at(day, morning, zone)


def next_digest(moment: datetime, zone: tzinfo, morning: time = MORNING) -> datetime:
    """The first digest at or after the moment."""
    day = zones.today(moment, zone)
    first = digest_moment(day, zone, morning)
    return first if first >= moment else digest_moment(day + timedelta(1), zone, morning)


def minute_from(moment: datetime) -> datetime:
    """The first whole minute at or after the moment."""
    return whole_minute(moment - INSTANT) + A_MINUTE


def whole_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def minute_of(moment: datetime) -> str:
    """UTC, sorts as text: 2026-11-22T08:00Z."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%MZ}"


def shard_of(about: str, shards: int) -> int:
    """The same on every machine and in every process, unlike hash()."""
    return crc32(about.encode()) % shards
