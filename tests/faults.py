"""Faults injected below the code under test, where DynamoDB itself would make them.

`throttle` answers instead of the wire, so botocore's parsing, retries and back-off run as they do for real.
`crash_at` is a process that dies: before its n-th call left, or after it was carried out and before anyone
knew.
"""

import io
import json
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.client import BaseClient

# What is not listed is a 400, as all of DynamoDB's throttling errors are.
STATUSES = {"InternalServerError": 500, "ServiceUnavailable": 503, "InternalFailure": 500}

# Every handler of `before-send` runs although the first answer wins, so moto, being one, would carry out the
# refused request as well. It leaves alone what goes to a host it does not know.
NOWHERE = "https://fault.invalid/"


class Crash(BaseException):
    """A process that died. Not an `Exception`: no handler of the code under test may survive it."""


class Faults:
    """Counts down from n, also when several threads call at once."""

    def __init__(self, times: int) -> None:
        self.hits = 0
        self._times = times
        self._lock = threading.Lock()

    def strike(self) -> bool:
        with self._lock:
            if self.hits == self._times:
                return False
            self.hits += 1
            return True


class Calls:
    """How far a scenario came: read `count` after a run without a crash to know every n worth trying."""

    def __init__(self) -> None:
        self.count = 0
        self._lock = threading.Lock()

    def next(self) -> int:
        with self._lock:
            self.count += 1
            return self.count


@contextmanager
def throttle(
    client: BaseClient,
    operation: str,
    times: int,
    code: str = "ProvisionedThroughputExceededException",
    **body: Any,
) -> Iterator[Faults]:
    """Answer the next `times` attempts of an operation (`*` for all) with an error; `body` adds fields to it.

    A retry is an attempt: with `times` below the client's limit the caller notices nothing but the wait.
    `throttle(client, "TransactWriteItems", 1, "TransactionCanceledException", CancellationReasons=[…])` is a
    conflict.
    """
    faults = Faults(times)

    def answer(request: AWSPreparedRequest, **_: Any) -> AWSResponse | None:
        if not faults.strike():
            return None
        url, request.url = request.url, NOWHERE
        return error_answer(url, code, body)

    with _registered(client, _event("before-send", client, operation), answer):
        yield faults


@contextmanager
def crash_at(client: BaseClient, n: int, error: type[BaseException] = Crash, *, after: bool = False) -> Iterator[Calls]:
    """Raise at the n-th call, counted from 1 over all operations, and at every later one, as the dead do.

    With `after` the n-th call is carried out first and only its answer is lost.
    """
    calls = Calls()

    def before_call(**_: Any) -> None:
        number = calls.next()
        if number > n or (number == n and not after):
            raise error(f"crash at call {number}")

    def after_call(**_: Any) -> None:
        if after and calls.count >= n:
            raise error(f"crash after call {n}")

    with (
        _registered(client, _event("before-call", client, "*"), before_call),
        _registered(client, _event("after-call", client, "*"), after_call),
    ):
        yield calls


def error_answer(url: str, code: str, body: dict[str, Any]) -> AWSResponse:
    content = json.dumps({"__type": f"com.amazonaws.dynamodb.v20120810#{code}", "message": f"injected {code}"} | body)
    raw = content.encode()
    headers = {
        "Content-Type": "application/x-amz-json-1.0",
        "x-amzn-RequestId": "INJECTEDINJECTEDINJECTEDINJECTEDINJECTEDINJECTED0000",
        "x-amz-crc32": str(zlib.crc32(raw)),  # botocore retries an answer whose checksum is wrong
    }
    return AWSResponse(url, STATUSES.get(code, 400), headers, Raw(raw))


class Raw(io.BytesIO):
    """The part of urllib3's response that botocore reads."""

    def stream(self, **_: Any) -> Iterator[bytes]:
        yield self.read()


def _event(name: str, client: BaseClient, operation: str) -> str:
    service = client.meta.service_model.service_id.hyphenize()
    return f"{name}.{service}" if operation == "*" else f"{name}.{service}.{operation}"


@contextmanager
def _registered(client: BaseClient, event: str, handler: Any) -> Iterator[None]:
    client.meta.events.register_first(event, handler)
    try:
        yield
    finally:
        client.meta.events.unregister(event, handler)
