"""The evaluator says what IAM would: on cases from its documentation, and on generated ones."""

from fnmatch import fnmatchcase
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.accesses import LEADING, accesses
from tests.iam import Access, Data, allows, holds, like

TABLE = "arn:aws:dynamodb:eu-central-1:123456789012:table/relata"
TAG = "aws:PrincipalTag/tenant"
KEYS = st.lists(st.sampled_from(["T#a#x", "T#b#x", "T#ab#x", "I#a"]), max_size=4)


def document(action: Any = "dynamodb:GetItem", resource: Any = TABLE, effect: str = "Allow", **when: Any) -> Data:
    condition = {"Condition": when["condition"]} if when else {}
    return {"Statement": [{"Effect": effect, "Action": action, "Resource": resource, **condition}]}


READ = Access("dynamodb:GetItem", TABLE)


@pytest.mark.parametrize(
    ("documents", "allowed"),
    [
        ([], False),
        ([document()], True),
        ([document("dynamodb:getitem")], True),
        ([document("dynamodb:Get*")], True),
        ([document("*")], True),
        ([document(["dynamodb:Query", "dynamodb:GetItem"])], True),
        ([document("dynamodb:Query")], False),
        ([document(resource=f"{TABLE}2")], False),
        ([document(resource=f"{TABLE}/index/*")], False),
        ([document(resource="*")], True),
        ([document(), document(effect="Deny")], False),
        ([document(), document("dynamodb:Query", effect="Deny")], True),
        ([document(condition={"StringEquals": {TAG: "a"}})], False),
    ],
)
def test_something_allows_and_nothing_denies(documents: list[Data], allowed: bool) -> None:
    assert allows(documents, READ) is allowed


@pytest.mark.parametrize(
    ("pattern", "value", "alike"),
    [
        ("T#${aws:PrincipalTag/tenant}#*", "T#a#x", True),
        ("T#${aws:PrincipalTag/tenant}#*", "T#a#", True),
        ("T#${aws:PrincipalTag/tenant}#*", "T#ab#x", False),
        ("T#${aws:PrincipalTag/tenant}#*", "t#a#x", False),
        ("T#${aws:PrincipalTag/another}#*", "T##x", False),
        ("T#${aws:PrincipalTag/another}#*", "T#${aws:PrincipalTag/another}#x", False),
        ("a${*}", "a*", True),
        ("a${*}", "ab", False),
        ("a?c", "abc", True),
        ("a.c", "abc", False),
    ],
)
def test_patterns(pattern: str, value: str, alike: bool) -> None:
    assert like(pattern, value, {TAG: ("a",)}) is alike


def test_a_variable_is_no_pattern() -> None:
    assert not like(f"T#${{{TAG}}}#*", "T#a#x", {TAG: ("*",)})


@given(st.text("ab*?", max_size=6), st.text("ab*?", max_size=6))
def test_patterns_are_those_of_the_shell(pattern: str, value: str) -> None:
    assert like(pattern, value, {}) == fnmatchcase(value, pattern)


@given(KEYS)
def test_for_all_values_holds_without_a_value_and_null_tells_whether_there_is_one(keys: list[str]) -> None:
    context = {LEADING: tuple(keys)} if keys else {}
    only = holds("ForAllValues:StringLike", LEADING, ["T#a#*"], context)
    assert only == all(key.startswith("T#a#") for key in keys), "so it holds for a Scan"
    assert holds("Null", LEADING, "false", context) == bool(keys)
    assert holds("ForAnyValue:StringLike", LEADING, ["T#a#*"], context) == any(k.startswith("T#a#") for k in keys)
    assert holds("StringLike", LEADING, "T#a#*", {}) is False


# ---------------------------------------------------------------------------------------------- what a request takes

ITEM = {"pk": {"S": "T#a#x"}, "sk": {"S": "RECORD"}}
OTHER = {"pk": {"S": "T#b#x"}, "sk": {"S": "RECORD"}}
QUERY = {"ExpressionAttributeNames": {"#0": "pk", "#1": "sk"}, "ExpressionAttributeValues": {":0": {"S": "T#a#x"}}}


@pytest.mark.parametrize(
    ("call", "params", "told"),
    [
        ("GetItem", {"TableName": "relata", "Key": ITEM}, [("GetItem", "", ("T#a#x",))]),
        ("PutItem", {"TableName": "relata", "Item": ITEM}, [("PutItem", "", ("T#a#x",))]),
        ("Scan", {"TableName": "relata"}, [("Scan", "", None)]),
        ("BatchGetItem", {"RequestItems": {"relata": {"Keys": [ITEM, OTHER]}}},
         [("BatchGetItem", "", ("T#a#x", "T#b#x"))]),
        ("BatchWriteItem",
         {"RequestItems": {"relata": [{"PutRequest": {"Item": ITEM}}, {"DeleteRequest": {"Key": OTHER}}]}},
         [("BatchWriteItem", "", ("T#a#x", "T#b#x"))]),
        ("TransactWriteItems", {"TransactItems": [
            {"Put": {"TableName": "relata", "Item": ITEM}}, {"ConditionCheck": {"TableName": "relata", "Key": OTHER}}]},
         [("PutItem", "", ("T#a#x",)), ("ConditionCheckItem", "", ("T#b#x",))]),
        ("TransactGetItems", {"TransactItems": [{"Get": {"TableName": "relata", "Key": ITEM}}]},
         [("GetItem", "", ("T#a#x",))]),
        ("Query", {"TableName": "relata", "KeyConditionExpression": "(#0 = :0 AND begins_with (#1, :1))", **QUERY},
         [("Query", "", ("T#a#x",))]),
        ("Query", {"TableName": "relata", "IndexName": "by_name", "KeyConditionExpression": "name = :0", **QUERY},
         [("Query", "/index/by_name", ("T#a#x",))]),
        ("ExecuteStatement", {"Statement": "SELECT * FROM \"relata\" WHERE pk = 'T#a#x'"},
         [("PartiQLSelect", "", None)]),
        ("BatchExecuteStatement", {"Statements": [{"Statement": "DELETE FROM \"relata\" WHERE pk = ?"}]},
         [("PartiQLDelete", "", None)]),
        ("DescribeTable", {"TableName": "relata"}, [("DescribeTable", "", None)]),
    ],
)  # fmt: skip
def test_what_a_request_takes(call: str, params: Data, told: list[tuple[str, str, Any]]) -> None:
    for access, (action, index, leading) in zip(accesses("dynamodb", call, params), told, strict=True):
        assert access[:2] == (f"dynamodb:{action}", TABLE + index)
        assert access.context.get(LEADING) == leading
