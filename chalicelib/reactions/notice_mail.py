"""Letters about notices: one at once, or one in the morning about all that waits for it.

A letter never keeps anything from being told: the notice stands in the list of its user before. What cannot be handed
over to the mail queue, or would be one letter too many within the hour, waits for the next letter that tells of all
that waits. Nothing is told of what the user may not know, and nothing to who cannot sign in."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial

from chalicelib import clock, logs
from chalicelib.access import held, own_work, reading
from chalicelib.access.actor import Actor
from chalicelib.agenda import reminder, zone
from chalicelib.letters import mail_queue, notice_letter
from chalicelib.letters.letter import Addressee, Letter
from chalicelib.letters.notice_letter import Told
from chalicelib.models import moment, stored
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context
from chalicelib.models.registry import TYPES
from chalicelib.reactions import news, run
from chalicelib.reactions.event import moment as moment_of_epoch
from chalicelib.settings import settings
from chalicelib.storage import due, notice_letters, tenant_settings
from chalicelib.storage.due import DIGEST, Due
from chalicelib.storage.notice_letters import MOST_AT_ONCE
from chalicelib.storage.notices import IN_APP, Notice, give

WORKLIST, PORTAL = "worklist", "portal"
MOST_AN_HOUR = 30
AGAIN = timedelta(minutes=15)  # when the queue did not take it


def tell(tenant: str, notices: Sequence[Notice], users: Mapping[str, Record]) -> None:
    """Each in its user's list, and by the channel that it has. One that is not new may have been left behind halfway:
    its letter, if it still waits for one, comes with the digest."""
    is_new = give(tenant, notices)
    at_once = [each for each, new in zip(notices, is_new, strict=True) if new and each.channel == "mail"]
    later = [each for each in notices if each.channel != IN_APP and each not in at_once]
    for each in at_once:
        send(tenant, users[each.user], [each], digest=False)
    plan_digests(tenant, [users[each.user] for each in later])


def send(tenant: str, user_record: Record, notices: Sequence[Notice], digest: bool) -> None:
    """One letter about all of them, in the user's language."""
    with held.within(tenant):
        if held.of(tenant).is_suspended:
            return
        _send(tenant, user_record, notices, digest)


def _send(tenant: str, user_record: Record, notices: Sequence[Notice], digest: bool) -> None:
    context = own_work.context(reading.on_behalf_of(user_record), _ids(notices))
    shown = [each for each in notices if each.record in context.linked] if is_reached(user_record) else []
    shown = [each for each in shown if not digest or news.holds(each, context.linked[each.record])]
    if shown and not digest and not notice_letters.may_send(tenant, user_record.id, MOST_AN_HOUR):
        logs.warning("letters_paced", tenant=tenant, user=user_record.id)
        notice_letters.wait(tenant, shown)
        plan_digests(tenant, [user_record])
    elif shown and not _is_handed_over(_letter(user_record, shown, context)):
        notice_letters.wait(tenant, shown)
        due.plan([late_digest(tenant, user_record.id, clock.now() + AGAIN)])
    else:
        notice_letters.settle(tenant, user_record.id, [each.id for each in notices])


def _is_handed_over(letter: Letter) -> bool:
    """While the queue is down, each that is tried takes seconds."""
    at_it = run.current()
    at_it.is_queue_down = at_it.is_queue_down or not mail_queue.send(letter)
    return not at_it.is_queue_down


def send_digests(tenant: str, dues: Sequence[Due]) -> None:
    """Each `Due` is of the kind `digest`. Who lives in another zone by now gets it in the morning there."""
    found = tenant_settings.context(tenant, [each.record for each in dues])
    known = [(found.linked[each.record], each) for each in dues if each.record in found.linked]
    now = {user.id: user for user, each in known if each.told or _is_morning(user, each.at, found.time_zone)}
    plan_digests(tenant, [user for user, _ in known if user.id not in now])
    run.together([partial(send_digest, tenant, user) for user in now.values()])


def _is_morning(user_record: Record, at: str, ours: str) -> bool:
    planned = datetime.fromisoformat(at)
    return reminder.next_digest(planned, _zone(user_record, ours)) == planned


def send_digest(tenant: str, user_record: Record) -> None:
    """One letter about all that waits and still holds."""
    waiting = notice_letters.waiting(tenant, user_record.id)
    over = [each for each in waiting if each.read_at or each.notice.at < moment_of_epoch(settings().epoch)]
    notice_letters.settle(tenant, user_record.id, [each.id for each in over])
    if told := [each.notice for each in waiting if each not in over]:
        send(tenant, user_record, told, digest=True)
    if len(waiting) == MOST_AT_ONCE:
        notice_letters.settle_before(tenant, user_record.id, waiting[-1].id)


def plan_digests(tenant: str, users: Sequence[Record]) -> None:
    """Each in the next morning of the user's own zone. After the marks: a digest finds what waits by them."""
    if users:
        ours = tenant_settings.context(tenant, ()).time_zone
        due.plan([_digest(each, reminder.next_digest(clock.now(), _zone(each, ours))) for each in users])


def late_digest(tenant: str, user: str, at: datetime) -> Due:
    """Whatever the hour: for what the morning's letter has missed."""
    return Due(at=clock.stamp(at), tenant=tenant, kind=DIGEST, record=user, told={"late": True})


def _digest(user_record: Record, at: datetime) -> Due:
    return Due(at=clock.stamp(at), tenant=user_record.tenant, kind=DIGEST, record=user_record.id)


def _zone(user_record: Record, ours: str) -> tzinfo:
    try:
        return zone.named(stored.line(user_record.data, "time_zone") or ours)
    except ValueError:
        return UTC


def is_reached(user_record: Record) -> bool:
    """Somebody who was invited and has not come yet gets the invitation, and no other letter."""
    return stored.line(user_record.data, "status") == "active" and bool(stored.line(user_record.data, "email"))


def _ids(notices: Sequence[Notice]) -> list[str]:
    return list(dict.fromkeys([*(each.record for each in notices), *(each.by for each in notices if each.by)]))


def _letter(user_record: Record, notices: Sequence[Notice], context: Context) -> Letter:
    email, name, language = (stored.line(user_record.data, each) for each in Addressee._fields)
    reader = reading.on_behalf_of(user_record)
    told = [_told(reader, each, context) for each in notices]
    more = len(told) == MOST_AT_ONCE
    place = _zone(user_record, context.time_zone)
    return notice_letter.letter(Addressee(email, name, language), place, told, more)


def _told(reader: Actor, notice: Notice, context: Context) -> Told:
    """Of what was given to who may not read it, the worklist is all that they see; people from outside have pages of
    their own, and are told no names."""
    record, by = context.linked[notice.record], context.linked.get(notice.by)
    declared, is_inside = TYPES[record.type], reader.kind == "employee"
    is_readable = is_inside and reading.may_read(reader)(record)
    facts = reading.told(reader, declared, notice.told)
    return Told(
        kind=notice.kind,
        title=declared.title(record.data),
        page=_page(record, is_inside, is_readable),
        by=TYPES[by.type].title(by.data) if by else stored.line(facts, "from") if is_readable else "",
        of=stored.line(facts, "of"),
        date=moment.read(stored.line(facts, "due")),
        late=notice.late,
    )


def _page(record: Record, is_inside: bool, is_readable: bool) -> str:
    page = f"{TYPES[record.type].plural}/{record.id}"
    return f"{PORTAL}/{page}" if not is_inside else page if is_readable else WORKLIST
