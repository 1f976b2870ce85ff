"""What somebody wants to be told of: records, kinds of activity, and by which channel."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from chalicelib import answers
from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.actions import following, kinds_known, versions
from chalicelib.actions.notices import named
from chalicelib.errors import Conflict, FieldError, Invalid, NotFound
from chalicelib.models import activity_kind, notice_kind, stored
from chalicelib.models.activity import ACTIVITY
from chalicelib.storage import cursor, keys, subscriptions
from chalicelib.storage.keys import ItemKey
from chalicelib.storage.subscriptions import CHANNELS, KINDS, MOST_FOLLOWED, MOST_FOLLOWERS, RECORDS, Found
from chalicelib.storage.work import Work

Data = dict[str, Any]


class Told(NamedTuple):
    """An answer, and the version of what it tells."""

    body: Data
    version: int


# ----------------------------------------------------------------------------------------------------------- records


def follow(work: Work, actor: Actor, record_id: str, channel: str) -> Data:
    """One round trip; more only where there is no room. Raises NotFound for what may not be read."""
    theirs, mine = _places(actor, record_id)
    found = subscriptions.read(actor.tenant, [theirs, mine], [record_id])
    record = found.records.get(record_id)
    if record is None or not reading.may_read(actor)(record):
        raise NotFound
    since = stored.line(found.of(mine).values.get(record_id), "since") or work.at
    left = following.make_room(work, RECORDS, {record_id: found.of(theirs)}, actor.user).get(record_id, "")
    _put(work, found, theirs, {**_without(found.of(theirs).values, left), actor.user: channel}, MOST_FOLLOWERS)
    _put(work, found, mine, {**found.of(mine).values, record_id: {"channel": channel, "since": since}}, MOST_FOLLOWED)
    return {"record": named(record_id, found.records), "channel": channel, "since": since}


def unfollow(work: Work, actor: Actor, record_id: str) -> None:
    """Also what may not be read any more. Raises NotFound for what is not followed."""
    theirs, mine = _places(actor, record_id)
    found = subscriptions.read(actor.tenant, [theirs, mine])
    if record_id not in found.of(mine).values:
        raise NotFound
    _put(work, found, theirs, _without(found.of(theirs).values, actor.user))
    _put(work, found, mine, _without(found.of(mine).values, record_id))


def followed(actor: Actor, record_id: str) -> Data:
    _, mine = _places(actor, record_id)
    found = subscriptions.read(actor.tenant, [mine], [record_id])
    told = found.of(mine).values.get(record_id)
    record = found.records.get(record_id)
    if told is None or record is None or not reading.may_read(actor)(record):
        raise NotFound
    return {"record": named(record_id, found.records), **told}


def page(actor: Actor, limit: int, sealed: str | None) -> Data:
    """All that somebody is told of, the records by when they were followed, the last first. Two round trips."""
    scope = f"subscriptions {actor.tenant} {actor.user}"
    found = subscriptions.read(actor.tenant, [_mine(actor, name) for name in (RECORDS, KINDS, CHANNELS)])
    records = found.of(_mine(actor, RECORDS)).values
    ordered = sorted(((told["since"], each) for each, told in records.items()), reverse=True)
    begin = tuple(cursor.open_(sealed, scope).split(" ")) if sealed else None
    ahead = [each for each in ordered if begin is None or each < begin]
    more = cursor.seal(" ".join(ahead[limit - 1]), scope) if len(ahead) > limit else None
    live = reading.linked(actor, [record_id for _, record_id in ahead[:limit]])
    rows = [{"record": named(each, live), **records[each]} for _, each in ahead[:limit]]
    return {**answers.page(rows, more), "kinds": _kinds(actor, found), "channels": _channels(actor, found)}


def _places(actor: Actor, record_id: str) -> tuple[ItemKey, ItemKey]:
    return subscriptions.followers(actor.tenant, (record_id,)), _mine(actor, RECORDS)


def _mine(actor: Actor, name: str) -> ItemKey:
    return subscriptions.of_user(actor.tenant, actor.user, name)


def _put(work: Work, found: Found, place: ItemKey, values: Data, most: int = 0) -> int:
    """Its version then. Nothing where nothing differs, so that who is told twice to follow does so once."""
    before = found.of(place)
    if most and len(values) > max(most, len(before.values)):
        raise Conflict(f"There are {most} already, which is the most: unfollow what is over, or follow something else.")
    if values == before.values:
        return before.version
    work.extra.append(subscriptions.put(place, values, before))
    return before.version + 1


def _without(values: Mapping[str, Any], name: str) -> Data:
    return {each: value for each, value in values.items() if each != name}


# ------------------------------------------------------------------------------------------------------------- kinds


def kinds(actor: Actor) -> Told:
    found = subscriptions.read(actor.tenant, [_mine(actor, KINDS)])
    return Told({"kinds": _kinds(actor, found)}, found.of(_mine(actor, KINDS)).version)


def put_kinds(work: Work, actor: Actor, sent: list[Data], seen: int | None) -> Told:
    """In place of those there were. Two round trips: what there is, and who follows the kinds that differ."""
    mine, setting = _mine(actor, KINDS), keys.settings(actor.tenant, activity_kind.SETTING)
    found = subscriptions.read(actor.tenant, [mine, setting])
    versions.hold_setting(seen, found.of(mine).version)
    wanted, before = {each["kind"]: each["channel"] for each in sent}, found.of(mine).values
    if faults := _faults(sent, {*kinds_known.known(actor, found.of(setting).values), *before}):
        raise Invalid(errors=kinds_known.refused(actor, faults))
    differing = sorted(kind for kind in {*wanted, *before} if wanted.get(kind) != before.get(kind))
    _follow_kinds(work, actor, differing, wanted)
    return Told({"kinds": _kinds_of(wanted)}, _put(work, found, mine, wanted))


def _follow_kinds(work: Work, actor: Actor, differing: list[str], wanted: Data) -> None:
    places = {kind: subscriptions.followers(actor.tenant, (ACTIVITY.name, kind)) for kind in differing}
    found = subscriptions.read(actor.tenant, places.values())
    sought = {kind: found.of(place) for kind, place in places.items() if kind in wanted}
    left = following.make_room(work, KINDS, sought, actor.user)
    for kind, place in places.items():
        others = _without(_without(found.of(place).values, actor.user), left.get(kind, ""))
        is_wanted = {actor.user: wanted[kind]} if kind in wanted else {}
        _put(work, found, place, {**others, **is_wanted}, MOST_FOLLOWERS)


def _faults(sent: list[Data], known: set[str]) -> list[FieldError]:
    given = [each["kind"] for each in sent]
    twice = [
        FieldError(f"kinds[{n}].kind", "twice", "Give each kind once.") for n, k in enumerate(given) if k in given[:n]
    ]
    told = f"Choose of {', '.join(sorted(known))}."
    return twice + [FieldError(f"kinds[{n}].kind", "not_a_choice", told) for n, k in enumerate(given) if k not in known]


def _kinds(actor: Actor, found: Found) -> list[Data]:
    return _kinds_of(found.of(_mine(actor, KINDS)).values)


def _kinds_of(values: Data) -> list[Data]:
    return [{"kind": kind, "channel": channel} for kind, channel in values.items()]


# ---------------------------------------------------------------------------------------------------------- channels


def channels(actor: Actor) -> Told:
    found = subscriptions.read(actor.tenant, [_mine(actor, CHANNELS)])
    return Told(_channels(actor, found), found.of(_mine(actor, CHANNELS)).version)


def put_channels(work: Work, actor: Actor, sent: Data, seen: int | None) -> Told:
    mine = _mine(actor, CHANNELS)
    found = subscriptions.read(actor.tenant, [mine])
    versions.hold_setting(seen, found.of(mine).version)
    return Told(_chosen(sent), _put(work, found, mine, sent))


def _channels(actor: Actor, found: Found) -> Data:
    return _chosen(found.of(_mine(actor, CHANNELS)).values)


def _chosen(values: Data) -> Data:
    return {name: notice_kind.channel(name, stored.line(values, name)) for name in notice_kind.CHOSEN}
