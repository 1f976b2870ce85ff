"""Activities: what happened with whom, linked to anything, of the kinds that a tenant has (A14, D11-D13)."""

from typing import Any

import pytest

from chalicelib.models import activity_kind
from chalicelib.storage import keys
from tests.at_once import at_once
from tests.consistency import assert_consistent
from tests.world import Reply, User, World

CALL = {"kind": "phone_call", "subject": "Asked for a quote"}


def log(user: User, **fields: Any) -> Reply:
    reply = user.post("/v1/activities", {**CALL, **fields})
    assert reply.status == 201, reply.text
    return reply


def path(activity: Reply, verb: str = "") -> str:
    return f"/v1/activities/{activity.id}{verb}"


# ---------------------------------------------------------------------------------------------------- what it holds


def test_a_call_is_logged_with_who_and_what_it_was_about(world: World) -> None:
    anna = world.user()
    company = anna.company("Hamerslag")
    jan = anna.contact(company.id)
    persons = [{"user": anna.id, "part": "organiser"}, {"contact": jan.id}, {"name": "A neighbour"}]
    made = log(anna, direction="in", participants=persons, links=[company.id], starts_at="2026-11-20T10:30:00+01:00")
    assert (made["starts_at"], made["time_zone"]) == ("2026-11-20T09:30:00.000Z", "Europe/Amsterdam")
    assert made["links"] == [{"id": company.id, "title": "Hamerslag", "place": ""}]
    assert [each["part"] for each in made["participants"]] == ["organiser", "attendee", "attendee"]
    assert made["participants"][1]["contact"] == {"id": jan.id, "title": "Jan Visser", "place": "Hamerslag"}
    assert (made["visibility"], made["priority"], made["is_task"]) == ("shared", "normal", False)
    assert anna.search("quote") == ["Asked for a quote"]
    assert anna.get(path(made)).json == made.json
    assert_consistent(world)


def test_a_fax_has_the_number_that_it_went_to(world: World) -> None:
    """A24"""
    anna = world.user()
    company = anna.company()
    made = log(anna, kind="fax", direction="out", number="+31 36 530 12 35", links=[company.id])
    assert made["number"] == "+31 36 530 12 35"
    (row,) = anna.get(f"/v1/relations/{company.id}/timeline")["data"]
    assert row["number"] == made["number"]


def test_i1_rich_text_can_do_nothing_and_is_found_by_its_words(world: World) -> None:
    """I1"""
    anna = world.user()
    hostile = (
        "<p>Three <b>ovens</b><script>alert(1)</script><img src=x onerror=alert(1)>"
        '<a href="javascript:alert(1)" onclick="x()">here</a><svg onload=alert(1)></p>'
    )
    made = log(anna, text=hostile)
    for sign in ("script", "onerror", "onclick", "javascript", "svg", "img", "alert"):
        assert sign not in made["text"]
    assert made["preview"] == "Three ovenshere"
    assert anna.search("ovens") == ["Asked for a quote"]
    again = anna.patch(path(made), {"text": made["text"]})
    assert again["version"] == made["version"]
    cleared = anna.patch(path(made), {"text": None})
    assert "text" not in cleared.json
    assert cleared["preview"] == ""
    assert anna.search("ovens") == []


