"""The fast wrapper against plain moto: the same answers, the same table, the same stream."""

import threading
import time
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import boto3
import pytest
from botocore.client import BaseClient, Config
from botocore.exceptions import ClientError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from moto import mock_aws
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import Item
from moto.dynamodb.models.table import Table

from tests.motofast import fast_moto, plain_moto

TABLE = "relata"
KEYS = [("HASH", "pk"), ("RANGE", "sk")]
NOISE = {
    "eventID",
    "ApproximateCreationDateTime",
    "SizeBytes",
}  # the size is that of a text with the time in it
Step = tuple[str, dict[str, Any]]


@lru_cache
def dynamodb(service: str = "dynamodb", **config: Any) -> BaseClient:
    return boto3.client(
        service,
        region_name="eu-central-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(account_id_endpoint_mode="disabled", ignore_configured_endpoint_urls=True, **config),
    )


def make_table(client: BaseClient) -> None:
    if TABLE in client.list_tables()["TableNames"]:
        client.delete_table(TableName=TABLE)
    client.create_table(
        TableName=TABLE,
        KeySchema=[{"AttributeName": name, "KeyType": kind} for kind, name in KEYS],
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for _, name in KEYS],
        BillingMode="PAY_PER_REQUEST",
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
    )


@pytest.fixture
def client() -> Iterator[BaseClient]:
    with mock_aws(), fast_moto():
        client = dynamodb()
        make_table(client)
        yield client


def key(pk: str, sk: str) -> dict[str, Any]:
    return {"pk": {"S": pk}, "sk": {"S": sk}}


def put(pk: str, sk: str, **attributes: Any) -> dict[str, Any]:
    return {"Put": {"TableName": TABLE, "Item": key(pk, sk) | attributes}}


def open_stream(streams: BaseClient) -> str:
    arn = streams.list_streams(TableName=TABLE)["Streams"][0]["StreamArn"]
    shard = streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"][0]["ShardId"]
    answer = streams.get_shard_iterator(StreamArn=arn, ShardId=shard, ShardIteratorType="TRIM_HORIZON")
    return str(answer["ShardIterator"])


def stream_records(streams: BaseClient, iterator: str) -> list[dict[str, Any]]:
    records = streams.get_records(ShardIterator=iterator)["Records"]
    return [
        {name: value for name, value in (record | record["dynamodb"]).items() if name not in NOISE | {"dynamodb"}}
        for record in records
    ]


# --- The same as plain moto, over generated sequences ---------------------------------------------

VALUES = st.one_of(
    st.builds(lambda text: {"S": text}, st.sampled_from(["", "a", "ж"])),
    st.builds(lambda number: {"N": str(number)}, st.integers(-3, 3)),
    st.just({"M": {"n": {"N": "1"}}}),
    st.just({"L": [{"S": "x"}, {"NULL": True}]}),
    st.just({"SS": ["a", "b"]}),
)
PLACES = st.builds(key, st.sampled_from("ab"), st.sampled_from("xyz"))
ITEMS = st.builds(lambda place, value: place | {"v": value}, PLACES, VALUES)
CONDITIONS = st.sampled_from(
    [{}, {"ConditionExpression": "attribute_exists(pk)"}, {"ConditionExpression": "attribute_not_exists(pk)"}]
)
ON_FAILURE = st.sampled_from([{}, {"ReturnValuesOnConditionCheckFailure": "ALL_OLD"}])
UPDATES = st.sampled_from(
    [
        {"UpdateExpression": "SET v = :v", "ExpressionAttributeValues": {":v": {"S": "new"}}},
        {"UpdateExpression": "ADD n :one", "ExpressionAttributeValues": {":one": {"N": "1"}}},
        {"UpdateExpression": "REMOVE v"},
        {"UpdateExpression": "SET v = absent"},
    ]
)
IN_TABLE = {"TableName": TABLE}

WRITES = st.one_of(
    st.builds(lambda item, *more: ("Put", {"Item": item} | _merged(more)), ITEMS, CONDITIONS, ON_FAILURE),
    st.builds(lambda at, *more: ("Delete", {"Key": at} | _merged(more)), PLACES, CONDITIONS, ON_FAILURE),
    st.builds(lambda at, *more: ("Update", {"Key": at} | _merged(more)), PLACES, UPDATES, CONDITIONS, ON_FAILURE),
)
CHECKS = st.builds(
    lambda at, *more: ("ConditionCheck", {"Key": at} | _merged(more)),
    PLACES,
    CONDITIONS.filter(bool),
    ON_FAILURE,
)
TRANSACTIONS = st.lists(st.one_of(WRITES, CHECKS), min_size=1, max_size=5).map(
    lambda actions: (
        "transact_write_items",
        {"TransactItems": [{kind: IN_TABLE | op} for kind, op in actions]},
    )
)
SINGLE = WRITES.map(lambda write: (write[0].lower() + "_item", IN_TABLE | write[1]))
RANGES = [
    *("", " AND begins_with(sk, :y)", " AND sk BETWEEN :y AND :y"),
    *(f" AND sk {sign} :y" for sign in ("=", "<", "<=", ">", ">=")),
]
QUERIES = st.builds(
    lambda pk, sort, limit, start, forward, narrowed: (
        "query",
        {
            "TableName": TABLE,
            "KeyConditionExpression": "pk = :pk" + sort,
            "ExpressionAttributeValues": {":pk": {"S": pk}} | ({":y": {"S": "y"}} if sort else {}),
            "ScanIndexForward": forward,
        }
        | limit
        | ({"ExclusiveStartKey": key(pk, "y")} if start else {})
        | narrowed,
    ),
    st.sampled_from("ab"),
    st.sampled_from(RANGES),
    st.sampled_from([{}, {"Limit": 1}, {"Limit": 2}]),
    st.booleans(),
    st.booleans(),
    st.sampled_from([{}, {"FilterExpression": "attribute_exists(n)"}, {"ProjectionExpression": "sk"}]),
)
STEPS = st.lists(st.one_of(SINGLE, TRANSACTIONS, QUERIES), min_size=1, max_size=12)


