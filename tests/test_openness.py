"""Open unless: what is new is shared with those outside whom it concerns, unless the tenant or who makes it says
otherwise; publishing and withdrawing are verbs (A37-A39, F4)."""

from typing import Any

import pytest

from tests.browser import document
from tests.letters import dossier, file, letter, of_record, parts, text
from tests.specimens import PDF
from tests.world import Reply, User, World

NEW: dict[str, dict[str, Any]] = {
    "activities": {"kind": "note", "subject": "Draft agreement"},
    "documents": {"title": "Draft agreement", "kind": "contract"},
}


@pytest.fixture
def anna(world: World) -> User:
    return world.user("sales")


def made(user: User, many: str, **more: Any) -> Reply:
    reply = user.post(f"/v1/{many}", {**NEW[many], **more})
    assert reply.status == 201, reply.text
    return reply


def say(world: World, of: str, **told: Any) -> None:
    assert world.user("administrator").post("/v1/type-defaults", {"of": of, **told}).status == 201


def cautious(world: World) -> User:
    """Somebody who may do everything but publish."""
    admin = world.user("administrator")
    types = {"*": {"actions": ["read", "view", "download", "create", "edit", "delete"], "view_all": True}}
    profile = admin.post("/v1/profiles", {"name": "Careful", "types": types})
    assert admin.post("/v1/roles", {"name": "Trainee", "key": "trainee", "profiles": [profile.id]}).status == 201
    return world.user("trainee")


# ----------------------------------------------------------------------------------------------------- what is new


@pytest.mark.parametrize("many", NEW)
def test_what_is_new_is_shared_unless_it_says_otherwise(world: World, anna: User, many: str) -> None:
    """A39"""
    assert made(anna, many)["visibility"] == "shared"
    assert made(anna, many, visibility="internal")["visibility"] == "internal"
    with world.unchanged():
        refused = anna.post(f"/v1/{many}", {**NEW[many], "visibility": "secret"})
        assert (refused.status, refused.fields) == (422, ["visibility"])


@pytest.mark.parametrize(("many", "of"), [("activities", "activity"), ("documents", "document")])
def test_the_tenant_says_what_holds_for_a_type_and_for_a_kind(world: World, anna: User, many: str, of: str) -> None:
    """A39: the kind before the type, and who makes it before both; by colleagues and administrators alike."""
    kinds = {"activities": ("note", "visit"), "documents": ("contract", "photo")}[many]
    say(world, of, visibility="internal", visibility_of={kinds[1]: "shared"})
    for user in (anna, world.user("administrator")):
        told = [made(user, many, kind=kind)["visibility"] for kind in kinds]
        assert told == ["internal", "shared"]
        assert made(user, many, kind=kinds[0], visibility="shared")["visibility"] == "shared"
    other = world.user("sales", tenant="Bolt")
    assert made(other, many)["visibility"] == "shared"


@pytest.mark.parametrize(("many", "of"), [("activities", "activity"), ("documents", "document")])
def test_what_is_internal_by_itself_is_made_shared_by_who_may_publish(world: World, many: str, of: str) -> None:
    """A37"""
    trainee = cautious(world)
    assert made(trainee, many, visibility="shared")["visibility"] == "shared"
    say(world, of, visibility="internal")
    with world.unchanged():
        refused = trainee.post(f"/v1/{many}", {**NEW[many], "visibility": "shared"})
        assert (refused.status, refused.fields) == (403, ["visibility"])
    assert made(trainee, many)["visibility"] == "internal"


def test_what_the_tenant_says_later_changes_nothing_that_is_there(world: World, anna: User) -> None:
    note = made(anna, "activities")
    say(world, "activity", visibility="internal")
    assert anna.patch(f"/v1/activities/{note.id}", {"subject": "x"})["visibility"] == "shared"


def test_a_mail_that_is_sent_is_as_the_tenant_says_and_its_answer_as_it_is(world: World, anna: User) -> None:
    say(world, "activity", visibility_of={"email": "internal"})
    body = {"to": [{"email": "jan@hamerslag.example"}], "subject": "Offer", "text": "Hello"}
    assert anna.post("/v1/mails", body)["visibility"] == "internal"
    first = anna.post("/v1/mails", {**body, "visibility": "shared"})
    assert anna.post("/v1/mails", {**body, "in_reply_to": first.id})["visibility"] == "shared"


def test_a_task_that_is_made_along_is_as_the_tenant_says(world: World, anna: User) -> None:
    say(world, "activity", visibility="internal")
    placed = anna.post("/v1/documents", {"title": "x", "ask": {"assignees": [anna.id]}})
    assert anna.get(f"/v1/activities/{placed['task']}")["visibility"] == "internal"


def test_that_the_tenant_says_so_costs_no_round_trip(world: World, anna: User) -> None:
    def trips(user: User, many: str) -> int:
        with world.meter() as meter:
            made(user, many)
        return meter.round_trips

    before = [trips(anna, many) for many in NEW]
    say(world, "activity", visibility="internal")
    say(world, "document", visibility="internal")
    assert [trips(anna, many) for many in NEW] == before
    assert [trips(world.user("administrator"), many) for many in NEW] == before


# ------------------------------------------------------------------------------------------------------ received mail


