"""What profiles can speak of: types of record, what may be done with each, and its fields. A profile that names what
there is not would grant nothing, and nobody would know why."""

from collections.abc import Iterable, Iterator, Mapping

from chalicelib.errors import FieldError
from chalicelib.models import stored
from chalicelib.models.profile import EVERY
from chalicelib.models.record_type import Data, Definitions, RecordType, nothing
from chalicelib.models.registry import TYPES

Customs = Mapping[str, Definitions]  # by type
ON_ALL = frozenset({"read", "create", "edit", "delete", "restore", "export"})
HIDDEN = "none"


def types() -> dict[str, RecordType]:
    """Those that people work on: the others are seen by all, and changed by administrators."""
    return {name: each for name, each in TYPES.items() if not each.administered and not each.kept_by}


def customised() -> dict[str, RecordType]:
    """Those that tenants may give fields of their own."""
    return {name: each for name, each in TYPES.items() if each.is_customised}


def linkable() -> dict[str, RecordType]:
    """Those that custom fields may link to: what belongs to a relation is kept with that, its name too. And users and
    teams."""
    known = {name: each for name, each in types().items() if not each.follows}
    return known | {name: each for name, each in TYPES.items() if each.members is not nothing}


def actions(declared: RecordType) -> frozenset[str]:
    return ON_ALL | declared.verbs


def of_fault(of: str, before: str) -> Iterator[FieldError]:
    """Of what speaks of one type; one that there was before may stay."""
    if of != before and of not in types():
        yield FieldError("of", "unknown_type", choose(types()))


def faults(told: Data, before: Data, customs: Customs) -> Iterator[FieldError]:
    """Of what profiles say, by type; what they said before may stay."""
    for name in told:
        if told[name] == before.get(name):
            continue
        if name not in types() and name != EVERY:
            yield FieldError(f"types.{name}", "unknown_type", choose([EVERY, *types()]))
        else:
            yield from _of_type(name, told, stored.part(before, name), customs)


def _of_type(name: str, told: Data, before: Data, customs: Customs) -> Iterator[FieldError]:
    spoken_of = list(types().values()) if name == EVERY else [types()[name]]
    known = {action for each in spoken_of for action in actions(each)}
    for place, action in enumerate(stored.lines(told[name], "actions")):
        if action not in known and action not in stored.lines(before, "actions"):
            yield FieldError(f"types.{name}.actions[{place}]", "unknown_action", choose(known))
    for field, level in stored.part(told[name], "fields").items():
        may_stay = field == EVERY or stored.part(before, "fields").get(field) == level
        if fault := "" if may_stay else _of_field(spoken_of, field, level, customs):
            yield FieldError(f"types.{name}.fields.{field}", fault, FIELD_FAULTS[fault])


def _of_field(spoken_of: list[RecordType], field: str, level: str, customs: Customs) -> str:
    having = [each for each in spoken_of if field in each.names or field in customs.get(each.name, {})]
    if not having:
        return "unknown_field"
    is_essential = all(field in each.essential for each in having)
    return "essential" if level == HIDDEN and is_essential else ""


FIELD_FAULTS = {
    "unknown_field": "There is no such field; GET /v1/rights/catalog lists those that there are.",
    "essential": "Who sees a record sees this of it: it is called, or lists are ordered, by it. Give read or write.",
}


def choose(known: Iterable[str]) -> str:
    return f"Choose one of {', '.join(sorted(known))}."
