"""A list as it is asked for over the API: filters or criteria, an order, a cursor; answered page by page."""

import json
from collections.abc import Callable, Collection, Iterable
from typing import Any, NamedTuple

from chalicelib import answers, clock, criteria, text
from chalicelib.access import reading, sight
from chalicelib.access.actor import Actor
from chalicelib.criteria import Criteria, CriteriaError, Fault, Field
from chalicelib.errors import FieldError, Invalid, InvalidParameter, UnknownInput
from chalicelib.models.record import Record
from chalicelib.models.record_type import RecordType
from chalicelib.schema import ABSENT
from chalicelib.storage import cursor, in_order, listing, tenant_settings
from chalicelib.storage.listing import Page, Question

BOOLEANS = {"true": True, "false": False}
ARCHIVED = "archived"
ORDERED = "What was archived comes in the order in which that was done: leave this out."
ALL = criteria.parse({"all": []}, {})


class Wanted(NamedTuple):
    """`key` is an exact value such as an e-mail address, when the list is asked by one. What was `archived` is in the
    order in which that was done."""

    criteria: Criteria
    sort: str
    limit: int
    cursor: str | None
    key: tuple[str, str] | None = None
    archived: bool = False


def page(actor: Actor, declared: RecordType, wanted: Wanted) -> dict[str, Any]:
    scope = _scope(actor, declared, wanted)
    after = cursor.open_(wanted.cursor, scope) if wanted.cursor else ""
    found = _found(actor, declared, wanted, after)
    next_cursor = cursor.seal(found.next, scope) if found.next else None
    return answers.page([answers.record(actor, each) for each in found.records], next_cursor)


def _found(actor: Actor, declared: RecordType, wanted: Wanted, after: str) -> Page:
    """Of what not everybody sees, what the actor has a stake in, where that is known; else all there is. Of what was
    archived it is not."""
    bound = wanted.criteria.bind(me=actor.user, now=clock.now())
    sort, backward = wanted.sort.removeprefix("-"), wanted.sort.startswith("-")
    whose = sight.of(actor, declared) if wanted.key is None and not wanted.archived else None
    filters = reading.filters(actor, declared)
    if wanted.archived:
        source = listing.archived_source(actor.tenant, declared, bound)
    elif wanted.key is not None:
        source = listing.key_source(actor.tenant, declared, *wanted.key)
    else:
        source = listing.source(actor.tenant, declared, bound, sort, backward, whose, filters)
    is_told = all(each.brief for each in filters if each.field.name in bound.fields())
    source = source._replace(sift=source.sift and is_told)
    keep = _keeps(actor, declared, bound)
    question = Question(
        actor.tenant, declared, source, bound, keep, wanted.limit, is_told=is_told, archived=wanted.archived
    )
    if whose is not None and sort != declared.natural:
        return in_order.page(question, sort, backward, whose, after) or listing.page(question, after)
    return listing.page(question, after)


def _keeps(actor: Actor, declared: RecordType, asked: Criteria) -> reading.Keep:
    """What is asked must be so of the records as they are seen."""

    def keep(found: Collection[Record]) -> dict[str, Record]:
        seen = reading.seen(actor, found).items()
        return {id: each for id, each in seen if each.kept is None or asked.matches(declared.values(each.known))}

    return keep


def _scope(actor: Actor, declared: RecordType, wanted: Wanted) -> str:
    """What a cursor is good for: this user in this tenant, this list in this order. The size of a page may differ."""
    asked = [actor.tenant, actor.user, declared.name, wanted.criteria.canonical(), wanted.sort, wanted.key]
    if wanted.archived:
        asked.append(ARCHIVED)
    return json.dumps(asked)


def hold_seen(actor: Actor, declared: RecordType, asked: Iterable[str]) -> None:
    """Raises UnknownInput: a parameter that asks about what is hidden from the actor is none that there is."""
    named = {*declared.criteria_fields, *declared.key_filters}
    unseen = [name for name in asked if name in named and not reading.sees(actor, declared, name)]
    if unseen:
        raise UnknownInput(errors=[FieldError(name, "unknown", ABSENT) for name in unseen])


