"""The tenant guard: every request to DynamoDB is looked at just before it is sent, in production as in tests, and
refused when a key in it does not begin with the tenant in whose name the code is running. What is of no tenant is
reached in the name of `keys.COMMON` only.

A call that is not listed here is refused too, so that no new one slips through. Scan is for maintenance only: it must
be opened by `sweeping`, and its filter must keep to the tenant.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from chalicelib import logs
from chalicelib.storage import keys

Params = dict[str, Any]
Partitions = Iterable[str]
_tenant: ContextVar[str] = ContextVar("tenant", default="")
_sweeping: ContextVar[bool] = ContextVar("sweeping", default=False)
PARTITION = re.compile(r"(#\w+) = (:\w+)")
SWEPT = re.compile(r"begins_with \((#\w+), (:\w+)\)")
NOBODY = ("",)


class TenantBreach(RuntimeError):
    """Our own mistake, never the client's: the answer is a bare 500, and the log line raises the alarm."""


@contextmanager
def within(name: str) -> Iterator[None]:
    token = _tenant.set(name)
    try:
        yield
    finally:
        _tenant.reset(token)


def tenant() -> str:
    """In whose name the code is running; "" when in nobody's."""
    return _tenant.get()


@contextmanager
def sweeping() -> Iterator[None]:
    """Lets Scan through, for the rebuild of a tenant's entries; no function in Lambda has the right to it."""
    token = _sweeping.set(True)
    try:
        yield
    finally:
        _sweeping.reset(token)


def watch(client: Any, table_name: str) -> None:
    """Attach to a boto client for DynamoDB that is used for one table only."""

    def before(params: Params, model: Any, **_: Any) -> None:
        check(model.name, params, table_name)

    client.meta.events.register("before-parameter-build.dynamodb", before)


def check(call: str, params: Params, table_name: str) -> None:
    ours = tenant()
    for pk in partitions(call, params, table_name):
        if not keys.belongs_to(ours, pk):
            logs.warning("tenant_breach", operation=call, tenant=ours)
            raise TenantBreach(f"{call} outside the tenant in whose name it runs")


def partitions(call: str, params: Params, table_name: str) -> Partitions:
    """The partition key of every item that a request touches; "", which is nobody's, where that cannot be told."""
    return CALLS[call](params, table_name) if call in CALLS else NOBODY


def _item(params: Params, table_name: str) -> Partitions:
    return [_pk(params.get("Key") or params["Item"])] if params["TableName"] == table_name else NOBODY


def _transaction(params: Params, table_name: str) -> Partitions:
    for member in params["TransactItems"]:
        for action in member.values():
            yield from _item(action, table_name)


def _batch(params: Params, table_name: str) -> Partitions:
    if set(params["RequestItems"]) != {table_name}:
        return NOBODY
    return [_pk(key) for key in params["RequestItems"][table_name]["Keys"]]


def _query(params: Params, table_name: str) -> Partitions:
    return _named(params, table_name, PARTITION, params["KeyConditionExpression"])


def _scan(params: Params, table_name: str) -> Partitions:
    return _named(params, table_name, SWEPT, params.get("FilterExpression", "")) if _sweeping.get() else NOBODY


def _named(params: Params, table_name: str, shape: re.Pattern[str], expression: str) -> Partitions:
    """What an expression says of `pk`, at its beginning: what follows, joined by AND, can only narrow it."""
    found = shape.match(expression.lstrip("("))
    if params["TableName"] != table_name or "IndexName" in params or " OR " in expression or not found:
        return NOBODY
    name, value = found.groups()
    if params["ExpressionAttributeNames"][name] != "pk":
        return NOBODY
    return [str(params["ExpressionAttributeValues"][value]["S"])]


def _pk(attributes: Params) -> str:
    return str(attributes["pk"]["S"])


CALLS: dict[str, Callable[[Params, str], Partitions]] = {
    "GetItem": _item,
    "PutItem": _item,
    "UpdateItem": _item,
    "DeleteItem": _item,
    "TransactWriteItems": _transaction,
    "BatchGetItem": _batch,
    "Query": _query,
    "Scan": _scan,
}
