"""Who is concerned by a change is told of it: a notice in their list, and a letter where they want one.

Idempotent by the change: it makes one notice for a user, however often and in whatever order it comes (R1). Nobody is
told of what they did themselves, or of what they may not know. That a change concerns nobody is seen in one round
trip."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from chalicelib.access import held, outsiders, own_work, reading
from chalicelib.access.decide import stakes_of
from chalicelib.models import notice_kind, stored
from chalicelib.models.job import TOGETHER
from chalicelib.models.record import Record
from chalicelib.models.registry import TYPES, type_of
from chalicelib.models.telling import Subject, Telling
from chalicelib.models.user import GONE
from chalicelib.reactions import notice_mail, notify_plan, refresh, touches
from chalicelib.reactions.notify_plan import Addressed, Followers
from chalicelib.storage import subscriptions
from chalicelib.storage.at_once import both
from chalicelib.storage.keys import ItemKey
from chalicelib.storage.notices import Notice
from chalicelib.storage.subscriptions import CHANNELS, SUCCESSOR, Found

Change = Mapping[str, Any]
ERASURE = "system:erasure"
FOLLOWED = frozenset({notice_kind.CHANGED.name, notice_kind.LINKED.name})
MOST_TOGETHER = 20
HANDED_OVER = "hand_over"  # who takes over is told of all of it at once


def may_be_told(change: Change) -> bool:
    """Copies that were made anew are no news, nor is what was erased."""
    return bool(change["by"] not in (refresh.BY, ERASURE) and HANDED_OVER not in change.get("about", {}))


def _is_told(each: Telling, change: Change) -> bool:
    """Of many that were changed at once nobody is told of each that they merely follow."""
    return change.get("about", {}).get(TOGETHER, 0) <= MOST_TOGETHER or each.kind not in FOLLOWED


def notify(tenant: str, change: Change) -> None:
    with held.within(tenant):
        _notify(tenant, change)


def _notify(tenant: str, change: Change) -> None:
    """The rights are asked for along with what is read first."""
    changed = touches.changed(tenant, change)
    likely = notify_plan.candidates(change, changed)
    found, _ = both(partial(_look, tenant, likely, [change["record"]]), partial(held.of, tenant))
    record = found.records.get(change["record"])
    if record is None:
        return
    told = [each for each in notify_plan.tellings(notify_plan.moved(record, change, changed)) if _is_told(each, change)]
    behind = {subject for each in told for subject in each.followed}.difference(likely)
    followers = _followers(tenant, likely, found) | _followers(tenant, behind, _look(tenant, behind))
    addressed = [*notify_plan.addressed(told, record, followers), *_outside(told, record)]
    wanted = [each for each in addressed if _is_news(each, change)]
    if wanted:
        people = _people(tenant, wanted)
        notice_mail.tell(tenant, list(_notices(change, record, wanted, people)), people.records)


def _outside(told: Iterable[Telling], record: Record) -> Iterator[Addressed]:
    """Those who are near: whether they may know is looked at for each."""
    for each in told:
        if each.outside:
            yield from (Addressed(user, each) for user in outsiders.near(record))


def _look(tenant: str, subjects: Iterable[Subject], record_ids: Iterable[str] = ()) -> Found:
    return subscriptions.read(tenant, [subscriptions.followers(tenant, each) for each in subjects], record_ids)


def _followers(tenant: str, subjects: Iterable[Subject], found: Found) -> Followers:
    return {each: found.of(subscriptions.followers(tenant, each)).values for each in subjects}


def _is_news(each: Addressed, change: Change) -> bool:
    return each.who not in (change["by"], each.telling.by) and type_of(each.who) is not None


# -------------------------------------------------------------------------------------------------------- the people


def _people(tenant: str, wanted: Iterable[Addressed]) -> Found:
    """Who is addressed with the channels that they prefer, in one round trip; one more where others stand behind it,
    such as the members of a team, or who took over from one who left."""
    wanted, found, asked = list(wanted), Found({}, {}), set[str]()
    while missing := {who for each in wanted for who in (each.who, *_users(each, found))} - asked:
        makers = {user for each in wanted if each.maker for user in _users(each, found)}
        more = _read(tenant, missing, makers & missing)
        found, asked = Found(found.kept | more.kept, found.records | more.records), asked | missing
    return found


def _read(tenant: str, ids: Iterable[str], makers: Iterable[str]) -> Found:
    people = sorted(ids)
    places = [subscriptions.of_user(tenant, each, CHANNELS) for each in people]
    return subscriptions.read(tenant, [*places, *(_succeeds(tenant, each) for each in makers)], people)


def _users(each: Addressed, found: Found) -> list[str]:
    """As far as is known of what was read."""
    record = found.records.get(each.who)
    if record is None:
        return []
    if each.given:
        return list(_given(record, found))
    return _in_place_of(record.created_by, record.tenant, found) if each.maker else _people_of(record)


def _given(record: Record, found: Found) -> Iterator[str]:
    """Users, and those whom a team stands for once it was read."""
    for each in stakes_of(record).given:
        known = found.records.get(each)
        yield from _people_of(known) if known else [each]


def _in_place_of(maker: str, tenant: str, found: Found) -> list[str]:
    """Whoever took over last from a maker who left, and may have left as well; nobody where nobody did."""
    gone: list[str] = []
    while (record := found.records.get(maker)) and stored.line(record.data, "status") in GONE and maker not in gone:
        gone.append(maker)
        maker = stored.line(found.of(_succeeds(tenant, maker)).values, "to")
    if maker in gone:
        return []
    return _people_of(record) if record else [maker] if maker else []


def _people_of(record: Record) -> list[str]:
    return list(TYPES[record.type].members(record))


def _succeeds(tenant: str, user: str) -> ItemKey:
    return subscriptions.of_user(tenant, user, SUCCESSOR)


# ------------------------------------------------------------------------------------------------------- the notices


def _notices(change: Change, record: Record, wanted: Iterable[Addressed], people: Found) -> Iterator[Notice]:
    """One for each user, for the first reason that there is."""
    told: set[str] = set()
    for each in wanted:
        for user in _users(each, people):
            notice = _notice(change, record, each, user, people)
            if user not in told and notice is not None:
                told.add(user)
                yield notice


def _notice(change: Change, record: Record, each: Addressed, user: str, people: Found) -> Notice | None:
    by = each.telling.by or change["by"]
    if user in (by, change["by"]) or not _may_know(people.records.get(user), record):
        return None
    preferred = people.of(subscriptions.of_user(record.tenant, user, CHANNELS)).values
    channel = notice_kind.channel(each.telling.kind, each.channel or stored.line(preferred, each.telling.kind))
    if channel == "none":
        return None
    return Notice(
        user=user,
        cause=change["id"],
        kind=each.telling.kind,
        record=record.id,
        at=change["at"],
        by=by if type_of(by) else "",
        told=each.telling.told,
        channel=channel,
    )


def _may_know(user: Record | None, record: Record) -> bool:
    """Somebody who left or has not come yet is told nothing."""
    if user is None or stored.line(user.data, "status") != "active":
        return False
    return own_work.may_know(reading.on_behalf_of(user), record)
