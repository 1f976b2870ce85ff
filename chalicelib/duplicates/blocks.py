"""Which records are worth comparing: those that share a key. Each has a few, and of a key that many share each is
compared with its neighbours only, so that there are never more pairs than a multiple of the records."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from chalicelib.duplicates.facts import Facts
from chalicelib.duplicates.rarity import weight

MOST_TOGETHER = 10
NEIGHBOURS = 5
MOST_WORDS = 4
BEGINNING = 5
VOWELS = frozenset("aeiouyhw")


def keys(facts: Facts) -> set[str]:
    return {f"{facts.kind} {facts.within} {key}" for key in _keys(facts)}


def _keys(facts: Facts) -> Iterator[str]:
    yield from (f"phone {each}" for each in facts.phones)
    yield from (f"mail {each}" for each in facts.mails)
    yield from (f"host {each}" for each in facts.hosts)
    yield from (f"house {each} {facts.street[:3]}" for each in facts.houses)
    yield from (f"chamber {each}" for each in facts.chambers)
    yield from (f"vat {each}" for each in facts.vats)
    if facts.key:
        yield f"key {facts.key}"
    if facts.street:
        yield from (f"street {facts.street[:BEGINNING]} {city[:BEGINNING]}" for city in facts.cities)
    yield from _of_name(facts)


def _of_name(facts: Facts) -> Iterator[str]:
    """By how its words begin, those that tell most first; by how all of it begins and ends, for a slip in a beginning;
    and by postcode with how any of its words begins."""
    words = sorted(facts.name.words, key=lambda word: -weight(word))[:MOST_WORDS]
    yield from (f"word {word[:BEGINNING]}" for word in words if weight(word) == 1)
    yield from (f"sound {sound(word)}" for word in words if weight(word) == 1)
    yield from (f"in {code} {word[:1]}" for code in facts.postcodes for word in words)
    yield from (f"at {city[:4]} {word[:3]}" for city in facts.cities for word in words[:2])
    yield from (f"end {word[-5:]}" for word in words if len(word) > 5 and weight(word) == 1)
    if solid := facts.name.solid:
        yield f"solid {solid[:6]}"
        yield f"pair {' '.join(sorted(word[:3] for word in words[:2]))}"


def sound(word: str) -> str:
    """Its consonants, each once in a row: Genmab and Gnemab are gnmb."""
    told = word[:1]
    for letter in word[1:]:
        if letter not in VOWELS and letter != told[-1]:
            told += letter
    return told[:BEGINNING]


def pairs(records: Mapping[str, Facts]) -> Iterator[tuple[str, str]]:
    """Of ids, each pair once, in the order of the ids."""
    together: dict[str, list[str]] = defaultdict(list)
    for record_id, facts in records.items():
        for key in keys(facts):
            together[key].append(record_id)
    found = {pair for ids in together.values() for pair in _within(ids, records)}
    yield from sorted(found)


def _within(ids: Sequence[str], records: Mapping[str, Facts]) -> Iterable[tuple[str, str]]:
    if len(ids) < 2:
        return
    ordered = sorted(ids, key=lambda each: (_order(records[each]), each))
    reach = len(ordered) if len(ordered) <= MOST_TOGETHER else NEIGHBOURS
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 : place + 1 + reach]:
            yield (one, other) if one < other else (other, one)


def _order(facts: Facts) -> str:
    return " ".join([*sorted(facts.name.words), *facts.name.given, facts.key])
