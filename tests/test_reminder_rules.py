"""The rules by which people are reminded: those shipped, those of a tenant, and one's own."""

from typing import Any

import pytest

from chalicelib.models import reminder_rule
from tests.world import Reply, World

MINE, OURS = "/v1/me/reminder-rules", "/v1/reminder-rules"
RULE = {"key": "day_before", "of": "due", "ahead": "P1D"}
SHIPPED = [("start", "PT15M"), ("due", "PT0M"), ("expires", "P30D")]


def told(reply: Reply) -> list[tuple[str, str]]:
    assert reply.status == 200, reply.text
    return [(each["key"], each["ahead"]) for each in reply["rules"]]


def test_some_rules_come_with_relata(world: World) -> None:
    anna = world.user()
    assert told(anna.get(OURS)) == told(anna.get(MINE)) == SHIPPED
    assert anna.get(MINE)["own"] is False
    assert reminder_rule.faults([dict(each) for each in reminder_rule.SHIPPED], ()) == []


def test_a_tenant_sets_rules_for_all_and_a_user_in_their_place(world: World) -> None:
    chief, anna, bert = world.user("administrator"), world.user(), world.user()
    kept = chief.put(OURS, {"rules": [{**RULE, "ahead": "P1W", "channel": "mail", "repeat": "PT90M", "repeats": 3}]})
    assert kept["rules"] == [
        {
            "key": "day_before",
            "of": "due",
            "ahead": "P7D",
            "channel": "mail",
            "repeat": "PT1H30M",
            "repeats": 3,
            "kinds": [],
        }
    ]
    assert told(anna.put(MINE, {"rules": []})) == []
    assert (told(anna.get(MINE)), anna.get(MINE)["own"]) == ([], True)
    assert told(bert.get(MINE)) == told(anna.get(OURS)) == [("day_before", "P7D")]
    assert (anna.delete(MINE).status, told(anna.get(MINE))) == (204, [("day_before", "P7D")])
    assert told(world.user(tenant="Other").get(MINE)) == SHIPPED


def test_only_administrators_set_them_for_all_and_everybody_sets_their_own(world: World) -> None:
    """Z1"""
    for user in (world.user(), world.user("reader")):
        with world.unchanged():
            assert user.put(OURS, {"rules": [RULE]}).status == 403
        assert user.put(MINE, {"rules": [RULE]}).status == 200


def test_nobody_overwrites_what_they_have_not_seen(world: World) -> None:
    chief = world.user("administrator")
    for path in (OURS, MINE):
        assert chief.get(path).header("ETag") == '"0"'
        assert chief.put(path, {"rules": [RULE]}, headers={"If-Match": '"0"'}).header("ETag") == '"1"'
        with world.unchanged():
            assert chief.put(path, {"rules": []}, headers={"If-Match": '"0"'}).status == 412
            assert chief.put(path, {"rules": [RULE]}).header("ETag") == '"1"'
    with world.unchanged():
        assert chief.delete(MINE, headers={"If-Match": '"0"'}).status == 412
    assert chief.delete(MINE, headers={"If-Match": '"1"'}).status == 204
    assert chief.get(MINE).header("ETag") == '"2"'


@pytest.mark.parametrize(
    ("rules", "field", "advice"),
    [
        ([RULE, RULE], "rules[1].key", "key of its own"),
        ([{**RULE, "ahead": "1 day"}], "rules[0].ahead", "such as PT15M"),
        ([{**RULE, "ahead": "P400D"}], "rules[0].ahead", "366 days"),
        ([{**RULE, "repeat": "PT5M", "repeats": 2}], "rules[0].repeat", "15 minutes"),
        ([{**RULE, "repeat": "P1D"}], "rules[0].repeat", "how many times"),
        ([{**RULE, "repeats": 3}], "rules[0].repeat", "how many times"),
        ([{**RULE, "repeats": 101, "repeat": "P1D"}], "rules[0].repeats", "100"),
        ([{**RULE, "kinds": ["visit", "canoeing"]}], "rules[0].kinds", "no kind canoeing"),
        ([{**RULE, "of": "expires", "kinds": ["visit"]}], "rules[0].kinds", "Leave kinds out"),
        ([{**RULE, "channel": "fax"}], "rules[0].channel", "Choose"),
        ([{**RULE, "of": "birthday"}], "rules[0].of", "Choose"),
        ([{**RULE, "key": f"rule_{number}"} for number in range(11)], "rules", "at most 10"),
    ],
)
def test_a_rule_that_will_not_do_is_refused_and_told_why(
    world: World, rules: list[dict[str, Any]], field: str, advice: str
) -> None:
    anna = world.user()
    with world.unchanged():
        reply = anna.put(MINE, {"rules": rules})
    assert (reply.status, reply.fields) == (422, [field])
    assert advice in reply["errors"][0]["message"]


@pytest.mark.parametrize(
    "damaged", [{}, {"rules": 3}, {"rules": [{"key": "x"}, 4, {**RULE, "ahead": 7}, {**RULE, "channel": "in_app"}]}]
)
def test_of_damaged_rules_those_that_can_be_read_hold(damaged: dict[str, Any]) -> None:
    found = reminder_rule.read(reminder_rule.in_force(damaged))
    assert len(found) in (1, 3)
