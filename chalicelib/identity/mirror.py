"""The users of the directory as records of the CRM, so that records can link to them. Two tables know no common
transaction, so the directory is written first and copied from afterwards; it alone decides who may do what.

A copy that was missed, since the process died or the table did not answer, is made by whatever touches the user next: a
change, the same change asked for again, a sign-in; and by `make rebuild` for all. Until then a newcomer cannot be given
work yet, or somebody who left still can."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from chalicelib import clock, logs
from chalicelib.errors import Busy
from chalicelib.identity import keys, table
from chalicelib.identity.items import UserItem
from chalicelib.storage.outcome import Lost

BY = "system:identity"
TRIES = 6
FIELDS = ("name", "email", "status", "role", "language", "time_zone", "kind")


@contextmanager
def kept(tenant: str, user: str, by: str = BY) -> Iterator[None]:
    """Also after a refusal: who asks again for what was done already gets the copy made that it left behind."""
    try:
        yield
    finally:
        keep(tenant, user, by)


def keep(tenant: str, user: str, by: str = BY) -> None:
    """Never in the way of who signs in or is removed: that is done, and what keeps the copy from being made is logged
    as an error."""
    try:
        copy(tenant, user, by)
    except Exception as error:
        logs.exception("mirror_failed", error, tenant=tenant, user=user)


def copy(tenant: str, user: str, by: str = BY) -> bool:
    """Whether something differed; nothing does for a user of another tenant. Raises Busy, Unavailable."""
    for attempt in range(TRIES):
        try:
            return _copy(tenant, user, by)
        except Lost:
            clock.pause(attempt)
    raise Busy


def copy_all(tenant: str) -> int:
    """How many differed."""
    return sum(copy(tenant, row.user) for row in table.query(UserItem, keys.users(tenant)))


def _copy(tenant: str, user: str, by: str) -> bool:
    """The record is read before the directory and saved under the version read: of several at once, the last to save
    has looked at the directory last."""
    from chalicelib.models.user import USER  # most functions that load this module never need records
    from chalicelib.storage import change, records
    from chalicelib.storage.work import Work

    record = records.get(tenant, user)
    row = table.get(UserItem, keys.user(tenant, user))
    if row is None:
        return False
    work = Work(tenant, by, channel=change.IDENTITY)
    if record is None:
        work.create(USER, of(row), user)
    else:
        work.update(record, {name: value for name, value in record.data.items() if name not in FIELDS} | of(row))
    work.commit()
    return bool(work.saves)


def of(row: UserItem) -> dict[str, Any]:
    return {name: value for name in FIELDS if (value := getattr(row, name)) is not None}