def test_mail_is_shared_with_whom_it_was_exchanged_and_its_files_go_along(world: World, anna: User) -> None:
    """A38: what waits to be assigned is internal, and stays so until somebody publishes it."""
    company = anna.company()
    raw = parts(text("Zie bijlage"), file(PDF, "a.pdf"), message_id="1@x")
    world.receive(raw, of_record(anna.tenant, company.id))
    world.receive(parts(text("Zie bijlage"), file(PDF, "b.pdf"), message_id="2@x"), dossier(anna.tenant))
    filed, waiting = (anna.get(f"/v1/activities?mail_state={state}")["data"][0] for state in ("filed", "inbox"))
    assert (filed["visibility"], waiting["visibility"]) == ("shared", "internal")
    told = {each["file_name"]: each["visibility"] for each in anna.get("/v1/documents")["data"]}
    assert told == {"a.pdf": "shared", "b.pdf": "internal"}
    anna.post(f"/v1/activities/{waiting['id']}/file", {"links": [company.id]})
    assert anna.get(f"/v1/activities/{waiting['id']}")["visibility"] == "internal"


def test_the_tenant_keeps_mail_internal_where_it_says_so(world: World, anna: User) -> None:
    say(world, "activity", visibility_of={"email": "internal"})
    world.receive(letter(), of_record(anna.tenant, anna.company().id))
    assert anna.get("/v1/activities?mail_state=filed")["data"][0]["visibility"] == "internal"


# ---------------------------------------------------------------------------------------------- publish and withdraw


@pytest.mark.parametrize("many", NEW)
def test_publishing_and_withdrawing_stand_in_the_history(world: World, anna: User, many: str) -> None:
    """A38: who, when; and doing it twice changes nothing."""
    draft = made(anna, many, visibility="internal")
    path = f"/v1/{many}/{draft.id}"
    assert anna.post(f"{path}/publish")["visibility"] == "shared"
    with world.unchanged():
        assert anna.post(f"{path}/publish")["version"] == 2
        assert anna.post(f"{path}/publish", headers={"If-Match": '"1"'}).status == 412
    assert anna.post(f"{path}/withdraw")["visibility"] == "internal"
    told = anna.get(f"{path}/history")["data"]
    assert [(each["by"], each["changed"].get("visibility")) for each in told[:2]] == [
        (anna.id, {"was": "shared", "now": "internal"}),
        (anna.id, {"was": "internal", "now": "shared"}),
    ]
    anna.delete(path)
    assert anna.post(f"{path}/publish").status == 409


@pytest.mark.parametrize("many", NEW)
def test_who_may_not_publish_shares_nothing_and_withdraws_nothing(world: World, anna: User, many: str) -> None:
    """Z2: neither by the verbs nor by the way."""
    trainee, draft = cautious(world), made(anna, many, visibility="internal")
    with world.unchanged():
        for verb in ("publish", "withdraw"):
            assert trainee.post(f"/v1/{many}/{draft.id}/{verb}").status == 403
        for told in ("shared", None):
            refused = trainee.patch(f"/v1/activities/{draft.id}", {"visibility": told})
            assert refused.status == (403 if many == "activities" else 404)
    assert trainee.patch(f"/v1/{many}/{draft.id}", {"external_ids": {}} if many == "activities" else {}).status == 200


def test_who_may_publish_does_so_by_a_change_as_well(world: World, anna: User) -> None:
    draft = made(anna, "activities", visibility="internal")
    assert anna.patch(f"/v1/activities/{draft.id}", {"visibility": "shared"})["visibility"] == "shared"


def test_a_document_is_published_by_its_verb_only(world: World, anna: User) -> None:
    """T3"""
    draft = made(anna, "documents", visibility="internal")
    with world.unchanged():
        assert anna.patch(f"/v1/documents/{draft.id}", {"visibility": "shared"}).fields == ["visibility"]


def test_what_is_shared_is_told_to_those_who_follow_it_and_who_take_part(world: World, anna: User) -> None:
    """A38: once it is, and not when it is made."""
    follower, present = world.user("sales"), world.user("sales")
    company = anna.company()
    follower.put(f"/v1/me/subscriptions/records/{company.id}", {})
    meeting = {"kind": "visit", "starts_at": "2020-01-01T10:00:00Z", "links": [company.id], "visibility": "internal",
               "participants": [{"user": present.id}]}  # fmt: skip
    drafts = [f"/v1/activities/{made(anna, 'activities', **meeting).id}",
              f"/v1/documents/{document(anna, links=[company.id], visibility='internal').id}"]  # fmt: skip
    world.settle()
    follower.post("/v1/notices/read", {"until": "2099-01-01T00:00:00Z"})
    for path in drafts:
        assert anna.post(f"{path}/publish").status == 200
    world.settle()
    assert [each["kind"] for each in follower.get("/v1/notices?unread=true")["data"]] == ["published", "published"]
    assert [each["kind"] for each in present.get("/v1/notices")["data"]] == ["published"]
    assert anna.get("/v1/notices")["data"] == []


def test_what_is_made_shared_is_told_as_linked(world: World, anna: User) -> None:
    follower, company = world.user("sales"), anna.company()
    follower.put(f"/v1/me/subscriptions/records/{company.id}", {})
    made(anna, "documents", links=[company.id])
    world.settle()
    assert [each["kind"] for each in follower.get("/v1/notices")["data"]] == ["linked"]
