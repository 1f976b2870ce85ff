"""What a client keeps for its user, such as theme, start page, columns of lists: names and values that mean something
to clients only, and are bounded."""

import json
import re
from typing import Any, ClassVar

from chalicelib.errors import FieldError
from chalicelib.schema import Open

MOST, MOST_BYTES = 200, 8_192
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}(?:[.-][a-z0-9_]{1,40}){0,3}", re.ASCII)
Values = dict[str, Any]


class Preferences(Open):
    """Up to 200 names, of small letters, digits, points and dashes, such as `theme` or `columns.relation`; each with
    any JSON. All together at most 8,192 bytes."""

    others: ClassVar[re.Pattern[str]] = NAME


def changed(before: Values, sent: Values) -> Values:
    """Each name by itself; null takes one away (RFC 7396, but for the values, which are taken whole)."""
    return without_nothing({**before, **sent})


def without_nothing(sent: Values) -> Values:
    return {name: value for name, value in sent.items() if value is not None}


def fault(values: Values) -> FieldError | None:
    size = len(json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode())
    if len(values) > MOST:
        return FieldError("", "too_many", f"These are {len(values)} preferences; the most is {MOST}.")
    if size > MOST_BYTES:
        return FieldError("", "too_long", f"All preferences together take {size} bytes; the most is {MOST_BYTES}.")
    return None
