"""What the local engine must be told that AWS knows: a small change to the final template, and the only one.

MiniStack 1.5.33 does not read gateway responses from the API's definition, so the same table goes in as resources,
before the deployment that takes the snapshot. It holds calls to IAM, but tells IAM neither which keys of a table they
are about, nor whose session asks for a file, nor the path of a role that is taken on, nor the address that a mail is
from: what asks for those is loosened. Some types of resources it does not know, and it is spoken to without TLS, which
the policies of buckets and queues refuse. Dependencies stay in a directory instead of in the zip: they are then built
for this machine's Python, and unpacked once and not per process. `front.py` is in the place of the edge.
"""

import copy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from infra import gateway, resources, tenant_roles
from infra.deploy import Account
from infra.resources import IDENTITY_TABLE, TABLE, edge
from infra.template import API, DEPLOYMENT, Template

EDGE = tuple(
    f"AWS::CloudFront::{name}" for name in ("Distribution", "Function", "OriginAccessControl", "ResponseHeadersPolicy")
)
UNKNOWN = (*EDGE, "AWS::Events::Archive", "AWS::SES::ReceiptRule", "AWS::SES::ReceiptRuleSet")
ONLY_TLS = ("AWS::S3::BucketPolicy", "AWS::SNS::TopicPolicy", "AWS::SQS::QueuePolicy")
LEFT_OUT = UNKNOWN + ONLY_TLS
OWN_FOLDERS = tuple(map(tenant_roles.folder, ("", resources.QUARANTINE, resources.PAGES, resources.EXPORTS)))


def localized(template: Template, dependencies: Path, places: Mapping[str, str]) -> Template:
    """`places` are the variables that say where others are who are asked."""
    local = copy.deepcopy(template)
    local["Resources"] = {name: told for name, told in local["Resources"].items() if told["Type"] not in LEFT_OUT}
    for name in edge.outputs():
        del local["Outputs"][name]
    responses = gateway.resources(API)
    local["Resources"] |= responses
    for name, resource in local["Resources"].items():
        if name.startswith(DEPLOYMENT):
            resource["DependsOn"] = sorted(responses)
        if resource["Type"] == "AWS::IAM::Role":
            _loosen(resource["Properties"])
    local["Globals"]["Function"]["Environment"]["Variables"] |= local_variables(dependencies) | dict(places)
    return local


def _loosen(role: dict[str, Any]) -> None:
    for policy in role.get("Policies", ()):
        for each in policy["PolicyDocument"]["Statement"]:
            if each.get("Condition") in (*tenant_roles.OWN.values(), tenant_roles.THROUGH_S3) or _is_by_key(each):
                del each["Condition"]
            if each["Resource"] == resources.sending_arns():
                each["Resource"] = "*"
                del each["Condition"]
            if each["Resource"] in OWN_FOLDERS:
                each["Resource"] = {"Fn::Sub": each["Resource"]["Fn::Sub"].replace(tenant_roles.ESCAPED, "*")}
    for each in role["AssumeRolePolicyDocument"]["Statement"]:
        each.get("Condition", {}).pop("ArnLike", None)


def _is_by_key(statement: dict[str, Any]) -> bool:
    return "dynamodb:LeadingKeys" in statement.get("Condition", {}).get("ForAllValues:StringLike", {})


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
