"""The table that records are added up in. Pure: what it is of is given to it, record by record."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product
from typing import Any, NamedTuple

from chalicelib.actions.reports.dimension import Dimension, Group
from chalicelib.actions.reports.measure import Figure, Tally
from chalicelib.criteria.kind import number

Values = Mapping[str, Any]
Groups = tuple[Group, ...]


class Row(NamedTuple):
    groups: Groups
    titles: tuple[str, ...]
    figures: tuple[Decimal | None, ...]


@dataclass
class Table:
    """A record with several values counts in the group of each, and once in the totals. `shown` are the titles of those
    of the records `looked_for` that who asks may see."""

    dimensions: Sequence[Dimension]
    figures: Sequence[Figure]
    shown: dict[str, str] = field(default_factory=dict)
    looked_for: set[str] = field(default_factory=set)
    cells: dict[Groups, dict[str, Tally]] = field(default_factory=dict)
    whole: dict[str, Tally] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._fields = sorted({"", *(each.field for each in self.figures)})
        self.whole = self._empty()

    def add(self, values: Values) -> None:
        known = [(name, _values(values.get(name)) if name else (Decimal(1),)) for name in self._fields]
        for tallies in (self.whole, *self._cells_of(values)):
            for name, figures in known:
                tallies[name].add(figures)

    def _cells_of(self, values: Values) -> Iterable[dict[str, Tally]]:
        if not self.dimensions:
            return
        each = [one.groups(values.get(one.field.name), self.shown) for one in self.dimensions]
        for groups in product(*each):
            if groups not in self.cells:
                self.cells[groups] = self._empty()
            yield self.cells[groups]

    def _empty(self) -> dict[str, Tally]:
        return {name: Tally() for name in self._fields}

    @property
    def count(self) -> int:
        return self.whole[""].number

    @property
    def totals(self) -> tuple[Decimal | None, ...]:
        return self._taken(self.whole)

    def rows(self) -> list[Row]:
        ordered = sorted(self.cells, key=self._place)
        return [Row(groups, self._titles(groups), self._taken(self.cells[groups])) for groups in ordered]

    def _place(self, groups: Groups) -> tuple[Any, ...]:
        return tuple(each.place(group, self.shown) for each, group in zip(self.dimensions, groups, strict=True))

    def _titles(self, groups: Groups) -> tuple[str, ...]:
        return tuple(each.name(group, self.shown) for each, group in zip(self.dimensions, groups, strict=True))

    def _taken(self, tallies: Mapping[str, Tally]) -> tuple[Decimal | None, ...]:
        return tuple(each.of(tallies[each.field]) for each in self.figures)


def _values(told: Any) -> tuple[Decimal, ...]:
    """Of a field; what is no number is none."""
    found = number(told)
    return () if found is None else (found,)
