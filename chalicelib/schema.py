"""Pydantic at the door: what a client sends, checked against a model; every fault named by its path."""

from collections.abc import Iterable
from re import Pattern
from typing import Any, ClassVar, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    JsonValue,
    ValidationError,
    ValidatorFunctionWrapHandler,
    model_validator,
)
from pydantic_core import InitErrorDetails

from chalicelib import pattern
from chalicelib.errors import FieldError, Invalid, InvalidParameter, UnknownInput

M = TypeVar("M", bound=BaseModel)
MISSING = object()
MOST_FAULTS = 50
ABSENT = "This does not exist here."
LONGEST_PATH = 200
CODES = {
    "extra_forbidden": "unknown",
    "missing": "required",
    "literal_error": "not_a_choice",
    "value_error": "not_valid",
    "string_pattern_mismatch": "not_valid",
    "string_too_long": "too_long",
    "string_too_short": "too_short",
    "greater_than_equal": "too_low",
    "less_than_equal": "too_high",
    "dict_attributes_type": "wrong_type",
    "int_from_float": "wrong_type",
    "int_parsing_size": "too_high",
    "finite_number": "too_high",
    "greater_than": "too_low",
    "less_than": "too_high",
}


class Schema(BaseModel):
    """What may come in: unknown names are refused, and numbers, texts and booleans are not taken for each other."""

    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True)


class Open(Schema):
    """Takes more names than are declared, those that `others` matches whole, with any value."""

    model_config = ConfigDict(extra="allow")
    others: ClassVar[Pattern[str]]

    __pydantic_extra__: dict[str, JsonValue]

    @model_validator(mode="wrap")
    @classmethod
    def _named(cls, data: Any, handler: ValidatorFunctionWrapHandler) -> Any:
        if isinstance(data, dict):
            others = (each for each in data if each not in cls.model_fields)
            unknown = [each for each in others if not (isinstance(each, str) and cls.others.fullmatch(each))]
            if unknown:
                raise _unknown(cls.__name__, unknown)
        return handler(data)


def _unknown(model: str, names: list[Any]) -> ValidationError:
    faults = [InitErrorDetails(type="extra_forbidden", loc=(str(name),), input=None) for name in names]
    return ValidationError.from_exception_data(model, faults)


ADVICE = {
    "missing": "This is required.",
    "string_type": "Give a text.",
    "bool_type": "Give true or false.",
    "bool_parsing": "Give true or false.",
    "int_type": "Give a whole number.",
    "int_parsing": "Give a whole number.",
    "int_parsing_size": "Give a whole number that is not as long.",
    "int_from_float": "Give a whole number.",
    "float_type": "Give a number.",
    "float_parsing": "Give a number.",
    "finite_number": "Give a number that is not as large.",
    "greater_than": "Give more than {gt}.",
    "greater_than_equal": "Give {ge} or more.",
    "less_than": "Give less than {lt}.",
    "less_than_equal": "Give {le} or less.",
    "list_type": "Give a list.",
    "dict_type": "Give an object.",
    "model_type": "Give an object.",
    "model_attributes_type": "Give an object.",
    "too_short": "Give at least {min_length}; this has {actual_length}.",
    "too_long": "Give at most {max_length}; this has {actual_length}.",
    "string_too_short": "Give at least {min_length} characters.",
    "string_too_long": "Give at most {max_length} characters.",
    "literal_error": "Choose {expected}.",
}


class Parameters(BaseModel):
    """A query string: all values arrive as text, so they are converted; unknown names are refused."""

    model_config = ConfigDict(extra="forbid", defer_build=True)


def parse(model: type[M], raw: dict[str, Any]) -> M:
    """Raises UnknownInput when a name does not exist, else Invalid."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise _refusal(error, raw, Invalid) from None


def parse_parameters(model: type[M], raw: dict[str, Any]) -> M:
    """Raises UnknownInput when a parameter does not exist, else InvalidParameter."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise _refusal(error, raw, InvalidParameter) from None


def _refusal(
    error: ValidationError, raw: dict[str, Any], otherwise: type[Invalid] | type[InvalidParameter]
) -> Exception:
    faults = error.errors(include_url=False, include_input=False)[:MOST_FAULTS]
    unknown = [fault for fault in faults if fault["type"] == "extra_forbidden"]
    if unknown:
        return UnknownInput(errors=[_field_error(fault, raw, ABSENT) for fault in unknown])
    return otherwise(errors=[_field_error(fault, raw) for fault in faults])


def _field_error(fault: Any, raw: dict[str, Any], message: str | None = None) -> FieldError:
    told = message or advice(fault)
    return FieldError(path(fault["loc"], raw)[:LONGEST_PATH], _code(str(fault["type"])), told)


def advice(fault: Any) -> str:
    """In words of the API; pydantic's own name classes of ours, Python's types and regular expressions."""
    about = fault.get("ctx", {})
    told = pattern.TOLD.get(about.get("pattern")) or ADVICE.get(str(fault["type"]))
    return told.format(**about) if told else str(fault["msg"]).removeprefix("Value error, ")


def _code(kind: str) -> str:
    return CODES.get(kind) or ("wrong_type" if kind.endswith(("_type", "_parsing")) else kind)


def path(parts: Iterable[str | int], raw: Any) -> str:
    """`("channels", 0, "value")` → `channels[0].value`, in what was sent: what pydantic puts in between, such as the
    name of one of several shapes, is left out."""
    told, *left = "", *parts
    for place, part in enumerate(left):
        found = raw[part] if _has(raw, part) else MISSING
        if found is MISSING and (place < len(left) - 1 or not isinstance(raw, dict) or part == "[key]"):
            continue
        told += f"[{part}]" if isinstance(part, int) else f".{part}"
        raw = found
    return told.lstrip(".")


def _has(raw: Any, part: str | int) -> bool:
    if isinstance(part, int):
        return isinstance(raw, list) and part < len(raw)
    return isinstance(raw, dict) and part in raw
