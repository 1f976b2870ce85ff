"""The duplicates among many records."""

from collections.abc import Iterable, Iterator, Mapping
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


def groups(found: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Those that hang together, by whichever of the pairs."""
    group: dict[str, list[str]] = {}
    for one, other in found:
        ours, theirs = group.get(one, [one]), group.get(other, [other])
        if ours is not theirs:
            ours = [*ours, *theirs]
            group.update(dict.fromkeys(ours, ours))
    unique = {id(each): each for each in group.values()}
    return sorted(sorted(each) for each in unique.values())
