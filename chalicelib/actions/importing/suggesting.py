"""Which column likely becomes which field, by what it is called; and of cards, what each is."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from chalicelib.actions.importing.headings import HEADINGS, plain
from chalicelib.actions.importing.targets import EXTERNAL, FULL_NAME, ID, WHOLE, Target
from chalicelib.files.sheets.incoming import Line
from chalicelib.models import stored
from chalicelib.models.import_plan import Dates, Decimals
from chalicelib.models.record_type import Data

WITH_POINT, WITH_COMMA = re.compile(r"[+-]?[0-9,]*[0-9]\.[0-9]{1,2}"), re.compile(r"[+-]?[0-9.]*[0-9],[0-9]{1,2}")
A_DAY = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.][0-9]{2,4}(?: .*)?")
SEVERAL = frozenset({"channel"})  # of which a record may have more than one
OF_CARDS: Mapping[str, str] = {
    "organisation": "company", "street": "address.street_and_number", "extra": "address.extra", "city": "address.city",
    "region": "address.region", "postcode": "address.postcode", "country": "address.country",
    "purpose": "address.purpose", "additional_names": "patronymic",
}  # fmt: skip
SYSTEM_OF_CARDS, SYSTEM = "vcard", "file"
PERSON: Data = {"to": "kind", "value": "person"}  # of relations that have the name of a person, and no other


def decimals(lines: Iterable[Line], separator: str) -> Decimals:
    """By the numbers that can be read in one way only, else by what parts the cells: where that is a comma, none stands
    in a number."""
    cells = [cell for line in lines for cell in line.cells if isinstance(cell, str)]
    points, commas = (sum(map(bool, map(each.fullmatch, cells))) for each in (WITH_POINT, WITH_COMMA))
    if points == commas:
        return "." if separator == "," else ","
    return "." if points > commas else ","


def dates(lines: Iterable[Line]) -> Dates:
    """By the days that can be read in one way only, since there are twelve months."""
    found = [A_DAY.fullmatch(cell) for line in lines for cell in line.cells if isinstance(cell, str)]
    firsts, seconds = (sum(int(each[place]) > 12 for each in found if each) for place in (1, 2))
    return "month_first" if seconds > firsts else "day_first"


def mapping(targets: Mapping[str, Target], columns: Sequence[str], file_kind: str) -> list[Data]:
    known, taken, told = _known(targets, columns), set[str](), dict[str, str]()
    for column in columns:
        name = _of_card(targets, column) if file_kind == "vcard" else known.get(plain(column), "")
        if name and name in targets and (name not in taken or targets[name].reads in SEVERAL):
            taken.add(name)
            told[column] = name
    instead = dict(_instead(taken))
    named = {column: instead.get(name, name) for column, name in told.items()}
    plan = [{"column": column, "to": _named(name, file_kind)} for column, name in named.items() if name]
    return [*plan, {**PERSON}] if _are_people(targets, {*named.values()}) else plan


def _instead(taken: Set[str]) -> Iterator[tuple[str, str]]:
    """No field is filled by two columns, nor a street without a column for the number beside it; "" is none. "Nom" is
    all of the name, but the last name where "Prénom" stands beside it."""
    for whole, (main, rest) in WHOLE.items():
        if whole in taken and rest in taken:
            yield whole, "" if main in taken else main
        elif whole in taken and main in taken:
            yield main, ""
        elif main in taken and rest not in taken and whole != FULL_NAME:
            yield main, whole
    if "name" in taken and "kind" not in taken:  # whom to ask for there
        yield from ((each, "") for each in (FULL_NAME, *WHOLE[FULL_NAME]))


def _are_people(targets: Mapping[str, Target], taken: Set[str]) -> bool:
    has_name = bool(taken & {FULL_NAME, *WHOLE[FULL_NAME]})
    return {"name", "kind"} <= targets.keys() and has_name and not taken & {"name", "kind"}


def _known(targets: Mapping[str, Target], columns: Sequence[str]) -> dict[str, str]:
    """By what columns are called; what is said first counts. Beside a first name "Nom" is that of a person, unless each
    row says its kind."""
    told = dict[str, str]()
    for name, heading in _headings(targets):
        told.setdefault(plain(heading), name)
    found = {told.get(plain(each)) for each in columns}
    if "first_name" in found and "kind" not in found:
        told |= {each: FULL_NAME for each in map(plain, HEADINGS[FULL_NAME]) if told.get(each) == "name"}
    return told


def _headings(targets: Mapping[str, Target]) -> Iterator[tuple[str, str]]:
    """Custom fields by their labels, since those were chosen by whom the file is of."""
    for name, each in targets.items():
        if label := stored.line(each.content, "name"):
            yield from ((name, title) for title in (label, *stored.part(each.content, "names").values()))
    for name in targets:
        called = ("relata id",) if name == ID else (name, name.rpartition(".")[2])  # an export has whole names
        yield from ((name, heading) for heading in called)
    for name, headings in HEADINGS.items():
        if own := name if name in targets else _bare(targets, name):
            yield from ((own, heading) for heading in headings)


def _bare(targets: Mapping[str, Target], name: str) -> str:
    """Of an address that is imported by itself: its city is that of address.city elsewhere."""
    field = name.removeprefix("address.")
    return field if field in targets else ""


def _of_card(targets: Mapping[str, Target], column: str) -> str:
    field = column.rstrip("0123456789 ")
    if field == "external_id":
        return EXTERNAL
    name = OF_CARDS.get(field, field)
    return name if name in targets and (field == column or targets[name].reads in SEVERAL) else ""


def _named(name: str, file_kind: str) -> str:
    if name != EXTERNAL:
        return name
    return f"{EXTERNAL}.{SYSTEM_OF_CARDS if file_kind == 'vcard' else SYSTEM}"
