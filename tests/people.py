"""People who sign in: what their stories need again and again."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pyotp
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.client import BaseClient

from chalicelib import clock
from chalicelib.identity import factor, table, tenants
from chalicelib.identity.tenants import Enrolled
from tests.faults import NOWHERE, error_answer
from tests.world import Reply, World

PASSWORD = "three green bicycles"
BOOK = "ann@example.com"


def person(
    world: World, role: str = "employee", email: str = BOOK, tenant: str = "Acme", name: str = "Ann"
) -> Enrolled:
    """Somebody with a password and a confirmed second factor."""
    return tenants.enrol(world.tenant(tenant), email, name, role, PASSWORD)


def code(secret: str, steps: int = 0) -> str:
    return pyotp.TOTP(secret).at(clock.epoch() + steps * factor.SECONDS)


def login(world: World, email: str = BOOK, password: str = PASSWORD) -> Reply:
    return world.post("/v1/auth/login", {"email": email, "password": password})


def challenge(world: World, email: str = BOOK, password: str = PASSWORD) -> str:
    reply = login(world, email, password)
    assert reply.status == 200, reply.text
    return str(reply["challenge"])


def verify(world: World, token: str, typed: str, **more: Any) -> Reply:
    return world.post("/v1/auth/verify", {"challenge": token, "code": typed, **more})


def signed_in(world: World, who: Enrolled, steps: int = 0, **more: Any) -> Reply:
    """`steps` lets somebody sign in again within half a minute: each code works once."""
    reply = verify(world, challenge(world, who.email, who.password), code(who.totp_secret, steps), **more)
    assert reply.status == 200, reply.text
    return reply


def refresh(world: World, token: str) -> Reply:
    return world.post("/v1/auth/refresh", {"refresh_token": token})


def mailed_token(world: World) -> str:
    """The token in the link of the last letter."""
    from email import message_from_string
    from email.policy import default

    letter = message_from_string(world.outbox()[-1], policy=default)
    found = re.search(r"https://crm\.example\.com/[a-z-]+#(\S+)", letter.get_content())
    assert found, letter.get_content()
    return found.group(1)


def enrolled(world: World, token: str) -> Reply:
    """From a challenge that asks for enrolment to tokens; the secret is in the second answer."""
    offered = world.post("/v1/auth/enroll", {"challenge": token})
    assert offered.status == 200, offered.text
    reply = world.post("/v1/auth/enroll/confirm", {"challenge": token, "code": code(offered["secret"])})
    assert reply.status == 200, reply.text
    return reply


@contextmanager
def meanwhile(operation: str, act: Callable[[], Any]) -> Iterator[None]:
    """Right before the first such call to the table leaves, something happens."""
    events, name = _client().meta.events, f"before-call.dynamodb.{operation}"

    def once(**_: Any) -> None:
        events.unregister(name, once)
        act()

    events.register_first(name, once)
    try:
        yield
    finally:
        events.unregister(name, once)


@contextmanager
def answer_lost(operation: str) -> Iterator[None]:
    """The first such call is carried out, but its answer does not arrive, so that botocore sends it again."""
    client = _client()
    events, name = client.meta.events, f"before-send.dynamodb.{operation}"

    def once(request: AWSPreparedRequest, **_: Any) -> AWSResponse:
        events.unregister(name, once)
        client._make_api_call(operation, json.loads(request.body or ""))
        url, request.url = request.url, NOWHERE
        return error_answer(url, "InternalServerError", {})

    events.register_first(name, once)
    try:
        yield
    finally:
        events.unregister(name, once)


def _client() -> BaseClient:
    client: BaseClient = table.connection().connection.client
    return client