FAULTS: list[tuple[dict[str, Any], list[str]]] = [
    ({"kind": "smoke_signal"}, ["kind"]),
    ({"kind": ""}, ["kind"]),
    ({"subject": " "}, ["subject"]),
    ({"starts_at": "2026-11-20T10:00:00Z", "ends_at": "2026-11-20T09:59:59Z"}, ["ends_at"]),
    ({"ends_at": "2026-11-20T10:00:00Z"}, ["ends_at"]),
    ({"starts_at": "2026-11-20T10:00:00Z", "date": "2026-11-20"}, ["date"]),
    ({"starts_at": "2026-11-20T10:00:00"}, ["starts_at"]),
    ({"starts_at": "2026-11-20"}, ["starts_at"]),
    ({"starts_at": "9999-12-31T23:59:59-12:00"}, ["starts_at"]),
    ({"date": "2026-02-30"}, ["date"]),
    ({"time_zone": "Europe/Almere"}, ["time_zone"]),
    ({"participants": [{}]}, ["participants[0]"]),
    ({"participants": [{"email": "no address"}]}, ["participants[0].email"]),
    ({"participants": [{"name": f"n{each}"} for each in range(21)]}, ["participants"]),
    ({"due_on": "2026-11-20"}, ["due_on"]),
    ({"term": "pending", "follow_up_on": "2026-11-20"}, ["term", "follow_up_on"]),
    ({"is_task": True, "due_on": "2026-11-20", "due_at": "2026-11-20T10:00:00Z"}, ["due_on"]),
    ({"is_task": True, "term": "deadline"}, ["term"]),
    ({"is_task": True, "recurrence": "FREQ=DAILY"}, ["recurrence"]),
    ({"is_task": True, "due_on": "2026-11-20", "recurrence": "FREQ=SECONDLY"}, ["recurrence"]),
    ({"is_task": True, "due_on": "9999-12-31", "recurrence": "FREQ=DAILY"}, ["recurrence"]),
    ({"text": "<div>" * 70}, ["text"]),
    ({"text": "x" * 100_001}, ["text"]),
]


@pytest.mark.parametrize(("fields", "named"), FAULTS, ids=str)
def test_what_does_not_go_together_is_refused_by_name(world: World, fields: dict[str, Any], named: list[str]) -> None:
    anna = world.user()
    with world.unchanged():
        refused = anna.post("/v1/activities", {**CALL, **fields})
    assert (refused.status, refused.fields) == (422, named), refused.text


def test_a_participant_is_one_person(world: World) -> None:
    anna = world.user()
    company = anna.company()
    jan = anna.contact(company.id)
    with world.unchanged():
        refused = anna.post("/v1/activities", {**CALL, "participants": [{"contact": jan.id, "relation": company.id}]})
    assert (refused.status, refused.fields) == (422, ["participants[0]"])


def test_t2_no_link_leads_to_another_tenant_or_to_what_is_not_there(world: World) -> None:
    """T2: nor to another type than the field is for."""
    anna, bert = world.user(), world.user(tenant="Other")
    theirs = bert.company()
    contact, activity = bert.contact(theirs.id), log(bert)
    ours = anna.company()
    cases: list[tuple[dict[str, Any], list[str]]] = [
        ({"links": [ours.id, theirs.id]}, ["links[1]"]),
        ({"links": [contact.id]}, ["links[0]"]),
        ({"links": [activity.id]}, ["links[0]"]),
        ({"links": ["rel_" + "0" * 26]}, ["links[0]"]),
        ({"participants": [{"user": bert.id}]}, ["participants[0].user"]),
        ({"participants": [{"contact": contact.id}]}, ["participants[0].contact"]),
        ({"participants": [{"relation": theirs.id}]}, ["participants[0].relation"]),
        ({"participants": [{"contact": ours.id}]}, ["participants[0].contact"]),
        ({"parent": activity.id}, ["parent"]),
        ({"parent": ours.id}, ["parent"]),
        ({"is_task": True, "assignees": [bert.id]}, ["assignees[0]"]),
        ({"is_task": True, "assignees": [ours.id]}, ["assignees[0]"]),
    ]
    mine = log(anna, is_task=True)
    with world.unchanged():
        for fields, named in cases:
            for refused in (anna.post("/v1/activities", {**CALL, **fields}), anna.patch(path(mine), fields)):
                assert (refused.status, refused.fields) == (422, named), (fields, refused.text)


def test_lists_are_edited_without_doubles(world: World) -> None:
    anna = world.user()
    one, two = anna.company("One"), anna.company("Two")
    made = log(anna, links=[one.id, one.id], participants=[{"name": "Ann"}, {"name": "Ann"}])
    assert (len(made["links"]), len(made["participants"])) == (1, 1)
    changed = anna.patch(
        path(made), {"links": {"add": [two.id, one.id]}, "participants": {"remove": [{"name": "Ann"}]}}
    )
    assert [each["title"] for each in changed["links"]] == ["One", "Two"]
    assert changed["participants"] == []
    changed = anna.patch(path(made), {"links": {"remove": [one.id]}})
    assert [each["title"] for each in changed["links"]] == ["Two"]
    too_many = anna.patch(path(made), {"links": {"add": [anna.company(f"C{each}").id for each in range(15)]}})
    assert (too_many.status, too_many.fields) == (422, ["links"])
    assert_consistent(world)


