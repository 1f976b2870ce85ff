"""What API Gateway answers by itself: the same problems, in the same shape, as the app."""

import json
import re
from typing import Any

import pytest

from chalicelib import errors
from chalicelib.storage.table import NOT_KNOWN
from infra import api, gateway, template
from tests.templates import final, properties
from tests.world import World


@pytest.mark.parametrize("row", gateway.ROWS, ids=lambda row: row.kind)
def test_the_gateway_answers_with_the_apps_own_problems(row: gateway.Row) -> None:
    definition = properties(final(), api.API)["Body"]
    response = definition["x-amazon-apigateway-gateway-responses"][row.kind]
    said = response["responseTemplates"]["application/json"].replace("$context.requestId", "abc")
    assert json.loads(said) == errors.body(row.problem(row.detail), "abc") == gateway.render(row.kind, "abc").body
    assert response["statusCode"] == str(row.problem.status)
    headers = response["responseParameters"]
    assert headers["gatewayresponse.header.Content-Type"] == "'application/problem+json'"
    assert headers["gatewayresponse.header.X-Content-Type-Options"] == "'nosniff'"


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        ("MISSING_AUTHENTICATION_TOKEN", 404, "not_found"),
        ("RESOURCE_NOT_FOUND", 404, "not_found"),
        ("UNAUTHORIZED", 401, "unauthorized"),
        ("ACCESS_DENIED", 403, "forbidden"),
        ("REQUEST_TOO_LARGE", 413, "too_large"),
        ("UNSUPPORTED_MEDIA_TYPE", 415, "unsupported_media_type"),
        ("THROTTLED", 429, "too_many_requests"),
        ("DEFAULT_5XX", 500, "internal"),
    ],
)
def test_gateway_errors_have_these_codes(kind: str, status: int, code: str) -> None:
    answer = gateway.render(kind, "abc")
    assert (answer.status, answer.body["code"]) == (status, code)


def test_texts_of_the_gateway_hold_nothing_that_it_would_expand() -> None:
    for response in gateway.body_extension().values():
        said = response["responseTemplates"]["application/json"]
        assert "$" not in said.replace(gateway.REQUEST_ID, "")
        fixed = [value for value in response["responseParameters"].values() if isinstance(value, str)]
        assert all(value[0] == value[-1] == "'" for value in fixed)
        assert len(fixed) == len(response["responseParameters"]) - len(gateway._cors())


def parameters_of(response: Any, origins: str) -> dict[str, str]:
    """The headers of a gateway response as CloudFormation makes them of this parameter."""
    made = {name: resolved(value, origins) for name, value in response["responseParameters"].items()}
    return {name.removeprefix("gatewayresponse.header."): value[1:-1] for name, value in made.items() if value}


def resolved(value: Any, origins: str) -> Any:
    """As much of CloudFormation's language as gateway responses are written in."""
    if not isinstance(value, dict):
        return value
    ((function, told),) = value.items()
    if function == "Ref":
        return {"CorsOrigins": origins, "AWS::NoValue": None}[told]
    if function == "Fn::If":
        holds = not_equal(gateway.CONDITIONS[told[0]], origins)
        return resolved(told[1] if holds else told[2], origins)
    if function == "Fn::Join":
        return told[0].join(resolved(part, origins) for part in told[1])
    if function == "Fn::Select":
        return resolved(told[1], origins)[told[0]]
    assert function == "Fn::Split", function
    return resolved(told[1], origins).split(told[0])


def not_equal(condition: Any, origins: str) -> bool:
    one, other = condition["Fn::Not"][0]["Fn::Equals"]
    return bool(resolved(one, origins) != resolved(other, origins))


WEB, OTHER = "https://app.example.com", "https://beta.example.com"


@pytest.mark.parametrize(("origins", "allowed"), [("", None), (WEB, WEB), (f"{WEB},{OTHER}", WEB)])
@pytest.mark.parametrize("row", gateway.ROWS, ids=lambda row: row.kind)
def test_a_browser_at_the_first_web_origin_may_read_what_the_gateway_answers(
    row: gateway.Row, origins: str, allowed: str | None
) -> None:
    """E1: errors carry CORS too"""
    deployed = properties(final(), api.API)["Body"]["x-amazon-apigateway-gateway-responses"][row.kind]
    local = gateway.resources(api.API)[gateway._logical_id(row)]["Properties"]
    rendered = gateway.render(row.kind, "abc", origins).headers
    assert parameters_of(deployed, origins) == rendered
    assert parameters_of({"responseParameters": local["ResponseParameters"]}, origins) == rendered
    assert rendered.get("Access-Control-Allow-Origin") == allowed
    assert ("Access-Control-Expose-Headers" in rendered) is (allowed is not None)
    assert rendered["Vary"] == "Origin"


def test_the_condition_of_a_web_origin_is_in_the_template() -> None:
    assert final()["Conditions"].items() >= gateway.CONDITIONS.items()


@pytest.mark.parametrize(("origins", "fits"), [
    ("", True), (WEB, True), (f"{WEB},{OTHER}", True), ("http://127.0.0.1:5173,http://localhost:5173", True),
    (f"{WEB}, {OTHER}", False), (f"{WEB}/", False), (f"{WEB},", False), (f"{WEB}'", False), ("*", False),
])  # fmt: skip
def test_web_origins_are_held_to_a_form_that_a_header_can_carry(origins: str, fits: bool) -> None:
    pattern = str(template.PARAMETERS["CorsOrigins"]["AllowedPattern"])
    assert bool(re.fullmatch(pattern, origins)) is fits


def test_the_harness_answers_as_the_gateway_of_its_own_web_origin(world: World) -> None:
    """E1"""
    for reply in (world.get("/v1/relations"), world.get("/v1/nothing-here")):
        assert reply.header("Access-Control-Allow-Origin") == WEB
        assert reply.header("Vary") == "Origin"


@pytest.mark.parametrize("kind", ["INTEGRATION_TIMEOUT", "INTEGRATION_FAILURE"])
def test_an_answer_that_was_lost_does_not_say_that_nothing_was_changed(kind: str) -> None:
    answer = gateway.render(kind, "abc")
    assert (answer.status, answer.body["code"], answer.body["detail"]) == (503, "unavailable", NOT_KNOWN)
    assert answer.headers["Retry-After"]
