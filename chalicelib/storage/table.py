"""The table: the only module that talks to DynamoDB for the CRM. Every function takes the tenant in whose name it
runs; the guard holds it to that. Reads are strongly consistent: what a person saves, that person finds."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, NamedTuple

from pynamodb.connection.base import MetaTable
from pynamodb.connection.table import TableConnection
from pynamodb.exceptions import PynamoDBException, TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from chalicelib import aws, clock, logs
from chalicelib.errors import Unavailable
from chalicelib.models.items import Item
from chalicelib.settings import settings
from chalicelib.storage import guard
from chalicelib.storage.keys import ItemKey

MOST_IN_TRANSACTION = 100
MOST_IN_BATCH = 100
BATCH_TRIES = 5
OVERLOADED = frozenset({
    "ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded",
    "InternalServerError", "ServiceUnavailable", "TransactionInProgressException",
})  # fmt: skip
Attributes = dict[str, Any]


class Put(NamedTuple):
    item: Item
    condition: Condition | None = None


class Delete(NamedTuple):
    item: Item
    condition: Condition | None = None


class Check(NamedTuple):
    shape: type[Item]
    key: ItemKey
    condition: Condition


Write = Check | Delete | Put
ORDER: tuple[type[Any], ...] = (Check, Delete, Put)


class Reason(NamedTuple):
    """Why one write of a refused transaction failed; `item` is what stands there now, where DynamoDB tells it."""

    write: Write
    code: str
    item: Attributes


class Refused(Exception):
    """The transaction was not carried out; nothing was written."""

    def __init__(self, reasons: Sequence[Reason]) -> None:
        super().__init__(", ".join(sorted({reason.code for reason in reasons})))
        self.reasons = reasons


class Rows(NamedTuple):
    """One page of a query: the sort key and digest of each item, and whether there is more behind."""

    rows: list[tuple[str, str]]
    more: bool


@cache
def connection() -> TableConnection:
    """One connection, and so one boto client, for all item shapes."""
    aws.trace()
    name = settings().table
    Item.Meta.table_name = name
    Item._connection = TableConnection(
        name,
        connect_timeout_seconds=aws.CONNECT_SECONDS,
        read_timeout_seconds=aws.READ_SECONDS,
        max_retry_attempts=aws.RETRIES["total_max_attempts"] - 1,  # type: ignore[operator]
        meta_table=MetaTable(
            {
                "TableName": name,
                "KeySchema": [
                    {"AttributeName": "pk", "KeyType": "HASH"},
                    {"AttributeName": "sk", "KeyType": "RANGE"},
                ],
                "AttributeDefinitions": [
                    {"AttributeName": "pk", "AttributeType": "S"},
                    {"AttributeName": "sk", "AttributeType": "S"},
                ],
            }
        ),
    )
    guard.watch(Item._connection.connection.client, name)
    return Item._connection


@contextmanager
def _asking(tenant: str) -> Iterator[TableConnection]:
    """DynamoDB's own trouble becomes 503 and says so; a refused transaction is for the caller."""
    try:
        with guard.within(tenant):
            yield connection()
    except TransactWriteError:
        raise
    except PynamoDBException as error:
        code = error.cause_response_code or ""
        logs.warning("dynamodb_failed", code=code, tenant=tenant)
        if code in OVERLOADED or not code:
            raise Unavailable(headers={"Retry-After": "2"}) from error
        raise


def get(tenant: str, key: ItemKey) -> Attributes | None:
    with _asking(tenant) as table:
        found: Attributes | None = table.get_item(key.pk, key.sk, consistent_read=True).get("Item")
    return found


def get_many(tenant: str, wanted: Iterable[ItemKey]) -> list[Attributes]:
    """In no particular order; what does not exist is left out. One round trip per 100 keys."""
    left = list(dict.fromkeys(wanted))
    found: list[Attributes] = []
    for start in range(0, len(left), MOST_IN_BATCH):
        found.extend(_batch(tenant, [{"pk": key.pk, "sk": key.sk} for key in left[start : start + MOST_IN_BATCH]]))
    return found


