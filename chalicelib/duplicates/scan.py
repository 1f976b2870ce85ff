"""The duplicates among many records."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from chalicelib.duplicates import blocks
from chalicelib.duplicates.evidence import Verdict, verdict
from chalicelib.duplicates.facts import Facts


class Found(NamedTuple):
    one: str
    other: str
    verdict: Verdict


def scan(records: Mapping[str, Facts], threshold: int, ignored: frozenset[str] = frozenset()) -> Iterator[Found]:
    """In the order of the ids; the same for the same records."""
    for one, other in blocks.pairs(records):
        told = verdict(records[one], records[other], ignored)
        if told.score >= threshold:
            yield Found(one, other, told)
