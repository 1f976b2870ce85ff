"""What records are put together by: the groups that a record is in by its value of a field. Pure."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import tzinfo
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from chalicelib.actions.reports import period
from chalicelib.actions.reports.wording import Words
from chalicelib.criteria import Field
from chalicelib.criteria.kind import KindName
from chalicelib.models import code_id, stored
from chalicelib.models.custom_kind import Content
from chalicelib.models.report_shape import Every
from chalicelib.text import fold

Shown = Mapping[str, str]


class Group(NamedTuple):
    """Those that have a value, the one that `key` names; those that have none; those whose value leads to what who asks
    may not see."""

    kind: Literal["value", "not_shown", "none"]
    key: str | None = None


NONE, NOT_SHOWN = Group("none"), Group("not_shown")


class Seen(NamedTuple):
    """By whom a report is seen: in whose words, and where."""

    language: str
    words: Words
    zone: tzinfo


class Dimension(NamedTuple):
    """`options` are the titles of what it is known to have, in their order; `table` is that of codes, as a link."""

    field: Field
    title: str
    every: Every | None
    options: Shown
    seen: Seen
    table: Content = MappingProxyType({})

    @property
    def leads(self) -> bool:
        return self.field.kind == "link"

    def lead(self, key: str) -> str:
        """The id of the record whose title tells what it is, "" where there is none."""
        return key if self.leads else code_id.of(self.table, key) if self.table else ""

    def keys(self, value: Any) -> list[str]:
        """Each once, in a record that has several."""
        read = READS[self.field.kind]
        return list(dict.fromkeys(key for each in self.field.keys(value) if (key := read(self, each)) is not None))

    def groups(self, value: Any, shown: Shown) -> list[Group]:
        """`shown` are the titles of the records that links may be told of."""
        keys = self.keys(value)
        if self.leads:
            return list(dict.fromkeys(Group("value", key) if key in shown else NOT_SHOWN for key in keys)) or [NONE]
        return [Group("value", key) for key in keys] or [NONE]

    def name(self, group: Group, shown: Shown) -> str:
        if group.key is None:
            return self.seen.words.none if group == NONE else self.seen.words.not_shown
        title = self.options.get(group.key) or shown.get(self.lead(group.key))
        return f"{group.key} {title}" if title and self.table else title or group.key

    def place(self, group: Group, shown: Shown) -> tuple[Any, ...]:
        """As the options stand, or by time, or by title; what is no option, what is not shown and what has none come
        last."""
        known = list(self.options)
        option = known.index(group.key) if group.key in known else len(known)
        told = fold(self.name(group, shown)) if self.leads else group.key or ""
        return ORDER.index(group.kind), option, told, group.key or ""


ORDER = ("value", "not_shown", "none")


def _period(dimension: Dimension, value: Any) -> str | None:
    return period.of(dimension.every, value, dimension.seen.zone) if dimension.every else None


def _band(dimension: Dimension, value: Any) -> str | None:
    return next((key for key, (above, end) in dimension.field.bands.items() if above < value <= end), None)


READS: Mapping[KindName, Callable[[Dimension, Any], str | None]] = {
    "choice": lambda _, value: str(value),
    "link": lambda _, value: str(value),
    "tree": lambda _, value: "/".join(value),
    "boolean": lambda _, value: "true" if value else "false",
    "number": _band,
    "date": _period,
    "datetime": _period,
}
IN_TIME = ("date", "datetime")


def fits(field: Field) -> bool:
    return field.kind in READS and (field.kind != "number" or bool(field.bands))


def options(field: Field, content: Content, seen: Seen) -> dict[str, str]:
    """The titles of what it may have, by key, in the words of who asks."""
    if field.kind == "boolean":
        return {"true": seen.words.true, "false": seen.words.false}
    told = [*stored.parts(content, "options"), *stored.parts(content, "bands")]
    known = {stored.line(each, "key"): titled(each, seen.language) for each in told}
    return known or {each: each for each in field.choices or ()}


def titled(content: Content, language: str) -> str:
    return stored.line(stored.part(content, "names"), language) or stored.line(content, "name")


def sought(dimensions: Iterable[Dimension], values: Collection[Mapping[str, Any]]) -> set[str]:
    """The ids that links and codes among them lead to."""
    leading = [each for each in dimensions if each.leads or each.table]
    return {id for each in leading for key in _known(each, values) if (id := each.lead(key))}


def _known(dimension: Dimension, values: Iterable[Mapping[str, Any]]) -> set[str]:
    return {key for row in values for key in dimension.keys(row.get(dimension.field.name))}
