"""The identity table: the only module of the identity service that talks to DynamoDB. Reads are strongly consistent."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, NamedTuple, TypeVar

from pynamodb.connection.base import MetaTable
from pynamodb.connection.table import TableConnection
from pynamodb.exceptions import PynamoDBException, TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib import aws, clock, logs
from chalicelib.errors import Busy, Unavailable
from chalicelib.identity.items import Item
from chalicelib.identity.keys import Span
from chalicelib.settings import settings
from chalicelib.storage.keys import ItemKey

TRIES = 6
MOST_IN_TRANSACTION = 100
FAILED = "ConditionalCheckFailed"
PASSING = frozenset({"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"})
OVERLOADED = frozenset({
    "ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded",
    "InternalServerError", "ServiceUnavailable", "TransactionInProgressException",
})  # fmt: skip
NOT_KNOWN = "No answer came from the database, so this may or may not have been carried out. Look before you repeat it."
T = TypeVar("T", bound=Item)


class Put(NamedTuple):
    item: Item
    condition: Condition | None = None


class Update(NamedTuple):
    shape: type[Item]
    key: ItemKey
    actions: Sequence[Action]
    condition: Condition | None = None


class Delete(NamedTuple):
    shape: type[Item]
    key: ItemKey
    condition: Condition | None = None


class Check(NamedTuple):
    shape: type[Item]
    key: ItemKey
    condition: Condition


Write = Check | Delete | Put | Update
ORDER: tuple[type[Any], ...] = (Check, Delete, Put, Update)


class Refused(Exception):
    """Nothing was written: `failed` are the writes whose condition did not hold."""

    def __init__(self, failed: Sequence[Write]) -> None:
        super().__init__()
        self.failed = tuple(failed)

    def because_of(self, shape: type[Item]) -> bool:
        return any((type(write.item) if isinstance(write, Put) else write.shape) is shape for write in self.failed)


@cache
def connection() -> TableConnection:
    """One connection, and so one boto client, for all item shapes."""
    aws.trace()
    name = settings().identity_table
    keys = [("pk", "HASH"), ("sk", "RANGE")]
    described = {
        "TableName": name,
        "KeySchema": [{"AttributeName": key, "KeyType": kind} for key, kind in keys],
        "AttributeDefinitions": [{"AttributeName": key, "AttributeType": "S"} for key, _ in keys],
    }
    Item.Meta.table_name = name
    Item._connection = TableConnection(
        name,
        connect_timeout_seconds=aws.CONNECT_SECONDS,
        read_timeout_seconds=aws.READ_SECONDS,
        max_retry_attempts=aws.RETRIES["total_max_attempts"] - 1,  # type: ignore[operator]
        meta_table=MetaTable(described),
    )
    return Item._connection


@contextmanager
def _asking(unanswered: str = "") -> Iterator[TableConnection]:
    """DynamoDB's own trouble becomes 503, in the words of `unanswered` when no answer came; a condition that does not
    hold is for the caller."""
    try:
        yield connection()
    except PynamoDBException as error:
        code = aws.code(error)
        if code in OVERLOADED or not code:
            logs.warning("dynamodb_failed", code=code)
            raise Unavailable("" if code else unanswered, headers={"Retry-After": "2"}) from error
        raise


def get(shape: type[T], key: ItemKey) -> T | None:
    with _asking() as table:
        found = table.get_item(key.pk, key.sk, consistent_read=True).get("Item")
    return shape.from_raw_data(found) if found else None


def get_many(wanted: Sequence[tuple[type[Item], ItemKey]]) -> list[Any]:
    """In the order asked, None for what does not exist; at most 100, in one round trip."""
    left = list(dict.fromkeys(key for _, key in wanted))
    found: dict[ItemKey, Any] = {}
    for attempt in range(TRIES):
        if not left:
            return [shape.from_raw_data(found[key]) if key in found else None for shape, key in wanted]
        with _asking() as table:
            asked: list[Any] = [{"pk": key.pk, "sk": key.sk} for key in left]
            answer = table.batch_get_item(asked, consistent_read=True)
        found |= {_key(item): item for item in answer["Responses"].get(table.table_name, ())}
        left = [_key(key) for key in answer.get("UnprocessedKeys", {}).get(table.table_name, {}).get("Keys", ())]
        if left:
            clock.pause(attempt)
    raise Unavailable(headers={"Retry-After": "2"})


def _key(item: dict[str, Any]) -> ItemKey:
    return ItemKey(item["pk"]["S"], item["sk"]["S"])


def query(shape: type[T], span: Span) -> list[T]:
    """All items of a span; who calls knows that they are few."""
    found: list[T] = []
    start: Any = None
    while True:
        with _asking() as table:
            page = table.query(
                span.pk,
                range_key_condition=Item.sk.startswith(span.prefix),
                exclusive_start_key=start,
                consistent_read=True,
            )
        found += [shape.from_raw_data(item) for item in page["Items"]]
        start = page.get("LastEvaluatedKey")
        if not start:
            return found


def write(one: Delete | Put | Update) -> bool:
    """One write by itself; False when its condition does not hold. Cheaper than a transaction, never in conflict."""
    try:
        with _asking(NOT_KNOWN) as table:
            _send(table, one)
    except PynamoDBException as error:
        if aws.code(error) == "ConditionalCheckFailedException":
            return False
        raise
    return True


def _send(table: TableConnection, one: Delete | Put | Update) -> None:
    if isinstance(one, Put):
        one.item.save(condition=one.condition)
    elif isinstance(one, Update):
        table.update_item(one.key.pk, one.key.sk, actions=one.actions, condition=one.condition)
    else:
        table.delete_item(one.key.pk, one.key.sk, condition=one.condition)


def transact(*writes: Write) -> None:
    """All or nothing, in one round trip, tried again while others write the same items. Raises Refused, Busy."""
    ordered = sorted(writes, key=lambda write: ORDER.index(type(write)))
    for attempt in range(TRIES):
        try:
            with _asking(NOT_KNOWN) as table, TransactWrite(connection=table.connection) as transaction:
                for each in ordered:
                    _add(transaction, each)
            return
        except TransactWriteError as error:
            _judge(error, ordered)
        clock.pause(attempt)
    raise Busy


def _add(transaction: TransactWrite, write: Write) -> None:
    if isinstance(write, Put):
        transaction.save(write.item, condition=write.condition)
    elif isinstance(write, Delete):
        transaction.delete(_stub(write), condition=write.condition)
    elif isinstance(write, Update):
        transaction.update(_stub(write), actions=list(write.actions), condition=write.condition)
    else:
        transaction.condition_check(write.shape, write.key.pk, write.key.sk, condition=write.condition)


def _stub(write: Delete | Update) -> Item:
    return write.shape(write.key.pk, write.key.sk)


def _judge(error: TransactWriteError, ordered: Sequence[Write]) -> None:
    """Returns when trying again may help."""
    if aws.code(error) == "TransactionConflictException":
        return
    if aws.code(error) != "TransactionCanceledException":
        raise error
    reasons = list(zip(ordered, error.cancellation_reasons, strict=False))
    failed = [write for write, reason in reasons if reason is not None and reason.code == FAILED]
    if failed:
        raise Refused(failed) from error
    if not any(reason.code in PASSING for _, reason in reasons if reason is not None):
        raise error
