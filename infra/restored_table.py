"""A table as it was at a moment, in a new table: what DynamoDB does not restore is set as the source has it."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

SECONDS = 5.0
AT = ".at."
Say = Callable[[str], None]


class Traits(NamedTuple):
    """What a table has beside its items, keys and encryption, which are all that is restored."""

    expires_by: str
    stream: str
    backed_up: bool
    protected: bool
    tags: frozenset[tuple[str, str]]


class Step(NamedTuple):
    """A call to DynamoDB; `told` for who looks on."""

    told: str
    call: str
    parameters: dict[str, Any]


def target_name(source: str, at: datetime) -> str:
    """Of the original, also when the source is itself a restored one."""
    return f"{source.partition(AT)[0]}{AT}{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def owed(wanted: Traits, found: Traits, name: str, arn: str) -> Iterator[Step]:
    """What a restored table lacks of what its source has."""
    if wanted.expires_by != found.expires_by:
        ttl = {"Enabled": True, "AttributeName": wanted.expires_by}
        yield Step("time to live", "update_time_to_live", {"TableName": name, "TimeToLiveSpecification": ttl})
    if wanted.stream != found.stream:
        stream = {"StreamEnabled": True, "StreamViewType": wanted.stream}
        yield Step("stream", "update_table", {"TableName": name, "StreamSpecification": stream})
    if wanted.backed_up and not found.backed_up:
        backups = {"TableName": name, "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True}}
        yield Step("continuous backups", "update_continuous_backups", backups)
    if wanted.protected and not found.protected:
        yield Step("protection", "update_table", {"TableName": name, "DeletionProtectionEnabled": True})
    if tags := sorted(wanted.tags - found.tags):
        named = [{"Key": key, "Value": value} for key, value in tags]
        yield Step("tags", "tag_resource", {"ResourceArn": arn, "Tags": named})


def restore(dynamodb: Any, source: str, at: datetime, say: Say = lambda line: None) -> str:
    """The name of the table; asked again it goes on where it was left."""
    target = target_name(source, at)
    if not _exists(dynamodb, target):
        say(f"Restoring {source} into {target}; a large table takes hours …")
        dynamodb.restore_table_to_point_in_time(SourceTableName=source, TargetTableName=target, RestoreDateTime=at)
    _await(dynamodb, target)
    arn = dynamodb.describe_table(TableName=target)["Table"]["TableArn"]
    for step in owed(traits(dynamodb, source), traits(dynamodb, target), target, arn):
        say(f"  {step.told}")
        getattr(dynamodb, step.call)(**step.parameters)
        _await(dynamodb, target)
    return target


def traits(dynamodb: Any, name: str) -> Traits:
    told = dynamodb.describe_table(TableName=name)["Table"]
    ttl = dynamodb.describe_time_to_live(TableName=name)["TimeToLiveDescription"]
    backups = dynamodb.describe_continuous_backups(TableName=name)["ContinuousBackupsDescription"]
    return Traits(
        expires_by=ttl.get("AttributeName", "") if ttl["TimeToLiveStatus"] in ("ENABLED", "ENABLING") else "",
        stream=told.get("StreamSpecification", {}).get("StreamViewType", ""),
        backed_up=backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"] == "ENABLED",
        protected=told.get("DeletionProtectionEnabled", False),
        tags=frozenset(_tags(dynamodb, told["TableArn"])),
    )


def _tags(dynamodb: Any, arn: str) -> Iterator[tuple[str, str]]:
    """But for AWS's own, which nobody else may set."""
    for page in dynamodb.get_paginator("list_tags_of_resource").paginate(ResourceArn=arn):
        yield from ((tag["Key"], tag["Value"]) for tag in page["Tags"] if not tag["Key"].startswith("aws:"))


def _exists(dynamodb: Any, name: str) -> bool:
    try:
        dynamodb.describe_table(TableName=name)
    except dynamodb.exceptions.ResourceNotFoundException:
        return False
    return True


def _await(dynamodb: Any, name: str) -> None:
    while dynamodb.describe_table(TableName=name)["Table"]["TableStatus"] != "ACTIVE":
        time.sleep(SECONDS)
