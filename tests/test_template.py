"""The whole template of Relata: what becomes of each function, each event and the API."""

import copy
import importlib
import json
from pathlib import Path
from typing import Any

import pytest

from chalicelib.settings import SETTINGS
from chalicelib.storage import keys
from infra import api, emulator, events, folding, functions, gateway, package, roles, template
from infra.functions import Function
from infra.resources import api_log, edge
from tests import templates
from tests.cloudformation import resolved
from tests.templates import Template, final, plan, properties

FUNCTION = "AWS::Serverless::Function"
ROOM, PATHS = 80, 80  # what is to fit in later: a stack is full at 500 resources, an API at 300 path parts
MADE_BY_SAM = 3  # resources at most for each function that an event starts, which the transform adds


def of_kind(made: Template, kind: str) -> dict[str, Any]:
    return {name: each["Properties"] for name, each in made["Resources"].items() if each["Type"] == kind}


def served(made: Template, method: str, path: str) -> dict[str, Any]:
    found: dict[str, Any] = properties(made, api.API)["Body"]["paths"][path][method][api.INTEGRATION]
    return found


def statements(made: Template, role: str) -> list[dict[str, Any]]:
    (policy,) = properties(made, role)["Policies"]
    found: list[dict[str, Any]] = policy["PolicyDocument"]["Statement"]
    return found


def variables(made: Template, function: str) -> dict[str, Any]:
    """What the function finds in its environment."""
    common = made["Globals"]["Function"]["Environment"]["Variables"]
    own = properties(made, function)["Environment"]["Variables"]
    assert not common.keys() & own.keys()
    return {**common, **own}


def test_making_the_template_leaves_its_input_alone() -> None:
    packaged = copy.deepcopy(templates.packaged())
    assert template.final(packaged, templates.declared(), "dev", "code/abc.zip") == final()
    assert packaged == templates.packaged()


# ------------------------------------------------------------------------------------------------------ functions


@pytest.mark.parametrize("grouping", functions.GROUPINGS)
def test_every_function_gets_every_setting_and_no_other(grouping: str) -> None:
    made = final("dev", grouping)
    for name in of_kind(made, FUNCTION):
        told = variables(made, name)
        assert set(told) == {setting.variable for setting in SETTINGS.values()}
        assert told["RELATA_TENANT_CREATION"] == "off"


def test_all_functions_are_of_the_same_code() -> None:
    common = final()["Globals"]["Function"]
    assert common["CodeUri"] == {"Bucket": {"Ref": "CodeBucket"}, "Key": "code/abc.zip"}
    assert not [name for name, each in of_kind(final(), FUNCTION).items() if "CodeUri" in each]


def test_the_cursor_secret_is_made_by_aws_and_not_in_the_template() -> None:
    told = variables(final(), "ReadRelation")["RELATA_CURSOR_SECRET"]
    assert told == {"Fn::Sub": "{{resolve:secretsmanager:${CursorSecret}}}"}
    assert properties(final(), "CursorSecret")["GenerateSecretString"]["PasswordLength"] >= 32


def test_limits_are_written_where_they_are_declared() -> None:
    limited = Function("Slow", "app.app", "api", "Slow", (), "records", 2048, 60, 5)
    made = template._function(limited, {})["Properties"]
    assert (made["MemorySize"], made["Timeout"]) == (2048, 60)
    reserved = made["ReservedConcurrentExecutions"]
    assert resolved(reserved, {"ReserveFunctions": "on"}) == 5
    assert resolved(reserved, {"ReserveFunctions": "off"}) == "AWS::NoValue"
    assert "ReservedConcurrentExecutions" not in properties(final(), "ReadRelation")


def test_two_resources_of_one_name_are_refused() -> None:
    with pytest.raises(functions.Undeclared, match="Table"):
        template._joined({"Table": {}}, {"Table": {}})


def test_every_function_of_relata_has_the_handler_that_lambda_calls() -> None:
    handlers = {function["Handler"] for function in of_kind(final(), FUNCTION).values()}
    assert not [name for name in handlers if not hasattr(*_module_and_name(name))]


def _module_and_name(handler: str) -> tuple[Any, str]:
    module, _, name = handler.rpartition(".")
    return importlib.import_module(module), name


# ---------------------------------------------------------------------------------------------------------- roles


def test_functions_of_one_footprint_share_a_role() -> None:
    made = final()
    assert properties(made, "ReadRelation")["Role"] == properties(made, "ReadContact")["Role"]
    assert properties(made, "ReadRelation")["Role"] != properties(made, "UpdateRelation")["Role"]
    assert len({str(each["Role"]) for each in of_kind(made, FUNCTION).values()}) < 56


@pytest.mark.parametrize("grouping", functions.GROUPINGS)
def test_no_role_may_do_anything_everywhere(grouping: str) -> None:
    made = final("dev", grouping)
    ours = [name for name in of_kind(made, "AWS::IAM::Role") if name != api_log.API_LOG_ROLE]  # which has AWS's own
    for role in ours:
        for each in statements(made, role):
            assert each["Resource"] != "*", role
            assert not [action for action in each["Action"] if "*" in action or "Scan" in action], role


