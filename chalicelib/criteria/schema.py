"""The criteria language as JSON Schema, for OpenAPI 3.1."""

from chalicelib.criteria.grammar import CONDITIONS, LEVELS
from chalicelib.criteria.kind import ME, TODAY
from chalicelib.criteria.moment import UNITS
from chalicelib.criteria.operand import CHARACTERS, VALUES
from chalicelib.criteria.operator import OPERATORS

Schema = dict[str, object]


def json_schema(at: str = "#/$defs/") -> Schema:
    """`at` is where the definitions live: "#/components/schemas/" once moved into an OpenAPI document."""
    return {
        "$ref": f"{at}Criteria",
        "$defs": {
            "Criteria": _criteria(at),
            "Condition": _condition(at),
            "Operand": _operand(at),
            "RelativeDay": {"anyOf": [_relative("last"), _relative("next")]},
        },
    }


def _criteria(at: str) -> Schema:
    node = {"$ref": f"{at}Criteria"}
    return {
        "description": f"Which records: at most {CONDITIONS} conditions, nested at most {LEVELS} levels.",
        "anyOf": [
            _object({"all": {"type": "array", "items": node}}),
            _object({"any": {"type": "array", "items": node, "minItems": 1}}),
            _object({"not": node}),
            {"$ref": f"{at}Condition"},
        ],
    }


def _condition(at: str) -> Schema:
    operators = "\n".join(f"* `{operator.key}`: {operator.help}" for operator in OPERATORS)
    properties: Schema = {
        "field": {"type": "string"},
        "op": {"type": "string", "enum": [operator.key for operator in OPERATORS], "description": operators},
        "value": {"$ref": f"{at}Operand"},
    }
    return _object(properties) | {"required": ["field", "op"]}


def _operand(at: str) -> Schema:
    one: list[object] = [
        {"type": "string", "minLength": 1, "maxLength": CHARACTERS},
        {"type": "number"},
        {"type": "boolean"},
        {"$ref": f"{at}RelativeDay"},
    ]
    many = {"type": "array", "items": {"$ref": f"{at}Operand"}, "minItems": 1, "maxItems": VALUES}
    return {
        "description": f'"{ME}" is who asks, "{TODAY}" the day in the zone of who asks.',
        "anyOf": [*one, many],
    }


def _relative(word: str) -> Schema:
    return _object({word: {"type": "integer", "minimum": 1}, "unit": {"type": "string", "enum": list(UNITS)}})


def _object(properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
