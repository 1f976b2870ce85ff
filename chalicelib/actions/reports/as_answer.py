"""A report as it is answered."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from chalicelib.actions.reports.dimension import Dimension
from chalicelib.actions.reports.measure import Figure
from chalicelib.actions.reports.report import Made
from chalicelib.actions.reports.table import Row

Told = dict[str, Any]


def told(of: str, made: Made) -> Told:
    return {
        "of": of,
        "by": [_by(each) for each in made.plan.dimensions],
        "measures": [_measure(each) for each in made.plan.figures],
        "rows": [_row(made, each) for each in made.table.rows()],
        "totals": _figures(made, made.table.totals),
        "count": made.table.count,
        "time_zone": made.zone,
    }


def _by(dimension: Dimension) -> Told:
    return {"field": dimension.field.name, "title": dimension.title, "every": dimension.every}


def _measure(figure: Figure) -> Told:
    named = {"take": figure.take, "field": figure.field or None, "title": figure.title}
    return {**named, "currency": figure.currency or None}


def _row(made: Made, row: Row) -> Told:
    groups = [{**group._asdict(), "title": title} for group, title in zip(row.groups, row.titles, strict=True)]
    return {"groups": groups, "figures": _figures(made, row.figures)}


def _figures(made: Made, told: Iterable[Decimal | None]) -> list[str | None]:
    return [figure.written(value) for figure, value in zip(made.plan.figures, told, strict=True)]