def test_the_only_wildcard_is_what_x_ray_takes() -> None:
    made = final("prod")
    for role in {roles.role_id(roles.footprint(each)) for each in plan()}:
        assert [each["Sid"] for each in statements(made, role) if each["Resource"] == "*"] == ["Traces"]
    assert variables(made, "ReadRelation")["RELATA_TRACING"] == {"Ref": "TraceCalls"}
    assert properties(made, api.STAGE)["TracingEnabled"] is True


def test_lambda_puts_aside_what_failed_in_the_name_of_the_function() -> None:
    for each in plan():
        role = statements(final(), roles.role_id(roles.footprint(each)))
        assert ("Buries" in {each["Sid"] for each in role}) is (each.trigger in ("stream", "bus", "minute"))


# --------------------------------------------------------------------------------------------------------- events


def source(function: str) -> dict[str, Any]:
    (event,) = properties(final(), function)["Events"].values()
    found: dict[str, Any] = event["Properties"]
    return found


def test_the_stream_brings_new_changes_and_hears_which_ones_failed() -> None:
    """R3"""
    told = source("Publish")
    assert told["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert told["BisectBatchOnFunctionError"] is True
    assert (told["MaximumRetryAttempts"], told["MaximumRecordAgeInSeconds"]) == (-1, 43_200)
    assert told["DestinationConfig"]["OnFailure"]["Destination"] == {"Fn::GetAtt": ["DeadLetters", "Arn"]}
    (pattern,) = told["FilterCriteria"]["Filters"]
    assert json.loads(pattern["Pattern"]) == {
        "eventName": ["INSERT"],
        "dynamodb": {"Keys": {"sk": {"S": [{"prefix": keys.CHANGE}]}}},
    }


def test_a_reaction_listens_on_our_own_bus_and_nothing_that_it_fails_is_lost() -> None:
    told, invoked = source("React"), properties(final(), "React")["EventInvokeConfig"]
    assert told["EventBusName"] == {"Ref": "Bus"}
    assert told["Pattern"] == {"source": ["relata"]}
    assert told["DeadLetterConfig"] == {"Arn": {"Fn::GetAtt": ["DeadLetters", "Arn"]}}
    assert invoked["DestinationConfig"]["OnFailure"]["Destination"] == {"Fn::GetAtt": ["DeadLetters", "Arn"]}


def test_what_aws_itself_announces_is_listened_to_on_the_accounts_bus() -> None:
    made: dict[str, Any] = {
        "Events": {"File": {"Type": "CloudWatchEvent", "Properties": {"Pattern": {"source": ["aws.s3"]}}}}
    }
    events.equip(made, "bus")
    assert "EventBusName" not in made["Events"]["File"]["Properties"]


def test_mail_is_filed_that_came_into_our_own_bucket() -> None:
    """Whoever has another bucket in the account announces what comes into it on the same bus."""
    told = source("FileMail")["Pattern"]
    assert told["detail"] == {"bucket": {"name": [{"Ref": "InboundMail"}]}, "object": {"key": [{"prefix": "raw/"}]}}


def test_a_flood_of_mail_does_not_take_all_functions_of_the_account() -> None:
    """M8: what is held back waits for six hours, and is then put aside."""
    made = properties(final(), "FileMail")
    assert resolved(made["ReservedConcurrentExecutions"], {"ReserveFunctions": "on"}) == 10
    assert made["EventInvokeConfig"]["MaximumEventAgeInSeconds"] == 6 * 3600


def test_a_reaction_has_more_time_than_the_api_gives_a_request() -> None:
    assert properties(final(), "React")["Timeout"] == 900
    assert all(each.timeout <= 29 for each in plan() if each.trigger in ("api", "authorizer"))


def test_letters_come_from_the_queue_of_that_name() -> None:
    assert source("Deliver")["Queue"] == {"Fn::GetAtt": ["MailQueue", "Arn"]}


def test_what_runs_on_the_clock_puts_aside_what_it_cannot_carry_out() -> None:
    """There is no schedule yet; the first one gets this."""
    made: dict[str, Any] = {"Events": {"Minute": {"Type": "Schedule", "Properties": {"Schedule": "rate(1 minute)"}}}}
    events.equip(made, "schedule")
    assert made["Events"]["Minute"]["Properties"]["DeadLetterConfig"]["Arn"] == {"Fn::GetAtt": ["DeadLetters", "Arn"]}
    assert made["EventInvokeConfig"]["DestinationConfig"]["OnFailure"]["Type"] == "SQS"


# ------------------------------------------------------------------------------------------------------------ API


def test_each_route_calls_its_function_through_the_one_role() -> None:
    made = final()
    told = served(made, "patch", "/v1/relations/{id}")
    assert "${UpdateRelation.Arn}" in told["uri"]["Fn::Sub"]
    assert told["credentials"] == {"Fn::GetAtt": ["GatewayRole", "Arn"]}
    assert "${Preflight.Arn}" in served(made, "options", "/v1/relations/{id}")["uri"]["Fn::Sub"]
    assert not of_kind(made, "AWS::Lambda::Permission")
    authorizer = properties(made, api.API)["Body"]["securityDefinitions"]["authorizer"][api.AUTHORIZER]
    assert authorizer["authorizerCredentials"] == {"Fn::GetAtt": ["GatewayRole", "Arn"]}


def test_api_gateway_may_call_functions_of_this_stack_only() -> None:
    (each,) = statements(final(), roles.GATEWAY)
    assert each["Action"] == ["lambda:InvokeFunction"]
    assert each["Resource"]["Fn::Sub"].endswith(":function:${AWS::StackName}-*")


def test_the_api_is_throttled() -> None:
    (limits,) = properties(final(), api.STAGE)["MethodSettings"]
    assert limits["ThrottlingRateLimit"] > 0
    assert limits["ThrottlingBurstLimit"] > 0


def test_another_definition_is_another_deployment_and_other_code_is_not() -> None:
    changed = copy.deepcopy(templates.packaged())
    properties(changed, api.API)["DefinitionBody"]["info"]["version"] = "2"
    made = template.final(changed, templates.declared(), "dev", "code/abc.zip")
    other_code = template.final(templates.packaged(), templates.declared(), "dev", "code/other.zip")
    deployed = [properties(each, api.STAGE)["DeploymentId"] for each in (final(), made, other_code)]
    assert deployed[0] != deployed[1]
    assert deployed[0] == deployed[2]


# ----------------------------------------------------------------------------------------------------------- size


@pytest.mark.parametrize("stage", ["dev", "prod"])
def test_the_template_fits_with_room_to_grow(stage: str, capsys: pytest.CaptureFixture[str]) -> None:
    made = final(stage)
    started = [each for each in plan() if each.trigger not in ("api", "authorizer")]
    left = template.MOST_RESOURCES - len(made["Resources"]) - MADE_BY_SAM * len(started)
    parts = api.MOST_RESOURCES - len(folding.path_parts(properties(made, api.API)["Body"]["paths"]))
    assert left > ROOM
    assert parts > PATHS
    assert len(json.dumps(made)) < 1_000_000
    with capsys.disabled():
        print(f"\n{stage}: {left} resources and {parts} path parts are left")


# ---------------------------------------------------------------------------------------------------------- local


def test_the_local_stack_is_the_same_but_for_what_its_engine_lacks() -> None:
    local = emulator.localized(final(), Path("/libraries"), {"RELATA_KVK_URL": "http://127.0.0.1:1/kvk"})
    for name in gateway.resources(api.API):
        del local["Resources"][name]
    told = local["Globals"]["Function"]["Environment"]["Variables"]
    assert told.pop("PYTHONPATH") == "/libraries"
    assert told["RELATA_TENANT_CREATION"] == "on"
    told["RELATA_TENANT_CREATION"] = "off"
    assert told["RELATA_KVK_URL"] == "http://127.0.0.1:1/kvk"
    told["RELATA_KVK_URL"] = SETTINGS["kvk_url"].default
    (deployment,) = [each for name, each in local["Resources"].items() if name.startswith(api.DEPLOYMENT)]
    assert deployment.pop("DependsOn") == sorted(gateway.resources(api.API))
    known = {name: each for name, each in final()["Resources"].items() if each["Type"] not in emulator.LEFT_OUT}
    for name in loosened(local):
        local["Resources"][name] = known[name]
    outputs = {name: each for name, each in final()["Outputs"].items() if name not in edge.outputs()}
    assert local == final() | {"Resources": known, "Outputs": outputs}


def loosened(local: Template) -> list[str]:
    """The roles that the engine needs otherwise: those of tenants and of what is of no tenant, and those for mail."""
    known = {"Delivers", "OpensMail", *(touch.name for each in plan() for touch in each.touches if touch.common)}
    changed = [
        name for name in of_kind(local, "AWS::IAM::Role") if local["Resources"][name] != final()["Resources"][name]
    ]
    assert changed == [name for name in changed if name.startswith("Tenant") or any(each in name for each in known)]
    for name in changed:
        actions = [each["Action"] for each in statements(local, name)]
        assert actions == [each["Action"] for each in statements(final(), name)]
    return changed


def test_code_that_cannot_be_read_is_not_packaged(tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    package.copy_code(package.ROOT, broken)
    (broken / "app.py").write_text("def")
    with pytest.raises(package.PackagingFailed, match="SyntaxError"):
        package.package_code("dev", tmp_path, broken)


def test_the_same_code_gives_the_same_package(tmp_path: Path) -> None:
    first = package.package_code("dev", tmp_path / "one")
    second = package.package_code("dev", tmp_path / "two")
    assert (first.key, first.template) == (second.key, second.template)


def test_libraries_are_installed_anew_for_other_requirements_or_another_python() -> None:
    assert package.fingerprint(b"one==1") == package.fingerprint(b"one==1")
    assert package.fingerprint(b"one==1") != package.fingerprint(b"one==2")
