"""Retention: for how long is kept what is kept of people, what is due by that, carrying it out (GDPR, article 5)."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from chalicelib.models.erasure import title_of
from tests import browser
from tests.world import Reply, User, World

LEFT = {"key": "left", "of": "contact", "months": 12, "action": "erase"}
PROSPECTS = {"key": "prospects", "of": "relation", "status": "prospect", "months": 24, "action": "erase"}
CALLS = {"key": "calls", "of": "activity", "kind": "phone_call", "months": 36, "action": "archive"}
PASSPORTS = {"key": "passports", "of": "document", "kind": "proof_of_identity", "months": 6, "action": "archive"}
RULES = [LEFT, PROSPECTS, CALLS, PASSPORTS]


@pytest.fixture
def years(world: World) -> Iterator[Any]:
    with time_machine.travel("2026-11-23T09:00:00Z", tick=False) as clock:
        yield clock


def ruled(world: World, rules: list[dict[str, Any]] = RULES) -> User:
    chief = world.user("administrator")
    reply = chief.put("/v1/retention-rules", {"rules": rules})
    assert reply.status == 200, reply.text
    return chief


def due(user: User, rule: str, more: str = "") -> list[str]:
    reply = user.get(f"/v1/retention/due?rule={rule}{more}")
    assert reply.status == 200, reply.text
    return [each["id"] for each in reply["data"]]


def apply(user: User, rule: str, *chosen: Reply) -> list[str]:
    reply = user.post("/v1/retention/apply", {"rule": rule, "ids": [each.id for each in chosen]})
    assert reply.status == 200, reply.text
    return [each["outcome"] for each in reply["data"]]


# ------------------------------------------------------------------------------------------------------------- rules


def test_rules_are_set_and_read_as_they_were(world: World) -> None:
    chief = ruled(world)
    told = chief.get("/v1/retention-rules")
    assert told["rules"] == RULES
    with world.unchanged():
        assert chief.put("/v1/retention-rules", {"rules": told["rules"]})["rules"] == RULES
        stale = chief.put("/v1/retention-rules", {"rules": []}, headers={"If-Match": '"7"'})
        assert stale.status == 412
    assert chief.put("/v1/retention-rules", {"rules": []})["rules"] == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"key": "Left!"}, "rules[0].key"),
        ({"of": "team"}, "rules[0].of"),
        ({"months": 0}, "rules[0].months"),
        ({"kind": "call"}, "rules[0].kind"),
        ({"status": "prospect"}, "rules[0].status"),
        ({"of": "document", "kind": "poem", "action": "review"}, "rules[0].kind"),
        ({"of": "document"}, "rules[0].action"),
        ({"action": "forget"}, "rules[0].action"),
    ],
)
def test_what_is_no_rule_is_refused(world: World, change: dict[str, Any], field: str) -> None:
    chief = world.user("administrator")
    with world.unchanged():
        refused = chief.put("/v1/retention-rules", {"rules": [{**LEFT, **change}]})
        assert (refused.status, refused.fields) == (422, [field])
        assert chief.put("/v1/retention-rules", {"rules": [LEFT, LEFT]}).fields == ["rules[1].key"]


def test_z1_only_administrators_set_rules_and_carry_them_out(world: World) -> None:
    """Z1"""
    ruled(world)
    manager = world.user("manager")
    with world.unchanged():
        assert manager.put("/v1/retention-rules", {"rules": []}).status == 403
        assert manager.get("/v1/retention/due?rule=left").status == 403
        applied = manager.post("/v1/retention/apply", {"rule": "left", "ids": ["con_01J00000000000000000000000"]})
        assert applied.status == 403


def test_t1_rules_and_records_are_of_one_tenant(world: World) -> None:
    """T1"""
    chief, other = ruled(world), world.user("administrator", tenant="Other")
    contact = chief.contact(chief.company().id, ended_on="2020-01-01")
    assert other.get("/v1/retention-rules")["rules"] == []
    assert other.get("/v1/retention/due?rule=left").status == 404
    other.put("/v1/retention-rules", {"rules": [LEFT]})
    with world.unchanged():
        assert due(other, "left") == []
        refused = other.post("/v1/retention/apply", {"rule": "left", "ids": [contact.id]})
        assert (refused.status, refused.fields) == (422, ["ids[0]"])


# --------------------------------------------------------------------------------------------------------------- due


def test_contacts_that_ended_are_due_after_their_months(world: World, years: Any) -> None:
    chief = ruled(world)
    company = chief.company()
    old, _, _ = (
        chief.contact(company.id, last_name=name, ended_on=ended)
        for name, ended in (("Old", "2025-11-22"), ("Young", "2025-11-23"), ("Here", None))
    )
    assert due(chief, "left") == [old.id]


def test_prospects_are_due_when_nobody_dealt_with_them(world: World, years: Any) -> None:
    chief = ruled(world)
    quiet, busy = (chief.person(name, status=["prospect"]) for name in ("Quiet", "Busy"))
    chief.person("Customer", status=["customer"])
    chief.company("A company is no person", status=["prospect"])
    years.move_to("2028-06-01T09:00:00Z")
    chief = world.user("administrator")
    chief.post(
        "/v1/activities",
        {"kind": "phone_call", "subject": "x", "links": [busy.id], "starts_at": "2028-05-01T09:00:00Z"},
    )
    world.settle()
    years.move_to("2028-12-01T09:00:00Z")
    chief = world.user("administrator")
    assert due(chief, "prospects") == [quiet.id]


def test_calls_and_documents_are_due_by_their_age(world: World, years: Any) -> None:
    chief = ruled(world)
    call = {"kind": "phone_call", "subject": "x"}
    old = chief.post("/v1/activities", {**call, "starts_at": "2023-11-01T09:00:00Z"})
    chief.post("/v1/activities", {**call, "starts_at": "2023-12-01T09:00:00Z"})
    chief.post("/v1/activities", {**call, "kind": "note", "date": "2020-01-01"})
    passport = browser.document(chief, kind="proof_of_identity")
    assert (due(chief, "calls"), due(chief, "passports")) == ([old.id], [])
    years.move_to("2027-06-01T09:00:00Z")
    assert due(world.user("administrator"), "passports") == [passport.id]


def test_a_page_of_fifty_takes_few_round_trips_and_pages_hold_all_once(world: World, years: Any) -> None:
    chief = ruled(world)
    company = chief.company()
    for number in range(55):
        chief.contact(company.id, last_name=f"Old {number}", ended_on="2020-01-01")
        chief.contact(company.id, last_name=f"Now {number}")
    with world.meter() as meter:
        page = chief.get("/v1/retention/due?rule=left&limit=50")
    assert len(page["data"]) == 50
    assert meter.round_trips <= 6  # the rule, and a list of which every second entry does not match
    rest = due(chief, "left", f"&limit=50&cursor={page['page']['next_cursor']}")
    assert len({*rest, *(each["id"] for each in page["data"])}) == 55


# ------------------------------------------------------------------------------------------------------ carrying out


def test_what_was_chosen_is_archived_or_erased_and_nothing_else(world: World, years: Any) -> None:
    chief = ruled(world)
    company = chief.company()
    old = chief.contact(company.id, ended_on="2020-01-01")
    young = chief.contact(company.id, last_name="Young")
    call = chief.post("/v1/activities", {"kind": "phone_call", "subject": "x", "starts_at": "2020-11-01T09:00:00Z"})
    assert apply(chief, "calls", call, old) == ["archived", "not_due"]
    assert apply(chief, "left", old, young, company) == ["erasing", "not_due", "not_due"]
    world.settle()
    assert chief.get(f"/v1/contacts/{old.id}")["display_name"] == title_of(old.id)
    assert chief.get(f"/v1/contacts/{young.id}")["display_name"] == "Jan Young"
    assert chief.get(f"/v1/activities/{call.id}")["archived_at"]
    assert (due(chief, "left"), due(chief, "calls")) == ([], [])
    assert chief.get("/v1/erasures")["data"][0]["reason"] == "retention"


def test_what_is_to_be_looked_at_is_not_carried_out(world: World) -> None:
    chief = ruled(world, [{**LEFT, "action": "review"}])
    contact = chief.contact(chief.company().id, ended_on="2020-01-01")
    with world.unchanged():
        assert chief.post("/v1/retention/apply", {"rule": "left", "ids": [contact.id]}).status == 409
        assert chief.post("/v1/retention/apply", {"rule": "right", "ids": [contact.id]}).fields == ["rule"]


def test_what_has_no_room_in_one_transaction_is_left_for_the_next(world: World, years: Any) -> None:
    chief = ruled(world)
    text = f"<p>{' '.join(f'word{n}s' for n in range(30))}</p>"
    old = {"kind": "phone_call", "subject": "x", "text": text, "starts_at": "2020-11-01T09:00:00Z"}
    calls = [chief.post("/v1/activities", old) for _ in range(10)]
    first = apply(chief, "calls", *calls)
    assert set(first) == {"archived", "left"}
    left = [call for call, outcome in zip(calls, first, strict=True) if outcome == "left"]
    assert set(apply(chief, "calls", *left)) <= {"archived", "left"}
