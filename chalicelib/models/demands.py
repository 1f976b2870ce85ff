"""What can be asked of a complete record, and what is wrong with what is asked."""

import json
from collections.abc import Iterator, Mapping

from chalicelib import criteria
from chalicelib.criteria import CriteriaError
from chalicelib.errors import FieldError
from chalicelib.models import catalog, completeness, custom_found, custom_rule, stored
from chalicelib.models.completeness import DEMANDS
from chalicelib.models.custom_found import PREFIX
from chalicelib.models.record_type import COMPLETENESS, Data, Definitions, RecordType
from chalicelib.models.registry import TYPES

MOST, MOST_SIGNS = 40, 50_000  # they are read whenever a record is saved
TOO_LARGE = f"All rules together have at most {MOST_SIGNS:,} signs; ask for less, or by shorter criteria."
NO_FIELD = "There is no such field to be filled; choose one of {}."


def types() -> dict[str, RecordType]:
    """Those whose records have a score."""
    return {name: each for name, each in TYPES.items() if COMPLETENESS in each.computed}


def known(declared: RecordType, customs: Definitions) -> list[str]:
    """What may be asked for: what somebody fills in."""
    shaped = [name for name, each in DEMANDS.items() if each.field in declared.fields.model_fields]
    return [*declared.fields.model_fields, *(each for each in shaped if each not in declared.names), *customs]


def all_known(customs: Mapping[str, Definitions]) -> dict[str, list[str]]:
    return {name: known(each, customs.get(name, {})) for name, each in types().items()}


def told(declared: RecordType, setting: Data, customs: Definitions) -> list[Data]:
    asked = completeness.in_force(completeness.rules(declared, setting), customs)
    return [{"weight": 1, "when": None, **rule} for rule in asked]


def faults(sent: Mapping[str, list[Data]], customs: Mapping[str, Definitions]) -> Iterator[FieldError]:
    if len(json.dumps(sent)) > MOST_SIGNS:
        yield FieldError("types", "too_large", TOO_LARGE)
        return
    for of, rules in sent.items():
        if of not in types():
            yield FieldError(f"types.{of}", "unknown_type", catalog.choose(types()))
            continue
        for place, rule in enumerate(rules):
            at = f"types.{of}[{place}]"
            yield from _misfits(types()[of], customs.get(of, {}), rule, at)


def _misfits(declared: RecordType, customs: Definitions, rule: Data, at: str) -> Iterator[FieldError]:
    choices = known(declared, customs)
    if rule["field"] not in choices:
        own = [each for each in choices if not each.startswith(PREFIX)]
        yield FieldError(f"{at}.field", "unknown_field", NO_FIELD.format(", ".join(own)))
    if "when" in rule:
        yield from _of_condition(declared, customs, stored.part(rule, "when"), f"{at}.when")


def _of_condition(declared: RecordType, customs: Definitions, when: Data, at: str) -> Iterator[FieldError]:
    own = {each.field.name: each.field for each in custom_found.filters(customs)}
    try:
        criteria.parse(when, {**completeness.conditions(declared), **own})
    except CriteriaError as error:
        told = ((fault.field.removeprefix("criteria"), fault) for fault in error.faults)
        yield from (FieldError(f"{at}{path}", fault.code, fault.message) for path, fault in told)
        return
    yield from custom_rule.moving(at, when)
