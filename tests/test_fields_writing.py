"""Nobody writes what their profile does not let them write: it is refused by name, and nothing is written (B19)."""

from typing import Any

import pytest

from chalicelib.storage import records
from tests import browser
from tests.canaries import Company, company
from tests.outgoing import JAN
from tests.world import Reply, User, World

READ_ONLY, HIDDEN = {"note": "read"}, {"note": "none"}


def as_kept(user: User, record: str) -> dict[str, Any]:
    found = records.get(user.tenant, record)
    assert found is not None
    return found.data


@pytest.fixture
def acme(world: World) -> Company:
    made = company(world)
    world.watchful = True
    return made


def refused(reply: Reply, *fields: str) -> None:
    assert (reply.status, reply.fields) == (403, list(fields)), reply.text


@pytest.mark.parametrize("told", [READ_ONLY, HIDDEN], ids=["read only", "hidden"])
def test_a_field_that_is_not_theirs_to_write_is_refused_by_name(acme: Company, told: dict[str, str]) -> None:
    acme.set({"relation": {"*": "write", **told}})
    bob, one = acme.bob, f"/v1/relations/{acme.ids['relation']}"
    refused(bob.post("/v1/relations", {"name": "New", "note": "x"}), "note")
    refused(bob.patch(one, {"note": "x", "status": ["supplier"]}), "note")
    refused(bob.patch(one, {"note": None}), "note")
    refused(bob.put("/v1/relations/by/erp/7", {"name": "New", "note": "x"}), "note")
    assert bob.post("/v1/relations", {"name": "New"}).status == 201
    assert bob.put("/v1/relations/by/erp/7", {"name": "New"}).status == 201


def test_that_it_is_sent_as_it_stands_makes_no_difference(acme: Company) -> None:
    """Else the answer would tell how it stands."""
    acme.set({"relation": {"*": "write", **HIDDEN}})
    one = f"/v1/relations/{acme.ids['relation']}"
    right, wrong = (acme.bob.patch(one, {"note": note}) for note in ("qzrelationnote", "no"))
    refused(right, "note")
    assert (right.status, right["errors"]) == (wrong.status, wrong["errors"])


def test_what_is_hidden_stays_when_others_change_the_record(acme: Company) -> None:
    for name, sent in (("relation", {"status": ["supplier"]}), ("contact", {"rank": 3}),
                       ("activity", {"subject": "Other"}), ("document", {"title": "Other"})):  # fmt: skip
        before = as_kept(acme.bob, acme.ids[name])
        acme.set({name: {"*": "none", **dict.fromkeys(sent, "write")}})
        plural = {"activity": "activities"}.get(name, f"{name}s")
        reply = acme.bob.patch(f"/v1/{plural}/{acme.ids[name]}", sent)
        assert reply.status == 200, reply.text
        after = as_kept(acme.bob, acme.ids[name])
        computed = {*sent, "display_name", "sort_name", "salutation", "completeness"}
        assert {key: after.get(key) for key in before.keys() - computed} == {
            key: before[key] for key in before.keys() - computed
        }


def test_lists_are_not_edited_either(acme: Company) -> None:
    acme.set({"contact": {"*": "write", "channels": "read", "external_ids": "none"}})
    one = f"/v1/contacts/{acme.ids['contact']}"
    refused(acme.bob.patch(one, {"channels": {"remove": ["qzcontactmail@qzcontacthost.example"]}}), "channels")
    refused(acme.bob.patch(one, {"channels": {"add": [{"kind": "phone", "value": "036 530 12 34"}]}}), "channels")
    refused(acme.bob.patch(one, {"external_ids": {"sap": None}}), "external_ids")
    for key in ("qzcontactkey", "another"):
        sent = {"last_name": "Visser", "company": acme.ids["relation"]}
        refused(acme.bob.put(f"/v1/contacts/by/sap/{key}", sent), "external_ids")


