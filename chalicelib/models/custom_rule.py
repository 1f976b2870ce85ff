"""Rules that give a choice its value, such as the class of a customer: the first whose criteria a record meets. They
are gone by whenever it is saved, and ask about nothing that changes without that."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from pydantic import Field

from chalicelib import criteria
from chalicelib.criteria import CriteriaError
from chalicelib.criteria import Field as CriteriaField
from chalicelib.criteria.kind import ME, TODAY
from chalicelib.errors import FieldError
from chalicelib.models import custom_found, custom_move, stored
from chalicelib.models.custom_found import FOUND, PREFIX, RULED, marked
from chalicelib.models.custom_kind import Content, options
from chalicelib.models.fields import Code
from chalicelib.models.record_type import COMPLETENESS, Data, Definitions, Prepared, RecordType
from chalicelib.schema import Schema

RULES, BY_HAND = "rules", "by_hand"
MOST_RULES = 10
NOBODY, ONCE = "nobody", datetime(2026, 1, 1, tzinfo=UTC)  # rules ask about nobody who asks, and no moment that moves
LEAVE = "Rules give this: leave it out, or change what they ask about."
NO_OPTION = "Rules give options that can be chosen: choose another, or change the rules first."
MOVES = "Rules ask about nothing that passes by itself or depends on who asks; give a fixed value."


class Rule(Schema):
    """Gives the option to records that meet the criteria."""

    option: Code
    criteria: dict[str, Any] = Field(description="in the criteria language, about fields of the record itself")


def is_ruled(content: Content) -> bool:
    return bool(content.get(RULES))


# ------------------------------------------------------------------------------------------------------- of a record


class _Told(NamedTuple):
    """What a record will have, with how it is marked, and what is wrong with what was sent."""

    value: Any
    mark: str
    faults: tuple[FieldError, ...] = ()


def applied(declared: RecordType, definitions: Definitions, data: Data, before: Data) -> Prepared:
    """With what the rules give. What somebody chose by hand stays, where they may: it has no mark that a rule gave
    it."""
    ruled = {name: content for name, content in definitions.items() if is_ruled(content)}
    if not ruled:
        return Prepared(data, [])
    values, asked = _values(declared, data), fields(declared, definitions)
    told = {name: _told(name, each, chosen(each, asked, values), data, before) for name, each in ruled.items()}
    known = {name: mark for name, mark in stored.part(data, FOUND).items() if name not in ruled}
    found = known | {name: each.mark for name, each in told.items() if each.value is not None}
    after = {**data, **{name: each.value for name, each in told.items()}, FOUND: found or None}
    return Prepared(after, [fault for each in told.values() for fault in each.faults])


def _told(name: str, content: Content, given: str | None, data: Data, before: Data) -> _Told:
    sent, was, by_rule = data.get(name), before.get(name), f"{marked(content)} {RULED}"
    is_kept = sent == was and is_marked(before, name)
    if given is None:
        return _Told(sent, by_rule if is_kept else marked(content))
    if content.get(BY_HAND) is True and sent is not None and not is_kept:
        return _Told(sent, marked(content))
    faults = () if sent in (None, was, given) else (FieldError(name, "by_rule", LEAVE),)
    return _Told(given or None, by_rule, faults)


def chosen(content: Content, asked: Mapping[str, CriteriaField], values: Data) -> str | None:
    """The option that the rules give, "" when they give none; None when they ask about what is there no more, so that
    nobody can tell."""
    for rule in stored.parts(content, RULES):
        try:
            told = criteria.parse(stored.part(rule, "criteria"), asked).bind(me=NOBODY, now=ONCE)
        except CriteriaError:
            return None
        if told.matches(values):
            return stored.line(rule, "option")
    return ""


def fields(declared: RecordType, definitions: Definitions) -> dict[str, CriteriaField]:
    """What rules may ask about: what the record itself has, and is given by nothing else."""
    plain = {name: each for name, each in definitions.items() if not is_ruled(each)}
    told = (*declared.filters, *custom_found.filters(plain))
    known = {each.field.name: each.field for each in told if each.field.name != COMPLETENESS}
    return {name: each for name, each in known.items() if not declared.parts(name) & {*declared.tells_of}}


def _values(declared: RecordType, data: Data) -> Data:
    customs = {each.field.name: each.value for each in custom_found.values(data)}
    told = {**declared.values(data), **customs}
    return {name: value for name, value in told.items() if value not in (None, "", [])}


def is_marked(data: Data, name: str) -> bool:
    """Whether a rule gave it."""
    return RULED in stored.line(stored.part(data, FOUND), name).split()


def gave(before: Data, after: Data, name: str) -> bool:
    """Whether a rule is why it is other than it was; it is too where it took the value away."""
    return is_marked(after if name in after else before, name)


# --------------------------------------------------------------------------------------------------- of a definition


def misfits(declared: RecordType | None, data: Data, before: Data, definitions: Definitions) -> Iterator[FieldError]:
    if not is_ruled(data):
        return
    for name in ("default", "required"):
        if data.get(name):
            yield FieldError(name, "not_with_rules", "Rules give the value: leave it out.")
    if custom_move.has_ways(data):
        yield FieldError(RULES, "not_with_ways", "Where options follow each other, people choose; leave the rules out.")
    own = f"{PREFIX}{stored.line(data, 'key')}"
    if asking := _asking(own, definitions):
        yield FieldError(RULES, "asked_about", f"The rules of {asking} ask about this, and rules ask about no others.")
    for place, rule in enumerate(stored.parts(data, RULES)):
        if stored.line(rule, "option") not in options(data):
            yield FieldError(f"{RULES}[{place}].option", "no_such_option", NO_OPTION)
    if declared is not None and data[RULES] != before.get(RULES):
        others = {name: each for name, each in definitions.items() if name != own}
        for place, rule in enumerate(stored.parts(data, RULES)):
            yield from _misfit(f"{RULES}[{place}].", rule, fields(declared, others))


def _asking(own: str, definitions: Definitions) -> str:
    for name, content in definitions.items():
        for rule in stored.parts(content, RULES) if name != own else ():
            if any(each.get("field") == own for _, each in conditions("", stored.part(rule, "criteria"))):
                return name
    return ""


def _misfit(at: str, rule: Data, asked: Mapping[str, CriteriaField]) -> Iterator[FieldError]:
    try:
        criteria.parse(rule["criteria"], asked)
    except CriteriaError as error:
        yield from (FieldError(f"{at}{each.field}", each.code, each.message) for each in error.faults)
        return
    yield from moving(f"{at}criteria", rule["criteria"])


def moving(at: str, criteria: Data) -> Iterator[FieldError]:
    """What in them passes by itself, or depends on who asks."""
    for path, condition in conditions(at, criteria):
        if _moves(condition.get("value")):
            yield FieldError(f"{path}.value", "not_fixed", MOVES)


def conditions(path: str, node: Data) -> Iterator[tuple[str, Data]]:
    """With where each stands."""
    if "field" in node:
        yield path, node
    for group in ("all", "any"):
        for place, each in enumerate(stored.parts(node, group)):
            yield from conditions(f"{path}.{group}[{place}]", each)
    if "not" in node:
        yield from conditions(f"{path}.not", stored.part(node, "not"))


def _moves(value: Any) -> bool:
    """Such as @today, @me or the last 30 days."""
    several = value if isinstance(value, list) else [value]
    return any(isinstance(each, dict) or each in (ME, TODAY) for each in several)
