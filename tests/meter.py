"""Round trips and capacity units of the code under test, by DynamoDB's own rules.

Sizes: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
Units: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
The first calls its rule for numbers approximate; `number_size` is the rule that measurements against AWS
show. Two cases are not in the documentation. A ConditionCheck is billed as the write of the item it looks at
(measured). A transaction cancelled by a condition is counted here as if it had been carried out, which is the
upper bound.

Not counted: secondary indexes and streams, and the second answer to one ClientRequestToken, which AWS bills
as reads.
"""

import json
import re
from base64 import b64decode
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache
from math import ceil
from threading import Lock
from typing import Any, NamedTuple, Self

import boto3
from botocore.client import BaseClient
from botocore.exceptions import ClientError, ParamValidationError

from chalicelib.storage.at_once import Place, place

Attributes = dict[str, dict[str, Any]]  # an item, a key or an image as DynamoDB's JSON has it
Fields = dict[str, Any]
Peek = Callable[[str, Fields], Fields]  # operation and parameters to answer, without being metered


class Call(NamedTuple):
    operation: str
    summary: str


class Write(NamedTuple):
    kind: str  # Put, Update, Delete or ConditionCheck
    table: str
    content: Attributes  # the item of a Put, the key of the others


class Cost(NamedTuple):
    read_units: float = 0
    write_units: float = 0
    items_read: int = 0
    items_written: int = 0
    bytes_read: int = 0


# --- Sizes and units ------------------------------------------------------------------------------


def item_size(item: Attributes | None) -> int:
    return sum(_bytes(name) + value_size(value) for name, value in (item or {}).items())


def value_size(value: Fields) -> int:
    kind, content = next(iter(value.items()))
    return _SIZES[kind](content)


def number_size(text: str) -> int:
    """A byte, one per two significant digits on each side of the point, and one for a minus."""
    number = Decimal(text).as_tuple()
    digits = "".join(map(str, number.digits)).lstrip("0")
    kept = len(digits.rstrip("0"))
    before_point = min(max(len(digits) + int(number.exponent), 0), kept)
    return 1 + ceil(before_point / 2) + ceil((kept - before_point) / 2) + (number.sign if kept else 0)


def read_units(size: int, *, consistent: bool) -> float:
    return max(1, ceil(size / 4096)) * (1 if consistent else 0.5)


def write_units(old: Attributes | None, new: Attributes | None) -> int:
    return max(1, ceil(max(item_size(old), item_size(new)) / 1024))


def _bytes(text: str) -> int:
    return len(text.encode())


def _binary(content: str | bytes) -> int:
    return len(content if isinstance(content, bytes) else b64decode(content))


_SIZES: dict[str, Callable[[Any], int]] = {
    "S": _bytes,
    "N": number_size,
    "B": _binary,
    "BOOL": lambda _: 1,
    "NULL": lambda _: 1,
    "SS": lambda members: sum(map(_bytes, members)),
    "NS": lambda members: sum(map(number_size, members)),
    "BS": lambda members: sum(map(_binary, members)),
    "L": lambda members: 3 + sum(1 + value_size(member) for member in members),
    "M": lambda members: 3 + sum(1 + _bytes(name) + value_size(member) for name, member in members.items()),
}


# --- The meter ------------------------------------------------------------------------------------