def test_too_much_for_one_transaction_is_refused_whole(world: World) -> None:
    anna = world.user()
    contacts = [anna.contact(anna.company(f"C{each}").id).id for each in range(15)]
    persons = [{"contact": anna.contact(anna.company(f"D{each}").id).id} for each in range(20)]
    with world.unchanged():
        refused = anna.post("/v1/activities", {**CALL, "links": contacts, "participants": persons})
    assert (refused.status, refused["code"]) == (422, "invalid")
    assert "items" in refused["detail"]


def test_an_activity_takes_few_items(world: World) -> None:
    anna = world.user()
    company = anna.company("Hamerslag")
    jan = anna.contact(company.id)
    text = "<p>" + " ".join(f"word{each}x" for each in range(500)) + "</p>"
    with world.meter() as short:
        log(anna, links=[company.id], participants=[{"contact": jan.id}], starts_at="2026-11-20T09:30:00Z")
    with world.meter() as long:
        log(anna, links=[company.id], participants=[{"contact": jan.id}], text=text)
    assert (short.round_trips, short.items_written) == (2, 14)
    assert (long.round_trips, long.items_written) == (2, 30)


def test_those_who_log_at_the_same_moment_do_not_stand_in_each_others_way(world: World) -> None:
    """What is merely spoken of is not written to, however many speak of it."""
    anna = world.user()
    company = anna.company("Hamerslag")
    pk, sk = keys.record(anna.tenant, company.id)
    before = world.items()[pk, sk]
    replies = at_once([lambda: log(anna, links=[company.id]) for _ in range(8)])
    assert world.items()[pk, sk] == before
    assert len(anna.get(f"/v1/relations/{company.id}/timeline")["data"]) == len(replies) == 8
    assert_consistent(world)


# ---------------------------------------------------------------------------------------------------------- children


def test_child_tasks_stand_below_their_parent(world: World) -> None:
    anna = world.user()
    project = log(anna, subject="Move")
    first = log(anna, subject="Pack", parent=project.id)
    log(anna, subject="Boxes", parent=first.id)
    listed = anna.get(f"/v1/activities?parent={project.id}")["data"]
    assert [each["subject"] for each in listed] == ["Pack"]
    with world.unchanged():
        assert anna.patch(path(project), {"parent": first.id}).fields == ["parent"]
        assert anna.delete(path(project)).status == 409


# ---------------------------------------------------------------------------------------------------- archive, restore


def test_activities_keep_nobody_from_archiving_what_they_are_about(world: World) -> None:
    anna = world.user()
    company = anna.company("Hamerslag")
    made = log(anna, links=[company.id])
    assert anna.delete(f"/v1/relations/{company.id}").status == 200
    assert anna.patch(path(made), {"subject": "Still here"}).status == 200
    assert anna.delete(path(made)).status == 200
    assert anna.search("still") == []
    assert anna.post(path(made, "/restore")).status == 200
    assert anna.search("still") == ["Still here"]
    assert_consistent(world)


def test_the_new_name_of_a_relation_reaches_its_activities(world: World) -> None:
    anna = world.user()
    company = anna.company("Hamerslag")
    made = log(anna, links=[company.id])
    anna.patch(f"/v1/relations/{company.id}", {"name": "Aambeeld"})
    world.settle()
    assert anna.get(path(made))["links"][0]["title"] == "Aambeeld"


def test_r10_a_repeated_call_is_logged_once(world: World) -> None:
    """R10"""
    anna = world.user()
    first, again = (anna.post("/v1/activities", CALL, headers={"Idempotency-Key": "k"}) for _ in range(2))
    assert (first.id, again.header("Idempotent-Replayed")) == (again.id, "true")
    assert len(anna.get("/v1/activities")["data"]) == 1


