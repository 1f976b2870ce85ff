"""Being a member of a static selection: whoever became one with another is a member as that one."""

from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.relinking import Moves
from chalicelib.models.selection import FILLED_AT, SELECTION, SIZE, STATIC
from chalicelib.storage import members
from chalicelib.storage.work import Extra, Work

LEFT = "members_left"  # of what the change is about: which of them went, and whether the one that stays came with them
CAME = "member_came"


def is_static(record: Record) -> bool:
    return record.type == SELECTION.name and record.data.get("kind") == STATIC


def move(work: Work, record: Record, moves: Moves) -> Record | None:
    """One round trip; None where none of them is a member."""
    before = members.read(work.tenant, record.id)
    left = sorted(before & moves.keys())
    if not left:
        return None
    after = before.difference(left) | {moves[each] for each in left}
    work.about = {**work.about, LEFT: left, CAME: sorted(after - before)}
    return _put(work, record, before, after)


def move_back(work: Work, record: Record, about: Data) -> Record:
    """Who was taken out since stays out: then the one that stayed is no member any more."""
    before = members.read(work.tenant, record.id)
    came, left = set(about.get(CAME, ())), set(about.get(LEFT, ()))
    return _put(work, record, before, before - came | left if not came or came <= before else before)


def _put(work: Work, record: Record, before: members.Members, after: members.Members) -> Record:
    if after == before:
        return record
    work.extra.extend(map(Extra, members.writes(work.tenant, record.id, before, after)))
    return work.update(record, {**record.data, SIZE: len(after), FILLED_AT: work.at})
