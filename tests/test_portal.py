"""People from outside: what they see of the relations that they are tied to, and what they never do."""

from dataclasses import dataclass
from typing import Any

import pytest

from chalicelib.actions import mass_reads
from tests import browser
from tests.test_audit import rows
from tests.world import Reply, User, World

ABSENT = {"act": "act_01J00000000000000000000000", "doc": "doc_01J00000000000000000000000"}


@dataclass
class Office:
    """Anna, who works here, and Jan, who is a contact of a customer and signs in from outside."""

    anna: User
    jan: User
    company: str
    contact: str
    tie: str

    def activity(self, **fields: Any) -> Reply:
        told = {"kind": "appointment", "subject": "Kennismaking", "starts_at": "2027-01-10T10:00:00Z"}
        if fields.get("is_task"):
            told = {"kind": "task", "subject": "Contract tekenen"}
        made = self.anna.post("/v1/activities", {**told, "links": [self.company], **fields})
        assert made.status == 201, made.text
        return made

    def with_jan(self, **fields: Any) -> Reply:
        return self.activity(participants=[{"contact": self.contact}], **fields)

    def document(self, **fields: Any) -> str:
        return browser.document(self.anna, **{"title": "Contract", "links": [self.company], **fields}).id

    def subjects(self, query: str = "") -> list[str]:
        reply = self.jan.get(f"/v1/portal/activities{query}")
        assert reply.status == 200, reply.text
        return [each["title"] for each in reply["data"]]

    def titles(self, query: str = "") -> list[str]:
        reply = self.jan.get(f"/v1/portal/documents{query}")
        assert reply.status == 200, reply.text
        return [each["title"] for each in reply["data"]]

    def start(self) -> Reply:
        reply = self.jan.get("/v1/portal")
        assert reply.status == 200, reply.text
        return reply


def office(world: World, reach: str = "company", tenant: str = "Acme", **more: Any) -> Office:
    anna, jan = world.user("administrator", tenant=tenant), world.user("external", tenant=tenant, kind="external")
    company = anna.company("Hamerslag")
    contact = anna.contact(company.id)
    tied = {"user": jan.id, "relation": company.id, "contact": contact.id, "reach": reach, **more}
    tie = anna.post("/v1/ties", tied)
    assert tie.status == 201, tie.text
    return Office(anna, jan, company.id, contact.id, tie.id)


@pytest.fixture
def ours(world: World) -> Office:
    return office(world)


# ---------------------------------------------------------------------------------------------------- what is seen


def test_they_see_what_they_take_part_in_and_the_documents_of_their_company(ours: Office) -> None:
    """A15"""
    ours.with_jan(subject="Met Jan")
    ours.activity(subject="Zonder Jan")
    ours.document(title="Contract")
    assert ours.subjects() == ["Met Jan"]
    assert ours.titles() == ["Contract"]


def test_z4_what_is_internal_is_nowhere(ours: Office) -> None:
    """Z4, e7: neither in lists, nor in counts, nor by its id."""
    secret = ours.with_jan(subject="Canary", visibility="internal")
    work = ours.with_jan(subject="Canary", parent=secret.id, is_task=True, assignees=[ours.jan.id])
    paper = ours.document(title="Canary")
    ours.anna.post(f"/v1/documents/{paper}/withdraw")
    ours.jan.world.settle()
    start = ours.start()
    assert start["counts"] == {"open_actions": 0, "new_documents": 0, "upcoming_appointments": 0}
    lists = ["", "/activities", "/activities?when=open", "/activities?when=upcoming", "/activities?when=past"]
    for path in [*lists, "/documents"]:
        assert "Canary" not in ours.jan.get(f"/v1/portal{path}").text
    for path in (f"activities/{secret.id}", f"activities/{work.id}", f"documents/{paper}", f"documents/{paper}/pages"):
        assert ours.jan.get(f"/v1/portal/{path}").status == 404


