"""A row of a file as the body that would be sent for it, and what in it cannot be read."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from chalicelib.actions.importing import values
from chalicelib.actions.importing.plan import Column, Plan
from chalicelib.actions.importing.targets import ADDRESSES, CHANNELS, ID
from chalicelib.errors import FieldError
from chalicelib.files.sheets.incoming import Cell, Line
from chalicelib.models.record_type import Data

HOUSE = re.compile(r"(.*\S)\s+([0-9]{1,6})\s*[-/]?\s*([^\s,].{0,20})?")
HOUSE_FIRST = re.compile(r"([0-9]{1,6}[A-Za-z]?),?\s+(.+)")
LONGEST_STREET = 200  # signs, with its number
PURPOSES = {"home": "private", "prive": "private", "work": "visiting", "bezoek": "visiting", "post": "postal"}


class Sought(NamedTuple):
    """A record that is told by what it is called, and where its id goes."""

    column: Column
    path: str
    said: str


class Drawn(NamedTuple):
    """`paths` tell by which column each part of the body came; `key` is what it is known again by."""

    number: int
    body: Data
    faults: list[FieldError]
    paths: dict[str, str]
    sought: list[Sought]
    key: str


def of(plan: Plan, line: Line) -> Drawn:
    drawn = Drawn(line.number, {}, [], {}, [], _key(plan, line))
    for column in plan.columns:
        cell = _cell(column, line.cells)
        if cell != "" and column.target.name != ID:
            _add(drawn, column, cell)
    return drawn


def _key(plan: Plan, line: Line) -> str:
    return values.line(_cell(plan.key, line.cells)).strip() if plan.key else ""


def _cell(column: Column, cells: Sequence[Cell]) -> Cell:
    """What it means, where the mapping says so."""
    if column.place is None:
        return str(column.mapped.get("value", ""))
    cell = cells[column.place] if column.place < len(cells) else ""
    meant: dict[str, str | None] = column.mapped.get("values", {})
    said = values.line(cell)
    return (meant[said] or "") if said in meant else cell


def _add(drawn: Drawn, column: Column, cell: Cell) -> None:
    try:
        value = values.READS[column.target.reads](cell, column.how)
    except ValueError as error:
        drawn.faults.append(FieldError(column.title, "not_valid", str(error)))
        return
    for path, each in _placed(drawn, column, value):
        drawn.paths[path] = column.title
        if column.target.reads in ("link", "links"):
            drawn.sought.append(Sought(column, path, str(each)))


def _placed(drawn: Drawn, column: Column, value: Any) -> Iterator[tuple[str, Any]]:
    """Puts it into the body, and tells where it stands."""
    body, target = drawn.body, column.target
    if target.reads == "channel":
        told = body.setdefault(CHANNELS, [])
        label = {"label": column.mapped["label"]} if column.mapped.get("label") else {}
        told.append({"kind": target.content["kind"], "value": value, **label})
        yield f"{CHANNELS}[{len(told) - 1}]", value
    elif target.reads == "key":
        body.setdefault(target.field, {})[target.content["system"]] = value
        yield target.name, value
    elif target.field == ADDRESSES:
        yield from _of_address(body, target.content["part"], value)
    elif target.reads in TOGETHER:
        parts = TOGETHER[target.reads](value)
        body.update(parts)
        yield from parts.items()
    elif target.reads == "links":
        body[target.name] = [*value]
        yield from ((f"{target.name}[{place}]", each) for place, each in enumerate(value))
    else:
        body[target.name] = value
        yield target.name, value


def _of_address(body: Data, part: str, value: str) -> Iterator[tuple[str, Any]]:
    (use,) = body.setdefault(ADDRESSES, [{"address": {"new": {}}}])
    if part == "purpose":
        use["purposes"] = [PURPOSES.get(value.strip().lower(), value.strip().lower())]
        yield f"{ADDRESSES}[0].purposes", value
        return
    for name, each in _street(value).items() if part == "street_and_number" else ((part, value),):
        use["address"]["new"][name] = each
        yield f"{ADDRESSES}[0].address.{name}", each


def _street(value: str) -> Data:
    """ "Dorpsstraat 12a" is a street, a number and an addition; so is "12 rue du Lac"."""
    if len(value) > LONGEST_STREET:
        parts = {"street": value}
    elif found := HOUSE.fullmatch(value):
        parts = {"street": found[1], "number": found[2], "addition": found[3]}
    elif found := HOUSE_FIRST.fullmatch(value):
        parts = {"street": found[2], "number": found[1]}
    else:
        parts = {"street": value}
    return {name: each for name, each in parts.items() if each}


def _full_name(value: str) -> Data:
    """ "Jan de Vries", or "Vries, Jan de": a particle is found in the last name when it is saved."""
    last, comma, first = (each.strip() for each in value.partition(","))
    if comma:
        return {"last_name": last, **({"first_name": first} if first else {})}
    first, _, last = value.strip().partition(" ")
    return {"first_name": first, "last_name": last.strip()} if last else {"last_name": first}


TOGETHER: Mapping[str, Callable[[str], Data]] = {"street": _street, "full_name": _full_name}


def told(plan: Plan, drawn: Drawn, faults: Sequence[FieldError]) -> list[FieldError]:
    """Under the titles of the columns that they are about, also of a cell that has nothing in it."""
    empty = {each.target.name: each.title for each in reversed(plan.columns)}
    return [each._replace(field=_column({**empty, **drawn.paths}, each.field)) for each in faults]


def _column(paths: dict[str, str], path: str) -> str:
    """Of what it is a part of, or what is a part of it."""
    known = path.replace(".new.", ".")
    inside = [each for each in paths if known == each or known.startswith((f"{each}.", f"{each}["))]
    around = [each for each in paths if each.startswith((f"{known}.", f"{known}["))]
    found = max(inside, key=len, default="") or next(iter(around), "")
    return paths.get(found, path)
