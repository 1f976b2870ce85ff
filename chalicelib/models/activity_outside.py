"""Work given to people from outside: they see nothing that is internal, so that it would be done by nobody."""

from collections.abc import Iterator, Mapping

from chalicelib.errors import FieldError
from chalicelib.models import activity_time, stakes, stored
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data
from chalicelib.models.shipped_rights import EXTERNAL

UNSEEN = "This is somebody from outside, who sees nothing internal: share it first, or give it to a colleague."


def faults(data: Data, context: Context) -> Iterator[FieldError]:
    """What stood so before may stay."""
    before = set(_unseen(context.before, context.linked).values())
    for path, who in _unseen(data, context.linked).items():
        if who not in before:
            yield FieldError(path, "internal", UNSEEN)


def is_unseen(data: Data, people: Mapping[str, Record]) -> bool:
    return bool(_unseen(data, people))


def _unseen(data: Data, people: Mapping[str, Record]) -> dict[str, str]:
    """Who was given it and does not see it, by the field that says so."""
    if not activity_time.is_open(data) or stored.line(data, stakes.VISIBILITY) != stakes.INTERNAL:
        return {}
    given = {f"assignees[{place}]": each for place, each in enumerate(stakes.ids(stored.parts(data, "assignees")))}
    return {path: who for path, who in given.items() if who in people and _is_outsider(people[who])}


def _is_outsider(who: Record) -> bool:
    return who.type == "user" and stored.line(who.data, "kind") == EXTERNAL