def test_e7_what_is_internal_another_tenants_or_not_there_answers_alike(world: World, ours: Office) -> None:
    """e7, T1: guessing tells nothing."""
    theirs = office(world, tenant="Other")
    ids = [ours.activity(visibility="internal").id, ours.activity().id, theirs.with_jan().id, ABSENT["act"]]
    papers = [ours.document(links=[]), theirs.document(), ABSENT["doc"]]
    asked: list[tuple[str, str, Any]] = [("GET", f"/v1/portal/activities/{each}", None) for each in ids]
    asked += [("POST", f"/v1/portal/activities/{each}/complete", {}) for each in ids]
    asked += [("POST", f"/v1/portal/activities/{each}/comments", {"text": "x"}) for each in ids]
    asked += [("GET", f"/v1/portal/documents/{each}{verb}", None) for each in papers for verb in ("", "/download")]
    asked += [("GET", f"/v1/portal/relations/{theirs.company}", None)]
    with world.unchanged():
        told = {_plain(ours.jan.ask(*each)) for each in asked}
    assert len(told) == 1
    assert next(iter(told))[0] == 404


def _plain(reply: Reply) -> tuple[int, str]:
    return reply.status, str({name: value for name, value in reply.json.items() if name != "request_id"})


def test_e6_nothing_of_colleagues_or_of_other_relations_is_told(ours: Office) -> None:
    """e6, Z3"""
    other = ours.anna.company("Concurrent")
    made = ours.with_jan(links=[ours.company, other.id], subject="Overleg")
    ours.anna.patch(f"/v1/relations/{ours.company}", {"note": "Canary", "status": ["prospect"]})
    paper = ours.document(links=[ours.company, other.id])
    lists = ("", "/activities", "/documents")
    for path in (*lists, f"/activities/{made.id}", f"/documents/{paper}", f"/relations/{ours.company}"):
        text = ours.jan.get(f"/v1/portal{path}").text
        for secret in ("Concurrent", other.id, ours.anna.id, "Canary", "prospect", "created_by"):
            assert secret not in text, (path, secret)


def test_what_is_a_part_of_something_internal_is_not_seen(ours: Office) -> None:
    """e4: up to the topmost."""
    top = ours.activity(subject="Project", visibility="internal")
    middle = ours.activity(subject="Stap", parent=top.id)
    low = ours.with_jan(subject="Afspraak", parent=middle.id)
    assert ours.subjects() == []
    assert ours.jan.get(f"/v1/portal/activities/{low.id}").status == 404
    ours.anna.patch(f"/v1/activities/{top.id}", {"visibility": "shared"})
    assert ours.subjects() == ["Afspraak"]


def test_a_tenant_opens_a_type_or_shuts_it(ours: Office) -> None:
    """e3"""
    ours.with_jan(subject="Met Jan")
    ours.activity(subject="Zonder Jan", starts_at="2027-01-09T10:00:00Z")
    default = ours.anna.post("/v1/type-defaults", {"of": "activity", "outsiders": "all"})
    assert ours.subjects() == ["Met Jan", "Zonder Jan"]
    ours.anna.patch(f"/v1/type-defaults/{default.id}", {"outsiders": "none"})
    assert ours.subjects() == []


def test_no_other_operation_is_for_them(ours: Office) -> None:
    """e1"""
    made = ours.with_jan()
    for path in (f"/v1/activities/{made.id}", f"/v1/relations/{ours.company}", "/v1/activities", "/v1/search?q=ha"):
        assert ours.jan.get(path).status == 403
    assert ours.anna.get("/v1/portal").status == 403


def test_blind_copies_are_not_told(ours: Office) -> None:
    """e6"""
    made = ours.activity(participants=[{"contact": ours.contact}, {"name": "Canary", "part": "blind_copy"}])
    told = ours.jan.get(f"/v1/portal/activities/{made.id}")
    assert [(each["name"], each["me"]) for each in told["participants"]] == [("Jan Visser", True)]


# ------------------------------------------------------------------------------------------------- access ends


def test_a6_whoever_is_no_longer_tied_sees_nothing_at_the_next_request(world: World) -> None:
    """A6"""
    ours = office(world)
    made = ours.with_jan()
    paper = ours.document()
    assert ours.anna.delete(f"/v1/relations/{ours.company}").status == 409
    assert ours.anna.delete(f"/v1/ties/{ours.tie}").status == 200
    assert (ours.subjects(), ours.titles()) == ([], [])
    for path in (f"activities/{made.id}", f"documents/{paper}", f"relations/{ours.company}"):
        assert ours.jan.get(f"/v1/portal/{path}").status == 404
    assert ours.start()["relations"] == []


