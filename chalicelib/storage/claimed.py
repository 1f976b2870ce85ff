"""Who has what there may be only once."""

from collections.abc import Iterable

from chalicelib.errors import FieldError
from chalicelib.storage import table
from chalicelib.storage.keys import ItemKey


def holders(tenant: str, wanted: Iterable[ItemKey]) -> dict[ItemKey, str]:
    """By claim, of those that are taken: the id of what has it. One round trip for a hundred, none for nothing."""
    asked = list(wanted)
    items = table.get_many(tenant, asked) if asked else ()
    return {ItemKey(item["pk"]["S"], item["sk"]["S"]): item["holder"]["S"] for item in items}


def taken(path: str) -> FieldError:
    return FieldError(path, "taken", "Another record has this value already.")
