"""Restricted relations: who is not on the list finds nothing of one, nor of its dossier (A35, C9)."""

from random import Random
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.storage import rights
from tests.browser import document
from tests.letters import letter, of_record
from tests.secluded import SECRET, dossier, log, shut
from tests.world import User, World


@pytest.fixture
def eva(world: World) -> User:
    """Who owns what is restricted."""
    return world.user("sales")


@pytest.fixture
def bert(world: World) -> User:
    """A colleague who is not on any list."""
    return world.user("sales")


# ------------------------------------------------------------------------------------------------- nothing is found


def test_who_is_not_on_the_list_finds_nothing_of_it_nor_of_its_dossier(world: World, eva: User, bert: User) -> None:
    """T1, Z1, Z2: neither it nor what belongs to it can be read, listed, searched, followed, changed or archived."""
    relation = shut(eva)
    paths = dossier(eva, relation)
    world.settle()
    for path in paths.values():
        follow = f"/v1/me/subscriptions/records/{path.split('/')[-1]}"
        for method, verb, body in (("GET", path, None), ("GET", f"{path}/history", None), ("PATCH", path, {}),
                                   ("PUT", follow, {}), ("DELETE", path, None)):  # fmt: skip
            assert bert.ask(method, verb, body).status == 404, (method, verb)
            if method != "DELETE":
                assert eva.ask(method, verb, body).status == 200, (method, verb)
    assert bert.names("/v1/relations") == []
    for many in ("contacts", "activities", "documents"):
        assert bert.get(f"/v1/{many}")["data"] == []
    asked = {"criteria": {"field": "name", "op": "contains", "value": SECRET.lower()}}
    assert len(eva.post("/v1/relations/search", asked)["data"]) == 1
    assert bert.post("/v1/relations/search", asked)["data"] == []
    assert (bert.search(SECRET), len(eva.search(SECRET))) == ([], 6)


def test_nothing_around_it_is_found_by_its_own_operations(world: World, eva: User, bert: User) -> None:
    """T1: brief, timeline, contacts, tree, address in mail, uses, pages, files."""
    relation = shut(eva)
    paths = dossier(eva, relation)
    world.settle()
    verbs = [("relation", each) for each in ("brief", "timeline", "contacts", "tree")]
    verbs += [("contact", each) for each in ("brief", "timeline")]
    verbs += [("document", each) for each in ("links", "download", "preview", "pages")]
    for name, verb in verbs:
        assert eva.get(f"{paths[name]}/{verb}").status == 200, verb
        assert bert.get(f"{paths[name]}/{verb}").status == 404, verb
    for name in ("relation", "contact"):
        assert eva.get(f"{paths[name]}/dossier-address").status != 404
        assert bert.get(f"{paths[name]}/dossier-address").status == 404


def test_what_stands_elsewhere_too_is_in_no_timeline(world: World, eva: User, bert: User) -> None:
    """An activity about two relations belongs to both: it is as shut as the one that is restricted."""
    open_one, relation = eva.company("Bakker"), shut(eva)
    log(eva, open_one.id, relation.id)
    document(eva, title=f"{SECRET} offer", links=[open_one.id, relation.id])
    assert len(eva.get(f"/v1/relations/{open_one.id}/timeline")["data"]) == 2
    assert bert.get(f"/v1/relations/{open_one.id}/timeline")["data"] == []
    assert SECRET not in bert.get(f"/v1/relations/{open_one.id}/brief").text


