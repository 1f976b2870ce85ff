"""Saved selections: by criteria or one by one, one's own, shared or locked, and never more than who asks may see."""

from typing import Any

import pytest

from chalicelib import clock
from chalicelib.actions import shipping
from chalicelib.models.shipped_selections import selection_id
from tests.consistency import assert_consistent
from tests.world import Reply, User, World

CUSTOMERS = {"field": "status", "op": "has_any", "value": ["customer"]}
ALL: dict[str, Any] = {"all": []}


@pytest.fixture
def ann(world: World) -> User:
    return world.user("administrator")


@pytest.fixture
def bert(world: World, ann: User) -> User:
    return world.user("employee")


def saved(who: User, criteria: Any = None, **more: Any) -> Reply:
    kind = {"kind": "dynamic", "criteria": criteria} if criteria else {"kind": "static"}
    made = who.post("/v1/selections", {"name": "Mine", "of": "relation", **kind, **more})
    assert made.status == 201, made.text
    return made


def filled(who: User, *ids: str, **more: Any) -> Reply:
    made = saved(who, **more)
    put = put_in(who, made.id, *ids)
    assert put.status == 200, put.text
    return put


def put_in(who: User, selection: str, *ids: str) -> Reply:
    return who.post(f"/v1/selections/{selection}/members", {"add": {"of": "relation", "ids": list(ids)}})


def inside(who: User, selection: str) -> list[str]:
    reply = who.get(f"/v1/selections/{selection}/members")
    assert reply.status == 200, reply.text
    return [each["name"] for each in reply["data"]]


def counted(who: User, **those: Any) -> int:
    reply = who.post("/v1/counts", {"of": "relation", **those})
    assert (reply.status, reply.json.get("complete")) == (200, True), reply.text
    return int(reply["count"])


# ----------------------------------------------------------------------------------------------------- by criteria


def test_a_dynamic_selection_is_asked_anew_each_time(ann: User, bert: User) -> None:
    mine = saved(bert, CUSTOMERS)
    assert inside(bert, mine.id) == []
    ann.company("Hamer", status=["customer"])
    prospect = ann.company("Beitel", status=["prospect"])
    assert inside(bert, mine.id) == ["Hamer"]
    ann.patch(f"/v1/relations/{prospect.id}", {"status": ["customer"]})
    assert inside(bert, mine.id) == ["Beitel", "Hamer"]
    assert counted(bert, selection=mine.id) == 2


def test_criteria_are_checked_when_they_are_saved(bert: User) -> None:
    bad = {"all": [{"field": "nothing", "op": "eq", "value": "x"}, {"field": "city", "op": "within", "value": ["x"]}]}
    sent = {"name": "x", "of": "relation", "criteria": bad}
    assert bert.post("/v1/selections", sent).fields == ["criteria.all[0].field", "criteria.all[1].op"]
    for body, field in (
        ({"name": "x", "of": "relation"}, "criteria"),
        ({"name": "x", "of": "user", "criteria": ALL}, "of"),
        ({"name": "x", "of": "relation", "kind": "static", "criteria": ALL}, "criteria"),
    ):
        assert bert.post("/v1/selections", body).fields == [field]
    mine = saved(bert, ALL)
    refused = bert.patch(f"/v1/selections/{mine.id}", {"criteria": bad})
    assert (refused.status, refused.fields[0]) == (422, "criteria.all[0].field")


def test_a_moment_in_criteria_stays_relative(bert: User) -> None:
    asked = {"field": "last_touch_at", "op": "lt", "value": {"last": 3, "unit": "months"}}
    assert saved(bert, asked)["criteria"] == asked
    mine = {"field": "owner", "op": "eq", "value": "@me"}
    assert saved(bert, mine)["criteria"] == mine


def test_criteria_are_replaced_whole(bert: User) -> None:
    mine = saved(bert, {"all": [CUSTOMERS]})
    changed = bert.patch(f"/v1/selections/{mine.id}", {"criteria": {"any": [CUSTOMERS]}})
    assert changed["criteria"] == {"any": [CUSTOMERS]}


