"""What is told of a record names no restricted relation that the reader may not see: links to it are without the title
and place that they keep of it, and so are links to its contacts. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.models import stored, through

COPIED = ("title", "place")


def without(hidden: frozenset[str], data: Mapping[str, Any], bears: Mapping[str, str]) -> dict[str, Any]:
    """`hidden` are ids; what `bears` a title is gone with the link that it is of."""
    if not hidden or not _speaks_of(hidden, data):
        return dict(data)
    names = hidden | frozenset(_behind(hidden, data))
    gone = {name for name, link in bears.items() if stored.line(stored.part(data, link), "id") in names}
    return {name: _unnamed(names, value) for name, value in data.items() if name not in gone}


def changed(hidden: frozenset[str], told: Mapping[str, Any], bears: Mapping[str, str]) -> dict[str, Any]:
    """Of a change: where the link was not changed with it, nobody knows any more whose title it bore."""
    if not hidden or "changed" not in told:
        return dict(told)
    kept = {name: sides for name, sides in told["changed"].items() if name not in bears}
    return without(hidden, {**told, "changed": kept}, {})


def _speaks_of(hidden: frozenset[str], value: Any) -> bool:
    """Most records do not, which is seen quickly."""
    if isinstance(value, list):
        return any(_speaks_of(hidden, each) for each in value if isinstance(each, dict | list))
    if stored.line(value, "id") in hidden:
        return True
    return any(_speaks_of(hidden, each) for each in value.values() if isinstance(each, dict | list))


def _behind(hidden: frozenset[str], value: Any) -> Iterator[str]:
    """The contacts by which something is about one of them."""
    for each in _parts(value):
        if stored.line(each, "id") in hidden and (contact := stored.line(each, through.NAME)):
            yield contact


def _parts(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from _parts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _parts(each)


def _unnamed(names: frozenset[str], value: Any) -> Any:
    if isinstance(value, list):
        return [_unnamed(names, each) for each in value]
    if not isinstance(value, dict):
        return value
    kept = value if value.get("id") not in names else {name: value[name] for name in value if name not in COPIED}
    return {name: _unnamed(names, each) for name, each in kept.items()}
