"""Moto's DynamoDB made fast, and safe under threads, by running moto's own code on smaller tables.

Moto deep-copies the whole table for every item of a transaction, and its `query` sorts the whole table. Here
both run unchanged on a copy of the `Table` object that holds only what the request can touch. A failed
transaction then leaves the real table alone, where moto puts its backup in its place and open stream
iterators never see what follows. Attribute values, of which answers are full, are read and written as what they are,
where moto asks for each of the ten kinds under every name that it might have. And moto keeps every object that it ever
made, for a page of its server: here each goes when nobody needs it any more.

Left as moto does it, and different from AWS:

* a write that changes nothing makes a MODIFY record in the stream; AWS makes none;
* an UpdateItem that creates its item makes two INSERT records, the first with the keys only; AWS makes one;
* `ClientRequestToken` is ignored: a repeated transaction runs again;
* an update of a transaction that cannot be applied (SET from an absent attribute) answers
  ValidationException; AWS cancels with the reason ValidationError.
"""

import base64
import copy
import sys
from bisect import bisect_left, bisect_right
from collections import OrderedDict, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from operator import itemgetter
from threading import RLock
from typing import Any

from moto.core import responses
from moto.core.common_models import BaseModel
from moto.core.parse import BaseJSONParser
from moto.core.serialize import BaseJSONSerializer
from moto.dynamodb.exceptions import MockValidationException, ResourceNotFoundException
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import Table
from moto.dynamodb.responses import DynamoHandler

Key = tuple[DynamoType, DynamoType | None]

_LOCK = RLock()  # one for all tables: a transaction may span several
_plain_call = DynamoHandler.call_action
_plain_transact = DynamoDBBackend.transact_write_items
_plain_query = DynamoDBBackend.query
_plain_serialize = BaseJSONSerializer._serialize_type_structure
_plain_parse: Any = BaseJSONParser._parse_structure
_plain_new: Any = BaseModel.__new__
_plain_names: Any = vars(responses)["method_names_from_class"]


@contextmanager
def fast_moto() -> Iterator[None]:
    """Install the wrappers; what was there before comes back at the end."""
    with _installed(_FAST):
        yield


@contextmanager
def plain_moto() -> Iterator[None]:
    """Moto as it comes, also inside `fast_moto`: for comparing the two."""
    with _installed(_PLAIN):
        yield


@contextmanager
def _installed(methods: list[tuple[Any, str, Any]]) -> Iterator[None]:
    before = [(owner, name, getattr(owner, name)) for owner, name, _ in methods]
    for owner, name, method in methods:
        setattr(owner, name, method)
    try:
        yield
    finally:
        for owner, name, method in before:
            setattr(owner, name, method)


def _call_action(handler: DynamoHandler) -> Any:
    """Locked here, because a response reads, checks, writes and serialises live items in several steps."""
    with _LOCK:
        return _plain_call(handler)


def _transact_write_items(backend: DynamoDBBackend, actions: list[dict[str, Any]]) -> None:
    touched = [found for action in actions if (found := _touched(backend, action))]
    small: dict[str, Table] = {table.name: _emptied(table) for table, _ in touched}
    for table, key in touched:
        _put(small[table.name], key, copy.deepcopy(_get(table, key)))
    _plain_transact(_backend_of(backend, small), actions)
    for table, key in touched:
        _put(table, key, _get(small[table.name], key))
    for table in {id(table): table for table, _ in touched}.values():
        if table.stream_shard is not None:
            table.stream_shard.items.extend(small[table.name].stream_shard.items)  # type: ignore[union-attr]


def _query(
    backend: DynamoDBBackend, table_name: str, partition: Any, sort: Any, values: Any, *rest: Any, **named: Any
) -> Any:
    if partition and not named.get("index_name"):
        table = backend.get_table(table_name)
        bounds = [DynamoType(each).cast_value for each in values or []]
        small = _one_partition(table, DynamoType(partition), sort, bounds)
        backend = _backend_of(backend, {table.name: small})
    return _plain_query(backend, table_name, partition, sort, values, *rest, **named)


def _serialize(serializer: BaseJSONSerializer, serialized: Any, value: Any, shape: Any, key: str) -> None:
    if shape.name == VALUE and isinstance(value, dict):
        serialized[key] = _written(value)
    else:
        _plain_serialize(serializer, serialized, value, shape, key)


def _written(value: dict[str, Any]) -> dict[str, Any]:
    return {kind: _WRITTEN.get(kind, _as_it_is)(content) for kind, content in value.items() if content is not None}


def _parse(parser: Any, shape: Any, value: Any) -> Any:
    if shape.name == VALUE and isinstance(value, dict):
        return parser.MAP_TYPE(_read(value))
    return _plain_parse(parser, shape, value)


def _read(value: dict[str, Any]) -> dict[str, Any]:
    return {kind: _READ.get(kind, _as_it_is)(content) for kind, content in value.items() if content is not None}


def _untracked(kind: type, *given: Any, **named: Any) -> Any:
    """What holds a file is closed at the end, so that it is kept until then."""
    return object.__new__(kind) if kind.__module__.startswith("moto.dynamodb") else _plain_new(kind, *given, **named)


