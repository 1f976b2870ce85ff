"""A stage that runs on AWS: who asks, its stack, and the environment of its functions, so that a tool that an operator
runs does what they would do."""

import argparse
import json
import os
import re
from pathlib import Path
from typing import Any

from chalicelib.identity import keys

CONFIG = Path(__file__).resolve().parent.parent / ".chalice" / "config.json"
# What makes a function less than the whole: an operator has rights of his own, needs no role of a tenant, and has no
# daemon of X-Ray to send traces to.
OWN = {"RELATA_TENANT_ROLE": "", "RELATA_HANDLERS": "all", "RELATA_TRACING": "off"}
NAME = re.compile("[a-z0-9]+")
BAD_NAME = (
    "`{stage}` cannot be the name of a stage: only lower-case letters and digits can. With a dash, the rights of a "
    "stage `prod` would reach what belongs to `prod-eu`."
)
CREDENTIALS = "There are no AWS credentials: sign in with `aws sso login`, or name a profile in AWS_PROFILE."
REGION = "There is no region: set AWS_REGION, such as AWS_REGION=eu-west-1."
NOT_THERE = "The stage {stage} cannot be reached in {region}: {error}"


class Unreachable(RuntimeError):
    pass


class NoSuchTenant(RuntimeError):
    pass


def names() -> list[str]:
    """Of the stages that there are."""
    return sorted(json.loads(CONFIG.read_text())["stages"])


def named(text: str) -> str:
    """An argument that is the name of a stage, or empty for none."""
    if text and text not in names():
        raise argparse.ArgumentTypeError(f"there is no stage `{text}`; there are {', '.join(names())}")
    return text


def stack_name(stage: str) -> str:
    """Raises Unreachable for a stage that may not be called so."""
    if not NAME.fullmatch(stage):
        raise Unreachable(BAD_NAME.format(stage=stage))
    return f"relata-{stage}"


def session() -> Any:
    """Of whoever runs it. Raises Unreachable with what is missing."""
    import boto3

    found = boto3.Session(region_name=os.environ.get("AWS_REGION") or None)
    if found.get_credentials() is None:
        raise Unreachable(CREDENTIALS)
    if found.region_name is None:
        raise Unreachable(REGION)
    return found


def ids(formation: Any, stack: str) -> dict[str, str]:
    """Physical ids by logical id."""
    pages = formation.get_paginator("list_stack_resources").paginate(StackName=stack)
    found = [each for page in pages for each in page["StackResourceSummaries"]]
    return {each["LogicalResourceId"]: each.get("PhysicalResourceId", "") for each in found}


def variables(formation: Any, functions: Any, stack: str) -> dict[str, str]:
    """The environment of its functions, which have it in common but for what is theirs alone."""
    pages = formation.get_paginator("list_stack_resources").paginate(StackName=stack)
    for each in (each for page in pages for each in page["StackResourceSummaries"]):
        if each["ResourceType"] == "AWS::Lambda::Function":
            told = functions.get_function_configuration(FunctionName=each["PhysicalResourceId"])
            return {**told["Environment"]["Variables"], **OWN}
    raise Unreachable(f"The stack {stack} has no functions: deploy it first.")


def enter(stage: str) -> dict[str, str]:
    """Takes on the environment of a stage; to be called before anything reads a setting. Raises Unreachable."""
    from botocore.exceptions import BotoCoreError, ClientError

    who = session()
    try:
        told = variables(who.client("cloudformation"), who.client("lambda"), stack_name(stage))
    except (BotoCoreError, ClientError) as error:
        raise Unreachable(NOT_THERE.format(stage=stage, region=who.region_name, error=error)) from error
    os.environ |= {**told, "AWS_DEFAULT_REGION": who.region_name}
    return told


def tenants(dynamodb: Any, identity_table: str) -> list[str]:
    """All of them, by reading the whole identity table."""
    pages = dynamodb.get_paginator("scan").paginate(
        TableName=identity_table,
        FilterExpression="sk = :sk",
        ExpressionAttributeValues={":sk": {"S": keys.tenant("").sk}},
        ConsistentRead=True,
    )
    return sorted(item["tenant"]["S"] for page in pages for item in page["Items"])
