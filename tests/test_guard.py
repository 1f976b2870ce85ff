"""T5, T6: a request to DynamoDB leaves only when every key in it is of the tenant in whose name it runs."""

from typing import Any

import pytest

from chalicelib.storage import guard, keys
from chalicelib.storage.guard import TenantBreach

TABLE = "relata"
OURS, THEIRS = ({"pk": {"S": keys.of_tenant(tenant, "x")}, "sk": {"S": "RECORD"}} for tenant in ("ten_1", "ten_2"))
ALIKE = {"pk": {"S": keys.of_tenant("ten_10", "x")}, "sk": {"S": "RECORD"}}


def query(pk: Any, expression: str = "#0 = :0", **more: str) -> dict[str, Any]:
    values = {"ExpressionAttributeNames": {"#0": "pk", "#1": "sk"}, "ExpressionAttributeValues": {":0": pk, ":1": pk}}
    return {"TableName": TABLE, "KeyConditionExpression": expression, **values, **more}


def leaves(call: str, params: dict[str, Any], tenant: str = "ten_1") -> bool:
    with guard.within(tenant):
        try:
            guard.check(call, params, TABLE)
        except TenantBreach:
            return False
    return True


def transaction(*actions: dict[str, Any]) -> dict[str, Any]:
    return {"TransactItems": [{name: {"TableName": TABLE, **told} for name, told in each.items()} for each in actions]}


@pytest.mark.parametrize(
    ("call", "params"),
    [
        ("GetItem", {"TableName": TABLE, "Key": OURS}),
        ("PutItem", {"TableName": TABLE, "Item": OURS}),
        ("UpdateItem", {"TableName": TABLE, "Key": OURS}),
        ("DeleteItem", {"TableName": TABLE, "Key": OURS}),
        ("BatchGetItem", {"RequestItems": {TABLE: {"Keys": [OURS]}}}),
        ("TransactWriteItems", transaction({"Put": {"Item": OURS}}, {"ConditionCheck": {"Key": OURS}})),
        ("Query", query(OURS["pk"])),
        ("Query", query(OURS["pk"], "(#0 = :0 AND begins_with (#1, :1))")),
    ],
)
def test_what_is_ours_leaves_and_what_is_not_does_not(call: str, params: dict[str, Any]) -> None:
    assert leaves(call, params)
    for stranger in ("ten_2", "ten_", "ten_10", ""):
        assert not leaves(call, params, stranger)


@pytest.mark.parametrize(
    ("call", "params"),
    [
        ("GetItem", {"TableName": TABLE, "Key": THEIRS}),
        ("GetItem", {"TableName": TABLE, "Key": ALIKE}),
        ("GetItem", {"TableName": "another", "Key": OURS}),
        ("BatchGetItem", {"RequestItems": {TABLE: {"Keys": [OURS, THEIRS]}}}),
        ("BatchGetItem", {"RequestItems": {TABLE: {"Keys": [OURS]}, "another": {"Keys": [OURS]}}}),
        ("TransactWriteItems", transaction({"Put": {"Item": OURS}}, {"Delete": {"Key": THEIRS}})),
        ("TransactWriteItems", transaction({"Put": {"Item": OURS}}, {"ConditionCheck": {"Key": THEIRS}})),
        ("Query", query(THEIRS["pk"])),
        ("Query", query(OURS["pk"], "#1 = :1")),
        ("Query", query(OURS["pk"], "#1 = :1 AND #0 = :0")),
        ("Query", query(OURS["pk"], "#0 = :0 OR #1 = :1")),
        ("Query", query(OURS["pk"], IndexName="by_name")),
        ("Scan", {"TableName": TABLE}),
    ],
)
def test_one_wrong_key_holds_the_whole_request_back(call: str, params: dict[str, Any]) -> None:
    assert not leaves(call, params)


@pytest.mark.parametrize(
    "call",
    ["BatchWriteItem", "TransactGetItems", "ExecuteStatement", "BatchExecuteStatement", "ExecuteTransaction",
     "DescribeTable", "DeleteTable", "UpdateTable", "ExportTableToPointInTime", "SomethingNew"],
)  # fmt: skip
def test_a_call_that_the_guard_does_not_know_never_leaves(call: str) -> None:
    assert not leaves(call, {"TableName": TABLE, "RequestItems": {TABLE: [{"PutRequest": {"Item": OURS}}]}})