def test_what_is_archived_is_gone(ours: Office) -> None:
    made = ours.with_jan()
    ours.anna.delete(f"/v1/activities/{made.id}")
    assert ours.jan.get(f"/v1/portal/activities/{made.id}").status == 404


# ----------------------------------------------------------------------------------------------- what they may do


def test_they_complete_what_was_given_to_them_and_nothing_else(world: World, ours: Office) -> None:
    """e1, Z2"""
    mine = ours.activity(is_task=True, assignees=[ours.jan.id])
    other = ours.with_jan(is_task=True, assignees=[ours.anna.id])
    assert ours.subjects("?when=open") == ["Contract tekenen", "Contract tekenen"]
    with world.unchanged():
        assert ours.jan.post(f"/v1/portal/activities/{other.id}/complete", {}).status == 403
    done = ours.jan.post(f"/v1/portal/activities/{mine.id}/complete", {"outcome": "Getekend"})
    assert (done.status, done["outcome"], done["mine"]) == (200, "Getekend", False)
    assert ours.anna.get(f"/v1/activities/{mine.id}")["done_by"] == ours.jan.id
    assert ours.jan.post(f"/v1/portal/activities/{mine.id}/complete", {}).status == 409


def test_a_comment_is_a_note_that_those_who_act_are_told_of(world: World, ours: Office) -> None:
    colleague = world.user()
    made = ours.with_jan(is_task=True, assignees=[colleague.id])
    world.settle()
    said = ours.jan.post(f"/v1/portal/activities/{made.id}/comments", {"text": "Dinsdag <b>past</b> beter."})
    assert (said.status, said["by"], said["mine"]) == (201, "Somebody", True)
    world.settle()
    note = ours.anna.get(f"/v1/activities/{said.id}")
    assert (note["kind"], note["visibility"], note["parent"]["id"]) == ("note", "shared", made.id)
    assert note["created_by"] == ours.jan.id
    for user in (colleague, ours.anna):
        assert "commented" in [each["kind"] for each in user.get("/v1/notices")["data"]]
    (told,) = ours.jan.get(f"/v1/portal/activities/{made.id}")["comments"]
    assert told["text"] == "<p>Dinsdag &lt;b&gt;past&lt;/b&gt; beter.</p>"


def test_an_internal_note_below_what_they_see_is_no_comment(ours: Office) -> None:
    """Z4"""
    made = ours.with_jan()
    ours.activity(kind="note", subject="Canary", parent=made.id, visibility="internal", participants=[])
    assert ours.jan.get(f"/v1/portal/activities/{made.id}")["comments"] == []


def test_documents_are_handed_out_as_is_set_on_them(world: World, ours: Office) -> None:
    """e5, C19"""
    paper = ours.document()
    world.settle()
    assert ours.jan.get(f"/v1/portal/documents/{paper}/download").status == 200
    ours.anna.patch(f"/v1/documents/{paper}", {"download": "editors"})
    assert ours.jan.get(f"/v1/portal/documents/{paper}")["for_viewing"] is True
    assert ours.jan.get(f"/v1/portal/documents/{paper}/download").status == 403
    world.settle()
    assert ours.jan.get(f"/v1/portal/documents/{paper}/pages").status == 200
    seen = ours.anna.get(f"/v1/documents/{paper}/history")["data"][0]
    assert seen["by"] == ours.jan.id


def test_what_is_asked_about_a_document_leads_to_it_where_it_is_shared(ours: Office) -> None:
    shared, internal = ours.document(title="Offer"), ours.document(title="Canary")
    ours.anna.post(f"/v1/documents/{internal}/withdraw")
    gone = ours.document(title="Gone")
    links = [ours.company, shared, internal, gone]
    made = ours.activity(kind="task", is_task=True, assignees=[ours.jan.id], links=links)
    ours.anna.delete(f"/v1/documents/{gone}")
    told = ours.jan.get(f"/v1/portal/activities/{made.id}")
    assert told["documents"] == [{"id": shared, "title": "Offer"}]
    assert "Canary" not in str(told)


