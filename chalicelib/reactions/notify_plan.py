"""What is told of a change, and to whom it is to be told. Pure.

A type says what is special about it; of any record those are told who follow what it is newly linked to, those who
follow new ones of its topic, and those who follow it. Who is told for several reasons is told for the first.
What nobody did, such as placing the files that came with a mail, is told of by its type or not at all."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from chalicelib.models import notice_kind, stored
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data, RecordType
from chalicelib.models.registry import TYPES, type_of
from chalicelib.models.telling import Moved, Subject, Telling, followed
from chalicelib.storage.change import CREATED

Change = Mapping[str, Any]
Followers = dict[Subject, dict[str, str]]


class Addressed(NamedTuple):
    """`who` is a user or what stands for users; or a record, of which the `maker` is meant, or those to whom it was
    `given`. `channel` "" is the one that they prefer."""

    who: str
    telling: Telling
    channel: str = ""
    maker: bool = False
    given: bool = False


def moved(record: Record, change: Change, changed: Mapping[str, Mapping[str, Any]]) -> Moved:
    """What the change did not touch is as it stands now, on both sides."""
    declared, is_new = TYPES[record.type], change["action"] == CREATED
    still = {} if is_new else {name: value for name, value in record.data.items() if name not in changed}
    after = replace(record, data=still | _side(changed, "now"))
    before = None if is_new else replace(record, data=still | _side(changed, "was"))
    targets = _targets(declared, after)
    known = _targets(declared, before) if before else ()
    newly = tuple(each for each in targets if each not in known)
    return Moved(before, after, targets, newly, change["by"], change["at"])


def _side(changed: Mapping[str, Mapping[str, Any]], side: str) -> Data:
    return {name: sides[side] for name, sides in changed.items() if side in sides}


def _targets(declared: RecordType, record: Record) -> tuple[str, ...]:
    linked = [stored.line(link.snapshot, "id") for link in declared.links(record.data)]
    seen = [each.target for each in declared.dated(record)]
    return tuple(dict.fromkeys(each for each in [*linked, *seen] if each and each != record.id))


def candidates(change: Change, changed: Mapping[str, Mapping[str, Any]]) -> list[Subject]:
    """All that may be followed of what the change speaks of, without looking at the record."""
    at, by = change["at"], change["by"]
    blank = Record(change["record"], change["type"], change["tenant"], change["version"], at, by, at, by, None, {})
    told = tellings(moved(blank, change, changed))
    return list(dict.fromkeys(subject for each in told for subject in each.followed))


def tellings(told: Moved) -> list[Telling]:
    declared = TYPES[told.after.type]
    return [*declared.tells(told), *_of_any(declared, told)]


def _of_any(declared: RecordType, told: Moved) -> Iterator[Telling]:
    if told.newly and type_of(told.by):
        yield Telling(notice_kind.LINKED.name, followed=followed(told.newly))
    if told.before is None:
        if topic := declared.topic(told.after.data):
            yield Telling(notice_kind.CREATED.name, followed=((declared.name, topic),))
    elif type_of(told.by):
        yield Telling(notice_kind.CHANGED.name, followed=followed((told.after.id,)))


def addressed(told: list[Telling], record: Record, followers: Followers) -> Iterator[Addressed]:
    for each in told:
        yield from (Addressed(who, each) for who in each.to)
        for maker in each.makers:
            is_own = maker == record.id
            yield Addressed(record.created_by if is_own else maker, each, maker=not is_own)
        yield from (Addressed(record_id, each, given=True) for record_id in each.given)
        for subject in each.followed:
            yield from (Addressed(who, each, channel) for who, channel in followers.get(subject, {}).items())
