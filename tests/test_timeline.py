"""The timeline, the brief and the last touch: what happened with a relation, at one look (A14, D11, D14, D15)."""

import json
from typing import Any

import pytest
import time_machine

from chalicelib.reactions import touches
from chalicelib.storage import keys, rebuild, records
from tests import crowd
from tests.consistency import actual, assert_consistent
from tests.world import TABLE, Reply, User, World

NOON = "2026-11-20T11:00:00Z"


def log(user: User, kind: str = "phone_call", **fields: Any) -> Reply:
    reply = user.post("/v1/activities", {"kind": kind, "subject": kind, **fields})
    assert reply.status == 201, reply.text
    return reply


def timeline(user: User, target: Reply, asked: str = "") -> list[str]:
    reply = user.get(f"/v1/{target['type']}s/{target.id}/timeline{asked}")
    assert reply.status == 200, reply.text
    return [each["subject"] for each in reply["data"]]


# ------------------------------------------------------------------------------------------------------- the timeline


def test_what_happened_stands_on_all_that_had_a_part_in_it_the_newest_first(world: World) -> None:
    anna = world.user()
    company, other = anna.company("Hamerslag"), anna.company("Aambeeld")
    jan = anna.contact(company.id)
    log(anna, subject="old", links=[company.id], date="2026-01-05")
    log(anna, subject="planned", links=[company.id, other.id], starts_at="2027-01-05T09:00:00Z")
    log(anna, subject="with Jan", participants=[{"contact": jan.id}], starts_at="2026-01-05T09:00:00Z")
    assert timeline(anna, company) == ["planned", "with Jan", "old"]
    assert timeline(anna, company, "?direct_only=true") == ["planned", "old"]
    assert timeline(anna, jan) == ["with Jan"]
    assert timeline(anna, other) == ["planned"]
    rows = anna.get(f"/v1/relations/{company.id}/timeline")["data"]
    assert [each["through"] for each in rows] == [None, jan.id, None]
    assert_consistent(world)


def test_what_is_linked_itself_is_not_there_a_second_time_through_its_contact(world: World) -> None:
    anna = world.user()
    company = anna.company("Hamerslag")
    jan = anna.contact(company.id)
    log(anna, links=[company.id, jan.id])
    rows = anna.get(f"/v1/relations/{company.id}/timeline")["data"]
    assert [each["through"] for each in rows] == [None]


def test_a_contact_that_moves_takes_its_history_along(world: World) -> None:
    anna = world.user()
    wrong, right, person = anna.company("Wrong"), anna.company("Right"), anna.person()
    jan = anna.contact(wrong.id)
    log(anna, links=[jan.id])
    anna.patch(f"/v1/contacts/{jan.id}", {"company": right.id})
    anna.post(f"/v1/contacts/{jan.id}/link-person", {"person": person.id})
    world.settle()
    assert (timeline(anna, wrong), timeline(anna, right)) == ([], ["phone_call"])
    assert timeline(anna, person) == ["phone_call"]
    assert_consistent(world)


def test_a_timeline_is_narrowed(world: World) -> None:
    anna = world.user()
    company = anna.company()
    log(anna, "note", links=[company.id], date="2026-03-01", visibility="internal")
    log(anna, "visit", links=[company.id], starts_at="2026-03-31T22:30:00Z")
    log(anna, "fax", links=[company.id], date="2026-04-02")
    asked = {
        "": ["fax", "visit", "note"],
        "?kinds=fax": ["fax"],
        "?kinds=fax&kinds=note": ["fax", "note"],
        "?visibility=shared": ["fax", "visit"],
        "?from=2026-03-31": ["fax", "visit"],
        "?from=2026-04-01": ["fax", "visit"],
        "?from=2026-04-02": ["fax"],
        "?until=2026-03-31": ["note"],
        "?until=2026-04-01": ["visit", "note"],
        "?until=2026-03-31&time_zone=UTC": ["visit", "note"],
        "?from=2026-03-31&until=2026-03-31&time_zone=America/New_York": ["visit"],
        "?from=2026-04-02&time_zone=America/New_York": ["fax"],
        "?from=2026-03-01&until=2026-03-01&time_zone=Pacific/Auckland": ["note"],
        "?types=document": [],
        "?types=activity&kinds=note": ["note"],
        "?from=2026-03-31T22:31:00Z": ["fax"],
        "?until=2026-03-31T22:30:00Z": ["visit", "note"],
        "?from=2027-01-01": [],
    }
    assert {query: timeline(anna, company, query) for query in asked} == asked
    wrong = [("from=soon", "from"), ("visibility=none", "visibility"), ("limit=0", "limit"), ("limit=100", "limit")]
    for query, named in wrong:
        assert anna.get(f"/v1/relations/{company.id}/timeline?{query}").fields == [named]


