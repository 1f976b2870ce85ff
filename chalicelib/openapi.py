"""OpenAPI 3.1, made from the declared operations; nothing in it is written by hand."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from chalicelib import errors
from chalicelib.criteria import json_schema
from chalicelib.errors import Problem
from chalicelib.models.registry import TYPES
from chalicelib.operation import OPERATIONS, Operation

FIRST = ("identity", *(declared.plural for declared in TYPES.values()), "search")
REFERENCE = "#/components/schemas/{model}"
PLACE = re.compile(r"{(\w+)}")
ALWAYS: tuple[type[Problem], ...] = (errors.UnknownInput, errors.TooManyRequests, errors.Internal, errors.Unavailable)
SIGNED_IN: tuple[type[Problem], ...] = (errors.Unauthorized, errors.Forbidden)
WITH_BODY: tuple[type[Problem], ...] = (errors.Malformed, errors.TooLarge, errors.UnsupportedMediaType, errors.Invalid)
Json = dict[str, Any]


def document(origin: str = "") -> Json:
    schemas: Json = {"Problem": PROBLEM}
    _collect(json_schema("#/components/schemas/"), schemas)
    paths: Json = {}
    for operation in OPERATIONS.values():
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation, schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Relata", "version": "1", "description": ABOUT},
        "servers": [{"url": origin}] if origin else [],
        "tags": [{"name": area} for area in areas()],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
        },
    }


@cache
def written(origin: str) -> str:
    """The document as JSON. It takes a third of a second to make, and stays what it is while the function is warm."""
    return json.dumps(document(origin), ensure_ascii=False, separators=(",", ":"))


def areas() -> list[str]:
    """What a newcomer needs first comes first; areas that are not named follow as they were declared."""
    declared = dict.fromkeys(each.area for each in OPERATIONS.values())
    return sorted(declared, key=lambda area: FIRST.index(area) if area in FIRST else len(FIRST))


ABOUT = (
    "Sign in with `POST /v1/auth/login`, then `POST /v1/auth/verify`, and send the access token as "
    "`Authorization: Bearer …`. Times are ISO 8601 in UTC. Lists page by cursor. Unknown fields and parameters are "
    "refused by name, nothing is ignored. Errors are problem JSON (RFC 9457) and say what to do. A write to a record "
    "with an `Idempotency-Key` happens once; `If-Match` with the ETag that was read keeps what others changed since."
)


def _operation(operation: Operation, schemas: Json) -> Json:
    told: Json = {
        "operationId": operation.name,
        "tags": [operation.area],
        "summary": operation.summary,
        "description": operation.description,
        "parameters": [*_path_parameters(operation), *_query_parameters(operation, schemas), *_headers(operation)],
        "responses": _responses(operation, schemas),
        "security": [{"token": []}] if operation.right else [],
    }
    if operation.takes is not None:
        content: Json = {"schema": _schema(operation.takes, schemas, "validation")}
        if operation.example:
            content["example"] = dict(operation.example)
        told["requestBody"] = {"required": True, "content": dict.fromkeys(operation.media_types, content)}
    return told


def _path_parameters(operation: Operation) -> Iterator[Json]:
    for name in PLACE.findall(operation.path):
        yield {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _query_parameters(operation: Operation, schemas: Json) -> Iterator[Json]:
    if operation.asks is None:
        return
    shape = operation.asks.model_json_schema(ref_template=REFERENCE)
    _collect(shape, schemas)
    for name, each in shape.get("properties", {}).items():
        description = each.pop("description", "")
        required = name in shape.get("required", ())
        yield {"name": name, "in": "query", "required": required, "description": description, "schema": each}


def _headers(operation: Operation) -> Iterator[Json]:
    if operation.repeatable:
        told = (
            "A write repeated with the same key happens once; kept for 24 hours. Who may not do it any more is "
            "refused; when rights changed since, the repeated answer has only `id`, `type` and `version`."
        )
        yield {
            "name": "Idempotency-Key",
            "in": "header",
            "description": told,
            "schema": {"type": "string", "maxLength": 200},
        }
    if errors.StaleVersion in operation.errors:
        told = "The ETag as it was read; 412 when what is changed here was changed since."
        yield {"name": "If-Match", "in": "header", "description": told, "schema": {"type": "string"}}


def possible_errors(operation: Operation) -> list[type[Problem]]:
    told = [*operation.errors, *ALWAYS]
    told += SIGNED_IN if operation.right else ()
    told += WITH_BODY if operation.takes else ()
    return sorted(dict.fromkeys(told), key=lambda each: (each.status, each.code))


def _responses(operation: Operation, schemas: Json) -> Json:
    success: Json = {"description": operation.summary}
    if operation.gives is not None:
        schema = _schema(operation.gives, schemas, "serialization")
        success["content"] = {"application/json": {"schema": schema}}
    told: Json = {str(status): dict(success) for status in (operation.status, *operation.also)}
    for each in possible_errors(operation):
        response = told.setdefault(str(each.status), {"description": "", "content": PROBLEM_CONTENT})
        line = f"`{each.code}`: {each.title}. {each.advice}"
        response["description"] = f"{response['description']} {line}".strip()
    return told


def _schema(shape: Any, schemas: Json, mode: Any) -> Json:
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        told = shape.model_json_schema(ref_template=REFERENCE, mode=mode)
    else:
        told = shape.json_schema()
    name = told.get("title", "Answer")
    _collect(told, schemas)
    schemas.setdefault(name, told)
    return {"$ref": REFERENCE.format(model=name)}


def _collect(schema: Json, schemas: Json) -> None:
    for name, each in schema.pop("$defs", {}).items():
        schemas.setdefault(name, each)


PROBLEM: Json = {
    "title": "Problem",
    "type": "object",
    "description": "RFC 9457. `code` is stable and meant for programs, `detail` says what to do.",
    "required": ["type", "title", "status", "code", "detail", "errors", "request_id"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "enum": [each.code for each in errors.ERRORS]},
        "detail": {"type": "string"},
        "request_id": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "code", "message"],
                "properties": {name: {"type": "string"} for name in ("field", "code", "message")},
            },
        },
    },
}
PROBLEM_CONTENT: Json = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
