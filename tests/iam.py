"""What IAM would say, since moto does not look at conditions: policy documents that allow or refuse an access.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

Data = Mapping[str, Any]
Context = Mapping[str, tuple[str, ...]]
TOKEN = re.compile(r"\$\{([^}]+)\}|\*|\?")
ANY: dict[str, str] = {"*": ".*", "?": "."}


class Access(NamedTuple):
    """One action on one resource. A key of `context` that is absent is no key, not an empty one."""

    action: str
    resource: str
    context: Context = {}


def allows(documents: Iterable[Data], access: Access) -> bool:
    """Something allows it and nothing denies it."""
    effects = {each["Effect"] for document in documents for each in document["Statement"] if concerns(each, access)}
    return effects == {"Allow"}


def concerns(statement: Data, access: Access) -> bool:
    """A statement of an identity's policy, or of a role's trust, which has a principal in place of a resource."""
    action = any(like(each.lower(), access.action.lower(), {}) for each in listed(statement["Action"]))
    resources = listed(statement.get("Resource", "*"))
    conditions = statement.get("Condition", {}).items()
    return (
        action
        and any(like(each, access.resource, access.context) for each in resources)
        and all(holds(operator, key, told, access.context) for operator, row in conditions for key, told in row.items())
    )


def holds(operator: str, key: str, told: Any, context: Context) -> bool:
    """All keys of an operator must hold, and one of the values told is enough."""
    if operator == "Null":
        return (key not in context) == (str(told).lower() == "true")
    quantifier, _, name = operator.rpartition(":")
    values = context.get(key, ())
    met = [any(OPERATORS[name](wanted, value, context) for wanted in listed(told)) for value in values]
    return all(met) if quantifier == "ForAllValues" else any(met)


def like(pattern: str, value: str, context: Context) -> bool:
    """`*`, `?` and policy variables; a variable counts for its letters only, and without a value nothing is like it."""
    expression, at = "", 0
    for token in TOKEN.finditer(pattern):
        expression += re.escape(pattern[at : token.start()]) + _meant(token, context)
        at = token.end()
    return re.fullmatch(expression + re.escape(pattern[at:]), value, re.DOTALL) is not None


def _meant(token: re.Match[str], context: Context) -> str:
    variable = token[1]
    if variable is None:
        return ANY[token[0]]
    if variable in ("*", "?", "$"):
        return re.escape(variable)
    values = context.get(variable, ())
    return re.escape(values[0]) if len(values) == 1 else "(?!)"


def _same(wanted: str, value: str, context: Context) -> bool:
    return like(wanted.replace("*", "${*}").replace("?", "${?}"), value, context)


OPERATORS: dict[str, Callable[[str, str, Context], bool]] = {
    "StringEquals": _same,
    "StringLike": like,
    "ArnLike": like,
    "Bool": lambda wanted, value, _: str(wanted).lower() == value.lower(),
}


def listed(told: Any) -> list[Any]:
    return list(told) if isinstance(told, list | tuple) else [told]


# ---------------------------------------------------------------------------------------------------- of a template


def real(told: Any, known: Mapping[str, Any]) -> Any:
    """What CloudFormation makes of intrinsics: `known` has what `Ref` and conditions name, and "Name.Attribute"."""
    if isinstance(told, list):
        return [real(each, known) for each in told]
    if not isinstance(told, dict):
        return told
    if told.keys() == {"Ref"}:
        return known[told["Ref"]]
    if told.keys() == {"Fn::GetAtt"}:
        return known[".".join(told["Fn::GetAtt"])]
    if told.keys() == {"Fn::If"}:
        condition, then, otherwise = told["Fn::If"]
        return real(then if known[condition] else otherwise, known)
    if told.keys() == {"Fn::Sub"}:
        known_names = re.sub(r"\$\{(?!!)([^}]+)\}", lambda found: str(known[found[1]]), told["Fn::Sub"])
        return known_names.replace("${!", "${")
    return {name: real(each, known) for name, each in told.items()}
