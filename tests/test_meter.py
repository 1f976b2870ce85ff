"""The arithmetic by hand, and the same figures as an engine that bills by the byte."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pynamodb.attributes import UnicodeAttribute
from pynamodb.connection import Connection
from pynamodb.models import Model

from tests.engine import Engine, engine
from tests.faults import throttle
from tests.meter import Meter, item_size, number_size, value_size

TABLE = "relata-meter"
KB = 1024


@pytest.fixture
def moto() -> Iterator[Engine]:
    with engine("moto") as moto:
        moto.fresh_table(TABLE)
        yield moto


@pytest.fixture(scope="module")
def dynoxide() -> Iterator[Engine]:
    with engine("dynoxide") as dynoxide:
        yield dynoxide


def key(sk: str, pk: str = "p") -> dict[str, Any]:
    return {"pk": {"S": pk}, "sk": {"S": sk}}


def item(size: int, sk: str, pk: str = "p") -> dict[str, Any]:
    """An item of exactly that many bytes: `pk` and `sk` and their values, `v` and its filling."""
    named = key(sk, pk)
    return named | {"v": {"S": "x" * (size - item_size(named) - 1)}}


# --- Sizes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "size"),
    [
        *[("0", 1), ("1", 2), ("12", 2), ("123", 3), ("1234", 3), ("0042", 2), ("100", 2), ("1010", 3)],
        *[("-42", 3), ("-0", 1), ("1.5", 3), ("1.200", 3), ("0.15", 2), ("3.14159", 5), ("0.0000001", 2)],
        *[("1E125", 2), ("-1E-100", 3), ("12345678901234567890123456789012345678", 20)],
    ],
)
def test_numbers(text: str, size: int) -> None:
    assert number_size(text) == size


@pytest.mark.parametrize(
    ("value", "size"),
    [
        ({"S": "žluť"}, 6),
        ({"B": "AAEC"}, 3),
        ({"B": b"\x00\x01\x02"}, 3),
        ({"BOOL": False}, 1),
        ({"NULL": True}, 1),
        ({"SS": ["ab", "c"]}, 3),
        ({"NS": ["12", "345"]}, 2 + 3),
        ({"BS": ["AAEC", "AA=="]}, 4),
        ({"L": []}, 3),
        ({"M": {}}, 3),
        ({"L": [{"S": "ab"}, {"BOOL": True}]}, 3 + (1 + 2) + (1 + 1)),
        ({"M": {"name": {"S": "ab"}, "n": {"N": "1"}}}, 3 + (1 + 4 + 2) + (1 + 1 + 2)),
        ({"M": {"l": {"L": [{"NULL": True}]}}}, 3 + (1 + 1 + (3 + (1 + 1)))),
    ],
)
def test_values(value: dict[str, Any], size: int) -> None:
    assert value_size(value) == size


def test_an_item_is_its_names_and_values() -> None:
    assert item_size({"pk": {"S": "tenant"}, "é": {"N": "12"}}) == (2 + 6) + (2 + 2)
    assert item_size(None) == 0
    assert item_size(item(1500, "a")) == 1500


# --- Reads by hand --------------------------------------------------------------------------------


@pytest.fixture
def read(moto: Engine) -> Engine:
    """Three items of one partition: 3,000, 3,000 and 5,000 bytes."""
    for sk, size in [("a", 3_000), ("b", 3_000), ("c", 5_000)]:
        moto.client.put_item(TableName=TABLE, Item=item(size, sk))
    return moto


PARTITION = {
    "TableName": TABLE,
    "KeyConditionExpression": "pk = :pk",
    "ExpressionAttributeValues": {":pk": {"S": "p"}},
}
FILTERED = PARTITION | {
    "FilterExpression": "#v = :none",
    "ExpressionAttributeNames": {"#v": "v"},
    "ExpressionAttributeValues": {":pk": {"S": "p"}, ":none": {"S": "none"}},
}


@pytest.mark.parametrize(
    ("operation", "arguments", "units", "items", "size"),
    [
        ("get_item", {"Key": key("a")}, 0.5, 1, 3_000),
        ("get_item", {"Key": key("a"), "ConsistentRead": True}, 1, 1, 3_000),
        ("get_item", {"Key": key("c")}, 1, 1, 5_000),
        ("get_item", {"Key": key("c"), "ProjectionExpression": "sk"}, 1, 1, 5_000),
        ("get_item", {"Key": key("none")}, 0.5, 0, 0),
        ("get_item", {"Key": key("none"), "ConsistentRead": True}, 1, 0, 0),
        (
            "query",
            PARTITION,
            1.5,
            3,
            11_000,
        ),  # 11,000 bytes are 3 times 4 KB, where the items alone would be 4
        ("query", PARTITION | {"ConsistentRead": True}, 3, 3, 11_000),
        ("query", PARTITION | {"Limit": 2}, 1, 2, 6_000),
        ("query", FILTERED, 1.5, 3, 11_000),
        ("query", FILTERED | {"Limit": 1}, 0.5, 1, 3_000),
        ("query", FILTERED | {"ExclusiveStartKey": key("b")}, 1, 1, 5_000),
        ("query", PARTITION | {"ProjectionExpression": "sk"}, 1.5, 3, 11_000),
        ("query", PARTITION | {"Select": "COUNT"}, 1.5, 3, 11_000),
        ("query", PARTITION | {"ExpressionAttributeValues": {":pk": {"S": "none"}}}, 0.5, 0, 0),
        ("scan", {}, 1.5, 3, 11_000),
    ],
)
def test_reads(read: Engine, operation: str, arguments: dict[str, Any], units: float, items: int, size: int) -> None:
    with Meter(read.client) as meter:
        getattr(read.client, operation)(**{"TableName": TABLE} | arguments)
    assert (meter.read_units, meter.items_read, meter.bytes_read) == (units, items, size)
    assert (meter.round_trips, meter.write_units, meter.items_written) == (1, 0, 0)


@pytest.mark.parametrize("how", [{}, {"ProjectionExpression": "sk"}])
def test_a_batch_is_rounded_per_item(read: Engine, how: dict[str, Any]) -> None:
    with Meter(read.client) as meter:
        keys = [key(sk) for sk in ("a", "b", "c", "none")]
        read.client.batch_get_item(RequestItems={TABLE: {"Keys": keys} | how})
    assert (meter.read_units, meter.items_read, meter.bytes_read) == ((1 + 1 + 2 + 1) / 2, 3, 11_000)
    assert meter.round_trips == 1


def test_a_transaction_reads_at_twice_the_price(read: Engine) -> None:
    with Meter(read.client) as meter:
        gets = [{"Get": {"TableName": TABLE, "Key": key(sk)}} for sk in ("a", "c", "none")]
        read.client.transact_get_items(TransactItems=gets)
    assert (meter.read_units, meter.items_read) == (2 * (1 + 2 + 1), 2)


# --- Writes by hand -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "units"),
    [(None, 100, 1), (None, KB, 1), (None, KB + 1, 2), (3_000, 100, 3), (100, 3_000, 3), (3_000, 3_000, 3)],
)
def test_a_put_costs_the_larger_of_old_and_new(moto: Engine, old: int | None, new: int, units: int) -> None:
    if old:
        moto.client.put_item(TableName=TABLE, Item=item(old, "a"))
    with Meter(moto.client) as meter:
        moto.client.put_item(TableName=TABLE, Item=item(new, "a"))
    assert (meter.write_units, meter.items_written, meter.round_trips) == (units, 1, 1)
    assert (meter.read_units, meter.items_read) == (0, 0)


@pytest.mark.parametrize(
    ("expression", "values", "units"),
    [
        ("REMOVE v", {}, 3),
        ("SET w = :w", {":w": {"S": "x" * 2_000}}, 5),  # 3,000 + 1 + 2,000 bytes
        ("SET v = :w", {":w": {"S": "x" * 10}}, 3),
    ],
)
def test_an_update_costs_the_larger_of_before_and_after(
    moto: Engine, expression: str, values: dict[str, Any], units: int
) -> None:
    moto.client.put_item(TableName=TABLE, Item=item(3_000, "a"))
    with Meter(moto.client) as meter:
        extra = {"ExpressionAttributeValues": values} if values else {}
        moto.client.update_item(TableName=TABLE, Key=key("a"), UpdateExpression=expression, **extra)
    assert (meter.write_units, meter.items_written) == (units, 1)


@pytest.mark.parametrize(("old", "units"), [(None, 1), (3_000, 3)])
def test_a_delete_costs_what_it_deletes(moto: Engine, old: int | None, units: int) -> None:
    if old:
        moto.client.put_item(TableName=TABLE, Item=item(old, "a"))
    with Meter(moto.client) as meter:
        moto.client.delete_item(TableName=TABLE, Key=key("a"))
    assert meter.write_units == units


def test_a_transaction_writes_at_twice_the_price_and_a_check_is_a_write(moto: Engine) -> None:
    for sk, size in [("old", 3_000), ("checked", 2_000), ("updated", 100)]:
        moto.client.put_item(TableName=TABLE, Item=item(size, sk))
    check = {"Key": key("checked"), "ConditionExpression": "attribute_exists(pk)"}
    update = {
        "Key": key("updated"),
        "UpdateExpression": "SET w = :w",
        "ExpressionAttributeValues": {":w": {"S": "x" * 1_000}},
    }
    actions = [
        {"Put": {"TableName": TABLE, "Item": item(1_500, "new")}},
        {"Delete": {"TableName": TABLE, "Key": key("old")}},
        {"ConditionCheck": {"TableName": TABLE} | check},
        {"Update": {"TableName": TABLE} | update},
    ]
    with Meter(moto.client) as meter:
        moto.client.transact_write_items(TransactItems=actions)
    assert (meter.write_units, meter.items_written, meter.round_trips) == (2 * (2 + 3 + 2 + 2), 3, 1)


def test_a_batch_of_writes_is_the_sum_of_them(moto: Engine) -> None:
    moto.client.put_item(TableName=TABLE, Item=item(3_000, "old"))
    entries = [{"PutRequest": {"Item": item(1_500, "new")}}, {"DeleteRequest": {"Key": key("old")}}]
    with Meter(moto.client) as meter:
        moto.client.batch_write_item(RequestItems={TABLE: entries})
    assert (meter.write_units, meter.items_written) == (2 + 3, 2)


def test_a_false_condition_costs_the_larger_image_and_writes_nothing(moto: Engine) -> None:
    moto.client.put_item(TableName=TABLE, Item=item(2_000, "a"))
    new = {"TableName": TABLE, "Item": item(5_000, "a"), "ConditionExpression": "attribute_not_exists(pk)"}
    with Meter(moto.client) as meter, pytest.raises(moto.client.exceptions.ConditionalCheckFailedException):
        moto.client.put_item(**new)
    assert (meter.write_units, meter.items_written) == (5, 0)
    with Meter(moto.client) as meter, pytest.raises(moto.client.exceptions.TransactionCanceledException):
        moto.client.transact_write_items(TransactItems=[{"Put": new}])
    assert (meter.write_units, meter.items_written) == (2 * 5, 0)


# --- Attaching ------------------------------------------------------------------------------------


def test_a_retry_is_a_round_trip_and_costs_no_units(moto: Engine) -> None:
    with Meter(moto.client) as meter, throttle(moto.client, "GetItem", 1):
        moto.client.get_item(TableName=TABLE, Key=key("a"))
    assert (meter.round_trips, meter.read_units, len(meter.calls)) == (2, 0.5, 1)


def test_calls_are_listed_in_order_with_what_they_touched(moto: Engine) -> None:
    with Meter(moto.client) as meter:
        moto.client.put_item(TableName=TABLE, Item=item(100, "a"))
        moto.client.get_item(TableName=TABLE, Key=key("a"))
        moto.client.query(**FILTERED | {"Limit": 5})
        moto.client.describe_table(TableName=TABLE)
    assert meter.calls == [
        ("PutItem", "Put p / a"),
        ("GetItem", "p / a"),
        ("Query", "pk = 'p' limit 5"),
        ("DescribeTable", ""),
    ]
    assert (meter.read_units, meter.write_units) == (1, 1)


def test_meters_nest_and_stop_at_the_end(moto: Engine) -> None:
    with Meter(moto.client) as outer:
        moto.client.get_item(TableName=TABLE, Key=key("a"))
        with Meter(moto.client) as inner:
            moto.client.get_item(TableName=TABLE, Key=key("a"))
    moto.client.get_item(TableName=TABLE, Key=key("a"))
    assert (outer.round_trips, inner.round_trips) == (2, 1)


def test_a_peek_of_ones_own_takes_the_place_of_the_second_client(moto: Engine) -> None:
    def peek(operation: str, _: dict[str, Any]) -> dict[str, Any]:
        if operation == "DescribeTable":
            return {"Table": {"KeySchema": [{"AttributeName": "pk"}, {"AttributeName": "sk"}]}}
        return {"Item": item(7_000, "a")}

    with Meter(moto.client, peek) as meter:
        moto.client.put_item(TableName=TABLE, Item=item(100, "a"))
    assert meter.write_units == 7


def test_binary_values_and_resources_are_metered(moto: Engine) -> None:
    table = boto3.resource("dynamodb").Table(TABLE)
    with Meter(table.meta.client) as meter:
        table.put_item(Item={"pk": "p", "sk": "a", "blob": b"x" * 3_000})
        table.update_item(
            Key={"pk": "p", "sk": "a"}, UpdateExpression="SET n = :n", ExpressionAttributeValues={":n": 1}
        )
        table.get_item(Key={"pk": "p", "sk": "a"})
    assert (meter.write_units, meter.read_units, meter.bytes_read) == (
        6,
        0.5,
        2 + 1 + 2 + 1 + 4 + 3_000 + 1 + 2,
    )


def test_partiql_is_refused_rather_than_counted_wrong(moto: Engine) -> None:
    with Meter(moto.client), pytest.raises(NotImplementedError, match="ExecuteStatement"):
        moto.client.execute_statement(Statement=f'SELECT * FROM "{TABLE}"')


class Thing(Model):
    class Meta:
        table_name = TABLE
        region = "eu-central-1"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    v = UnicodeAttribute(null=True)


def test_a_client_of_pynamodb_is_metered(moto: Engine) -> None:
    Thing._connection = None  # a connection of an earlier test keeps that test's endpoint
    Thing.count("nobody")  # opens the connection
    with Meter(Thing._get_connection().connection.client) as meter:
        Thing("p", "a", v="x" * 3_000).save()
        assert [thing.sk for thing in Thing.query("p", filter_condition=Thing.v == "none")] == []
        Thing.get("p", "a", consistent_read=True).delete()
    assert [call.operation for call in meter.calls] == ["PutItem", "Query", "GetItem", "DeleteItem"]
    assert (meter.write_units, meter.read_units, meter.items_read, meter.round_trips) == (6, 1.5, 2, 4)


# --- Against dynoxide's own figures ---------------------------------------------------------------

SIZES = st.sampled_from([40, KB, KB + 1, 4 * KB, 4 * KB + 1, 9_000])
NUMBERS = st.sampled_from(["0", "-7", "1.5", "12345678901234567890", "1E-20", "0.000123"])
NESTED = st.recursive(
    st.one_of(
        st.builds(lambda text: {"S": text}, st.text("aé€", max_size=9)),
        st.builds(lambda number: {"N": number}, NUMBERS),
        st.sampled_from(
            [{"BOOL": True}, {"NULL": True}, {"B": b"\x00" * 7}, {"SS": ["a", "é"]}, {"NS": ["1", "-2.5"]}]
        ),
    ),
    lambda inner: st.one_of(
        st.builds(lambda members: {"L": members}, st.lists(inner, max_size=3)),
        st.builds(lambda members: {"M": members}, st.dictionaries(st.sampled_from(["k", "ключ"]), inner)),
    ),
    max_leaves=6,
)
SKS = st.sampled_from("abcd")
KEYS = st.builds(key, SKS)


@st.composite
def items(draw: st.DrawFn) -> dict[str, Any]:
    """Filled up to a size around a boundary of a unit, so that one byte more or less shows."""
    base = key(draw(SKS)) | {"data": draw(NESTED)}
    filling = max(draw(SIZES) - item_size(base) - 1, 0)
    return base | {"v": {"S": "x" * filling}}


SETS = {"UpdateExpression": "SET v = :v", "ExpressionAttributeValues": {":v": {"S": "x" * 2_000}}}
UPDATES = st.sampled_from([SETS, {"UpdateExpression": "REMOVE v"}])
IN_TABLE = {"TableName": TABLE}
ACTIONS = st.one_of(
    st.builds(lambda new: ("Put", IN_TABLE | {"Item": new}), items()),
    st.builds(lambda at, change: ("Update", IN_TABLE | {"Key": at} | change), KEYS, UPDATES),
    st.builds(lambda at: ("Delete", IN_TABLE | {"Key": at}), KEYS),
)
CHECKS = st.builds(
    lambda at: (
        "ConditionCheck",
        IN_TABLE | {"Key": at, "ConditionExpression": "attribute_not_exists(absent)"},
    ),
    KEYS,
)


def sort_key(action: tuple[str, dict[str, Any]]) -> str:
    op = action[1]
    return str((op.get("Key") or op["Item"])["sk"]["S"])


TRANSACTIONS = st.lists(st.one_of(ACTIONS, CHECKS), min_size=1, max_size=4, unique_by=sort_key)
CONSISTENT = st.sampled_from([{}, {"ConsistentRead": True}])
NARROWED = st.sampled_from(
    [
        {},
        {"ProjectionExpression": "sk"},
        {"Select": "COUNT"},
        {"Limit": 2},
        {
            "FilterExpression": "begins_with(v, :long)",
            "ExpressionAttributeValues": {":pk": {"S": "p"}, ":long": {"S": "x" * 1_500}},
        },
    ]
)
STEPS = st.one_of(
    ACTIONS.map(lambda action: (action[0].lower() + "_item", action[1])),
    TRANSACTIONS.map(lambda actions: ("transact_write_items", {"TransactItems": [{kind: op} for kind, op in actions]})),
    st.lists(items(), min_size=1, max_size=3, unique_by=lambda new: new["sk"]["S"]).map(
        lambda news: (
            "batch_write_item",
            {"RequestItems": {TABLE: [{"PutRequest": {"Item": new}} for new in news]}},
        )
    ),
    st.builds(lambda at, how: ("get_item", IN_TABLE | {"Key": at} | how), KEYS, CONSISTENT),
    st.builds(
        lambda sks, how: (
            "batch_get_item",
            {"RequestItems": {TABLE: {"Keys": [key(sk) for sk in sks]} | how}},
        ),
        st.sets(SKS, min_size=1),
        CONSISTENT,
    ),
    st.sets(SKS, min_size=1).map(
        lambda sks: (
            "transact_get_items",
            {"TransactItems": [{"Get": IN_TABLE | {"Key": key(sk)}} for sk in sks]},
        )
    ),
    st.builds(lambda how, narrowed: ("query", PARTITION | how | narrowed), CONSISTENT, NARROWED),
)


def consumed(answer: dict[str, Any]) -> float:
    capacity = answer["ConsumedCapacity"]
    return float(sum(table["CapacityUnits"] for table in (capacity if isinstance(capacity, list) else [capacity])))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(STEPS, min_size=1, max_size=10))
def test_units_are_those_of_dynoxide(dynoxide: Engine, steps: list[tuple[str, dict[str, Any]]]) -> None:
    dynoxide.fresh_table(TABLE)
    for name, arguments in steps:
        with Meter(dynoxide.client) as meter:
            answer = getattr(dynoxide.client, name)(**arguments, ReturnConsumedCapacity="TOTAL")
        assert meter.read_units + meter.write_units == consumed(answer), name


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(STEPS, min_size=1, max_size=10))
def test_moto_and_dynoxide_come_to_the_same_figures(dynoxide: Engine, steps: list[tuple[str, dict[str, Any]]]) -> None:
    by_engine = figures(dynoxide, steps, ask_engine=True)
    assert figures(dynoxide, steps) == by_engine
    with engine("moto") as moto:
        assert figures(moto, steps) == by_engine


def figures(on: Engine, steps: list[tuple[str, dict[str, Any]]], *, ask_engine: bool = False) -> tuple[float, ...]:
    on.fresh_table(TABLE)
    with Meter(on.client, ask_engine=ask_engine) as meter:
        for name, arguments in steps:
            getattr(on.client, name)(**arguments)
    return meter.read_units, meter.write_units, meter.items_read, meter.items_written, meter.bytes_read


def test_pynamodb_reaches_dynoxide(dynoxide: Engine) -> None:
    dynoxide.fresh_table(TABLE)
    assert TABLE in Connection(region="eu-central-1").list_tables()["TableNames"]
