"""What can be told of a field that all organisations have besides its schema: what may be chosen, where it leads."""

from collections.abc import Iterator
from typing import Any

from chalicelib.models.record_type import Context, Data, RecordType

PROBE = "rel_00000000000000000000000000"  # that of no record, put where a link may be


def of(declared: RecordType, name: str, shape: Data, context: Context) -> Data:
    """`options` where there is something to choose from, `to` where it is a link; nothing of others."""
    told: Data = {}
    if (options := _options(declared, name, shape, context)) is not None:
        told["options"] = options
    if (to := leads_to(declared, name)) is not None:
        told["to"] = to
    return told


def _options(declared: RecordType, name: str, shape: Data, context: Context) -> list[Data] | None:
    if name in declared.choices:
        return declared.choices[name](context.settings, context.language)
    keys = next(_enumerated(shape), None)
    return None if keys is None else [{"key": each} for each in keys]


def _enumerated(shape: Data) -> Iterator[list[Any]]:
    """In the schema itself, in one of its alternatives, or in its items."""
    if "enum" in shape:
        yield shape["enum"]
    for each in (*shape.get("anyOf", ()), *([shape["items"]] if "items" in shape else ())):
        yield from _enumerated(each)


def leads_to(declared: RecordType, name: str) -> list[str] | None:
    """The types that the field itself may lead to, none for any; None where it is no link. The type is asked what it
    would make of one."""
    for value in ({"id": PROBE}, [{"id": PROBE}]):
        for link in declared.links({name: value}):
            if link.path in (name, f"{name}[0]") and link.snapshot.get("id") == PROBE:
                return list(link.types)
    return None
