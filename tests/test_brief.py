"""A brief with the schema and the timeline is all that a card needs: of a relation, and of a contact."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest
import time_machine

from chalicelib import answer_size
from tests import browser
from tests.canaries import company as acme_of
from tests.test_portal import office
from tests.world import Reply, User, World

NOON = "2026-11-20T11:00:00Z"
PHONE = [{"kind": "phone", "value": "036 530 1234"}]
AT = {"street": "Markt", "number": "1", "postcode": "1315 AB", "city": "Almere", "country": "NL"}


def log(user: User, subject: str, **fields: Any) -> Reply:
    reply = user.post("/v1/activities", {"kind": "visit", "subject": subject, **fields})
    assert reply.status == 201, reply.text
    return reply


def brief(user: User, of: Reply) -> Reply:
    reply = user.get(f"/v1/{of['type']}s/{of.id}/brief")
    assert reply.status == 200, reply.text
    return reply


def pair(user: User, one: Reply, other: Reply, **more: Any) -> Reply:
    reply = user.post("/v1/duplicates", {"one": one.id, "other": other.id, **more})
    assert reply.status == 201, reply.text
    return reply


@pytest.mark.parametrize("of", ["relation", "contact"])
def test_it_has_the_record_as_it_is_answered_by_itself(world: World, of: str) -> None:
    """With what it shows live, how complete it is, and its ETag."""
    anna = world.user()
    company = anna.company("Hamerslag", channels=PHONE, addresses=[{"address": AT}], status=["customer"])
    jan = anna.contact(company.id, channels=[{"kind": "email", "value": "jan@hamerslag.example"}])
    made = company if of == "relation" else jan
    world.settle()
    told, alone = brief(anna, made), anna.get(f"/v1/{of}s/{made.id}")
    assert told[of] == alone.json
    assert told.header("etag") == alone.header("etag") == f'"{alone["version"]}"'
    assert isinstance(told[of]["completeness"], int)
    assert told[of]["missing"]


@time_machine.travel(NOON)
def test_the_brief_of_a_contact_tells_all_before_picking_up_the_phone(world: World) -> None:
    anna = world.user()
    company = anna.company("Hamerslag", channels=PHONE, status=["customer"], addresses=[{"address": AT}])
    jan = anna.contact(company.id)
    log(anna, "call back", kind="task", is_task=True, due_on="2026-12-01", links=[jan.id])
    log(anna, "call back first", kind="task", is_task=True, due_on="2026-11-21", links=[jan.id])
    log(anna, "visit", date="2026-11-01", participants=[{"contact": jan.id}])
    log(anna, "fair", date="2026-11-02", participants=[{"contact": jan.id}])
    log(anna, "soon", starts_at="2026-11-21T09:00:00Z", links=[jan.id])
    log(anna, "of the company only", date="2026-11-03", links=[company.id])
    browser.document(anna, title="Offer", links=[jan.id])
    world.settle()
    with world.meter() as meter:
        told = brief(anna, jan)
    assert meter.round_trips == 2
    assert [each["subject"] for each in told["open_tasks"]] == ["call back first", "call back"]
    assert [each["subject"] for each in told["last_touches"]] == ["fair", "visit"]
    assert [each["subject"] for each in told["next"]] == ["soon"]
    assert told["counts"] == {"open_tasks": 2, "documents": 1}
    assert (told["complete"], told["following"], told["duplicates"]) == (True, False, 0)
    assert [(each["normal"], each["source"]) for each in told["contact"]["reached_by"]] == [("+31365301234", "company")]
    at = told["company"]
    assert (at["id"], at["display_name"], at["status"], at["city"]) == (company.id, "Hamerslag", ["customer"], "Almere")


def test_it_counts_the_documents_of_a_relation(world: World) -> None:
    anna = world.user()
    company = anna.company()
    for number in range(3):
        browser.document(anna, title=f"Offer {number}", links=[company.id])
    browser.document(anna, title="Elsewhere")
    with world.meter() as meter:
        told = brief(anna, company)
    assert (told["counts"]["documents"], told["complete"], meter.round_trips) == (3, True, 2)


# ---------------------------------------------------------------------------------------------------- following


@pytest.mark.parametrize("of", ["relation", "contact"])
def test_it_tells_whether_one_follows_it(world: World, of: str) -> None:
    anna, bert = world.user(), world.user()
    company = anna.company()
    made = company if of == "relation" else anna.contact(company.id)
    assert bert.put(f"/v1/me/subscriptions/records/{made.id}", {}).status == 200
    assert [brief(each, made)["following"] for each in (anna, bert)] == [False, True]
    bert.delete(f"/v1/me/subscriptions/records/{made.id}")
    assert brief(bert, made)["following"] is False


# --------------------------------------------------------------------------------------------------- duplicates


@pytest.mark.parametrize("of", ["relation", "contact"])
def test_it_tells_of_how_many_open_pairs_it_is(world: World, of: str) -> None:
    anna = world.user("administrator")
    firm = anna.company("Employer")
    made = [
        anna.company(f"Firm {n}") if of == "relation" else anna.contact(firm.id, last_name=f"V{n}") for n in range(4)
    ]
    assert brief(anna, made[0])["duplicates"] == 0
    first = pair(anna, made[0], made[1])
    pair(anna, made[2], made[0])
    pair(anna, made[1], made[2])
    pair(anna, made[0], made[3], state="not_duplicate")
    with world.meter() as meter:
        assert [brief(anna, each)["duplicates"] for each in made] == [2, 2, 2, 0]
    assert meter.round_trips == 8
    anna.patch(f"/v1/duplicates/{first.id}", {"state": "not_duplicate"})
    assert brief(anna, made[0])["duplicates"] == 1
    anna.delete(f"/v1/{of}s/{made[2].id}")
    assert brief(anna, made[0])["duplicates"] == 0, "also before the pair is closed"


def test_z4_a_pair_with_what_one_may_not_see_is_not_counted(world: World) -> None:
    boss, bert = world.user("administrator"), world.user("sales")
    one, other = boss.company("Hamerslag"), boss.company("Hamerslag Secret", restricted=True)
    pair(boss, one, other)
    assert [brief(each, one)["duplicates"] for each in (boss, bert)] == [1, 0]


def test_z4_who_may_not_read_pairs_is_told_of_none(world: World) -> None:
    boss = world.user("administrator")
    read = {"actions": ["read"], "fields": {"*": "read"}}
    profile = boss.post("/v1/profiles", {"name": "Some", "types": {"relation": read, "activity": read}})
    boss.post("/v1/roles", {"key": "some", "name": "Some", "profiles": [profile.id]})
    one, other = boss.company("Hamerslag"), boss.company("Hamer Slag")
    pair(boss, one, other)
    assert [brief(each, one)["duplicates"] for each in (boss, world.user("some"))] == [1, None]


# ------------------------------------------------------------------------------------------- what may not be seen


def test_t1_the_brief_of_a_contact_is_for_who_may_read_it(world: World) -> None:
    anna, bert = world.user(), world.user(tenant="Bolt")
    company = anna.company()
    jan = anna.contact(company.id)
    assert bert.get(f"/v1/contacts/{jan.id}/brief").status == 404
    assert anna.get(f"/v1/contacts/{company.id}/brief").status == 404
    assert anna.get(f"/v1/contacts/{jan.id[:-4]}0000/brief").status == 404


def test_z3_what_a_profile_hides_of_the_company_is_not_in_the_brief_of_a_contact(world: World) -> None:
    acme = acme_of(world)
    path = f"/v1/contacts/{acme.ids['contact']}/brief"
    assert acme.bob.get(path)["company"]["status"]
    acme.hide({"relation": ["status", "channels"]})
    told = acme.bob.get(path)
    assert told.status == 200
    assert not {"status", "channels"} & told["company"].keys()


# ------------------------------------------------------------------------------------------------- several at once

BRIEFS = "/v1/briefs"


def asked_of(*ids: str) -> str:
    return f"{BRIEFS}?{urlencode([('ids', each) for each in ids])}"


def briefs(user: User, *of: Reply) -> Any:
    reply = user.get(asked_of(*(each.id for each in of)))
    assert reply.status == 200, reply.text
    return reply["data"]


@time_machine.travel(NOON)
def test_several_are_told_as_each_by_itself_in_the_order_asked(world: World) -> None:
    """In as many round trips as one takes."""
    anna = world.user("administrator")
    made = [
        anna.company(f"Firm {n}", channels=PHONE, addresses=[{"address": AT}], status=["customer"]) for n in range(4)
    ]
    for number, each in enumerate(made):
        jan = anna.contact(each.id, last_name=f"V{number}")
        log(anna, f"call back {number}", kind="task", is_task=True, due_on=f"2026-12-0{number + 1}", links=[each.id])
        log(anna, f"visit {number}", date="2026-11-01", participants=[{"contact": jan.id}])
        log(anna, f"soon {number}", starts_at="2026-11-21T09:00:00Z", links=[each.id])
        browser.document(anna, title="Offer", links=[each.id])
    pair(anna, made[0], made[1])
    anna.put(f"/v1/me/subscriptions/records/{made[2].id}", {})
    world.settle()
    asked = [made[2], made[0], made[3], made[1]]
    with world.meter() as meter:
        told = briefs(anna, *asked)
    assert meter.round_trips == 2
    assert told == [brief(anna, each).json for each in asked]
    assert [each["duplicates"] for each in told] == [0, 1, 0, 1]
    assert [each["following"] for each in told] == [True, False, False, False]
    assert [[row["subject"] for row in each["open_tasks"]] for each in told] == [
        [f"call back {number}"] for number in (2, 0, 3, 1)
    ]


def test_of_those_asked_together_the_archived_are_nobodys_duplicates_either(world: World) -> None:
    boss = world.user("administrator")
    made = [boss.company(f"Firm {number}") for number in range(3)]
    pair(boss, made[0], made[1])
    pair(boss, made[0], made[2])
    boss.delete(f"/v1/relations/{made[1].id}")
    told = briefs(boss, *made)
    assert [each["duplicates"] for each in told] == [1, 1, 1], "of the first the third only, before the pair is closed"
    assert told == [brief(boss, each).json for each in made]


def test_however_much_they_link_to_it_takes_two_round_trips(world: World) -> None:
    anna, bert = world.user(), world.user()
    made = []
    for number in range(10):
        at = [{"address": {**AT, "number": f"{number + 1}{letter}"}} for letter in "abcdef"]
        more = [{"address": {**AT, "number": f"{number + 1}{letter}"}} for letter in "ghijk"]
        firm = anna.company(f"Firm {number}", addresses=at)
        kept = [
            {"address": {"id": each["address"]["id"]}} for each in anna.get(f"/v1/relations/{firm.id}")["addresses"]
        ]
        patched = anna.patch(f"/v1/relations/{firm.id}", {"addresses": [*kept, *more]})
        assert patched.status == 200, patched.text
        made.append(firm)
    with world.meter() as meter:
        told = briefs(bert, *made)
    assert meter.round_trips == 2
    assert sum(len(each["relation"]["addresses"]) for each in told) == 10 * 11
    assert told == [brief(bert, each).json for each in made]


def test_what_is_too_much_for_one_answer_is_said_to_be(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    anna = world.user()
    one, other = anna.company("One"), anna.company("Other")
    size = len(json.dumps(json.dumps({"data": briefs(anna, one, other)})))
    monkeypatch.setattr(answer_size, "MOST", size)
    assert len(briefs(anna, one, other)) == 2
    monkeypatch.setattr(answer_size, "MOST", size - 1)
    reply = anna.get(asked_of(one.id, other.id))
    assert (reply.status, reply.fields) == (400, ["ids"])
    assert "fewer" in reply["errors"][0]["message"]
    assert len(briefs(anna, one)) == 1


def test_what_is_asked_twice_is_told_once(world: World) -> None:
    anna = world.user()
    one, other = anna.company("One"), anna.company("Other")
    told = briefs(anna, one, other, one)
    assert [each["relation"]["id"] for each in told] == [one.id, other.id]


def test_t1_what_is_not_theirs_to_see_is_absent_as_what_is_not_there(world: World) -> None:
    """T1, Z4: of another tenant, of another type, hidden by its restriction, or nowhere."""
    boss, bert, alien = world.user("administrator"), world.user("sales"), world.user(tenant="Bolt")
    seen, secret = boss.company("Seen"), boss.company("Secret", restricted=True)
    contact, elsewhere = boss.contact(seen.id), alien.company("Elsewhere")
    nowhere = f"{seen.id[:-4]}0000"
    asked = [secret.id, seen.id, contact.id, elsewhere.id, nowhere]
    told = bert.get(asked_of(*asked))
    assert told.status == 200, told.text
    assert [each["relation"]["id"] for each in told["data"]] == [seen.id]
    assert not [each for each in ("Secret", *asked[3:]) if each in told.text]
    assert bert.get(asked_of(nowhere)).json == {"data": []}
    assert [each["relation"]["id"] for each in briefs(boss, secret, seen)] == [secret.id, seen.id]


def test_z4_each_counts_what_is_shown(world: World) -> None:
    """With one round trip more for all of them, where not all that is counted may be seen."""
    boss, bert = world.user("administrator"), world.user("sales")
    made = [boss.company(f"Firm {number}") for number in range(3)]
    hidden = boss.company("Secret", restricted=True)
    for each in made:
        log(boss, "open to all", kind="task", is_task=True, links=[each.id])
        log(boss, "not for all", kind="task", is_task=True, links=[each.id, hidden.id])
    world.settle()
    told = briefs(bert, *made)
    assert told == [brief(bert, each).json for each in made]
    assert [len(each["open_tasks"]) for each in told] == [each["counts"]["open_tasks"] for each in told]


@pytest.mark.parametrize(
    ("ids", "field"),
    [
        ([], "ids"),
        (["rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"] * 11, "ids"),
        (["rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z", "../users"], "ids[1]"),
        (["7"], "ids[0]"),
    ],
)
def test_what_is_no_list_of_up_to_ten_ids_is_refused(world: World, ids: list[str], field: str) -> None:
    reply = world.user().get(asked_of(*ids))
    assert (reply.status, reply.fields) == (400, [field])


def test_z2_customers_have_no_briefs(world: World) -> None:
    """Z2, e1"""
    ours = office(world)
    assert ours.jan.get(asked_of(ours.company)).status == 403
