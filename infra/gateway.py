"""What API Gateway itself answers, as the same problem JSON that the app gives: one row per kind of answer.

`body_extension` is what AWS reads from the API's definition; `resources` is the same table for an engine that
reads only resources; `render` is one answer as a client sees it, for tests and for what stands in front locally.

A browser may read these answers too. AWS takes one fixed origin for all of them, so it is the first of the configured
web origins; the app itself answers each of them.
"""

import json
from typing import Any, NamedTuple

from chalicelib import errors, serve, settings
from chalicelib.storage.table import NOT_KNOWN

REQUEST_ID = "$context.requestId"

HEADERS = serve.HEADERS | {
    "Content-Type": "application/problem+json",
    "Vary": "Origin",
    "X-Frame-Options": "DENY",
}
ALLOW_ORIGIN, EXPOSE = "Access-Control-Allow-Origin", "Access-Control-Expose-Headers"
EXPOSED = "Retry-After"

ORIGINS = "CorsOrigins"
HAS_ORIGIN = "HasWebOrigin"
CONDITIONS = {HAS_ORIGIN: {"Fn::Not": [{"Fn::Equals": [{"Ref": ORIGINS}, ""]}]}}


class Row(NamedTuple):
    """`kind` is API Gateway's word for the answer; the problem gives status and text, unless there is a `detail`."""

    kind: str
    problem: type[errors.Problem]
    headers: tuple[tuple[str, str], ...] = ()
    detail: str = ""

    def body(self, request_id: str) -> dict[str, Any]:
        return errors.body(self.problem(self.detail), request_id)


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
    # the function may have committed before its answer was lost
    Row("INTEGRATION_FAILURE", errors.Unavailable, SOON, NOT_KNOWN),
    Row("INTEGRATION_TIMEOUT", errors.Unavailable, SOON, NOT_KNOWN),
)


def render(kind: str, request_id: str, origins: str | None = None) -> Answer:
    """The answer of one kind, for what stands in for API Gateway; `origins` are those of the environment when left
    out, as the app has them."""
    row = next(row for row in ROWS if row.kind == kind)
    allowed = web_origin(settings.value("cors_origins") if origins is None else origins)
    cors = {ALLOW_ORIGIN: allowed, EXPOSE: EXPOSED} if allowed else {}
    return Answer(row.problem.status, _headers(row) | cors, row.body(request_id))


def web_origin(origins: str) -> str:
    """The one whose browsers may read these answers, or nothing."""
    return origins.split(",")[0].strip()


def body_extension() -> dict[str, Any]:
    """`x-amazon-apigateway-gateway-responses` of an OpenAPI definition."""
    return {row.kind: _response(row) for row in ROWS}


def resources(api: str) -> dict[str, Any]:
    """The same table as CloudFormation resources of the API with this logical id."""
    return {_logical_id(row): _resource(api, row) for row in ROWS}


def _response(row: Row) -> dict[str, Any]:
    headers: dict[str, Any] = {name: f"'{value}'" for name, value in _headers(row).items()} | _cors()
    return {
        "statusCode": str(row.problem.status),
        "responseParameters": {f"gatewayresponse.header.{name}": value for name, value in headers.items()},
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


def _cors() -> dict[str, Any]:
    """What `render` gives, left to CloudFormation: the parameter is not known before."""
    first = {"Fn::Select": [0, {"Fn::Split": [",", {"Ref": ORIGINS}]}]}
    return {
        ALLOW_ORIGIN: _where_there_is_one({"Fn::Join": ["", ["'", first, "'"]]}),
        EXPOSE: _where_there_is_one(f"'{EXPOSED}'"),
    }


def _where_there_is_one(value: Any) -> dict[str, Any]:
    return {"Fn::If": [HAS_ORIGIN, value, {"Ref": "AWS::NoValue"}]}


def _headers(row: Row) -> dict[str, str]:
    return HEADERS | dict(row.headers)


def _template(row: Row) -> str:
    return json.dumps(row.body(REQUEST_ID))


def _logical_id(row: Row) -> str:
    return "Gateway" + row.kind.title().replace("_", "")