def test_what_is_to_be_done_is_listed_what_is_due_first_at_the_top(world: World) -> None:
    """C25"""
    anna = world.user()
    company = anna.company()
    jan = anna.contact(company.id)
    for subject, due in (("later", "2027-01-01"), ("late", "2026-01-01"), ("whenever", None)):
        due_on = {"due_on": due} if due else {}
        log(anna, "task", subject=subject, is_task=True, links=[jan.id], **due_on)
    done = log(anna, "task", subject="done", is_task=True, links=[company.id])
    anna.post(f"/v1/activities/{done.id}/complete", {})
    log(anna, "note", links=[company.id])
    assert timeline(anna, company, "?open=true") == ["late", "later", "whenever"]
    assert timeline(anna, company, "?open=true&direct_only=true") == []
    first = anna.get(f"/v1/contacts/{jan.id}/timeline?open=true&limit=2")
    rest = anna.get(f"/v1/contacts/{jan.id}/timeline?open=true&cursor={first['page']['next_cursor']}")
    assert [each["title"] for each in first["data"] + rest["data"]] == ["late", "later", "whenever"]
    assert [each["subject"] for each in anna.get("/v1/activities?task=open")["data"]] == ["late", "whenever", "later"]


def test_whatever_things_are_about_has_a_timeline(world: World) -> None:
    anna = world.user()
    place, paper = anna.address(), anna.post("/v1/documents", {"title": "Plan"})
    visit = log(anna, "visit", links=[place.id, paper.id])
    log(anna, "note", links=[visit.id])
    for plural, record in (("addresses", place), ("documents", paper)):
        assert [each["id"] for each in anna.get(f"/v1/{plural}/{record.id}/timeline")["data"]] == [visit.id]
    assert [each["kind"] for each in anna.get(f"/v1/activities/{visit.id}/timeline")["data"]] == ["note"]
    about = {"criteria": {"field": "links", "op": "eq", "value": place.id}}
    assert [each["id"] for each in anna.post("/v1/activities/search", about)["data"]] == [visit.id]


def test_a34_what_a_contact_has_stands_on_its_company_documents_too(world: World) -> None:
    """A34"""
    anna = world.user()
    company = anna.company()
    jan = anna.contact(company.id)
    assert anna.post("/v1/documents", {"title": "Diploma", "kind": "certificate", "links": [jan.id]}).status == 201
    rows = anna.get(f"/v1/relations/{company.id}/timeline?kinds=certificate")["data"]
    assert [(each["title"], each["through"], each["created_by"]) for each in rows] == [("Diploma", jan.id, anna.id)]
    assert anna.get(f"/v1/relations/{company.id}/timeline?types=activity")["data"] == []
    assert timeline_ids(anna, company, "?direct_only=true") == []


def timeline_ids(user: User, target: Reply, asked: str) -> list[str]:
    return [each["id"] for each in user.get(f"/v1/{target['type']}s/{target.id}/timeline{asked}")["data"]]


def test_an_archived_activity_leaves_the_timeline_and_comes_back(world: World) -> None:
    anna = world.user()
    company = anna.company()
    made = log(anna, links=[company.id])
    anna.delete(f"/v1/activities/{made.id}")
    assert timeline(anna, company) == []
    anna.post(f"/v1/activities/{made.id}/restore")
    assert timeline(anna, company) == ["phone_call"]


