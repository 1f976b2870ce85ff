"""The kinds of field: how an operand is read, how a stored value is read, and what is compared.

An operand ends as a closed span of keys, a stored value as a key. A point is a span whose ends are equal; a
calendar day asked of a datetime field is a span of microseconds. So eq, lt, lte, gt, gte and between have one
meaning for every kind.
"""

import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Literal, NamedTuple, TypeAlias

from chalicelib.criteria.moment import UNITS, Moment, Relative

KindName = Literal["text", "number", "date", "datetime", "boolean", "choice", "link", "tree"]
Path: TypeAlias = tuple[str, ...]
Term: TypeAlias = str | bool | Decimal | date | Relative | Path  # an operand as kept; a datetime is a date
Key: TypeAlias = Any  # str, bool, Decimal, date, datetime or Path: one type for each kind, so comparable

ME = "@me"
TODAY = "@today"
DIGITS = 38  # of a number in DynamoDB


class Span(NamedTuple):
    low: Key
    high: Key


class Kind(NamedTuple):
    wants: str  # what an operand looks like, to follow "Give"
    term: Callable[[object], Term | None]  # as given → as kept; None when of the wrong type
    key: Callable[[object], Key | None]  # stored → compared; None when of the wrong type
    span: Callable[[Term, Moment | None], Span | None]  # None: it takes a moment to know


class _Folded(dict[int, str]):
    """By character: NFKD of a whole string sorts its accents in quadratic time, and here they are dropped."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", chr(code)).casefold())
        self[code] = "".join(character for character in plain if not unicodedata.combining(character))
        return self[code]


_FOLDED = _Folded()


def fold(text: str) -> str:
    return text.lower() if text.isascii() else text.translate(_FOLDED)


def text(value: object) -> str | None:
    return fold(value) if isinstance(value, str) else None


def text_term(given: object) -> str | None:
    return given if isinstance(given, str) and fold(given) else None


def code(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def link(value: object) -> str | None:
    return code(value.get("id") if isinstance(value, dict) else value)


def boolean(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def number(value: object) -> Decimal | None:
    """A float by what it prints, so that 0.1 asked finds 0.1 stored as a decimal."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    exact = Decimal(float.__repr__(value)) if isinstance(value, float) else Decimal(value)
    return exact if exact.is_finite() else None


def number_term(given: object) -> Decimal | None:
    """Only what can be written in JSON without loss; see `written`."""
    value = number(given)
    return value if value is not None and number(_plain(value)) == value else None


def day(value: object) -> date | None:
    if isinstance(value, str):
        return _iso_day(value)
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def day_term(given: object) -> Term | None:
    return TODAY if given == TODAY else relative(given) or day(given)


def instant(value: object) -> datetime | None:
    """In UTC; a time without a zone is of the wrong type, as nobody knows when it was."""
    try:
        if isinstance(value, str) and value[10:11] == "T" and _iso_day(value[:10]):
            value = datetime.fromisoformat(value)
        if isinstance(value, datetime) and value.utcoffset() is not None:
            return value.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    return None


def instant_term(given: object) -> Term | None:
    return instant(given) or day_term(given)


def path(value: object) -> Path | None:
    if isinstance(value, list | tuple) and all(isinstance(part, str) for part in value):
        value = "/".join(value)
    if not isinstance(value, str):
        return None
    return tuple(part for part in value.split("/") if part) or None


def relative(given: object) -> Relative | None:
    if not isinstance(given, dict) or len(given) != 2:
        return None
    unit = given.get("unit")
    if not isinstance(unit, str) or unit not in UNITS:
        return None
    amount, sign = (given["last"], -1) if "last" in given else (given.get("next"), 1)
    if isinstance(amount, bool) or not isinstance(amount, int) or not 1 <= amount <= UNITS[unit].most:
        return None
    return Relative(sign * amount, unit)


def point(term: Term, moment: Moment | None) -> Span | None:
    return Span(term, term)


def person(term: Term, moment: Moment | None) -> Span | None:
    if term == ME:
        return moment and Span(moment.me, moment.me)
    return Span(term, term)


def folded(term: Term, moment: Moment | None) -> Span | None:
    span = person(term, moment)
    return span and Span(fold(span.low), fold(span.low))


def day_span(term: Term, moment: Moment | None) -> Span | None:
    if isinstance(term, date):
        return Span(term, term)
    if moment is None:
        return None
    found = moment.on(term) if isinstance(term, Relative) else moment.today
    return Span(found, found)


def instant_span(term: Term, moment: Moment | None) -> Span | None:
    if isinstance(term, datetime):
        return Span(term, term)
    if moment is None:
        return None
    if isinstance(term, Relative):
        return Span(moment.instant(term), moment.instant(term))
    return Span(*moment.span(term if isinstance(term, date) else moment.today))


_DAY = f'"@today", {{"last": 30, "unit": "days"}} or {{"next": 2, "unit": "weeks"}} (units: {", ".join(UNITS)})'
_DATE = f'a date such as "2026-01-31", {_DAY}'
_TIME = f'a time with its zone such as "2026-01-31T09:30:00Z", a date, {_DAY}'

KINDS: dict[KindName, Kind] = {
    "text": Kind("a text that is not empty", text_term, text, folded),
    "number": Kind(f"a number of at most {DIGITS} digits", number_term, number, point),
    "date": Kind(_DATE, day_term, day, day_span),
    "datetime": Kind(_TIME, instant_term, instant, instant_span),
    "boolean": Kind("true or false", boolean, boolean, point),
    "choice": Kind("the code of a choice as a text", code, code, person),
    "link": Kind('the id of a record as a text, or "@me"', code, link, person),
    "tree": Kind('a path such as "nl/flevoland" or ["nl", "flevoland"]', path, path, point),
}


def written(term: Term) -> object:
    """The operand in JSON again, in one way only."""
    if isinstance(term, Decimal):
        return _plain(term)
    if isinstance(term, Relative):
        return {"last" if term.amount < 0 else "next": abs(term.amount), "unit": term.unit}
    if isinstance(term, date):
        return term.isoformat()
    return term if isinstance(term, str | bool) else "/".join(term)


def _plain(value: Decimal) -> int | float:
    return int(value) if value.adjusted() < DIGITS and value == value.to_integral_value() else float(value)


def _iso_day(value: str) -> date | None:
    """Only 2026-01-31; fromisoformat would also take 20260131 and 2026-W05-6."""
    try:
        found = date.fromisoformat(value)
    except ValueError:
        return None
    return found if found.isoformat() == value else None
