"""Criteria that were parsed: conditions, and all, any and not of them."""

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce

from chalicelib.criteria.field import Field
from chalicelib.criteria.kind import KINDS, Key, Span, Term, written
from chalicelib.criteria.moment import Moment, moment
from chalicelib.criteria.operator import IN_BAND, WITHIN, Operator

Required = dict[str, frozenset[str]]

EXACT = ("choice", "link", "boolean")  # kinds whose equality a facet can answer


class Criteria(ABC):
    def bind(self, *, me: str, now: datetime, zone: str = "UTC") -> "Criteria":
        """For a person, at a moment, in a zone. An unknown zone is a CriteriaError at the path `zone`."""
        return self.at(moment(me, now, zone))

    def canonical(self) -> str:
        """The same whatever the order, before and after `bind`: a cursor outlives `now`."""
        return _json(self.written())

    @abstractmethod
    def at(self, when: Moment) -> "Criteria": ...

    @abstractmethod
    def matches(self, values: Mapping[str, object]) -> bool:
        """Never raises for what is in values. RuntimeError when the criteria need `bind` first."""

    @abstractmethod
    def required(self) -> Required:
        """Push-down: every matching record has, in each of these fields, at least one of these values.

        Choices, ids of links, and "true" or "false"; an empty dict when nothing can be said.
        """

    @abstractmethod
    def fields(self) -> frozenset[str]: ...

    @abstractmethod
    def written(self) -> dict[str, object]:
        """As JSON again, in one order."""


@dataclass(frozen=True)
class Condition(Criteria):
    field: Field
    operator: Operator
    terms: tuple[Term, ...]
    spans: tuple[Span, ...] | None = None  # None until a moment is known, for @me and relative days

    def at(self, when: Moment | None) -> "Condition":
        if self.operator.key == IN_BAND:
            return replace(self, spans=self.field.spans_of(self.terms))
        span = KINDS[self.field.kind].span
        terms = self.field.with_below(self.terms) if self.operator.key == WITHIN else self.terms
        spans = tuple(found for term in terms if (found := span(term, when)) is not None)
        return replace(self, spans=spans if len(spans) == len(terms) else None)

    def matches(self, values: Mapping[str, object]) -> bool:
        if self.spans is None:
            raise RuntimeError(f"the condition on {self.field.name} needs bind() before matches()")
        value = values.get(self.field.name)
        if self.field.is_missing(value):
            return self.operator.if_missing
        if self.operator.operand == "none":
            return self.operator.meaning((), ())
        keys = self.field.keys(value)
        return bool(keys) and self.operator.meaning(keys, self.spans)

    def required(self) -> Required:
        if self.spans is None or self.operator.narrows is None or self.field.kind not in EXACT:
            return {}
        return {self.field.name: frozenset(_facet(span.low) for span in self.operator.narrows(self.spans))}

    def fields(self) -> frozenset[str]:
        return frozenset({self.field.name})

    def written(self) -> dict[str, object]:
        start: dict[str, object] = {"field": self.field.name, "op": self.operator.key}
        values = [written(term) for term in self.terms]
        match self.operator.operand:
            case "none":
                return start
            case "one":
                return start | {"value": values[0]}
            case "pair":
                return start | {"value": values}
            case "list":
                return start | {"value": _ordered(values)}


@dataclass(frozen=True)
class All(Criteria):
    nodes: tuple[Criteria, ...]

    def at(self, when: Moment) -> "All":
        return All(tuple(node.at(when) for node in self.nodes))

    def matches(self, values: Mapping[str, object]) -> bool:
        return all(node.matches(values) for node in self.nodes)

    def required(self) -> Required:
        found: Required = {}
        for node in self.nodes:
            for name, allowed in node.required().items():
                found[name] = min(found.get(name, allowed), allowed, key=len)
        return found

    def fields(self) -> frozenset[str]:
        return frozenset[str]().union(*(node.fields() for node in self.nodes))

    def written(self) -> dict[str, object]:
        return {"all": _ordered([node.written() for node in self.nodes])}


@dataclass(frozen=True)
class Some(Criteria):
    nodes: tuple[Criteria, ...]

    def at(self, when: Moment) -> "Some":
        return Some(tuple(node.at(when) for node in self.nodes))

    def matches(self, values: Mapping[str, object]) -> bool:
        return any(node.matches(values) for node in self.nodes)

    def required(self) -> Required:
        return reduce(_either, (node.required() for node in self.nodes))

    def fields(self) -> frozenset[str]:
        return frozenset[str]().union(*(node.fields() for node in self.nodes))

    def written(self) -> dict[str, object]:
        return {"any": _ordered([node.written() for node in self.nodes])}


@dataclass(frozen=True)
class Not(Criteria):
    node: Criteria

    def at(self, when: Moment) -> "Not":
        return Not(self.node.at(when))

    def matches(self, values: Mapping[str, object]) -> bool:
        return not self.node.matches(values)

    def required(self) -> Required:
        return {}

    def fields(self) -> frozenset[str]:
        return self.node.fields()

    def written(self) -> dict[str, object]:
        return {"not": self.node.written()}


def _either(one: Required, other: Required) -> Required:
    return {name: one[name] | other[name] for name in one.keys() & other.keys()}


def _facet(key: Key) -> str:
    return {True: "true", False: "false"}[key] if isinstance(key, bool) else str(key)


def _json(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def _ordered(values: list[object]) -> list[object]:
    return [json.loads(value) for value in sorted({_json(value) for value in values})]
