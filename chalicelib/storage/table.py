"""The table: the only module that talks to DynamoDB for the CRM. Every function takes the tenant in whose name it
runs; the guard holds it to that. Reads are strongly consistent: what a person saves, that person finds."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, reduce
from operator import and_, or_
from typing import Any, NamedTuple

from pynamodb.connection.base import MetaTable
from pynamodb.connection.table import TableConnection
from pynamodb.exceptions import PynamoDBException, TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib import aws, clock, logs
from chalicelib.errors import Unavailable
from chalicelib.models.items import EntryItem, Item
from chalicelib.settings import settings
from chalicelib.storage import guard, keys
from chalicelib.storage.keys import ItemKey

MOST_IN_TRANSACTION = 100
MOST_IN_BATCH = 100
BATCH_TRIES = 5
OVERLOADED = frozenset({
    "ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded",
    "InternalServerError", "InternalFailure", "ServiceUnavailable", "TransactionInProgressException",
})  # fmt: skip
RETRY_AFTER = {"Retry-After": "2"}
NOT_KNOWN = (
    "No answer came from the database, so this may or may not have been carried out. Send it again with the same "
    "Idempotency-Key, or look before you repeat it."
)
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


class Update(NamedTuple):
    """`item` has nothing but its key."""

    item: Item
    actions: Sequence[Action]
    condition: Condition


Write = Check | Delete | Put | Update
ORDER: tuple[type[Any], ...] = (Check, Delete, Put, Update)


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


class Sift(NamedTuple):
    """What a digest must contain: all of `texts`, and one of `one_of` when there are any."""

    texts: Sequence[str] = ()
    one_of: Sequence[str] = ()


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
    return Item._connection


@cache
def _watched(client: Any) -> None:
    """PynamoDB may make its client anew; none goes without the guard."""
    guard.watch(client, settings().table)


@contextmanager
def _asking(tenant: str) -> Iterator[TableConnection]:
    """DynamoDB's own trouble becomes 503 and says so; a refused transaction is for the caller."""
    try:
        with guard.within(tenant):
            table = connection()
            _watched(table.connection.client)
            yield table
    except TransactWriteError:
        raise
    except PynamoDBException as error:
        code = aws.code(error)
        logs.warning("dynamodb_failed", code=code, tenant=tenant)
        if code in OVERLOADED or not code:
            raise _unavailable() from error
        raise


def _unavailable(detail: str = "") -> Unavailable:
    return Unavailable(detail, headers=RETRY_AFTER)


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
    raise _unavailable()


def query(
    tenant: str,
    pk: str,
    *,
    prefix: str = "",
    after: str = "",
    limit: int | None,
    backward: bool = False,
    sift: Sift | None = None,
) -> Rows:
    """Entries of one partition in the order of their sort keys. `limit` counts what is read, None is up to 1 MB; what
    is sifted out by DynamoDB after reading counts too, so that a page may hold fewer rows than it read."""
    data = _query(
        tenant,
        pk,
        Item.sk.startswith(prefix) if prefix else None,
        _sifted(sift) if sift else None,
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


def _sifted(sift: Sift) -> Condition | None:
    told = [EntryItem.digest.contains(text) for text in sift.texts]
    if sift.one_of:
        told.append(reduce(or_, [EntryItem.digest.contains(text) for text in sift.one_of]))
    return reduce(and_, told) if told else None


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


def sweep(tenant: str) -> Iterator[Attributes]:
    """Every item of the tenant, in no order, by reading the whole table: for maintenance, never for a request."""
    start: Any = None  # a whole key, although PynamoDB says that it is a text
    while True:
        with _asking(tenant) as table, guard.sweeping():
            data = table.scan(
                Item.pk.startswith(keys.of_tenant(tenant, "")), exclusive_start_key=start, consistent_read=True
            )
        yield from data["Items"]
        start = data.get("LastEvaluatedKey")
        if start is None:
            return


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
    elif isinstance(write, Update):
        transaction.update(write.item, actions=list(write.actions), condition=write.condition)
    else:
        transaction.condition_check(write.shape, write.key.pk, write.key.sk, condition=write.condition)


def _refusal(error: TransactWriteError, ordered: Sequence[Write]) -> Exception:
    code = aws.code(error)
    if code != "TransactionCanceledException":
        logs.warning("dynamodb_failed", code=code)
        if not code:
            return _unavailable(NOT_KNOWN)
        return _unavailable() if code in OVERLOADED else error
    told = zip(ordered, error.cancellation_reasons, strict=False)
    reasons = [Reason(write, reason.code, reason.raw_item or {}) for write, reason in told if reason is not None]
    return Refused(reasons)