def test_z3_the_last_touch_is_told_to_who_may_see_it(world: World, eva: User, bert: User) -> None:
    """Z3: what belongs to something restricted besides is told of to nobody else, also where it is shut later."""
    open_one, relation = eva.company("Bakker"), eva.company(SECRET)
    made = log(eva, open_one.id, relation.id, kind="visit", date="2026-01-05")
    path, asked = (
        f"/v1/relations/{open_one.id}",
        {"criteria": {"field": "last_touch_at", "op": "gte", "value": "2026-01-01"}},
    )
    world.settle()
    told = {"at": "2026-01-05T00:00:00.000Z", "kind": "visit", "record": made.id, "by": eva.id}
    assert bert.get(path)["last_touch"] == told
    eva.patch(f"/v1/relations/{relation.id}", {"restricted": True})
    for reply in (
        bert.get(path),
        bert.get(f"{path}/brief"),
        bert.get("/v1/relations"),
        bert.patch(path, {"note": "-"}),
    ):
        assert (reply.status, made.id in reply.text, 'last_touch"' in reply.text) == (200, False, False)
    assert bert.names("/v1/relations") == ["Bakker"]
    assert bert.post("/v1/relations/search", asked)["data"] == []
    assert (eva.get(path)["last_touch"], len(eva.post("/v1/relations/search", asked)["data"])) == (told, 2)
    eva.patch(f"/v1/activities/{made.id}", {"links": [open_one.id]})
    world.settle()
    assert bert.get(path)["last_touch"] == told


def test_z3_who_comes_too_late_is_told_no_more_than_they_see(world: World, eva: User, bert: User) -> None:
    """Z3: what stands there now is answered with 412, by its id or by its key, and names no parent that is hidden."""
    relation = shut(eva)
    one = eva.company("Bakker", external_ids={"erp": "7"})
    assert eva.patch(f"/v1/relations/{one.id}", {"parent": relation.id}).status == 200
    for method, path in (("PATCH", f"/v1/relations/{one.id}"), ("PUT", "/v1/relations/by/erp/7")):
        for who, sees in ((eva, True), (bert, False)):
            late = who.ask(method, path, {"parent": None}, headers={"If-Match": '"1"'})
            assert (late.status, late["current"]["parent"]["id"], SECRET in late.text) == (412, relation.id, sees)


def test_an_address_that_it_shares_tells_nothing_of_it(world: World, eva: User, bert: User) -> None:
    address = eva.address()
    shut(eva, addresses=[{"address": address.id}])
    eva.company("Bakker", addresses=[{"address": address.id}])
    used = [each["title"] for each in bert.get(f"/v1/addresses/{address.id}/used-by")["data"]]
    assert used == ["Bakker"]


def test_nothing_new_can_be_linked_to_it(world: World, eva: User, bert: User) -> None:
    """T2: as if it were not there."""
    relation = shut(eva)
    bodies = [("contacts", {"company": relation.id, "last_name": "X"}),
              ("relations", {"name": "X", "parent": relation.id}),
              ("activities", {"kind": "note", "subject": "x", "links": [relation.id]})]  # fmt: skip
    for many, body in bodies:
        refused = bert.post(f"/v1/{many}", body)
        assert (refused.status, refused["errors"][0]["code"]) == (422, "no_such_record"), many


def test_that_a_key_is_taken_is_told_but_not_by_whom(world: World, eva: User, bert: User) -> None:
    """T11"""
    relation = shut(eva, external_ids={"erp": "7"})
    refused = bert.post("/v1/relations", {"name": "X", "external_ids": {"erp": "7"}})
    assert (refused.status, refused.fields, "existing" in refused.json) == (409, ["external_ids.erp"], False)
    assert relation.id not in refused.text
    refused = bert.put("/v1/relations/by/erp/7", {"name": "X"})
    assert (refused.status, refused.fields, "existing" in refused.json) == (409, ["external_ids.erp"], False)
    told = eva.post("/v1/relations", {"name": "X", "external_ids": {"erp": "7"}})
    assert told["existing"] == relation.id


# -------------------------------------------------------------------------------------------- no names of it elsewhere


def test_a_subsidiary_does_not_name_the_parent(world: World, eva: User, bert: User) -> None:
    """Z3: neither when it is read nor in lists, history, search or tree."""
    parent = shut(eva)
    child = eva.company("Dochter", parent=parent.id)
    for path in (f"/v1/relations/{child.id}", "/v1/relations", f"/v1/relations/{child.id}/history",
                 f"/v1/relations/{child.id}/tree", f"/v1/relations/{child.id}/brief"):  # fmt: skip
        told = bert.get(path)
        assert (told.status, SECRET in told.text) == (200, False), path
    assert bert.get(f"/v1/relations/{child.id}")["parent"] == {"id": parent.id}
    assert eva.get(f"/v1/relations/{child.id}")["parent"]["title"] == f"{SECRET} Holding"
    assert (bert.search(SECRET), sorted(eva.search(SECRET))) == ([], ["Dochter", f"{SECRET} Holding"])


