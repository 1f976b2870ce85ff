"""Idempotency-Key: what is sent twice happens once (R10)."""

from functools import partial
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.access import held
from chalicelib.storage import keys, table
from chalicelib.storage.work import KEPT
from tests.at_once import at_once
from tests.consistency import ONCE, all_records, assert_consistent
from tests.faults import Crash, crash_at
from tests.world import TABLE, Reply, User, World

KEY = {"Idempotency-Key": "6b3f7c1e"}
COMPANY: dict[str, Any] = {
    "name": "Hamerslag",
    "external_ids": {"sap": "1"},
    "addresses": [{"address": {"street": "Dorpsstraat", "number": "12", "city": "Almere"}}],
}


def again(reply: Reply, first: Reply) -> bool:
    """The answer that was given the first time, marked as such."""
    same = (reply.status, reply.text, reply.header("ETag"), reply.header("Location")) == (
        first.status, first.text, first.header("ETag"), first.header("Location"),
    )  # fmt: skip
    return same and reply.header("Idempotent-Replayed") == "true"


def test_r10_a_repeated_create_is_one_record_and_the_same_answer(world: World) -> None:
    anna = world.user()
    first = anna.post("/v1/relations", COMPANY, headers=KEY)
    assert (first.status, first.header("Idempotent-Replayed")) == (201, None)
    with world.unchanged():
        assert again(anna.post("/v1/relations", COMPANY, headers=KEY), first)
    assert_consistent(world)


def test_r10_twenty_at_once_are_one_record_and_one_answer(world: World) -> None:
    anna = world.user()
    replies = at_once([partial(anna.post, "/v1/relations", COMPANY, headers=KEY) for _ in range(20)])
    assert {(reply.status, reply.text) for reply in replies} == {(201, replies[0].text)}
    assert sum(reply.header("Idempotent-Replayed") is None for reply in replies) == 1
    assert [record.type for record in all_records(world)].count("relation") == 1
    assert_consistent(world)


@pytest.mark.parametrize("body", [{**COMPANY, "name": "Anders"}, {}])
def test_r10_the_key_of_another_body_is_refused(world: World, body: dict[str, Any]) -> None:
    anna = world.user()
    anna.post("/v1/relations", COMPANY, headers=KEY)
    with world.unchanged():
        reply = anna.post("/v1/relations", body, headers=KEY)
    assert (reply.status, reply["code"]) == (422, "idempotency_key_reused")


def test_r10_the_order_of_fields_makes_no_other_body(world: World) -> None:
    anna = world.user()
    first = anna.post("/v1/relations", COMPANY, headers=KEY)
    assert again(anna.post("/v1/relations", dict(reversed(COMPANY.items())), headers=KEY), first)


def test_r10_other_users_other_tenants_and_other_operations_have_their_own_keys(world: World) -> None:
    anna = world.user()
    made = {anna.post("/v1/relations", {"name": "Hamerslag"}, headers=KEY).id}
    for user in (world.user(), world.user(tenant="Other")):
        made.add(user.post("/v1/relations", {"name": "Hamerslag"}, headers=KEY).id)
    made.add(anna.post("/v1/addresses", {"city": "Almere"}, headers=KEY).id)
    assert len(made) == 4


def test_r10_a_key_is_kept_for_a_day_and_may_then_be_used_anew(world: World) -> None:
    anna = world.user()
    first = anna.post("/v1/relations", {"name": "Hamerslag"}, headers=KEY)
    item = next(item for key, item in world.items().items() if _is_answer(*key))
    assert abs(int(item["expires_at"]["N"]) - clock.epoch() - KEPT.total_seconds()) < 60
    lapsed = {**item, "expires_at": {"N": str(clock.epoch() - 1)}}  # time to live removes it a day or two later
    world.engine.client.put_item(TableName=TABLE, Item=lapsed)
    second = anna.post("/v1/relations", {"name": "Anders"}, headers=KEY)
    assert (second.status, second.header("Idempotent-Replayed")) == (201, None)
    assert second.id != first.id
    assert again(anna.post("/v1/relations", {"name": "Anders"}, headers=KEY), second)


