"""Signing in: a password gives a challenge, a challenge and a code give a session."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine

from chalicelib import clock
from chalicelib.identity import keys, table, tenants
from chalicelib.identity.items import ChallengeItem, PersonItem
from chalicelib.operation import OPERATIONS
from tests.meter import Meter
from tests.people import BOOK, PASSWORD, challenge, code, enrolled, login, meanwhile, person, signed_in, verify
from tests.world import World

NOON = "2026-11-21T12:00:10Z"


def test_password_and_code_sign_in(world: World) -> None:
    ann = person(world)
    begun = login(world, " Ann@Example.com ")
    assert (begun.status, begun["enrolment_required"]) == (200, False)
    assert begun.json.keys() == {"challenge", "enrolment_required"}
    done = verify(world, begun["challenge"], code(ann.totp_secret))
    assert (done.status, done["expires_in"], done["challenge"]) == (200, 900, None)
    me = world.get("/v1/me", token=done["access_token"])
    assert (me["email"], me["role"], me["tenant"]["id"], me["id"]) == (ann.email, "employee", ann.tenant, ann.user)
    assert "relation.create" in me["rights"]
    assert "user.read" in me["rights"]
    assert "user.create" not in me["rights"]


def test_what_sign_in_answers_is_never_kept_by_a_cache(world: World) -> None:
    person(world)
    assert login(world).header("Cache-Control") == "no-store"


# ------------------------------------------------------------------------------------------ who there is, is not told


def test_a7_unknown_address_and_wrong_password_are_answered_alike(world: World) -> None:
    person(world)
    answers = [login(world, BOOK, "wrong password"), login(world, "nobody@example.com", "wrong password")]
    for answer in answers:
        told = {**answer.json, "request_id": ""}
        assert (answer.status, told["code"]) == (401, "unauthorized")
        assert told == {**answers[0].json, "request_id": ""}
        assert answer.headers.keys() == answers[0].headers.keys()


def test_a7_unknown_address_and_wrong_password_cost_the_same(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted instead of timed: password hashes compared, at which cost, and calls to the database."""
    from argon2 import low_level

    person(world)
    hashes: list[bytes] = []

    def counted(hash: bytes, secret: bytes, type: low_level.Type) -> bool:
        hashes.append(hash)
        return low_level.verify_secret(hash, secret, type)

    monkeypatch.setattr("argon2._password_hasher.verify_secret", counted)
    calls = []
    for email in (BOOK, "nobody@example.com"):
        with Meter(table.connection().connection.client) as meter:
            login(world, email, "wrong password")
        calls.append([call.operation for call in meter.calls])
    assert calls[0] == calls[1]
    parameters = [hash.split(b"$")[1:4] for hash in hashes]
    assert len(hashes) == 2
    assert parameters[0] == parameters[1] == [b"argon2id", b"v=19", b"m=19456,t=2,p=1"]


def test_a8_a_password_of_a_megabyte_is_refused_before_it_is_hashed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("argon2._password_hasher.verify_secret", pytest.fail)
    assert login(world, BOOK, "x" * 900_000).status == 413
    assert login(world, BOOK, "x" * 1_025).status == 413


def test_fields_that_do_not_exist_are_refused_by_name(world: World) -> None:
    refused = world.post("/v1/auth/login", {"email": BOOK, "password": PASSWORD, "role": "administrator"})
    assert (refused.status, refused.fields) == (400, ["role"])


# -------------------------------------------------------------------------------------------------- the second factor


def test_a1_a_code_works_once(world: World) -> None:
    ann = person(world)
    with time_machine.travel(NOON, tick=False):
        assert verify(world, challenge(world), code(ann.totp_secret)).status == 200
        assert verify(world, challenge(world), code(ann.totp_secret)).status == 401
        assert verify(world, challenge(world), code(ann.totp_secret, -1)).status == 401, "an earlier one neither"
        assert verify(world, challenge(world), code(ann.totp_secret, 1)).status == 200


def test_a1_of_twenty_at_once_with_the_same_code_exactly_one_gets_in(world: World) -> None:
    ann = person(world)
    with time_machine.travel(NOON, tick=False):
        tokens = [challenge(world) for _ in range(20)]
        typed = code(ann.totp_secret)
        with ThreadPoolExecutor(20) as pool:
            statuses = list(pool.map(lambda token: verify(world, token, typed).status, tokens))
    assert statuses.count(200) == 1
    assert set(statuses) <= {200, 401, 409, 429}


