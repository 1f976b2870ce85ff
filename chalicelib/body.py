"""From the bytes of a request to a JSON object, within limits that keep a hostile one harmless."""

import json
from typing import Any

from chalicelib.errors import Malformed, TooLarge

MOST_BYTES = 1_000_000
MOST_DEPTH = 20
MOST_DIGITS = 30


def read(raw: bytes) -> dict[str, Any]:
    """RFC 8259, stricter: an object, no duplicate names, no NaN or Infinity, no lone surrogates.

    No body at all is an empty object. Raises TooLarge, Malformed."""
    if len(raw) > MOST_BYTES:
        raise TooLarge(f"The body has {len(raw)} bytes; the most is {MOST_BYTES}.")
    try:
        value = json.loads(
            raw.decode("utf-8") or "{}",
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_int=_integer,
            parse_float=_number,
        )
        _check(value)
    except UnicodeDecodeError:
        raise Malformed("The body is not UTF-8.") from None
    except RecursionError:
        raise Malformed(f"The body is nested far beyond {MOST_DEPTH} levels.") from None
    except ValueError as error:
        raise Malformed(f"The body is not acceptable JSON: {error}.") from None
    if not isinstance(value, dict):
        raise Malformed("The body must be a JSON object.")
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the name {twice[:50]!r} occurs twice in one object")
    return found


def _check(value: Any) -> None:
    """Depth, and that all text can be written as UTF-8, without recursion."""
    level, depth = [value], 0
    while level:
        if depth > MOST_DEPTH:
            raise ValueError(f"it is nested deeper than {MOST_DEPTH} levels")
        deeper: list[Any] = []
        for member in level:
            if isinstance(member, dict):
                _encodable("".join(member))
                deeper.extend(member.values())
            elif isinstance(member, list):
                deeper.extend(member)
            elif isinstance(member, str):
                _encodable(member)
        level, depth = deeper, depth + 1


def _encodable(text: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise ValueError("a string has half of a surrogate pair") from None


def _constant(name: str) -> Any:
    raise ValueError(f"{name} is not a JSON number")


def _integer(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise ValueError(f"a number has {len(digits)} digits; the most is {MOST_DIGITS}")
    return int(digits)


def _number(digits: str) -> float:
    value = float(digits) if len(digits) <= 2 * MOST_DIGITS else float("inf")
    if value in (float("inf"), float("-inf")):
        raise ValueError("a number is too large or has too many digits")
    return value