def test_who_saves_what_links_to_it_neither_sees_nor_loses_the_link(world: World, eva: User, bert: User) -> None:
    parent = shut(eva)
    child = eva.company("Dochter", parent=parent.id)
    saved = bert.patch(f"/v1/relations/{child.id}", {"note": "Called"})
    assert (saved.status, SECRET in saved.text) == (200, False)
    again = bert.patch(f"/v1/relations/{child.id}", {"parent": saved["parent"], "note": "Called twice"})
    assert (again.status, SECRET in again.text) == (200, False)
    assert eva.get(f"/v1/relations/{child.id}")["parent"]["title"] == f"{SECRET} Holding"


def test_who_was_given_work_in_it_sees_the_work_and_no_names(world: World, eva: User, bert: User) -> None:
    """Z3: what is given to somebody they see, without those whom it is about."""
    relation = shut(eva)
    contact = eva.contact(relation.id, last_name=SECRET)
    task = log(eva, relation.id, contact.id, is_task=True, assignees=[bert.id], subject="Call back",
               due_on="2026-12-01", participants=[{"contact": contact.id}])  # fmt: skip
    for path in (f"/v1/activities/{task.id}", "/v1/activities", f"/v1/worklist?user={bert.id}",
                 f"/v1/activities/{task.id}/history"):  # fmt: skip
        told = bert.get(path)
        assert (told.status, "Call back" in told.text, SECRET in told.text) == (200, True, False), path
    done = bert.post(f"/v1/activities/{task.id}/complete", {})
    assert (done.status, SECRET in done.text) == (200, False)


def test_who_owns_a_contact_in_it_sees_the_contact_and_not_the_company(world: World, eva: User, bert: User) -> None:
    """Z3: neither by its title nor by what is ordered by that, now and in its history."""
    relation = shut(eva)
    contact = eva.contact(relation.id, owner=bert.id)
    theirs = f"/v1/contacts/{contact.id}"
    for path in (theirs, "/v1/contacts", f"{theirs}/history", "/v1/search?q=visser"):
        told = bert.get(path)
        assert (told.status, "Visser" in told.text, SECRET in told.text) == (200, True, False), path
    assert bert.search(SECRET) == []
    assert SECRET in eva.get(f"/v1/contacts/{contact.id}")["sort_name"]


# ----------------------------------------------------------------------------------------------------- what is told


def test_nobody_is_told_of_what_was_shut_to_them_meanwhile(world: World, eva: User, bert: User) -> None:
    """Z6: notices, also those of before, and their count."""
    relation = eva.company(f"{SECRET} Holding")
    assert bert.put(f"/v1/me/subscriptions/records/{relation.id}", {}).status == 200
    log(eva, relation.id)
    world.settle()
    assert len(bert.get("/v1/notices")["data"]) == 1
    eva.patch(f"/v1/relations/{relation.id}", {"restricted": True})
    log(eva, relation.id)
    world.settle()
    assert bert.get("/v1/notices")["data"] == []
    assert bert.get("/v1/notices/count")["unread"] == 0
    assert bert.get("/v1/me/subscriptions")["data"][0]["record"]["title"] is None


def test_mail_for_it_is_filed_and_seen_by_its_list_only(world: World, eva: User, bert: User) -> None:
    """Its dossier goes on being kept, whoever sends."""
    world.user("administrator")
    relation = shut(eva)
    world.receive(letter(subject=f"{SECRET} offer"), of_record(eva.tenant, relation.id))
    found = eva.get("/v1/activities?mail_state=filed")["data"]
    assert [each["links"][0]["id"] for each in found] == [relation.id]
    assert bert.get("/v1/activities?mail_state=filed")["data"] == []
    assert bert.get(f"/v1/activities/{found[0]['id']}/mail").status == 404


# ------------------------------------------------------------------------------------------- who is merely on its list