class Meter:
    """Counts what one client does inside `with`; several meters may run at once, one within another.

    `peek` reads the images that neither request nor answer carries: what a write replaces, and what a filter
    or a projection leaves out. Without one, a second client to the same endpoint is used, which is neither
    metered nor hit by faults on the first. With `ask_engine` the units are those of the engine's own
    ConsumedCapacity: for dynoxide and AWS, not for moto, which makes its figures up. Of requests that are made
    at once (`chalicelib/storage/at_once.py`) those of the longest branch are `round_trips`; `requests` are all.
    """

    def __init__(self, client: BaseClient, peek: Peek | None = None, *, ask_engine: bool = False) -> None:
        self._attempts: Counter[Place | None] = Counter()
        self.read_units: float = 0
        self.write_units: float = 0
        self.items_read = 0
        self.items_written = 0
        self.bytes_read = 0
        self.calls: list[Call] = []
        self._images = Images(peek or through(_sibling(client.meta.region_name, client.meta.endpoint_url)))
        self._ask_engine = ask_engine
        self._lock = Lock()
        self._hooks = {
            "before-parameter-build.dynamodb": self._before_build,
            "before-call.dynamodb": self._before_call,
            "request-created.dynamodb": self._attempt,  # once per attempt, so retries are round trips too
            "after-call.dynamodb": self._after_call,
        }
        self._events = client.meta.events

    def __enter__(self) -> Self:
        for event, hook in self._hooks.items():
            self._events.register_first(event, hook)
        return self

    def __exit__(self, *_: object) -> None:
        for event, hook in self._hooks.items():
            self._events.unregister(event, hook)

    @property
    def requests(self) -> int:
        return self._attempts.total()

    @property
    def round_trips(self) -> int:
        """One after the other."""
        longest: dict[object, int] = {}
        for at, attempts in self._attempts.items():
            together = at.together if at else None
            longest[together] = max(attempts, longest.get(together, 0))
        return sum(longest.values())

    def _before_build(self, params: Fields, model: Any, **_: Any) -> None:
        if self._ask_engine and "ReturnConsumedCapacity" in model.input_shape.members:
            params.setdefault("ReturnConsumedCapacity", "TOTAL")

    def _before_call(self, params: Fields, model: Any, context: Fields, **_: Any) -> None:
        if model.name in UNKNOWN:
            raise NotImplementedError(f"the meter has no rule for {model.name}")
        request = json.loads(params["body"])
        writes = writes_of(model.name, request)
        context[self._place] = request, writes, [self._images.of(write) for write in writes]

    def _attempt(self, **_: Any) -> None:
        with self._lock:
            self._attempts[place()] += 1

    def _after_call(self, http_response: Any, model: Any, context: Fields, **_: Any) -> None:
        if self._place not in context:  # begun before the meter was
            return
        request, writes, olds = context.pop(self._place)
        answer = json.loads(http_response.content)
        cost = self._cost(model.name, request, answer, list(zip(writes, olds, strict=True)))
        with self._lock:
            self.calls.append(Call(model.name, self._summary(model.name, request, writes)))
            self.read_units += cost.read_units
            self.write_units += cost.write_units
            self.items_read += cost.items_read
            self.items_written += cost.items_written
            self.bytes_read += cost.bytes_read

    @property
    def _place(self) -> str:
        return f"meter-{id(self)}"

    def _cost(
        self, operation: str, request: Fields, answer: Fields, writes: list[tuple[Write, Attributes | None]]
    ) -> Cost:
        if "__type" in answer:
            return cost_of_refusal(operation, answer, writes)
        if operation in READS:
            cost = READS[operation](self._images, request, answer)
        elif operation in WRITES:
            cost = cost_of_writes(self._images, operation, answer, writes)
        else:
            return Cost()
        return _by_engine(cost, answer) if self._ask_engine and "ConsumedCapacity" in answer else cost

    def _summary(self, operation: str, request: Fields, writes: list[Write]) -> str:
        if writes:
            return ", ".join(f"{write.kind} {_key_text(self._images.key_of(write))}" for write in writes)
        if operation == "Query":
            return _condition_text(request)
        return ", ".join(_key_text(key) for _, key, _ in keys_of(operation, request))


def through(client: BaseClient) -> Peek:
    """A peek that reads with a client, which must not be the metered one."""
    readers = {
        "GetItem": client.get_item,
        "Query": client.query,
        "Scan": client.scan,
        "DescribeTable": client.describe_table,
    }

    def peek(operation: str, params: Fields) -> Fields:
        answer: Fields = readers[operation](**_from_wire(params))
        return answer

    return peek


@lru_cache
def _sibling(region: str, url: str) -> BaseClient:
    return boto3.session.Session().client("dynamodb", region_name=region, endpoint_url=url)


class Images:
    """Whole items as they are in the table now."""

    def __init__(self, peek: Peek) -> None:
        self.peek = peek
        self._schemas: dict[str, list[str]] = {}

    def of(self, write: Write) -> Attributes | None:
        return self.at(write.table, self.key_of(write))

    def at(self, table: str, key: Attributes) -> Attributes | None:
        try:
            return self.peek("GetItem", {"TableName": table, "Key": key, "ConsistentRead": True}).get("Item")
        except (ClientError, ParamValidationError):  # a malformed key, say: the metered call will be refused
            return None

    def key_of(self, write: Write) -> Attributes:
        if write.kind != "Put":
            return write.content
        if write.table not in self._schemas:
            schema = self.peek("DescribeTable", {"TableName": write.table})["Table"]["KeySchema"]
            self._schemas[write.table] = [key["AttributeName"] for key in schema]
        return {name: write.content[name] for name in self._schemas[write.table] if name in write.content}


