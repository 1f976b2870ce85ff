"""An erasure: that what was kept of somebody was removed, when, for whom and why. It holds nothing of what was removed:
the names by which that is found stand beside it while it goes on, belong to no version, and are gone with the end."""

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from chalicelib.criteria import Field as CriteriaField
from chalicelib.models import stored
from chalicelib.models.entry import Claim, filter_on
from chalicelib.models.fields import ID, Code, Day
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data, RecordType
from chalicelib.schema import Schema

BY = "system:erasure"
NAME = "erasure"  # also of the claim
ERASED_AT = "erased_at"  # of what was erased, which is never brought back
SOUGHT, PLACE = "sought", "place"  # beside it: entries are sorted by names
WAITING, RUNNING, DONE, STOPPED, CANCELLED = "waiting", "running", "done", "stopped", "cancelled"
State = Literal["waiting", "running", "done", "stopped", "cancelled"]
Reason = Literal["request", "consent_withdrawn", "no_longer_needed", "unlawful", "retention", "other"]
STATES = (WAITING, RUNNING, DONE, STOPPED, CANCELLED)


class ErasureFields(Schema):
    """Codes only: what tells that somebody was erased must not tell who that was."""

    subject: str = Field(pattern=ID)
    reason: Reason
    reference: Code | None = Field(default=None, description="of the case or letter in which it was asked for")
    keep_until: Day | None = Field(default=None, description="it begins after this day; until then all is kept")


def title_of(record_id: str) -> str:
    """What is left of a name: enough to tell two apart."""
    return f"Erased person {record_id[-6:]}"


def is_erased(data: Data) -> bool:
    return bool(stored.line(data, ERASED_AT))


def claims(record: Record) -> Iterable[Claim]:
    """One for each of whom something is kept, unless it was called off."""
    subject = stored.line(record.data, "subject")
    if subject and stored.line(record.data, "state") != CANCELLED:
        yield Claim(NAME, subject, "subject")


ERASURE = RecordType(
    name=NAME,
    plural="erasures",
    prefix="ers",
    kept_by="privacy",
    fields=ErasureFields,
    summary="That what was kept of somebody was removed, when and why.",
    title=lambda data: title_of(stored.line(data, "subject")),
    sorts={"created_at": lambda record: record.created_at},
    filters=(
        filter_on(CriteriaField("state", "choice", choices=STATES), facet=True),
        filter_on(CriteriaField("reason", "choice"), asked=True),
    ),
    claims=claims,
    computed={
        "state": State,
        "leg": int,
        "steps": int,
        "removed": dict[str, int],
        "stays": dict[str, int],
        "stays_until": str,
        "finished_at": str,
    },
)