def test_who_is_on_the_list_takes_nothing_out_of_its_dossier(world: World, eva: User, bert: User) -> None:
    """Z8: it would be open to all by that; its owners say so, and who manages access."""
    relation, other = shut(eva, (bert.id, "edit")), eva.company("Bakker")
    note = f"/v1/activities/{log(eva, relation.id).id}"
    paper = f"/v1/documents/{document(eva, links=[relation.id]).id}"
    contact = eva.contact(relation.id)
    through = f"/v1/activities/{log(eva, contact.id).id}"
    with world.unchanged():
        for path in (note, paper, through):
            for links in ([], [other.id]):
                refused = bert.patch(path, {"links": links})
                assert (refused.status, refused.fields) == (403, ["links"]), path
        refused = bert.patch(f"/v1/contacts/{contact.id}", {"company": other.id})
        assert (refused.status, refused.fields) == (403, ["company"])
    assert bert.patch(note, {"links": [relation.id, other.id]}).status == 200
    assert bert.patch(note, {"links": [relation.id]}).status == 200, "it stays in the dossier"
    assert world.user("manager").patch(paper, {"links": []}).status in (200, 404)
    assert eva.patch(note, {"links": []}).status == 200
    assert eva.patch(f"/v1/contacts/{contact.id}", {"company": other.id}).status == 200


def test_who_is_on_the_list_keeps_no_work_by_giving_it_to_themselves(world: World, eva: User, bert: User) -> None:
    """Z8: who is given work sees it whatever the list says, so that is for its owners to do."""
    admin = world.user("administrator")
    team = admin.post("/v1/teams", {"name": "East", "members": [bert.id]}).id
    relation = shut(eva, (bert.id, "edit"))
    made, queued = (log(eva, relation.id, is_task=True, assignees=[each]) for each in (eva.id, eva.id))
    path = f"/v1/activities/{made.id}"
    with world.unchanged():
        for who in (bert.id, team):
            for reply in (bert.patch(path, {"assignees": [eva.id, who]}),
                          bert.post(f"{path}/assign", {"assignees": [who]})):  # fmt: skip
                assert (reply.status, reply.fields) == (403, ["assignees"])
            reply = bert.post("/v1/activities/reassign", {"to": who, "ids": [made.id]})
            assert [each["outcome"] for each in reply["data"]] == ["forbidden"]
        organiser = {"participants": [{"user": bert.id, "part": "organiser"}]}
        assert bert.patch(path, organiser).fields == ["participants"]
    assert eva.post(f"/v1/activities/{queued.id}/assign", {"assignees": [team]}).status == 200
    assert bert.post(f"/v1/activities/{queued.id}/take").status == 200, "the work of their own team is theirs"
    assert eva.post(f"{path}/assign", {"assignees": [bert.id]}).status == 200
    eva.patch(f"/v1/relations/{relation.id}", {"access": []})
    assert (bert.get(path).status, bert.delete(path).status) == (200, 403)


def test_r11_more_than_the_rights_have_room_for_is_refused(world: World, eva: User) -> None:
    """R11: with eleven owners and twenty listed it is not the number that counts, for ids are hardly compressed."""
    people = [world.user().id for _ in range(30)]
    kept = rights.read(eva.tenant).sections
    ids = [*people, *(clock.new_id("usr") for _ in range(470))]
    full: dict[str, Any] = {}
    for step in (80, 10, 1):
        while len(rights._closed({**kept, "shut": full | (more := _shut(ids, step))})) < rights.MOST_BYTES:
            full |= more
    assert 200 < len(full) < rights.MOST_SHUT
    assert rights.mend(eva.tenant, {**kept, "shut": full})
    access = [{"who": each, "level": "read"} for each in people[10:]]
    sent = {"name": SECRET, "restricted": True, "co_owners": people[:10], "access": access}
    with world.unchanged():
        refused = eva.post("/v1/relations", sent)
    assert (refused.status, refused["code"], refused.fields) == (422, "invalid", ["restricted"]), refused.text
    assert eva.post("/v1/relations", {**sent, "restricted": False}).status == 201


def _shut(ids: list[str], number: int) -> dict[str, Any]:
    told = (Random(clock.new_id("rel")).sample(ids, 31) for _ in range(number))
    return {clock.new_id("rel"): {"owners": each[:11], "listed": dict.fromkeys(each[11:], "read")} for each in told}