def test_a1_a_challenge_works_once(world: World) -> None:
    ann = person(world)
    with time_machine.travel(NOON, tick=False):
        token = challenge(world)
        assert verify(world, token, code(ann.totp_secret)).status == 200
        assert verify(world, token, code(ann.totp_secret, 1)).status == 401


@pytest.mark.parametrize(("steps", "status"), [(-3, 401), (-1, 200), (0, 200), (1, 200), (3, 401)])
def test_a2_a_clock_may_be_one_step_off(world: World, steps: int, status: int) -> None:
    ann = person(world)
    with time_machine.travel(NOON, tick=False):
        assert verify(world, challenge(world), code(ann.totp_secret, steps)).status == status


def test_a3_five_guesses_and_no_more_whatever_the_challenge(world: World) -> None:
    ann = person(world)
    with time_machine.travel(NOON, tick=False) as now:
        answers = [verify(world, challenge(world), "000000") for _ in range(7)]
        assert [answer.status for answer in answers] == [401] * 5 + [429] * 2
        assert answers[5].header("Retry-After") == "900"
        assert verify(world, challenge(world), code(ann.totp_secret)).status == 429, "the right one neither"
        now.shift(901)
        assert verify(world, challenge(world), "000000").status == 401
        assert verify(world, challenge(world), "000000").header("Retry-After") == "1800"
        now.shift(1801)
        assert verify(world, challenge(world), code(ann.totp_secret)).status == 200
        now.shift(60)
        assert verify(world, challenge(world), "000000").status == 401, "a sign-in clears the count"


def test_a3_fifty_guesses_at_once_are_five_guesses(world: World) -> None:
    person(world)
    with time_machine.travel(NOON, tick=False):
        tokens = [challenge(world) for _ in range(5)] * 10
        with ThreadPoolExecutor(50) as pool:
            statuses = list(pool.map(lambda token: verify(world, token, "000000").status, tokens))
    assert (statuses.count(401), statuses.count(429)) == (5, 45)


@pytest.mark.parametrize("email", [BOOK, "nobody@example.com"])
def test_a3_passwords_are_guessed_slower_and_slower(world: World, email: str) -> None:
    """The same for an account that does not exist."""
    person(world)
    with time_machine.travel(NOON, tick=False) as now:
        statuses = [login(world, email, f"guess {number}").status for number in range(7)]
        assert statuses == [401] * 5 + [429] * 2
        assert login(world, email, "guess").header("Retry-After") == "30"
        for waited in (30, 60, 120):
            now.shift(waited - 1)
            assert login(world, email, "guess").status == 429
            now.shift(1)
            assert login(world, email, "guess").status == 401


def test_a3_fifty_passwords_at_once_are_five(world: World) -> None:
    person(world)
    with time_machine.travel(NOON, tick=False), ThreadPoolExecutor(50) as pool:
        statuses = list(pool.map(lambda number: login(world, BOOK, f"guess {number}").status, range(50)))
    assert (statuses.count(401), statuses.count(429)) == (5, 45)


def test_a3_a_right_password_alone_does_not_clear_the_count(world: World) -> None:
    ann = person(world)
    with time_machine.travel(NOON, tick=False) as now:
        for _ in range(4):
            login(world, BOOK, "guess")
        challenge(world)
        login(world, BOOK, "guess")
        assert login(world).status == 429
        now.shift(31)
        signed_in(world, ann)
        assert [login(world, BOOK, "guess").status for _ in range(5)] == [401] * 5


def test_a3_one_address_cannot_go_on_guessing_at_many_accounts(world: World) -> None:
    with time_machine.travel(NOON, tick=False):
        statuses = [login(world, f"guess{number}@example.com", "guess").status for number in range(52)]
    assert statuses == [401] * 50 + [429] * 2


def test_a4_a_challenge_opens_no_other_door(world: World) -> None:
    person(world)
    token = challenge(world)
    for each in OPERATIONS.values():
        path = each.path.replace("{id}", "usr_01KAJ2N0M0V4Q3W5X6Y7Z8A9BC")
        if each.right is not None and "{" not in path:
            assert world.ask(each.method, path, token=token).status == 401, each.route
    assert world.post("/v1/auth/refresh", {"refresh_token": token}).status == 401
    assert world.post("/v1/auth/enroll", {"challenge": token}).status == 401, "one for verifying does not enrol"
    assert world.post("/v1/auth/password-reset/confirm", {"token": token, "password": PASSWORD}).status == 401
    assert world.post("/v1/auth/invitations/accept", {"token": token, "password": PASSWORD}).status == 401