def _merged(parts: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    return {name: value for part in parts for name, value in part.items()}


def answer_to(client: BaseClient, step: Step) -> dict[str, Any]:
    name, arguments = step
    try:
        answer = getattr(client, name)(**arguments)
    except ClientError as error:
        answer = error.response
    return {name: value for name, value in answer.items() if name != "ResponseMetadata"}


def run(steps: list[Step]) -> tuple[list[Any], list[Any], list[Any]]:
    """Answers, final items and stream records of a sequence, on a table of its own."""
    client, streams = CLIENTS
    with mock_aws():
        make_table(client)
        answers = [answer_to(client, step) for step in steps]
        items = client.scan(TableName=TABLE)["Items"]
        return answers, items, stream_records(streams, open_stream(streams))


CLIENTS = dynamodb(parameter_validation=False), dynamodb("dynamodbstreams")


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_answers_items_and_stream_are_those_of_plain_moto(steps: list[Step]) -> None:
    with plain_moto():
        plain = run(steps)
    with fast_moto():
        fast = run(steps)
    assert fast == plain


# --- What is refused ------------------------------------------------------------------------------


def refusal(client: BaseClient, actions: list[dict[str, Any]]) -> dict[str, Any]:
    with pytest.raises(ClientError) as raised:
        client.transact_write_items(TransactItems=actions)
    response: dict[str, Any] = raised.value.response
    return response


def test_a_failed_condition_gives_reasons_and_items_and_changes_nothing(client: BaseClient) -> None:
    client.put_item(TableName=TABLE, Item=key("a", "x") | {"v": {"M": {"n": {"N": "1"}}}})
    check = IN_TABLE | {
        "Key": key("a", "x"),
        "ConditionExpression": "attribute_not_exists(pk)",
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
    }
    response = refusal(client, [put("b", "y"), {"ConditionCheck": check}])
    assert response["Error"]["Code"] == "TransactionCanceledException"
    assert response["CancellationReasons"] == [
        {"Code": "None"},
        {
            "Code": "ConditionalCheckFailed",
            "Message": "The conditional request failed",
            "Item": key("a", "x") | {"v": {"M": {"n": {"N": "1"}}}},
        },
    ]
    assert [item["pk"]["S"] for item in client.scan(TableName=TABLE)["Items"]] == ["a"]


@pytest.mark.parametrize(
    ("actions", "message"),
    [
        ([put("a", str(number)) for number in range(101)], "less than or equal to 100"),
        ([put("a", "x"), put("a", "x")], "multiple operations on one item"),
        ([put("a", "x"), {"Delete": IN_TABLE | {"Key": key("a", "x")}}], "multiple operations on one item"),
    ],
)
def test_too_many_actions_and_two_on_one_item_are_refused(
    client: BaseClient, actions: list[dict[str, Any]], message: str
) -> None:
    response = refusal(client, actions)
    assert response["Error"]["Code"] == "ValidationException"
    assert message in response["Error"]["Message"]
    assert client.scan(TableName=TABLE)["Count"] == 0


def test_an_update_is_undone_when_a_later_action_fails(client: BaseClient) -> None:
    client.put_item(TableName=TABLE, Item=key("a", "x") | {"n": {"N": "1"}})
    one = {"UpdateExpression": "ADD n :one", "ExpressionAttributeValues": {":one": {"N": "1"}}}
    check = {"Key": key("a", "y"), "ConditionExpression": "attribute_exists(pk)"}
    refusal(client, [{"Update": IN_TABLE | {"Key": key("a", "x")} | one}, {"ConditionCheck": IN_TABLE | check}])
    assert client.get_item(TableName=TABLE, Key=key("a", "x"))["Item"]["n"] == {"N": "1"}


def test_an_action_on_a_missing_table_is_refused_and_the_rest_undone(client: BaseClient) -> None:
    elsewhere = {"Update": {"TableName": "no-such", "Key": key("a", "x"), "UpdateExpression": "REMOVE v"}}
    assert refusal(client, [put("a", "x"), elsewhere])["Error"]["Code"] == "ResourceNotFoundException"
    assert client.scan(TableName=TABLE)["Count"] == 0


def test_a_stream_iterator_and_recovery_survive_a_failed_transaction(client: BaseClient) -> None:
    streams = dynamodb("dynamodbstreams")
    client.update_continuous_backups(
        TableName=TABLE, PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True}
    )
    iterator = open_stream(streams)
    refusal(client, [put("a", "x"), put("a", "x")])
    client.transact_write_items(TransactItems=[put("a", "y")])
    assert [record["eventName"] for record in stream_records(streams, iterator)] == ["INSERT"]
    backups = client.describe_continuous_backups(TableName=TABLE)["ContinuousBackupsDescription"]
    assert backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"] == "ENABLED"


