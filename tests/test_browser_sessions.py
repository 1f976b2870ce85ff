"""Sessions of browsers: the refresh token in a cookie that scripts cannot read, rotated so that two tabs get along."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.cookies import Morsel, SimpleCookie
from typing import Any

import pytest
import time_machine

from chalicelib.identity import cookie, rotation
from chalicelib.identity.session import IDLE
from tests.people import (
    BOOK,
    PASSWORD,
    answer_lost,
    challenge,
    code,
    mailed_token,
    meanwhile,
    person,
    refresh,
    signed_in,
)
from tests.world import ORIGIN, Reply, World, forget_settings

NOON = "2026-11-21T12:00:10Z"
NAME = "__Secure-relata_refresh"
OURS = {"Sec-Fetch-Site": "same-origin"}
HALF_A_MINUTE = rotation.GRACE


@pytest.fixture
def now() -> Iterator[Any]:
    with time_machine.travel(NOON, tick=False) as moment:
        yield moment


def set_cookie(reply: Reply) -> "Morsel[str]":
    told = reply.header("set-cookie")
    assert told, f"{reply.status} {reply.text} sets no cookie"
    (morsel,) = SimpleCookie(told).values()
    return morsel


def kept(reply: Reply) -> str:
    """What the browser sends from then on."""
    morsel = set_cookie(reply)
    return f"{morsel.key}={morsel.value}"


def renewed(world: World, jar: str, headers: dict[str, str] | None = None) -> Reply:
    return world.post("/v1/auth/refresh", {}, headers={"Cookie": jar, **(OURS if headers is None else headers)})


def opened(world: World) -> tuple[Reply, str]:
    """Ann signs in with a browser: the answer, and what her browser sends."""
    reply = signed_in(world, person(world), browser=True)
    return reply, kept(reply)


# --------------------------------------------------------------------------------------------------- what is given


def test_the_token_of_a_browser_is_in_a_cookie_and_nowhere_else(world: World) -> None:
    """A6, E1: out of the reach of scripts, of other sites, and of all addresses but those for signing in."""
    reply, _ = opened(world)
    assert (reply["refresh_token"], reply["expires_in"]) == (None, 900)
    morsel = set_cookie(reply)
    assert morsel.key == NAME
    assert morsel.value not in reply.text
    told = {name: morsel[name] for name in ("path", "secure", "httponly", "samesite", "max-age", "domain")}
    assert told == {
        "path": "/v1/auth", "secure": True, "httponly": True, "samesite": "Strict", "max-age": str(IDLE), "domain": "",
    }  # fmt: skip


def test_a_program_gets_no_cookie(world: World) -> None:
    first = signed_in(world, person(world))
    assert (first.header("set-cookie"), refresh(world, first["refresh_token"]).header("set-cookie")) == (None, None)


def test_who_enrols_in_a_browser_has_a_cookie_too(world: World) -> None:
    anna = world.user("administrator")
    anna.post("/v1/users", {"email": BOOK, "name": "Ann", "role": "employee", "language": "nl"})
    accepted = world.post("/v1/auth/invitations/accept", {"token": mailed_token(world), "password": PASSWORD})
    offered = world.post("/v1/auth/enroll", {"challenge": accepted["challenge"]})
    body = {"challenge": accepted["challenge"], "code": code(offered["secret"]), "browser": True}
    done = world.post("/v1/auth/enroll/confirm", body)
    assert (done.status, done["refresh_token"]) == (200, None)
    assert renewed(world, kept(done)).status == 200


def test_who_still_has_to_choose_a_tenant_has_no_cookie_yet(world: World) -> None:
    who = person(world, tenant="Acme")
    person(world, tenant="Bolt")
    token = challenge(world)
    asked = {"challenge": token, "code": code(who.totp_secret), "browser": True}
    choice = world.post("/v1/auth/verify", asked)
    assert (len(choice["tenants"]), choice.header("set-cookie")) == (2, None)
    chosen = world.post("/v1/auth/verify", {"challenge": token, "tenant": who.tenant, "browser": True})
    assert kept(chosen).startswith(NAME)


def test_without_tls_it_is_a_cookie_that_browsers_take_without_tls(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RELATA_ORIGIN", "http://127.0.0.1:8000")
    forget_settings()
    try:
        reply, jar = opened(world)
        assert (set_cookie(reply).key, set_cookie(reply)["secure"]) == ("relata_refresh", "")
        assert renewed(world, jar).status == 200
    finally:
        forget_settings()


# -------------------------------------------------------------------------------------------------------- rotation


def test_the_cookie_gives_an_access_token_and_the_next_cookie(world: World, now: Any) -> None:
    _, first = opened(world)
    now.shift(60)
    second = renewed(world, first)
    assert (second.status, second["refresh_token"], second["expires_in"]) == (200, None, 900)
    assert world.get("/v1/me", token=second["access_token"]).status == 200
    assert kept(second) != first
    now.shift(60)
    assert renewed(world, kept(second)).status == 200


def test_a6_a_cookie_that_comes_again_after_half_a_minute_ends_the_session(world: World, now: Any) -> None:
    _, stolen = opened(world)
    second = renewed(world, stolen)
    now.shift(HALF_A_MINUTE)
    assert renewed(world, stolen).status == 401
    assert renewed(world, kept(second)).status == 401
    assert world.get("/v1/me", token=second["access_token"]).status == 401


def test_two_tabs_that_ask_at_the_same_moment_go_on_with_one_cookie(world: World) -> None:
    _, jar = opened(world)
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: renewed(world, jar), range(10)))
    assert {each.status for each in answers} == {200}
    (following,) = {kept(each) for each in answers}
    assert following != jar
    assert all(world.get("/v1/me", token=each["access_token"]).status == 200 for each in answers)


def test_a_page_that_is_loaded_again_and_again_rotates_once(world: World, now: Any) -> None:
    """So that only the cookie before can come late, however hasty somebody is."""
    _, jar = opened(world)
    second = kept(renewed(world, jar))
    now.shift(HALF_A_MINUTE - 1)
    assert [kept(renewed(world, each)) for each in (second, jar, second)] == [second] * 3
    now.shift(1)
    assert kept(renewed(world, second)) != second


def test_a_tab_that_is_overtaken_between_reading_and_writing_goes_on_too(world: World) -> None:
    _, jar = opened(world)
    first: list[Reply] = []
    with meanwhile("UpdateItem", lambda: first.append(renewed(world, jar))):
        late = renewed(world, jar)
    assert (late.status, kept(late)) == (200, kept(first[0]))


def test_an_answer_of_dynamodb_that_was_lost_is_no_theft(world: World, now: Any) -> None:
    _, jar = opened(world)
    with answer_lost("UpdateItem"):
        again = renewed(world, jar)
    now.shift(60)
    assert (again.status, renewed(world, kept(again)).status) == (200, 200)


def test_who_has_the_cookie_of_before_cannot_make_the_next_one(world: World) -> None:
    """It takes the salt, which is in the table only."""
    secrets = [rotation.after("secret", salt) for salt in ("one", "two")]
    assert len({*secrets, rotation.after("other", "one")}) == 3
    _, jar = opened(world)
    following = kept(renewed(world, jar))
    shared = jar.rpartition(".")[0]
    assert following.startswith(shared)
    assert len(following.removeprefix(shared)) == len(".") + 64


# --------------------------------------------------------------------------------------------- who may ask for that


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": ORIGIN},
        {"Sec-Fetch-Site": "same-site", "Origin": ORIGIN},
        {"Origin": "https://evil.example.com"},
        {"Origin": f"{ORIGIN}.evil.example"},
        {"Origin": "null"},
        {},
    ],
)
def test_e1_another_site_cannot_use_the_cookie(world: World, headers: dict[str, str]) -> None:
    reply, jar = opened(world)
    assert renewed(world, jar, headers).status == 403
    out = world.post("/v1/auth/logout", token=reply["access_token"], headers={"Cookie": jar, **headers})
    assert out.status == 403
    assert world.get("/v1/me", token=reply["access_token"]).status == 200
    assert renewed(world, jar).status == 200, "nothing was rotated or ended"


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_e1_another_site_signs_nobody_in(world: World, site: str) -> None:
    """Its visitor would work in an account of its choice."""
    who = person(world)
    asked = {"challenge": challenge(world), "code": code(who.totp_secret), "browser": True}
    refused = world.post("/v1/auth/verify", asked, headers={"Sec-Fetch-Site": site})
    assert (refused.status, refused.header("set-cookie")) == (403, None)
    assert world.post("/v1/auth/verify", asked, headers=OURS).status == 200, "the code was not used up"


@pytest.mark.parametrize("headers", [OURS, {"Sec-Fetch-Site": "none"}, {"Origin": ORIGIN}])
def test_our_own_pages_can(world: World, headers: dict[str, str]) -> None:
    _, jar = opened(world)
    assert renewed(world, jar, headers).status == 200


def test_e1_a_form_of_another_site_is_no_json(world: World) -> None:
    _, jar = opened(world)
    sent = {"Cookie": jar, "Content-Type": "text/plain", **OURS}
    assert world.ask("POST", "/v1/auth/refresh", headers=sent, raw=b"{}").status == 415


@pytest.mark.parametrize(
    "jar",
    ["", f"{NAME}=", f"other={NAME}", f"{NAME}=a.b.c.d", f"relata_refresh={'x' * 40}", ";;=;", f"{NAME}={'x' * 9000}"],
)
def test_what_is_no_cookie_of_ours_opens_nothing(world: World, jar: str) -> None:
    assert renewed(world, jar).status == 401


def test_of_two_cookies_of_one_name_none_counts(world: World) -> None:
    """A neighbouring domain can set one beside ours."""
    _, jar = opened(world)
    assert renewed(world, f"{jar}; {NAME}=idn_1.ses_1.x.y").status == 401
    assert renewed(world, f"theme=dark; {jar}; a=b").status == 200


def test_a_cookie_is_not_for_what_takes_an_access_token(world: World) -> None:
    _, jar = opened(world)
    assert world.get("/v1/me", headers={"Cookie": jar, **OURS}).status == 401


# ---------------------------------------------------------------------------------------- signing out, and switching


def test_who_signs_in_anew_in_a_browser_has_one_session(world: World) -> None:
    """A6: the cookie of the one before is written over; nobody could end it any more."""
    who = person(world)
    before = signed_in(world, who, browser=True)
    asked = {"challenge": challenge(world), "code": code(who.totp_secret, 1), "browser": True}
    after = world.post("/v1/auth/verify", asked, headers={"Cookie": kept(before), **OURS})
    assert (after.status, renewed(world, kept(before)).status) == (200, 401)
    assert world.get("/v1/me", token=before["access_token"]).status == 401
    assert len(world.get("/v1/auth/sessions", token=after["access_token"])["data"]) == 1


def test_a_code_that_is_wrong_ends_no_session(world: World) -> None:
    before = signed_in(world, person(world), browser=True)
    asked = {"challenge": challenge(world), "code": "000000", "browser": True}
    assert world.post("/v1/auth/verify", asked, headers={"Cookie": kept(before), **OURS}).status == 401
    assert renewed(world, kept(before)).status == 200


def test_signing_out_takes_the_cookie_away(world: World) -> None:
    reply, jar = opened(world)
    out = world.post("/v1/auth/logout", token=reply["access_token"], headers={"Cookie": jar, **OURS})
    assert out.status == 204
    morsel = set_cookie(out)
    assert (morsel.key, morsel.value, morsel["max-age"], morsel["path"]) == (NAME, "", "0", cookie.PATH)
    assert renewed(world, jar).status == 401


def test_signing_out_ends_the_session_of_the_cookie_too(world: World, now: Any) -> None:
    """Another tab may have signed in since: without its cookie its session would be nobody's."""
    who = person(world)
    here, there = signed_in(world, who, browser=True), signed_in(world, who, steps=1, browser=True)
    out = world.post("/v1/auth/logout", token=here["access_token"], headers={"Cookie": kept(there), **OURS})
    assert out.status == 204
    assert [world.get("/v1/me", token=each["access_token"]).status for each in (here, there)] == [401, 401]


