"""Paths of operations that share functions are folded for API Gateway, and served by the app at their own."""

import json
import os
import re
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import app
from chalicelib.folding import folded, unfolded
from chalicelib.footprint import READS, WRITES
from chalicelib.operation import ADMINISTRATION, OPERATIONS, Operation
from infra import api, folding, functions
from infra.functions import Undeclared
from infra.manifest import ROOT, Declared
from infra.package import environment as packaging
from tests import templates
from tests.api_gateway import folds, matched
from tests.engine import Engine
from tests.test_every_operation import Estate, estate
from tests.world import IDENTITY_TABLE, TABLE, Door, Reply, User, World

PLACE = re.compile(r"{(\w+)}")
OWN = re.compile(r"[a-z]{3}_[0-9A-Z]{26}|[\d-]{10}T[\d:.]+Z|canary-\w+|[\w-]{36}|\+\w+@")
IDS = st.from_regex(r"[a-z]{3}_[0-9A-HJKMNP-TV-Z]{26}", fullmatch=True)
TEXTS = st.from_regex(r"[A-Za-z0-9._~-]{1,40}", fullmatch=True)
FOLDED = [each for each in OPERATIONS.values() if folds(each.path)]


def named(operation: Operation) -> str:
    return operation.name


# ---------------------------------------------------------------------------------------------------------- the paths


@pytest.mark.parametrize(("own", "variable"), [
    ("/v1/roles", "/v1/{plural}"),
    ("/v1/roles/search", "/v1/{plural}/search"),
    ("/v1/roles/{id}/history", "/v1/{plural}/{id}/history"),
    ("/v1/products/by/{system}/{key}", "/v1/{plural}/by/{system}/{key}"),
    ("/v1/v1/{id}/v1", "/v1/{plural}/{id}/v1"),
])  # fmt: skip
def test_a_path_is_folded_and_found_again(own: str, variable: str) -> None:
    assert folded(own) == variable
    assert unfolded(variable, {"plural": own.split("/")[2], "id": "x"}) == own
    assert unfolded(own, {"id": "x"}) == own


def declared(route: str, touches: tuple[Any, ...] = (READS,), together: str = ADMINISTRATION) -> Declared:
    return Declared(route, "Does it", "area", route, "records", touches, 1024, 29, None, together)


def deployed(*operations: Declared) -> dict[str, Any]:
    """The paths of the API that these make, each with its functions by method."""
    definition: dict[str, Any] = {"paths": {}}
    for each in operations:
        told = {"consumes": ["application/json"], api.INTEGRATION: {}}
        definition["paths"].setdefault(each.path, {})[each.route.partition(" ")[0].lower()] = told
    plan = functions.serving(operations, "operation")
    api.direct(definition, {route: each.id for each in plan for route in each.routes})
    folding.fold(definition, folding.plurals(operations))
    return {path: {name: _function(told) for name, told in each.items()} for path, each in definition["paths"].items()}


def _function(told: dict[str, Any]) -> str:
    found = re.search(r"functions/\$\{(\w+)\.Arn}", told[api.INTEGRATION]["uri"]["Fn::Sub"])
    assert found
    return found[1]


def test_what_several_types_have_alike_is_one_path() -> None:
    made = deployed(
        declared("GET /v1/roles/{id}"), declared("GET /v1/ties/{id}"), declared("PATCH /v1/ties/{id}", (READS, WRITES))
    )
    assert made == {"/v1/{plural}/{id}": {"get": "AdministrationReads", "patch": "AdministrationChanges"}}


def test_a_plural_of_which_one_operation_has_its_own_function_is_not_folded() -> None:
    """API Gateway would find that one, and look for the others below it."""
    made = deployed(declared("GET /v1/roles/{id}"), declared("GET /v1/roles/{id}/rights", together=""))
    assert made.keys() == {"/v1/roles/{id}", "/v1/roles/{id}/rights"}


def test_what_reads_where_most_write_keeps_its_own_paths() -> None:
    writes = (declared("POST /v1/roles", (READS, WRITES)), declared("POST /v1/ties", (READS, WRITES)))
    made = deployed(declared("POST /v1/map"), declared("GET /v1/map"), declared("GET /v1/ties"), *writes)
    assert made["/v1/{plural}"] == {"get": "AdministrationReads", "post": "AdministrationChanges"}
    assert made["/v1/map"] == {"get": "AdministrationReads", "post": "AdministrationReads"}


