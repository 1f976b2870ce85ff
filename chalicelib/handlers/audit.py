"""The audit log: who tried, saw or changed what; and what a tenant says of it."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from chalicelib import answers, pattern
from chalicelib.access.decision import NEEDS
from chalicelib.actions import audit_log, timeline, versions
from chalicelib.actions.audit_log import FILTERS, Found, Wanted
from chalicelib.call import Answer, Call
from chalicelib.errors import Busy, Invalid, InvalidCursor, InvalidParameter, KeyReused, StaleVersion
from chalicelib.footprint import AUDITS, READS, WRITES
from chalicelib.handlers.verbs import Paging
from chalicelib.models import catalog
from chalicelib.models.fields import ID, TimeZone
from chalicelib.models.moment import DayOrMoment
from chalicelib.models.registry import TYPES
from chalicelib.operation import ADMINISTRATION, AREAS, operation
from chalicelib.page import PageInfo
from chalicelib.schema import Parameters, Schema
from chalicelib.storage import audit_settings, change
from chalicelib.storage.audit_settings import Settings
from chalicelib.storage.table import Put
from chalicelib.storage.work import Extra

AREA = "audit"
MOST_ROWS = 1_000
LOOKS_INTO = ("audit", "inspect")


ON_AREAS = frozenset({"do", "inspect", "list"})
CHANGES = frozenset({change.CREATED, change.UPDATED, change.ARCHIVED, change.RESTORED})
KNOWN: dict[str, list[Any]] = {
    "action": sorted({*NEEDS, *ON_AREAS, *CHANGES}.union(*map(catalog.actions, TYPES.values()))),
    "type": sorted({*TYPES, *AREAS}),
    "channel": [change.API, change.HAND_OVER, change.IDENTITY, change.JOB, change.MAIL, change.PORTAL, change.REACTION],
}
Id = Annotated[str, Field(pattern=ID)]
Word = Annotated[str, Field(pattern=pattern.WORDS)]


class Filters(Parameters):
    """From `since` to `until`, days as a whole; the newest first."""

    user: Id | None = None
    record: Id | None = None
    action: str | None = Field(default=None, json_schema_extra={"enum": [*KNOWN["action"], None]})
    type: str | None = Field(default=None, json_schema_extra={"enum": [*KNOWN["type"], None]})
    channel: str | None = Field(default=None, json_schema_extra={"enum": [*KNOWN["channel"], None]})
    operation: Word | None = None
    outcome: Literal["allowed", "refused", "alarm"] | None = None
    since: DayOrMoment | None = None
    until: DayOrMoment | None = None
    time_zone: TimeZone | None = Field(
        default=None, description="in which days begin and end; that of who asks when left out"
    )

    @field_validator(*KNOWN)
    @classmethod
    def _known(cls, told: str, about: ValidationInfo) -> str:
        known = KNOWN[about.field_name or ""]
        if told not in known:
            raise PydanticCustomError("not_a_choice", "Choose one of {known}.", {"known": ", ".join(map(str, known))})
        return told


class Asked(Filters, Paging):
    pass


class Exported(Filters):
    form: Literal["csv", "jsonl"] = "csv"
    limit: int = Field(default=MOST_ROWS, ge=1, le=MOST_ROWS)
    cursor: str | None = Field(default=None, max_length=2000, description="X-Next-Cursor of the part before")


class AuditRow(BaseModel):
    """Who (`by`, an employee or from outside) did what by which channel, and the `rule` of the rights that decided.
    Where several records were looked at, `records` names the first and `count` says how many."""

    at: str
    by: str
    kind: str | None = None
    channel: str | None = None
    operation: str | None = None
    action: str | None = None
    type: str | None = None
    record: str | None = None
    records: list[str] | None = None
    count: int | None = None
    outcome: str
    rule: str | None = None
    fields: list[str] | None = None
    version: int | None = None
    request_id: str | None = None
    session: str | None = None


class AuditPage(BaseModel):
    data: list[AuditRow]
    page: PageInfo


class AuditSettings(Schema):
    """Rows are kept for `days`, counted from when they were written. Who reads more records in an hour than
    `mass_read_limit` rings the alarm; with `mass_read_block` they read nothing more until the hour is over."""

    days: int = Field(default=Settings().days, ge=30, le=3650)
    mass_read_limit: int = Field(default=Settings().mass_read_limit, ge=100, le=10_000_000)
    mass_read_block: bool = False


class KnownAuditSettings(BaseModel):
    days: int
    mass_read_limit: int
    mass_read_block: bool


@operation(
    "GET /v1/audit",
    right=LOOKS_INTO,
    area=AREA,
    asks=Asked,
    gives=AuditPage,
    touches=(READS, AUDITS),
    errors=(InvalidParameter, InvalidCursor),
)
def read_audit_log(call: Call[None, Asked]) -> dict[str, Any]:
    """Reads the audit log, the newest first

    Refusals, sign-ins, changes of rights, files handed out, what only an administrator could do, who read what belongs
    to a restricted relation, and alarms. What became of the fields of a record stands in its history. A page may hold
    fewer rows than asked for; `has_more` tells. That the log was read stands in the log.
    """
    found = _found(call)
    return answers.page([dict(each) for each in found.rows], found.next_cursor)


@operation(
    "GET /v1/audit/export",
    right=LOOKS_INTO,
    area=AREA,
    asks=Exported,
    touches=(READS, AUDITS),
    errors=(InvalidParameter, InvalidCursor),
    audited=True,
)
def export_audit_log(call: Call[None, Exported]) -> Answer:
    """Exports the audit log as CSV or as lines of JSON, the newest first

    At most 1,000 rows in a part; while there are more, X-Next-Cursor leads to the next. In CSV, what a spreadsheet
    would take for a formula has an apostrophe in front.
    """
    found, form = _found(call), call.asked.form
    render, media_type = FORMS[form]
    headers = {"Content-Disposition": f'attachment; filename="audit.{form}"'}
    if found.next_cursor:
        headers["X-Next-Cursor"] = found.next_cursor
    return Answer(render(found.rows), headers=headers, media_type=media_type)


FORMS = {
    "csv": (audit_log.as_csv, "text/csv; charset=utf-8"),
    "jsonl": (audit_log.as_lines, "application/x-ndjson; charset=utf-8"),
}


def _found(call: Call[None, Asked] | Call[None, Exported]) -> Found:
    asked = call.asked
    given = {name: value for name in FILTERS if (value := getattr(asked, name)) is not None}
    since, until = timeline.bounds(call.actor, asked.since, asked.until, asked.time_zone)
    wanted = Wanted(given, since.moment, until.moment, asked.limit, asked.cursor)
    return audit_log.find(call.actor, wanted)


@operation("GET /v1/audit-settings", right=LOOKS_INTO, area=AREA, gives=KnownAuditSettings, touches=(READS, AUDITS),
           together=ADMINISTRATION)  # fmt: skip
def read_audit_settings(call: Call[None, None]) -> Answer:
    """Tells how long the audit log is kept, and when the alarm of mass reads rings"""
    return _told(audit_settings.read(call.actor.tenant))


@operation(
    "PUT /v1/audit-settings",
    right=("audit", "edit"),
    area=AREA,
    takes=AuditSettings,
    gives=KnownAuditSettings,
    touches=(READS, WRITES),
    together=ADMINISTRATION,
    errors=(Invalid, StaleVersion, KeyReused, Busy),
    example={"days": 400, "mass_read_limit": 5_000, "mass_read_block": False},
)
def put_audit_settings(call: Call[AuditSettings, None]) -> Answer:
    """Sets how long the audit log is kept, and when the alarm of mass reads rings

    Rows that are there keep their end. Functions that run know of it within five minutes.
    """
    before = audit_settings.read(call.actor.tenant)
    versions.hold_setting(call.if_match, before.version)
    wanted = Settings(**call.body.model_dump(), version=before.version)
    if wanted == before:
        return _told(before)
    write: Put = audit_settings.write(call.actor.tenant, wanted)
    call.work.extra.append(Extra(write))
    return _told(wanted._replace(version=wanted.version + 1))


def _told(settings: Settings) -> Answer:
    values = {name: getattr(settings, name) for name in KnownAuditSettings.model_fields}
    return Answer(values, version=settings.version)
