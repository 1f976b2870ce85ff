"""Quick search: every word typed must begin a word of the record or of what it links to.

One word leads: its entries are read, and their digest, all words of the record, tells whether the others are met too.
At most two words are tried as leader, the longest first, so that an answer takes at most three round trips at any size;
`complete` says whether everything there is was looked at.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from chalicelib.models.record import Record
from chalicelib.models.record_type import Word, leads
from chalicelib.models.registry import TYPES, type_of
from chalicelib.storage import derived, keys, records, table
from chalicelib.storage.listing import Keep

LEADERS = 2
LOOK_AT = 2
READ_AHEAD = 600
Rank = tuple[int, int]


class Hit(NamedTuple):
    """`met` maps each word typed to the place of the word of the record that it begins, among all `words`."""

    record: Record
    words: list[Word]
    met: dict[str, int]


class Answer(NamedTuple):
    hits: list[Hit]
    complete: bool


def search(tenant: str, typed: Sequence[str], types: frozenset[str], keep: Keep, limit: int) -> Answer:
    """`typed` are folded words, at least one; `types` the names of the types wanted, at least one."""
    ranked, complete = _candidates(tenant, typed, types, LOOK_AT * limit)
    candidates = sorted(ranked, key=ranked.__getitem__)
    live = records.get_many(tenant, candidates[:limit])
    seen = keep([record for record in live.values() if record.alive])
    hits = [hit for record in seen.values() for hit in _hits(record, typed)]
    hits.sort(key=_order)
    return Answer(hits, complete and len(candidates) <= limit)


def _candidates(tenant: str, typed: Sequence[str], types: frozenset[str], few: int) -> tuple[dict[str, Rank], bool]:
    """The rank of each record that may be a hit, by id, and whether these are all."""
    found: dict[str, Rank] = {}
    leading = [word for word in typed if leads(word)] or typed
    for leader in sorted(leading, key=len, reverse=True)[:LEADERS]:
        sift = _sift(leader, typed, types)
        rows = table.query(
            tenant,
            keys.partition(tenant, derived.WORD, leader[0]),
            prefix=keys.join(leader),
            limit=_most(leader, sift, few),
            sift=sift,
        )
        found.update(_of(types, rows.rows, typed))
        if not rows.more:
            return found, True
    return found, False


def _most(leader: str, sift: table.Sift, few: int) -> int | None:
    """How many entries to read. A word by itself is read no further than needed; with others beside it a whole page of
    1 MB is, some 4,000 entries, of which DynamoDB sifts out most. What is sifted by type only, or begins with a letter
    or two, would mostly come through and be work for us, so that it has a bound of its own."""
    if sift.texts and leads(leader):
        return None
    return READ_AHEAD if sift.texts or sift.one_of else few


def _sift(leader: str, typed: Sequence[str], types: frozenset[str]) -> table.Sift:
    marks = [derived.type_mark(name) + " " for name in types] if len(types) < len(TYPES) else []
    return table.Sift([f" {word}" for word in typed if word != leader], sorted(marks))


def _of(types: frozenset[str], rows: Sequence[tuple[str, str]], typed: Sequence[str]) -> Iterator[tuple[str, Rank]]:
    for sk, digest in rows:
        record_id = keys.entry_record_id(sk)
        declared = type_of(record_id)
        words = digest.split(" ")[1:]
        met = _met(words, typed)
        if met is not None and declared is not None and declared.name in types:
            yield record_id, _rank(words, met)


def _hits(record: Record, typed: Sequence[str]) -> Iterator[Hit]:
    """The live record decides whether it is still a hit, and tells which of its words were meant."""
    words = list(TYPES[record.type].words(record))
    met = _met([word.text for word in words], typed)
    if met is not None:
        yield Hit(record, words, met)


def _met(words: Sequence[str], typed: Sequence[str]) -> dict[str, int] | None:
    """The place of the word that each word typed begins: a whole word before a beginning, an early one before a late
    one. None when one begins nothing."""
    met = {}
    for word in typed:
        places = [place for place, text in enumerate(words) if text.startswith(word)]
        if not places:
            return None
        met[word] = min(places, key=lambda place: (words[place] != word, place))
    return met


def _rank(words: Sequence[str], met: dict[str, int]) -> Rank:
    """Whole words before beginnings, words early in the record before late ones."""
    return -sum(words[place] == word for word, place in met.items()), sum(met.values())


def _order(hit: Hit) -> tuple[Rank, str]:
    declared = TYPES[hit.record.type]
    name = derived.sort_value(declared, declared.natural, hit.record)
    return _rank([word.text for word in hit.words], hit.met), name