def test_two_functions_for_one_path_are_refused() -> None:
    paths: dict[str, Any] = {
        f"/v1/{name}": {"post": {"consumes": [], "security": [], api.INTEGRATION: {"uri": name}}}
        for name in ("roles", "ties")
    }
    with pytest.raises(Undeclared, match=r"POST /v1/ties .* not its function"):
        folding.fold({"paths": paths}, {"roles", "ties"})


def test_two_names_in_one_place_are_refused() -> None:
    with pytest.raises(Undeclared, match=r"/v1/\{plural}/\{key} and /v1/\{plural}/\{id}"):
        deployed(declared("GET /v1/ties/{key}"), declared("GET /v1/roles/{id}"))


# ----------------------------------------------------------------------------------------------------------- deployed


def definition(grouping: str) -> dict[str, Any]:
    found: dict[str, Any] = templates.properties(templates.final("dev", grouping), api.API)["Body"]["paths"]
    return found


@pytest.mark.parametrize("grouping", functions.GROUPINGS)
@settings(max_examples=5)
@given(data=st.data())
def test_every_path_leads_to_the_function_of_its_operation(grouping: str, data: st.DataObject) -> None:
    """As API Gateway goes: part by part, rather what is there as such than a variable, and never back."""
    paths, parts = definition(grouping), folding.path_parts(definition(grouping))
    one, text = data.draw(IDS), data.draw(TEXTS)
    for function in templates.plan(grouping):
        for route in function.routes:
            method, path = route.split(" ")
            asked = PLACE.sub(lambda found: one if found[1] == "id" else text, path)
            assert _function(paths[matched(parts, asked)][method.lower()]) == function.id, asked


@pytest.mark.parametrize("grouping", functions.GROUPINGS)
def test_what_is_folded_is_guarded_as_it_was(grouping: str) -> None:
    before = templates.packaged()["Resources"][api.API]["Properties"]["DefinitionBody"]["paths"]
    paths = definition(grouping)
    for operation in FOLDED:
        told, own = (each[operation.method.lower()] for each in (paths[folded(operation.path)], before[operation.path]))
        assert told["security"] == own["security"] == [{"authorizer": []}]
        assert set(told["consumes"]) >= set(own["consumes"])
        names = [each["name"] for each in told["parameters"]]
        assert names == PLACE.findall(folded(operation.path))


def test_every_function_knows_all_that_is_folded_and_answers_405_by_it() -> None:
    """Whatever reads and whatever writes: a method that the one does not serve, the other does."""
    shared = [each for each in templates.plan() if each.id.startswith(functions.pascal(ADMINISTRATION))]
    assert len(shared) == 2
    for function in shared:
        tell = "import app, json; print(json.dumps({path: [*found] for path, found in app.app.routes.items()}))"
        variables = os.environ | packaging() | {"RELATA_HANDLERS": function.modules}
        done = subprocess.run([sys.executable, "-c", tell], cwd=ROOT, env=variables, capture_output=True, check=True)
        routes = json.loads(done.stdout)
        assert [each.route for each in FOLDED if each.method not in routes.get(each.path, ())] == []


# ------------------------------------------------------------------------------------------------- the same answer


@pytest.fixture(scope="module")
def twins(running: Engine) -> tuple[Estate, Estate]:
    """Two tenants that keep the same: the one is asked through API Gateway, the other by the app's own paths."""
    for name in (TABLE, IDENTITY_TABLE):
        running.fresh_table(name)
    world = World(running, app.app)
    return estate(world, "Acme"), estate(world, "Emca")


@pytest.mark.parametrize("operation", FOLDED, ids=named)
def test_a_folded_path_gives_the_answer_of_its_own(twins: tuple[Estate, Estate], operation: Operation) -> None:
    folded_one, own = twins
    answers = [folded_one.ask(operation, by=folded_one.user), directly(own, operation)]
    assert answers[0].status == answers[1].status < 500
    assert OWN.sub("…", answers[0].text) == OWN.sub("…", answers[1].text)
    assert answers[0].headers.keys() == answers[1].headers.keys()


