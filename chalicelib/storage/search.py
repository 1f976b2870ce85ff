"""Quick search: every word typed must begin a word of the record or of what it links to.

One word leads: its entries are read, and their digest, all words of the record, tells whether the others are met too.
At most two words are tried as leader, the longest first, so that an answer takes at most three round trips at any size;
`complete` says whether everything there is was looked at.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from chalicelib.models.record import Record
from chalicelib.models.record_type import Word
from chalicelib.models.registry import TYPES, type_of
from chalicelib.storage import derived, keys, records, table

LEADERS = 2
READ_ALONE = 120
READ_AHEAD = 600
LOOK_AT = 3
Keep = Callable[[Record], bool]


class Hit(NamedTuple):
    """`met` maps each word typed to the place of the word of the record that it begins, among all `words`."""

    record: Record
    words: list[Word]
    met: dict[str, int]


class Answer(NamedTuple):
    hits: list[Hit]
    complete: bool


def search(tenant: str, typed: Sequence[str], types: frozenset[str], keep: Keep, limit: int) -> Answer:
    """`typed` are folded words, at least one; `types` the names of the types wanted."""
    candidates, complete = _candidates(tenant, typed, types)
    looked_at = min(table.MOST_IN_BATCH, LOOK_AT * limit)
    live = records.get_many(tenant, candidates[:looked_at])
    hits = [hit for record in live.values() if record.alive and keep(record) for hit in _hits(record, typed)]
    hits.sort(key=_rank)
    return Answer(hits[:limit], complete and len(hits) <= limit and len(candidates) <= looked_at)


def _candidates(tenant: str, typed: Sequence[str], types: frozenset[str]) -> tuple[list[str], bool]:
    found: dict[str, None] = {}
    for leader in sorted(typed, key=len, reverse=True)[:LEADERS]:
        others = [word for word in typed if word != leader]
        rows = table.query(
            tenant,
            keys.of_tenant(tenant, derived.WORD, leader[0]),
            prefix=keys.join(leader),
            limit=READ_AHEAD if others else READ_ALONE,
            containing=others,
        )
        found.update((record_id, None) for record_id in _of(types, rows.rows, others))
        if not rows.more:
            return list(found), True
    return list(found), False


def _of(types: frozenset[str], rows: Sequence[tuple[str, str]], others: Sequence[str]) -> Iterator[str]:
    for sk, digest in rows:
        record_id = keys.entry_record_id(sk)
        declared = type_of(record_id)
        if declared is not None and declared.name in types and all(_begins(word, digest) for word in others):
            yield record_id


def _begins(word: str, digest: str) -> bool:
    return digest.startswith(word) or f" {word}" in digest


def _hits(record: Record, typed: Sequence[str]) -> Iterator[Hit]:
    """The live record decides whether it is still a hit, and tells which of its words were meant: a whole word before
    a beginning, an early one before a late one."""
    words = list(TYPES[record.type].words(record))
    met = {}
    for word in typed:
        places = [place for place, each in enumerate(words) if each.text.startswith(word)]
        if not places:
            return
        met[word] = min(places, key=lambda place: (words[place].text != word, place))
    yield Hit(record, words, met)


def _rank(hit: Hit) -> tuple[int, int, str]:
    """Whole words before beginnings, words early in the record before late ones, then by name."""
    declared = TYPES[hit.record.type]
    whole = sum(hit.words[place].text == word for word, place in hit.met.items())
    return -whole, sum(hit.met.values()), derived.sort_value(declared, declared.natural, hit.record)
