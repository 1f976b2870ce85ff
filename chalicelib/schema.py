"""Pydantic at the door: what a client sends, checked against a model; every fault named by its path."""

from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from chalicelib.errors import FieldError, Invalid, InvalidParameter, UnknownInput

M = TypeVar("M", bound=BaseModel)


class Schema(BaseModel):
    """What may come in: unknown names are refused, and numbers, texts and booleans are not taken for each other."""

    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True)


class Parameters(BaseModel):
    """A query string: all values arrive as text, so they are converted; unknown names are refused."""

    model_config = ConfigDict(extra="forbid", defer_build=True)


def parse(model: type[M], raw: dict[str, Any]) -> M:
    """Raises UnknownInput when a name does not exist, else Invalid."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise _refusal(error, Invalid) from None


def parse_parameters(model: type[M], raw: dict[str, Any]) -> M:
    """Raises UnknownInput when a parameter does not exist, else InvalidParameter."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise _refusal(error, InvalidParameter) from None


def _refusal(error: ValidationError, otherwise: type[Invalid] | type[InvalidParameter]) -> Exception:
    faults = error.errors(include_url=False, include_input=False)
    unknown = [fault for fault in faults if fault["type"] == "extra_forbidden"]
    if unknown:
        return UnknownInput(errors=[_field_error(fault, "This does not exist here.") for fault in unknown])
    return otherwise(errors=[_field_error(fault) for fault in faults])


def _field_error(fault: Any, message: str | None = None) -> FieldError:
    code = "unknown" if fault["type"] == "extra_forbidden" else str(fault["type"])
    told = message or str(fault["msg"]).removeprefix("Value error, ")
    return FieldError(path(fault["loc"]), code, told)


def path(parts: Iterable[str | int]) -> str:
    """`("channels", 0, "value")` → `channels[0].value`."""
    told = ""
    for part in parts:
        told += f"[{part}]" if isinstance(part, int) else f".{part}"
    return told.lstrip(".")
