"""From a record, its people and their rules to the hints that bring each reminder about. Pure.

Of each reminder there is one hint at a time, for its next moment; when that has come, the one after it is planned. So
what repeats a hundred times, or lies years ahead, is one item."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, tzinfo
from typing import NamedTuple

from chalicelib import clock
from chalicelib.agenda import reminder
from chalicelib.agenda.reminder import Occasion
from chalicelib.models import moment
from chalicelib.models.entry import Remind
from chalicelib.models.record import Record
from chalicelib.models.registry import TYPES, type_of
from chalicelib.models.reminder_rule import Rule
from chalicelib.storage import due
from chalicelib.storage.due import Due
from chalicelib.storage.rulebook import Rulebook


class Told(NamedTuple):
    """That of this, that user is to be reminded by that rule."""

    remind: Remind
    user: str
    rule: Rule


def reminds(record: Record | None) -> list[Remind]:
    """Nobody is reminded of what is archived."""
    declared = TYPES.get(record.type) if record and record.alive else None
    return list(declared.reminds(record)) if declared and record else []


def moments(remind: Remind, rule: Rule, zone: tzinfo) -> list[reminder.Due]:
    """None of what is damaged, or too far away for a calendar."""
    at, later = moment.read(remind.at), moment.read(remind.not_before)
    try:
        return reminder.due_moments(Occasion(at, later), rule.reminder, zone) if at else []
    except (ValueError, OverflowError):
        return []


def of_record(book: Rulebook, record: Record, since: datetime, only: str = "") -> Iterator[Due]:
    """For everybody, or one user `only`, what comes after `since`. What was past by then nobody waits for."""
    for each in _rules(book, record):
        if only in ("", each.user):
            found = reminder.standing(moments(each.remind, each.rule, book.zone(each.user)), since).next
            yield from hints(record, each.remind, each.user, each.rule, found)


def too_near(book: Rulebook, record: Record, since: datetime) -> Iterator[Due]:
    """Of what is still to come, what should have been told before it was known: told at once."""
    for each in _rules(book, record):
        at, zone = moment.read(each.remind.at), book.zone(each.user)
        told = moments(each.remind, each.rule, zone)
        if at and (found := reminder.overtaken(told, Occasion(at), since, zone)):
            yield from hints(record, each.remind, each.user, each.rule, found, at_once=True)


def _rules(book: Rulebook, record: Record) -> Iterator[Told]:
    """By which rules everybody is to be reminded of it."""
    for remind in reminds(record):
        for user in filter(book.is_active, book.users(remind.who)):
            rules = (rule for rule in book.rules(user) if rule.suits(remind.of, record.data))
            yield from (Told(remind, user, rule) for rule in rules)


def hints(
    record: Record, remind: Remind, user: str, rule: Rule, found: reminder.Due | None, at_once: bool = False
) -> Iterator[Due]:
    """With the letter of a digest, which comes after all that goes into it."""
    if found is None:
        return
    at = clock.stamp(found.moment)
    told = {"user": user, "rule": rule.key, "of": remind.of, "anchor": remind.anchor}
    told |= {"from": at} if at_once else {}
    yield Due(at, record.tenant, due.REMINDER, record.id, told)
    if found.channel == reminder.DIGEST:
        yield Due(at, record.tenant, due.DIGEST, user)


def touches(record: Record, since: datetime) -> Iterator[Due]:
    """When the time of an appointment comes, others have been dealt with."""
    for dated in TYPES[record.type].dated(record) if record.alive else ():
        declared, begins = type_of(dated.target), _begins(dated.at)
        if declared and declared.touched and dated.digest.get("touch") and begins and begins > since:
            yield Due(clock.stamp(begins), record.tenant, due.TOUCH, dated.target)


def _begins(at: str) -> datetime | None:
    """Days count from midnight UTC there."""
    found = moment.read(at)
    if isinstance(found, date) and not isinstance(found, datetime):
        return datetime(found.year, found.month, found.day, tzinfo=UTC)
    return found
