"""A record's keys in other systems, by system: unique in the tenant, so that an integration finds its own again."""

import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StringConstraints

from chalicelib.models import merged, stored
from chalicelib.models.entry import Claim, Key
from chalicelib.models.fields import Code
from chalicelib.models.record import Record

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
KIND, IDS = "external", "external_ids"
Data = dict[str, Any]


def _ids(data: Data) -> Iterator[tuple[str, str]]:
    for system in (told := stored.part(data, IDS)):
        if key := stored.line(told, system):
            yield system, key


def _own(data: Data) -> set[str]:
    return {f"{system}:{key}" for system, key in _ids(data)}


def keys(record: Record) -> Iterator[Key]:
    for each in sorted(_own(record.data) | merged.keys(record.data).keys()):
        yield Key(KIND, each)


def claims(record: Record) -> Iterator[Claim]:
    """Also of the keys that lead to it since it became one with what had them."""
    for each in merged.keys(record.data):
        yield Claim(KIND, f"{record.type}:{each}", f"{merged.KEYS}.{each}")
    for system, key in _ids(record.data):
        yield Claim(KIND, claimed(record.type, system, key), f"{IDS}.{system}")


def claimed(type_name: str, system: str, key: str) -> str:
    """What stands in the claim: each type has its own keys in a system."""
    return f"{type_name}:{system}:{key}"


# -------------------------------------------------------------------------------- of records that became one


def united(records: Iterable[Record], data: Data) -> Data:
    """With the keys of all of them that it does not have as its own, and whose they were."""
    led = dict[str, str]()
    for each in records:
        led |= dict.fromkeys(_own(each.data), each.id) | merged.keys(each.data)
    return settled(merged.with_keys(data, dict(sorted(led.items()))))


def settled(data: Data) -> Data:
    """What it has as a key of its own leads to it by that, and by nothing else."""
    led = merged.keys(data)
    own = led.keys() & _own(data)
    return merged.with_keys(data, {key: of for key, of in led.items() if key not in own}) if own else data


def unknown(sent: Data, record: Record) -> Data:
    """Without the keys that lead to the record already, since who knows it by these is not to take away its own."""
    told, led = sent.get(IDS), merged.keys(record.data)
    if not led or not isinstance(told, dict):
        return sent
    return {**sent, IDS: {system: key for system, key in told.items() if f"{system}:{key}" not in led}}
