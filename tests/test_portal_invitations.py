"""How people from outside come in: invited from a contact or a person, tied to what they may see."""

from typing import Any

import pytest

from tests.people import PASSWORD, enrolled, mailed_token, person, signed_in
from tests.world import Reply, User, World

JAN = {"kind": "email", "value": "Jan@Hamerslag.example"}


def chief(world: World, tenant: str = "Acme") -> User:
    """Somebody who signed in: who invites must still be a member when it is written."""
    who = person(world, role="administrator", email=f"chief@{tenant.lower()}.example", tenant=tenant)
    return User(world, signed_in(world, who)["access_token"], who.user, who.tenant)


@pytest.fixture
def anna(world: World) -> User:
    return chief(world)


def contact(anna: User, **fields: Any) -> Reply:
    return anna.contact(anna.company("Hamerslag").id, **{"channels": [JAN], **fields})


def invited(anna: User, made: Reply, **body: Any) -> Reply:
    reply = anna.post(f"/v1/contacts/{made.id}/invite", body)
    assert reply.status == 200, reply.text
    return reply


def come_in(world: World) -> str:
    """By the link in the last letter; gives an access token."""
    begun = world.post("/v1/auth/invitations/accept", {"token": mailed_token(world), "password": PASSWORD})
    assert begun.status == 200, begun.text
    return str(enrolled(world, begun["challenge"])["access_token"])


def outsiders(anna: User, company: str) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = anna.get(f"/v1/relations/{company}/outsiders")["data"]
    return told


def test_c14_a_contact_is_invited_signs_in_and_sees_their_company(world: World, anna: User) -> None:
    """C14, A17"""
    made = contact(anna, language="fr")
    company = made["company"]["id"]
    reply = invited(anna, made, part="accountant")
    assert (reply["email"], reply["status"], reply["invitation"]) == ("jan@hamerslag.example", "invited", "sent")
    assert "Bonjour Jan Visser" in world.outbox()[-1]
    (told,) = outsiders(anna, company)
    assert (told["status"], told["part"], told["contact"], told["last_sign_in_at"]) == (
        "invited", "accountant", made.id, None
    )  # fmt: skip
    token = come_in(world)
    start = world.get("/v1/portal", token=token)
    assert [(each["id"], each["part"]) for each in start["relations"]] == [(company, "accountant")]
    (told,) = outsiders(anna, company)
    assert told["status"] == "active"
    assert told["last_sign_in_at"]


def test_a_person_is_invited_as_themselves(world: World, anna: User) -> None:
    jan = anna.person(channels=[JAN])
    assert anna.post(f"/v1/relations/{jan.id}/invite", {}).status == 200
    token = come_in(world)
    made = anna.post("/v1/activities", {"kind": "visit", "subject": "Bezoek", "participants": [{"relation": jan.id}]})
    assert world.get(f"/v1/portal/activities/{made.id}", token=token).status == 200
    assert anna.post(f"/v1/relations/{anna.company().id}/invite", {"email": "x@y.example"}).status == 409


def test_asked_again_it_sends_another_link_and_the_first_is_worth_nothing(world: World, anna: User) -> None:
    made = contact(anna)
    first = invited(anna, made)
    token = mailed_token(world)
    again = invited(anna, made, reach="own")
    assert (first["user"], first["tie"]) == (again["user"], again["tie"])
    assert anna.get(f"/v1/ties/{again['tie']}")["reach"] == "own"
    refused = world.post("/v1/auth/invitations/accept", {"token": token, "password": PASSWORD})
    assert refused.status == 401
    assert come_in(world)
    assert invited(anna, made)["invitation"] == "not_needed"


def test_one_person_is_tied_to_many_relations(world: World, anna: User) -> None:
    """A36"""
    users = {invited(anna, contact(anna), part="accountant")["user"] for _ in range(2)}
    assert len(users) == 1


def test_without_an_address_of_their_own_one_is_asked_for(world: World, anna: User) -> None:
    """That of the company is nobody's own."""
    company = anna.company(channels=[{"kind": "email", "value": "info@hamerslag.example"}])
    made = anna.contact(company.id)
    with world.unchanged():
        reply = anna.post(f"/v1/contacts/{made.id}/invite", {})
    assert (reply.status, reply.fields) == (422, ["email"])
    assert invited(anna, made, email="jan@home.example")["email"] == "jan@home.example"


def test_a_colleague_is_nobody_from_outside_and_the_other_way_round(world: World, anna: User) -> None:
    """Z8"""
    made = contact(anna)
    with world.unchanged():
        assert anna.post(f"/v1/contacts/{made.id}/invite", {"email": "chief@acme.example"}).status == 409
    user = invited(anna, made)["user"]
    with world.unchanged():
        told = {"email": "new@example.com", "name": "New", "role": "external"}
        assert anna.post("/v1/users", told).fields == ["role"]
        assert anna.patch(f"/v1/users/{user}", {"role": "administrator"}).status == 409


@pytest.mark.parametrize(("role", "status"), [("manager", 200), ("sales", 403), ("employee", 403), ("reader", 403)])
def test_who_may_invite(world: World, anna: User, role: str, status: int) -> None:
    """Z1"""
    made = contact(anna)
    who = person(world, role=role, email="eva@acme.example")
    token = signed_in(world, who)["access_token"]
    assert world.post(f"/v1/contacts/{made.id}/invite", {}, token=token).status == status