def directly(of: Estate, operation: Operation) -> Reply:
    """As `chalice local` has it."""
    body = of.body(operation)
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {of.user.token}"}
    door = Door(app.app, of.user.world.config)
    sent = b"" if body is None else json.dumps(body).encode()
    told = door.request(operation.method, of.path(operation), headers=headers, body=sent)
    return Reply(told.status_code, told.headers, told.body.decode())


def test_the_story_of_a_role_is_told_through_folded_paths(world: World) -> None:
    anna = world.user("administrator")
    role = anna.post("/v1/roles", {"key": "field", "name": "Field sales"})
    assert role.status == 201
    assert anna.patch(f"/v1/roles/{role.id}", {"name": "Field"})["name"] == "Field"
    assert anna.delete(f"/v1/roles/{role.id}").status == 200
    assert anna.post(f"/v1/roles/{role.id}/restore")["name"] == "Field"
    actions = [each["action"] for each in anna.get(f"/v1/roles/{role.id}/history")["data"]]
    assert actions == ["restored", "archived", "updated", "created"]


# ------------------------------------------------------------------------------------------------ what there is not


def sent(user: User, method: str, resource: str, **given: str) -> Reply:
    """To the function, as API Gateway sends it for whatever stands in the place of the variables."""
    event = {
        "requestContext": {
            "httpMethod": method,
            "resourcePath": resource,
            "requestId": "req-1",
            "authorizer": {"user": user.id, "tenant": user.tenant},
        },
        "headers": {"origin": "https://app.example.com"},
        "multiValueQueryStringParameters": None,
        "pathParameters": given,
        "stageVariables": None,
        "body": None,
    }
    told = app.app(event, None)
    return Reply(told["statusCode"], told["headers"], told["body"])


NO_PLURALS = ("nothing-here", "relations", "users", "openapi.json", "{plural}", "..", "", "roles/search", "roles/{id}")


@pytest.mark.parametrize("plural", NO_PLURALS)
def test_a_plural_that_is_not_folded_is_not_there(world: World, plural: str) -> None:
    """T1: nor is one that has paths of its own, such as by letters that are escaped: it has functions of its own. Nor
    is a path with its slashes escaped."""
    reply = sent(world.user("administrator"), "GET", "/v1/{plural}", plural=plural)
    assert (reply.status, reply["code"], reply["request_id"]) == (404, "not_found", "req-1")
    assert reply.header("Content-Type") == "application/problem+json"
    assert reply.header("Access-Control-Allow-Origin") == "https://app.example.com"


def test_what_another_plural_has_below_it_is_not_below_this_one(world: World) -> None:
    reply = sent(world.user("administrator"), "GET", "/v1/{plural}/{id}/usage", plural="roles", id="rol_1")
    assert (reply.status, reply["code"]) == (404, "not_found")


def test_a_method_that_others_have_is_not_allowed(world: World) -> None:
    reply = sent(world.user("administrator"), "PUT", "/v1/{plural}/{id}", plural="roles", id="rol_1")
    assert (reply.status, reply["code"]) == (405, "method_not_allowed")
    assert set(str(reply.header("Allow")).split(", ")) == {"GET", "PATCH", "DELETE", "OPTIONS"}


def test_who_has_no_token_is_not_told_what_there_is(world: World) -> None:
    """A4"""
    for path in ("/v1/roles", "/v1/nothing-here"):
        assert (world.get(path).status, world.get(path)["code"]) == (401, "unauthorized")
    assert world.user().get("/v1/nothing-here").status == 404
    assert world.get("/v1/nothing/here/at/all").status == 404


def test_a_browser_is_told_before_it_calls_a_folded_path(world: World) -> None:
    reply = world.ask("OPTIONS", "/v1/roles/rol_1", headers={"Origin": "https://app.example.com"})
    assert reply.status == 204
    assert "PATCH" in str(reply.header("Access-Control-Allow-Methods"))
    assert _function(definition("operation")["/v1/{plural}/{id}"]["options"]) == "Preflight"
