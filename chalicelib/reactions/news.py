"""What was news when it was told, and may be none by the morning after: work that is done, or another's, by then."""

from collections.abc import Callable, Mapping

from chalicelib.models import notice_kind, stored
from chalicelib.models.record import Record
from chalicelib.models.registry import TYPES, type_of
from chalicelib.reactions import reminder_plan
from chalicelib.storage.notices import Notice


def holds(notice: Notice, record: Record) -> bool:
    """What a team has to do is taken for theirs."""
    find = CONCERNED.get(notice.kind)
    return find is None or any(who == notice.user or _is_team(who) for who in find(notice, record))


def _is_team(who: str) -> bool:
    declared = type_of(who)
    return declared is not None and declared.is_group


def _has_it_to_do(_: Notice, record: Record) -> list[str]:
    return [each.who for each in TYPES[record.type].todo(record)] if record.alive else []


def _is_to_be_reminded(notice: Notice, record: Record) -> list[str]:
    of, due = stored.line(notice.told, "of"), stored.line(notice.told, "due")
    return [each.who for each in reminder_plan.reminds(record) if (each.of, each.date) == (of, due)]


CONCERNED: Mapping[str, Callable[[Notice, Record], list[str]]] = {
    notice_kind.ASSIGNED.name: _has_it_to_do,
    notice_kind.REMINDER.name: _is_to_be_reminded,
    notice_kind.EXPIRES.name: _is_to_be_reminded,
}