def test_what_is_made_inline_is_held_to_the_same(acme: Company) -> None:
    acme.set({"address": {"*": "write", "coordinates": "read"}})
    place = {"street": "Markt", "city": "Zwolle"}
    where = {"coordinates": {"latitude": 52.5, "longitude": 6.1}}
    sent = {"name": "New", "addresses": [{"address": {**place, **where}}]}
    refused(acme.bob.post("/v1/relations", sent), "addresses[0].address.coordinates")
    assert acme.bob.post("/v1/relations", {"name": "New", "addresses": [{"address": place}]}).status == 201


def test_what_is_hidden_of_what_is_linked_cannot_be_guessed(acme: Company) -> None:
    """What is sent along with a link is compared with what the link leads to."""
    assert acme.ann.post(
        "/v1/custom-fields", {"of": "address", "key": "code", "name": "Code", "kind": "text"}
    ).status == 201  # fmt: skip
    assert acme.ann.patch(f"/v1/addresses/{acme.ids['address']}", {"custom_code": "1"}).status == 200
    acme.hide({"address": ["custom_code"]})
    one, told = f"/v1/relations/{acme.ids['relation']}", []
    for guess in ("1", "2"):
        link = {"id": acme.ids["address"], "custom_code": guess}
        told.append(acme.bob.patch(one, {"addresses": [{"address": link}]}))
        refused(told[-1], "addresses[0].address.custom_code")
    assert told[0]["errors"] == told[1]["errors"]


def test_verbs_that_take_fields_are_held_to_them(acme: Company) -> None:
    hidden = ("text", "outcome")
    acme.set({
        "activity": {"*": "write", **dict.fromkeys(hidden, "none"), "assignees": "read", "follow_up_on": "read"},
        "document": {"*": "write", "description": "none"},
        "contact": {"*": "write", "person": "read"},
    })  # fmt: skip
    bob, task = acme.bob, f"/v1/activities/{acme.ids['activity']}"
    refused(bob.post(f"{task}/assign", {"assignees": [acme.ann.id]}), "assignees")
    refused(bob.post(f"{task}/follow-up", {"until": "2031-01-02"}), "follow_up_on")
    refused(bob.post("/v1/mails", {"to": [JAN], "subject": "Offer", "html": "<p>x</p>"}), "html")
    refused(bob.post("/v1/documents", {"title": "New", "description": "x"}), "description")
    asked = {"title": "New", "ask": {"assignees": [bob.id]}}
    refused(bob.post("/v1/documents", asked), "ask.assignees")
    refused(bob.post(f"/v1/contacts/{acme.ids['contact']}/link-person", {}), "person")
    other = acme.ann.post("/v1/activities", {"kind": "task", "subject": "Other", "assignees": [acme.ann.id]}).id
    refused(bob.post(f"/v1/activities/{other}/complete", {"outcome": "x"}), "outcome")


VERBS = [
    ("contact", "person", "/v1/contacts/{linked}/unlink-person", None, "person"),
    ("relation", "addresses", "/v1/addresses/{address}/detach", {"user": "{relation}"}, "addresses"),
    ("activity", "done_at", "/v1/activities/{done}/reopen", None, "done_at"),
    ("activity", "done_at", "/v1/activities/{series}/skip", None, "done_at"),
    ("activity", "done_at", "/v1/activities/{series}/complete", {}, "done_at"),
    ("activity", "done_by", "/v1/activities/{series}/complete", {"done_by": "{ann}"}, "done_by"),
    ("document", "versions", "/v1/documents/{document}/versions", {"upload": "{version}"}, "upload"),
    ("document", "versions", "/v1/documents", {"title": "New", "upload": "{upload}"}, "upload"),
]


@pytest.mark.parametrize(
    ("name", "field", "path", "body", "named"), VERBS, ids=[f"{path} {field}" for _, field, path, *_ in VERBS]
)
def test_verbs_that_change_a_field_are_held_to_it(
    acme: Company, name: str, field: str, path: str, body: dict[str, str] | None, named: str
) -> None:
    """B19: as if it were sent in a PATCH; who may write it does so with the very same request."""
    ids = {**acme.ids, "ann": acme.ann.id, **verbs(acme)}
    asked = path.format(**ids), body and {key: value.format(**ids) for key, value in body.items()}
    acme.set({name: {"*": "write", field: "read"}})
    refused(acme.bob.post(*asked), named)
    acme.set({})
    done = acme.bob.post(*asked)
    assert done.status in (200, 201), done.text