# --- Writes ---------------------------------------------------------------------------------------

WRITES = ("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems")
UNKNOWN = ("ExecuteStatement", "BatchExecuteStatement", "ExecuteTransaction")


def writes_of(operation: str, request: Fields) -> list[Write]:
    if operation == "TransactWriteItems":
        return [_write(kind, op) for action in request["TransactItems"] for kind, op in action.items()]
    if operation == "BatchWriteItem":
        return _batch_writes(request["RequestItems"])
    if operation in WRITES:
        return [_write(operation.removesuffix("Item"), request)]
    return []


def _batch_writes(tables: Fields) -> list[Write]:
    return [
        _write(kind.removesuffix("Request"), op | {"TableName": table})
        for table, entries in tables.items()
        for entry in entries
        for kind, op in entry.items()
    ]


def _write(kind: str, op: Fields) -> Write:
    return Write(kind, op["TableName"], op["Item"] if kind == "Put" else op["Key"])


def cost_of_writes(
    images: Images, operation: str, answer: Fields, writes: list[tuple[Write, Attributes | None]]
) -> Cost:
    unprocessed = _batch_writes(answer.get("UnprocessedItems") or {})
    done = [(write, old) for write, old in writes if write not in unprocessed]
    units = sum(write_units(old, _new_image(images, write)) for write, old in done)
    changed = [write for write, _ in done if write.kind != "ConditionCheck"]
    return Cost(write_units=units * _factor(operation), items_written=len(changed))


def cost_of_refusal(operation: str, answer: Fields, writes: list[tuple[Write, Attributes | None]]) -> Cost:
    """A false condition costs the larger of what is there and what was sent; every other refusal is free."""
    code = answer["__type"].rpartition("#")[2]
    reasons = {reason.get("Code") for reason in answer.get("CancellationReasons", [])}
    if code != "ConditionalCheckFailedException" and "ConditionalCheckFailed" not in reasons:
        return Cost()
    sent = [(old, write.content if write.kind == "Put" else None) for write, old in writes]
    return Cost(write_units=sum(write_units(old, new) for old, new in sent) * _factor(operation))


def _new_image(images: Images, write: Write) -> Attributes | None:
    if write.kind == "Update":
        return images.of(write)
    return write.content if write.kind == "Put" else None


def _factor(operation: str) -> int:
    return 2 if operation.startswith("Transact") else 1


# --- Reads ----------------------------------------------------------------------------------------

# What makes an answer show less than was read.
HIDING = (
    "FilterExpression",
    "ProjectionExpression",
    "AttributesToGet",
    "QueryFilter",
    "ScanFilter",
    "Select",
)
HIDING_ALSO = ("ConditionalOperator", "ReturnConsumedCapacity")


def keys_of(operation: str, request: Fields) -> Iterator[tuple[str, Attributes, Fields]]:
    """Table and key of everything a point read asks for, with the fields that say how."""
    if operation == "GetItem":
        yield request["TableName"], request["Key"], request
    elif operation == "TransactGetItems":
        for action in request["TransactItems"]:
            yield action["Get"]["TableName"], action["Get"]["Key"], action["Get"]
    elif operation == "BatchGetItem":
        for table, ask in request["RequestItems"].items():
            yield from ((table, key, ask) for key in ask["Keys"])


def _get_item(images: Images, request: Fields, answer: Fields) -> Cost:
    item = images.at(request["TableName"], request["Key"]) if _hides(request) else answer.get("Item")
    return _point_read(item, consistent=request.get("ConsistentRead", False))


def _transact_get(images: Images, request: Fields, answer: Fields) -> Cost:
    asked = keys_of("TransactGetItems", request)
    found = [
        images.at(table, key) if _hides(ask) else response.get("Item")
        for (table, key, ask), response in zip(asked, answer["Responses"], strict=True)
    ]
    return _sum([_doubled(_point_read(item, consistent=True)) for item in found])