def test_a_comment_does_not_carry_the_matter_of_one_customer_to_another(ours: Office) -> None:
    """e2: who says it is there as who they are at that customer, and not as the accountant of another too."""
    anna, bakker = ours.anna, ours.anna.company("Bakker")
    elsewhere = anna.contact(bakker.id, last_name="Bakkers")
    anna.post("/v1/ties", {"user": ours.jan.id, "relation": bakker.id, "contact": elsewhere.id})
    piet = anna.world.user("external", tenant="Acme", kind="external")
    anna.post("/v1/ties", {"user": piet.id, "relation": bakker.id, "contact": anna.contact(bakker.id).id})
    made = ours.activity(subject="Canary", is_task=True, assignees=[ours.jan.id])
    said = ours.jan.post(f"/v1/portal/activities/{made.id}/comments", {"text": "Canary"})
    note = anna.get(f"/v1/activities/{said.id}")
    assert [each["contact"]["id"] for each in note["participants"] if "contact" in each] == [ours.contact]
    assert "Canary" not in piet.get("/v1/portal/activities").text
    assert piet.get(f"/v1/portal/activities/{said.id}").status == 404


def test_a_comment_is_seen_by_who_sees_what_it_was_said_of(ours: Office) -> None:
    """e4"""
    made = ours.activity(subject="Zonder Jan")
    said = ours.with_jan(kind="note", subject="Opmerking", parent=made.id, starts_at=None)
    assert ours.jan.get(f"/v1/portal/activities/{said.id}").status == 404
    ours.anna.patch(f"/v1/activities/{made.id}", {"participants": [{"contact": ours.contact}]})
    assert ours.jan.get(f"/v1/portal/activities/{said.id}").status == 200


def test_a_comment_stands_with_what_it_was_said_of_and_nowhere_else(world: World, ours: Office) -> None:
    """e6: with the names of those who said it."""
    made = ours.with_jan(is_task=True, assignees=[ours.jan.id])
    said = ours.jan.post(f"/v1/portal/activities/{made.id}/comments", {"text": "Lukt dinsdag?"})
    answer = ours.with_jan(kind="note", subject="Ja hoor", parent=made.id, starts_at=None)
    world.settle()
    for query in ("", "?when=past", "?when=open", "?when=upcoming"):
        found = [each["id"] for each in ours.jan.get(f"/v1/portal/activities{query}")["data"]]
        assert set(found) <= {made.id}, query
    told = ours.jan.get(f"/v1/portal/activities/{made.id}")
    name = ours.anna.get(f"/v1/users/{ours.anna.id}")["name"]
    assert {each["id"]: (each["by"], each["mine"]) for each in told["comments"]} == {
        said.id: (said["by"], True), answer.id: (name, False)
    }  # fmt: skip
    assert ours.anna.id not in told.text


def test_what_is_given_to_them_is_theirs_as_long_as_they_are_tied_to_what_it_is_about(ours: Office) -> None:
    """A6: what is about nothing, as long as they are tied to anything."""
    given = {"is_task": True, "assignees": [ours.jan.id]}
    about, bare = ours.activity(**given), ours.activity(**given, links=[])
    made = {"title": "Winkel", "url": "https://shop.example.com", "assigned": ours.jan.id, "sign": True}
    link = ours.anna.post("/v1/launch-links", made).id
    other = ours.anna.company("Bakker").id
    tied = ours.anna.post("/v1/ties", {"user": ours.jan.id, "relation": other})
    for tie, seen in ((ours.tie, [404, 200, 200]), (tied.id, [404, 404, 404])):
        assert ours.anna.delete(f"/v1/ties/{tie}").status == 200
        asked = [ours.jan.get(f"/v1/portal/activities/{each.id}").status for each in (about, bare)]
        assert [*asked, ours.jan.post(f"/v1/portal/launchpad/{link}/open").status] == seen
    assert ours.jan.post(f"/v1/portal/activities/{about.id}/complete", {}).status == 404
    assert ours.jan.get("/v1/portal/launchpad")["data"] == []


# ------------------------------------------------------------------------------------------- what is given to them


