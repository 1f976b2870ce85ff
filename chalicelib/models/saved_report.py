"""A saved report: what it is of, what is taken of that, and by what. `POST /v1/reports` makes it."""

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import Field

from chalicelib import text
from chalicelib.criteria import Field as CriteriaField
from chalicelib.errors import FieldError
from chalicelib.models import guarded, selection, shareable, stored, view
from chalicelib.models.entry import filter_on
from chalicelib.models.fields import KnownLink, Line, Lines, Linked, TimeZone
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, Prepared, RecordType
from chalicelib.models.report_shape import DIMENSIONS, MEASURES, ZONE, By, Measure
from chalicelib.models.selection import CRITERIA
from chalicelib.models.shareable import ShareableFields
from chalicelib.models.word import Word, words_in


class SavedReportFields(ShareableFields):
    """Of the records of `selection`, or of those that meet `criteria`."""

    name: Line
    of: Line = Field(description="the type of record, such as relation")
    selection: Linked | None = None
    criteria: dict[str, Any] | None = Field(default=None, description="in the language that lists are searched by")
    measures: list[Measure] = MEASURES
    by: list[By] = DIMENSIONS
    time_zone: TimeZone | None = ZONE
    description: Lines | None = None


def prepare(data: Data, context: Context) -> Prepared:
    """Its fields are looked at when it is made: they may be others by then."""
    faults = [*guarded.faults(data), *selection.of_faults(data, context), *_which(data, context)]
    return Prepared(data, [*faults, *selection.faults_of(data, context)])


def _which(data: Data, context: Context) -> Iterator[FieldError]:
    if not stored.part(data, "selection") and data.get(CRITERIA) is None:
        yield FieldError(CRITERIA, "required", 'Give criteria or a selection; `{"all": []}` is all there are.')
    yield from view.which(data, context)


def words(record: Record) -> Iterable[Word]:
    return words_in("name", record.data.get("name"))


SAVED_REPORT = RecordType(
    name="saved_report",
    plural="saved-reports",
    prefix="rpt",
    fields=SavedReportFields,
    summary="A report that is made again and again: what it is of, what is taken of that, and by what.",
    title=lambda data: stored.line(data, "name"),
    sorts={
        "name": lambda record: text.fold(stored.line(record.data, "name")),
        "updated_at": lambda record: record.updated_at,
    },
    filters=(
        filter_on(CriteriaField("of", "choice"), facet=True),
        filter_on(CriteriaField("owner", "link"), facet=True),
        filter_on(CriteriaField("selection", "link"), asked=True),
        filter_on(CriteriaField("name", "text")),
    ),
    words=words,
    links=view.links,
    prepare=prepare,
    needs=view.needs,
    show=lambda record, context: view.named(record, context) | selection.show(record, context),
    fixed=frozenset({"of"}),
    stakes=shareable.stakes_in,
    seldom=True,
    verbs=frozenset({"manage_access"}),
    made_of={"faults": frozenset({CRITERIA})},
    essential=frozenset({"name", "of"}),
    shown={**shareable.SHOWN, "selection": KnownLink, "faults": list[dict[str, str]]},
    example={
        "name": "New customers by month",
        "of": "relation",
        "criteria": {"field": "status", "op": "has_any", "value": ["customer"]},
        "measures": [{"take": "count"}],
        "by": [{"field": "created_at", "every": "month"}],
    },
    example_change={"restricted": False},
)
