"""The page on which people from outside begin, what they are told, and the programs that they go on to."""

import base64
from dataclasses import replace
from typing import Any

import jwt
import pytest
import time_machine

from chalicelib.identity import access_token, hand_off
from tests.test_portal import Office, office
from tests.world import World

NOON = "2026-11-22T12:00:00Z"


@pytest.fixture
def ours(world: World) -> Office:
    return office(world)


def link(ours: Office, assigned: str, **fields: Any) -> str:
    told = {"title": "Webwinkel", "url": "https://shop.example.com/orders?a=1", "assigned": assigned, **fields}
    made = ours.anna.post("/v1/launch-links", told)
    assert made.status == 201, made.text
    return made.id


def launchpad(ours: Office) -> list[str]:
    return [each["title"] for each in ours.jan.get("/v1/portal/launchpad")["data"]]


# -------------------------------------------------------------------------------------------------- the start page


def test_the_start_page_tells_what_is_new_since_the_last_visit(world: World) -> None:
    """A17"""
    with time_machine.travel(NOON, tick=False) as now:
        ours = office(world)
        tokens = [access_token.read(each.token) for each in (ours.anna, ours.jan)]

        def later(seconds: int) -> None:
            now.shift(seconds)
            anna, jan = (access_token.issue(each) for each in tokens)
            ours.anna, ours.jan = replace(ours.anna, token=anna), replace(ours.jan, token=jan)

        assert ours.start()["last_visit_at"] is None
        later(3_600)
        ours.document(title="Contract")
        ours.with_jan(subject="Afspraak")
        ours.activity(is_task=True, assignees=[ours.jan.id])
        world.settle()
        later(60)
        start = ours.start()
        assert start["last_visit_at"] == "2026-11-22T12:00:00.000Z"
        assert {(each["kind"], each["record"]["title"]) for each in start["news"]} == {
            ("shared", "Contract"), ("shared", "Afspraak"), ("assigned", "Contract tekenen"),
        }  # fmt: skip
        assert start["counts"] == {"open_actions": 1, "new_documents": 1, "upcoming_appointments": 1}
        later(600)
        assert len(ours.start()["news"]) == 3
        later(3_600)
        start = ours.start()
        assert (start["news"], start["counts"]["new_documents"], start["counts"]["open_actions"]) == ([], 0, 1)


def test_the_start_page_names_the_relations_and_who_they_are_there(ours: Office) -> None:
    other = ours.anna.company("Bakker")
    ours.anna.post("/v1/ties", {"user": ours.jan.id, "relation": other.id, "part": "accountant"})
    told = {(each["title"], each["part"]) for each in ours.start()["relations"]}
    assert told == {("Hamerslag", "customer"), ("Bakker", "accountant")}


def test_the_start_page_shows_all_relations_that_they_are_tied_to(world: World, ours: Office) -> None:
    """Also those that a tie lists, and however many they are."""
    others = [ours.anna.company(f"Klant {number}").id for number in range(45)]
    listed = ours.anna.company("Op de lijst").id
    for each in others:
        told = {"user": ours.jan.id, "relation": each, "part": "accountant", "reach": "list", "relations": [listed]}
        assert ours.anna.post("/v1/ties", told).status == 201
    with world.meter() as meter:
        told = ours.start()["relations"]
    assert meter.round_trips <= 4
    assert {each["id"] for each in told} == {ours.company, listed, *others}
    assert len(told) == 47
    (own,) = [each for each in told if each["id"] == ours.company]
    assert (own["part"], own["reach"]) == ("customer", "company")


def test_news_is_told_once_however_late_it_came(world: World) -> None:
    """A17: what was looked at in one visit is not told in the next, though the list of it came a while later."""
    with time_machine.travel(NOON, tick=False) as now:
        ours = office(world)
        tokens = [access_token.read(each.token) for each in (ours.anna, ours.jan)]

        def news_after(seconds: int) -> list[str]:
            now.shift(seconds)
            anna, jan = (access_token.issue(each) for each in tokens)
            ours.anna, ours.jan = replace(ours.anna, token=anna), replace(ours.jan, token=jan)
            return [each["record"]["title"] for each in ours.start()["news"]]

        assert news_after(0) == []
        ours.document(title="Snel")
        world.settle()
        assert news_after(30) == ["Snel"]
        ours.document(title="Laat")
        assert news_after(20) == ["Snel"]
        world.settle()
        assert news_after(3_600) == ["Laat"]
        assert ours.start()["counts"]["new_documents"] == 1
        assert news_after(60) == ["Laat"]
        assert news_after(3_600) == news_after(10) == []


