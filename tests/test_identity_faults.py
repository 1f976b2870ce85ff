"""What a fault in the middle leaves behind: nothing half done, and a way on."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from botocore.client import BaseClient
from botocore.exceptions import ReadTimeoutError

from chalicelib.errors import Unavailable
from chalicelib.identity import invitation, keys, kms, membership, rotation, session, sign_in, table
from chalicelib.identity.authorize import authorize
from chalicelib.identity.items import MembershipItem, TenantItem, UserItem
from chalicelib.identity.tenants import Enrolled
from tests.faults import Crash, crash_at, throttle
from tests.outage import SILENCE, down
from tests.people import (
    PASSWORD,
    challenge,
    code,
    login,
    mailed_token,
    meanwhile,
    person,
    refresh,
    signed_in,
    verify,
)
from tests.world import Reply, World

NOON = "2026-11-21T12:00:10Z"


@pytest.fixture
def client(world: World) -> BaseClient:
    client: BaseClient = table.connection().connection.client
    return client


def crashes(
    client: BaseClient, scenario: Callable[[int], Callable[[], Any]], check: Callable[[int, bool], None]
) -> None:
    """Runs what `scenario` gives with a crash at its first call, its second, and so on, until none is left."""
    for number in range(1, 40):
        run = scenario(number)
        try:
            with crash_at(client, number):
                run()
        except Crash:
            check(number, False)
            continue
        check(number, True)
        return
    raise AssertionError("it never came to an end")


def test_a_crash_in_a_sign_in_leaves_no_half_session_and_a_way_to_sign_in(world: World, client: BaseClient) -> None:
    people: dict[int, Enrolled] = {}

    def scenario(number: int) -> Callable[[], Any]:
        people[number] = person(world, email=f"p{number}@example.com")
        token, typed = challenge(world, people[number].email), code(people[number].totp_secret)
        return lambda: sign_in.verify(token, typed, None, session.Client("tests"))

    def check(number: int, done: bool) -> None:
        who = people[number]
        had = session.of_person(who.identity)
        assert len(had) <= 1
        assert had or not done
        assert signed_in(world, who, steps=1).status == 200

    with time_machine.travel(NOON, tick=False):
        crashes(client, scenario, check)


def test_a_crash_in_a_refresh_leaves_the_old_token_or_a_session_that_ended(world: World, client: BaseClient) -> None:
    tokens: dict[int, str] = {}

    def scenario(number: int) -> Callable[[], Any]:
        tokens[number] = signed_in(world, person(world, email=f"p{number}@example.com"))["refresh_token"]
        return lambda: rotation.refresh(tokens[number])

    def check(number: int, done: bool) -> None:
        assert refresh(world, tokens[number]).status == (401 if done else 200)

    crashes(client, scenario, check)


def test_a_crash_in_accepting_an_invitation_lets_in_whole_or_not_at_all(world: World, client: BaseClient) -> None:
    ann = person(world, role="administrator")
    token = signed_in(world, ann)["access_token"]
    links: dict[int, tuple[str, str]] = {}

    def scenario(number: int) -> Callable[[], Any]:
        guest = {"email": f"p{number}@example.com", "name": "Bob", "role": "administrator"}
        user = world.post("/v1/users", guest, token=token).id
        links[number] = user, mailed_token(world)
        return lambda: invitation.accept(links[number][1], PASSWORD, "192.0.2.7")

    def check(number: int, done: bool) -> None:
        user, link = links[number]
        before = table.get(UserItem, keys.user(ann.tenant, user))
        again = world.post("/v1/auth/invitations/accept", {"token": link, "password": PASSWORD})
        row = table.get(UserItem, keys.user(ann.tenant, user))
        assert row is not None
        assert row.identity is not None
        member = table.get(MembershipItem, keys.membership(row.identity, ann.tenant))
        tenant = table.get(TenantItem, keys.tenant(ann.tenant))
        assert membership.usable(member, tenant)
        assert tenant is not None
        assert tenant.administrators == 1 + number
        assert before is not None
        assert again.status == (401 if before.status == "active" else 200)
        assert before.status == "active" or not done

    crashes(client, scenario, check)


@pytest.mark.parametrize("operation", ["GetItem", "PutItem"])
def test_r5_an_overloaded_table_is_a_503_that_says_when_to_come_back(
    world: World, client: BaseClient, operation: str
) -> None:
    person(world)
    with throttle(client, operation, 100):
        refused = login(world)
    assert (refused.status, refused["code"]) == (503, "unavailable")
    assert int(refused.header("Retry-After") or 0) > 0
    assert login(world).status == 200


def test_r6_a_transaction_in_conflict_is_tried_again(world: World, client: BaseClient) -> None:
    who = person(world)
    conflict = {"CancellationReasons": [{"Code": "TransactionConflict"}, *[{"Code": "None"}] * 3]}
    with throttle(client, "TransactWriteItems", 2, "TransactionCanceledException", **conflict):
        assert signed_in(world, who).status == 200


@pytest.mark.parametrize(
    ("operation", "told"),
    [("GetItem", "Nothing was changed"), ("UpdateItem", "may or may not"), ("TransactWriteItems", "may or may not")],
)
def test_r5_a_write_without_an_answer_is_not_told_as_nothing_changed(world: World, operation: str, told: str) -> None:
    """R5: at a change of password, whose attempt is counted by one write and which is made by another."""

    def lost() -> None:
        raise ReadTimeoutError(endpoint_url="https://dynamodb")

    ann = signed_in(world, person(world))
    body = {"password": PASSWORD, "new_password": "four slow trains"}
    with meanwhile(operation, lost):
        refused = world.post("/v1/auth/password", body, token=ann["access_token"])
    assert (refused.status, refused["code"]) == (503, "unavailable")
    assert told in refused["detail"]


# ------------------------------------------------------------------------------------------------------- KMS is down


def begin(world: World) -> Callable[[], Reply]:
    """A first factor, whose secret is to be sealed."""
    ann = signed_in(world, person(world, role="administrator"))["access_token"]
    world.post("/v1/users", {"email": "bob@example.com", "name": "Bob", "role": "reader"}, token=ann)
    accepted = {"token": mailed_token(world), "password": PASSWORD}
    token = world.post("/v1/auth/invitations/accept", accepted)["challenge"]
    return lambda: world.post("/v1/auth/enroll", {"challenge": token})


def sign(world: World) -> Callable[[], Reply]:
    """A code, for which the secret is to be opened and an access token to be signed."""
    who = person(world)
    token = challenge(world)
    return lambda: verify(world, token, code(who.totp_secret))


def renew(world: World) -> Callable[[], Reply]:
    """A refresh token, which works once."""
    token = signed_in(world, person(world))["refresh_token"]
    return lambda: refresh(world, token)


@pytest.mark.parametrize(
    ("story", "operation"), [(begin, "Encrypt"), (sign, "Decrypt"), (sign, "Sign"), (renew, "Sign")]
)
@pytest.mark.parametrize("error", ["KMSInternalException", SILENCE])
def test_c8_while_kms_is_down_nothing_is_written_and_afterwards_all_goes_on(
    world: World, story: Callable[[World], Callable[[], Reply]], operation: str, error: str
) -> None:
    """C8: no code, link or token is used up by it."""
    run = story(world)
    with down("kms", operation, error), world.unchanged():
        refused = run()
    assert (refused.status, refused["code"]) == (503, "unavailable")
    assert int(refused.header("Retry-After") or 0) > 0
    assert "Nothing was changed" in refused["detail"]
    assert run().status == 200


def test_c8_a_token_that_cannot_be_judged_is_not_called_wrong(world: World) -> None:
    """C8: a client that is told 401 signs its user out."""
    ann = signed_in(world, person(world))["access_token"]
    kms.public_key.cache_clear()
    with down("kms", "GetPublicKey", "KMSInternalException"), pytest.raises(Unavailable):
        authorize(ann)
    assert world.get("/v1/me", token=ann).status == 200


def test_c8_a_code_that_could_not_be_judged_is_no_wrong_one(world: World) -> None:
    """C8: whoever tries again and again while KMS is down is not locked out for it."""
    who = person(world)
    token = challenge(world)
    with down("kms", "Decrypt", "KMSInternalException"):
        assert {verify(world, token, code(who.totp_secret)).status for _ in range(7)} == {503}
    assert verify(world, token, code(who.totp_secret)).status == 200
