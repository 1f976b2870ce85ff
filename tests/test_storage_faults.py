"""DynamoDB in trouble: what passes is waited out, what does not is told, and nothing is left half done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest
from botocore.exceptions import ReadTimeoutError

from chalicelib.models.record import MOST_BYTES
from chalicelib.storage import derived, keys, table
from tests.consistency import assert_consistent
from tests.faults import throttle
from tests.world import TABLE, Reply, User, World, forget_rights

THROTTLED = "ProvisionedThroughputExceededException"
FOREVER = 1_000
Story = Callable[[User, str], Reply]


def in_a_cold_function(anna: User, company: str) -> Reply:
    """Where the rights of the tenant are not known yet."""
    forget_rights()
    return anna.get(f"/v1/relations/{company}")


STORIES: dict[str, Story] = {
    "GetItem": in_a_cold_function,
    "BatchGetItem": lambda anna, id: anna.post("/v1/contacts", {"company": id, "last_name": "Visser"}),
    "Query": lambda anna, id: anna.get("/v1/search?q=hamer"),
    "TransactWriteItems": lambda anna, id: anna.patch(f"/v1/relations/{id}", {"name": "Slagerij"}),
}
EVERY_CALL = pytest.mark.parametrize("call", STORIES)


def client() -> Any:
    return table.connection().connection.client


@EVERY_CALL
def test_r5_a_short_throttle_is_waited_out(world: World, call: str) -> None:
    anna = world.user()
    company = anna.company().id
    with throttle(client(), call, 1) as faults:
        assert STORIES[call](anna, company).status in (200, 201)
    assert faults.hits == 1
    assert_consistent(world)


@EVERY_CALL
@pytest.mark.parametrize("code", [THROTTLED, "InternalServerError"])
def test_r5_one_that_lasts_is_a_503_and_nothing_is_written(world: World, call: str, code: str) -> None:
    anna = world.user()
    company = anna.company().id
    with world.unchanged(), throttle(client(), call, FOREVER, code) as faults:
        reply = STORIES[call](anna, company)
    assert (reply.status, reply["code"], reply.header("Retry-After")) == (503, "unavailable", "2")
    assert 1 < faults.hits < 20


@contextmanager
def answers_half(times: int) -> Iterator[list[int]]:
    """BatchGetItem leaves what it found in the second half of its keys for another time."""
    halved: list[int] = []

    def halve(parsed: dict[str, Any], **_: Any) -> None:
        found = parsed["Responses"][TABLE]
        if len(halved) < times and len(found) > 1:
            left = [{"pk": item["pk"], "sk": item["sk"]} for item in found[len(found) // 2 :]]
            parsed["Responses"][TABLE] = found[: len(found) // 2]
            parsed["UnprocessedKeys"] = {TABLE: {"Keys": left}}
            halved.append(len(left))

    events = client().meta.events
    events.register("after-call.dynamodb.BatchGetItem", halve)
    try:
        yield halved
    finally:
        events.unregister("after-call.dynamodb.BatchGetItem", halve)


def test_r5_unprocessed_keys_are_asked_for_again(world: World) -> None:
    anna = world.user()
    names = sorted(f"Bedrijf {n:02d}" for n in range(12))
    for name in names:
        anna.company(name)
    with answers_half(3) as halved:
        assert anna.names("/v1/relations") == names
    assert halved == [7, 4, 2]  # with the epoch of the rights, which comes along


REASONS: dict[str, tuple[str, int, str]] = {
    "another transaction": ("TransactionConflict", 409, "busy"),
    "a condition": ("ConditionalCheckFailed", 409, "busy"),
    "throttling": ("ThrottlingError", 503, "unavailable"),
    "throughput": ("ProvisionedThroughputExceeded", 503, "unavailable"),
    "our own mistake": ("ValidationError", 500, "internal"),
}


def cancelled(code: str, times: int) -> Any:
    """As DynamoDB tells it: a reason for each item, most of them None."""
    reasons = [{"Code": "None"}, {"Code": code, "Message": "injected"}, {"Code": "None"}]
    error = "TransactionCanceledException"
    return throttle(client(), "TransactWriteItems", times, error, CancellationReasons=reasons)


@pytest.mark.parametrize("why", [why for why, (_, status, _) in REASONS.items() if status != 500])
def test_r6_a_cancelled_transaction_is_tried_again(world: World, why: str) -> None:
    anna = world.user()
    with cancelled(REASONS[why][0], 2) as faults:
        assert anna.company().status == 201
    assert faults.hits == 2
    assert_consistent(world)


@pytest.mark.parametrize("why", REASONS)
def test_r6_what_stays_cancelled_is_told_by_its_reason(world: World, why: str) -> None:
    anna = world.user()
    reason, status, code = REASONS[why]
    with world.unchanged(), cancelled(reason, FOREVER) as faults:
        reply = anna.post("/v1/relations", {"name": "Hamerslag"})
    assert (reply.status, reply["code"]) == (status, code)
    assert (reply.header("Retry-After") is not None) == (status != 500)
    assert faults.hits == (1 if status == 500 else 6)


def test_r6_a_taken_value_beside_a_conflict_is_looked_at_again(world: World) -> None:
    anna = world.user()
    made = anna.company(external_ids={"sap": "1"})
    with cancelled("TransactionConflict", 1):
        reply = anna.post("/v1/relations", {"name": "Ander", "external_ids": {"sap": "1"}})
    assert (reply.status, reply["existing"]) == (409, made.id)


@contextmanager
def answer_lost() -> Iterator[None]:
    """The transaction is carried out, but the connection breaks before anybody knows."""

    def lose(**_: Any) -> None:
        raise ReadTimeoutError(endpoint_url="https://dynamodb")

    events = client().meta.events
    events.register("after-call.dynamodb.TransactWriteItems", lose)
    try:
        yield
    finally:
        events.unregister("after-call.dynamodb.TransactWriteItems", lose)


def test_a_lost_answer_is_not_told_as_nothing_changed(world: World) -> None:
    anna = world.user()
    with answer_lost():
        reply = anna.post("/v1/relations", {"name": "Hamerslag"})
    assert (reply.status, reply["code"]) == (503, "unavailable")
    assert "may or may not" in reply["detail"]
    assert_consistent(world)


def test_r10_with_a_key_even_a_lost_answer_is_found(world: World) -> None:
    anna = world.user()
    asked = partial(anna.post, "/v1/relations", {"name": "Hamerslag"}, headers={"Idempotency-Key": "k1"})
    with answer_lost():
        first = asked()
    assert first.status == 201
    assert asked().text == first.text
    assert anna.names("/v1/relations") == ["Hamerslag"]


# ------------------------------------------------------------------------------------------------ near the limits

WIDE = "𝕏"  # four bytes in UTF-8


def test_r11_a_record_that_would_be_too_large_is_refused_before_anything_is_written(world: World) -> None:
    anna = world.user()
    wide = dict.fromkeys(("street", "extra", "city"), WIDE * 190)
    addresses = [{"address": anna.address(**wide, number=str(n)).id} for n in range(20)]
    with world.unchanged():
        reply = anna.post("/v1/relations", {"name": "Groot", "note": WIDE * 20_000, "addresses": addresses})
    assert (reply.status, reply["code"]) == (422, "invalid")
    assert str(MOST_BYTES) in reply["detail"]


def test_r11_what_is_accepted_without_an_idempotency_key_is_accepted_with_one(world: World) -> None:
    """The answer is kept beside it, and must not outgrow an item either."""
    anna = world.user()
    body = {"name": "Groot", "note": "я" * 20_000}
    made = anna.post("/v1/relations", body, headers={"Idempotency-Key": "large"})
    assert made.status == 201, made.text
    again = anna.post("/v1/relations", body, headers={"Idempotency-Key": "large"})
    assert (again.status, again.id, again["note"]) == (201, made.id, body["note"])
    relation = next(item for (_, sk), item in world.items().items() if sk == "CLAIM")
    assert len(relation["body"]["S"].encode()) < 2 * len(made.text.encode())


def test_r11_a_long_text_may_be_replaced_by_another_long_text(world: World) -> None:
    """The change keeps both."""
    anna = world.user()
    made = anna.company(note="я" * 20_000)
    assert anna.patch(f"/v1/relations/{made.id}", {"note": WIDE * 20_000}).status == 200
    history = anna.get(f"/v1/relations/{made.id}/history")["data"]
    assert (len(history[0]["changed"]["note"]["was"]), len(history[0]["changed"]["note"]["now"])) == (20_000, 20_000)
    assert_consistent(world)


def test_r11_a_change_of_more_than_a_hundred_items_is_refused_before_anything_is_written(world: World) -> None:
    anna = world.user()
    addresses = [{"address": {"street": f"Straat{n}", "number": "1", "city": f"Stad{n}"}} for n in range(20)]
    with world.unchanged():
        reply = anna.post("/v1/relations", {"name": "Groot", "addresses": addresses})
    assert (reply.status, reply["code"]) == (422, "invalid")
    assert "items" in reply["detail"]
    assert anna.post("/v1/relations", {"name": "Groot", "addresses": addresses[:5]}).status == 201


def all_pages(anna: User, body: dict[str, Any]) -> list[list[str]]:
    """Every page of a search to the end, which must come."""
    pages: list[list[str]] = []
    cursor = None
    while cursor is not None or not pages:
        reply = anna.post("/v1/relations/search", {**body, "cursor": cursor} if cursor else body)
        assert reply.status == 200, reply.text
        assert len(pages) < 20, "it goes round and round"
        pages.append([each["display_name"] for each in reply["data"]])
        cursor = reply["page"]["next_cursor"]
        assert reply["page"]["has_more"] == (cursor is not None)
    return pages


def test_r12_pages_in_which_nothing_matches_lead_on_to_what_does(world: World) -> None:
    """Entries so fat that a query stops at 1 MB, long before it has read as many as it was asked."""
    anna = world.user()
    for n in range(29):
        anna.company(f"Bedrijf {n:02d}")
    anna.company("Zwaluw", addresses=[{"address": {"city": "Zwolle"}}])
    for pk, sk in list(world.items()):
        if keys.family_of(pk) == derived.LIST and sk.startswith("bedrijf"):
            fat = {"pk": {"S": pk}, "sk": {"S": sk}, "digest": {"S": '{"city":"Almere","pad":"' + "x" * 200_000 + '"}'}}
            world.engine.client.put_item(TableName=TABLE, Item=fat)
    pages = all_pages(anna, {"criteria": {"field": "city", "op": "eq", "value": "Zwolle"}})
    assert pages[0] == []
    assert len(pages) > 2
    assert [name for page in pages for name in page] == ["Zwaluw"]


def test_r12_a_page_of_large_records_ends_early_and_the_next_goes_on(world: World) -> None:
    anna = world.user()
    names = [f"Bedrijf {n:02d}" for n in range(12)]
    for name in names:
        anna.company(name, note="я" * 10_000)
    pages = all_pages(anna, {"criteria": {"all": []}})
    assert [name for page in pages for name in page] == names
    assert [len(page) for page in pages] == [4, 4, 4]


def test_has_more_is_not_said_of_a_page_that_ends_exactly_at_the_end(world: World) -> None:
    anna = world.user()
    company = anna.company("Moeder")
    for n in range(4):
        anna.patch(f"/v1/relations/{company.id}", {"note": f"{n}"})
        anna.contact(company.id, last_name=f"Visser {n}")
    for path in (f"/v1/relations/{company.id}/history?limit=5", "/v1/contacts?limit=4", "/v1/relations?limit=1"):
        assert anna.get(path)["page"] == {"next_cursor": None, "has_more": False}