def test_news_says_by_name_who_it_is_from(world: World, ours: Office) -> None:
    """e6: and a notice has no id of a colleague."""
    ours.document()
    world.settle()
    (news,) = ours.start()["news"]
    assert news["by"] == ours.anna.get(f"/v1/users/{ours.anna.id}")["name"]
    reply = ours.jan.get("/v1/notices")
    assert [each["by"] for each in reply["data"]] == [None]
    for told in (reply, ours.start()):
        assert ours.anna.id not in told.text


def test_r_the_start_page_takes_four_round_trips_and_a_list_three(world: World, ours: Office) -> None:
    for number in range(30):
        ours.with_jan(subject=f"Afspraak {number}")
        ours.activity(is_task=True, assignees=[ours.jan.id])
    ours.document()
    link(ours, ours.company)
    world.settle()
    for path, most in (
        ("", 4), ("/activities", 3), ("/activities?when=open", 3), ("/activities?when=upcoming", 3), ("/documents", 3),
        ("/launchpad", 3),
    ):  # fmt: skip
        with world.meter() as meter:
            assert ours.jan.get(f"/v1/portal{path}").status == 200
        assert meter.round_trips <= most, (path, meter.round_trips)


def test_pages_go_on_where_the_one_before_ended(ours: Office) -> None:
    wanted = []
    for number in range(7):
        ours.with_jan(subject=f"{number}", starts_at=f"2027-01-1{number}T10:00:00Z")
        wanted.append(f"{number}")
    for query, order in (("", wanted[::-1]), ("when=upcoming&", wanted)):
        told, cursor = [], ""
        while True:
            page = ours.jan.get(f"/v1/portal/activities?{query}limit=3{cursor}").json
            told += [each["title"] for each in page["data"]]
            if not page["page"]["has_more"]:
                break
            cursor = f"&cursor={page['page']['next_cursor']}"
        assert told == order


def test_t4_a_cursor_is_good_for_who_got_it_and_what_was_asked(world: World, ours: Office) -> None:
    """T4"""
    theirs = office(world, tenant="Other")
    for each in (ours, theirs):
        each.with_jan()
        each.with_jan()
    cursor = ours.jan.get("/v1/portal/activities?limit=1")["page"]["next_cursor"]
    assert theirs.jan.get(f"/v1/portal/activities?limit=1&cursor={cursor}").status == 400
    assert ours.jan.get(f"/v1/portal/activities?limit=1&when=past&cursor={cursor}").status == 400


# --------------------------------------------------------------------------------------------------------- the news


def test_what_is_shared_is_told_by_mail_and_without_anything_internal(world: World, ours: Office) -> None:
    """A38, Z4"""
    stranger = office(world)
    paper = ours.document(title="Concept")
    ours.anna.post(f"/v1/documents/{paper}/withdraw")
    world.settle()
    assert [each["kind"] for each in ours.jan.get("/v1/notices")["data"]] == []
    before = len(world.outbox())
    ours.anna.patch(f"/v1/documents/{paper}", {"description": "Canary"})
    ours.anna.post(f"/v1/documents/{paper}/publish")
    world.settle()
    (letter,) = world.outbox()[before:]
    assert [each["kind"] for each in ours.jan.get("/v1/notices")["data"]] == ["shared"]
    assert f"portal/documents/{paper}" in letter
    assert not [each for each in ("Canary", ours.anna.id, "Hamerslag") if each in letter]
    assert stranger.jan.get("/v1/notices")["data"] == []


def test_what_is_withdrawn_is_no_news_any_more(world: World, ours: Office) -> None:
    """A38, Z4"""
    paper = ours.document()
    world.settle()
    assert len(ours.start()["news"]) == 1
    ours.anna.post(f"/v1/documents/{paper}/withdraw")
    start = ours.start()
    assert (start["news"], start["counts"]["new_documents"], ours.titles()) == ([], 0, [])
    assert ours.jan.get("/v1/notices/count")["unread"] == 0


