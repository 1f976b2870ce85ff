"""From Chalice's request to a call: path ids, parameters, body and actor, each checked against the declaration."""

import re
from typing import Any

from chalice.app import Request
from pydantic import BaseModel

from chalicelib import body, caller, schema
from chalicelib.access.actor import Actor, from_context
from chalicelib.call import Call
from chalicelib.errors import FieldError, NotFound, Unauthorized, UnknownInput
from chalicelib.models.fields import ID
from chalicelib.operation import Operation

PATH_PART = re.compile(r"[A-Za-z0-9._~:@!$&'()*+,;=-]{1,100}")
RECORD_ID = re.compile(ID.removesuffix("$"))


def read(operation: Operation, request: Request) -> Call[Any, Any]:
    """Raises the problem that stands in the way: first who, then what."""
    actor = _actor(operation, request)
    return Call(
        operation=operation,
        request_id=request_id(request),
        ids=_ids(request),
        asked=_asked(operation, request),
        body=_body(operation, request),
        headers={name.lower(): value for name, value in request.headers.items()},
        source=caller.address(request.headers, (request.context.get("identity") or {}).get("sourceIp")),
        signed_in=actor,
    )


def request_id(request: Request) -> str:
    return str(request.context.get("requestId") or getattr(request.lambda_context, "aws_request_id", "") or "none")


def _actor(operation: Operation, request: Request) -> Actor | None:
    if operation.right is None:
        return None
    try:
        return from_context(request.context["authorizer"])
    except KeyError:
        raise Unauthorized from None


def _ids(request: Request) -> dict[str, str]:
    """An id that could not exist is not looked up: there is nothing there."""
    told = dict(request.uri_params or {})
    for name, value in told.items():
        fits = RECORD_ID.fullmatch(value) if name == "id" or name.endswith("_id") else PATH_PART.fullmatch(value)
        if not fits:
            raise NotFound
    return told


def _asked(operation: Operation, request: Request) -> Any:
    parameters = request.query_params
    given = {name: parameters.getlist(name) for name in parameters} if parameters else {}
    if operation.asks is None:
        if given:
            raise UnknownInput(errors=[_unknown_parameter(name) for name in given])
        return None
    return schema.parse_parameters(operation.asks, {name: _value(operation.asks, name, given[name]) for name in given})


def _value(model: type[BaseModel], name: str, values: list[str]) -> Any:
    """A parameter given more than once is a list, which only a list field takes."""
    info = model.model_fields.get(name)
    takes_many = info is not None and "list" in str(info.annotation)
    return values if takes_many or len(values) > 1 else values[0]


def _unknown_parameter(name: str) -> FieldError:
    return FieldError(name[:100], "unknown", "This operation takes no such parameter.")


def _body(operation: Operation, request: Request) -> Any:
    raw = request.raw_body or b""
    raw = raw.encode() if isinstance(raw, str) else raw
    if operation.takes is None:
        if raw.strip() not in (b"", b"{}"):
            raise UnknownInput("This operation takes no body; send none.")
        return None
    sent = body.read(raw)
    if isinstance(operation.takes, type):
        return schema.parse(operation.takes, sent)
    return operation.takes.parse(sent)
