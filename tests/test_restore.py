"""C6: what tenants keep is brought back into a new table, checked, and followed from there, but not a second time."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest

import app
from chalicelib import clock
from chalicelib.identity import table as identity_table
from chalicelib.storage import keys, table
from infra import restore, restored_table
from infra.deploy import Account
from infra.restore import ACCOUNTS, RECORDS, Asked
from infra.restored_table import Traits
from infra.stack import Change, DeploymentFailed
from tests import world as front_door
from tests.consistency import assert_consistent
from tests.engine import environment
from tests.world import IDENTITY_TABLE, TABLE, User, World, forget_settings

AT = datetime(2026, 11, 21, 10, tzinfo=UTC)
TARGET = f"{TABLE}.at.20261121T100000Z"
WHOLE = Traits("expires_at", "NEW_AND_OLD_IMAGES", True, True, frozenset({("team", "crm")}))
EMPTY = Traits("", "", False, False, frozenset())
TEMPLATE = {
    "AWSTemplateFormatVersion": "2010-09-09",
    "Parameters": {
        name: {"Type": "String", "Default": ""}
        for name in ("RestoredTable", "RestoredStream", "RestoredIdentityTable", "Epoch", "Origin")
    },
    "Resources": {"Queue": {"Type": "AWS::SQS::Queue"}},
}


@pytest.fixture
def anna(world: World) -> Iterator[User]:
    """A tenant with a bit of everything, beside another, in tables as the template makes them, on a stage that runs."""
    if world.engine.name != "moto":
        pytest.skip("only moto restores tables")
    for name in (TABLE, IDENTITY_TABLE):
        as_deployed(world, name)
    formation = boto3.client("cloudformation")
    origin = [{"ParameterKey": "Origin", "ParameterValue": "https://crm.example.com"}]
    formation.create_stack(StackName="relata-prod", TemplateBody=json.dumps(TEMPLATE), Parameters=origin)
    anna = world.user()
    company = anna.company("Hamerslag", status=["customer"], external_ids={"sap": "1"})
    anna.contact(company.id)
    world.user(tenant="Other").company("Elders")
    world.settle()
    yield anna
    formation.delete_stack(StackName="relata-prod")
    for name in boto3.client("dynamodb").list_tables()["TableNames"]:
        drop_table(world, name)


def as_deployed(world: World, name: str) -> None:
    dynamodb = world.engine.client
    ttl = {"Enabled": True, "AttributeName": "expires_at"}
    dynamodb.update_time_to_live(TableName=name, TimeToLiveSpecification=ttl)
    backups = {"PointInTimeRecoveryEnabled": True}
    dynamodb.update_continuous_backups(TableName=name, PointInTimeRecoverySpecification=backups)
    dynamodb.update_table(TableName=name, DeletionProtectionEnabled=True)
    arn = dynamodb.describe_table(TableName=name)["Table"]["TableArn"]
    dynamodb.tag_resource(ResourceArn=arn, Tags=[{"Key": "team", "Value": "crm"}])


def drop_table(world: World, name: str) -> None:
    world.engine.client.update_table(TableName=name, DeletionProtectionEnabled=False)
    world.engine.client.delete_table(TableName=name)


def bring_back(**asked: Any) -> int:
    return restore.bring_back(Account(), Asked("prod", AT, **asked), lambda changes: True)


def stack_parameters() -> dict[str, str]:
    (stack,) = boto3.client("cloudformation").describe_stacks(StackName="relata-prod")["Stacks"]
    return {each["ParameterKey"]: each["ParameterValue"] for each in stack["Parameters"]}


def damage(world: World, name: str = TABLE) -> None:
    """Half of all that is derived is lost, and a record with it."""
    items = [key for key in scanned(world, name) if keys.family_of(key[0]) in ("word", "facet", "list")]
    for pk, sk in items[::2]:
        world.engine.client.delete_item(TableName=name, Key={"pk": {"S": pk}, "sk": {"S": sk}})


def scanned(world: World, name: str) -> dict[tuple[str, str], Any]:
    pages = world.engine.client.get_paginator("scan").paginate(TableName=name)
    return {(item["pk"]["S"], item["sk"]["S"]): item for page in pages for item in page["Items"]}


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The stage after the switch: its functions start anew, with what the stack tells them."""
    told = stack_parameters()
    monkeypatch.setattr(front_door, "TABLE", told["RestoredTable"])
    with environment({"RELATA_TABLE": told["RestoredTable"], "RELATA_EPOCH": told["Epoch"]}):
        start_anew()
        yield
    start_anew()


def start_anew() -> None:
    forget_settings()
    table.connection.cache_clear()
    identity_table.connection.cache_clear()


# ---------------------------------------------------------------------------------------------------- the whole story


def test_c6_what_was_damaged_is_brought_back_and_only_what_is_new_is_followed(
    world: World, anna: User, request: pytest.FixtureRequest
) -> None:
    """moto keeps no past, so the table is restored before the damage; all else comes after it."""
    before, old_changes = world.items(), [each for each in world.stream_records() if is_change(each)]
    dynamodb = boto3.client("dynamodb")
    restored_table.restore(dynamodb, TABLE, AT)
    damage(world)
    assert anna.search("hamer jan") == []
    assert world.items() != before

    assert bring_back(switch=True) == 0
    assert scanned(world, TARGET) == before
    assert restored_table.traits(dynamodb, TARGET) == restored_table.traits(dynamodb, TABLE) == WHOLE
    request.getfixturevalue("elsewhere")
    restored = World(world.engine, app.app, tenants=world.tenants)
    anna = replace(anna, world=restored)
    assert anna.search("hamer jan") == ["Jan Visser"]
    assert_consistent(restored)

    assert restored.publish(old_changes) == {"batchItemFailures": []}
    assert restored.bus.take() == []
    (company,) = anna.get("/v1/relations")["data"]
    anna.patch(f"/v1/relations/{company['id']}", {"name": "Nieuw"})
    restored.settle()
    assert anna.search("nieuw jan") == ["Jan Visser"]
    assert_consistent(restored)


