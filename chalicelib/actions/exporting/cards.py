"""Exporting as cards: of companies, people and contacts, one for each."""

from collections.abc import Collection, Iterable, Iterator
from typing import IO

from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.actions.exporting.parts import Part
from chalicelib.files.vcards.properties import HOME, PHONES, WORK
from chalicelib.files.vcards.writing import Entry, card
from chalicelib.models import naming, person_name, postal, stored
from chalicelib.models.address_use import PRIVATE
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.registry import TYPES

TYPES_OF = {kind: name for name, kind in PHONES.items()}
LINKED = {"email": "EMAIL", "website": "URL"}
COMPANY, COUPLE = "company", "couple"
MADE_OF = (
    "kind", "display_name", *person_name.PARTS, "company", "function", "department", "channels", "addresses",
    "language", "note",
)  # fmt: skip


def part(actor: Actor, job: Record, seen: Collection[Record]) -> Part:
    """The card of each, and which fields they are made of."""
    version, declared = job.data["what"]["version"], TYPES[job.data["of"]]
    told = [name for name in MADE_OF if name in declared.names and reading.sees(actor, declared, name)]
    return Part([(each.id, card(entries(each), version)) for each in seen], {name: [] for name in told})


def whole(gathered: Iterable[str], into: IO[bytes]) -> int:
    """How many cards there are."""
    return sum(_put(each, into) for each in gathered)


def _put(told: str, into: IO[bytes]) -> int:
    into.write(told.encode("utf-8", "replace"))
    return 1


def entries(record: Record) -> Iterator[Entry]:
    """Of what somebody sees of a record."""
    data = record.data
    is_company = data.get("kind") == COMPANY
    yield Entry("KIND", ("org" if is_company else "individual",))
    yield Entry("FN", (stored.line(data, "display_name"),))
    yield Entry("N", _name(data))
    yield Entry("ORG", _organisation(data, is_company))
    yield Entry("TITLE", (stored.line(data, "function"),))
    yield from filter(None, map(_channel, stored.parts(data, "channels")))
    yield from map(_address, stored.parts(data, "addresses"))
    yield Entry("LANG", (stored.line(data, "language"),))
    yield Entry("NOTE", (stored.line(data, "note"),))
    yield Entry("UID", (record.id,))


def _name(data: Data) -> tuple[str, ...]:
    """That of somebody else's record is known by what it makes of it only."""
    given = stored.line(data, "first_name") or stored.line(data, "initials")
    family = naming.surname(data)
    if not (given or family) and data.get("kind") not in (COMPANY, COUPLE):
        family = stored.line(data, "display_name")
    return family, given, stored.line(data, "patronymic"), stored.line(data, "title"), ""


def _organisation(data: Data, is_company: bool) -> tuple[str, ...]:
    if is_company:
        return (stored.line(data, "display_name"),)
    company, department = stored.line(stored.part(data, "company"), "title"), stored.line(data, "department")
    return (company, department) if department else (company,)


def _channel(channel: Data) -> Entry | None:
    kind, value = stored.line(channel, "kind"), stored.line(channel, "value")
    normal, is_default = stored.line(channel, "normal") or value, channel.get("default") is True
    if kind in TYPES_OF:
        return Entry("TEL", (normal,), (TYPES_OF[kind],), is_default)
    return Entry(LINKED[kind], (normal,), (), is_default) if kind in LINKED else None


def _address(use: Data) -> Entry:
    told = stored.part(use, "address")
    kind = HOME if stored.lines(use, "purposes") == [PRIVATE] else WORK
    below = (stored.line(told, name) for name in ("city", "region", "postcode", "country"))
    return Entry("ADR", ("", stored.line(told, "extra"), postal.street(told), *below), (kind,))
