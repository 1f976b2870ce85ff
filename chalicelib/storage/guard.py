"""The tenant guard: every request to DynamoDB is looked at just before it is sent, in production as in tests, and
refused when a key in it does not begin with the tenant in whose name the code is running."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from chalicelib import logs
from chalicelib.storage import keys

_tenant: ContextVar[str] = ContextVar("tenant", default="")
PARTITION = re.compile(r"(#\w+) = (:\w+)")
ITEM_CALLS = ("GetItem", "PutItem", "UpdateItem", "DeleteItem")


class TenantBreach(RuntimeError):
    """Our own mistake, never the client's: the answer is a bare 500, and the log line raises the alarm."""


@contextmanager
def within(tenant: str) -> Iterator[None]:
    token = _tenant.set(tenant)
    try:
        yield
    finally:
        _tenant.reset(token)


def watch(client: Any, table_name: str) -> None:
    """Attach to a boto client for DynamoDB; other tables than `table_name` are none of our business."""

    def before(params: dict[str, Any], model: Any, **_: Any) -> None:
        check(model.name, params, table_name)

    client.meta.events.register("before-parameter-build.dynamodb", before)


def check(call: str, params: dict[str, Any], table_name: str) -> None:
    tenant = _tenant.get()
    for pk in partitions(call, params, table_name):
        if not keys.belongs_to(tenant, pk):
            logs.warning("tenant_breach", operation=call, tenant=tenant)
            raise TenantBreach(f"{call} outside the tenant in whose name it runs")


def partitions(call: str, params: dict[str, Any], table_name: str) -> Iterator[str]:
    """The partition key of every item that a request touches; an unknown call is a breach by itself."""
    if call == "TransactWriteItems":
        for member in params["TransactItems"]:
            for action in member.values():
                if action["TableName"] == table_name:
                    yield _pk(action.get("Key") or action["Item"])
    elif call == "BatchGetItem":
        for key in params["RequestItems"].get(table_name, {}).get("Keys", ()):
            yield _pk(key)
    elif params.get("TableName") == table_name:
        if call == "Query":
            yield _queried(params)
        elif call in ITEM_CALLS:
            yield _pk(params.get("Key") or params["Item"])
        elif call != "DescribeTable":
            yield ""


def _pk(attributes: dict[str, Any]) -> str:
    return str(attributes["pk"]["S"])


def _queried(params: dict[str, Any]) -> str:
    names, values = params["ExpressionAttributeNames"], params["ExpressionAttributeValues"]
    for name, value in PARTITION.findall(params["KeyConditionExpression"]):
        if names[name] == "pk":
            return str(values[value]["S"])
    return ""
