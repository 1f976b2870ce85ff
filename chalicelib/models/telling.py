"""What people are told of a change, and who is. Pure data: record types say it, a reaction carries it out."""

from typing import Any, NamedTuple

from chalicelib.models.record import Record

Subject = tuple[str, ...]  # what can be followed: a record by its id, or all new ones of a type with a topic


class Moved(NamedTuple):
    """A change, with the record as it was before, None when it was made, and after. `targets` are the ids of what it is
    linked to and seen on now, `newly` those of them that it was not before."""

    before: Record | None
    after: Record
    targets: tuple[str, ...]
    newly: tuple[str, ...]
    by: str
    at: str


class Telling(NamedTuple):
    """What happened, for the users and teams `to` whom it is told, for the `makers` of these records, and for those who
    have `followed` one of these subjects, for those to whom the records `given` were given, and with `outside` for
    those outside who may see it. `by` is who did it, where that is another than made the change. `told` are facts that
    everybody may know."""

    kind: str
    to: tuple[str, ...] = ()
    makers: tuple[str, ...] = ()
    followed: tuple[Subject, ...] = ()
    given: tuple[str, ...] = ()
    outside: bool = False
    by: str = ""
    told: dict[str, Any] = {}


def followed(ids: tuple[str, ...]) -> tuple[Subject, ...]:
    return tuple((each,) for each in ids)
