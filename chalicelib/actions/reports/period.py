"""Days put together: by weeks that begin on Monday (ISO 8601), months, quarters and years. Their names are in the order
of time. Pure."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, tzinfo

from chalicelib.agenda import zone
from chalicelib.models.report_shape import Every


def _week(day: date) -> str:
    """The last days of December may be of the first week of the next year."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


PERIODS: Mapping[Every, Callable[[date], str]] = {
    "day": lambda day: day.isoformat(),
    "week": _week,
    "month": lambda day: f"{day.year:04}-{day.month:02}",
    "quarter": lambda day: f"{day.year:04}-Q{(day.month + 2) // 3}",
    "year": lambda day: f"{day.year:04}",
}


def of(every: Every, when: date, place: tzinfo) -> str:
    """A moment lies on the day that it is where somebody looks at it."""
    return PERIODS[every](zone.local(when, place).date() if isinstance(when, datetime) else when)