def _as_it_is(content: Any) -> Any:
    return content


def _in_base64(content: bytes | str) -> str:
    return base64.b64encode(content if isinstance(content, bytes) else content.encode()).decode()


VALUE = "AttributeValue"
BEGINS_WITH, HIGHEST = "BEGINS_WITH", chr(sys.maxunicode)
FROM = frozenset({"=", ">=", ">", "BETWEEN", BEGINS_WITH})
UP_TO = frozenset({"=", "<=", "<", "BETWEEN", BEGINS_WITH})
_WRITTEN: dict[str, Any] = {
    "S": str,
    "N": str,
    "B": _in_base64,
    "BS": lambda content: [_in_base64(each) for each in content],
    "L": lambda content: [_written(each) for each in content],
    "M": lambda content: {name: _written(each) for name, each in content.items()},
}
_READ: dict[str, Any] = {
    "B": base64.b64decode,
    "BS": lambda content: [base64.b64decode(each) for each in content],
    "L": lambda content: [_read(each) for each in content],
    "M": lambda content: {name: _read(each) for name, each in content.items()},
}
_PLAIN: list[tuple[Any, str, Any]] = [
    (DynamoHandler, "call_action", _plain_call),
    (DynamoDBBackend, "transact_write_items", _plain_transact),
    (DynamoDBBackend, "query", _plain_query),
    (BaseJSONSerializer, "_serialize_type_structure", _plain_serialize),
    (BaseJSONParser, "_parse_structure", _plain_parse),
    (responses, "method_names_from_class", _plain_names),
    (BaseModel, "__new__", _plain_new),
]
_FAST: list[tuple[Any, str, Any]] = [
    (DynamoHandler, "call_action", _call_action),
    (DynamoDBBackend, "transact_write_items", _transact_write_items),
    (DynamoDBBackend, "query", _query),
    (BaseJSONSerializer, "_serialize_type_structure", _serialize),
    (BaseJSONParser, "_parse_structure", _parse),
    (responses, "method_names_from_class", cache(_plain_names)),
    (BaseModel, "__new__", _untracked),
]


def _touched(backend: DynamoDBBackend, action: dict[str, Any]) -> tuple[Table, Key] | None:
    """What an action of a transaction touches; None when it is malformed, and moto's own code says how."""
    operation = next(iter(action.values()))
    try:
        table = backend.get_table(operation["TableName"])
        return table, backend.get_keys_value(table, operation.get("Key") or operation["Item"])
    except (KeyError, IndexError, MockValidationException, ResourceNotFoundException):
        return None


def _backend_of(backend: DynamoDBBackend, tables: dict[str, Table]) -> DynamoDBBackend:
    small = copy.copy(backend)
    small.tables = OrderedDict(tables)
    return small


def _emptied(table: Table) -> Table:
    """A table without items, whose stream records carry on where those of the real one stop."""
    small = copy.copy(table)
    small.items = defaultdict(dict)
    if table.stream_shard is not None:
        small.stream_shard = shard = copy.copy(table.stream_shard)
        shard.table = small
        shard.items = []
        shard.starting_sequence_number += len(table.stream_shard.items)
    # Moto's backup for its rollback, taken once per item. The small table is that backup already.
    vars(small)["__deepcopy__"] = lambda _: small
    return small


def _one_partition(table: Table, hash_key: DynamoType, sort: str | None, bounds: list[Any]) -> Table:
    small = copy.copy(table)
    small.items = defaultdict(dict)
    if hash_key in table.items:
        found = table.items[hash_key]
        small.items[hash_key] = _in_order(found, sort, bounds) if table.has_range_key else found
    return small


def _in_order(partition: dict[DynamoType, Item], sort: str | None, bounds: list[Any]) -> dict[DynamoType, Item]:
    """Sorted by the bare values, so that moto's own sort is one pass of its slow comparisons; of them what is asked
    for, and the neighbour on either side, by which moto knows whether there is more."""
    told = sorted(((key.cast_value, key) for key in partition), key=itemgetter(0))
    start, end = _reach([value for value, _ in told], sort, bounds)
    return {key: partition[key] for _, key in told[max(0, start - 1) : end + 1]}


def _reach(values: list[Any], sort: str | None, bounds: list[Any]) -> tuple[int, int]:
    """Where in the sorted values those begin and end that may meet the condition on the sort key."""
    if not bounds or not all(isinstance(each, str) for each in bounds):
        return 0, len(values)
    first = bisect_left(values, bounds[0]) if sort in FROM else 0
    last = bounds[-1] + HIGHEST if sort == BEGINS_WITH else bounds[-1]
    return first, bisect_right(values, last) if sort in UP_TO else len(values)


def _get(table: Table, key: Key) -> Item | None:
    if key[0] not in table.items:
        return None
    shelf: Any = table.items[key[0]]
    item: Item | None = shelf if key[1] is None else shelf.get(key[1])
    return item


def _put(table: Table, key: Key, item: Item | None) -> None:
    shelf: Any = table.items if key[1] is None else table.items[key[0]]
    place = key[0] if key[1] is None else key[1]
    if item is None:
        shelf.pop(place, None)
    else:
        shelf[place] = item
