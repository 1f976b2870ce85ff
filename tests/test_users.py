"""Users of a tenant: invited, let in, given another role, disabled, removed; and new tenants."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from email import message_from_string
from email.policy import default
from typing import Any

import pytest
import time_machine

from chalicelib import clock
from chalicelib.access.actor import Actor
from chalicelib.errors import Problem
from chalicelib.identity import directory, keys, table
from chalicelib.identity.directory import Wanted
from chalicelib.identity.items import TenantItem
from chalicelib.settings import settings
from tests.people import BOOK, PASSWORD, challenge, code, enrolled, login, mailed_token, person, refresh, signed_in
from tests.world import Reply, World

NOON = "2026-11-21T12:00:10Z"
GUEST = {"email": "bob@example.com", "name": "Bob", "role": "employee", "language": "nl"}


class Office:
    """A tenant with Ann, its administrator, signed in."""

    def __init__(self, world: World, tenant: str = "Acme", email: str = BOOK) -> None:
        self.world = world
        self.ann = person(world, role="administrator", email=email, tenant=tenant)
        self.token = signed_in(world, self.ann, tenant=self.ann.tenant)["access_token"]

    def ask(self, method: str, path: str, body: Any = None) -> Reply:
        return self.world.ask(method, path, body, token=self.token)

    def invite(self, **other: Any) -> Reply:
        return self.ask("POST", "/v1/users", {**GUEST, **other})

    def accept(self, password: str = PASSWORD, token: str = "") -> Reply:
        body = {"token": token or mailed_token(self.world), "password": password}
        return self.world.post("/v1/auth/invitations/accept", body)


@pytest.fixture
def office(world: World) -> Office:
    return Office(world)


def test_somebody_new_is_invited_chooses_a_password_enrols_and_is_in(world: World, office: Office) -> None:
    invited = office.invite()
    assert (invited.status, invited["status"], invited["invitation"]) == (201, "invited", "sent")
    letter = message_from_string(world.outbox()[-1], policy=default)
    assert (letter["To"], letter["Subject"]) == ("bob@example.com", "Uitnodiging voor Acme op Relata")
    weak = office.accept("bob12345")
    assert weak.json["errors"][0]["code"] in ("too_common", "too_personal")
    begun = office.accept()
    assert (begun.status, begun["enrolment_required"]) == (200, True)
    done = enrolled(world, begun["challenge"])
    me = world.get("/v1/me", token=done["access_token"])
    assert (me["id"], me["name"], me["language"], me["role"]) == (invited.id, "Bob", "nl", "employee")
    assert office.ask("GET", f"/v1/users/{invited.id}")["status"] == "active"


def test_somebody_known_elsewhere_gives_the_password_he_has(world: World, office: Office) -> None:
    bob = person(world, email="bob@example.com", tenant="Bolt")
    invited = office.invite()
    token = mailed_token(world)
    assert office.accept("another password", token).status == 401
    begun = office.accept(PASSWORD, token)
    assert (begun.status, begun["enrolment_required"]) == (200, False)
    assert office.accept(PASSWORD, token).status == 401, "an invitation works once"
    done = signed_in(world, bob, tenant=office.ann.tenant)
    assert world.get("/v1/me", token=done["access_token"])["id"] == invited.id
    assert len(done["tenants"]) == 2


def test_guessing_at_an_invitation_is_slowed_down_as_at_sign_in(world: World, office: Office) -> None:
    person(world, email="bob@example.com", tenant="Bolt")
    office.invite()
    token = mailed_token(world)
    assert [office.accept(f"a guess {n}", token).status for n in range(6)] == [401] * 5 + [429]
    assert login(world, "bob@example.com").status == 429


def test_a7_inviting_tells_nothing_of_other_organisations(world: World, office: Office) -> None:
    person(world, email="bob@example.com", tenant="Bolt")
    known, unknown = office.invite(), office.invite(email="new@example.com")
    assert known.status == unknown.status == 201
    assert {**known.json, "id": "", "email": "", "created_at": ""} == {
        **unknown.json, "id": "", "email": "", "created_at": "",
    }  # fmt: skip


def test_an_invitation_is_over_after_a_week(world: World) -> None:
    with time_machine.travel(NOON, tick=False) as now:
        Office(world).invite()
        token = mailed_token(world)
        now.shift(7 * 86_400)
        answer = world.post("/v1/auth/invitations/accept", {"token": token, "password": PASSWORD})
    assert answer.status == 401


def test_a_withdrawn_invitation_lets_nobody_in_and_the_address_is_free_again(world: World, office: Office) -> None:
    invited = office.invite()
    token = mailed_token(world)
    again = office.invite(email="BOB@example.com")
    assert (again.status, again["code"], again.fields) == (409, "already_exists", ["email"])
    assert office.ask("DELETE", f"/v1/users/{invited.id}").status == 204
    assert office.accept(token=token).status == 401
    assert office.ask("GET", f"/v1/users/{invited.id}").status == 404
    assert office.invite().status == 201


def test_of_many_who_accept_at_once_one_is_let_in(world: World, office: Office) -> None:
    office.invite(role="administrator")
    token = mailed_token(world)
    with ThreadPoolExecutor(5) as pool:
        statuses = list(pool.map(lambda _: office.accept(token=token).status, range(5)))
    assert statuses.count(200) == 1
    tenant = table.get(TenantItem, keys.tenant(office.ann.tenant))
    assert tenant is not None
    assert (tenant.administrators, tenant.users) == (2, 2)


def test_i5_a_name_cannot_break_out_of_a_letter(world: World, office: Office) -> None:
    refused = office.invite(name="Bob\r\nBcc: everybody@example.com")
    assert (refused.status, refused.fields) == (422, ["name"])
    office.invite(name="Bob =0D=0ABcc: everybody@example.com")
    letter = message_from_string(world.outbox()[-1], policy=default)
    assert letter["Bcc"] is None
    assert letter["To"] == "bob@example.com"


@pytest.mark.parametrize(("field", "value"), [("email", "nonsense"), ("email", "é@example.com"), ("role", "owner")])
def test_what_cannot_be_invited_is_named(office: Office, field: str, value: str) -> None:
    refused = office.invite(**{field: value})
    assert (refused.status, refused.fields) == (422, [field])


def test_users_are_listed_by_name(world: World, office: Office) -> None:
    office.invite(name="zoë", email="zoe@example.com")
    office.invite(name="Bob")
    Office(world, "Bolt", "carl@example.com")
    listed = office.ask("GET", "/v1/users")
    assert [(user["name"], user["status"]) for user in listed["data"]] == [
        ("Ann", "active"), ("Bob", "invited"), ("zoë", "invited"),
    ]  # fmt: skip
    assert listed["page"] == {"next_cursor": None, "has_more": False}


@pytest.mark.parametrize("role", ["employee", "reader"])
def test_only_administrators_arrange_users(world: World, office: Office, role: str) -> None:
    token = signed_in(world, person(world, role=role, email="eva@example.com"))["access_token"]
    for method, path, body in (
        ("POST", "/v1/users", GUEST),
        ("PATCH", f"/v1/users/{office.ann.user}", {"role": "reader"}),
        ("DELETE", f"/v1/users/{office.ann.user}", None),
    ):
        assert world.ask(method, path, body, token=token).status == 403


@pytest.mark.parametrize("role", ["employee", "reader"])
def test_colleagues_know_each_other_but_not_what_lets_them_in(world: World, office: Office, role: str) -> None:
    office.invite()
    token = signed_in(world, person(world, role=role, email="eva@example.com", name="Eva"))["access_token"]
    listed = world.get("/v1/users", token=token)
    assert [user["name"] for user in listed["data"]] == ["Ann", "Bob", "Eva"]
    for user in listed["data"]:
        assert user.keys() == {
            "id", "email", "name", "language", "time_zone", "role", "kind", "status", "created_at",
        }  # fmt: skip
        assert world.get(f"/v1/users/{user['id']}", token=token).json == user


def test_outsiders_know_no_colleagues(world: World, office: Office) -> None:
    outsider = world.user("administrator", kind="external")
    for path in ("/v1/users", f"/v1/users/{office.ann.user}", "/v1/teams", "/v1/search?q=ann&types=user"):
        assert outsider.get(path).status == 403


def test_t1_users_of_another_tenant_do_not_exist(world: World, office: Office) -> None:
    foreign = Office(world, "Bolt", "carl@example.com")
    for method, body in (("GET", None), ("PATCH", {"role": "reader"}), ("DELETE", None)):
        assert office.ask(method, f"/v1/users/{foreign.ann.user}", body).status == 404
    assert foreign.ask("GET", f"/v1/users/{foreign.ann.user}")["role"] == "administrator"


def test_a_role_changes_with_the_next_request(world: World, office: Office) -> None:
    bob = person(world, email="bob@example.com")
    token = signed_in(world, bob)["access_token"]
    assert world.post("/v1/users", {**GUEST, "email": "new@example.com"}, token=token).status == 403
    changed = office.ask("PATCH", f"/v1/users/{bob.user}", {"role": "administrator", "name": "Robert"})
    assert (changed.status, changed["role"], changed["name"]) == (200, "administrator", "Robert")
    assert world.post("/v1/users", {**GUEST, "email": "new@example.com"}, token=token).status == 201


def test_who_is_disabled_is_out_and_may_be_let_in_again(world: World, office: Office) -> None:
    bob = person(world, email="bob@example.com")
    with time_machine.travel(clock.now(), tick=False) as now:
        tokens = signed_in(world, bob)
        assert office.ask("PATCH", f"/v1/users/{bob.user}", {"status": "disabled"})["status"] == "disabled"
        assert world.get("/v1/me", token=tokens["access_token"]).status == 401
        assert refresh(world, tokens["refresh_token"]).status == 401
        now.shift(60)
        body = {"challenge": challenge(world, bob.email), "code": code(bob.totp_secret)}
        assert world.post("/v1/auth/verify", body).status == 403
        assert office.ask("PATCH", f"/v1/users/{bob.user}", {"status": "active"}).status == 200
        now.shift(60)
        assert signed_in(world, bob).status == 200
        assert refresh(world, tokens["refresh_token"]).status == 401, "the old session stays ended"


def test_who_is_removed_here_stays_elsewhere(world: World, office: Office) -> None:
    here = person(world, email="bob@example.com")
    there = person(world, email="bob@example.com", tenant="Bolt")
    both = signed_in(world, here, tenant=there.tenant)
    assert office.ask("DELETE", f"/v1/users/{here.user}").status == 204
    assert office.ask("DELETE", f"/v1/users/{here.user}").status == 404
    me = world.get("/v1/me", token=both["access_token"])
    assert [tenant["name"] for tenant in me["tenants"]] == ["Bolt"]
    assert office.invite().status == 201, "and may be invited again"


def test_null_clears_nothing_of_a_user(world: World, office: Office) -> None:
    refused = office.ask("PATCH", f"/v1/users/{office.ann.user}", {"name": None})
    assert (refused.status, refused.fields) == (422, ["name"])


def test_an_invited_user_is_not_enabled_by_hand(office: Office) -> None:
    invited = office.invite()
    assert office.ask("PATCH", f"/v1/users/{invited.id}", {"status": "active"}).status == 409
    assert office.ask("PATCH", f"/v1/users/{invited.id}", {"role": "reader"})["role"] == "reader"
    assert office.accept().status == 200


# --------------------------------------------------------------------------------------------- the last administrator


@pytest.mark.parametrize("body", [{"role": "reader"}, {"status": "disabled"}, None])
def test_nobody_lowers_disables_or_removes_himself(world: World, office: Office, body: Any) -> None:
    person(world, role="administrator", email="bob@example.com")
    method = "PATCH" if body else "DELETE"
    refused = office.ask(method, f"/v1/users/{office.ann.user}", body)
    assert (refused.status, refused["code"]) == (409, "conflict")
    assert office.ask("PATCH", f"/v1/users/{office.ann.user}", {"name": "Anna"}).status == 200


@pytest.mark.parametrize("how", ["lower", "disable", "remove"])
def test_of_two_administrators_who_end_each_other_at_once_one_stays(world: World, how: str) -> None:
    ann = person(world, role="administrator")
    bob = person(world, role="administrator", email="bob@example.com")

    def end(actor: Any, other: Any) -> int:
        who = Actor(actor.tenant, actor.user, actor.identity, "ses_1", "administrator")
        try:
            if how == "remove":
                directory.remove(who, other.user)
            else:
                directory.change(
                    who, other.user, Wanted(role="reader") if how == "lower" else Wanted(status="disabled")
                )
        except Problem as problem:
            return problem.status
        return 200

    with ThreadPoolExecutor(2) as pool:
        statuses = list(pool.map(lambda pair: end(*pair), [(ann, bob), (bob, ann)]))
    assert statuses.count(200) == 1
    tenant = table.get(TenantItem, keys.tenant(ann.tenant))
    assert tenant is not None
    assert tenant.administrators == 1


def test_the_last_administrator_stays_even_when_the_count_alone_protects_him(world: World) -> None:
    ann = person(world, role="administrator")
    bob = person(world, role="administrator", email="bob@example.com")
    table.write(table.Update(TenantItem, keys.tenant(ann.tenant), [TenantItem.administrators.set(1)]))
    with pytest.raises(Problem) as refused:
        directory.remove(Actor(bob.tenant, bob.user, bob.identity, "ses_1", "administrator"), ann.user)
    assert (refused.value.status, refused.value.detail) == (409, directory.LAST)


def test_who_is_no_administrator_any_more_does_nothing_with_a_token_of_a_minute_ago(world: World) -> None:
    ann = person(world, role="administrator")
    eva = person(world, role="reader", email="eva@example.com")
    late = Actor(eva.tenant, eva.user, eva.identity, "ses_1", "administrator")
    with pytest.raises(Problem) as refused:
        directory.change(late, ann.user, Wanted(role="reader"))
    assert refused.value.status == 401
    assert directory.get(ann.tenant, ann.user).role == "administrator"


# ------------------------------------------------------------------------------------------------------------ tenants

ACME = {
    "name": "Hamerslag", "country": "NL", "language": "nl",
    "administrator": {"email": "ann@example.com", "name": "Ann"},
}  # fmt: skip


def test_making_a_tenant_is_off_by_default(world: World) -> None:
    assert world.post("/v1/tenants", ACME).status == 404


def test_a_tenant_is_made_with_its_first_administrator(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    switched_on = replace(settings(), tenant_creation=True)
    monkeypatch.setattr("chalicelib.handlers.users.settings", lambda: switched_on)
    made = world.post("/v1/tenants", ACME)
    assert (made.status, made["invitation"]) == (201, "sent")
    assert made.json.keys() == {"tenant", "invitation"}
    begun = world.post("/v1/auth/invitations/accept", {"token": mailed_token(world), "password": PASSWORD})
    done = enrolled(world, begun["challenge"])
    me = world.get("/v1/me", token=done["access_token"])
    where = {"country": "NL", "language": "nl", "time_zone": "Europe/Amsterdam"}
    assert me["role"] == "administrator"
    assert me["tenant"] == {"id": made["tenant"], "name": "Hamerslag", **where}
    assert "user.create" in me["rights"]
