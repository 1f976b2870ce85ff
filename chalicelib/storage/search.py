"""Quick search: every word typed must begin a word of the record or of what it links to.

One word leads: its entries are read, and their digest, all words of the record, tells whether the others are met too.
At most two words are tried as leader, the longest first, so that an answer takes at most three round trips at any size.
Where hits turn out not to be seen, more of what was found is looked at, in a bounded number of turns.

`complete` says whether everything there is was looked at. It would tell of what may not be seen, were that counted: so
entries that may not be seen are left out before anything is cut, as far as their digest tells whose they are, and
records are decided on one further than asked for. What is left is that thousands begin with a word, whosever they are.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from chalicelib.models.record import Record
from chalicelib.models.registry import TYPES, type_of
from chalicelib.models.search_setting import Off
from chalicelib.models.word import Word, leads
from chalicelib.storage import derived, keys, records, table
from chalicelib.storage.listing import Keep

LEADERS = 2
LOOK_AT = 2
READ_AHEAD = 600
TURNS = 4
MOST_SIFTED = 100  # ids that DynamoDB looks for in a digest
Rank = tuple[int, int]
NONE: frozenset[str] = frozenset()
ALL_OVER: Off = {}


class Where(NamedTuple):
    """Where hits may be: anywhere among the types that are `open`; of the types `shut` only where one of the ids
    `whose` has a stake."""

    open: frozenset[str]
    shut: frozenset[str] = frozenset()
    whose: frozenset[str] = frozenset()

    def has(self, type_name: str, digest: str) -> bool:
        if type_name in self.shut:
            return not self.whose.isdisjoint(derived.marks(digest))
        return type_name in self.open


class Hit(NamedTuple):
    """`met` maps each word typed to the place of the word of the record that it begins, among all `words`."""

    record: Record
    words: list[Word]
    met: dict[str, int]


class Answer(NamedTuple):
    hits: list[Hit]
    complete: bool


def search(tenant: str, typed: Sequence[str], where: Where, keep: Keep, limit: int, off: Off = ALL_OVER) -> Answer:
    """`typed` are folded words, at least one; `where` has at least one type, of which the fields that are `off` are not
    looked at."""
    ranked, complete = _candidates(tenant, typed, where, LOOK_AT * limit)
    waiting = sorted(ranked, key=ranked.__getitem__)
    hits: list[Hit] = []
    for most in (limit + 1, *[records.BATCH] * (TURNS - 1)):
        live = records.get_many(tenant, waiting[:most])
        seen = keep([record for record in live.values() if record.alive])
        hits += [hit for record in seen.values() for hit in _hits(record, typed, off.get(record.type) or NONE)]
        waiting = waiting[most:]
        if len(hits) > limit or not waiting:
            break
    hits.sort(key=_order)
    return Answer(hits[:limit], complete and not waiting and len(hits) <= limit)


def _candidates(tenant: str, typed: Sequence[str], where: Where, few: int) -> tuple[dict[str, Rank], bool]:
    """The rank of each record that may be a hit, by id, and whether these are all."""
    found: dict[str, Rank] = {}
    leading = [word for word in typed if leads(word)] or typed
    for leader in sorted(leading, key=len, reverse=True)[:LEADERS]:
        sift = _sift(leader, typed, where)
        rows = table.query(
            tenant,
            keys.partition(tenant, derived.WORD, leader[0]),
            prefix=keys.join(leader),
            limit=_most(leader, sift, where, few),
            sift=sift,
        )
        found.update(_of(where, rows.rows, typed))
        if not rows.more:
            return found, True
    return found, False


def _most(leader: str, sift: table.Sift, where: Where, few: int) -> int | None:
    """How many entries to read. A word by itself is read no further than needed; with others beside it, or where others
    have most of what there is, a whole page of 1 MB is, some 4,000 entries, of which DynamoDB sifts out most. What is
    sifted by type only, or begins with a letter or two, would mostly come through and be work for us, so that it has a
    bound of its own."""
    if (sift.texts or where.shut) and leads(leader):
        return None
    return READ_AHEAD if sift.texts or sift.one_of or where.shut else few


def _sift(leader: str, typed: Sequence[str], where: Where) -> table.Sift:
    texts = [f" {word}" for word in typed if word != leader]
    of_types = [f"{derived.mark(name)} " for name in sorted(where.open)]
    if where.shut and len(of_types) + len(where.whose) <= MOST_SIFTED:
        return table.Sift(texts, [*of_types, *(f" {derived.mark(each)}" for each in sorted(where.whose))])
    return table.Sift(texts, of_types if not where.shut and len(of_types) < len(TYPES) else [])


def _of(where: Where, rows: Sequence[tuple[str, str]], typed: Sequence[str]) -> Iterator[tuple[str, Rank]]:
    for sk, digest in rows:
        record_id = keys.entry_record_id(sk)
        declared = type_of(record_id)
        words = derived.words_of(digest)
        met = _met(words, typed)
        if met is not None and declared is not None and where.has(declared.name, digest):
            yield record_id, _rank(words, met)


def _hits(record: Record, typed: Sequence[str], off: frozenset[str]) -> Iterator[Hit]:
    """The live record decides whether it is still a hit, and tells which of its words were meant."""
    words = [word for word in TYPES[record.type].words(record) if word.field not in off]
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
