"""Custom fields: what a tenant keeps of a record besides what every tenant does. A record holds their values beside its
own, under names that begin with `custom_`, and under `custom` how each is to be found, so that entries can be made of
any record without knowing what the tenant says today."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from pydantic import ConfigDict

from chalicelib import text
from chalicelib.criteria import Field as CriteriaField
from chalicelib.errors import FieldError
from chalicelib.models import stored
from chalicelib.models.custom_kind import COPIED, INDEXED, KINDS, SEARCHABLE, UNIQUE, Content, Given, below
from chalicelib.models.record import Record
from chalicelib.models.record_type import (
    Claim,
    Context,
    Custom,
    Data,
    Definitions,
    Filter,
    Link,
    Prepared,
    RecordType,
    Word,
    words_in,
)
from chalicelib.schema import Open

PREFIX, FOUND, LINK = "custom_", "custom", "link"
NAME = re.compile(r"custom_[a-z][a-z0-9_]{0,39}")
MARKS = (UNIQUE, INDEXED, SEARCHABLE)
TO = ">"
MOST_WORDS = 4
ABSENT = "There is no such field here; GET /v1/schema/{of} tells of those that there are."
REQUIRED = "This is required."


def is_custom(name: str) -> bool:
    return name.startswith(PREFIX)


class CustomFields(Open):
    """May be sent with what the tenant made besides."""

    model_config = ConfigDict(
        json_schema_extra={
            "additionalProperties": False,
            "patternProperties": {f"^{NAME.pattern}$": {"description": "a custom field of the organisation"}},
        },
    )
    others = NAME


# ------------------------------------------------------------------------------------------------ what was sent


def told(data: Data) -> Data:
    """The values of all there are."""
    return {name: value for name, value in data.items() if is_custom(name)}


def shaped(definitions: Definitions, data: Data, before: Data | None) -> Data:
    """With defaults where it is new, links as links are told, and how each is to be found. What is not defined any more
    stays as it was."""
    whole = {**defaults(definitions), **data} if before is None else dict(data)
    known = stored.part(before, FOUND)
    found: dict[str, str] = {}
    for name in told(whole):
        if whole[name] == []:
            whole[name] = None
        if whole[name] is not None and (content := definitions.get(name)) is not None:
            whole[name] = _as_link(content, whole[name])
            found |= {name: _found(content)} if _is_sound(content, whole[name]) else {}
        elif name in known:
            found[name] = known[name]
    return {**whole, FOUND: found or None}


def defaults(definitions: Definitions) -> Data:
    return {name: content["default"] for name, content in definitions.items() if "default" in content}


def _found(content: Content) -> str:
    """Its kind, its marks, and of a link the types that it may lead to, such as `link indexed >relation`."""
    marks = [mark for mark in MARKS if content.get(mark) is True]
    return " ".join([stored.line(content, "kind"), *marks, *(f"{TO}{each}" for each in stored.lines(content, "to"))])


def _as_link(content: Content, value: Any) -> Any:
    """By its id alone; what is none is refused when it is read."""
    if content.get("kind") != LINK:
        return value
    found = {"id": value} if isinstance(value, str) else value
    is_sound = isinstance(found, dict) and isinstance(found.get("id"), str) and not found.keys() - {*COPIED}
    return {name: each for name, each in found.items() if isinstance(each, str)} if is_sound else value


def _is_sound(content: Content, value: Any) -> bool:
    return content.get("kind") != LINK or bool(stored.line(value, "id"))


def cloned(data: Data) -> Data:
    """For another record: what is unique stays with the first."""
    found = stored.part(data, FOUND)
    alone = {name for name, each in found.items() if UNIQUE in str(each).split()}
    kept = {name: value for name, value in data.items() if name not in {*alone, FOUND}}
    left = {name: each for name, each in found.items() if name not in alone}
    return {**kept, FOUND: left} if left else kept


def without(data: Data) -> Data:
    """As if there were none."""
    return {name: value for name, value in data.items() if not is_custom(name) and name != FOUND}


def restored(definitions: Definitions, data: Data) -> Data:
    """What is not defined any more claims nothing, since nobody could see what is in the way."""
    found = stored.part(data, FOUND)
    told = {name: each if name in definitions else _unclaimed(each) for name, each in found.items()}
    return {**data, FOUND: told} if found else data


def _unclaimed(told: Any) -> str:
    return " ".join(each for each in str(told).split() if each != UNIQUE)


def absent(definitions: Definitions, names: Iterable[str]) -> list[str]:
    return [name for name in names if is_custom(name) and name not in definitions]


def missing(definitions: Definitions, data: Data) -> list[str]:
    """What is required and not there."""
    return [name for name, each in definitions.items() if each.get("required") is True and data.get(name) in (None, [])]


def _read(of: str, context: Context, data: Data) -> Prepared:
    """The normal forms of what differs from what stood there."""
    definitions = context.customs.get(of, {})
    whole, faults = dict(data), list(_cleared(definitions, data, context.before))
    for name, value in told(data).items():
        before = context.before.get(name)
        if value is None or value == before:
            continue
        try:
            content = definitions.get(name)
            whole[name] = _normal(of, content, Given(value, content or {}, context.country, before))
        except ValueError as error:
            faults.append(FieldError(name, "not_valid", str(error)))
    return Prepared(whole, faults)


def _normal(of: str, content: Content | None, given: Given) -> Any:
    if content is None:
        raise ValueError(ABSENT.format(of=of))
    return KINDS[content["kind"]].read(given)


def _cleared(definitions: Definitions, data: Data, before: Data) -> Iterator[FieldError]:
    for name in missing(definitions, data):
        if before.get(name) is not None:
            yield FieldError(name, "required", REQUIRED)


# ------------------------------------------------------------------------------------------- how it is found


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
            asked = CriteriaField(name, kind.asked, kind.many, _choices(content), below(content))
            yield Filter(asked, _value_of(name), content.get(INDEXED) is True, brief=kind.asked != "text")


def _value_of(name: str) -> Callable[[Data], Any]:
    """As criteria compare it; None of a record that has none."""
    return lambda data: next((each.value for each in values(data) if each.field.name == name), None)


def _choices(content: Content) -> tuple[str, ...] | None:
    """With those that are archived, which old records still have."""
    told = tuple(stored.line(each, "key") for each in stored.parts(content, "options"))
    return told or None


def links(data: Data) -> Iterator[Link]:
    for each in _all_found(data):
        if each.kind == LINK and (snapshot := stored.part(data, each.name)):
            to = tuple(sorted(mark.removeprefix(TO) for mark in each.marks if mark.startswith(TO)))
            yield Link(each.name, snapshot, to, holds=False)


def words(data: Data) -> Iterator[Word]:
    for each in _all_found(data):
        if SEARCHABLE in each.marks:
            yield from words_in(each.name, data[each.name], MOST_WORDS)


def claims(record: Record) -> Iterator[Claim]:
    for each in _all_found(record.data):
        if UNIQUE in each.marks:
            yield Claim(FOUND, f"{record.type}:{each.name}:{text.fold(str(record.data[each.name]))}", each.name)


def customised(declared: RecordType) -> RecordType:
    """The type, with what tenants make of it."""
    return replace(
        declared,
        is_customised=True,
        customs=values,
        prepare=_prepares(declared),
        links=lambda data: [*declared.links(data), *links(data)],
        words=lambda record: [*declared.words(record), *words(record.data)],
        claims=lambda record: [*declared.claims(record), *claims(record)],
    )


def _prepares(declared: RecordType) -> Callable[[Data, Context], Prepared]:
    def prepare(data: Data, context: Context) -> Prepared:
        own = declared.prepare(data, context)
        whole, faults = _read(declared.name, context, own.data)
        return Prepared(whole, [*own.faults, *faults])

    return prepare


def by_type(contents: Iterable[Content]) -> Mapping[str, Definitions]:
    """Definitions by the type that they are of and their name there, in the order in which they are shown."""
    told: dict[str, dict[str, Content]] = {}
    known = [each for each in contents if each.get("kind") in KINDS and stored.line(each, "key")]
    for each in sorted(known, key=_place):
        told.setdefault(stored.line(each, "of"), {})[f"{PREFIX}{each['key']}"] = each
    return told


def _place(content: Content) -> tuple[int, str]:
    position = content.get("position")
    return position if isinstance(position, int) else 0, stored.line(content, "key")
