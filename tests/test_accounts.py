"""What people arrange themselves: forgotten passwords, new passwords, new phones, new recovery codes."""

from datetime import datetime
from email import message_from_string
from email.policy import default

import pytest
import time_machine

from chalicelib.identity import account, session, table
from chalicelib.identity.authorize import authorize
from tests.meter import Meter
from tests.people import (
    BOOK,
    PASSWORD,
    challenge,
    code,
    login,
    mailed_token,
    meanwhile,
    person,
    refresh,
    signed_in,
    verify,
)
from tests.world import World

NOON = "2026-11-21T12:00:10Z"
NEW = "four slow trains"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers are held back to look alike; only one story looks at that."""
    monkeypatch.setattr("chalicelib.clock.wait_until", lambda moment: None)


def ask(world: World, email: str = BOOK, **how: object) -> int:
    return world.post("/v1/auth/password-reset", {"email": email}, **how).status


def confirm(world: World, token: str, password: str = NEW) -> int:
    return world.post("/v1/auth/password-reset/confirm", {"token": token, "password": password}).status


def test_a9_a_forgotten_password_is_set_anew_by_a_link(world: World) -> None:
    who = person(world)
    with time_machine.travel(NOON, tick=False):
        old = signed_in(world, who)
        assert ask(world) == 202
        assert confirm(world, mailed_token(world)) == 204
        assert login(world).status == 401, "the old password"
        assert refresh(world, old["refresh_token"]).status == 401, "all sessions have ended"
        assert world.get("/v1/me", token=old["access_token"]).status == 401
        begun = login(world, password=NEW)
        assert (begun.status, begun["enrolment_required"]) == (200, False), "the second factor is still asked"
        assert verify(world, begun["challenge"], "000000").status == 401
        assert verify(world, begun["challenge"], code(who.totp_secret, 1)).status == 200


def test_a9_a_link_works_once_for_a_quarter_of_an_hour_and_only_the_last_one(world: World) -> None:
    person(world)
    with time_machine.travel(NOON, tick=False) as now:
        ask(world)
        first = mailed_token(world)
        ask(world)
        second = mailed_token(world)
        assert confirm(world, first) == 401, "there is a newer one"
        assert confirm(world, second) == 204
        assert confirm(world, second) == 401, "used"
        ask(world)
        late = mailed_token(world)
        now.shift(901)
        assert confirm(world, late) == 401, "over"


def test_a9_a_link_is_of_one_person(world: World) -> None:
    ann, bob = person(world), person(world, email="bob@example.com")
    ask(world)
    token = mailed_token(world)
    assert confirm(world, token.replace(ann.identity, bob.identity)) == 401
    assert confirm(world, token.split(".")[1]) == 401
    assert confirm(world, token) == 204


def test_a_password_that_is_refused_leaves_the_link_usable(world: World) -> None:
    person(world)
    ask(world)
    token = mailed_token(world)
    refused = world.post("/v1/auth/password-reset/confirm", {"token": token, "password": "password123"})
    assert (refused.status, refused.json["errors"][0]["code"]) == (422, "too_common")
    assert confirm(world, token) == 204


def test_a7_asking_a_reset_tells_nothing(world: World) -> None:
    person(world)
    before = len(world.outbox())
    known = world.post("/v1/auth/password-reset", {"email": BOOK})
    unknown = world.post("/v1/auth/password-reset", {"email": "nobody@example.com"})
    assert len(world.waiting) == 2, "for the queue it is the same"
    assert (known.status, known.json) == (unknown.status, unknown.json) == (202, {"status": "accepted"})
    assert len(world.outbox()) == before + 1


def test_a7_the_answer_to_asking_a_reset_is_held_back_alike(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from chalicelib import clock

    person(world)
    held: list[datetime] = []
    monkeypatch.setattr("chalicelib.clock.wait_until", held.append)
    with time_machine.travel(NOON, tick=False):
        assert ask(world) == ask(world, "nobody@example.com") == 202
        assert held == [clock.now() + account.ANSWER_AFTER] * 2


def test_asking_again_and_again_is_slowed_down_for_all_alike(world: World) -> None:
    person(world)
    before = len(world.outbox())
    for email in (BOOK, "nobody@example.com"):
        assert [ask(world, email) for _ in range(5)] == [202] * 3 + [429] * 2
    assert len(world.outbox()) == before + 3


def test_a10_links_ignore_what_a_request_says_of_its_host(world: World) -> None:
    person(world)
    hostile = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
    ask(world, headers={**hostile, "Origin": "https://evil.example", "Referer": "https://evil.example/"})
    letter = message_from_string(world.outbox()[-1], policy=default)
    assert "https://crm.example.com/password-reset#" in letter.get_content()
    assert "evil" not in str(letter)


def test_a_reset_opens_a_locked_account_but_not_its_second_factor(world: World) -> None:
    who = person(world)
    with time_machine.travel(NOON, tick=False):
        for _ in range(5):
            verify(world, challenge(world), "000000")
        for _ in range(6):
            login(world, password="a guess")
        assert login(world).status == 429
        ask(world)
        assert confirm(world, mailed_token(world)) == 204
        assert verify(world, challenge(world, password=NEW), code(who.totp_secret)).status == 429


def test_a_new_password_takes_the_old_one_and_ends_the_other_sessions(world: World) -> None:
    who = person(world)
    with time_machine.travel(NOON, tick=False) as now:
        other = signed_in(world, who)
        now.shift(60)
        ann = signed_in(world, who)
        body = {"password": "wrong password", "new_password": NEW}
        refused = world.post("/v1/auth/password", body, token=ann["access_token"])
        assert (refused.status, refused.fields) == (422, ["password"])
        done = world.post("/v1/auth/password", {**body, "password": PASSWORD}, token=ann["access_token"])
        assert (done.status, done["sessions_ended"]) == (200, 1)
        assert refresh(world, other["refresh_token"]).status == 401
        assert refresh(world, ann["refresh_token"]).status == 200
        assert (login(world).status, login(world, password=NEW).status) == (401, 200)
        assert "Your password was changed" in world.outbox()[-1]


def test_a_new_password_of_a_session_that_ended_meanwhile_is_refused_for_that(world: World) -> None:
    """A6."""
    token = signed_in(world, person(world))["access_token"]
    actor = authorize(token)
    body = {"password": PASSWORD, "new_password": NEW}
    with meanwhile("TransactWriteItems", lambda: session.end_one(actor.identity, actor.session, "test")):
        refused = world.post("/v1/auth/password", body, token=token)
    assert (refused.status, refused["detail"]) == (401, "The session is over. Sign in again.")
    assert login(world).status == 200, "the old password"


def test_a_new_password_ends_a_reset_that_was_asked_for(world: World) -> None:
    ann = signed_in(world, person(world))
    ask(world)
    link = mailed_token(world)
    world.post("/v1/auth/password", {"password": PASSWORD, "new_password": NEW}, token=ann["access_token"])
    assert confirm(world, link) == 401


def test_guessing_the_present_password_of_an_open_session_is_slowed_down(world: World) -> None:
    ann = signed_in(world, person(world))
    body = {"password": "wrong password", "new_password": NEW}
    statuses = [world.post("/v1/auth/password", body, token=ann["access_token"]).status for _ in range(6)]
    assert statuses == [422] * 5 + [429]


def test_a_new_phone_takes_password_and_code_and_is_confirmed_before_the_old_one_goes(world: World) -> None:
    who = person(world)
    with time_machine.travel(NOON, tick=False) as now:
        ann = signed_in(world, who)["access_token"]
        now.shift(60)
        wanted = {"password": PASSWORD, "code": code(who.totp_secret)}
        wrong = world.post("/v1/auth/factor", {**wanted, "password": "wrong password"}, token=ann)
        assert (wrong.status, wrong.fields) == (422, ["password"])
        assert world.post("/v1/auth/factor", {**wanted, "code": "000000"}, token=ann).fields == ["code"]
        offered = world.post("/v1/auth/factor", wanted, token=ann)
        assert offered.status == 200
        now.shift(60)
        signed_in(world, who)
        body = {"challenge": offered["challenge"], "code": code(offered["secret"])}
        assert world.post("/v1/auth/factor/confirm", {**body, "code": "000000"}, token=ann).status == 422
        done = world.post("/v1/auth/factor/confirm", body, token=ann)
        assert (done.status, len(done["recovery_codes"])) == (200, 10)
        now.shift(60)
        token = challenge(world)
        assert verify(world, token, code(who.totp_secret)).status == 401, "the old phone"
        assert verify(world, token, code(offered["secret"])).status == 200
        assert len(world.get("/v1/auth/sessions", token=ann)["data"]) == 2, "the session between has ended"


def test_a_change_of_factor_is_of_the_session_that_began_it(world: World) -> None:
    who = person(world)
    with time_machine.travel(NOON, tick=False) as now:
        ann = signed_in(world, who)["access_token"]
        now.shift(60)
        other = signed_in(world, who)["access_token"]
        now.shift(60)
        offered = world.post("/v1/auth/factor", {"password": PASSWORD, "code": code(who.totp_secret)}, token=ann)
        body = {"challenge": offered["challenge"], "code": code(offered["secret"])}
        assert world.post("/v1/auth/factor/confirm", body, token=other).status == 422


@pytest.mark.parametrize("with_recovery_code", [False, True])
def test_new_recovery_codes_replace_the_old_ones(world: World, with_recovery_code: bool) -> None:
    who = person(world)
    with time_machine.travel(NOON, tick=False) as now:
        ann = signed_in(world, who)["access_token"]
        now.shift(60)
        first = world.post("/v1/auth/recovery-codes", {"code": code(who.totp_secret)}, token=ann)["recovery_codes"]
        now.shift(60)
        typed = first[0] if with_recovery_code else code(who.totp_secret)
        second = world.post("/v1/auth/recovery-codes", {"code": typed}, token=ann)["recovery_codes"]
        assert not set(first) & set(second)
        assert verify(world, challenge(world), first[1]).status == 401
        assert verify(world, challenge(world), second[1]).status == 200
        assert world.get("/v1/me", token=ann)["recovery_codes_left"] == 9


def test_a_code_used_for_one_thing_is_used_for_all(world: World) -> None:
    who = person(world)
    with time_machine.travel(NOON, tick=False) as now:
        ann = signed_in(world, who)["access_token"]
        now.shift(60)
        typed = code(who.totp_secret)
        assert world.post("/v1/auth/recovery-codes", {"code": typed}, token=ann).status == 200
        assert verify(world, challenge(world), typed).status == 401


def test_who_i_am_takes_three_round_trips_at_most(world: World) -> None:
    ann = signed_in(world, person(world))["access_token"]
    with Meter(table.connection().connection.client) as meter:
        world.get("/v1/me", token=ann)
    assert len(meter.calls) <= 4, "the authorizer's, and three"
