"""What the two tables share: how they are connected to, what the errors of DynamoDB mean, and reading many at once."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from pynamodb.connection.base import Connection, MetaTable
from pynamodb.connection.table import TableConnection
from pynamodb.exceptions import PynamoDBException, TransactWriteError
from pynamodb.models import Model

from chalicelib import aws, clock, logs
from chalicelib.errors import Unavailable

MOST_IN_TRANSACTION = 100
MOST_IN_BATCH = 100
BATCH_TRIES = 5
CANCELLED = "TransactionCanceledException"
# A condition that does not hold, or somebody else at the same item: for whoever wrote, to decide what then.
FOR_THE_CALLER = frozenset({CANCELLED, "ConditionalCheckFailedException", "TransactionConflictException"})
OVERLOADED = frozenset({
    "ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded",
    "InternalServerError", "InternalFailure", "ServiceUnavailable", "TransactionInProgressException",
})  # fmt: skip
RETRY_AFTER = {"Retry-After": "2"}
NOT_KNOWN = "No answer came from the database, so this may or may not have been carried out."
KEYS = (("pk", "HASH"), ("sk", "RANGE"))
Key = tuple[str, str]
Attributes = dict[str, Any]


class InOurSession(Connection):
    @property
    def session(self) -> Any:
        return aws.session()


def connect(name: str, shapes: type[Model]) -> TableConnection:
    """One connection, and so one boto client, for all item shapes of a table."""
    table = TableConnection(name)
    table.connection = InOurSession(
        connect_timeout_seconds=aws.CONNECT_SECONDS,
        read_timeout_seconds=aws.READ_SECONDS,
        max_retry_attempts=aws.USUAL.attempts - 1,
        max_pool_connections=aws.AT_ONCE,
    )
    table.connection.add_meta_table(_described(name))
    shapes.Meta.table_name = name
    shapes._connection = table
    with aws.making:
        client = table.connection.client
    # The endpoint that was found when the client was made does for all requests. botocore finds it anew for each, of a
    # transaction by looking at the table of every item: 0.1 to 0.2 ms.
    client._ruleset_resolver = None
    return table


def _described(name: str) -> MetaTable:
    """As DynamoDB would describe it, so that nobody has to ask."""
    return MetaTable(
        {
            "TableName": name,
            "KeySchema": [{"AttributeName": key, "KeyType": kind} for key, kind in KEYS],
            "AttributeDefinitions": [{"AttributeName": key, "AttributeType": "S"} for key, _ in KEYS],
        }
    )


@contextmanager
def asking(unanswered: str = "", tenant: str | None = None) -> Iterator[None]:
    """DynamoDB's own trouble becomes 503, in the words of `unanswered` when no answer came."""
    try:
        yield
    except PynamoDBException as error:
        code = aws.code(error)
        if code in FOR_THE_CALLER:
            raise
        log(code, tenant)
        if code in OVERLOADED or not code:
            raise unavailable("" if code else unanswered) from error
        raise


def log(code: str, tenant: str | None, event: str = "dynamodb_failed") -> None:
    """What IAM refuses is our own mistake, or worse: that line raises the alarm."""
    denied = code.startswith(aws.DENIED)
    logs.line("error" if denied else "warning", "access_denied" if denied else event, code=code, tenant=tenant)


def unavailable(detail: str = "") -> Unavailable:
    return Unavailable(detail, headers=RETRY_AFTER)


def get_many(table: TableConnection, wanted: Iterable[Key]) -> list[Attributes]:
    """In no particular order; what does not exist is left out. One round trip per 100 keys."""
    left = list(dict.fromkeys(wanted))
    found: list[Attributes] = []
    for start in range(0, len(left), MOST_IN_BATCH):
        found.extend(_batch(table, left[start : start + MOST_IN_BATCH]))
    return found


def _batch(table: TableConnection, left: Sequence[Key]) -> Iterator[Attributes]:
    for attempt in range(BATCH_TRIES):
        asked: list[Any] = [{"pk": pk, "sk": sk} for pk, sk in left]
        answer = table.batch_get_item(asked, consistent_read=True)
        yield from answer["Responses"].get(table.table_name, ())
        unprocessed = answer.get("UnprocessedKeys", {}).get(table.table_name, {}).get("Keys", ())
        if not unprocessed:
            return
        left = [key_of(key) for key in unprocessed]
        clock.pause(attempt)
    raise unavailable()


def key_of(item: Attributes) -> Key:
    return item["pk"]["S"], item["sk"]["S"]


def reasons(error: TransactWriteError, ordered: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    """Of a cancelled transaction the writes that failed, each with DynamoDB's reason."""
    told = zip(ordered, error.cancellation_reasons, strict=False)
    return ((write, reason) for write, reason in told if reason is not None)