def _batch(tenant: str, asked: list[Any]) -> list[Attributes]:
    found: list[Attributes] = []
    for attempt in range(BATCH_TRIES):
        with _asking(tenant) as table:
            answer = table.batch_get_item(asked, consistent_read=True)
        found.extend(answer["Responses"].get(settings().table, ()))
        left = answer.get("UnprocessedKeys", {}).get(settings().table, {}).get("Keys", ())
        if not left:
            return found
        asked = [{"pk": key["pk"]["S"], "sk": key["sk"]["S"]} for key in left]
        clock.pause(attempt)
    raise Unavailable(headers={"Retry-After": "2"})


def query(
    tenant: str,
    pk: str,
    *,
    prefix: str = "",
    after: str = "",
    limit: int,
    backward: bool = False,
    containing: Sequence[str] = (),
) -> Rows:
    """Entries of one partition in the order of their sort keys. `limit` counts what is read; `containing` are texts
    that a digest must contain, sifted by DynamoDB after reading, so that a page may hold fewer rows than it read."""
    data = _query(
        tenant,
        pk,
        None if not prefix else Item.sk.startswith(prefix),
        None if not containing else _containing(containing),
        limit=limit,
        exclusive_start_key=after or None,
        scan_index_forward=not backward,
        consistent_read=True,
    )
    rows = [(item["sk"]["S"], item.get("digest", {}).get("S", "")) for item in data["Items"]]
    return Rows(rows, "LastEvaluatedKey" in data)


def _query(tenant: str, pk: str, on: Condition | None, sift: Condition | None, **asked: Any) -> Attributes:
    start = asked.pop("exclusive_start_key")
    with _asking(tenant) as table:
        data: Attributes = table.query(
            pk,
            range_key_condition=on,
            filter_condition=sift,
            exclusive_start_key={"pk": {"S": pk}, "sk": {"S": start}} if start else None,
            **asked,
        )
    return data


def _containing(texts: Sequence[str]) -> Condition:
    from chalicelib.models.items import EntryItem

    condition = EntryItem.digest.contains(texts[0])
    for text in texts[1:]:
        condition &= EntryItem.digest.contains(text)
    return condition


def bodies(
    tenant: str, pk: str, *, prefix: str, after: str, limit: int, backward: bool
) -> tuple[list[Attributes], bool]:
    """Whole items of one partition, such as a record's changes."""
    data = _query(
        tenant,
        pk,
        Item.sk.startswith(prefix) if prefix else None,
        None,
        limit=limit,
        exclusive_start_key=after or None,
        scan_index_forward=not backward,
        consistent_read=True,
    )
    return list(data["Items"]), "LastEvaluatedKey" in data


def transact(tenant: str, writes: Sequence[Write]) -> None:
    """All or nothing, in one round trip. Raises Refused with the reasons; Unavailable when DynamoDB is overloaded."""
    ordered = sorted(writes, key=lambda write: ORDER.index(type(write)))
    try:
        with _asking(tenant) as table, TransactWrite(connection=table.connection) as transaction:
            for write in ordered:
                _add(transaction, write)
    except TransactWriteError as error:
        raise _refusal(error, ordered) from error


def _add(transaction: TransactWrite, write: Write) -> None:
    if isinstance(write, Put):
        returned = "ALL_OLD" if write.condition is not None else None
        transaction.save(write.item, condition=write.condition, return_values=returned)
    elif isinstance(write, Delete):
        transaction.delete(write.item, condition=write.condition)
    else:
        transaction.condition_check(write.shape, write.key.pk, write.key.sk, condition=write.condition)


def _refusal(error: TransactWriteError, ordered: Sequence[Write]) -> Exception:
    if error.cause_response_code != "TransactionCanceledException":
        logs.warning("dynamodb_failed", code=error.cause_response_code)
        if error.cause_response_code in OVERLOADED or not error.cause_response_code:
            return Unavailable(headers={"Retry-After": "2"})
        return error
    told = zip(ordered, error.cancellation_reasons, strict=False)
    reasons = [Reason(write, reason.code, reason.raw_item or {}) for write, reason in told if reason is not None]
    return Refused(reasons)