def test_a_transaction_over_two_tables_writes_to_both(client: BaseClient) -> None:
    client.create_table(
        TableName="names",
        KeySchema=[{"AttributeName": "name", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "name", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    other = {"Put": {"TableName": "names", "Item": {"name": {"S": "ann"}}}}
    client.transact_write_items(TransactItems=[put("a", "x"), other])
    gone = {"Delete": {"TableName": "names", "Key": {"name": {"S": "ann"}}}}
    client.transact_write_items(TransactItems=[gone])
    assert (client.scan(TableName=TABLE)["Count"], client.scan(TableName="names")["Count"]) == (1, 0)
    client.delete_table(TableName="names")


# --- Fast: counted, not timed ---------------------------------------------------------------------


def copies_during(work: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> int:
    counted: list[Item] = []
    plain = Item.__deepcopy__

    def counting(item: Item, memo: dict[int, Any]) -> Item:
        counted.append(item)
        return plain(item, memo)

    with monkeypatch.context() as patch:
        patch.setattr(Item, "__deepcopy__", counting)
        work()
    return len(counted)


@pytest.mark.parametrize("others", [0, 300])
def test_a_transaction_copies_only_the_items_it_touches(
    client: BaseClient, monkeypatch: pytest.MonkeyPatch, others: int
) -> None:
    for number in range(others):
        client.put_item(TableName=TABLE, Item=key("other", str(number)))
    actions = [put("a", str(number)) for number in range(20)]
    copies = copies_during(lambda: client.transact_write_items(TransactItems=actions), monkeypatch)
    assert copies == 0, "new items: nothing to copy"
    copies = copies_during(lambda: client.transact_write_items(TransactItems=actions), monkeypatch)
    assert copies == 20, "each once, at any size of the table"


@pytest.mark.parametrize("others", [0, 300])
def test_a_query_compares_only_the_items_that_it_may_be_about(
    client: BaseClient, monkeypatch: pytest.MonkeyPatch, others: int
) -> None:
    for number in range(others):
        client.put_item(TableName=TABLE, Item=key("other", str(number)))
    for number in range(5):
        client.put_item(TableName=TABLE, Item=key("a", str(number)))
    walked: list[int] = []
    plain = Table.all_items

    def counting(table: Table) -> list[Item]:
        walked.append(len(plain(table)))
        return plain(table)

    monkeypatch.setattr(Table, "all_items", counting)
    partition = {":pk": {"S": "a"}}
    ask = {"KeyConditionExpression": "pk = :pk", "ExpressionAttributeValues": partition, "Limit": 2}
    assert client.query(TableName=TABLE, **ask)["Count"] == 2
    part = {"KeyConditionExpression": "pk = :pk AND begins_with(sk, :sk)"}
    values = {"ExpressionAttributeValues": {**partition, ":sk": {"S": "1"}}}
    assert client.query(TableName=TABLE, **part, **values)["Count"] == 1
    assert walked == [5, 3], "with the neighbours"


# --- Right under threads --------------------------------------------------------------------------


def test_no_update_is_lost_between_threads(client: BaseClient, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Item.__deepcopy__

    def dawdling(item: Item, memo: dict[int, Any]) -> Item:
        time.sleep(0.0005)  # so that the other threads get their turn in the middle of a transaction
        return plain(item, memo)

    monkeypatch.setattr(Item, "__deepcopy__", dawdling)
    client.put_item(TableName=TABLE, Item=key("a", "x") | {"version": {"N": "0"}})
    won: list[int] = []

    def climb() -> None:
        for _ in range(15):
            version = int(client.get_item(TableName=TABLE, Key=key("a", "x"))["Item"]["version"]["N"])
            step = put("a", "x", version={"N": str(version + 1)})
            step["Put"] |= {
                "ConditionExpression": "version = :seen",
                "ExpressionAttributeValues": {":seen": {"N": str(version)}},
            }
            try:
                client.transact_write_items(TransactItems=[step])
            except client.exceptions.TransactionCanceledException:
                continue
            won.append(version)

    threads = [threading.Thread(target=climb) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    final = int(client.get_item(TableName=TABLE, Key=key("a", "x"))["Item"]["version"]["N"])
    assert sorted(won) == list(range(final)), "every version was won exactly once"


def test_the_wrappers_go_away_again() -> None:
    with plain_moto():
        before = DynamoDBBackend.query
        with fast_moto():
            assert DynamoDBBackend.query is not before
        assert DynamoDBBackend.query is before
