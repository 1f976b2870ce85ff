"""How the values of custom fields are found: by what a record itself says of each, under `custom`, so that entries can
be made of any record without knowing what the tenant says today."""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from chalicelib import text
from chalicelib.criteria import Field as CriteriaField
from chalicelib.models import custom_band, custom_code, stored
from chalicelib.models.custom_kind import INDEXED, KINDS, SEARCHABLE, UNIQUE, Content, became, below
from chalicelib.models.entry import Claim, Custom, Filter
from chalicelib.models.link import Link
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data, Definitions
from chalicelib.models.word import Word, words_in

PREFIX, FOUND, LINK = "custom_", "custom", "link"
NAME = re.compile(r"custom_[a-z][a-z0-9_]{0,39}")
MARKS = (UNIQUE, INDEXED, SEARCHABLE)
RULED = "ruled"  # of a value that a rule gave
TO = ">"
MARKING = "marking"  # since when records are being saved anew, by other marks than they had
MOST_WORDS = 4


def is_custom(name: str) -> bool:
    return name.startswith(PREFIX)


def told(data: Data) -> Data:
    """The values of all there are."""
    return {name: value for name, value in data.items() if is_custom(name)}


def marked_anew(definitions: Definitions, data: Data) -> Data:
    """What is not defined any more stays as it was, and so does what a rule gave, and what claims nothing."""
    known = stored.part(data, FOUND)
    anew = {name: _anew(each, definitions[name]) for name, each in known.items() if name in definitions}
    return {**data, FOUND: {**known, **anew}} if known else data


def _anew(told: Any, content: Content) -> str:
    known = str(told).split()
    marks = [each for each in marked(content).split() if each != UNIQUE or each in known]
    return " ".join([*marks, *(each for each in known if each == RULED)])


def marked(content: Content) -> str:
    """Its kind, its marks, and of a link the types that it may lead to, such as `link indexed >relation`."""
    marks = [mark for mark in MARKS if content.get(mark) is True]
    return " ".join([stored.line(content, "kind"), *marks, *(f"{TO}{each}" for each in stored.lines(content, "to"))])


class _Found(NamedTuple):
    name: str
    kind: str
    marks: frozenset[str]


def _all_found(data: Data) -> Iterator[_Found]:
    for name, told in stored.part(data, FOUND).items():
        kind, *marks = told.split() if isinstance(told, str) else [""]
        if kind in KINDS and data.get(name) is not None:
            yield _Found(name, kind, frozenset(marks))


def values(data: Data) -> Iterator[Custom]:
    """What criteria may ask about."""
    for each in _all_found(data):
        kind = KINDS[each.kind]
        if kind.asked is not None:
            value = kind.compared(data[each.name])
            asked = CriteriaField(each.name, kind.asked, many=kind.many)
            yield Custom(asked, value, INDEXED in each.marks, kind.asked != "text")


def filters(definitions: Definitions) -> Iterator[Filter]:
    """As which the criteria may ask for them."""
    for name, content in definitions.items():
        kind = KINDS[stored.line(content, "kind")]
        if kind.asked is not None:
            bands = custom_band.edges(content)
            told = _choices(content), below(content), bands, became(content)
            asked = CriteriaField(name, kind.asked, kind.many, *told)
            yield Filter(asked, _value_of(name), is_listed(content), brief=kind.asked != "text")


def is_listed(content: Content) -> bool:
    """Whether all that have a value of it stand under that."""
    return content.get(INDEXED) is True and MARKING not in content


def _value_of(name: str) -> Callable[[Data], Any]:
    """As criteria compare it; None of a record that has none."""
    return lambda data: next((each.value for each in values(data) if each.field.name == name), None)


def _choices(content: Content) -> tuple[str, ...] | None:
    """With those that are archived, which old records still have."""
    told = tuple(stored.line(each, "key") for each in stored.parts(content, "options"))
    return told or None


def links(data: Data) -> Iterator[Link]:
    for each in _all_found(data):
        if each.kind in custom_code.KINDS:
            yield from custom_code.links(each.name, data[each.name])
        elif each.kind == LINK and (snapshot := stored.part(data, each.name)):
            to = tuple(sorted(mark.removeprefix(TO) for mark in each.marks if mark.startswith(TO)))
            yield Link(each.name, snapshot, to, holds=False)


def words(data: Data) -> Iterator[Word]:
    for each in _all_found(data):
        if SEARCHABLE in each.marks and each.kind in custom_code.KINDS:
            yield from custom_code.words(each.name, data[each.name], MOST_WORDS)
        elif SEARCHABLE in each.marks:
            yield from words_in(each.name, data[each.name], MOST_WORDS)


def claims(record: Record) -> Iterator[Claim]:
    for each in _all_found(record.data):
        if UNIQUE in each.marks:
            yield Claim(FOUND, f"{record.type}:{each.name}:{text.fold(str(record.data[each.name]))}", each.name)
