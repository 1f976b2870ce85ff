"""What is kept beside a record, and tells of another, such as its last touch: told to who may see that one too. Pure.

Who sees the record sees what belongs to it, but for what belongs to a restricted relation besides."""

from collections.abc import Mapping
from typing import Any

from chalicelib.models import stored
from chalicelib.models.stakes import AROUND


def seen(hidden: frozenset[str], beside: Mapping[str, Any]) -> dict[str, Any]:
    """`hidden` are the ids of the restricted relations that the reader may not see."""
    return {name: _told(value) for name, value in beside.items() if not (hidden and _is_hidden(hidden, value))}


def _is_hidden(hidden: frozenset[str], value: Any) -> bool:
    """What does not say what it belongs to may belong to any."""
    if not isinstance(value, dict) or "record" not in value:
        return False
    return AROUND not in value or not hidden.isdisjoint(stored.lines(value, AROUND))


def _told(value: Any) -> Any:
    return {name: each for name, each in value.items() if name != AROUND} if isinstance(value, dict) else value