def is_change(record: dict[str, Any]) -> bool:
    return bool(record["dynamodb"]["Keys"]["sk"]["S"].startswith(keys.CHANGE))


# ------------------------------------------------------------------------------------------------------- step by step


def test_a_restore_touches_nothing_that_runs(world: World, anna: User, capsys: pytest.CaptureFixture[str]) -> None:
    before = stack_parameters()
    with world.unchanged():
        assert bring_back() == 0
    assert stack_parameters() == before
    said = capsys.readouterr().err
    assert f"The stage goes on with {TABLE}" in said
    assert all(tenant in said for tenant in world.tenants.values())


def test_it_is_not_done_twice(world: World, anna: User) -> None:
    assert bring_back() == 0
    anna.company("Later")
    assert bring_back() == 0
    assert "Later" not in str(scanned(world, TARGET))


def test_entries_that_do_not_fit_keep_it_from_being_used_until_they_are_mended(
    world: World, anna: User, capsys: pytest.CaptureFixture[str]
) -> None:
    before = world.items()
    damage(world, restored_table.restore(boto3.client("dynamodb"), TABLE, AT))
    assert bring_back(switch=True) == 1
    assert "MEND=1 makes them anew" in capsys.readouterr().err
    assert stack_parameters()["RestoredTable"] == ""
    with world.unchanged():
        assert bring_back(mend=True, switch=True) == 0
    assert scanned(world, TARGET) == before
    assert stack_parameters()["RestoredTable"] == TARGET


def test_the_switch_keeps_the_other_parameters_and_is_asked_first(world: World, anna: User) -> None:
    asked: list[list[Change]] = []

    def refused(changes: Any) -> bool:
        asked.append(changes)
        return False

    assert restore.bring_back(Account(), Asked("prod", AT, switch=True), refused) == 1
    assert (len(asked), stack_parameters()["RestoredTable"]) == (1, "")
    earliest = clock.timestamp()
    assert bring_back(switch=True) == 0
    told = stack_parameters()
    assert told["Origin"] == "https://crm.example.com"
    assert told["RestoredTable"] == TARGET
    assert told["RestoredStream"].split("/stream/")[0].endswith(f"table/{TARGET}")
    assert told["Epoch"] >= earliest


def test_accounts_are_restored_beside_those_in_use(world: World, anna: User) -> None:
    with world.unchanged():
        assert bring_back(store=ACCOUNTS, switch=True) == 0
    target = restored_table.target_name(IDENTITY_TABLE, AT)
    assert scanned(world, target) == scanned(world, IDENTITY_TABLE)
    told = stack_parameters()
    assert (told["RestoredIdentityTable"], told["RestoredTable"], told["Epoch"]) == (target, "", "")


def test_a_stack_from_before_restoring_is_named(world: World, anna: User, capsys: pytest.CaptureFixture[str]) -> None:
    formation = boto3.client("cloudformation")
    bare = {**TEMPLATE, "Parameters": {"Origin": {"Type": "String", "Default": ""}}}
    formation.delete_stack(StackName="relata-prod")
    formation.create_stack(StackName="relata-prod", TemplateBody=json.dumps(bare))
    with pytest.raises(DeploymentFailed, match="make deploy first"):
        bring_back(switch=True)


# --------------------------------------------------------------------------------------------------------------- pure


def test_a_restored_table_gets_all_that_its_source_has() -> None:
    told = [(step.call, step.told) for step in restored_table.owed(WHOLE, EMPTY, "t", "arn")]
    assert told == [
        ("update_time_to_live", "time to live"), ("update_table", "stream"),
        ("update_continuous_backups", "continuous backups"), ("update_table", "protection"), ("tag_resource", "tags"),
    ]  # fmt: skip
    assert list(restored_table.owed(WHOLE, WHOLE, "t", "arn")) == []
    assert list(restored_table.owed(EMPTY, EMPTY, "t", "arn")) == []


def test_a_restored_table_that_is_restored_again_keeps_its_name_short() -> None:
    first = restored_table.target_name("relata", AT)
    assert first == "relata.at.20261121T100000Z"
    assert restored_table.target_name(first, AT.replace(hour=11)) == "relata.at.20261121T110000Z"


def test_a_moment_without_a_time_zone_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert restore.moment("2026-11-21T11:00:00+01:00") == AT
    with pytest.raises(SystemExit):
        restore.main(["--stage", "prod", "--at", "2026-11-21T10:00:00"])
    assert "argument --at: name the time zone, such as 2026-11-21T10:00:00Z" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("days", "refusal"),
    [(-1, "is still to come"), (1, ""), (34, ""), (36, "is too long ago: DynamoDB keeps 35 days")],
)
def test_a_moment_that_is_not_kept_is_refused_at_once(
    days: int, refusal: str, capsys: pytest.CaptureFixture[str]
) -> None:
    at = clock.now() - timedelta(days=days)
    told = restore.out_of_reach(at, clock.now())
    assert refusal in told
    assert bool(told) == bool(refusal)
    if refusal:
        with pytest.raises(SystemExit):
            restore.main(["--stage", "prod", "--at", clock.stamp(at)])
        assert refusal in capsys.readouterr().err


def test_what_it_can_be_pointed_at_is_what_functions_read() -> None:
    from chalicelib.settings import SETTINGS

    assert {RECORDS.variable, ACCOUNTS.variable} <= {each.variable for each in SETTINGS.values()}