def key(actor: Actor, declared: RecordType, given: dict[str, Any]) -> tuple[str, str] | None:
    """The exact value asked for, in its normal form; raises InvalidParameter when there are two, or it has none."""
    names = [name for name in (*declared.key_filters, "sort") if name in given]
    if names in ([], ["sort"]):
        return None
    if len(names) > 1:
        known = [name for name in declared.key_filters if reading.sees(actor, declared, name)]
        told = f"Ask by one of {', '.join(known)} at a time, and without sort."
        raise InvalidParameter(errors=[FieldError(names[1], "one_at_a_time", told)])
    kind = declared.key_filters[names[0]]
    try:
        return kind, normal(kind, given[names[0]].strip(), actor.tenant)
    except ValueError as error:
        raise InvalidParameter(errors=[FieldError(names[0], "not_valid", str(error))]) from None


def normal(kind: str, value: str, tenant: str) -> str:
    """As it stands in keys; raises ValueError where it has no such form."""
    return NORMAL.get(kind, _as_given)(value, tenant)


def _as_given(value: str, _: str) -> str:
    return value


def _phone(value: str, tenant: str) -> str:
    country = "" if value.startswith(("+", "00")) else tenant_settings.context(tenant, []).country
    number = text.phone(value, country or "NL")
    if number is None:
        raise ValueError("This is no phone number; give it with area code, abroad with + and country.")
    return number


def _chamber(value: str, tenant: str) -> str:
    return text.company_number(value, tenant_settings.context(tenant, []).country)


NORMAL: dict[str, Callable[[str, str], str]] = {
    "email": lambda value, _: text.email(value),
    "phone": _phone,
    "chamber": _chamber,
    "number": lambda value, _: text.fold(value),
}


def hold_archived(given: Iterable[str], problem: type[Invalid] | type[InvalidParameter]) -> None:
    """Raises the problem where something in these lists what was archived otherwise than by when, or by an exact
    value, which nothing that was archived has any more."""
    if ordered := sorted(given):
        raise problem(errors=[FieldError(name, "not_of_archived", ORDERED) for name in ordered])


def orders(declared: RecordType) -> list[str]:
    return [sign + sort for sort in declared.sorts for sign in ("", "-")]


def check_sort(
    actor: Actor, declared: RecordType, sort: str | None, problem: type[Invalid] | type[InvalidParameter]
) -> str:
    """The order asked for, the natural one when none was."""
    if sort is None:
        return declared.natural
    known = [sign + each for each in reading.sorts(actor, declared) for sign in ("", "-")]
    if sort not in known:
        raise problem(errors=[FieldError("sort", "unknown_order", f"Choose one of {', '.join(known)}.")])
    return sort


def filters(declared: RecordType, given: dict[str, Any]) -> Criteria:
    """Several values of one parameter are alternatives; several parameters must all be met. Of those that may be seen
    (`hold_seen`)."""
    known = {each.field.name: each.field for each in declared.filters if each.asked}
    asked = [name for name in given if name in known]
    conditions = [
        {"field": name, "op": "has_any" if known[name].many else "in", "value": _values(known[name], given[name])}
        for name in asked
    ]
    try:
        return criteria.parse({"all": conditions}, declared.criteria_fields) if conditions else ALL
    except CriteriaError as error:
        raise InvalidParameter(errors=[_of_parameter(asked, fault) for fault in error.faults]) from None


def _values(field: Field, given: list[str]) -> list[Any]:
    """A query string has no yes or no of its own."""
    return [BOOLEANS.get(each, each) for each in given] if field.kind == "boolean" else [*given]


def _of_parameter(asked: list[str], fault: Fault) -> FieldError:
    """`criteria.all[1].value[0]` → the second parameter."""
    place = int(fault.field.removeprefix("criteria.all[").partition("]")[0])
    return FieldError(asked[place], fault.code, fault.message)


def parse(actor: Actor, declared: RecordType, raw: object) -> Criteria:
    """None is for all. Raises Invalid naming every fault by its path. What is hidden from the actor is no field."""
    if raw is None:
        return ALL
    try:
        return criteria.parse(raw, reading.criteria_fields(actor, declared))
    except CriteriaError as error:
        raise Invalid(errors=[FieldError(*fault) for fault in error.faults]) from None
