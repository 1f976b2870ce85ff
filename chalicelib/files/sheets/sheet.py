"""What a table is: its columns, with the kind of what stands in each. Rows are values of Python: texts, whole and
decimal numbers, dates, moments with a zone, true and false; None is nothing."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from typing import Any, Literal, NamedTuple

KindName = Literal["text", "number", "money", "date", "datetime", "boolean"]
Row = Sequence[Any]


class DoesNotFit(Exception):
    """More than the kind of file takes; says what, where and what to do."""


class Kind(NamedTuple):
    """`written` is a value as text, that reads as the same value; `shown` how a spreadsheet shows it, in its own
    words, and `width` how wide in signs."""

    written: Callable[[Any], str]
    shown: str = ""
    width: int = 12


class Column(NamedTuple):
    title: str
    kind: KindName = "text"


class Sheet(NamedTuple):
    """Moments are shown in the zone where a file cannot hold one."""

    title: str
    columns: tuple[Column, ...]
    zone: tzinfo = UTC


def kind_of(column: Column, value: Any) -> KindName:
    """A text stands anywhere as it is, and in a column of texts a number as a number."""
    if isinstance(value, str):
        return "text"
    if column.kind != "text":
        return column.kind
    return "boolean" if isinstance(value, bool) else "number"


def exact(value: Decimal | int | float) -> Decimal:
    """A float by what it prints."""
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def digits(value: Decimal | int | float) -> str:
    """All of them, without an exponent."""
    return f"{exact(value):f}"


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _day(value: date) -> str:
    return value.isoformat()


KINDS: dict[KindName, Kind] = {
    "text": Kind(str, width=24),
    "number": Kind(digits, "General"),
    "money": Kind(digits, "#,##0.00"),
    "date": Kind(_day, "yyyy-mm-dd"),
    "datetime": Kind(_moment, "yyyy-mm-dd hh:mm:ss", 20),
    "boolean": Kind(lambda value: "true" if value else "false", "General"),
}
