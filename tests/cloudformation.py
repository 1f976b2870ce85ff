"""Reads a template as CloudFormation does, as far as tests ask it."""

import re
from collections.abc import Iterator
from typing import Any

from infra import resources, template
from infra.resources.policy import Statement

Data = dict[str, Any]
STANDING = {"AWS::Partition": "aws", "AWS::Region": "eu-west-1", "AWS::AccountId": "123456789012"}


def properties(made: Data, name: str) -> Data:
    found: Data = made[name]["Properties"]
    return found


def resolved(value: Any, given: dict[str, str]) -> Any:
    """As CloudFormation makes it of these parameters; an attribute of a resource stays `Resource.Attribute`."""
    if isinstance(value, list):
        return [resolved(each, given) for each in value]
    if not isinstance(value, dict):
        return value
    function = next(iter(value))
    if function not in FUNCTIONS:
        return {name: resolved(each, given) for name, each in value.items()}
    return FUNCTIONS[function](value[function], (STANDING | dict.fromkeys(resources.PARAMETERS, "")) | given)


FUNCTIONS: dict[str, Any] = {
    "Ref": lambda told, given: given.get(told, told),
    "Fn::GetAtt": lambda told, given: ".".join(told),
    "Fn::Sub": lambda told, given: re.sub(r"\$\{([\w:.]+)\}", lambda found: given.get(found[1], found[1]), told),
    "Fn::Split": lambda told, given: resolved(told[1], given).split(told[0]),
    "Fn::If": lambda told, given: resolved(told[1 if holds(told[0], given) else 2], given),
    "Fn::And": lambda told, given: all(resolved(each, given) for each in told),
    "Fn::Not": lambda told, given: not resolved(told[0], given),
    "Fn::Equals": lambda told, given: resolved(told[0], given) == resolved(told[1], given),
}


def holds(condition: str, given: dict[str, str]) -> bool:
    return bool(resolved(template.CONDITIONS[condition], given))


def statements(made: Data) -> Iterator[tuple[str, Statement]]:
    """Of every policy that stands at a resource, with the resource's logical id."""
    for name, resource in made.items():
        for kind in ("KeyPolicy", "PolicyDocument"):
            for each in resource["Properties"].get(kind, {}).get("Statement", ()):
                yield name, each
