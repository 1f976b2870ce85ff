"""Moments as they are kept: UTC, to the millisecond, as text in the order of time, in which dates find a place too."""

from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from chalicelib.agenda import zone

FAR = "9999-12-31"  # of what has no date, after all that have one


def written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


A_MOMENT = "a moment with its zone, such as 2026-01-31T09:30:00Z or 2026-01-31T10:30:00+01:00."


def _moment(value: str, asked_for: str = "") -> str:
    try:
        found = datetime.fromisoformat(value)
        if value[10:11] == "T" and found.tzinfo is not None and zone.FIRST < found.date() < zone.LAST:
            return written(found)
    except ValueError:
        pass
    raise ValueError(f"Give {asked_for}{A_MOMENT}")


Moment = Annotated[
    str,
    StringConstraints(max_length=40),
    AfterValidator(lambda value: _moment(value)),
    Field(description="with its zone; kept and answered in UTC"),
]


def _day_or_moment(value: str) -> str:
    found = read(value) if len(value) == 10 else None
    return found.isoformat() if found else _moment(value, "a date as YYYY-MM-DD, or ")


DayOrMoment = Annotated[
    str,
    StringConstraints(max_length=40),
    AfterValidator(_day_or_moment),
    Field(description="a date, or a moment with its zone; included"),
]


def read(kept: str) -> date | datetime | None:
    """A date, or a moment in UTC, from the text that is kept; None for what is neither."""
    try:
        if len(kept) == 10:
            return date.fromisoformat(kept)
        found = datetime.fromisoformat(kept)
        return found.astimezone(UTC) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None
