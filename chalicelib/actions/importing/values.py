"""What a cell means, read as a field takes it. All raise ValueError with what to do."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from chalicelib import text
from chalicelib.actions.importing.words import COUNTRIES, LANGUAGES, NO, YES
from chalicelib.files.sheets import workbook_cells
from chalicelib.files.sheets.incoming import Cell
from chalicelib.models import stored
from chalicelib.models.custom_kind import Content
from chalicelib.models.import_plan import Dates, Decimals

SEVERAL = re.compile(r"[,;|\n]")
A_DATE = re.compile(r"([0-9]{1,4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,4})(?:[T ]+([0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?).*)?")
CURRENCIES = re.compile(r"^(?:EUR|USD|GBP|CHF|€|\$|£)\s*|\s*(?:EUR|USD|GBP|CHF|€|\$|£|,-)$", re.IGNORECASE)
BLANKS = str.maketrans("", "", " \u00a0\u202f'’")
PIVOT = 70  # of a year of two digits: 69 is 2069, 70 is 1970
OTHERWISE = "EUR"
LONGEST_NUMBER, MOST_AT_ONCE = 60, 100  # signs; parts of a cell
LAST_YEAR = 2_200  # below it a number is a year, and not the days since 1900 as which workbooks keep dates


class How(NamedTuple):
    """In what order a day is written, what stands before the decimals, and what else there is to know of the field."""

    dates: Dates
    decimals: Decimals
    time_zone: str
    content: Content = {}


def line(cell: Cell) -> str:
    """As it would be typed."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return cell if isinstance(cell, str) else f"{Decimal(repr(cell)):f}"


def _text(cell: Cell, _: How) -> str:
    return line(cell)


def _exact(cell: Cell, how: How) -> Decimal:
    if not isinstance(cell, str):
        return Decimal(repr(cell)) if not isinstance(cell, bool) else Decimal(int(cell))
    said = cell.strip() if len(cell) <= LONGEST_NUMBER else ""
    written = CURRENCIES.sub("", said).translate(BLANKS)
    grouping = "." if how.decimals == "," else ","
    if written.count(grouping) == 1 and how.decimals not in written and not _is_grouped(written, grouping):
        grouping, written = "", written.replace(grouping, how.decimals)  # 12.5 where 12,5 is usual
    plain = (written.replace(grouping, "") if grouping else written).replace(how.decimals, ".")
    try:
        exact = Decimal(plain)
    except InvalidOperation:
        exact = Decimal("NaN")
    if not exact.is_finite():
        raise ValueError(f"Give a number, such as 1250{how.decimals}50.")
    return exact


def _is_grouped(written: str, grouping: str) -> bool:
    return len(written.rpartition(grouping)[2]) == 3


def _number(cell: Cell, how: How) -> int | float:
    exact = _exact(cell, how)
    return int(exact) if exact == exact.to_integral_value() and abs(exact) < 10**18 else float(exact)


def _integer(cell: Cell, how: How) -> int:
    value = _number(cell, how)
    if not isinstance(value, int):
        raise ValueError("Give a whole number.")
    return value


def _money(cell: Cell, how: How) -> dict[str, str]:
    exact = _exact(cell, how)
    return {"amount": f"{exact:f}", "currency": stored.line(how.content, "currency") or OTHERWISE}


def _boolean(cell: Cell, _: How) -> bool:
    said = text.fold(line(cell))
    if said not in YES and said not in NO:
        raise ValueError("Give yes or no.")
    return said in YES


def _date(cell: Cell, how: How) -> str:
    return _moment_of(cell, how).date().isoformat()


def _datetime(cell: Cell, how: How) -> str:
    """As the clock shows it where the organisation is."""
    found = _moment_of(cell, how)
    return (found if found.tzinfo else found.replace(tzinfo=ZoneInfo(how.time_zone))).isoformat()


def _moment_of(cell: Cell, how: How) -> datetime:
    is_count = not isinstance(cell, str | bool) and LAST_YEAR < cell < workbook_cells.LAST_DAY
    written = workbook_cells.moment(float(cell)) if is_count else line(cell).strip()
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        pass
    found = A_DATE.fullmatch(written)
    try:
        if found:
            return datetime.combine(_day(found, how), datetime.strptime(found[4] or "0:00", "%H:%M").time())
    except ValueError:
        pass
    raise ValueError("Give a date, such as 2026-01-31 or " + ("31-01-2026." if _is_day_first(how) else "01/31/2026."))


def _is_day_first(how: How) -> bool:
    return how.dates == "day_first"


def _day(found: re.Match[str], how: How) -> date:
    one, two, three = (int(found[place]) for place in (1, 2, 3))
    if len(found[1]) == 4:
        return date(one, two, three)
    day, month = (one, two) if _is_day_first(how) else (two, one)
    return date(three if three > 99 else three + (1900 if three >= PIVOT else 2000), month, day)


def _country(cell: Cell, _: How) -> str:
    said = line(cell).strip()
    return COUNTRIES.get(text.fold(said)) or said.upper()


def _language(cell: Cell, _: How) -> str:
    said = text.fold(line(cell))
    return LANGUAGES.get(said, said[:2])


def _choice(cell: Cell, how: How) -> str:
    """By its key, or what it is called in any language."""
    said = text.fold(line(cell))
    for option in stored.parts(how.content, "options"):
        names = [stored.line(option, "key"), stored.line(option, "name"), *stored.part(option, "names").values()]
        if any(text.fold(str(each)) == said for each in names):
            return stored.line(option, "key")
    return line(cell).strip()


def _choices(cell: Cell, how: How) -> list[str]:
    return list(dict.fromkeys(_choice(each, how) for each in _several(cell)))


def _codes(cell: Cell, _: How) -> list[str]:
    return _several(cell)


def _several(cell: Cell) -> list[str]:
    told = [each.strip() for each in SEVERAL.split(line(cell)) if each.strip()]
    if len(told) > MOST_AT_ONCE:
        raise ValueError(f"Give at most {MOST_AT_ONCE} in a cell.")
    return told


READS: Mapping[str, Callable[[Cell, How], Any]] = {
    **dict.fromkeys(("text", "part", "key", "channel", "street", "full_name", "code", "link"), _text),
    **dict.fromkeys(("links", "codes"), _codes),
    "integer": _integer,
    "number": _number,
    "money": _money,
    "boolean": _boolean,
    "date": _date,
    "datetime": _datetime,
    "country": _country,
    "language": _language,
    "choice": _choice,
    "choices": _choices,
}
