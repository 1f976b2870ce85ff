"""Where what became one with another record is found."""

from collections.abc import Iterable

from chalicelib.models import merged
from chalicelib.models.job import GOING_ON
from chalicelib.models.record import Record
from chalicelib.storage import claimed, keys, records

MOST = 20  # times in a row


def of(tenant: str, found: Record) -> Record | None:
    """Itself, where it went nowhere. A round trip each time that it went on."""
    record: Record | None = found
    for _ in range(MOST):
        if record is None or not (target := merged.into(record)):
            return record
        record = records.get(tenant, target)
    return None


def moves(tenant: str, found: Iterable[Record]) -> dict[str, str]:
    """Where what leads to those of them that went is to lead."""
    gone = {each.id: of(tenant, each) for each in found if merged.into(each)}
    return {id: each.id for id, each in gone.items() if each is not None}


def going_on(tenant: str, ids: Iterable[str]) -> set[str]:
    """The jobs by which these are becoming one with others just now. One round trip."""
    wanted = [keys.claim(tenant, GOING_ON, each) for each in ids]
    return {*claimed.holders(tenant, wanted).values()}
