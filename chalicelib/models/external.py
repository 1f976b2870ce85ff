"""A record's keys in other systems, by system: unique in the tenant, so that an integration finds its own again."""

import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from chalicelib.models import stored
from chalicelib.models.fields import Code
from chalicelib.models.record import Record
from chalicelib.models.record_type import Claim, Key

REACHABLE = re.compile(r"[A-Za-z0-9._~:-]+")


def _reachable(key: str) -> str:
    """What can stand in an address unescaped, so that every key that can be kept can be reached by PUT."""
    if not REACHABLE.fullmatch(key):
        raise ValueError("A key has letters, digits and . _ ~ : - only, since it stands in addresses.")
    return key


ExternalId = Annotated[str, StringConstraints(min_length=1, max_length=100), AfterValidator(_reachable)]
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
