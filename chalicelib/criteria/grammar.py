"""JSON to criteria: the shape of the tree, and the limits on it. Collects every fault, not only the first."""

from collections.abc import Callable, Mapping
from typing import ParamSpec, TypeVar

from chalicelib.criteria.fault import CriteriaError, Fault, described, one_of, quoted, refuse
from chalicelib.criteria.field import Field
from chalicelib.criteria.node import All, Condition, Criteria, Not, Some
from chalicelib.criteria.operand import terms
from chalicelib.criteria.operator import OPERATORS, Operator, offered

CONDITIONS = 25
LEVELS = 4
FAULTS = 50  # more than anyone repairs at once, and a bound on the work that a hostile request causes

BY_KEY = {operator.key: operator for operator in OPERATORS}
GROUPS = ("all", "any", "not")
CONDITION = ("field", "op", "value")

Asked = ParamSpec("Asked")
Found = TypeVar("Found")


def parse(raw: object, fields: Mapping[str, Field]) -> Criteria:
    """`fields` are those that the caller may ask about; any other name is unknown. Raises CriteriaError."""
    try:
        return _Reading(fields).node(raw, "criteria", 0)
    except CriteriaError as error:
        raise CriteriaError(error.faults[:FAULTS]) from None


class _Faults(list[Fault]):
    def attempt(self, read: Callable[Asked, Found], *args: Asked.args, **kwargs: Asked.kwargs) -> Found | None:
        """What was read, or None and its faults kept, so that reading goes on."""
        try:
            return read(*args, **kwargs)
        except CriteriaError as error:
            self.extend(error.faults)
            return None

    def settle(self) -> None:
        if self:
            raise CriteriaError(self)


class _Reading:
    def __init__(self, fields: Mapping[str, Field]) -> None:
        self.fields = fields
        self.conditions = 0

    def node(self, raw: object, path: str, depth: int) -> Criteria:
        if not isinstance(raw, dict):
            refuse(path, "malformed", f"Give an object with all, any, not or field, not {described(raw)}.")
        match [shape for shape in (*GROUPS, "field") if shape in raw]:
            case ["field"]:
                return self.condition(raw, path)
            case [group]:
                return self.group(group, raw, path, depth)
            case []:
                refuse(path, "malformed", 'Give "all", "any", "not", or "field" with "op" and "value".')
            case several:
                refuse(path, "malformed", f"Keep one of {', '.join(several)} here; nest the rest inside it.")

    def group(self, group: str, raw: dict[object, object], path: str, depth: int) -> Criteria:
        if depth == LEVELS:
            refuse(path, "too_deep", f"Nest at most {LEVELS} levels of all, any and not.")
        faults = _Faults(_unknown_keys(raw, (group,), path))
        read = self.opposite if group == "not" else self.nodes
        found = faults.attempt(read, raw[group], f"{path}.{group}", depth)
        faults.settle()
        nodes = found or ()
        if group == "all":
            return All(nodes)
        return Some(nodes) if group == "any" else Not(nodes[0])

    def opposite(self, raw: object, path: str, depth: int) -> tuple[Criteria, ...]:
        return (self.node(raw, path, depth + 1),)

    def nodes(self, raw: object, path: str, depth: int) -> tuple[Criteria, ...]:
        if not isinstance(raw, list):
            refuse(path, "malformed", f"Give a list of conditions, not {described(raw)}.")
        if not raw and (depth or path.endswith(".any")):
            refuse(path, "malformed", "Give at least one condition, or leave this part out.")
        faults, found = _Faults(), []
        for index, item in enumerate(raw):
            found.append(faults.attempt(self.node, item, f"{path}[{index}]", depth + 1))
            if self.conditions > CONDITIONS or len(faults) > FAULTS:
                break
        faults.settle()
        return tuple(node for node in found if node)

    def condition(self, raw: dict[object, object], path: str) -> Condition:
        self.conditions += 1
        if self.conditions > CONDITIONS:
            refuse(path, "too_many", f"Use at most {CONDITIONS} conditions.")
        faults = _Faults(_unknown_keys(raw, CONDITION, path))
        field = faults.attempt(self.field, raw["field"], f"{path}.field")
        operator = faults.attempt(_operator, raw.get("op"), field, f"{path}.op")
        value = f"{path}.value"
        given = faults.attempt(terms, raw, operator, field, value) if field and operator else None
        if faults or field is None or operator is None or given is None:
            raise CriteriaError(faults)
        return Condition(field, operator, given).at(None)

    def field(self, name: object, path: str) -> Field:
        if not isinstance(name, str):
            refuse(path, "wrong_type", f"Give the name of a field, not {described(name)}.")
        if name not in self.fields:
            refuse(path, "unknown_field", f"Unknown field {quoted(name)}. {one_of(name, self.fields)}")
        return self.fields[name]


def _operator(key: object, field: Field | None, path: str) -> Operator:
    known = [operator.key for operator in (offered(field) if field else OPERATORS)]
    if not isinstance(key, str):
        refuse(path, "unknown_operator", f"Give an operator. {one_of('', known)}")
    if key in known:
        return BY_KEY[key]
    wrong = f"Unknown operator {quoted(key)}."
    if key in BY_KEY and field:
        wrong = f"Operator {key} does not suit a {'list of ' if field.many else ''}{field.kind} field."
    refuse(path, "unknown_operator", f"{wrong} {one_of(key, known)}")


def _unknown_keys(raw: dict[object, object], known: tuple[str, ...], path: str) -> list[Fault]:
    odd = [key for key in list(raw)[: FAULTS + len(known)] if key not in known]
    return [_unknown_key(key if isinstance(key, str) else described(key), known, path) for key in odd]


def _unknown_key(key: str, known: tuple[str, ...], path: str) -> Fault:
    return Fault(f"{path}.{quoted(key)[1:-1]}", "malformed", f"Unknown key. {one_of(key, known)}")
