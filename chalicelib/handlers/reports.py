"""Reports on records of any type."""

from typing import Any, Literal

from pydantic import BaseModel

from chalicelib.access import noted
from chalicelib.access.decide import Right
from chalicelib.actions import mass_reads
from chalicelib.actions.reports import as_answer, as_sheet, report
from chalicelib.actions.reports.asked import Report, ReportFile
from chalicelib.actions.reports.report import Made
from chalicelib.call import Answer, Call
from chalicelib.errors import Forbidden, Invalid
from chalicelib.footprint import READS
from chalicelib.models.report_shape import Every, Take
from chalicelib.models.shipped_rights import EXTERNAL
from chalicelib.operation import operation

AREA = TOGETHER = "reports"
MEMORY = 1769  # a whole processor: it goes over a hundred thousand entries
EXAMPLE: dict[str, Any] = {
    "of": "relation",
    "criteria": {"field": "status", "op": "has_any", "value": ["customer"]},
    "measures": [{"take": "count"}],
    "by": [{"field": "kind"}, {"field": "created_at", "every": "month"}],
}


class KnownBy(BaseModel):
    field: str
    title: str
    every: Every | None


class KnownMeasure(BaseModel):
    """`currency` where it is of money."""

    take: Take
    field: str | None
    title: str
    currency: str | None


class KnownGroup(BaseModel):
    """Of records that have the value `key`, that have `none`, or one that leads to what you may not see."""

    kind: Literal["value", "not_shown", "none"]
    key: str | None
    title: str


class ReportRow(BaseModel):
    """`groups` in the order of `by`, `figures` in that of `measures`: exact, as text, null where there is nothing to
    take it of."""

    groups: list[KnownGroup]
    figures: list[str | None]


class KnownReport(BaseModel):
    """`count` is how many records it is of."""

    of: str
    by: list[KnownBy]
    measures: list[KnownMeasure]
    rows: list[ReportRow]
    totals: list[str | None]
    count: int
    time_zone: str


@operation("POST /v1/reports", right=("search", "read"), area=AREA, takes=Report, gives=KnownReport, touches=(READS,),
           errors=(Forbidden, Invalid), example=EXAMPLE, together=TOGETHER, memory=MEMORY)  # fmt: skip
def make_report(call: Call[Report, None]) -> dict[str, Any]:
    """Counts records, and sums or averages their numbers, by up to two fields and by time

    Of the records that you may read, with the fields that you may see. A record with several values counts in the row
    of each, and once in the totals. Rows stand in the order of the options, or of time; what leads to records that you
    may not see is one row, and what has no value is the last. Weeks begin on Monday. Sums are exact. An average is
    rounded half up: of money to two decimals, of numbers to two more than the field has, six where it does not say. It
    goes over 100,000 records at most where everybody may see all of them, and else over 20,000, and has 2,000 rows at
    most. What is more is refused, since a figure of a part would be a wrong one. Of very many it may miss what was
    saved a moment ago.
    """
    return as_answer.told(call.body.of, _made(call, "read"))


@operation("POST /v1/reports/export", right=("self", "edit"), area=AREA, takes=ReportFile, touches=(READS,),
           errors=(Forbidden, Invalid), example=EXAMPLE, audited=True, together=TOGETHER, memory=MEMORY)  # fmt: skip
def export_report(call: Call[ReportFile, None]) -> Answer:
    """Exports a report as CSV, or as XLSX where `Accept` asks for that

    For who may export records of the type; each stands in the audit log. The totals are the last row, and `X-Row-Count`
    tells how many rows there are, without the titles. In CSV, what a spreadsheet would take for a formula has an
    apostrophe in front. For XLSX, `Accept` is `application/vnd.openxmlformats-officedocument.spreadsheetml.sheet`.
    """
    mass_reads.hold(call.actor, Right(call.body.of, "export"))
    made = _made(call, "export")
    noted.leaves(call.actor, 1)
    file = as_sheet.as_accepted(call.headers.get("accept", ""))(made, call.body.separator)
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"', "X-Row-Count": str(file.rows)}
    return Answer(file.content, headers=headers, media_type=file.media_type)


def _made(call: Call[Any, None], action: str) -> Made:
    """People from outside see what is theirs, and no figures of it."""
    if call.actor.kind == EXTERNAL:
        raise Forbidden
    return report.made(call.actor, call.body, action)
