"""How alike two names are, from 0 to 1: the same whichever comes first, and whatever the order of their words."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from chalicelib.duplicates.names import Name
from chalicelib.duplicates.rarity import weight
from chalicelib.duplicates.spelling import is_misspelt, likeness

SHORTENED = 0.85
MISSPELT, MISSPELT_SHORT = 0.94, 0.86
INITIAL = 0.92
OTHER_NUMBER = 0.5
SOLID = 0.9
TELLING = 0.8  # a word that stands in the place of another tells them apart, however common
GIVEN_UNKNOWN, GIVEN_OTHER = 0.8, 0.4


class Pair(NamedTuple):
    alike: float
    one: str
    other: str


def companies(one: Name, other: Name) -> float:
    if not (one.words and other.words):
        return 0.0
    told = _words(one.words, other.words)
    if _is_in_one(one.solid, other.solid):
        told = max(told, likeness(*sorted((one.solid, other.solid))))
    return min(told, OTHER_NUMBER) if one.numbers != other.numbers else told


def _is_in_one(one: str, other: str) -> bool:
    """KlöcknerStahl and Klöckner Stahl; what is short is soon like something else."""
    shorter, longer = sorted((len(one), len(other)))
    return shorter >= 6 and shorter >= SOLID * longer and likeness(one, other) >= SOLID


def persons(one: Name, other: Name) -> float:
    return _words(one.words, other.words) * _given(one.given, other.given) if one.words and other.words else 0.0


def couples(one: Name, other: Name) -> float:
    """Both halves are the same: who has somebody else by their side is another couple."""
    return _words(one.words, other.words) * _both(one.given, other.given) if one.words and other.words else 0.0


def _both(one: Sequence[str], other: Sequence[str]) -> float:
    return min(map(_called, one, other), default=1.0) if len(one) == len(other) else GIVEN_UNKNOWN


def _given(one: Sequence[str], other: Sequence[str]) -> float:
    if not (one and other):
        return 1.0 if one == other else GIVEN_UNKNOWN
    return _called(one[0], other[0])


def _called(one: str, other: str) -> float:
    """Jan and J. may be one, Jan and Piet are not."""
    first, second = sorted((one, other))
    if first == second:
        return 1.0
    if second.startswith(first) and len(first) <= 2:
        return INITIAL
    return INITIAL if is_misspelt(first, second) else GIVEN_OTHER


def _words(one: Sequence[str], other: Sequence[str]) -> float:
    """What is met of the weight of all words."""
    met = _met(one, other)
    ours = [word for word in one if word not in {pair.one for pair in met}]
    theirs = [word for word in other if word not in {pair.other for pair in met}]
    least = TELLING if ours and theirs else 0.0
    lost = sum(max(weight(word), least) for word in (*ours, *theirs)) / 2
    shared = sum((weight(pair.one) + weight(pair.other)) / 2 for pair in met)
    kept = sum((weight(pair.one) + weight(pair.other)) / 2 * pair.alike for pair in met)
    return kept / (shared + lost) if met else 0.0


def _met(one: Sequence[str], other: Sequence[str]) -> list[Pair]:
    """Each word with the one that is most like it, each once."""
    found: list[Pair] = []
    ours, theirs = set(one), set(other)
    for pair in sorted(_pairs(one, other), key=lambda pair: (-pair.alike, *sorted((pair.one, pair.other)))):
        if pair.one in ours and pair.other in theirs:
            found.append(pair)
            ours.remove(pair.one)
            theirs.remove(pair.other)
    return found


def _pairs(one: Sequence[str], other: Sequence[str]) -> Iterator[Pair]:
    same = {*one} & {*other}
    yield from (Pair(1.0, word, word) for word in same)
    ours, theirs = ([word for word in words if word not in same] for words in (one, other))
    for mine, their in product(ours, theirs):
        if alike := _alike(mine, their):
            yield Pair(alike, mine, their)


def _alike(one: str, other: str) -> float:
    shorter, longer = sorted((one, other), key=lambda word: (len(word), word))
    if one.isdigit() or other.isdigit():
        return 0.0
    if len(shorter) >= 3 and longer.startswith(shorter):
        return SHORTENED
    if not is_misspelt(one, other):
        return 0.0
    return MISSPELT if len(shorter) > 5 else MISSPELT_SHORT
