"""Following: who followed a record that went follows the one that stayed."""

from collections.abc import Sequence
from typing import Any

from chalicelib.actions.jobs.kind import Deal
from chalicelib.actions.merging.heads import SOURCES, SURVIVOR
from chalicelib.errors import Conflict
from chalicelib.models import stored
from chalicelib.models.job import CHANGED, UNCHANGED
from chalicelib.storage import subscriptions
from chalicelib.storage.job_rows import Row
from chalicelib.storage.keys import ItemKey
from chalicelib.storage.subscriptions import MOST_FOLLOWERS, RECORDS, Found

FULL = f"It is followed by {MOST_FOLLOWERS} already."
CHANNEL = "channel"


def followers(tenant: str, sources: Sequence[str]) -> list[str]:
    """In the order of their ids. What is left of a record keeps who followed it."""
    places = [subscriptions.followers(tenant, (each,)) for each in sources]
    found = subscriptions.read(tenant, places)
    return sorted({user for place in places for user in found.of(place).values})


def act(deal: Deal) -> Row | None:
    survivor, sources = deal.job.data["chosen"][SURVIVOR], deal.job.data["chosen"][SOURCES]
    theirs, mine, found = _read(deal, survivor)
    followed = found.of(mine).values
    left = [each for each in sources if each in followed]
    if not left:
        return Row(deal.record.id, UNCHANGED)
    kept = {each: told for each, told in followed.items() if each not in left}
    told = kept.get(survivor, followed[left[0]])
    _put(deal, found, mine, {**kept, survivor: told})
    _follow(deal, found, theirs, told)
    return Row(deal.record.id, CHANGED)


def back(deal: Deal, survivor: str, sources: Sequence[str]) -> Row | None:
    """They follow each of those again, and the other still: nobody is told of less than they wanted."""
    _, mine, found = _read(deal, survivor)
    followed = found.of(mine).values
    told = {each: channel for each, channel in _channels(deal, sources).items() if each not in followed}
    since = stored.line(followed.get(survivor), "since") or deal.work.at
    if survivor not in followed or not told:
        return Row(deal.record.id, UNCHANGED)
    _put(deal, found, mine, {**followed, **{each: {CHANNEL: how, "since": since} for each, how in told.items()}})
    return Row(deal.record.id, CHANGED)


def _channels(deal: Deal, sources: Sequence[str]) -> dict[str, str]:
    places = {each: subscriptions.followers(deal.work.tenant, (each,)) for each in sources}
    found = subscriptions.read(deal.work.tenant, places.values())
    told = {each: stored.line(found.of(place).values, deal.record.id) for each, place in places.items()}
    return {each: channel for each, channel in told.items() if channel}


def _read(deal: Deal, survivor: str) -> tuple[ItemKey, ItemKey, Found]:
    theirs = subscriptions.followers(deal.work.tenant, (survivor,))
    mine = subscriptions.of_user(deal.work.tenant, deal.record.id, RECORDS)
    return theirs, mine, subscriptions.read(deal.work.tenant, [theirs, mine])


def _follow(deal: Deal, found: Found, place: ItemKey, told: dict[str, Any]) -> None:
    known = found.of(place).values
    if deal.record.id in known:
        return
    if len(known) >= MOST_FOLLOWERS:
        raise Conflict(FULL)
    _put(deal, found, place, {**known, deal.record.id: told[CHANNEL]})


def _put(deal: Deal, found: Found, place: ItemKey, values: dict[str, Any]) -> None:
    deal.work.extra.append(subscriptions.put(place, values, found.of(place)))