def _batch_get(images: Images, request: Fields, answer: Fields) -> Cost:
    return _sum([_batch_get_of(images, table, ask, answer) for table, ask in request["RequestItems"].items()])


def _batch_get_of(images: Images, table: str, ask: Fields, answer: Fields) -> Cost:
    unprocessed = (answer.get("UnprocessedKeys") or {}).get(table, {}).get("Keys", [])
    done = [key for key in ask["Keys"] if key not in unprocessed]
    found: list[Attributes | None] = answer["Responses"].get(table, [])
    if _hides(ask):
        found = [item for key in done if (item := images.at(table, key))]
    missing: list[Attributes | None] = [None] * (len(done) - len(found))
    return _sum([_point_read(item, consistent=ask.get("ConsistentRead", False)) for item in found + missing])


def _query(images: Images, request: Fields, answer: Fields) -> Cost:
    return _page(images, "Query", request, answer)


def _scan(images: Images, request: Fields, answer: Fields) -> Cost:
    return _page(images, "Scan", request, answer)


def _page(images: Images, operation: str, request: Fields, answer: Fields) -> Cost:
    """A page is rounded up once, over all that was read before the filter."""
    whole = images.peek(operation, _unhidden(request)) if _hides(request) else answer
    size = sum(item_size(item) for item in whole["Items"])
    units = read_units(size, consistent=request.get("ConsistentRead", False))
    return Cost(read_units=units, items_read=answer["ScannedCount"], bytes_read=size)


READS: dict[str, Callable[[Images, Fields, Fields], Cost]] = {
    "GetItem": _get_item,
    "BatchGetItem": _batch_get,
    "TransactGetItems": _transact_get,
    "Query": _query,
    "Scan": _scan,
}


def _hides(request: Fields) -> bool:
    return any(field in request for field in HIDING)


def _unhidden(request: Fields) -> Fields:
    """The same page without filter or projection, and without the names and values that only those used."""
    kept = {name: value for name, value in request.items() if name not in HIDING + HIDING_ALSO}
    used = set(re.findall(r"[#:]\w+", request.get("KeyConditionExpression", "")))
    for field in ("ExpressionAttributeNames", "ExpressionAttributeValues"):
        kept[field] = {name: value for name, value in kept.get(field, {}).items() if name in used}
    return {name: value for name, value in kept.items() if value != {}}


def _point_read(item: Attributes | None, *, consistent: bool) -> Cost:
    """A missing item costs as much as the smallest."""
    size = item_size(item)
    return Cost(read_units(size, consistent=consistent), items_read=1 if item else 0, bytes_read=size)


def _doubled(cost: Cost) -> Cost:
    return cost._replace(read_units=cost.read_units * 2)


def _sum(costs: list[Cost]) -> Cost:
    return Cost(*map(sum, zip(*costs, strict=True))) if costs else Cost()


def _by_engine(cost: Cost, answer: Fields) -> Cost:
    consumed = answer["ConsumedCapacity"]
    units = sum(table["CapacityUnits"] for table in (consumed if isinstance(consumed, list) else [consumed]))
    return cost._replace(write_units=units) if cost.write_units else cost._replace(read_units=units)


# --- Words ----------------------------------------------------------------------------------------


def _key_text(key: Attributes) -> str:
    return " / ".join(str(next(iter(value.values()))) for value in key.values())


def _condition_text(request: Fields) -> str:
    names, values = request.get("ExpressionAttributeNames", {}), request.get("ExpressionAttributeValues", {})
    known = names | {name: repr(next(iter(value.values()))) for name, value in values.items()}
    text = re.sub(r"[#:]\w+", lambda token: known.get(token[0], token[0]), request.get("KeyConditionExpression", ""))
    return f"{text} limit {request['Limit']}" if "Limit" in request else text


def _from_wire(value: Any) -> Any:
    """The JSON of a request as botocore's parameters: only binary values differ."""
    if isinstance(value, list):
        return [_from_wire(member) for member in value]
    if not isinstance(value, dict):
        return value
    if isinstance(value.get("B"), str):
        return {"B": b64decode(value["B"])}
    if isinstance(value.get("BS"), list):
        return {"BS": [b64decode(member) for member in value["BS"]]}
    return {name: _from_wire(member) for name, member in value.items()}
