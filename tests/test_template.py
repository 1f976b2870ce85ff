"""The template that is deployed, made from a real `chalice package` of a tiny app: no network, no AWS."""

import copy
import importlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from chalicelib import errors
from chalicelib.settings import SETTINGS
from chalicelib.storage.table import NOT_KNOWN
from infra import emulator, gateway, package, roles, template
from tests.world import World

APP = """
from chalice import AuthResponse, Chalice

app = Chalice(app_name="relata")
app.api.binary_types = ["image/png"]


@app.authorizer()
def bearer(request):
    return AuthResponse(routes=["*"], principal_id="someone")


@app.route("/v1/me", authorizer=bearer)
def me():
    return {}


@app.on_dynamodb_record(stream_arn="any")
def publish(event):
    pass


@app.schedule("rate(1 minute)")
def remind(event):
    pass
"""

Template = dict[str, Any]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("project")
    package._copy(package.ROOT / ".chalice", directory / ".chalice")
    (directory / "app.py").write_text(APP)
    (directory / "chalicelib").mkdir()
    return directory


@pytest.fixture(scope="module")
def packaged(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Template:
    out = tmp_path_factory.mktemp("out")
    package.package_code("dev", out, project)
    made: Template = json.loads((out / "chalice" / "sam.json").read_text())
    return made


@pytest.fixture(scope="module")
def final(packaged: Template) -> Template:
    return template.final(packaged, "dev", "code/abc.zip")


def properties(made: Template, name: str) -> dict[str, Any]:
    found: dict[str, Any] = made["Resources"][name]["Properties"]
    return found


def statements(made: Template, function: str) -> list[dict[str, Any]]:
    role = properties(made, function)["Role"]["Fn::GetAtt"][0]
    (policy,) = properties(made, role)["Policies"]
    found: list[dict[str, Any]] = policy["PolicyDocument"]["Statement"]
    return found


def actions(made: Template, function: str, resource: str) -> set[str]:
    """What a function may do with the resource of this logical id."""
    return {
        action
        for each in statements(made, function)
        if each["Resource"] == {"Fn::GetAtt": [resource, "Arn"]}
        for action in each["Action"]
    }


def test_making_the_template_leaves_its_input_alone(packaged: Template) -> None:
    before = copy.deepcopy(packaged)
    assert template.final(packaged, "dev", "key") == template.final(packaged, "dev", "key")
    assert packaged == before


@pytest.mark.parametrize("name", ["Table", "IdentityTable"])
def test_a_table_is_on_demand_encrypted_and_hard_to_lose(final: Template, name: str) -> None:
    table = final["Resources"][name]
    assert table["DeletionPolicy"] == table["UpdateReplacePolicy"] == "Retain"
    assert table["Properties"]["BillingMode"] == "PAY_PER_REQUEST"
    assert table["Properties"]["DeletionProtectionEnabled"] is True
    assert table["Properties"]["SSESpecification"] == {"SSEEnabled": True}
    assert table["Properties"]["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert table["Properties"]["TimeToLiveSpecification"] == {
        "AttributeName": "expires_at",
        "Enabled": True,
    }
    assert [key["AttributeName"] for key in table["Properties"]["KeySchema"]] == ["pk", "sk"]


def test_only_the_table_of_records_has_a_stream(final: Template) -> None:
    assert properties(final, "Table")["StreamSpecification"] == {"StreamViewType": "NEW_AND_OLD_IMAGES"}
    assert "StreamSpecification" not in properties(final, "IdentityTable")


def test_one_key_signs_and_another_one_encrypts(final: Template) -> None:
    signing, identity = properties(final, "SigningKey"), properties(final, "IdentityKey")
    assert (signing["KeySpec"], signing["KeyUsage"]) == ("ECC_NIST_P256", "SIGN_VERIFY")
    assert identity["EnableKeyRotation"] is True
    assert "KeySpec" not in identity
    assert final["Resources"]["SigningKey"]["DeletionPolicy"] == "Retain"


def test_every_function_gets_every_setting_and_no_other(final: Template) -> None:
    expected = {setting.variable for setting in SETTINGS.values()}
    for function in template.functions(final).values():
        assert set(function["Environment"]["Variables"]) == expected
        assert function["Environment"]["Variables"]["RELATA_TENANT_CREATION"] == "off"
        assert function["CodeUri"] == {"Bucket": {"Ref": "CodeBucket"}, "Key": "code/abc.zip"}


def test_the_cursor_secret_is_made_by_aws_and_not_in_the_template(final: Template) -> None:
    variables = properties(final, "APIHandler")["Environment"]["Variables"]
    assert variables["RELATA_CURSOR_SECRET"] == {"Fn::Sub": "{{resolve:secretsmanager:${CursorSecret}}}"}
    assert properties(final, "CursorSecret")["GenerateSecretString"]["PasswordLength"] >= 32


def test_functions_are_told_apart_by_what_calls_them(final: Template, packaged: Template) -> None:
    assert template.function_kinds(packaged) == {
        "APIHandler": "api",
        "Bearer": "authorizer",
        "Publish": "stream",
        "Remind": "worker",
    }


def test_no_function_may_do_anything_everywhere(final: Template) -> None:
    for function in template.functions(final):
        for each in statements(final, function):
            assert each["Resource"] != "*"
            assert all("*" not in action for action in each["Action"])


def test_the_only_wildcard_is_what_x_ray_takes(packaged: Template) -> None:
    traced = copy.deepcopy(packaged)
    properties(traced, "APIHandler")["Tracing"] = "Active"
    made = template.final(traced, "prod", "key")
    anywhere = [each["Sid"] for each in statements(made, "APIHandler") if each["Resource"] == "*"]
    assert anywhere == ["Traces"]
    assert properties(made, "APIHandler")["Environment"]["Variables"]["RELATA_TRACING"] == "on"
    assert properties(made, template.STAGE)["TracingEnabled"] is True


def test_the_authorizer_reads_and_verifies_only(final: Template) -> None:
    assert actions(final, "Bearer", "SigningKey") == {"kms:GetPublicKey"}
    assert actions(final, "Bearer", "Table") == set()  # records are none of its business
    assert actions(final, "Bearer", "IdentityTable") == set(roles.READ)


@pytest.mark.parametrize("function", ["Publish", "Remind"])
def test_what_follows_a_change_does_not_see_the_identity_service(final: Template, function: str) -> None:
    for secret in ("IdentityTable", "IdentityKey", "SigningKey"):
        assert actions(final, function, secret) == set()


def test_no_function_may_scan(final: Template) -> None:
    granted = {a for f in template.functions(final) for each in statements(final, f) for a in each["Action"]}
    assert "dynamodb:Scan" not in granted


def test_the_stream_brings_new_changes_and_hears_which_ones_failed(final: Template) -> None:
    (event,) = properties(final, "Publish")["Events"].values()
    source = event["Properties"]
    assert source["Stream"] == {"Fn::GetAtt": ["Table", "StreamArn"]}
    assert source["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert source["BisectBatchOnFunctionError"] is True
    (pattern,) = source["FilterCriteria"]["Filters"]
    assert json.loads(pattern["Pattern"]) == {
        "eventName": ["INSERT"],
        "dynamodb": {"Keys": {"sk": {"S": [{"prefix": "CHANGE"}]}}},
    }


def test_the_api_is_throttled_and_serves_binary(final: Template) -> None:
    (limits,) = properties(final, template.STAGE)["MethodSettings"]
    assert limits["ThrottlingRateLimit"] > 0
    assert limits["ThrottlingBurstLimit"] > 0
    assert properties(final, template.API)["BinaryMediaTypes"] == ["image/png"]


def test_another_definition_is_another_deployment(final: Template, packaged: Template) -> None:
    changed = copy.deepcopy(packaged)
    paths = properties(changed, template.API)["DefinitionBody"]["paths"]
    paths["/v1/more"] = paths["/v1/me"]
    made = template.final(changed, "dev", "code/abc.zip")
    other_code = template.final(packaged, "dev", "code/other.zip")
    stage = template.STAGE
    assert properties(made, stage)["DeploymentId"] != properties(final, stage)["DeploymentId"]
    assert properties(other_code, stage)["DeploymentId"] == properties(final, stage)["DeploymentId"]


@pytest.mark.parametrize("row", gateway.ROWS, ids=lambda row: row.kind)
def test_the_gateway_answers_with_the_apps_own_problems(final: Template, row: gateway.Row) -> None:
    definition = properties(final, template.API)["Body"]
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
    final: Template, row: gateway.Row, origins: str, allowed: str | None
) -> None:
    """E1: errors carry CORS too"""
    deployed = properties(final, template.API)["Body"]["x-amazon-apigateway-gateway-responses"][row.kind]
    local = gateway.resources(template.API)[gateway._logical_id(row)]["Properties"]
    rendered = gateway.render(row.kind, "abc", origins).headers
    assert parameters_of(deployed, origins) == rendered
    assert parameters_of({"responseParameters": local["ResponseParameters"]}, origins) == rendered
    assert rendered.get("Access-Control-Allow-Origin") == allowed
    assert ("Access-Control-Expose-Headers" in rendered) is (allowed is not None)
    assert rendered["Vary"] == "Origin"


def test_the_condition_of_a_web_origin_is_in_the_template(final: Template) -> None:
    assert final["Conditions"] == gateway.CONDITIONS


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


def test_the_local_stack_is_the_same_but_for_what_its_engine_lacks(final: Template) -> None:
    local = emulator.localized(final, Path("/libraries"))
    for name in gateway.resources(template.API):
        del local["Resources"][name]
    for resource in local["Resources"].values():
        resource.pop("DependsOn", None)
    for function in template.functions(local).values():
        variables = function["Environment"]["Variables"]
        assert variables.pop("PYTHONPATH") == "/libraries"
        assert variables["RELATA_TENANT_CREATION"] == "on"
        variables["RELATA_TENANT_CREATION"] = "off"
    assert local == final


def test_locally_the_gateway_responses_come_before_the_deployment(final: Template) -> None:
    local = emulator.localized(final, Path("/libraries"))
    (deployment,) = [each for name, each in local["Resources"].items() if name.startswith(template.DEPLOYMENT)]
    assert deployment["DependsOn"] == sorted(gateway.resources(template.API))


def test_the_same_code_gives_the_same_package(project: Path, tmp_path: Path) -> None:
    first = package.package_code("dev", tmp_path / "one", project)
    second = package.package_code("dev", tmp_path / "two", project)
    assert (first.key, first.template) == (second.key, second.template)


def test_libraries_are_installed_anew_for_other_requirements_or_another_python() -> None:
    assert package.fingerprint(b"one==1") == package.fingerprint(b"one==1")
    assert package.fingerprint(b"one==1") != package.fingerprint(b"one==2")


def test_code_that_cannot_be_read_is_not_packaged(project: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    package.copy_code(project, broken)
    (broken / "app.py").write_text("def")
    with pytest.raises(package.PackagingFailed, match="SyntaxError"):
        package.package_code("dev", tmp_path, broken)


def test_every_function_of_relata_has_the_handler_that_lambda_calls(tmp_path: Path) -> None:
    made = package.package_code("dev", tmp_path).template
    handlers = [function["Handler"] for function in template.functions(made).values()]
    missing = [name for name in handlers if not hasattr(*_module_and_name(name))]
    assert handlers
    assert not missing


def test_a_template_of_relata_fits_cloudformation(tmp_path: Path) -> None:
    made = package.package_code("prod", tmp_path).template
    assert len(made["Resources"]) < 500
    assert len(json.dumps(made)) < 1_000_000


def _module_and_name(handler: str) -> tuple[Any, str]:
    module, _, name = handler.rpartition(".")
    return importlib.import_module(module), name