def test_z2_a_reader_reads_and_an_outsider_gets_nothing(world: World) -> None:
    """Z2"""
    made = log(world.user())
    reader, outsider, bert = world.user("reader"), world.user(kind="external"), world.user(tenant="Other")
    assert reader.get(path(made)).status == 200
    with world.unchanged():
        assert reader.patch(path(made), {"subject": "x"}).status == 403
        assert reader.post("/v1/activities", CALL).status == 403
        assert outsider.get(path(made)).status == 403
        assert bert.get(path(made)).status == 404


# -------------------------------------------------------------------------------------------------------------- kinds


def kinds(user: User) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = user.get("/v1/activity-kinds")["data"]
    return told


def sent(user: User, *more: dict[str, Any], **changed: dict[str, Any]) -> dict[str, Any]:
    known = [{name: each[name] for name in ("key", "labels", "touch", "archived")} for each in kinds(user)]
    return {"kinds": [*({**each, **changed.get(each["key"], {})} for each in known), *more]}


def test_a_tenant_has_the_shipped_kinds_in_its_language(world: World) -> None:
    assert [each["key"] for each in kinds(world.user())] == list(activity_kind.SHIPPED)
    assert kinds(world.user())[1]["label"] == "Telefoongesprek"


def test_a_tenant_adds_renames_and_archives_kinds(world: World) -> None:
    chief, anna, bert = world.user("administrator"), world.user(), world.user(tenant="Other")
    faxed = log(anna, kind="fax")
    fair = {"key": "trade_fair", "labels": {"nl": "Beurs"}, "touch": True}
    put = chief.put("/v1/activity-kinds", sent(chief, fair, fax={"archived": True}, task={"labels": {"nl": "Klus"}}))
    assert put.status == 200, put.text
    assert [each["label"] for each in kinds(anna)][0::11] == ["Klus", "Beurs"]
    assert log(anna, kind="trade_fair")["touch"] is True
    refused = anna.post("/v1/activities", {**CALL, "kind": "fax"})
    assert (refused.status, refused.fields) == (422, ["kind"])
    assert "trade_fair" in refused["errors"][0]["message"]
    assert "fax" not in refused["errors"][0]["message"]
    assert anna.patch(path(faxed), {"subject": "It stays a fax"}).status == 200
    assert bert.post("/v1/activities", {**CALL, "kind": "trade_fair"}).status == 422


def test_kinds_are_for_administrators_to_edit_and_none_is_lost(world: World) -> None:
    chief, anna = world.user("administrator"), world.user()
    whole = sent(chief)
    with world.unchanged():
        assert anna.put("/v1/activity-kinds", whole).status == 403
        assert chief.put("/v1/activity-kinds", {"kinds": whole["kinds"][1:]}).fields == ["kinds"]
        assert chief.put("/v1/activity-kinds", {"kinds": [*whole["kinds"], whole["kinds"][0]]}).fields == [
            "kinds[11].key"
        ]
        assert chief.put("/v1/activity-kinds", {"kinds": [{"key": "a b", "labels": {}}]}).status == 422
        assert chief.put("/v1/activity-kinds", whole, headers={"If-Match": '"7"'}).status == 412
    assert chief.put("/v1/activity-kinds", whole, headers={"If-Match": '"0"'}).header("ETag") == '"1"'
    with world.unchanged():
        assert chief.put("/v1/activity-kinds", whole, headers={"If-Match": '"0"'}).status == 412
        assert chief.put("/v1/activity-kinds", whole).header("ETag") == '"1"'


def test_what_is_called_a_task_is_one(world: World) -> None:
    anna = world.user()
    task = anna.post("/v1/activities", {"kind": "task", "subject": "Call back"})
    assert (task["is_task"], [each["id"] for each in task["assignees"]]) == (True, [anna.id])
    assert not anna.post("/v1/activities", {"kind": "task", "subject": "Done", "is_task": False})["is_task"]


def test_no_body_is_an_empty_one(world: World) -> None:
    anna = world.user()
    task = anna.post("/v1/activities", {"kind": "task", "subject": "Call back"})
    assert anna.post(f"/v1/activities/{task.id}/complete").status == 200
    assert anna.post("/v1/activities").fields == ["kind", "subject"]