def test_t1_there_is_no_timeline_of_what_is_not_ones_own(world: World) -> None:
    """T1"""
    anna, bert = world.user(), world.user(tenant="Other")
    company = anna.company()
    jan = anna.contact(company.id)
    log(anna, links=[company.id])
    for part in ("timeline", "brief"):
        assert bert.get(f"/v1/relations/{company.id}/{part}").status == 404
        assert anna.get(f"/v1/relations/{jan.id}/{part}").status == 404
    assert anna.get(f"/v1/contacts/{company.id}/timeline").status == 404


@pytest.mark.parametrize("number", [10, 1_000, 20_000])
def test_a_page_of_a_timeline_takes_three_round_trips_at_most_however_long_it_is(world: World, number: int) -> None:
    anna = world.user()
    company = anna.company("Hamerslag")
    relation = records.get(anna.tenant, company.id)
    assert relation
    crowd.put(world.engine, crowd.history(anna.tenant, relation, number))
    place = f"/v1/relations/{company.id}"
    with world.meter() as plain:
        page = anna.get(f"{place}/timeline")
    assert (len(page["data"]), plain.round_trips, plain.items_read) == (
        min(number, 50),
        2,
        min(number, 51) + min(number, 51) + 2,
    )
    with world.meter() as following:
        if page["page"]["has_more"]:
            assert len(anna.get(f"{place}/timeline?cursor={page['page']['next_cursor']}")["data"]) == 50
    assert following.round_trips in (0, 2)
    with world.meter() as sifted:
        assert anna.get(f"{place}/timeline?kinds=visit")["data"] == []
    assert sifted.round_trips <= 3
    with world.meter() as brief:
        told = anna.get(f"{place}/brief")
    assert (brief.round_trips, len(told["last_touches"])) == (2, 5)


def test_a_timeline_with_long_texts_has_whole_pages_all_the_same(world: World) -> None:
    anna = world.user()
    company = anna.company()
    for place in range(5):
        log(anna, subject=str(place), links=[company.id], text=f"<p>{'lorem ' * 10_000}</p>")
    reply = anna.get(f"/v1/relations/{company.id}/timeline")
    assert len(reply["data"]) == 5
    assert "text" not in reply["data"][0]
    assert len(reply.text) < 10_000


def test_c7_timelines_and_worklists_are_made_anew_from_the_records(world: World) -> None:
    """C7"""
    anna = world.user()
    company = anna.company()
    jan = anna.contact(company.id)
    log(anna, is_task=True, assignees=[anna.id], due_on="2026-12-01", links=[jan.id], parent=log(anna).id)
    log(anna, links=[company.id], date="2026-01-05")
    world.settle()
    before = world.items()
    lost = [key for key in actual(world) if keys.tenant_of(key.pk) == anna.tenant]
    assert {"timeline", "todo", "mention", "link"} <= {keys.family_of(key.pk) for key in lost}
    for key in lost:
        world.engine.client.delete_item(TableName=TABLE, Key={"pk": {"S": key.pk}, "sk": {"S": key.sk}})
    assert rebuild.rebuild(anna.tenant).counts.total() == len(lost)
    assert world.items() == before


# ---------------------------------------------------------------------------------------------------------- the brief


@time_machine.travel(NOON, tick=False)
def test_the_brief_tells_all_before_picking_up_the_phone(world: World) -> None:
    anna = world.user()
    phone = [{"kind": "phone", "value": "036 530 1234"}]
    company = anna.company("Hamerslag", channels=phone)
    piet, jan = (anna.contact(company.id, first_name=name, primary=name == "Jan") for name in ("Piet", "Jan"))
    for place in range(30):
        anna.contact(company.id, first_name=f"Aad{place}", ended_on="2026-01-31")
    log(anna, "task", subject="late", is_task=True, due_on="2026-11-01", links=[company.id])
    log(anna, "task", subject="later", is_task=True, links=[jan.id])
    log(anna, "meeting", subject="soon", starts_at="2026-11-21T09:00:00Z", links=[company.id])
    log(anna, "meeting", subject="far", starts_at="2027-11-21T09:00:00Z", links=[piet.id])
    for day in range(1, 8):
        log(anna, "visit", subject=f"visit {day}", date=f"2026-11-{day:02d}", links=[company.id])
    log(anna, "note", subject="no touch", date="2026-11-19", links=[company.id])
    with world.meter() as meter:
        told = anna.get(f"/v1/relations/{company.id}/brief")
    assert meter.round_trips == 2
    assert told["relation"]["channels"][0]["normal"] == "+31365301234"
    assert [each["display_name"] for each in told["contacts"]] == ["Jan Visser", "Piet Visser"]
    assert [each["subject"] for each in told["open_tasks"]] == ["late", "later"]
    assert [each["subject"] for each in told["last_touches"]] == [f"visit {day}" for day in (7, 6, 5, 4, 3)]
    assert [each["subject"] for each in told["next"]] == ["soon", "far"]
    assert (told["counts"], told["complete"]) == (
        {"contacts": 2, "open_tasks": 2, "documents": 0}, True,
    )  # fmt: skip


