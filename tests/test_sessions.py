"""Sessions: tokens that rotate, are listed, and end."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine

from chalicelib import clock
from chalicelib.errors import Unauthorized
from chalicelib.identity import keys, session, table
from chalicelib.identity.authorize import authorize
from chalicelib.identity.items import MembershipItem, SessionItem, TenantItem
from tests.faults import Crash
from tests.meter import Meter
from tests.people import PASSWORD, answer_lost, meanwhile, person, refresh, signed_in
from tests.world import Reply, World

NOON = "2026-11-21T12:00:10Z"
NEW_PASSWORD = {"password": PASSWORD, "new_password": "four slow trains"}


def test_a_refresh_token_gives_the_next_pair(world: World) -> None:
    first = signed_in(world, person(world))
    second = refresh(world, first["refresh_token"])
    assert (second.status, second["expires_in"]) == (200, 900)
    third = refresh(world, second["refresh_token"])
    assert world.get("/v1/me", token=third["access_token"]).status == 200
    assert len({first["refresh_token"], second["refresh_token"], third["refresh_token"]}) == 3


@pytest.mark.parametrize("back", [1, 2])
def test_a6_a_refresh_token_that_comes_again_ends_the_family(world: World, back: int) -> None:
    tokens = [signed_in(world, person(world))]
    for _ in range(back):
        tokens.append(refresh(world, tokens[-1]["refresh_token"]))
    assert refresh(world, tokens[0]["refresh_token"]).status == 401
    assert refresh(world, tokens[-1]["refresh_token"]).status == 401
    assert world.get("/v1/me", token=tokens[-1]["access_token"]).status == 401


def test_of_two_at_once_with_the_same_refresh_token_at_most_one_gets_a_pair(world: World) -> None:
    token = signed_in(world, person(world))["refresh_token"]
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: refresh(world, token), range(10)))
    got = [answer for answer in answers if answer.status == 200]
    assert len(got) <= 1
    assert all(refresh(world, answer["refresh_token"]).status == 401 for answer in got), "the family has ended"


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "idn_1.ses_1.x", f"idn_{'1' * 300}.ses_1.x", "..", "é.é.é"])
def test_what_is_no_refresh_token_is_refused(world: World, token: str) -> None:
    assert refresh(world, token).status in (401, 422)


@pytest.mark.parametrize("guess", ["guess.guess", "guess", "guess.{secret}"])
def test_a_refresh_token_that_never_was_one_ends_nothing(world: World, guess: str) -> None:
    """A6: only one that was used before ends the family. The ids in it are no secret: they are in every log."""
    ann = signed_in(world, person(world))
    identity, session_id, _, secret = ann["refresh_token"].split(".")
    assert refresh(world, f"{identity}.{session_id}.{guess.format(secret=secret)}").status == 401
    assert refresh(world, ann["refresh_token"]).status == 200


def test_a_refresh_whose_answer_was_lost_is_no_theft(world: World) -> None:
    """A6: botocore sends the write again, and what refuses it is the write itself."""
    ann = signed_in(world, person(world))
    with answer_lost("UpdateItem"):
        again = refresh(world, ann["refresh_token"])
    assert again.status == 200
    assert refresh(world, again["refresh_token"]).status == 200


def test_signing_out_ends_both_tokens(world: World) -> None:
    ann = signed_in(world, person(world))
    assert world.post("/v1/auth/logout", token=ann["access_token"]).status == 204
    assert world.get("/v1/me", token=ann["access_token"]).status == 401
    assert refresh(world, ann["refresh_token"]).status == 401


def test_sessions_are_listed_and_ended(world: World) -> None:
    who = person(world)
    with time_machine.travel(NOON, tick=False) as now:
        phone = signed_in(world, who)
        now.shift(60)
        desk = signed_in(world, who)
        now.shift(60)
        other = signed_in(world, who)
        listed = world.get("/v1/auth/sessions", token=desk["access_token"])["data"]
        assert [each["current"] for each in listed] == [False, True, False]
        assert listed[0].keys() == {"id", "agent", "tenant", "created_at", "last_used_at", "current"}
        ended = world.ask("DELETE", f"/v1/auth/sessions/{listed[2]['id']}", token=desk["access_token"])
        assert ended.status == 204
        assert world.get("/v1/me", token=phone["access_token"]).status == 401
        again = world.ask("DELETE", f"/v1/auth/sessions/{listed[2]['id']}", token=desk["access_token"])
        assert again.status == 404
        rest = world.ask("DELETE", "/v1/auth/sessions", token=desk["access_token"])
        assert (rest.status, rest["sessions_ended"]) == (200, 1)
        assert refresh(world, other["refresh_token"]).status == 401
        assert world.get("/v1/me", token=desk["access_token"]).status == 200


def test_nobody_sees_or_ends_the_session_of_another(world: World) -> None:
    ann, bob = (signed_in(world, person(world, email=f"{name}@example.com")) for name in ("ann", "bob"))
    (mine,) = world.get("/v1/auth/sessions", token=ann["access_token"])["data"]
    assert world.ask("DELETE", f"/v1/auth/sessions/{mine['id']}", token=bob["access_token"]).status == 404
    assert world.get("/v1/me", token=ann["access_token"]).status == 200


def test_the_program_is_told_in_the_list(world: World) -> None:
    from tests.people import challenge, code

    who = person(world)
    body = {"challenge": challenge(world), "code": code(who.totp_secret)}
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
    done = world.post("/v1/auth/verify", body, headers={"User-Agent": agent})
    (listed,) = world.get("/v1/auth/sessions", token=done["access_token"])["data"]
    assert listed["agent"] == "Firefox on Linux"


def test_an_access_token_is_over_after_fifteen_minutes(world: World) -> None:
    with time_machine.travel(NOON, tick=False) as now:
        ann = signed_in(world, person(world))
        now.shift(899)
        assert world.get("/v1/me", token=ann["access_token"]).status == 200
        now.shift(1)
        assert world.get("/v1/me", token=ann["access_token"]).status == 401


def test_a_session_ends_when_it_is_not_used_and_in_the_end_anyhow(world: World) -> None:
    day = 86_400
    with time_machine.travel(NOON, tick=False) as now:
        idle = signed_in(world, person(world))
        now.shift(7 * day)
        assert refresh(world, idle["refresh_token"]).status == 401
        token = signed_in(world, person(world, email="bob@example.com"))["refresh_token"]
        for _ in range(5):
            now.shift(6 * day - 1)
            answer = refresh(world, token)
            assert answer.status == 200
            token = answer["refresh_token"]
        now.shift(60)
        assert refresh(world, token).status == 401, "thirty days"


# ------------------------------------------------------------------------------------- A6: what changes works at once


def test_a6_a_disabled_user_is_out_at_once(world: World) -> None:
    who = person(world)
    ann = signed_in(world, who)
    actions = [MembershipItem.status.set("disabled")]
    table.write(table.Update(MembershipItem, keys.membership(who.identity, who.tenant), actions))
    assert world.get("/v1/me", token=ann["access_token"]).status == 401
    assert refresh(world, ann["refresh_token"]).status == 401


def two_at_once(world: World) -> tuple[Reply, Reply, str]:
    """Ann, somebody else who is in with her password, and another tenant of hers."""
    acme, bolt = person(world, tenant="Acme"), person(world, tenant="Bolt")
    ann = signed_in(world, acme, tenant=acme.tenant)
    return ann, signed_in(world, acme, steps=1, tenant=acme.tenant), bolt.tenant


def only_session_of(world: World, ann: Reply) -> bool:
    listed = world.get("/v1/auth/sessions", token=ann["access_token"])["data"]
    return [each["current"] for each in listed] == [True]


def test_a6_a_session_does_not_switch_away_from_a_change_of_password(world: World) -> None:
    """A6: all other sessions end, also one that opens another after they were looked up."""
    with time_machine.travel(NOON, tick=False):
        ann, other, bolt = two_at_once(world)
        switched: list[int] = []

        def switch() -> None:
            switched.append(world.post("/v1/auth/switch", {"tenant": bolt}, token=other["access_token"]).status)

        with meanwhile("DeleteItem", switch):
            done = world.post("/v1/auth/password", NEW_PASSWORD, token=ann["access_token"])
        assert (done.status, switched) == (200, [401])
        assert only_session_of(world, ann)


def test_a6_a_session_does_not_switch_away_from_the_end_of_all_others(world: World) -> None:
    """A6: logout-all."""
    with time_machine.travel(NOON, tick=False):
        ann, other, bolt = two_at_once(world)
        escaped: list[Reply] = []

        def switch() -> None:
            escaped.append(world.post("/v1/auth/switch", {"tenant": bolt}, token=other["access_token"]))

        with meanwhile("DeleteItem", switch):
            done = world.ask("DELETE", "/v1/auth/sessions", token=ann["access_token"])
        assert (escaped[0].status, done["sessions_ended"]) == (200, 2)
        assert refresh(world, escaped[0]["refresh_token"]).status == 401
        assert only_session_of(world, ann)


def test_a6_a_change_of_password_that_dies_before_it_ended_the_sessions_has_ended_them(world: World) -> None:
    """A6: access token and refresh token at once; and no switch, although the authorizer's answer may be a minute old.
    The session that made the change goes on."""

    def die() -> None:
        raise Crash

    with time_machine.travel(NOON, tick=False):
        ann, other, bolt = two_at_once(world)
        actor = authorize(other["access_token"])
        with meanwhile("DeleteItem", die), pytest.raises(Crash):
            world.post("/v1/auth/password", NEW_PASSWORD, token=ann["access_token"])
        assert world.get("/v1/me", token=other["access_token"]).status == 401
        with pytest.raises(Unauthorized):
            session.switch(actor.identity, actor.session, bolt)
        assert refresh(world, other["refresh_token"]).status == 401
        assert world.get("/v1/me", token=ann["access_token"]).status == 200
        assert refresh(world, ann["refresh_token"]).status == 200


def test_a6_a_changed_role_works_at_once(world: World) -> None:
    who = person(world, role="administrator")
    ann = signed_in(world, who)
    assert world.post("/v1/teams", {"name": "Sales"}, token=ann["access_token"]).status == 201
    actions = [MembershipItem.role.set("reader")]
    table.write(table.Update(MembershipItem, keys.membership(who.identity, who.tenant), actions))
    assert world.post("/v1/teams", {"name": "Support"}, token=ann["access_token"]).status == 403
    assert authorize(ann["access_token"]).role == "reader"


def test_t10_a_suspended_tenant_lets_nobody_in(world: World) -> None:
    who = person(world)
    ann = signed_in(world, who)
    table.write(table.Update(TenantItem, keys.tenant(who.tenant), [TenantItem.status.set("suspended")]))
    assert world.get("/v1/me", token=ann["access_token"]).status == 401
    assert refresh(world, ann["refresh_token"]).status == 401


def test_authorizing_takes_one_round_trip(world: World) -> None:
    token = signed_in(world, person(world))["access_token"]
    with Meter(table.connection().connection.client) as meter:
        authorize(token)
    assert [call.operation for call in meter.calls] == ["BatchGetItem"]


def test_a_session_that_lapsed_is_over_even_while_its_item_is_still_there(world: World) -> None:
    who = person(world)
    ann = signed_in(world, who)
    actor = authorize(ann["access_token"])
    key = keys.session(who.identity, actor.session)
    table.write(table.Update(SessionItem, key, [SessionItem.expires_at.set(clock.epoch() - 1)]))
    with pytest.raises(Unauthorized):
        authorize(ann["access_token"])
    assert refresh(world, ann["refresh_token"]).status == 401


# ------------------------------------------------------------------------------------------------ T9: several tenants


def test_t9_switching_gives_new_tokens_and_the_old_ones_keep_their_tenant(world: World) -> None:
    acme, bolt = person(world, tenant="Acme"), person(world, role="administrator", tenant="Bolt")
    here = signed_in(world, acme, tenant=acme.tenant)
    there = world.post("/v1/auth/switch", {"tenant": bolt.tenant}, token=here["access_token"])
    assert there.status == 200
    old, new = (world.get("/v1/me", token=each["access_token"]) for each in (here, there))
    assert (old["tenant"]["name"], old["role"], old["id"]) == ("Acme", "employee", acme.user)
    assert (new["tenant"]["name"], new["role"], new["id"]) == ("Bolt", "administrator", bolt.user)
    assert [tenant["name"] for tenant in new["tenants"]] == ["Acme", "Bolt"]
    assert authorize(refresh(world, here["refresh_token"])["access_token"]).tenant == acme.tenant
    assert authorize(refresh(world, there["refresh_token"])["access_token"]).tenant == bolt.tenant


def test_t9_nobody_switches_to_a_tenant_that_is_not_his(world: World) -> None:
    ann = signed_in(world, person(world))
    foreign = world.tenant("Bolt")
    refused = world.post("/v1/auth/switch", {"tenant": foreign}, token=ann["access_token"])
    assert (refused.status, refused.fields) == (422, ["tenant"])


def test_t9_nobody_switches_to_where_he_is(world: World) -> None:
    """Else one session would be as many as one likes."""
    who = person(world)
    ann = signed_in(world, who)
    refused = world.post("/v1/auth/switch", {"tenant": who.tenant}, token=ann["access_token"])
    assert (refused.status, refused.fields) == (422, ["tenant"])
    assert only_session_of(world, ann)


def test_t9_a_session_that_ended_cannot_switch(world: World) -> None:
    """The authorizer's answer may be a minute old; the switch itself looks again."""
    acme, bolt = person(world, tenant="Acme"), person(world, tenant="Bolt")
    actor = authorize(signed_in(world, acme, tenant=acme.tenant)["access_token"])
    session.end_one(actor.identity, actor.session, "test")
    with pytest.raises(Unauthorized):
        session.switch(actor.identity, actor.session, bolt.tenant)


def test_t8_two_tenants_interleaved_never_see_each_other(world: World) -> None:
    people = [person(world, email=f"p{n}@example.com", tenant=f"Tenant {n % 2}", name=f"P {n}") for n in range(4)]
    tokens = [signed_in(world, who)["access_token"] for who in people]

    def me(number: int) -> tuple[str, str]:
        reply = world.get("/v1/me", token=tokens[number % 4])
        return reply["email"], reply["tenant"]["id"]

    with ThreadPoolExecutor(16) as pool:
        seen = list(pool.map(me, range(64)))
    assert seen == [(people[n % 4].email, people[n % 4].tenant) for n in range(64)]


def test_the_old_password_is_worth_nothing_in_a_challenge_that_was_open(world: World) -> None:
    from tests.people import challenge, code, verify

    who = person(world)
    with time_machine.travel(NOON, tick=False):
        ann = signed_in(world, who)
        stale = challenge(world)
        assert world.post("/v1/auth/password", NEW_PASSWORD, token=ann["access_token"]).status == 200
        assert verify(world, stale, code(who.totp_secret, 1)).status == 401