def test_what_is_of_me_is_of_whoever_asks(ann: User, bert: User) -> None:
    ann.company("Hamer", owner=ann.id)
    bert.company("Beitel", owner=bert.id)
    mine = saved(ann, {"field": "owner", "op": "eq", "value": "@me"}, restricted=False)
    assert (inside(ann, mine.id), inside(bert, mine.id)) == (["Hamer"], ["Beitel"])


def test_criteria_on_a_field_that_is_gone_select_nothing_and_say_so(ann: User, bert: User) -> None:
    """Never all records: whoever acts on them would act on all."""
    options = [{"key": key, "name": key} for key in ("big", "small")]
    field = ann.post(
        "/v1/custom-fields", {"of": "relation", "key": "size", "name": "Size", "kind": "choice", "options": options}
    )
    bert.company("Hamer", custom_size="big")
    mine = saved(bert, {"not": {"field": "custom_size", "op": "eq", "value": "small"}})
    assert inside(bert, mine.id) == ["Hamer"]
    assert "faults" not in bert.get(f"/v1/selections/{mine.id}").json
    assert ann.delete(f"/v1/custom-fields/{field.id}").status == 200
    told = bert.get(f"/v1/selections/{mine.id}")
    assert [each["field"] for each in told["faults"]] == ["criteria.not.field"]
    used = bert.get(f"/v1/selections/{mine.id}/members")
    assert (used.status, used.fields) == (422, ["criteria.not.field"])
    counted = bert.post("/v1/counts", {"of": "relation", "selection": mine.id})
    assert (counted.status, counted.fields) == (422, ["selection"])
    renamed = bert.patch(f"/v1/selections/{mine.id}", {"name": "Still mine"})
    assert (renamed.status, renamed["faults"]) == (200, told["faults"])


# --------------------------------------------------------------------------------------------------------- one by one


def test_records_are_put_in_and_taken_out(world: World, ann: User, bert: User) -> None:
    hamer, beitel, zaag = (ann.company(name).id for name in ("Hamer", "Beitel", "Zaag"))
    mine = filled(bert, hamer, beitel, hamer)
    assert mine["size"] == 2
    changed = bert.post(
        f"/v1/selections/{mine.id}/members", {"add": {"of": "relation", "ids": [zaag]}, "remove": [hamer]}
    )
    assert (changed["size"], sorted(inside(bert, mine.id))) == (2, ["Beitel", "Zaag"])
    again = put_in(bert, mine.id, zaag)
    assert (again.status, again["version"]) == (200, changed["version"])
    told = bert.get(f"/v1/selections/{mine.id}/history")["data"][0]
    assert (told["by"], told["changed"].keys()) == (bert.id, {"filled_at"})
    assert_consistent(world)


def test_what_is_frozen_stays_as_it_was(ann: User, bert: User) -> None:
    ann.company("Hamer", status=["customer"])
    living, kept = saved(bert, CUSTOMERS), saved(bert)
    for those in ({"criteria": CUSTOMERS}, {"selection": living.id}):
        put = bert.post(f"/v1/selections/{kept.id}/members", {"add": {"of": "relation", **those}})
        assert (put.status, put["size"]) == (200, 1)
    ann.company("Beitel", status=["customer"])
    assert (inside(bert, living.id), inside(bert, kept.id)) == (["Beitel", "Hamer"], ["Hamer"])


def test_what_is_archived_is_neither_shown_nor_counted(ann: User, bert: User) -> None:
    hamer, beitel = ann.company("Hamer").id, ann.company("Beitel").id
    mine = filled(bert, hamer, beitel)
    assert ann.delete(f"/v1/relations/{hamer}").status == 200
    assert (inside(bert, mine.id), counted(bert, selection=mine.id)) == (["Beitel"], 1)
    assert put_in(bert, mine.id, hamer).fields == ["add.ids[0]"]
    ann.post(f"/v1/relations/{hamer}/restore")
    assert counted(bert, selection=mine.id) == 2


