"""Room among who follows something: who left gives way to who wants to follow it now, and follows it no longer."""

from collections.abc import Mapping

from chalicelib.models import stored
from chalicelib.models.user import GONE
from chalicelib.storage import records, subscriptions
from chalicelib.storage.subscriptions import MOST_FOLLOWERS, Kept
from chalicelib.storage.work import Work


def make_room(work: Work, name: str, followers: Mapping[str, Kept], newcomer: str) -> dict[str, str]:
    """By what is followed, one who left and gives way, where there is no room. `name` is what is followed there."""
    full = {each: kept.values for each, kept in followers.items() if _is_full(kept, newcomer)}
    left = _left(work.tenant, {user for values in full.values() for user in values})
    gives_way = {each: next(filter(left.__contains__, values), "") for each, values in full.items()}
    gives_way = {each: user for each, user in gives_way.items() if user}
    _forget(work, name, gives_way)
    return gives_way


def _is_full(kept: Kept, newcomer: str) -> bool:
    return newcomer not in kept.values and len(kept.values) >= MOST_FOLLOWERS


def _left(tenant: str, users: set[str]) -> set[str]:
    found = records.get_many(tenant, users).values() if users else ()
    return {each.id for each in found if stored.line(each.data, "status") in GONE}


def _forget(work: Work, name: str, gives_way: Mapping[str, str]) -> None:
    places = {user: subscriptions.of_user(work.tenant, user, name) for user in gives_way.values()}
    found = subscriptions.read(work.tenant, places.values())
    for user, place in places.items():
        before = found.of(place)
        kept = {each: how for each, how in before.values.items() if gives_way.get(each) != user}
        if kept != before.values:
            work.extra.append(subscriptions.put(place, kept, before))
