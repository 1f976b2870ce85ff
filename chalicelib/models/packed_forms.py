"""The short forms that values have in digests. Each writes what fits it and answers None to what does not; what it
wrote it reads back as it was."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from chalicelib.models import moment

BAR, COMMA = "|", ","
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-./:;<=>?@^_`~"
VALUES = {digit: value for value, digit in enumerate(DIGITS)}
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
TO_BASE_32 = str.maketrans(CROCKFORD, "0123456789abcdefghijklmnopqrstuv")
PAIRS = tuple(f"{first}{second}" for first in CROCKFORD for second in CROCKFORD)
ID = re.compile(f"([a-z]{{3}})_([0-7][{CROCKFORD}]{{25}})")
ID_DIGITS, ID_PAIRS = 20, 13
MOMENT_DIGITS, DAY_DIGITS = 7, 4
EPOCH, MILLISECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(milliseconds=1)


class Form(NamedTuple):
    """`write` answers None to what is not of this form."""

    write: Callable[[Any], str | None]
    read: Callable[[str], Any]


def _digits(number: int, length: int) -> str:
    told = ""
    for _ in range(length):
        number, digit = divmod(number, len(DIGITS))
        told = DIGITS[digit] + told
    return told


def _number(told: str) -> int:
    number = 0
    for digit in told:
        number = number * len(DIGITS) + VALUES[digit]
    return number


# ------------------------------------------------------------------------------------------------ texts and numbers


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and BAR not in value else None


def _whole(value: Any) -> str | None:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None


def _flag(value: Any) -> str | None:
    return str(int(value)) if isinstance(value, bool) else None


def several(each: Form) -> Form:
    """A list, of at least one."""

    def write(value: Any) -> str | None:
        told = [each.write(one) for one in value] if isinstance(value, list) else []
        fitting = [one for one in told if one and COMMA not in one]
        return COMMA.join(fitting) if fitting and len(fitting) == len(told) else None

    return Form(write, lambda told: [each.read(one) for one in told.split(COMMA)])


def word(short: Mapping[str, str]) -> Form:
    """A text, of which the best known have a letter each."""
    long = {letter: known for known, letter in short.items()}

    def write(value: Any) -> str | None:
        told = _text(value)
        return None if told is None or told in long else short.get(told, told)

    return Form(write, lambda told: long.get(told, told))


TEXT = Form(_text, str)
WHOLE = Form(_whole, int)
FLAG = Form(_flag, lambda told: told == "1")
TEXTS = several(TEXT)


# ------------------------------------------------------------------------------------------------------------- ids


@lru_cache(maxsize=4096)
def id_digits(record_id: str) -> str | None:
    """Of an id what comes behind its prefix, in 20 digits in place of 26."""
    found = ID.fullmatch(record_id)
    return _digits(int(found[2].translate(TO_BASE_32), 32), ID_DIGITS) if found else None


@lru_cache(maxsize=4096)
def _ulid(told: str) -> str:
    number = _number(told)
    return "".join(PAIRS[number >> 10 * place & 1023] for place in reversed(range(ID_PAIRS)))


def record_id(prefix: str) -> Form:
    """An id that begins with this is told without it."""

    def write(value: Any) -> str | None:
        told = id_digits(value) if isinstance(value, str) else None
        return told if told is None or value.startswith(prefix) else f"{value[:3]}{told}"

    def read(told: str) -> str:
        return f"{told[:-ID_DIGITS] or prefix}_{_ulid(told[-ID_DIGITS:])}"

    return Form(write, read)


# ----------------------------------------------------------------------------------------------------------- times


def _moment(value: Any) -> str | None:
    found = moment.read(value) if isinstance(value, str) else None
    if not isinstance(found, datetime) or found < EPOCH or moment.written(found) != value:
        return None
    return _digits((found - EPOCH) // MILLISECOND, MOMENT_DIGITS)


def _day(value: Any) -> str | None:
    found = moment.read(value) if isinstance(value, str) and len(value) == len("2026-11-22") else None
    fits = isinstance(found, date) and found.isoformat() == value
    return _digits(found.toordinal(), DAY_DIGITS) if found and fits else None


MOMENT = Form(_moment, lambda told: moment.written(EPOCH + _number(told) * MILLISECOND))
DAY = Form(_day, lambda told: date.fromordinal(_number(told)).isoformat())
