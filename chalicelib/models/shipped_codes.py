"""The lists of codes that come with Relata. They are read from the release and not from the table: no tenant keeps a
thousand records that are the same for all, and a new edition is there with a new release."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from chalicelib.models import code_id, code_words, sbi
from chalicelib.models.record_type import Data

TOP = ""


class Listed(NamedTuple):
    """`rows` are lines of plain code, name and English name, in order; `written` is how a code is told. What has no
    further members above the `deepest` level has one of the same name on each level below it."""

    rows: str
    source: str
    written: Callable[[str], str]
    deepest: int


LISTS: Mapping[str, Listed] = {"sbi": Listed(sbi.ROWS, sbi.SOURCE, sbi.written, sbi.DEEPEST)}


class ShippedCode(NamedTuple):
    code: str
    name: str
    english: str
    above: tuple[str, ...]  # plain codes, the nearest first

    @property
    def parent(self) -> str:
        return self.above[0] if self.above else TOP


@cache
def codes(listed: str) -> Mapping[str, ShippedCode]:
    """By plain code, in order."""
    told: dict[str, ShippedCode] = {}
    top = TOP
    for plain, name, english in _whole(LISTS[listed]):
        top = plain if plain.isalpha() else top
        told[plain] = ShippedCode(LISTS[listed].written(plain), name, english, tuple(_above(plain, top)))
    return told


def _whole(listed: Listed) -> Iterator[tuple[str, str, str]]:
    rows = [row.split("|") for row in listed.rows.splitlines()]
    divided = {plain[:-1] for plain, *_ in rows}
    for plain, name, english in rows:
        yield plain, name, english
        if plain.isdigit() and plain not in divided:
            yield from (
                (plain.ljust(length, "0"), name, english) for length in range(len(plain) + 1, listed.deepest + 1)
            )


def _above(plain: str, top: str) -> Iterator[str]:
    """A section has a letter; what stands in it two digits at first, and one more on each level."""
    if plain != top:
        yield from (plain[:length] for length in range(len(plain) - 1, 1, -1))
        yield top


@cache
def below(listed: str) -> Mapping[str, tuple[str, ...]]:
    """The codes as they are written that stand below each, however deep, by its plain code."""
    told: dict[str, list[str]] = {}
    for each in codes(listed).values():
        for above in each.above:
            told.setdefault(above, []).append(each.code)
    return {above: tuple(those) for above, those in told.items()}


def within(listed: str, code: str) -> tuple[str, ...]:
    """The code itself, as it is written, and all that stands below it."""
    plain = code_id.plain(code)
    found = codes(listed).get(plain)
    return (found.code, *below(listed).get(plain, ())) if found else ()


def data(record_id: str) -> Data | None:
    """Of the code with this id as a record has it; None where it is none that is shipped."""
    told = code_id.shipped(record_id)
    found = codes(told[0]).get(told[1]) if told else None
    return _data(told[0], found) if told and found else None


def _data(listed: str, found: ShippedCode) -> Data:
    told: Data = {code_id.SHIPPED: listed, code_id.TEXT: found.code, "name": found.name}
    told |= {"names": {"en": found.english}} if found.english else {}
    above = [code_id.of_shipped(listed, each) for each in found.above]
    parent = codes(listed).get(found.parent)
    link = {"parent": {"id": above[0], "title": parent.name, "place": parent.code}} if parent else {}
    return {**told, **link, code_id.ABOVE: above}


def children(listed: str, parent: str) -> list[str]:
    """The ids of those right below a plain code, or TOP."""
    return [code_id.of_shipped(listed, plain) for plain, each in codes(listed).items() if each.parent == parent]


def found(listed: str, typed: list[str]) -> list[str]:
    """The ids of those of which every word typed begins one: whole words first, then in their order."""
    ranked = []
    for plain, words in _words(listed).items():
        if all(any(word.startswith(each) for word in words) for each in typed):
            ranked.append((-len(words & {*typed}), plain))
    return [code_id.of_shipped(listed, plain) for _, plain in sorted(ranked, key=lambda each: each[0])]


@cache
def _words(listed: str) -> Mapping[str, frozenset[str]]:
    told: dict[tuple[str, str], frozenset[str]] = {}
    for each in codes(listed).values():
        if (each.name, each.english) not in told:  # most are named as what they stand below
            told[each.name, each.english] = frozenset(code_words.named([each.name, each.english]))
    return {plain: told[each.name, each.english] | {plain.lower()} for plain, each in codes(listed).items()}
