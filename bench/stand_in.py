"""What the stand-in for AWS takes of the CPU of a process that has it inside: what is left is the function's own."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from moto.core.botocore_stubber import BotocoreStubber


class StandIn:
    """`seconds` of CPU so far, in all threads."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._lock = Lock()

    def add(self, seconds: float) -> None:
        with self._lock:
            self.seconds += seconds


@contextmanager
def timed() -> Iterator[StandIn]:
    told, answer = StandIn(), BotocoreStubber.process_request

    def process_request(self: BotocoreStubber, request: Any) -> Any:
        began = time.thread_time()
        try:
            return answer(self, request)
        finally:
            told.add(time.thread_time() - began)

    BotocoreStubber.process_request = process_request  # type: ignore[method-assign]
    try:
        yield told
    finally:
        BotocoreStubber.process_request = answer  # type: ignore[method-assign]