def test_nobody_lets_others_see_more_than_they_see_themselves(world: World, anna: User) -> None:
    """Z8"""
    made = contact(anna)
    secret = anna.company("Geheim", parent=made["company"]["id"], restricted=True)
    who = person(world, role="manager", email="eva@acme.example")
    eva = User(world, signed_in(world, who)["access_token"], who.user, who.tenant)
    assert eva.post(f"/v1/contacts/{made.id}/invite", {"reach": "subsidiaries"}).status == 403
    listed = {"reach": "list", "relations": [secret.id]}
    assert eva.post(f"/v1/contacts/{made.id}/invite", listed).status == 422
    assert outsiders(anna, made["company"]["id"]) == []


def test_a6_who_is_disabled_or_removed_is_out_at_the_next_request(world: World, anna: User) -> None:
    """A6"""
    made = contact(anna)
    user = invited(anna, made)["user"]
    token = come_in(world)
    assert world.get("/v1/portal", token=token).status == 200
    anna.patch(f"/v1/users/{user}", {"status": "disabled"})
    assert world.get("/v1/portal", token=token).status == 401
    assert anna.post(f"/v1/contacts/{made.id}/invite", {}).status == 409
    anna.delete(f"/v1/users/{user}")
    assert outsiders(anna, made["company"]["id"])[0]["status"] == "removed"
    assert invited(anna, made)["user"] != user


def test_t9_one_person_at_two_organisations_never_mixes_them(world: World, anna: User) -> None:
    """T9: from outside at the one, an employee of the other."""
    jan = person(world, email="jan@hamerslag.example", tenant="Bolt")
    made = contact(anna)
    invited(anna, made)
    accepted = world.post("/v1/auth/invitations/accept", {"token": mailed_token(world), "password": jan.password})
    assert accepted.status == 200
    at_bolt = signed_in(world, jan, tenant=jan.tenant)["access_token"]
    at_acme = world.post("/v1/auth/switch", {"tenant": anna.tenant}, token=at_bolt)["access_token"]
    assert world.get("/v1/portal", token=at_acme).status == 200
    assert world.get("/v1/relations", token=at_acme).status == 403
    assert world.get("/v1/relations", token=at_bolt).status == 200
    assert world.get("/v1/portal", token=at_bolt).status == 403
    assert world.get(f"/v1/relations/{made['company']['id']}", token=at_bolt).status == 404


def test_asked_again_what_is_left_out_stays_as_it_was(world: World, anna: User) -> None:
    """And it is told as what it is: done by who invites."""
    made = contact(anna)
    first = invited(anna, made, part="accountant", reach="list", relations=[anna.company("Zuster").id])
    before = anna.get(f"/v1/ties/{first['tie']}").json
    assert invited(anna, made)["tie"] == first["tie"]
    told = anna.get(f"/v1/ties/{first['tie']}").json
    assert [told[each] for each in ("part", "reach", "relations")] == [
        before[each] for each in ("part", "reach", "relations")
    ]
    invited(anna, made, reach="own")
    told = anna.get(f"/v1/ties/{first['tie']}").json
    assert (told["part"], told["reach"], told.get("relations", [])) == ("accountant", "own", [])
    history = anna.get(f"/v1/ties/{first['tie']}/history")["data"]
    assert {each["channel"] for each in history} == {"api"}


def hidden_channels(world: World, anna: User) -> User:
    """A manager who may not see how contacts and relations are reached."""
    told = {"actions": ["read", "create", "edit", "invite"], "view_all": True, "fields": {"*": "write"}}
    blind = {**told, "fields": {"*": "write", "channels": "none"}}
    types = {"*": told, "contact": blind, "relation": blind}
    profile = anna.post("/v1/profiles", {"name": "Blind", "types": types})
    role = anna.post("/v1/roles", {"key": "blind", "name": "Blind", "profiles": [profile.id]})
    assert role.status == 201, role.text
    who = person(world, role="blind", email="bo@acme.example")
    return User(world, signed_in(world, who)["access_token"], who.user, who.tenant)


def test_z3_inviting_does_not_tell_an_address_that_is_hidden(world: World, anna: User) -> None:
    """Z3: nor does the list of those who were."""
    made = contact(anna)
    bo = hidden_channels(world, anna)
    with world.unchanged():
        reply = bo.post(f"/v1/contacts/{made.id}/invite", {})
    assert (reply.status, reply.fields) == (422, ["email"])
    invited(anna, made)
    (told,) = outsiders(bo, made["company"]["id"])
    assert (told["name"], told["email"]) == ("Jan Visser", None)


def test_z3_ties_are_seen_by_who_sees_their_relation(world: World, anna: User) -> None:
    """Z3: by their id, in lists and histories; and only administrators change them."""
    group = anna.company("Canary", restricted=True)
    below = contact(anna)
    company = below["company"]["id"]
    anna.patch(f"/v1/relations/{company}", {"parent": group.id})
    world.settle()
    above = anna.contact(group.id, channels=[{"kind": "email", "value": "piet@canary.example"}])
    secret = invited(anna, above, reach="subsidiaries")["tie"]
    plain = invited(anna, below)["tie"]
    bob = world.user("manager", tenant="Acme")
    assert [each["id"] for each in bob.get("/v1/ties")["data"]] == [plain]
    assert bob.post("/v1/ties/search", {"criteria": {"all": []}})["data"] != []
    for path in (f"/v1/ties/{secret}", f"/v1/ties/{secret}/history"):
        assert bob.get(path).status == 404
    assert "Canary" not in bob.get("/v1/ties").text
    assert bob.get(f"/v1/ties/{plain}").status == 200
    assert bob.patch(f"/v1/ties/{plain}", {"part": "supplier"}).status == 403
    assert [each["tie"] for each in outsiders(bob, company)] == [plain]
    assert {each["tie"] for each in outsiders(anna, company)} == {secret, plain}
