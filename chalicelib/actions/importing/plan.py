"""What is to become of a file, checked: each column with the field that it becomes, and what is done with what is there
already."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from chalicelib.access import reading, writing
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.actions.importing import targets
from chalicelib.actions.importing.targets import EXTERNAL, ID, Target
from chalicelib.actions.importing.values import How
from chalicelib.errors import FieldError, Forbidden, Invalid, invalid
from chalicelib.models import stored
from chalicelib.models.custom_found import is_custom
from chalicelib.models.custom_kind import UNIQUE
from chalicelib.models.import_plan import CREATE
from chalicelib.models.record_type import Data, RecordType
from chalicelib.models.registry import TYPES
from chalicelib.storage import tenant_settings

COUNTRY, ZONE = "country", "time_zone"
NO_FIELD = "There is no such field here, or it is not filled from a file; the import tells of those that there are."
NO_COLUMN = "There is no such column in the file."
NO_KEY = "Records are not known by this: take {}."


class Column(NamedTuple):
    """`place` of its cell in the row, None of a constant; `title` is what its faults are told under."""

    place: int | None
    title: str
    target: Target
    how: How
    mapped: Data


class Plan(NamedTuple):
    """`key` is the column by which records are known again."""

    declared: RecordType
    columns: Sequence[Column]
    key: Column | None
    matched: str
    creates: bool
    allows_duplicates: bool
    country: str
    file: str


def checked(actor: Actor, data: Data) -> Plan:
    """Raises Invalid naming what is wrong in the mapping, and Forbidden naming fields that are not theirs to write."""
    plan = of(actor, told(actor, data))
    if not plan.columns:
        raise invalid("mapping", "required", "Say which column becomes which field.")
    paths = {f"mapping[{n}].to": each.target.field for n, each in enumerate(plan.columns) if each.target.field != ID}
    writing.hold_as(actor, plan.declared, paths)
    for action in ("create",) if plan.creates else ("edit",):
        if not reading.may(actor, Right(plan.declared.name, action)):
            raise Forbidden
    return plan


def told(actor: Actor, data: Data) -> Data:
    """With what it takes of the organisation, so that it is not asked for again."""
    context = tenant_settings.context(actor.tenant, [])
    return {**data, COUNTRY: context.country, ZONE: context.time_zone}


def of(actor: Actor, data: Data) -> Plan:
    """Of what is told. Raises Invalid."""
    declared = TYPES[data["of"]]
    known = targets.of(actor, declared)
    how = How(data["dates"], data["decimals"], data[ZONE])
    columns, faults = list[Column](), list[FieldError]()
    for number, mapped in enumerate(stored.parts(data, "mapping")):
        fault = _fault(known, data, mapped)
        faults += [fault._replace(field=f"mapping[{number}].{fault.field}")] if fault else []
        if not fault:
            columns.append(_column(known, data, mapped, how))
    faults += _twice(columns)
    if faults:
        raise Invalid(errors=faults)
    creates, allows = data["unmatched"] == CREATE, data["duplicates"] == "allow"
    key = _key(declared, columns, data)
    return Plan(declared, columns, key, data["matched"], creates, allows, data[COUNTRY], data["file_name"])


def _fault(known: Mapping[str, Target], data: Data, mapped: Data) -> FieldError | None:
    if "column" in mapped and mapped["column"] not in data["columns"]:
        return FieldError("column", "no_such_column", NO_COLUMN)
    if "column" not in mapped and "value" not in mapped:
        return FieldError("column", "required", "Give a column, or a value for all rows.")
    return None if _target(known, mapped["to"]) else FieldError("to", "no_such_field", NO_FIELD)


def _target(known: Mapping[str, Target], name: str) -> Target | None:
    return (targets.external(name) if EXTERNAL in known else None) or (known.get(name) if name != EXTERNAL else None)


def _column(known: Mapping[str, Target], data: Data, mapped: Data, how: How) -> Column:
    target = _target(known, mapped["to"])
    assert target is not None
    place = data["columns"].index(mapped["column"]) if "column" in mapped else None
    return Column(place, mapped.get("column", target.name), target, how._replace(content=target.content), mapped)


def _twice(columns: Sequence[Column]) -> Iterator[FieldError]:
    seen = set[str]()
    for number, each in enumerate(columns):
        filled = {each.target.name, *targets.WHOLE.get(each.target.name, ())}
        if seen & filled and each.target.reads != "channel":
            yield FieldError(f"mapping[{number}].to", "twice", "Another column becomes this already.")
        seen |= filled


def _key(declared: RecordType, columns: Sequence[Column], data: Data) -> Column | None:
    if not (name := stored.line(data, "key")):
        return None
    found = next((each for each in columns if each.target.name == name), None)
    if found is None or not is_key(declared, found.target):
        named = [each.target.name for each in columns if is_key(declared, each.target)]
        told = NO_KEY.format(", ".join(dict.fromkeys(named)) or "a column with an id, a number or an e-mail address")
        raise invalid("key", "no_key", told)
    return found


def is_key(declared: RecordType, target: Target) -> bool:
    if is_custom(target.name):
        return target.content.get(UNIQUE) is True
    return target.name == ID or target.reads == "key" or target.name in declared.key_filters