def test_the_brief_tells_how_contacts_are_reached_who_are_persons(world: World) -> None:
    anna = world.user()
    company = anna.company("Hamerslag")
    jan = anna.person(channels=[{"kind": "mobile", "value": "0612345678", "business": True}])
    contact = anna.contact(company.id, person=jan.id)
    with world.meter() as meter:
        (told,) = anna.get(f"/v1/relations/{company.id}/brief")["contacts"]
    assert meter.round_trips == 2
    assert [(each["normal"], each["source"]) for each in told["reached_by"]] == [("+31612345678", "person")]
    assert told["reached_by"] == anna.get(f"/v1/contacts/{contact.id}")["reached_by"]
    (told,) = anna.get(f"/v1/relations/{jan.id}/brief")["contacts"]
    assert (told["id"], told["company"]["title"]) == (contact.id, "Hamerslag")


def test_the_brief_holds_where_hundreds_of_tasks_are_open(world: World) -> None:
    """What is due first is shown, and what happened is not crowded out."""
    anna = world.user()
    company = anna.company("Hamerslag")
    log(anna, "task", subject="late", is_task=True, due_on="2026-01-01", links=[company.id])
    log(anna, "visit", subject="visit", date="2026-02-01", links=[company.id])
    relation = records.get(anna.tenant, company.id)
    assert relation
    crowd.put(world.engine, crowd.history(anna.tenant, relation, 450, is_task=True, due_on="2027-01-01"))
    with world.meter() as meter:
        told = anna.get(f"/v1/relations/{company.id}/brief")
    assert meter.round_trips == 3
    assert told["open_tasks"][0]["title"] == "late"
    assert [each["title"] for each in told["last_touches"]] == ["visit"]
    assert (told["counts"]["open_tasks"], told["complete"]) == (400, False)


# ------------------------------------------------------------------------------------------------------ the last touch


def last_touch(world: World, user: User, relation: Reply) -> Any:
    world.settle()
    return user.get(f"/v1/relations/{relation.id}").json.get("last_touch")


@time_machine.travel(NOON, tick=False)
def test_a_relation_knows_when_it_was_last_dealt_with_how_and_by_whom(world: World) -> None:
    anna, bert = world.user(), world.user()
    company = anna.company()
    jan = anna.contact(company.id)
    assert last_touch(world, anna, company) is None
    call = log(bert, participants=[{"contact": jan.id}], starts_at="2026-11-19T09:00:00Z")
    expected = {"at": "2026-11-19T09:00:00.000Z", "kind": "phone_call", "record": call.id, "by": bert.id}
    assert last_touch(world, anna, company) == expected
    log(anna, "note", links=[company.id], starts_at="2026-11-20T09:00:00Z")
    log(anna, "visit", links=[company.id], starts_at="2026-11-21T09:00:00Z")  # to come
    log(anna, "letter", links=[company.id], date="2026-11-18")
    planned = log(anna, is_task=True, links=[company.id], starts_at="2026-11-20T10:00:00Z")
    assert last_touch(world, anna, company) == expected
    anna.post(f"/v1/activities/{planned.id}/complete", {})
    assert last_touch(world, anna, company)["record"] == planned.id
    anna.delete(f"/v1/activities/{planned.id}")
    assert last_touch(world, anna, company) == expected
    bert.patch(f"/v1/activities/{call.id}", {"participants": []})
    assert last_touch(world, anna, company)["at"] == "2026-11-18T00:00:00.000Z"
    assert_consistent(world)


