from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.client import BaseClient, Config
from botocore.exceptions import ClientError
from pynamodb.attributes import UnicodeAttribute
from pynamodb.connection import Connection
from pynamodb.exceptions import PutError
from pynamodb.models import Model

from tests.engine import engine
from tests.faults import Crash, crash_at, throttle

TABLE = "relata"
ITEM = {"pk": {"S": "a"}, "sk": {"S": "x"}}


class Thing(Model):
    class Meta:
        table_name = TABLE
        region = "eu-central-1"
        max_retry_attempts = 1

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)


def dynamodb(attempts: int) -> BaseClient:
    retries = {"mode": "legacy", "total_max_attempts": attempts}
    return boto3.client("dynamodb", region_name="eu-central-1", config=Config(retries=retries))


@pytest.fixture
def client() -> Iterator[BaseClient]:
    with engine("moto") as moto:
        moto.fresh_table(TABLE)
        yield dynamodb(attempts=4)


def count(client: BaseClient) -> int:
    return int(client.scan(TableName=TABLE)["Count"])


def put(client: BaseClient, sk: str) -> Any:
    return client.put_item(TableName=TABLE, Item=ITEM | {"sk": {"S": sk}})


def test_botocore_retries_through_a_throttle(client: BaseClient) -> None:
    with throttle(client, "PutItem", 2) as faults:
        answer = put(client, "x")
    assert answer["ResponseMetadata"]["RetryAttempts"] == 2
    assert (faults.hits, count(client)) == (2, 1)


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("ThrottlingException", 400),
        ("ProvisionedThroughputExceededException", 400),
        ("InternalServerError", 500),
    ],
)
def test_a_throttle_longer_than_the_retries_reaches_the_caller(client: BaseClient, code: str, status: int) -> None:
    with throttle(client, "PutItem", 10, code) as faults, pytest.raises(ClientError) as raised:
        put(client, "x")
    response = raised.value.response
    assert response["Error"] == {"Code": code, "Message": f"injected {code}"}
    assert response["ResponseMetadata"]["HTTPStatusCode"] == status
    assert (faults.hits, count(client)) == (4, 0)


def test_other_operations_go_through_and_the_hook_goes_away(client: BaseClient) -> None:
    with throttle(client, "PutItem", 10):
        assert count(client) == 0
    put(client, "x")
    assert count(client) == 1


def test_all_operations_can_be_throttled(client: BaseClient) -> None:
    with throttle(client, "*", 2) as faults:
        put(client, "x")
        count(client)
    assert faults.hits == 2


def test_a_conflict_between_transactions_carries_its_reasons(client: BaseClient) -> None:
    reasons = [{"Code": "TransactionConflict", "Message": "Transaction is ongoing for the item"}]
    conflict = throttle(client, "TransactWriteItems", 1, "TransactionCanceledException", CancellationReasons=reasons)
    with conflict, pytest.raises(client.exceptions.TransactionCanceledException) as raised:
        client.transact_write_items(TransactItems=[{"Put": {"TableName": TABLE, "Item": ITEM}}])
    assert raised.value.response["CancellationReasons"] == reasons
    assert count(client) == 0


def test_a_throttle_reaches_a_client_of_pynamodb(client: BaseClient) -> None:
    Thing._connection = None  # a connection of an earlier test keeps that test's settings
    thing = Thing(pk="a", sk="x")
    own = Thing._get_connection().connection.client
    with throttle(own, "PutItem", 2) as faults, pytest.raises(PutError) as raised:
        thing.save()
    assert raised.value.cause_response_code == "ProvisionedThroughputExceededException"
    assert (faults.hits, count(client)) == (2, 0)


@pytest.mark.parametrize(("after", "written"), [(False, 1), (True, 2)])
def test_a_crash_happens_before_or_after_the_call_is_carried_out(client: BaseClient, after: bool, written: int) -> None:
    with crash_at(client, 2, after=after):
        put(client, "x")
        with pytest.raises(Crash):
            put(client, "y")
    assert count(client) == written


def test_a_dead_process_makes_no_further_calls(client: BaseClient) -> None:
    with crash_at(client, 1) as calls:
        for sk in "xy":
            with pytest.raises(Crash):
                put(client, sk)
    assert (calls.count, count(client)) == (2, 0)


@pytest.mark.parametrize("after", [False, True])
def test_a_scenario_is_tried_at_every_call(client: BaseClient, after: bool) -> None:
    def scenario() -> None:
        put(client, "x")
        count(client)
        put(client, "y")

    with crash_at(client, 1_000) as calls:
        scenario()
    assert calls.count == 3
    for n in range(1, calls.count + 1):
        with crash_at(client, n, after=after), pytest.raises(Crash):
            scenario()


def test_the_class_of_the_crash_is_the_callers(client: BaseClient) -> None:
    with crash_at(client, 1, ConnectionResetError), pytest.raises(ConnectionResetError):
        put(client, "x")


def test_a_crash_reaches_a_client_of_pynamodb(client: BaseClient) -> None:
    connection = Connection(region="eu-central-1")
    with crash_at(connection.client, 1), pytest.raises(Crash):
        connection.list_tables()
