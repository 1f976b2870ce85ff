"""What companies, persons and couples are called, and what each has and has not."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from chalicelib import text
from chalicelib.errors import FieldError
from chalicelib.models import (
    address_use,
    channel,
    guarded,
    naming,
    person_name,
    stored,
)
from chalicelib.models.record_type import Context, Data, Prepared
from chalicelib.models.relation_fields import (
    COMPANY,
    COUPLE,
    PERSON,
    STATUSES,
)


class Named(NamedTuple):
    """How a kind of relation is named: its display and sort names, its salutations, and what it may not have."""

    display: Callable[[Data, str], str]
    sort: Callable[[Data, str], str]
    salutation: Callable[[Data, str, bool], str]
    needs: str
    is_complete: Callable[[Data], bool]
    foreign: tuple[str, ...]


def _halves(data: Data) -> tuple[Data, Data]:
    told = [stored.part(half, "of") or half for half in stored.parts(data, "halves")]
    first, second = [*told, {}, {}][:2]
    return first, second


NAMED: dict[str, Named] = {
    COMPANY: Named(
        display=lambda data, _: stored.line(data, "name"),
        sort=lambda data, city: naming.sort_name_company(stored.line(data, "name"), city),
        salutation=lambda _, language, formal: naming.salutation_company(language, formal),
        needs="name",
        is_complete=lambda data: bool(stored.line(data, "name")),
        foreign=(*person_name.PARTS, "halves"),
    ),
    PERSON: Named(
        display=lambda data, _: naming.display(data),
        sort=lambda data, _: naming.sort_name_person(data),
        salutation=lambda data, language, formal: naming.salutation(data, language, formal),
        needs="last_name",
        is_complete=person_name.is_given,
        foreign=("name", "halves", "parent", "chamber_number"),
    ),
    COUPLE: Named(
        display=lambda data, language: naming.couple_name(*_halves(data), language),
        sort=lambda data, _: naming.sort_name_couple(*_halves(data)),
        salutation=lambda data, language, formal: naming.salutation_couple(*_halves(data), language, formal),
        needs="halves",
        is_complete=lambda data: all(map(person_name.is_given, _halves(data))),
        foreign=("name", *person_name.PARTS, "parent", "chamber_number"),
    ),
}


def prepare(data: Data, context: Context) -> Prepared:
    told = {**person_name.split(data)}
    if told.get("halves"):
        told["halves"] = [_half(half, context) for half in stored.parts(told, "halves")]
    if told.get("status"):
        told["status"] = [each for each in STATUSES if each in stored.lines(told, "status")]
    faults = [*_misfits(told), *_halves_faults(data), *guarded.faults(told)]
    told["addresses"], found = address_use.prepare(stored.parts(told, "addresses"), context)
    faults += found
    country = address_use.country(told["addresses"], context)
    told["channels"], found = channel.prepare(stored.parts(told, "channels"), context, country)
    faults += found
    faults += _numbers(told, country or context.country)
    if not faults:
        told.update(_computed(told, context))
    return Prepared(told, faults)


def _half(half: Data, context: Context) -> Data:
    """`of` is the name as it counts: the linked person's, else the typed one."""
    link = stored.part(half, "person")
    if not link:
        return {"of": person_name.parts(person_name.split(half)), **person_name.parts(half)}
    live = context.linked.get(stored.line(link, "id"))
    return {"person": link, "of": person_name.parts(live.data) if live else stored.part(half, "of")}


def _kind(data: Data) -> str:
    """A kind that this release does not know is treated as a company."""
    kind = stored.line(data, "kind")
    return kind if kind in NAMED else COMPANY


def _misfits(data: Data) -> Iterator[FieldError]:
    kind = _kind(data)
    named = NAMED[kind]
    for name in named.foreign:
        if data.get(name):
            yield FieldError(name, "not_for_kind", f"A {kind} has no {name}; clear it.")
    if not named.is_complete(data):
        yield FieldError(named.needs, "required", f"A {kind} needs {_NEEDS[kind]}.")


_NEEDS = {
    COMPANY: "a name",
    PERSON: "a first_name or last_name",
    COUPLE: "two halves, each with a person or a first_name or last_name",
}


def _halves_faults(data: Data) -> Iterator[FieldError]:
    persons: set[str] = set()
    for place, half in enumerate(stored.parts(data, "halves")):
        person = stored.line(stored.part(half, "person"), "id")
        if person and person in persons:
            yield FieldError(f"halves[{place}].person", "twice", "A couple is of two persons; this one is both.")
        persons.add(person)
        for name in person_name.PARTS if person else ():
            if half.get(name):
                told = "The name is that of the linked person; change it there."
                yield FieldError(f"halves[{place}].{name}", "name_of_person", told)


def _numbers(data: Data, country: str) -> Iterator[FieldError]:
    """The normal forms of the numbers replace what was typed."""
    for name, normal in (
        ("chamber_number", lambda value: text.company_number(value, country)),
        ("vat_number", text.vat_number),
    ):
        if data.get(name):
            try:
                data[name] = normal(stored.line(data, name))
            except ValueError as error:
                yield FieldError(name, "not_valid", str(error))


def _computed(data: Data, context: Context) -> Data:
    named = NAMED[_kind(data)]
    language = stored.line(data, "language") or context.language
    city = address_use.city(data["addresses"])
    return {
        "display_name": named.display(data, language),
        "sort_name": named.sort(data, city),
        "city": city,
        "salutation": {
            "formal": data.get("salutation_formal") or named.salutation(data, language, True),
            "informal": data.get("salutation_informal") or named.salutation(data, language, False),
        },
    }