def test_a_program_that_signs_out_is_told_of_no_cookie(world: World) -> None:
    ann = signed_in(world, person(world))
    assert world.post("/v1/auth/logout", token=ann["access_token"]).header("set-cookie") is None


def test_t9_a_browser_that_switches_has_one_session(world: World) -> None:
    acme, bolt = person(world, tenant="Acme"), person(world, tenant="Bolt")
    here = signed_in(world, acme, tenant=acme.tenant, browser=True)
    asked = {"tenant": bolt.tenant, "browser": True}
    there = world.post("/v1/auth/switch", asked, token=here["access_token"], headers={"Cookie": kept(here), **OURS})
    assert (there.status, there["refresh_token"]) == (200, None)
    assert world.get("/v1/me", token=here["access_token"]).status == 401
    assert renewed(world, kept(here)).status == 401
    following = renewed(world, kept(there))
    me = world.get("/v1/me", token=following["access_token"])
    assert (me["tenant"]["name"], len(me["tenants"])) == ("Bolt", 2)
    assert len(world.get("/v1/auth/sessions", token=following["access_token"])["data"]) == 1
    again = world.post("/v1/auth/switch", asked, token=here["access_token"])
    assert again.status == 401


# ------------------------------------------------------------------------------------- what a mailed link is about


