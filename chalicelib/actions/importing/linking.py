"""Records that cells tell of by what they are called, a number, an e-mail address or a key: found for many rows at
once, among those that who imports may read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from chalicelib import pattern, text
from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.actions import lists
from chalicelib.actions.importing.drawn import Drawn, Sought
from chalicelib.errors import FieldError, InvalidParameter
from chalicelib.models import stored
from chalicelib.models.entry import Key
from chalicelib.models.record import Record
from chalicelib.models.record_type import RecordType
from chalicelib.models.registry import TYPES
from chalicelib.models.word import leads
from chalicelib.storage import resembling
from chalicelib.storage.resembling import Traces

MOST_ALIKE = 20
AN_ID = re.compile(pattern.ID)
NONE = "There is no {} called {}, or it is not for you; make it first, or give its id."
SEVERAL = "There are {} called {}: give the id, or a number that only one of them has."


class Asked(NamedTuple):
    """One of these types, by what stands in the cell."""

    types: tuple[str, ...]
    said: str


def resolve(actor: Actor, rows: Sequence[Drawn]) -> None:
    """Puts ids in the place of what was said. Two round trips for all of them, none where ids were given."""
    wanted = dict.fromkeys(asked for row in rows for each in row.sought if not _is_id((asked := _asked(each)).said))
    found = _found(actor, [*wanted])
    for row in rows:
        for each in row.sought:
            _put(row, each, found)


def _asked(sought: Sought) -> Asked:
    return Asked(tuple(stored.lines(sought.column.target.content, "to")), sought.said.strip())


def _is_id(said: str) -> bool:
    return bool(AN_ID.fullmatch(said))


def _put(row: Drawn, sought: Sought, found: Mapping[Asked, list[Record]]) -> None:
    asked = _asked(sought)
    those = found.get(asked, [])
    if len(those) == 1 or _is_id(asked.said):
        _place(row, sought.path, asked.said if _is_id(asked.said) else those[0].id)
        return
    wanted = " or ".join(asked.types) or "record"
    told = SEVERAL.format(len(those), asked.said[:60]) if those else NONE.format(wanted, asked.said[:60])
    row.faults.append(FieldError(sought.column.title, "several" if those else "no_such_record", told))
    row.body.pop(sought.column.target.name, None)


def _place(row: Drawn, path: str, found: str) -> None:
    name, _, place = path.partition("[")
    if place and name in row.body:
        row.body[name][int(place.rstrip("]"))] = found
    elif not place:
        row.body[name] = found


def ids(rows: Sequence[Drawn]) -> Iterator[str]:
    """What stands there now in place of what was said."""
    for row in rows:
        for each in row.sought:
            name, _, place = each.path.partition("[")
            told = row.body.get(name)
            found = told[int(place.rstrip("]"))] if place and told else told
            if isinstance(found, str) and _is_id(found):
                yield found


# --------------------------------------------------------------------------------------------------------- looking


def _found(actor: Actor, wanted: Sequence[Asked]) -> dict[Asked, list[Record]]:
    """What is found by a key is meant before what is called so."""
    traces = [(asked, declared, each) for asked in wanted for declared in _types(actor, asked)
              for each in _traces(actor, declared, asked.said)]  # fmt: skip
    ids = _ids(actor, [(declared, each) for _, declared, each in traces])
    live = reading.linked(actor, dict.fromkeys(id for some in ids for id in some)) if any(ids) else {}
    told = {asked: list[Record]() for asked in wanted}
    for (asked, declared, each), some in zip(traces, ids, strict=True):
        if not told[asked]:
            told[asked] = [live[id] for id in some if id in live and _is_meant(declared, live[id], each, asked.said)]
    return told


def _types(actor: Actor, asked: Asked) -> Iterator[RecordType]:
    yield from (TYPES[each] for each in asked.types if reading.may(actor, Right(each, "read")))


def _ids(actor: Actor, wanted: Sequence[tuple[RecordType, Traces]]) -> list[list[str]]:
    """All of a type at once."""
    told: dict[int, list[str]] = {}
    for name in dict.fromkeys(declared.name for declared, _ in wanted):
        places = [place for place, (declared, _) in enumerate(wanted) if declared.name == name]
        some = [wanted[place][1] for place in places]
        told |= zip(places, resembling.ids_of_each(actor.tenant, TYPES[name], some, MOST_ALIKE), strict=True)
    return [told[place] for place in range(len(wanted))]


def _traces(actor: Actor, declared: RecordType, said: str) -> Iterator[Traces]:
    """By each key that it may be, and then by its words."""
    for key in keys(actor, declared, said):
        yield Traces((key,), ())
    words = text.words(said)
    if leading := sorted(filter(leads, words) if any(map(leads, words)) else words, key=len, reverse=True)[:1]:
        yield Traces((), tuple(leading), tuple(each for each in words if each not in leading))


def keys(actor: Actor, declared: RecordType, said: str) -> Iterator[Key]:
    """Those whose normal form it has."""
    names = [*declared.key_filters, *(["email"] if declared.name == "user" else [])]
    for name in names:
        kind = declared.key_filters.get(name, name)
        if (kind == "email") == ("@" in said) and (kind == "external") == (":" in said) and _may_be(kind, said):
            try:
                yield Key(kind, lists.normal(kind, said, actor.tenant))
            except (ValueError, InvalidParameter):
                continue


def _may_be(kind: str, said: str) -> bool:
    return kind in ("email", "external") or any(each.isdigit() for each in said)


def _is_meant(declared: RecordType, found: Record, traces: Traces, said: str) -> bool:
    if not found.alive:
        return False
    return bool(traces.keys) or text.fold(declared.title(found.data)) == text.fold(said)
