"""The parts of a file: a line of JSON for each record, with its id and what the file tells of it."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

Used = dict[str, list[str]]  # by field the columns that some record has of it, where they are not the field itself


class Part(NamedTuple):
    """What the file tells of each record, by its id; `weight` is how many bytes it takes in a sheet, unpacked."""

    told: list[tuple[str, Any]]
    used: Used
    weight: int = 0


def packed(told: Iterable[tuple[str, Any]]) -> bytes:
    lines = (json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in told)
    return "".join(f"{each}\n" for each in lines).encode("utf-8", "replace")


def ids(parts: Iterable[bytes]) -> set[str]:
    return {json.loads(line)[0] for each in parts for line in each.splitlines()}


class Gathered:
    """What is told of each record, once: one that was called otherwise while it was gone over may have been met twice.
    `met` is how often any was."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        self._parts = parts
        self.met = 0

    def __iter__(self) -> Iterator[Any]:
        known = set[str]()
        for each in self._parts:
            for line in each.splitlines():
                record_id, told = json.loads(line)
                self.met += 1
                if record_id not in known:
                    known.add(record_id)
                    yield told
