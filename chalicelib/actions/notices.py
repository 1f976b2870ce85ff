"""What somebody was told, as they see it now: titles come from the live records, and of what they may not know any more
there is nothing (Z3)."""

from collections.abc import Sequence
from typing import Any

from chalicelib import answers
from chalicelib.access import held, own_work, reading, sight
from chalicelib.access.actor import Actor
from chalicelib.models.record import Record
from chalicelib.models.registry import TYPES, type_of
from chalicelib.models.shipped_rights import EXTERNAL
from chalicelib.storage import cursor, notice_list, records
from chalicelib.storage.notice_list import MOST_COUNTED, Count, Kept
from chalicelib.storage.work import Work

AT_ONCE = 48  # of two items each, beside an answer under an Idempotency-Key


def page(actor: Actor, *, limit: int, sealed: str | None, unread: bool) -> dict[str, Any]:
    """Two round trips, three for those that are unread. Where some are of what the actor may not know, a page has
    fewer."""
    scope = f"notices {actor.tenant} {actor.user} {unread}"
    after = cursor.open_(sealed, scope) if sealed else ""
    found = notice_list.page(actor.tenant, actor.user, limit=limit, after=after, unread=unread)
    return answers.page(_shown(actor, found.notices), cursor.seal(found.next, scope) if found.next else None)


def count(actor: Actor) -> Count:
    """Of what is unread, up to a hundred, and may still be known: it may have been shut since. Who sees everything may
    know of all, so that only for others the records are looked at."""
    if sight.sees_everything(actor):
        return notice_list.count(actor.tenant, actor.user)
    unread = notice_list.page(actor.tenant, actor.user, limit=MOST_COUNTED, unread=True)
    return Count(len(_shown(actor, unread.notices)), more=bool(unread.next))


def _shown(actor: Actor, kept: Sequence[Kept]) -> list[dict[str, Any]]:
    ids = [each.notice.record for each in kept] + [each.notice.by for each in kept if each.notice.by]
    held.of(actor.tenant)  # so that the rights ride along
    found = records.get_many(actor.tenant, dict.fromkeys(ids))
    known = {each.id: each for each in own_work.known(actor, found.values())}
    told = [each for each in kept if each.notice.record in known or each.notice.record not in found]
    return [_told(actor, each, known) for each in told]


def _told(actor: Actor, kept: Kept, live: dict[str, Record]) -> dict[str, Any]:
    notice, declared = kept.notice, type_of(kept.notice.record)
    return {
        "id": kept.id,
        "kind": notice.kind,
        "at": notice.at,
        "read_at": kept.read_at or None,
        "late": notice.late,
        "record": named(notice.record, live),
        "by": named(notice.by, live) if notice.by and actor.kind != EXTERNAL else None,
        "told": reading.told(actor, declared, notice.told) if declared else {},
    }


def named(record_id: str, live: dict[str, Record]) -> dict[str, Any]:
    declared, record = type_of(record_id), live.get(record_id)
    title = TYPES[record.type].title(record.data) if record else None
    return {"id": record_id, "type": declared.name if declared else None, "title": title}


def read_until(work: Work, user: str, until: str) -> tuple[int, bool]:
    """The oldest first, as many as one transaction takes; and whether those were all."""
    found = notice_list.unread_until(work.tenant, user, until, AT_ONCE + 1)
    for notice in found[:AT_ONCE]:
        work.extra.extend(each._replace(refused=None) for each in notice_list.read(work.tenant, user, notice, work.at))
    return len(found[:AT_ONCE]), len(found) <= AT_ONCE