# ----------------------------------------------------------------------------------------------------- the launchpad


def test_a16_everybody_finds_the_links_that_were_assigned_to_them(world: World, ours: Office) -> None:
    """A16"""
    other = office(world)
    for title, assigned in (
        ("Bedrijf", ours.company), ("Contact", ours.contact), ("Persoon", ours.jan.id),
        ("Ander bedrijf", other.company), ("Ander contact", other.contact), ("Collega", ours.anna.id),
    ):  # fmt: skip
        made = link(ours, assigned, title=title)
        status = 200 if title in ("Bedrijf", "Contact", "Persoon") else 404
        assert ours.jan.post(f"/v1/portal/launchpad/{made}/open").status == status
    assert launchpad(ours) == ["Bedrijf", "Contact", "Persoon"]
    assert [each["title"] for each in ours.start()["launchpad"]] == launchpad(ours)


@pytest.mark.parametrize(
    "url",
    [
        "http://shop.example.com", "javascript:alert(1)", "https://ann:secret@shop.example.com", "//shop.example.com",
        "https://localhost", "https://127.0.0.1/", "data:text/html,x", f"https://shop.example.com/{'a' * 1_000}",
    ],
)  # fmt: skip
def test_w1_a_link_leads_to_a_safe_place(ours: Office, url: str) -> None:
    """W1"""
    reply = ours.anna.post("/v1/launch-links", {"title": "x", "url": url, "assigned": ours.company})
    assert (reply.status, reply.fields) == (422, ["url"])


def opened(ours: Office, made: str) -> str:
    reply = ours.jan.post(f"/v1/portal/launchpad/{made}/open")
    assert reply.status == 200, reply.text
    return str(reply["token"])


def read(world: World, token: str, audience: str) -> dict[str, Any]:
    """As the other program would, with the key that is published."""
    (key,) = world.get("/v1/.well-known/jwks.json")["keys"]
    told: dict[str, Any] = jwt.decode(token, jwt.PyJWK(key), ["ES256"], audience=audience)
    return told


def test_a_signed_link_tells_the_other_program_who_comes_and_nothing_more(world: World) -> None:
    with time_machine.travel(NOON, tick=False) as now:
        ours = office(world)
        made = link(ours, ours.company, sign=True)
        first, second = (opened(ours, made) for _ in range(2))
        told, again = (read(world, each, "https://shop.example.com") for each in (first, second))
        assert told.keys() == {"iss", "aud", "sub", "jti", "iat", "nbf", "exp"}
        assert (told["sub"], told["exp"] - told["iat"]) == (again["sub"], 60)
        assert told["jti"] != again["jti"]
        assert ours.jan.id not in base64.b64decode(first.split(".")[1] + "==").decode()
        with pytest.raises(jwt.InvalidAudienceError):
            read(world, first, "https://other.example.com")
        now.shift(61)
        with pytest.raises(jwt.ExpiredSignatureError):
            read(world, first, "https://shop.example.com")


def test_two_programs_know_somebody_by_different_names(world: World, ours: Office) -> None:
    names = {
        read(world, opened(ours, link(ours, ours.company, url=f"{each}/x", sign=True)), each)["sub"]
        for each in ("https://one.example.com", "https://two.example.com:8443", "https://xn--caf-dma.example")
    }
    assert len(names) == 3


def test_a4_a5_a_token_for_another_program_opens_nothing_here(world: World, ours: Office) -> None:
    """A4, A5: also not one whose audience is ours."""
    token = opened(ours, link(ours, ours.company, sign=True))
    ours_too = hand_off.issue(hand_off.Handed("relata", ours.jan.tenant, ours.jan.id))
    for each in (token, ours_too):
        assert world.get("/v1/portal", token=each).status == 401


def test_a_link_that_is_not_signed_gives_no_token(ours: Office) -> None:
    reply = ours.jan.post(f"/v1/portal/launchpad/{link(ours, ours.company)}/open")
    assert reply.json == {"url": "https://shop.example.com/orders?a=1", "token": None}
