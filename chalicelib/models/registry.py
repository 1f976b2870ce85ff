"""All record types, in the order of the reference. Adding a type is one file and one line here."""

from chalicelib.models.address import ADDRESS
from chalicelib.models.contact import CONTACT
from chalicelib.models.record_type import RecordType
from chalicelib.models.relation import RELATION

TYPES: dict[str, RecordType] = {each.name: each for each in (RELATION, CONTACT, ADDRESS)}
BY_PREFIX: dict[str, RecordType] = {each.prefix: each for each in TYPES.values()}


def type_of(record_id: str) -> RecordType | None:
    """The type that an id such as `rel_01J…` belongs to; None when there is no such type."""
    return BY_PREFIX.get(record_id.partition("_")[0])
