"""The identity table: the only module of the identity service that talks to DynamoDB. Reads are strongly consistent."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, NamedTuple, TypeVar

from pynamodb.connection.table import TableConnection
from pynamodb.exceptions import PynamoDBException, TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib import aws, clock, dynamo
from chalicelib.dynamo import MOST_IN_TRANSACTION as MOST_IN_TRANSACTION
from chalicelib.errors import Busy
from chalicelib.identity.items import Item
from chalicelib.identity.keys import Span
from chalicelib.settings import settings
from chalicelib.storage.keys import ItemKey

TRIES = 6
FAILED = "ConditionalCheckFailed"
PASSING = frozenset({"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"})
NOT_KNOWN = f"{dynamo.NOT_KNOWN} Look before you repeat it."
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
    return dynamo.connect(settings().identity_table, Item)


@contextmanager
def _asking(unanswered: str = "") -> Iterator[TableConnection]:
    with dynamo.asking(unanswered):
        yield connection()


def get(shape: type[T], key: ItemKey) -> T | None:
    with _asking() as table:
        found = table.get_item(key.pk, key.sk, consistent_read=True).get("Item")
    return shape.from_raw_data(found) if found else None


def get_many(wanted: Sequence[tuple[type[Item], ItemKey]]) -> list[Any]:
    """In the order asked, None for what does not exist; one round trip for up to 100."""
    with _asking() as table:
        found = {dynamo.key_of(item): item for item in dynamo.get_many(table, (key for _, key in wanted))}
    return [shape.from_raw_data(found[key]) if key in found else None for shape, key in wanted]


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
    if aws.code(error) != dynamo.CANCELLED:
        raise error
    reasons = list(dynamo.reasons(error, ordered))
    failed = [write for write, reason in reasons if reason.code == FAILED]
    if failed:
        raise Refused(failed) from error
    if not any(reason.code in PASSING for _, reason in reasons):
        raise error