def test_a_selection_is_no_reason_to_keep_a_record(ann: User, bert: User) -> None:
    hamer = ann.company("Hamer").id
    filled(bert, hamer)
    assert ann.delete(f"/v1/relations/{hamer}").status == 200


def test_members_come_page_by_page(ann: User, bert: User) -> None:
    ids = [ann.company(f"Hamer {n}").id for n in range(7)]
    mine = filled(bert, *ids)
    found, path = [], f"/v1/selections/{mine.id}/members?limit=3"
    page = bert.get(path)
    while True:
        found += [each["id"] for each in page["data"]]
        if not page["page"]["has_more"]:
            break
        page = bert.get(f"{path}&cursor={page['page']['next_cursor']}")
    assert found == ids


def test_of_what_meets_criteria_no_member_is_put_in(ann: User, bert: User) -> None:
    mine = saved(bert, ALL)
    assert put_in(bert, mine.id, ann.company().id).status == 409
    contacts = saved(bert, of="contact")
    assert put_in(bert, contacts.id, ann.company("Beitel").id).fields == ["add.of"]


def test_t2_what_is_put_in_is_checked_like_an_id_in_the_address(world: World, ann: User, bert: User) -> None:
    """T2: another tenant's, and what they may not read, are both not there."""
    theirs = world.user("administrator", tenant="Other").company().id
    hidden = ann.company("Secret", restricted=True).id
    mine = saved(bert)
    with world.unchanged():
        for each in (theirs, hidden, "rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z", bert.id):
            told = put_in(bert, mine.id, each)
            assert (told.status, told.fields, told["errors"][0]["code"]) == (422, ["add.ids[0]"], "not_found")


# -------------------------------------------------------------------------------------------------------- who may


def test_a_selection_is_ones_own_until_it_is_shared(world: World, ann: User, bert: User) -> None:
    carl = world.user("employee")
    mine = saved(bert, ALL)
    path = f"/v1/selections/{mine.id}"
    assert carl.get(path).status == 404
    assert carl.get("/v1/selections")["data"] == []
    assert carl.get(f"{path}/members").status == 404
    assert carl.post("/v1/counts", {"of": "relation", "selection": mine.id}).fields == ["selection"]
    team = ann.post("/v1/teams", {"name": "Sales", "members": [carl.id]}).id
    bert.patch(path, {"access": [{"who": team, "level": "read"}]})
    assert [each["id"] for each in carl.get("/v1/selections")["data"]] == [mine.id]
    assert carl.patch(path, {"name": "Theirs"}).status == 403
    bert.patch(path, {"access": [{"who": team, "level": "edit"}]})
    assert carl.patch(path, {"name": "Theirs"}).status == 200
    assert carl.patch(path, {"restricted": False}).status == 403


def test_what_is_locked_is_used_by_all_and_changed_by_its_owner(world: World, ann: User, bert: User) -> None:
    carl = world.user("employee")
    mine = saved(bert, restricted=False, locked=True)
    path, hamer = f"/v1/selections/{mine.id}", ann.company("Hamer").id
    assert put_in(bert, mine.id, hamer).status == 200
    assert inside(carl, mine.id) == ["Hamer"]
    assert carl.patch(path, {"name": "x"}).status == 403
    assert carl.patch(path, {"locked": False}).status == 403
    assert carl.delete(path).status == 403
    assert put_in(carl, mine.id, hamer).status == 403
    assert ann.patch(path, {"name": "Of all"}).status == 200
    assert bert.patch(path, {"locked": False}).status == 200
    assert carl.patch(path, {"name": "x"}).status == 200
    assert carl.patch(path, {"locked": True}).fields == ["locked"]


def test_who_shares_a_selection_shares_no_record(ann: User, bert: User) -> None:
    """R8, R9: each sees in it what they may read, and counts no more."""
    hidden, open_ = (
        ann.company("Secret", restricted=True, status=["customer"]),
        ann.company("Hamer", status=["customer"]),
    )
    for mine in (filled(ann, hidden.id, open_.id, restricted=False), saved(ann, CUSTOMERS, restricted=False)):
        assert sorted(inside(ann, mine.id)) == ["Hamer", "Secret"]
        assert inside(bert, mine.id) == ["Hamer"]
        assert (counted(ann, selection=mine.id), counted(bert, selection=mine.id)) == (2, 1)


