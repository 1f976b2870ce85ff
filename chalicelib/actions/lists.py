"""A list as it is asked for over the API: filters or criteria, an order, a cursor; answered page by page."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from chalicelib import answers, clock, criteria, text
from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.criteria import Criteria, CriteriaError, Fault
from chalicelib.errors import FieldError, Invalid, InvalidParameter
from chalicelib.models.record_type import RecordType
from chalicelib.storage import cursor, listing, tenant_settings
from chalicelib.storage.listing import Question, Source

ALL = criteria.parse({"all": []}, {})


class Wanted(NamedTuple):
    """`key` is an exact value such as an e-mail address, when the list is asked by one."""

    criteria: Criteria
    sort: str
    limit: int
    cursor: str | None
    key: tuple[str, str] | None = None


def page(actor: Actor, declared: RecordType, wanted: Wanted) -> dict[str, Any]:
    scope = _scope(actor, declared, wanted)
    after = cursor.open_(wanted.cursor, scope) if wanted.cursor else ""
    bound = wanted.criteria.bind(me=actor.user, now=clock.now())
    question = Question(
        tenant=actor.tenant,
        declared=declared,
        source=_source(actor, declared, wanted, bound),
        criteria=bound,
        keep=reading.keeps(actor),
        limit=wanted.limit,
    )
    found = listing.page(question, after)
    next_cursor = cursor.seal(found.next, scope) if found.next else None
    return answers.page([answers.record(actor, each) for each in found.records], next_cursor)


def _source(actor: Actor, declared: RecordType, wanted: Wanted, bound: Criteria) -> Source:
    if wanted.key is not None:
        return listing.key_source(actor.tenant, declared, *wanted.key)
    sort = wanted.sort.removeprefix("-")
    return listing.source(actor.tenant, declared, bound, sort, backward=wanted.sort.startswith("-"))


def _scope(actor: Actor, declared: RecordType, wanted: Wanted) -> str:
    """What a cursor is good for: this user in this tenant, this list in this order. The size of a page may differ."""
    asked = [actor.tenant, actor.user, declared.name, wanted.criteria.canonical(), wanted.sort, wanted.key]
    return json.dumps(asked)


def key(tenant: str, declared: RecordType, given: dict[str, Any]) -> tuple[str, str] | None:
    """The exact value asked for, in its normal form; raises InvalidParameter when there are two, or it has none."""
    names = [name for name in (*declared.key_filters, "sort") if name in given]
    if names in ([], ["sort"]):
        return None
    if len(names) > 1:
        told = f"Ask by one of {', '.join(declared.key_filters)} at a time, and without sort."
        raise InvalidParameter(errors=[FieldError(names[1], "one_at_a_time", told)])
    kind = declared.key_filters[names[0]]
    try:
        return kind, NORMAL.get(kind, _as_given)(given[names[0]].strip(), tenant)
    except ValueError as error:
        raise InvalidParameter(errors=[FieldError(names[0], "not_valid", str(error))]) from None


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
}


def orders(declared: RecordType) -> list[str]:
    return [sign + sort for sort in declared.sorts for sign in ("", "-")]


def check_sort(declared: RecordType, sort: str | None, problem: type[Invalid] | type[InvalidParameter]) -> str:
    """The order asked for, the natural one when none was."""
    if sort is not None and sort not in orders(declared):
        told = f"Choose one of {', '.join(orders(declared))}."
        raise problem(errors=[FieldError("sort", "unknown_order", told)])
    return sort or declared.natural


def filters(declared: RecordType, given: dict[str, Any]) -> Criteria:
    """Several values of one parameter are alternatives; several parameters must all be met."""
    known = {each.field.name: each.field for each in declared.filters if each.asked}
    asked = [name for name in given if name in known]
    conditions = [
        {"field": name, "op": "has_any" if known[name].many else "in", "value": given[name]} for name in asked
    ]
    try:
        return criteria.parse({"all": conditions}, declared.criteria_fields) if conditions else ALL
    except CriteriaError as error:
        raise InvalidParameter(errors=[_of_parameter(asked, fault) for fault in error.faults]) from None


def _of_parameter(asked: list[str], fault: Fault) -> FieldError:
    """`criteria.all[1].value[0]` → the second parameter."""
    place = int(fault.field.removeprefix("criteria.all[").partition("]")[0])
    return FieldError(asked[place], fault.code, fault.message)


def parse(declared: RecordType, raw: object) -> Criteria:
    """None is for all. Raises Invalid naming every fault by its path."""
    if raw is None:
        return ALL
    try:
        return criteria.parse(raw, declared.criteria_fields)
    except CriteriaError as error:
        raise Invalid(errors=[FieldError(*fault) for fault in error.faults]) from None
