"""The operand of a condition: its shape, its limits and its type."""

from chalicelib.criteria.fault import CriteriaError, Fault, described, one_of, quoted, refuse
from chalicelib.criteria.field import Field
from chalicelib.criteria.kind import KINDS, ME, Term
from chalicelib.criteria.operator import IN_BAND, Operator

VALUES = 100
CHARACTERS = 200


def terms(condition: dict[object, object], operator: Operator, field: Field, path: str) -> tuple[Term, ...]:
    """`path` is that of the value. An operator without operand takes no value, or true."""
    if operator.operand == "none":
        if condition.get("value", True) is True:
            return ()
        refuse(path, "wrong_type", 'Leave "value" out; exists and missing are each other\'s opposite.')
    if operator.key == IN_BAND:
        field = Field(field.name, "choice", choices=tuple(field.bands))
    wanted = _wanted(operator, field)
    if "value" not in condition:
        refuse(path, "malformed", f"Give {wanted}.")
    given = condition["value"]
    if operator.operand == "one":
        return (_term(given, field, path),)
    if not isinstance(given, list):
        refuse(path, "wrong_type", f"Give {wanted}, not {described(given)}.")
    if len(given) > VALUES:
        refuse(path, "too_many", f"Give at most {VALUES} values.")
    if not given or (operator.operand == "pair" and len(given) != 2):
        refuse(path, "malformed", f"Give {wanted}.")
    return _each(given, field, path)


def _each(given: list[object], field: Field, path: str) -> tuple[Term, ...]:
    faults: list[Fault] = []
    found: list[Term] = []
    for index, item in enumerate(given):
        try:
            found.append(_term(item, field, f"{path}[{index}]"))
        except CriteriaError as error:
            faults += error.faults
    if faults:
        raise CriteriaError(faults)
    return tuple(found)


def _term(given: object, field: Field, path: str) -> Term:
    if _length(given) > CHARACTERS:
        refuse(path, "too_many", f"Use at most {CHARACTERS} characters.")
    kind = KINDS[field.kind]
    term = kind.term(given)
    if term is None:
        refuse(path, "wrong_type", f"Give {kind.wants}, not {described(given)}.")
    if field.choices is not None and isinstance(term, str) and term not in (*field.choices, ME):
        refuse(path, "wrong_type", f"Unknown choice {quoted(term)}. {one_of(term, field.choices)}")
    return field.became.get(term, term) if isinstance(term, str) else term


def _length(given: object) -> int:
    """Of a text, or of a path given in parts."""
    if isinstance(given, list):
        return sum(1 + len(part) for part in given if isinstance(part, str)) - 1
    return len(given) if isinstance(given, str) else 0


def _wanted(operator: Operator, field: Field) -> str:
    one = KINDS[field.kind].wants
    if operator.operand == "one":
        return one
    return f"a list of {'two, the lowest first' if operator.operand == 'pair' else f'1 to {VALUES}'}, each {one}"