def test_a_challenge_is_over_after_five_minutes(world: World) -> None:
    ann = person(world)
    with time_machine.travel(NOON, tick=False) as now:
        token = challenge(world)
        now.shift(301)
        assert verify(world, token, code(ann.totp_secret)).status == 401


# ---------------------------------------------------------------------------------------------------------- enrolment


def without_factor(world: World) -> None:
    ann = person(world)
    key = keys.person(ann.identity)
    table.write(table.Update(PersonItem, key, [PersonItem.factor.remove()]))


def test_a_first_sign_in_enrols_a_second_factor(world: World) -> None:
    without_factor(world)
    begun = login(world)
    assert begun["enrolment_required"] is True
    token = begun["challenge"]
    assert verify(world, token, "123456").status == 401, "one for enrolling does not verify"
    offered = world.post("/v1/auth/enroll", {"challenge": token})
    assert offered["otpauth_uri"] == (
        f"otpauth://totp/Relata:ann%40example.com?secret={offered['secret']}&issuer=Relata"
    )
    assert offered["qr_svg"].startswith("<svg")
    wrong = world.post("/v1/auth/enroll/confirm", {"challenge": token, "code": "000000"})
    assert wrong.status == 401
    done = world.post("/v1/auth/enroll/confirm", {"challenge": token, "code": code(offered["secret"])})
    assert done.status == 200
    assert len(set(done["recovery_codes"])) == 10
    assert world.get("/v1/me", token=done["access_token"])["recovery_codes_left"] == 10
    assert login(world)["enrolment_required"] is False
    assert world.post("/v1/auth/enroll", {"challenge": token}).status == 401


def test_only_the_first_of_two_enrolments_counts(world: World) -> None:
    """A password alone never replaces a second factor."""
    without_factor(world)
    first, second = challenge(world), challenge(world)
    late = world.post("/v1/auth/enroll", {"challenge": second})
    enrolled(world, first)
    refused = world.post("/v1/auth/enroll/confirm", {"challenge": second, "code": code(late["secret"])})
    assert refused.status == 401
    assert world.post("/v1/auth/enroll", {"challenge": second}).status == 401


def test_of_two_enrolments_at_once_one_counts(world: World) -> None:
    without_factor(world)
    tokens = [challenge(world) for _ in range(2)]
    typed = {}
    for token in tokens:
        typed[token] = code(world.post("/v1/auth/enroll", {"challenge": token})["secret"])

    def confirm(token: str) -> int:
        return world.post("/v1/auth/enroll/confirm", {"challenge": token, "code": typed[token]}).status

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(confirm, tokens)) == [200, 401]


def test_the_secret_is_sealed_at_rest_and_the_codes_are_hashed(world: World) -> None:
    without_factor(world)
    token = challenge(world)
    offered = world.post("/v1/auth/enroll", {"challenge": token})
    done = world.post("/v1/auth/enroll/confirm", {"challenge": token, "code": code(offered["secret"])})
    kept = json.dumps(world.engine.client.scan(TableName="relata-test-identity")["Items"], default=str)
    for secret in (offered["secret"], token, done["refresh_token"].split(".")[-1], PASSWORD):
        assert secret not in kept
    for each in done["recovery_codes"]:
        assert each not in kept
        assert each.replace("-", "") not in kept


def test_a_recovery_code_signs_in_once(world: World) -> None:
    without_factor(world)
    codes = enrolled(world, challenge(world))["recovery_codes"]
    done = verify(world, challenge(world), codes[3].lower().replace("-", " "))
    assert done.status == 200
    assert world.get("/v1/me", token=done["access_token"])["recovery_codes_left"] == 9
    assert verify(world, challenge(world), codes[3]).status == 401
    assert verify(world, challenge(world), codes[4]).status == 200


def test_of_many_at_once_with_the_same_recovery_code_exactly_one_gets_in(world: World) -> None:
    without_factor(world)
    codes = enrolled(world, challenge(world))["recovery_codes"]
    tokens = [challenge(world) for _ in range(5)]
    with ThreadPoolExecutor(5) as pool:
        statuses = list(pool.map(lambda token: verify(world, token, codes[0]).status, tokens))
    assert statuses.count(200) == 1


# ---------------------------------------------------------------------------------------------------- several tenants


