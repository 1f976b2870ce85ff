"""Reminding people of what has fallen due. Whether it still is, is decided on what stands there now: the record, who is
named on it, their rules and their zone.

Each reminder is given once: under the record, the rule, the date and how often it was repeated, whatever moment that
moved to meanwhile. A notice that is to be mailed keeps a mark until its letter was handed over, so that a letter comes
at least once, and once more when the run dies just after it was handed over."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import groupby
from typing import NamedTuple

from chalicelib import clock
from chalicelib.access import held, own_work, reading
from chalicelib.access.actor import Actor
from chalicelib.agenda import reminder
from chalicelib.models import moment, notice_kind
from chalicelib.models.entry import Remind
from chalicelib.models.record import Record
from chalicelib.models.registry import TYPES
from chalicelib.models.reminder_rule import Rule
from chalicelib.reactions import notice_mail, reminder_plan, run
from chalicelib.storage import due, keys, notice_letters, notices, records, reminded, rulebook
from chalicelib.storage.due import Due
from chalicelib.storage.notices import Notice
from chalicelib.storage.rulebook import Rulebook

KINDS = {"due": notice_kind.REMINDER, "start": notice_kind.REMINDER, "expires": notice_kind.EXPIRES}
MAIL: reminder.Channel = "mail"


class Look(NamedTuple):
    """What a hint led to: it still holds, and this has `fallen` due, and that is `next`."""

    user: str
    record: Record
    remind: Remind
    rule: Rule
    fallen: reminder.Due | None
    next: reminder.Due | None

    @property
    def cause(self) -> str:
        """For what has fallen due."""
        assert self.fallen
        return keys.join(self.record.id, self.rule.key, self.remind.of, self.remind.anchor, str(self.fallen.nth))

    def notice(self, at: str, now: datetime) -> Notice:
        assert self.fallen
        return Notice(
            user=self.user,
            cause=self.cause,
            kind=KINDS[self.remind.of].name,
            record=self.record.id,
            at=at,
            late=reminder.is_late(self.fallen, now),
            told={"of": self.remind.of, "due": self.remind.date},
            channel=self.fallen.channel,
        )


def remind(tenant: str, dues: Sequence[Due]) -> None:
    """Each `Due` is of the kind `reminder`."""
    now = clock.now()
    book, live = _read(tenant, dues)
    with held.within(tenant):
        if held.of(tenant).is_suspended:
            return
        looks = [look for each in dues if (look := _look(book, live.get(each.record), each, now))]
    told = _told(tenant, [look for look in looks if look.fallen], now)
    is_new = notices.give(tenant, told)
    run.current().keep()
    _mail(tenant, book, [pair for pair in zip(told, is_new, strict=True) if pair[0].channel == MAIL])
    run.current().keep()
    due.plan([*(hint for look in looks for hint in _hints(look)), *_missed(tenant, looks, now)])


def _read(tenant: str, dues: Sequence[Due]) -> tuple[Rulebook, dict[str, Record]]:
    """One round trip for every hundred items; one more where somebody may be meant as a member of a team."""
    book, live = rulebook.read_with(tenant, {each.who for each in dues}, {each.record for each in dues})
    indirect = {who for each in dues for who in _others(live.get(each.record), each.who)} - book.people.keys()
    more = records.get_many(tenant, indirect) if indirect else {}
    return replace(book, people=book.people | more), live


def _others(record: Record | None, user: str) -> set[str]:
    named = {each.who for each in reminder_plan.reminds(record)}
    return set() if user in named else named


def _look(book: Rulebook, record: Record | None, each: Due, now: datetime) -> Look | None:
    """None where it does not hold any more: done, archived, moved, given to another, by a rule that is gone."""
    remind, rule = _remind(book, record, each), _rule(book, each)
    if record is None or remind is None or rule is None or not rule.suits(remind.of, record.data):
        return None
    if not _may_be_told(reading.on_behalf_of(book.people[each.who]), record, remind):
        return None
    fallen, next_due = reminder.standing(reminder_plan.moments(remind, rule, book.zone(each.who)), now)
    return Look(each.who, record, remind, rule, _known(fallen, each), next_due)


def _may_be_told(user: Actor, record: Record, remind: Remind) -> bool:
    """That they are reminded tells the date by itself."""
    return own_work.may_know(user, record) and reading.sees(user, TYPES[record.type], remind.of)


def _known(fallen: reminder.Due | None, each: Due) -> reminder.Due | None:
    """What was too near to be told in time is not late."""
    known = each.told.get("from")
    return fallen._replace(moment=max(fallen.moment, datetime.fromisoformat(known))) if fallen and known else fallen


def _remind(book: Rulebook, record: Record | None, each: Due) -> Remind | None:
    wanted = (each.told["of"], each.told["anchor"])
    found = [told for told in reminder_plan.reminds(record) if (told.of, told.anchor) == wanted]
    return next((told for told in found if each.who in book.users(told.who) and book.is_active(each.who)), None)


def _rule(book: Rulebook, each: Due) -> Rule | None:
    return next((rule for rule in book.rules(each.who) if rule.key == each.told["rule"]), None)


def _told(tenant: str, looks: Sequence[Look], now: datetime) -> list[Notice]:
    places = [reminded.key(tenant, look.user, look.cause) for look in looks]
    moments = {place: clock.stamp(look.fallen.moment) for place, look in zip(places, looks, strict=True) if look.fallen}
    until = {place: _lapses(look) for place, look in zip(places, looks, strict=True)}
    first = reminded.first(tenant, moments, until)
    return [look.notice(first[place], now) for place, look in zip(places, looks, strict=True)]


def _lapses(look: Look) -> datetime:
    """As long as something is to come, it may be changed, and would be told of again."""
    assert look.fallen
    at = moment.read(look.remind.at)
    day = datetime(at.year, at.month, at.day, tzinfo=UTC) if at else look.fallen.moment
    return max(look.fallen.moment, day) + reminded.KEPT


def _mail(tenant: str, book: Rulebook, told: Sequence[tuple[Notice, bool]]) -> None:
    """One letter for each, about all of this minute. Of what was given before, what still waits for its letter: the run
    that gave it has died."""
    people = {user: list(theirs) for user, theirs in groupby(told, key=lambda pair: pair[0].user)}
    run.together([partial(_mail_one, tenant, book.people[user], theirs) for user, theirs in people.items()])


def _mail_one(tenant: str, user: Record, given: Sequence[tuple[Notice, bool]]) -> None:
    waiting = {} if all(new for _, new in given) else {each.id for each in notice_letters.waiting(tenant, user.id)}
    if letter := [notice for notice, is_new in given if is_new or notice.id in waiting]:
        notice_mail.send(tenant, user, letter, digest=False)


def _missed(tenant: str, looks: Sequence[Look], now: datetime) -> Iterator[Due]:
    """The letter of a digest may have gone before what comes so late."""
    for each in looks:
        if each.fallen and each.fallen.channel == reminder.DIGEST and now - each.fallen.moment >= reminder.LATE:
            yield notice_mail.late_digest(tenant, each.user, now)


def _hints(look: Look) -> Iterator[Due]:
    return reminder_plan.hints(look.record, look.remind, look.user, look.rule, look.next)