def _is_answer(pk: str, sk: str) -> bool:
    return sk == keys.CLAIM and keys.claim_kind(pk) == ONCE


def test_r10_a_repeated_change_with_if_match_is_no_conflict_with_itself(world: World) -> None:
    anna = world.user()
    path = f"/v1/relations/{anna.company().id}"
    change = partial(anna.patch, path, {"note": "Belt morgen"}, headers={**KEY, "If-Match": '"1"'})
    first = change()
    anna.patch(path, {"note": "Belde al"})
    with world.unchanged():
        assert again(change(), first)
    assert first["version"] == 2


def test_r10_a_change_of_nothing_is_kept_too(world: World) -> None:
    """Or its repetition would undo what somebody else did after it."""
    anna = world.user()
    path = f"/v1/relations/{anna.company(note='Belt morgen').id}"
    change = partial(anna.patch, path, {"note": "Belt morgen"}, headers=KEY)
    first = change()
    anna.patch(path, {"note": "Belde al"})
    assert first["version"] == 1
    assert again(change(), first)
    assert anna.get(path)["note"] == "Belde al"


def test_r10_a_repeated_upsert_answers_as_the_first_time(world: World) -> None:
    anna = world.user()
    upsert = partial(anna.put, "/v1/relations/by/sap/4711", {"name": "Hamerslag"}, headers=KEY)
    first = upsert()
    assert first.status == 201
    assert again(upsert(), first)


def test_r10_after_a_refusal_the_key_is_free(world: World) -> None:
    anna = world.user()
    anna.company(external_ids={"sap": "1"})
    assert anna.post("/v1/relations", COMPANY, headers=KEY).status == 409
    assert anna.post("/v1/relations", {"name": ""}, headers=KEY).status == 422
    assert anna.post("/v1/relations", {"name": "Tweede"}, headers=KEY).status == 201


@pytest.mark.parametrize("key", ["", "x" * 201, "zoë", "tab\there"])
def test_r10_a_key_that_is_no_key_is_refused_before_anything_is_done(world: World, key: str) -> None:
    anna = world.user()
    with world.unchanged():
        reply = anna.post("/v1/relations", COMPANY, headers={"Idempotency-Key": key})
    assert (reply.status, reply["code"]) == (400, "malformed")


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_r10_a_crash_at_any_call_leaves_nothing_half_done_and_a_retry_does_it_once(world: World, after: bool) -> None:
    """A create and a change, each of several items, killed at every call to DynamoDB in turn; then repeated."""
    anna = world.user()
    client = table.connection().connection.client

    def story(n: int) -> Reply:
        create = {**COMPANY, "name": f"Hamerslag {n}", "external_ids": {"sap": str(n)}}
        made = anna.post("/v1/relations", create, headers={"Idempotency-Key": f"create {n}"})
        change = {"name": f"Slagerij {n}", "status": ["customer"]}
        return anna.patch(f"/v1/relations/{made.id}", change, headers={"Idempotency-Key": f"change {n}"})

    held.of(anna.tenant)  # or the first run alone reads them
    with crash_at(client, 1_000) as calls:
        story(0)
    for n in range(1, calls.count + 1):
        with crash_at(client, n, after=after), pytest.raises(Crash):
            story(n)
        assert_consistent(world)
        assert story(n).status == 200
        assert_consistent(world)
        found = [record for record in all_records(world) if record.data.get("external_ids") == {"sap": str(n)}]
        assert [(each.version, each.data["name"]) for each in found] == [(2, f"Slagerij {n}")]
    assert calls.count >= 5
    assert len([record for record in all_records(world) if record.type != "user"]) == 2 * (calls.count + 1)


# -------------------------------------------------------------------------------------- when rights changed in between

