"""What is in a selection. Records are put into a static one, and taken out: all at once, or not at all."""

from collections.abc import Sequence
from typing import NamedTuple

from chalicelib import answers
from chalicelib.access.actor import Actor
from chalicelib.actions import lists, selecting
from chalicelib.actions.lists import Wanted
from chalicelib.errors import Conflict, invalid
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.registry import TYPES
from chalicelib.models.selection import FILLED_AT, SIZE, STATIC
from chalicelib.storage import cursor, listing, members
from chalicelib.storage.work import Extra, Work

TOO_MANY = f"A static selection has at most {members.MOST:,} members; select fewer, or take others out first."
NOT_STATIC = "Only a static selection has members of its own; this one has what meets its criteria."


class Paged(NamedTuple):
    limit: int
    cursor: str | None


def members_of(actor: Actor, selection: Record, wanted: Paged) -> Data:
    """A page of them as the actor sees them: of what meets criteria as of any list."""
    chosen = selecting.of_selection(actor, selection)
    declared = TYPES[chosen["of"]]
    if selecting.CRITERIA in chosen:
        asked = lists.parse(actor, declared, chosen[selecting.CRITERIA])
        return lists.page(actor, declared, Wanted(asked, declared.natural, *wanted))
    scope = f"members {actor.tenant} {actor.user} {selection.id}"
    after = cursor.open_(wanted.cursor, scope) if wanted.cursor else ""
    page = _page(actor, chosen, after, wanted.limit)
    told = [answers.record(actor, each) for each in page.records]
    return answers.page(told, cursor.seal(page.next, scope) if page.next else None)


def _page(actor: Actor, chosen: Data, after: str, limit: int) -> listing.Page:
    found = selecting.page(actor, chosen, after, limit)
    page = listing.Page(next=after)
    for each in found.seen.values():
        if not page.takes(limit, each):
            return page
        page.next = each.id
    page.next = found.next
    return page


def fill(work: Work, actor: Actor, selection: Record, add: Data | None, remove: Sequence[str]) -> Record:
    """What is `add` is chosen; what is in it already stays, what is taken out goes. Two round trips besides those of
    going over what is added. The version of the selection holds its members."""
    _hold(selection, add)
    before = members.read(actor.tenant, selection.id)
    after = before.union(_added(actor, add)).difference(remove)
    if len(after) > members.MOST:
        raise invalid("add", "too_many", TOO_MANY)
    if after == before:
        return selection
    work.extra.extend(map(Extra, members.writes(actor.tenant, selection.id, before, after)))
    return work.update(selection, {**selection.data, SIZE: len(after), FILLED_AT: work.at})


def _hold(selection: Record, add: Data | None) -> None:
    if selection.data.get("kind") != STATIC:
        raise Conflict(NOT_STATIC)
    if add is not None and add["of"] != selection.data.get("of"):
        raise invalid("add.of", "other_type", "Give the type that the selection is of.")


def _added(actor: Actor, chosen: Data | None) -> Sequence[str]:
    if chosen is None:
        return ()
    if selecting.IDS in chosen:
        known: Sequence[str] = chosen[selecting.IDS]
        return known
    found = selecting.told(actor, chosen, members.MOST)
    if not found.complete:
        raise invalid("add", "too_many", TOO_MANY)
    return list(found.values)