def test_t2_another_tenant_sees_nothing_of_it(world: World, ann: User) -> None:
    """T2"""
    mine = filled(ann, ann.company().id, restricted=False)
    eve = world.user("administrator", tenant="Other")
    assert eve.get(f"/v1/selections/{mine.id}").status == 404
    assert eve.get(f"/v1/selections/{mine.id}/members").status == 404
    assert eve.post("/v1/counts", {"of": "relation", "selection": mine.id}).fields == ["selection"]
    assert put_in(eve, mine.id).status in (404, 422)


# ---------------------------------------------------------------------------------------------------------- shipped


def test_an_organisation_starts_with_a_few_in_its_language(world: World, ann: User, bert: User) -> None:
    """D22"""
    shipping.ship(ann.tenant)
    names = [each["name"] for each in bert.get("/v1/selections")["data"]]
    assert names == ["Klanten zonder activiteit in drie maanden", "Mijn contactpersonen",
                     "Mijn onvolledige contactpersonen", "Mijn onvolledige relaties", "Mijn relaties",
                     "Onvolledige adressen", "Relaties zonder activiteit in zes maanden"]  # fmt: skip
    assert bert.patch(f"/v1/selections/{selection_id('my_relations')}", {"name": "x"}).status == 403
    assert ann.delete(f"/v1/selections/{selection_id('my_contacts')}").status == 200
    with world.unchanged():
        assert shipping.ship(ann.tenant) == 0
    assert_consistent(world)


def test_what_nobody_dealt_with_is_in_the_shipped_selections(ann: User, bert: User) -> None:
    shipping.ship(ann.tenant)
    busy, _ = (bert.company(name, status=["customer"], owner=bert.id).id for name in ("Hamer", "Beitel"))
    call = {"kind": "phone_call", "subject": "x", "links": [busy], "starts_at": clock.timestamp()}
    assert bert.post("/v1/activities", call).status == 201
    bert.world.settle()
    assert inside(bert, selection_id("idle_customers")) == ["Beitel"]
    assert inside(bert, selection_id("my_relations")) == ["Beitel", "Hamer"]
    assert inside(ann, selection_id("my_relations")) == []


def test_what_is_ones_own_and_what_is_shared_are_short_lists(world: World, ann: User, bert: User) -> None:
    carl = world.user("employee")
    team = ann.post("/v1/teams", {"name": "Sales", "members": [carl.id]}).id
    own, shared, open_ = (
        saved(bert),
        saved(bert, access=[{"who": team, "level": "read"}]),
        saved(bert, restricted=False),
    )
    saved(ann)

    def found(who: User, asked: str) -> set[str]:
        return {each["id"] for each in who.get(f"/v1/selections?{asked}")["data"]}

    assert own["owner"]["id"] == bert.id
    assert found(bert, f"owner={bert.id}") == {own.id, shared.id, open_.id}
    assert found(carl, f"shared_with={team}") == {shared.id}
    assert found(carl, "restricted=false") == {open_.id}
    assert found(carl, f"owner={bert.id}") == {shared.id, open_.id}
    assert carl.get("/v1/selections?restricted=maybe").fields == ["restricted"]


def test_members_that_are_large_come_in_more_pages(ann: User, bert: User) -> None:
    """An answer has a bound, of a static selection too."""
    ids = [ann.company(f"Hamer {n}", note="x" * 19_000).id for n in range(8)]
    mine, found, cursor = filled(bert, *ids), [], ""
    pages = 0
    while True:
        page = bert.get(f"/v1/selections/{mine.id}/members?limit=200{cursor}")
        assert len(page.text) < 120_000
        found += [each["id"] for each in page["data"]]
        pages += 1
        if not page["page"]["has_more"]:
            break
        cursor = f"&cursor={page['page']['next_cursor']}"
    assert (found, pages) == (ids, 2)
