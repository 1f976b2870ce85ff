"""Reading what is stored, whatever stands there. What does not have the shape that is wanted counts as absent, so that
entries can be made of every record: also of one that another release wrote, or that was damaged."""

from collections.abc import Iterable
from typing import Any

Data = dict[str, Any]


def line(data: Any, name: str) -> str:
    """A text, "" when it is absent or no text."""
    value = data.get(name) if isinstance(data, dict) else None
    return value if isinstance(value, str) else ""


def lines(data: Any, name: str) -> list[str]:
    return [each for each in _list(data, name) if isinstance(each, str)]


def part(data: Any, name: str) -> dict[str, Any]:
    """An object within, {} when it is absent or no object."""
    value = data.get(name) if isinstance(data, dict) else None
    return value if isinstance(value, dict) else {}


def parts(data: Any, name: str) -> list[dict[str, Any]]:
    """The objects in a list within."""
    value = data.get(name) if isinstance(data, dict) else None
    return objects(value) if isinstance(value, list) else []


def objects(values: Iterable[Any]) -> list[dict[str, Any]]:
    return [each for each in values if isinstance(each, dict)]


def _list(data: Any, name: str) -> list[Any]:
    value = data.get(name) if isinstance(data, dict) else None
    return value if isinstance(value, list) else []
