"""A record's keys in other systems, by system: unique in the tenant, so that an integration finds its own again."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, StringConstraints

from chalicelib.models import stored
from chalicelib.models.fields import Code
from chalicelib.models.record import Record
from chalicelib.models.record_type import Claim, Key

ExternalId = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[\x21-\x7e]+$")]
ExternalIds = Annotated[
    dict[Code, ExternalId],
    Field(max_length=10, description="its key in other systems, by system; unique in the tenant"),
]
KIND = "external"


def _ids(record: Record) -> Iterator[tuple[str, str]]:
    for system in (told := stored.part(record.data, "external_ids")):
        if key := stored.line(told, system):
            yield system, key


def keys(record: Record) -> Iterator[Key]:
    for system, key in _ids(record):
        yield Key(KIND, f"{system}:{key}")


def claims(record: Record) -> Iterator[Claim]:
    for system, key in _ids(record):
        yield Claim(KIND, claimed(record.type, system, key), f"external_ids.{system}")


def claimed(type_name: str, system: str, key: str) -> str:
    """What stands in the claim: each type has its own keys in a system."""
    return f"{type_name}:{system}:{key}"