def test_z4_what_is_internal_is_not_given_to_them(world: World, ours: Office) -> None:
    """Z4: they would not see it, and nobody would do it."""
    task, jan = {"kind": "task", "subject": "Canary", "links": [ours.company]}, [ours.jan.id]
    secret = ours.anna.post("/v1/activities", {**task, "visibility": "internal"})
    path = f"/v1/activities/{secret.id}"
    with world.unchanged():
        refused = [
            ours.anna.post("/v1/activities", {**task, "visibility": "internal", "assignees": [ours.anna.id, *jan]}),
            ours.anna.post(f"{path}/assign", {"assignees": jan}),
            ours.anna.patch(path, {"assignees": jan}),
        ]
        told = ours.anna.post("/v1/activities/reassign", {"ids": [secret.id], "to": jan[0]})
    assert [(each.status, each.fields) for each in refused] == [
        (422, ["assignees[1]"]), (422, ["assignees[0]"]), (422, ["assignees[0]"])
    ]  # fmt: skip
    assert "share it first" in refused[0].text
    assert told["data"][0]["outcome"] == "internal"
    ours.anna.post(f"{path}/publish")
    assert ours.anna.post(f"{path}/assign", {"assignees": jan}).status == 200


def test_z4_what_is_given_to_them_is_not_withdrawn_under_them(world: World, ours: Office) -> None:
    """Z4: only what they have done, or do not have to do any more."""
    given, done = (ours.activity(is_task=True, assignees=[ours.jan.id]).id for _ in range(2))
    assert ours.jan.post(f"/v1/portal/activities/{done}/complete", {}).status == 200
    path = f"/v1/activities/{given}"
    with world.unchanged():
        reply = ours.anna.post(f"{path}/withdraw")
        assert ours.anna.patch(path, {"visibility": "internal"}).status == 422
    assert (reply.status, reply.fields) == (409, ["assignees[0]"])
    assert ours.anna.post(f"/v1/activities/{done}/withdraw").status == 200
    assert ours.anna.post(f"/v1/activities/{done}/reopen").status == 422
    ours.anna.patch(path, {"assignees": [ours.anna.id]})
    assert ours.anna.post(f"{path}/withdraw").status == 200


def test_f6_a_refusal_says_which_condition_failed_and_nothing_of_the_record(world: World, ours: Office) -> None:
    """F6, e1, e3"""
    made, link = ours.activity(subject="Canary"), {"type": "activity", "action": "read"}

    def because(right: dict[str, str], record: str) -> tuple[str, str]:
        body = {"right": right, "record": record, "user": ours.jan.id}
        reply = ours.anna.post("/v1/rights/explain", body)
        assert "Canary" not in reply.text
        assert reply["allowed"] is False
        return reply["rule"], reply["because"]

    assert because(link, made.id) == ("e3", "they take no part in it, and activity is opened to those who do")
    default = ours.anna.post("/v1/type-defaults", {"of": "activity", "outsiders": "none"}).id
    assert because(link, made.id) == ("e3", "activity is not opened to people from outside")
    ours.anna.patch(f"/v1/type-defaults/{default}", {"outsiders": "all"})
    ours.anna.patch(f"/v1/ties/{ours.tie}", {"reach": "own"})
    told = "they take no part in it, and their tie lets them see no more than that"
    assert because(link, made.id) == ("e3", told)
    assert because({**link, "action": "edit"}, made.id) == ("e1", "people from outside may not edit")


def test_c4_files_that_leave_by_the_portal_are_told_and_weigh_as_much(world: World, ours: Office) -> None:
    """C4: and who is stopped gets no more of them."""
    paper = ours.document()
    world.settle()
    body = {"days": 400, "mass_read_limit": 100, "mass_read_block": True}
    assert ours.anna.put("/v1/audit-settings", body).status == 200
    verbs = ["download", "pages"] * 60
    got = [ours.jan.get(f"/v1/portal/documents/{paper}/{verb}").status for verb in verbs]
    stopped = got.index(429)
    assert (set(got[:stopped]), set(got[stopped:])) == ({200}, {429})
    assert stopped * mass_reads.WEIGHTS["download"] == mass_reads.TOGETHER
    told = [(row["by"], row["record"]) for row in rows(world) if row.get("operation", "").startswith("portal_")]
    assert told == [(ours.jan.id, paper)] * stopped
