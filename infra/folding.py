"""The paths of operations that share functions, folded into variable ones. Pure.

API Gateway prefers a part that is there as such to a variable, and does not look back from it. So all of a plural is
folded, or nothing of it; and one path and method leads to one function.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from chalicelib.folding import NAME, folded, plural
from chalicelib.footprint import WRITES
from chalicelib.operation import ADMINISTRATION, Operation
from infra.functions import Undeclared
from infra.manifest import Declared

Data = dict[str, Any]
IN_PATH = {"name": NAME, "in": "path", "required": True, "type": "string"}


def plurals(operations: Iterable[Declared | Operation]) -> frozenset[str]:
    """Those of which all operations are asked for seldom, and each is of the function that serves its path for most:
    where others write, one that reads keeps its plural as it is."""
    groups: dict[str, list[Declared | Operation]] = {}
    for each in operations:
        groups.setdefault(plural(each.path), []).append(each)
    seldom = {name: found for name, found in groups.items() if {each.together for each in found} == {ADMINISTRATION}}
    most = _most(each for found in seldom.values() for each in found)
    return frozenset(name for name, found in seldom.items() if all(map(partial(_agrees, most), found)))


def _agrees(most: Mapping[str, bool], each: Declared | Operation) -> bool:
    return most[_route(each)] == _writes(each)


def _most(operations: Iterable[Declared | Operation]) -> dict[str, bool]:
    told: dict[str, Counter[bool]] = {}
    for each in operations:
        told.setdefault(_route(each), Counter())[_writes(each)] += 1
    return {route: counted.most_common(1)[0][0] for route, counted in told.items()}


def _route(each: Declared | Operation) -> str:
    return f"{each.route.partition(' ')[0]} {folded(each.path)}"


def _writes(each: Declared | Operation) -> bool:
    """Which of the two functions serves it."""
    return WRITES in each.touches


def fold(definition: Data, of: Collection[str]) -> None:
    """Writes to `definition`, of which each route calls its function already."""
    paths: dict[str, Data] = {}
    for path, methods in definition["paths"].items():
        if plural(path) not in of:
            paths[path] = methods
            continue
        known = paths.setdefault(folded(path), {})
        for method, told in methods.items():
            known[method] = _joined(known.get(method), _with_plural(told), f"{method.upper()} {path}")
    _hold_one_name_per_place(paths)
    definition["paths"] = paths


def _with_plural(told: Data) -> Data:
    return told | {"parameters": [IN_PATH, *told.get("parameters", ())]}


def _joined(known: Data | None, told: Data, route: str) -> Data:
    """What they consume they consume together; all else has to be alike, the function first of all."""
    if known is None:
        return told
    consumed = sorted({*known["consumes"], *told["consumes"]})
    if known | {"consumes": consumed} != told | {"consumes": consumed}:
        raise Undeclared(
            f"{route} is asked for seldom and so shares its address in API Gateway with that of other types, but not "
            "its function, or who may call it: give it another path, or leave it out of `together`"
        )
    return told | {"consumes": consumed}


def _hold_one_name_per_place(paths: Iterable[str]) -> None:
    names: dict[str, str] = {}
    for part in sorted(path_parts(paths)):
        place, _, name = part.rpartition("/")
        if name.startswith("{") and names.setdefault(place, name) != name:
            raise Undeclared(f"{part} and {place}/{names[place]}: API Gateway takes one name for a place")


def path_parts(paths: Iterable[str]) -> set[str]:
    """What API Gateway counts as resources: `/v1/me` is three, with the root."""
    return {part for path in paths for part in _parts(path)}


def _parts(path: str) -> Iterator[str]:
    known = path.strip("/").split("/")
    return ("/" + "/".join(known[:length]) for length in range(len(known) + 1))
