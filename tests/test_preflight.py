"""What the function for preflights answers, beside the routes of the app that it stands for (E1)."""

from typing import Any

import pytest

from chalicelib import browsers
from chalicelib.operation import OPERATIONS
from tests.world import World

ORIGIN = "https://app.example.com"
METHODS = "access-control-allow-methods"


def answered(headers: dict[str, str] | None) -> dict[str, Any]:
    """As API Gateway asks it."""
    told = {"resource": "/v1/relations", "path": "/v1/relations", "httpMethod": "OPTIONS", "headers": headers}
    return browsers.preflight(told, None)


def lowered(headers: dict[str, Any]) -> dict[str, Any]:
    return {name.lower(): value for name, value in headers.items()}


@pytest.mark.parametrize("name", ["Origin", "origin"])
def test_the_function_answers_as_the_app_but_for_all_methods(world: World, name: str) -> None:
    """E1"""
    ours = answered({name: ORIGIN, "Access-Control-Request-Method": "PATCH"})
    theirs = world.ask("OPTIONS", "/v1/relations", headers={name: ORIGIN})
    told, expected = lowered(ours["headers"]), lowered(dict(theirs.headers))
    assert (ours["statusCode"], ours["body"]) == (theirs.status, theirs.text) == (204, "")
    assert set(expected.pop(METHODS).split(", ")) < set(told.pop(METHODS).split(", "))
    assert told == {key: value for key, value in expected.items() if key in told}
    assert {key for key in expected if key.startswith("access-control")} <= told.keys()


def test_no_operation_has_a_method_that_a_browser_is_not_told_of(world: World) -> None:
    told = answered({"Origin": ORIGIN})["headers"]["Access-Control-Allow-Methods"].split(", ")
    assert {each.method for each in OPERATIONS.values()} == set(told)


@pytest.mark.parametrize("headers", [None, {}, {"Origin": "null"}, {"Origin": "https://app.example.com.evil.example"}])
def test_other_origins_are_told_nothing(world: World, headers: dict[str, str] | None) -> None:
    """E1"""
    told = answered(headers)
    assert told["statusCode"] == 204
    assert not [name for name in told["headers"] if name.startswith("Access-Control-")]
    assert told["headers"]["Vary"] == "Origin"
    assert told["headers"]["X-Content-Type-Options"] == "nosniff"
