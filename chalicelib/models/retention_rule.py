"""For how long a tenant keeps what it keeps of people: its rules, what each type counts from, what is due by them."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from chalicelib import pattern
from chalicelib.errors import FieldError
from chalicelib.models import activity_time, stored
from chalicelib.models.document import KINDS
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.relation_fields import COUPLE, PERSON, STATUSES
from chalicelib.schema import Schema

SETTING = "retention"
MOST = 50
REVIEW, ARCHIVE, ERASE = "review", "archive", "erase"
Of = Literal["relation", "contact", "activity", "document"]
Action = Literal["review", "archive", "erase"]
Key = Annotated[str, StringConstraints(pattern=pattern.KEY)]


class RetentionRule(Schema):
    """What is older than so many `months` is due: a relation since it was last dealt with, a contact since it ended, an
    activity since it took place, a document since it was made. Nothing goes by itself: what is due is listed, and the
    action is carried out on what somebody chooses from that."""

    key: Key
    of: Of
    kind: str | None = Field(default=None, max_length=40, description="of the relation, activity or document")
    status: str | None = Field(default=None, max_length=40, description="of a relation, such as prospect")
    months: int = Field(ge=1, le=600)
    action: Action = "review"


class KnownRetentionRule(BaseModel):
    key: str
    of: Of
    kind: str | None = None
    status: str | None = None
    months: int
    action: Action


def faults(rules: list[Data], activity_kinds: Mapping[str, Data]) -> Iterator[FieldError]:
    seen: set[str] = set()
    kinds = {"relation": (PERSON, COUPLE), "contact": (), "activity": tuple(activity_kinds), "document": KINDS}
    for place, rule in enumerate(rules):
        path, of = f"rules[{place}]", rule["of"]
        if rule["key"] in seen:
            yield FieldError(f"{path}.key", "twice", "Each rule has a key of its own.")
        seen.add(rule["key"])
        yield from _misfits(path, rule, kinds[of])


def _misfits(path: str, rule: Data, kinds: tuple[str, ...]) -> Iterator[FieldError]:
    kind, status = rule.get("kind"), rule.get("status")
    if kind is not None and kind not in kinds:
        told = f"Choose one of {', '.join(kinds)}." if kinds else f"A {rule['of']} has no kind; leave it out."
        yield FieldError(f"{path}.kind", "not_a_choice", told)
    if status is not None and (rule["of"] != "relation" or status not in STATUSES):
        yield FieldError(f"{path}.status", "not_a_choice", f"Of a relation one of {', '.join(STATUSES)}.")
    if rule["action"] == ERASE and rule["of"] not in ("relation", "contact"):
        yield FieldError(f"{path}.action", "not_for_type", "Only persons and contacts are erased; archive these.")


# ------------------------------------------------------------------------------------------------------ what is due


def _relation(record: Record) -> str:
    """Companies are no persons."""
    if record.data.get("kind") not in (PERSON, COUPLE):
        return ""
    return stored.line(stored.part(record.known, "last_touch"), "at") or record.created_at


def _activity(record: Record) -> str:
    """What is still to be done is not old."""
    return "" if activity_time.is_open(record.data) else activity_time.at(record)


SINCE: dict[str, Callable[[Record], str]] = {
    "relation": _relation,
    "contact": lambda record: stored.line(record.data, "ended_on"),
    "activity": _activity,
    "document": lambda record: record.created_at,
}


def since(record: Record) -> str:
    """The day from which it counts, "" where it counts not yet."""
    return SINCE[record.type](record)[:10]


def cutoff(rule: Data, today: date) -> str:
    """What counts from before this day is due."""
    months = today.year * 12 + today.month - 1 - int(rule["months"])
    year, month = divmod(months, 12)
    return f"{year:04d}-{month + 1:02d}-{today.day:02d}"


def is_due(rule: Data, record: Record, today: date) -> bool:
    if not record.alive or record.type != rule["of"]:
        return False
    return "" < since(record) < cutoff(rule, today) and _fits(rule, record.data)


def _fits(rule: Data, data: Data) -> bool:
    kind, status = rule.get("kind"), rule.get("status")
    return (not kind or data.get("kind") == kind) and (not status or status in stored.lines(data, "status"))
