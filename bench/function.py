"""A function as it runs in Lambda, but in this process and with tables at an address of our own."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from typing import Any

import app
from bench.event import event
from bench.first import Context
from chalicelib.access.actor import Actor
from chalicelib.operation import OPERATIONS, Operation
from chalicelib.storage import tenant_settings
from tests.cases import Asked
from tests.engine import ENVIRONMENT, environment
from tests.world import forget_settings, variables

NOBODY_THERE = "http://127.0.0.1:9"  # keys and queues: nothing of a benchmark leaves this machine
Event = dict[str, Any]
Ask = Callable[[Operation, Event], Any]


@contextmanager
def running_at(url: str) -> Iterator[None]:
    told = {**ENVIRONMENT, **variables("", "", NOBODY_THERE, NOBODY_THERE), "AWS_ENDPOINT_URL": NOBODY_THERE}
    with environment({**told, "AWS_ENDPOINT_URL_DYNAMODB": url}), redirect_stdout(StringIO()):  # the log lines
        forget_settings()
        yield


def administrator(tenant: str) -> Actor:
    """Somebody who is signed in; the tenant gets its settings."""
    tenant_settings.write(tenant, {"country": "NL", "language": "nl"})
    user, identity, session = (f"{prefix}_{0:026d}" for prefix in ("usr", "idn", "ses"))
    return Actor(tenant, user, identity, session, role="administrator")


def asked(_: Operation, told: Event) -> Any:
    answer = app.app(told, Context())
    assert answer["statusCode"] in (200, 201, 204), (told["path"], answer)
    return json.loads(answer["body"]) if answer["headers"]["Content-Type"] == "application/json" else answer["body"]


def post(who: Actor) -> Callable[[str, Any], Any]:
    def posted(path: str, body: Any) -> Any:
        operation = next(each for each in OPERATIONS.values() if each.route == f"POST {path}")
        return asked(operation, event(operation, Asked("POST", path, body, {}), who))

    return posted