def test_somebody_in_two_tenants_chooses_one(world: World) -> None:
    ann = person(world, tenant="Acme")
    other = person(world, role="reader", tenant="Bolt")
    token = challenge(world)
    offered = verify(world, token, code(ann.totp_secret))
    assert (offered.status, offered["access_token"], offered["challenge"]) == (200, None, token)
    assert [tenant["name"] for tenant in offered["tenants"]] == ["Acme", "Bolt"]
    assert world.post("/v1/auth/verify", {"challenge": token, "tenant": clock.new_id("ten")}).fields == ["tenant"]
    done = world.post("/v1/auth/verify", {"challenge": token, "tenant": other.tenant})
    me = world.get("/v1/me", token=done["access_token"])
    assert (me["tenant"]["name"], me["role"], me["id"]) == ("Bolt", "reader", other.user)
    assert world.post("/v1/auth/verify", {"challenge": token, "tenant": ann.tenant}).status == 401, "once"


def test_the_tenant_may_be_named_at_once(world: World) -> None:
    ann = person(world, tenant="Acme")
    other = person(world, tenant="Bolt")
    done = verify(world, challenge(world), code(ann.totp_secret), tenant=other.tenant)
    assert done["tenant"] == {"id": other.tenant, "name": "Bolt"}


def test_a_choice_of_tenant_falls_with_the_password_that_it_began_with(world: World) -> None:
    """A6: the code was given before, the password is changed while the tenant is being chosen."""
    acme = person(world, tenant="Acme")
    person(world, tenant="Bolt")
    with time_machine.travel(NOON, tick=False):
        ann = signed_in(world, acme, tenant=acme.tenant)
        token = challenge(world)
        verify(world, token, code(acme.totp_secret, 1))
        body = {"password": PASSWORD, "new_password": "four slow trains"}

        def change() -> None:
            assert world.post("/v1/auth/password", body, token=ann["access_token"]).status == 200

        with meanwhile("TransactWriteItems", change):
            refused = world.post("/v1/auth/verify", {"challenge": token, "tenant": acme.tenant})
        assert (refused.status, refused["detail"]) == (401, "The challenge is over. Start again.")
        assert len(world.get("/v1/auth/sessions", token=ann["access_token"])["data"]) == 1


def test_a_right_code_with_a_tenant_that_is_not_there_is_no_wrong_guess(world: World) -> None:
    """A3: guesses are what is counted."""
    ann = person(world)
    with time_machine.travel(NOON, tick=False):
        token = challenge(world)
        for _ in range(6):
            assert verify(world, token, code(ann.totp_secret), tenant=clock.new_id("ten")).fields == ["tenant"]
        assert verify(world, token, code(ann.totp_secret)).status == 200


def test_a_wrong_recovery_code_is_a_guess_whatever_the_tenant(world: World) -> None:
    """A3."""
    without_factor(world)
    enrolled(world, challenge(world))
    guesses = [verify(world, challenge(world), "0000-0000-0000", tenant=clock.new_id("ten")) for _ in range(6)]
    assert [guess.status for guess in guesses] == [401] * 5 + [429]


def test_a_challenge_is_no_choice_before_the_code(world: World) -> None:
    ann = person(world)
    person(world, tenant="Bolt")
    refused = world.post("/v1/auth/verify", {"challenge": challenge(world), "tenant": ann.tenant})
    assert (refused.status, refused.fields) == (422, ["code"])


def test_who_belongs_nowhere_is_told_so_only_after_the_code(world: World) -> None:
    from chalicelib.identity.items import MembershipItem

    ann = person(world)
    table.write(table.Delete(MembershipItem, keys.membership(ann.identity, ann.tenant)))
    token = challenge(world)
    assert verify(world, token, "000000").status == 401
    assert [verify(world, token, code(ann.totp_secret)).status for _ in range(6)] == [403] * 6, "no guess either"


def test_a_hash_of_other_parameters_is_renewed_at_sign_in(world: World) -> None:
    from argon2 import PasswordHasher

    ann = person(world)
    old = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
    table.write(table.Update(PersonItem, keys.person(ann.identity), [PersonItem.password.set(old)]))
    signed_in(world, ann)
    kept = table.get(PersonItem, keys.person(ann.identity))
    assert kept is not None
    assert kept.password.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_challenges_are_kept_as_hashes_and_lapse(world: World) -> None:
    person(world)
    kept = table.get(ChallengeItem, keys.challenge(challenge(world)))
    assert kept is not None
    assert 290 <= kept.expires_at - clock.epoch() <= 300


def test_seeding_somebody_again_in_another_tenant_keeps_his_password(world: World) -> None:
    first = person(world)
    again = tenants.enrol(world.tenant("Bolt"), BOOK, "Ann", "reader", "another password")
    assert (again.identity, again.password, again.totp_secret) == (first.identity, "", "")
    assert login(world).status == 200
