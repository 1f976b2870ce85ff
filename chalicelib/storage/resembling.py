"""Records that may be about the same as another: found by its keys, and by how words of it begin. All of it is asked at
once, in one round trip, and no more is read of each than so many entries."""

from collections.abc import Callable, Collection, Sequence
from itertools import islice
from typing import NamedTuple

from chalicelib.models.entry import Key
from chalicelib.models.record_type import RecordType
from chalicelib.storage import derived, keys, table
from chalicelib.storage.at_once import at_once
from chalicelib.storage.table import Rows, Sift

MOST_READ = 100
MOST_BESIDE = 20


class Traces(NamedTuple):
    """What it is found by: the exact `keys`, and how words `begin`, of records that have one of the words `beside` too,
    and belong to what it is `within`, where it is within something."""

    keys: tuple[Key, ...]
    begin: tuple[str, ...]
    beside: tuple[str, ...] = ()
    within: str = ""


def ids_of_each(tenant: str, declared: RecordType, wanted: Sequence[Traces], most: int) -> list[list[str]]:
    """Those with a key first, then those with most words of it. One round trip for all of them together, none where
    there are no traces."""
    calls = [[*_by_keys(tenant, declared, each.keys), *_by_words(tenant, declared, each)] for each in wanted]
    told = iter(at_once([call for each in calls for call in each]))
    return [_ranked(traces, [*islice(told, len(each))])[:most] for traces, each in zip(wanted, calls, strict=True)]


def _ranked(traces: Traces, told: Sequence[Rows]) -> list[str]:
    by_key = [keys.entry_record_id(sk) for rows in told[: len(traces.keys)] for sk, _ in rows.rows]
    met = {
        keys.entry_record_id(sk): _met(traces.beside, derived.words_of(digest))
        for rows in told[len(traces.keys) :]
        for sk, digest in rows.rows
    }
    ranked = sorted((each for each in met if met[each] or not traces.beside), key=lambda each: (-met[each], each))
    return list(dict.fromkeys([*by_key, *ranked]))


def _by_keys(tenant: str, declared: RecordType, wanted: Sequence[Key]) -> list[Callable[[], Rows]]:
    return [lambda key=key: _of_key(tenant, declared, key) for key in wanted]  # type: ignore[misc]


def _of_key(tenant: str, declared: RecordType, key: Key) -> Rows:
    pk = keys.partition(tenant, derived.KEY, key.kind, key.value)
    return table.query(tenant, pk, prefix=keys.join(declared.name, ""), limit=MOST_READ)


def _by_words(tenant: str, declared: RecordType, traces: Traces) -> list[Callable[[], Rows]]:
    sift = _sift(declared, traces)
    return [lambda word=word: _of_word(tenant, word, sift) for word in traces.begin]  # type: ignore[misc]


def _of_word(tenant: str, begins: str, sift: Sift) -> Rows:
    pk = keys.partition(tenant, derived.WORD, begins[0])
    return table.query(tenant, pk, prefix=keys.join(begins), limit=MOST_READ, sift=sift)


def _sift(declared: RecordType, traces: Traces) -> Sift:
    marks = [f"{derived.mark(declared.name)} ", *([f" {derived.mark(traces.within)}"] if traces.within else [])]
    return Sift(marks, [f" {word}" for word in traces.beside[:MOST_BESIDE]])


def _met(beside: Collection[str], words: Collection[str]) -> int:
    return sum(any(word.startswith(each) for word in words) for each in beside)
