"""What the local engine must be told that AWS knows: a small change to the final template, and the only one.

MiniStack 1.5.33 does not read gateway responses from the API's definition, so the same table goes in as
resources, before the deployment that takes the snapshot. Dependencies stay in a directory instead of in the
zip: they are then built for this machine's Python, and unpacked once and not per process.
"""

import copy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from infra import gateway
from infra.deploy import Account
from infra.resources import IDENTITY_TABLE, TABLE
from infra.template import API, DEPLOYMENT, Template, functions


def localized(template: Template, dependencies: Path) -> Template:
    local = copy.deepcopy(template)
    responses = gateway.resources(API)
    local["Resources"] |= responses
    for name, resource in local["Resources"].items():
        if name.startswith(DEPLOYMENT):
            resource["DependsOn"] = sorted(responses)
    for properties in functions(local).values():
        properties["Environment"]["Variables"] |= local_variables(dependencies)
    return local


def local_variables(dependencies: Path) -> dict[str, Any]:
    return {"PYTHONPATH": str(dependencies), "RELATA_TENANT_CREATION": "on"}


def complete(account: Account, ids: Mapping[str, str]) -> None:
    """What its CloudFormation leaves undone (time to live), and the right to send mail to anyone."""
    dynamodb = account.client("dynamodb")
    for table in (TABLE, IDENTITY_TABLE):
        _expire(dynamodb, ids[table])
    account.client("sesv2").put_account_details(
        MailType="TRANSACTIONAL", WebsiteURL="http://127.0.0.1", ProductionAccessEnabled=True
    )


def _expire(dynamodb: Any, table: str) -> None:
    found = dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"]
    if found["TimeToLiveStatus"] == "DISABLED":
        wanted = {"Enabled": True, "AttributeName": "expires_at"}
        dynamodb.update_time_to_live(TableName=table, TimeToLiveSpecification=wanted)