def invited(world: World, email: str = BOOK) -> str:
    anna = world.user("administrator")
    anna.post("/v1/users", {"email": email, "name": "Ann", "role": "employee", "language": "fr"})
    return mailed_token(world)


@pytest.mark.parametrize("is_new", [True, False])
def test_an_invitation_tells_what_it_is_for(world: World, is_new: bool) -> None:
    if not is_new:
        person(world, tenant="Bolt")
    token = invited(world)
    with world.unchanged():
        told = world.post("/v1/auth/invitations", {"token": token})
    assert (told.status, told.json) == (
        200, {"organisation": "Acme", "email": BOOK, "name": "Ann", "language": "fr", "new": is_new},
    )  # fmt: skip
    assert world.post("/v1/auth/invitations/accept", {"token": token, "password": PASSWORD}).status == 200
    assert world.post("/v1/auth/invitations", {"token": token}).status == 401


def test_a_link_for_a_new_password_tells_whose(world: World) -> None:
    person(world)
    world.post("/v1/auth/password-reset", {"email": BOOK})
    token = mailed_token(world)
    told = world.post("/v1/auth/password-reset/about", {"token": token})
    assert (told.status, told.json) == (200, {"email": BOOK, "name": "Ann", "language": "en"})
    assert world.post("/v1/auth/password-reset/confirm", {"token": token, "password": "four slow trains"}).status == 204
    assert world.post("/v1/auth/password-reset/about", {"token": token}).status == 401


@pytest.mark.parametrize("path", ["invitations", "password-reset/about"])
def test_guessing_links_is_slowed_down(world: World, path: str) -> None:
    answers = [world.post(f"/v1/auth/{path}", {"token": f"idn_1.guess{n}"}).status for n in range(51)]
    assert answers == [401] * 50 + [429]


@pytest.mark.parametrize("path", ["invitations", "password-reset/about"])
def test_who_opens_a_right_link_again_and_again_is_not(world: World, path: str) -> None:
    if path == "invitations":
        token = invited(world)
    else:
        person(world)
        world.post("/v1/auth/password-reset", {"email": BOOK})
        token = mailed_token(world)
    assert {world.post(f"/v1/auth/{path}", {"token": token}).status for _ in range(60)} == {200}