WORKS = {"actions": ["read", "create", "edit"], "fields": {"*": "write"}}


def _works(root: User, **granted: Any) -> str:
    profile = root.post("/v1/profiles", {"name": "Works", "types": {"*": {**WORKS, **granted}}}).id
    assert root.post("/v1/roles", {"key": "works", "name": "Works", "profiles": [profile]}).status == 201
    return profile


def _rows(root: User, outcome: str) -> list[tuple[str, str]]:
    return [(row["by"], row["operation"]) for row in root.get(f"/v1/audit?outcome={outcome}")["data"]]


@pytest.mark.parametrize("sent", [COMPANY, {"name": "Hamerslag"}], ids=["claimed", "free"])
def test_z3_a_repeated_answer_does_not_tell_what_may_not_be_seen_any_more(world: World, sent: dict[str, Any]) -> None:
    """Whether the repetition meets what it made, or would be made anew."""
    root = world.user("administrator")
    profile, bob = _works(root), world.user("works")
    create = partial(bob.post, "/v1/relations", sent, headers=KEY)
    first = create()
    assert again(create(), first)
    hidden = {"*": {"fields": {"note": "none"}}}
    assert root.patch(f"/v1/profiles/{profile}", {"types": hidden}).status == 200
    with world.unchanged():
        second = create()
    assert (second.status, second.header("ETag"), second.header("Location"), second.header("Idempotent-Replayed")) == (
        201, first.header("ETag"), first.header("Location"), "true",
    )  # fmt: skip
    assert second.json == {"id": first.id, "type": "relation", "version": 1}


@pytest.mark.parametrize("sent", [COMPANY, {"name": "Hamerslag"}], ids=["claimed", "free"])
def test_a6_who_may_not_any_more_is_refused_and_that_is_audited(world: World, sent: dict[str, Any]) -> None:
    root = world.user("administrator")
    profile, bob = _works(root), world.user("works")
    create = partial(bob.post, "/v1/relations", sent, headers=KEY)
    assert create().status == 201
    assert root.patch(f"/v1/profiles/{profile}", {"types": {"*": {"actions": ["read"]}}}).status == 200
    assert create().status == 403
    assert _rows(root, "refused") == [(bob.id, "create_relation")]


def test_a6_what_is_there_no_more_for_somebody_is_not_told_again(world: World) -> None:
    root = world.user("administrator")
    profile, bob = _works(root, view_all=True), world.user("works")
    company = root.company().id
    change = partial(bob.patch, f"/v1/relations/{company}", {"note": "Belt"}, headers=KEY)
    assert change().status == 200
    assert root.patch(f"/v1/relations/{company}", {"restricted": True}).status == 200
    assert profile
    assert (change().status, _rows(root, "refused")) == (404, [(bob.id, "update_relation")])


def test_r10_who_changes_rights_themselves_gets_the_whole_answer_again(world: World) -> None:
    """As do administrators, whatever others change meanwhile."""
    root, bob = world.user("administrator"), world.user()
    shut = partial(bob.post, "/v1/relations", {"name": "Stil", "restricted": True}, headers=KEY)
    first = shut()
    assert again(shut(), first)
    make = partial(root.post, "/v1/roles", {"key": "sellers", "name": "Sellers"}, headers=KEY)
    made = make()
    assert again(make(), made)
    assert root.post("/v1/roles", {"key": "others", "name": "Others"}).status == 201
    assert again(make(), made)
    assert shut().json == {"id": first.id, "type": "relation", "version": 1}


def test_r10_the_rights_that_an_answer_was_made_by_cost_no_round_trip(world: World) -> None:
    root = world.user("administrator")
    _works(root)
    bob = world.user("works")
    with world.meter() as plain:
        bob.post("/v1/relations", {"name": "Een"})
    with world.meter() as kept:
        bob.post("/v1/relations", {"name": "Twee"}, headers=KEY)
    assert kept.round_trips == plain.round_trips
