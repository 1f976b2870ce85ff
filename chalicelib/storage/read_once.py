"""What is asked for again and again while many records are prepared together, such as settings: read once for all of
them. What is saved still holds by itself: who links to a record that has gone meanwhile is refused by the table."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from chalicelib.storage import table
from chalicelib.storage.keys import ItemKey
from chalicelib.storage.table import Attributes

_read: ContextVar[tuple[str, dict[ItemKey, Attributes | None]] | None] = ContextVar("read", default=None)


@contextmanager
def within(tenant: str, ahead: Iterable[ItemKey] = ()) -> Iterator[None]:
    """What will be asked for can be read `ahead`: one round trip for a hundred."""
    token = _read.set((tenant, {}))
    try:
        get_many(tenant, ahead)
        yield
    finally:
        _read.reset(token)


def get_many(tenant: str, wanted: Iterable[ItemKey]) -> list[Attributes]:
    """As the table has it; within such a stretch as it was when it was first asked for."""
    read = _read.get()
    if read is None or read[0] != tenant:
        return table.get_many(tenant, wanted)
    asked, known = list(dict.fromkeys(wanted)), read[1]
    if left := [key for key in asked if key not in known]:
        known.update(dict.fromkeys(left))
        known.update((ItemKey(item["pk"]["S"], item["sk"]["S"]), item) for item in table.get_many(tenant, left))
    return [item for key in asked if (item := known[key]) is not None]