def test_what_is_no_touch_costs_no_look_at_the_timeline(world: World) -> None:
    """However much there is, and when what it is about is called something else."""
    anna = world.user()
    company = anna.company()
    log(anna, "note", links=[company.id], date="2026-01-05")
    log(anna, "visit", links=[company.id], date="2026-01-06")
    assert last_touch(world, anna, company)
    log(anna, "note", links=[company.id], date="2026-01-07")
    anna.patch(f"/v1/relations/{company.id}", {"name": "Other"})
    looked: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(touches, "refresh", lambda tenant, target: looked.append(target))
        world.settle()
    assert looked == []


def test_a_touch_stands_in_nobodys_way(world: World) -> None:
    """No version, no history, no event: who edits the relation meanwhile is not told to read it again."""
    anna = world.user()
    company = anna.company()
    log(anna, links=[company.id], date="2026-01-05")
    touch = last_touch(world, anna, company)
    assert touch
    read = anna.get(f"/v1/relations/{company.id}")
    assert (read["version"], read["updated_by"]) == (1, anna.id)
    assert len(anna.get(f"/v1/relations/{company.id}/history")["data"]) == 1
    changed = anna.patch(f"/v1/relations/{company.id}", {"name": "Aambeeld"}, headers={"If-Match": '"1"'})
    assert (changed.status, changed["last_touch"]) == (200, touch)
    archived = anna.delete(f"/v1/relations/{company.id}", headers={"If-Match": '"2"'})
    assert archived.status == 200
    assert anna.post(f"/v1/relations/{company.id}/restore")["last_touch"] == touch
    assert_consistent(world)


def test_relations_are_filtered_and_sorted_by_their_last_touch(world: World) -> None:
    anna = world.user()
    for name, day in (("A", "2026-02-01"), ("B", "2026-03-01"), ("C", "")):
        company = anna.company(name)
        if day:
            log(anna, links=[company.id], date=day)
    world.settle()
    assert anna.names("/v1/relations?sort=-last_touch_at") == ["B", "A", "C"]
    asked = [({"op": "lt", "value": "2026-02-15"}, ["A"]), ({"op": "missing"}, ["C"]),
             ({"op": "gte", "value": "2026-02-15"}, ["B"])]  # fmt: skip
    for condition, found in asked:
        reply = anna.post("/v1/relations/search", {"criteria": {"field": "last_touch_at", **condition}})
        assert [each["name"] for each in reply["data"]] == found, reply.text


def test_r1_r2_replayed_and_out_of_order_the_last_touch_is_the_same(world: World) -> None:
    """R1, R2"""
    anna = world.user()
    company = anna.company()
    for day in ("2026-02-01", "2026-03-01", "2026-01-01"):
        log(anna, links=[company.id], date=day)
    world.publish(world.new_changes())
    events = world.bus.take()
    for order in (events, events[::-1], events * 2):
        world.react(json.loads(json.dumps(order)))
        relation = records.get(anna.tenant, company.id)
        assert relation
        assert relation.beside["last_touch"]["at"] == "2026-03-01T00:00:00.000Z"
    before = world.items()
    touches.refresh(anna.tenant, company.id)
    assert world.items() == before


def test_a_touch_and_a_save_at_the_same_moment_both_stay(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    anna = world.user()
    company = anna.company()
    log(anna, links=[company.id], date="2026-01-05")
    look = touches.last

    def meanwhile(*asked: str) -> Any:
        monkeypatch.setattr(touches, "last", look)
        assert anna.patch(f"/v1/relations/{company.id}", {"name": "Aambeeld"}).status == 200
        return look(*asked)

    monkeypatch.setattr(touches, "last", meanwhile)
    touches.refresh(anna.tenant, company.id)
    read = anna.get(f"/v1/relations/{company.id}")
    assert (read["name"], read["last_touch"]["at"]) == ("Aambeeld", "2026-01-05T00:00:00.000Z")
    assert_consistent(world)
