"""Cards as they come in, each as a row of a table: under `email`, `email 2` and so on, whatever it has several of."""

import io
import re
from collections.abc import Iterable, Iterator

from chalicelib.files.sheets import lines_read
from chalicelib.files.sheets.incoming import MOST_ROWS, Line, Unreadable, hold_columns
from chalicelib.files.vcards import line
from chalicelib.files.vcards.line import CardLine
from chalicelib.files.vcards.properties import COMPANY, HOME, KINDS, NAMED, PHONES, SHOWN_AS

Card = dict[str, str]
BEGIN, END, KIND = "BEGIN", "END", "KIND"
A_DAY = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})")
NO_CARDS = "There is no card in this file: send a vCard, or CSV or XLSX."
MOST_OF_A_KIND = 20
LINK = re.compile("^(?:tel|mailto|urn:uuid):", re.IGNORECASE)


def table(raw: bytes) -> Iterator[Line]:
    """The titles of the columns first: all that any card has something in. Raises Unreadable."""
    found = list(cards(raw))
    if not found:
        raise Unreadable(NO_CARDS)
    names = sorted({name for each in found for name in each}, key=_place)
    hold_columns(len(names), 1)
    yield Line(1, [*names])
    for number, each in enumerate(found, 1):
        yield Line(number, [each.get(name, "") for name in names])


def _place(name: str) -> tuple[int, int, str]:
    field, _, number = name.partition(" ")
    return ORDER.index(field) if field in ORDER else len(ORDER), int(number or 1), name


def cards(raw: bytes) -> Iterator[Card]:
    text = io.TextIOWrapper(io.BytesIO(raw), lines_read.written(raw, ",").encoding, "replace")
    held: list[CardLine] | None = None
    count = 0
    for each in filter(None, map(line.read, line.unfolded(text))):
        if each.name == BEGIN:
            held = []
        elif each.name == END and held is not None:
            yield _card(held)
            held, count = None, count + 1
            if count > MOST_ROWS:
                raise Unreadable(f"Send at most {MOST_ROWS:,} cards in a file; put the others into another.")
        elif held is not None and (each.name in NAMED or each.name == SHOWN_AS):
            held.append(each)
    if held is not None:
        raise Unreadable("The last card does not end: the file is cut off. Send it again.")


def _card(lines: Iterable[CardLine]) -> Card:
    """What is preferred comes first of its kind."""
    told = Card()
    for each in sorted(lines, key=lambda line: not line.is_preferred):
        for name, value in _values(each):
            if value:
                _put(told, name, value)
    return _named(told)


def _put(told: Card, name: str, value: str) -> None:
    for number in range(1, MOST_OF_A_KIND + 1):
        column = name if number == 1 else f"{name} {number}"
        if column not in told:
            told[column] = value
            return


def _values(each: CardLine) -> Iterator[tuple[str, str]]:
    if each.name == SHOWN_AS:
        if each.value.strip().upper() == COMPANY:
            yield "kind", KINDS["org"]
        return
    known = NAMED[each.name]
    if known.name == "ADR":
        yield from _address(each)
    elif len(known.fields) > 1:
        yield from zip(known.fields, line.components(each.value), strict=False)
    else:
        yield _field(each), _plain(each)


def _address(each: CardLine) -> Iterator[tuple[str, str]]:
    """A post office box stands where the street would."""
    told = dict(zip(NAMED["ADR"].fields, line.components(each.value), strict=False))
    street = told.get("street", "").replace("\n", ", ") or told.get("box", "")
    if any(told.values()):
        yield from {**told, "street": street, "box": "", "purpose": HOME if HOME in each.types else ""}.items()


def _field(each: CardLine) -> str:
    if each.name == "TEL":
        return next((kind for name, kind in PHONES.items() if name in each.types and name != "voice"), "phone")
    return NAMED[each.name].fields[0]


def _plain(each: CardLine) -> str:
    value = line.text(each.value)
    if each.name == KIND:
        return KINDS.get(value.lower(), value.lower())
    if each.name == "BDAY":
        found = A_DAY.match(value)
        return "-".join(found.groups()) if found else ""
    if each.name == "LANG":
        return value[:2].lower()
    return LINK.sub("", value).partition(";ext=")[0] if each.name in ("TEL", "EMAIL", "UID") else value


def _named(told: Card) -> Card:
    """Of a company the name is that, of a person its parts: a card that tells of no kind is of a company where it has
    no other name than that."""
    parts = {name: told.get(name, "") for name in ("last_name", "first_name")}
    name = told.pop("name", "")
    is_company = told.get("kind") == KINDS["org"] or (
        not any(parts.values()) and "kind" not in told and told.get("organisation") in (name, None)
    )
    if is_company:
        own = {"kind": KINDS["org"], "name": told.pop("organisation", "") or name}
        return {**{each: value for each, value in told.items() if each not in parts}, **own}
    if not any(parts.values()) and name:
        first, _, last = name.rpartition(" ")
        told |= {"first_name": first, "last_name": last} if first else {"last_name": last}
    return {**told, "kind": KINDS["individual"]}


ORDER = ("kind", "name", *(field for each in NAMED.values() for field in each.fields), "mobile", "fax", "purpose")
