"""What became one with another record: where it went stands in what is left of it, and what came in the one it went
into, with the keys in other systems that it had: they lead to that one as well."""

from collections.abc import Iterable

from chalicelib.models import stored
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data

INTO, FROM, KEYS = "merged_into", "merged_from", "merged_keys"
MARKS = frozenset({INTO, FROM, KEYS})


def into(record: Record) -> str:
    """The id of what it went into, "" where it is one of its own."""
    return stored.line(record.data, INTO)


def sources(data: Data) -> list[str]:
    return stored.lines(data, FROM)


def keys(data: Data) -> dict[str, str]:
    """By `system:key` the id of the record that had it."""
    return {key: of for key, of in stored.part(data, KEYS).items() if isinstance(of, str)}


def gone_into(data: Data, survivor: str) -> Data:
    return {**data, INTO: survivor}


def with_those(data: Data, ids: Iterable[str]) -> Data:
    return {**data, FROM: list(dict.fromkeys([*sources(data), *ids]))}


def apart(data: Data, ids: Iterable[str] = ()) -> Data:
    """By itself again, and without those that came."""
    left = [each for each in sources(data) if each not in ids]
    told = {name: value for name, value in data.items() if name not in MARKS}
    told = {**told, FROM: left} if left else told
    return with_keys(told, {key: of for key, of in keys(data).items() if of not in ids})


def with_keys(data: Data, led: dict[str, str]) -> Data:
    """In place of those that stood there."""
    told = {name: value for name, value in data.items() if name != KEYS}
    return {**told, KEYS: led} if led else told
