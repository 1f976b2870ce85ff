"""Asking for somebody to be erased: what would go and what stays, what stands in the way, and beginning it."""

from collections import Counter
from typing import Any, NamedTuple

from chalicelib import clock
from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.actions import carrying
from chalicelib.actions.privacy import subjects, treating
from chalicelib.actions.privacy.erasing import EVENT
from chalicelib.actions.privacy.sought import Sought
from chalicelib.errors import Conflict, Forbidden, InUse, invalid
from chalicelib.models import stored
from chalicelib.models.erasure import CANCELLED, ERASURE, NAME, RUNNING, STOPPED, WAITING, is_erased, title_of
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.registry import type_of
from chalicelib.storage import derived, records
from chalicelib.storage.work import Work

MOST_LOOKED_AT = 500
MOST_YEARS = 50
OPEN_WORK = "Work with them is open: complete it or give up on it first. `used_by` names of it what you see."
BEYOND = "More is kept of them than you may erase. Ask an administrator to do it."


class Asked(NamedTuple):
    reason: str
    reference: str | None
    keep_until: str | None


def begin(work: Work, actor: Actor, found: Record, asked: Asked) -> Record:
    """Again for whom it was asked before, it is that one; one that could not go on goes on."""
    ids = _held(actor, found)
    _hold_near(asked.keep_until, work.at)
    known = records.claimed(work.tenant, NAME, found.id)
    if known is not None:
        return _known(work, known, asked)
    if is_erased(found.data):
        raise Conflict("They have been erased already, with somebody else.")
    if blocking := subjects.open_work(work.tenant, ids):
        raise InUse(OPEN_WORK, used_by=list(reading.kept(actor, blocking)))
    made = work.create(ERASURE, _new(found.id, asked))
    if asked.keep_until and asked.keep_until >= work.at[:10]:
        carrying.plan(EVENT, made, f"{asked.keep_until}T23:59:59.999Z")
        return made
    carrying.watch(EVENT, made)
    return made


def _held(actor: Actor, found: Record) -> list[str]:
    """All that they are. Raises Forbidden where the actor may not read and erase every one of these, and names none."""
    subjects.hold_person(found)
    ids = subjects.of(actor.tenant, found)
    live = records.get_many(actor.tenant, ids).values()
    if len(subjects.open_to(actor, live, "erase")) < len(live):
        raise Forbidden(BEYOND)
    return ids


def _hold_near(keep_until: str | None, now: str) -> None:
    if keep_until and int(keep_until[:4]) > int(now[:4]) + MOST_YEARS:
        raise invalid("keep_until", "too_far", f"Nothing is kept for more than {MOST_YEARS} years; give another day.")


def _new(subject: str, asked: Asked) -> Data:
    waits = bool(asked.keep_until) and str(asked.keep_until) >= clock.timestamp()[:10]
    told: Data = {"subject": subject, "reason": asked.reason, "state": WAITING if waits else RUNNING, "leg": 1}
    told |= {name: value for name, value in asked._asdict().items() if value}
    return told | {"steps": 0, "removed": {}, "stays": {}}


def _known(work: Work, known: Record, asked: Asked) -> Record:
    state = stored.line(known.data, "state")
    if state == WAITING and not asked.keep_until:
        until = stored.line(known.data, "keep_until")
        raise Conflict(f"It is to be kept until {until}: call that erasure off first, where it need not be any more.")
    if state != STOPPED:
        return known
    carrying.watch(EVENT, known)
    return work.update(known, {**known.data, "state": RUNNING, "leg": int(known.data["leg"]) + 1})


def call_off(work: Work, erasure: Record) -> Record:
    if stored.line(erasure.data, "state") != WAITING:
        raise Conflict("It has begun, and what is erased does not come back.")
    return work.update(erasure, {**erasure.data, "state": CANCELLED, "finished_at": work.at})


def wake(tenant: str, record_id: str) -> None:
    """One that waited begins when its day is over; who was called off sleeps on."""
    found = records.get(tenant, record_id)
    if found is None or stored.line(found.data, "state") != WAITING:
        return
    if stored.line(found.data, "keep_until") >= clock.timestamp()[:10]:
        return
    work = Work(tenant, found.updated_by)
    after = work.update(found, {**found.data, "state": RUNNING, "leg": int(found.data["leg"]) + 1})
    work.commit()
    carrying.watch(EVENT, after)


# -------------------------------------------------------------------------------------------------------- beforehand


def preview(actor: Actor, found: Record) -> dict[str, Any]:
    """Counted among the first five hundred that link to them, of what the actor may read; what stays says until
    when."""
    ids, tenant = _held(actor, found), actor.tenant
    linking = dict.fromkeys(each for one in ids for each in _linking(tenant, one))
    looked_at = [each for each in linking if each not in ids][:MOST_LOOKED_AT]
    live = reading.kept(actor, looked_at)
    sought = Sought(ids=tuple(ids), titles=tuple(map(title_of, ids)))
    treated = [(treating.treated(each, sought).outcome, each.type) for each in live.values()]
    told: Counter[tuple[str, str]] = Counter(treated)
    told.update(("removed", declared.name) for each in ids if (declared := type_of(each)))
    return {
        "ids": ids,
        **{name: _of(told, name) for name in ("removed", "scrubbed", "stays")},
        "stays_until": max((until for each in live.values() if (until := treating.kept_until(each))), default=None),
        "open_work": list(reading.kept(actor, subjects.open_work(tenant, ids))),
        "erasure": _erasure(tenant, found.id),
        "complete": len(looked_at) < MOST_LOOKED_AT,
    }


def _linking(tenant: str, target: str) -> list[str]:
    families = (derived.LINK, derived.MENTION)
    return [each for family in families for each in subjects.linking(tenant, target, family)]


def _of(told: Counter[tuple[str, str]], outcome: str) -> dict[str, int]:
    return {type_name: count for (name, type_name), count in sorted(told.items()) if name == outcome}


def _erasure(tenant: str, subject: str) -> str | None:
    known = records.claimed(tenant, NAME, subject)
    return known.id if known else None
