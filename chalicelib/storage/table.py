"""The table: the only module that talks to DynamoDB for the CRM. Every function takes the tenant in whose name it
runs; the guard holds it to that. Reads are strongly consistent: what a person saves, that person finds."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, reduce
from operator import and_, or_
from typing import Any, NamedTuple

from pynamodb.connection.table import TableConnection
from pynamodb.exceptions import TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib import aws, dynamo
from chalicelib.dynamo import MOST_IN_TRANSACTION as MOST_IN_TRANSACTION
from chalicelib.dynamo import Attributes as Attributes
from chalicelib.models.items import EntryItem, Item
from chalicelib.settings import settings
from chalicelib.storage import guard, keys, riding, tenant_session
from chalicelib.storage.keys import ItemKey
from chalicelib.storage.riding import Rider

NOT_KNOWN = f"{dynamo.NOT_KNOWN} Send it again with the same Idempotency-Key, or look before you repeat it."


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
    return dynamo.connect(settings().table, Item)


@cache
def _watched(client: Any) -> None:
    """PynamoDB may make its client anew; none goes without the guard, or in its own name."""
    guard.watch(client, settings().table)
    tenant_session.attach(client)


@contextmanager
def _asking(tenant: str, unanswered: str = "") -> Iterator[TableConnection]:
    with dynamo.asking(unanswered, tenant), guard.within(tenant):
        table = connection()
        _watched(table.connection.client)
        yield table


def get(tenant: str, key: ItemKey) -> Attributes | None:
    if riding.is_anybody_waiting(tenant):
        return next(iter(get_many(tenant, [key])), None)
    with _asking(tenant) as table:
        found: Attributes | None = table.get_item(key.pk, key.sk, consistent_read=True).get("Item")
    return found


def get_many(tenant: str, wanted: Iterable[ItemKey]) -> list[Attributes]:
    """In no particular order; what does not exist is left out. One round trip per 100 keys."""
    wanted = list(dict.fromkeys(wanted))
    rider = riding.board(tenant) if len(wanted) % dynamo.MOST_IN_BATCH else None
    with _asking(tenant) as table:
        found = dynamo.get_many(table, [*wanted, *([rider[1]] if rider else [])])
    return _without(rider, found) if rider else found


def _without(rider: Rider, found: list[Attributes]) -> list[Attributes]:
    _, key, told = rider
    own = next((item for item in found if dynamo.key_of(item) == key), None)
    told(own)
    return [item for item in found if item is not own]


def query(
    tenant: str,
    pk: str,
    *,
    prefix: str = "",
    after: str = "",
    limit: int | None,
    backward: bool = False,
    sift: Sift | None = None,
    at_once: bool = True,
) -> Rows:
    """Entries of one partition in the order of their sort keys. `limit` counts what is read, None is up to 1 MB; what
    is sifted out by DynamoDB after reading counts too, so that a page may hold fewer rows than it read. What need not
    show `at_once` what was just saved costs half."""
    data = _query(
        tenant,
        pk,
        Item.sk.startswith(prefix) if prefix else None,
        _sifted(sift) if sift else None,
        limit=limit,
        exclusive_start_key=after or None,
        scan_index_forward=not backward,
        consistent_read=at_once,
        attributes_to_get=["sk", "digest"],
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


def update(tenant: str, item: Item, actions: Sequence[Action]) -> Attributes:
    """Of one item outside a transaction; gives it as it stands after that."""
    with _asking(tenant, NOT_KNOWN) as table:
        told = table.update_item(item.pk, range_key=item.sk, actions=list(actions), return_values="ALL_NEW")
    found: Attributes = told["Attributes"]
    return found


def transact(tenant: str, writes: Sequence[Write]) -> None:
    """All or nothing, in one round trip. Raises Refused with the reasons; Unavailable when DynamoDB is overloaded."""
    ordered = sorted(writes, key=lambda write: ORDER.index(type(write)))
    try:
        with _asking(tenant, NOT_KNOWN) as table, TransactWrite(connection=table.connection) as transaction:
            for write in ordered:
                _add(transaction, write)
    except TransactWriteError as error:
        if aws.code(error) != dynamo.CANCELLED:
            raise
        failed = dynamo.reasons(error, ordered)
        raise Refused([Reason(write, reason.code, reason.raw_item or {}) for write, reason in failed]) from error


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
