"""The ids of codes. They follow from their table and what the code reads, so that a code is found, and held to be of
its table, without asking for it: to give a record the code 62.01 costs no round trip more than to give its id."""

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from chalicelib import pattern
from chalicelib.models import stored

PREFIX = "cod"
MARK = f"{PREFIX}_{'0' * 10}"  # of those that are shipped: no id that was made at a moment begins like it
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ID_LENGTH, LONGEST_SHIPPED = 26, 7
SHIPPED_LISTS = ("sbi",)
TEXT, TABLE, ABOVE, UNDER, SHIPPED = "code", "table", "above", "under", "shipped"


def of(table: Mapping[str, Any], code: str) -> str:
    """`table` is a link to it, whose place says which list it ships. "" of what can be no code."""
    if not re.fullmatch(pattern.TABLE_CODE, code):
        return ""
    listed = stored.line(table, "place")
    return of_shipped(listed, code) if listed in SHIPPED_LISTS else _own(stored.line(table, "id"), code)


def _own(table: str, code: str) -> str:
    return f"{PREFIX}_{drawn(f'{table}:{code.casefold()}')}"


def drawn(text: str) -> str:
    """What stands behind the prefix in an id that follows from a text."""
    number = int.from_bytes(sha256(text.encode()).digest()[:16], "big")
    return "".join(DIGITS[number >> 5 * place & 31] for place in reversed(range(ID_LENGTH)))


def plain(code: str) -> str:
    """As it is compared where a list is shipped: 62.01, 6201 and 62 01 are one."""
    return "".join(each for each in code.upper() if each.isalnum())


def of_shipped(listed: str, code: str) -> str:
    told = plain(code)
    if not 0 < len(told) <= LONGEST_SHIPPED:
        return ""
    return f"{MARK}{SHIPPED_LISTS.index(listed):02}{told.encode().hex().upper():0<14}"


def shipped(record_id: str) -> tuple[str, str] | None:
    """The list and the plain code that such an id is of."""
    told = record_id.removeprefix(MARK)
    if told == record_id or not re.fullmatch(r"[0-9]{2}[0-9A-F]{14}", told) or int(told[:2]) >= len(SHIPPED_LISTS):
        return None
    return SHIPPED_LISTS[int(told[:2])], bytes.fromhex(told[2:]).rstrip(b"\0").decode("ascii", "replace")
