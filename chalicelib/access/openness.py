"""Open unless: whether a new record is shared with those outside whom it concerns, where it does not say so itself."""

from collections.abc import Iterable

from chalicelib.access import held
from chalicelib.models import stored
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data, RecordType
from chalicelib.models.stakes import INTERNAL, SHARED, VISIBILITY


def told(tenant: str, declared: RecordType, data: Data) -> Data:
    """With what the tenant says of its kind, or else of its type; with what it says itself where it does."""
    if not declared.opens or stored.line(data, VISIBILITY):
        return data
    return {**data, VISIBILITY: of_new(tenant, declared.name, stored.line(data, "kind"))}


def beside(declared: RecordType, said: Data, data: Data, about: Iterable[Record]) -> Data:
    """As it is told, unless it is about something internal and `said` nothing itself: nobody is to show to customers,
    by saying nothing, what stands with a note that they do not see."""
    if not declared.discreet or stored.line(said, VISIBILITY):
        return data
    is_internal = any(stored.line(each.data, VISIBILITY) == INTERNAL for each in about)
    return {**data, VISIBILITY: INTERNAL} if is_internal else data


def of_new(tenant: str, type_name: str, kind: str) -> str:
    said = held.of(tenant).default(type_name)
    chosen = stored.line(stored.part(said, "visibility_of"), kind) or stored.line(said, VISIBILITY)
    return INTERNAL if chosen == INTERNAL else SHARED
