"""Brings a package to CloudFormation, on AWS or on the local engine: upload, create or update, wait."""

import json
import time
from collections.abc import Mapping
from typing import Any

import boto3
from botocore.exceptions import ClientError

from infra.package import REGION, Package

CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]
FAILED_BIRTH = ("ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED")


class DeploymentFailed(RuntimeError):
    pass


class Account:
    """Clients of one account; `endpoint` is the local engine, or None for AWS."""

    def __init__(self, endpoint: str | None = None) -> None:
        keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"} if endpoint else {}
        self._session = boto3.Session(region_name=REGION, **keys)
        self._endpoint = endpoint

    def client(self, service: str) -> Any:
        return self._session.client(service, endpoint_url=self._endpoint)


def deploy(account: Account, stack: str, package: Package, parameters: Mapping[str, str]) -> dict[str, str]:
    """Deploys and waits; gives resource ids by logical id."""
    template_url = _upload(account.client("s3"), parameters["CodeBucket"], package)
    formation = account.client("cloudformation")
    _put(formation, stack, _request(stack, template_url, parameters))
    _wait(formation, stack)
    found = formation.describe_stack_resources(StackName=stack)["StackResources"]
    return {each["LogicalResourceId"]: each["PhysicalResourceId"] for each in found}


def exists(account: Account, stack: str) -> bool:
    return bool(_status(account.client("cloudformation"), stack))


def _upload(s3: Any, bucket: str, package: Package) -> str:
    """Uploads code and template (too large for a request body); gives the template's URL."""
    template_key = package.key.replace(".zip", ".json")
    try:
        s3.head_bucket(Bucket=bucket)
    except ClientError:
        s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_object(Bucket=bucket, Key=package.key, Body=package.archive.read_bytes())
    s3.put_object(Bucket=bucket, Key=template_key, Body=json.dumps(package.template).encode())
    return f"{s3.meta.endpoint_url}/{bucket}/{template_key}"


def _request(stack: str, template_url: str, parameters: Mapping[str, str]) -> dict[str, Any]:
    return {
        "StackName": stack,
        "TemplateURL": template_url,
        "Capabilities": CAPABILITIES,
        "Parameters": [{"ParameterKey": name, "ParameterValue": value} for name, value in parameters.items()],
    }


def _put(formation: Any, stack: str, request: dict[str, Any]) -> None:
    status = _status(formation, stack)
    if status in FAILED_BIRTH:
        formation.delete_stack(StackName=stack)
        formation.get_waiter("stack_delete_complete").wait(StackName=stack)
        status = ""
    if not status:
        formation.create_stack(**request)
        return
    try:
        formation.update_stack(**request)
    except ClientError as error:
        if "No updates are to be performed" not in str(error):
            raise


def _status(formation: Any, stack: str) -> str:
    """The stack's status, empty when there is no stack."""
    try:
        return str(formation.describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"])
    except ClientError as error:
        if "does not exist" not in str(error):
            raise
        return ""


def _wait(formation: Any, stack: str) -> None:
    while (status := _status(formation, stack)).endswith("_IN_PROGRESS"):
        time.sleep(0.2)
    if status not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
        raise DeploymentFailed(f"Stack {stack} ended as {status}:\n" + "\n".join(_reasons(formation, stack)))


def _reasons(formation: Any, stack: str) -> list[str]:
    events = formation.describe_stack_events(StackName=stack)["StackEvents"]
    return [
        f"{event['LogicalResourceId']}: {event.get('ResourceStatusReason', '')}"
        for event in events
        if event["ResourceStatus"].endswith("FAILED")
    ]
