"""What API Gateway itself answers, as the same problem JSON that the app gives: one row per kind of answer.

`body_extension` is what AWS reads from the API's definition; `resources` is the same table for an engine that
reads only resources; `render` is one answer as a client sees it, for tests.
"""

import json
from typing import Any, NamedTuple

from chalicelib import errors, serve

REQUEST_ID = "$context.requestId"

HEADERS = serve.HEADERS | {"Content-Type": "application/problem+json", "X-Frame-Options": "DENY"}


class Row(NamedTuple):
    """`kind` is API Gateway's word for the answer; the problem gives status and text."""

    kind: str
    problem: type[errors.Problem]
    headers: tuple[tuple[str, str], ...] = ()


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: dict[str, Any]


BEARER = (("WWW-Authenticate", "Bearer"),)
SOON = (("Retry-After", "1"),)

ROWS = (
    Row("DEFAULT_4XX", errors.Malformed),
    Row("DEFAULT_5XX", errors.Internal),
    Row("BAD_REQUEST_BODY", errors.Malformed),
    Row("BAD_REQUEST_PARAMETERS", errors.InvalidParameter),
    Row("UNAUTHORIZED", errors.Unauthorized, BEARER),
    Row("EXPIRED_TOKEN", errors.Unauthorized, BEARER),
    Row("INVALID_SIGNATURE", errors.Unauthorized, BEARER),
    Row("INVALID_API_KEY", errors.Unauthorized, BEARER),
    Row("ACCESS_DENIED", errors.Forbidden),
    Row("WAF_FILTERED", errors.Forbidden),
    Row("MISSING_AUTHENTICATION_TOKEN", errors.NotFound),  # its name for a path or method that does not exist
    Row("RESOURCE_NOT_FOUND", errors.NotFound),
    Row("REQUEST_TOO_LARGE", errors.TooLarge),
    Row("UNSUPPORTED_MEDIA_TYPE", errors.UnsupportedMediaType),
    Row("THROTTLED", errors.TooManyRequests, SOON),
    Row("QUOTA_EXCEEDED", errors.TooManyRequests, SOON),
    Row("API_CONFIGURATION_ERROR", errors.Internal),
    Row("AUTHORIZER_CONFIGURATION_ERROR", errors.Internal),
    Row("AUTHORIZER_FAILURE", errors.Unavailable, SOON),
    Row("INTEGRATION_FAILURE", errors.Unavailable, SOON),
    Row("INTEGRATION_TIMEOUT", errors.Unavailable, SOON),
)


def render(kind: str, request_id: str) -> Answer:
    """The answer of one kind, for a harness that stands in for API Gateway."""
    row = next(row for row in ROWS if row.kind == kind)
    return Answer(row.problem.status, _headers(row), errors.body(row.problem(), request_id))


def body_extension() -> dict[str, Any]:
    """`x-amazon-apigateway-gateway-responses` of an OpenAPI definition."""
    return {row.kind: _response(row) for row in ROWS}


def resources(api: str) -> dict[str, Any]:
    """The same table as CloudFormation resources of the API with this logical id."""
    return {_logical_id(row): _resource(api, row) for row in ROWS}


def _response(row: Row) -> dict[str, Any]:
    return {
        "statusCode": str(row.problem.status),
        "responseParameters": {f"gatewayresponse.header.{name}": f"'{value}'" for name, value in _headers(row).items()},
        "responseTemplates": {"application/json": _template(row)},
    }


def _resource(api: str, row: Row) -> dict[str, Any]:
    response = _response(row)
    return {
        "Type": "AWS::ApiGateway::GatewayResponse",
        "Properties": {
            "RestApiId": {"Ref": api},
            "ResponseType": row.kind,
            "StatusCode": response["statusCode"],
            "ResponseParameters": response["responseParameters"],
            "ResponseTemplates": response["responseTemplates"],
        },
    }


def _headers(row: Row) -> dict[str, str]:
    return HEADERS | dict(row.headers)


def _template(row: Row) -> str:
    return json.dumps(errors.body(row.problem(), REQUEST_ID))


def _logical_id(row: Row) -> str:
    return "Gateway" + row.kind.title().replace("_", "")