def verbs(acme: Company) -> dict[str, str]:
    """What Ann has prepared, and what Bob has sent."""
    ann, bob, one = acme.ann, acme.bob, acme.ids["relation"]
    task = {"kind": "task", "subject": "Weekly", "is_task": True, "assignees": [ann.id], "due_on": "2031-01-01"}
    done = ann.post("/v1/activities", task).id
    ann.post(f"/v1/activities/{done}/complete", {})
    return {
        "linked": ann.contact(one, person=ann.person().id).id,
        "done": done,
        "series": ann.post("/v1/activities", {**task, "recurrence": "FREQ=WEEKLY"}).id,
        "upload": browser.sent(bob),
        "version": browser.sent(bob, document=acme.ids["document"]),
    }


def test_appointments_and_contacts_go_to_others_as_far_as_they_may_be_written(acme: Company) -> None:
    """B19, where many are given at once: what may not be changed stays as it is."""
    bob, cees = acme.bob, acme.world.user("employee")
    visit = bob.post("/v1/activities", {"kind": "visit", "subject": "Visit", "starts_at": "2031-01-01T09:00:00Z",
                                        "participants": [{"user": bob.id, "part": "organiser"}]}).id  # fmt: skip
    given = {"to": cees.id, "ids": [visit]}
    acme.set({"activity": {"*": "write", "participants": "read"}})
    assert [each["outcome"] for each in bob.post("/v1/activities/reassign", given)["data"]] == ["forbidden"]
    acme.set({})
    assert [each["outcome"] for each in bob.post("/v1/activities/reassign", given)["data"]] == ["reassigned"]
    company = bob.company("Theirs")
    contact = bob.contact(company.id).id
    acme.set({"contact": {"*": "write", "owner": "read"}})
    told = bob.post(f"/v1/relations/{company.id}/hand-over", {"to": cees.id})
    assert (told.status, [each["id"] for each in told["refused"]]) == (201, [contact]), told.text


def test_what_a_verb_means_is_under_its_own_right(acme: Company) -> None:
    """To complete a task sets when it was done, and by whom; of what is given to them they also say what came of it."""
    acme.set({"activity": {"*": "read", "outcome": "none"}})
    done = acme.bob.post(f"/v1/activities/{acme.ids['activity']}/complete", {"outcome": "Sold"})
    assert (done.status, done["done_by"], "outcome" in done.json) == (200, acme.bob.id, False)
    assert as_kept(acme.bob, acme.ids["activity"])["outcome"] == "Sold"


def test_what_is_hidden_is_not_carried_to_where_it_is_seen(acme: Company) -> None:
    """A person made of a contact has its language, but not for who may not see that."""
    acme.hide({"contact": ["language"]})
    linked = acme.bob.post(f"/v1/contacts/{acme.ids['contact']}/link-person", {})
    assert linked.status == 200, linked.text
    assert "language" not in acme.ann.get(f"/v1/relations/{linked['person']['id']}").json
    assert as_kept(acme.bob, acme.ids["contact"])["language"] == "de"


def test_what_is_seen_of_a_record_is_never_saved(acme: Company) -> None:
    from chalicelib.access import fields, held, subject
    from chalicelib.access.actor import Actor
    from chalicelib.storage.work import Work

    acme.hide({"relation": ["note"]})
    actor = Actor(acme.bob.tenant, acme.bob.id, "", "", "some")
    found = records.get(actor.tenant, acme.ids["relation"])
    assert found is not None
    seen = fields.project(subject.of(held.of(actor.tenant), actor), found)
    with pytest.raises(RuntimeError, match="as somebody sees it"):
        Work(actor.tenant, actor.user).update(seen, {**seen.data, "name": "Other"})
