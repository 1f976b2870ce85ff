"""What people from outside are told of kinds of activity: what the organisation calls those of what they see, beside
it, and no others."""

from typing import Any

import pytest

from tests.test_activities import sent
from tests.test_me_kinds import FAIR, VISIT, rename
from tests.test_portal import Office, office
from tests.world import Reply, User, World

LANGUAGES = ("en", "nl", "de", "fr", "ru")
INMETEN = {each: f"Inmeten {each}" for each in LANGUAGES}
SURVEY = {"key": "survey", "labels": INMETEN, "touch": True}
CANARY = {"key": "canary", "labels": {"nl": "Canary"}}


@pytest.fixture
def ours(world: World) -> Office:
    return office(world)


def named(labels: dict[str, str], label: str = "") -> dict[str, Any]:
    return {"label": label or labels["nl"], "labels": labels}


def listed(ours: Office, query: str = "") -> dict[str, Any]:
    """By their kinds; None of what Relata names itself."""
    reply = ours.jan.get(f"/v1/portal/activities{query}")
    assert reply.status == 200, reply.text
    return {each["kind"]: each.get("kind_names") for each in reply["data"]}


def one(ours: Office, made: Reply) -> Any:
    return ours.jan.get(f"/v1/portal/activities/{made.id}").json.get("kind_names")


def test_what_they_see_is_called_as_the_organisation_calls_it(ours: Office) -> None:
    rename(ours.anna, SURVEY, visit=VISIT)
    visit, survey, met = (ours.with_jan(kind=each) for each in ("visit", "survey", "appointment"))
    wanted = {"visit": named(VISIT), "survey": named(INMETEN), "appointment": None}
    for query in ("", "?when=upcoming", "?limit=100", f"?relation={ours.company}"):
        assert listed(ours, query) == wanted
    assert [one(ours, each) for each in (visit, survey, met)] == list(wanted.values())


def test_so_is_what_they_are_to_do_and_what_they_have_done(ours: Office) -> None:
    rename(ours.anna, SURVEY, task={"nl": "Klus", "ru": "Работа"})
    klus, survey = (ours.activity(is_task=True, assignees=[ours.jan.id], kind=each) for each in ("task", "survey"))
    klus_names, survey_names = named({"nl": "Klus", "ru": "Работа"}), named(INMETEN)
    assert listed(ours, "?when=open") == {"task": klus_names, "survey": survey_names}
    done = [ours.jan.post(f"/v1/portal/activities/{each.id}/complete", {}) for each in (klus, survey)]
    assert [each.status for each in done] == [200, 200]
    assert [each["kind_names"] for each in done] == [klus_names, survey_names]


def test_the_names_are_those_of_now(ours: Office) -> None:
    made = ours.with_jan(kind="visit")
    assert (listed(ours), one(ours, made)) == ({"visit": None}, None)
    rename(ours.anna, visit=VISIT)
    assert listed(ours) == {"visit": named(VISIT)}
    later = {**VISIT, "nl": "Rondgang"}
    put = ours.anna.put("/v1/activity-kinds", sent(ours.anna, visit={"labels": later, "archived": True}))
    assert put.status == 200, put.text
    assert one(ours, made) == named(later), "what is chosen no more is still called so where it was chosen"
    ours.anna.patch("/v1/organisation", {"language": "de"})
    assert listed(ours) == {"visit": named(later, "Kundenbesuch")}


def test_a_kind_of_document_is_not_called_as_one_of_activities_with_its_key(ours: Office) -> None:
    rename(ours.anna, {"key": "contract", "labels": {"nl": "Canary"}})
    paper = ours.document(kind="contract")
    for path in ("", "/documents", f"/documents/{paper}"):
        assert "Canary" not in ours.jan.get(f"/v1/portal{path}").text


def test_z3_of_kinds_that_nothing_has_that_they_see_nothing_is_told(ours: Office) -> None:
    """Z3, e6: neither of one that only internal activities have, nor of one that only others take part in."""
    unseen = {"key": "unseen", "labels": {"nl": "Unseen"}}
    rename(ours.anna, CANARY, unseen, SURVEY, fax={"nl": "Canary 2"})
    secret = ours.with_jan(kind="canary", visibility="internal")
    ours.activity(kind="unseen")
    ours.with_jan(kind="fax", parent=secret.id)
    made = ours.with_jan(kind="survey")
    work = ours.activity(is_task=True, assignees=[ours.jan.id])
    said = ours.jan.post(f"/v1/portal/activities/{made.id}/comments", {"text": "Goed"})
    ours.jan.world.settle()
    paths = ["", "/activities", "/activities?when=open", "/activities?when=upcoming", "/activities?when=past"]
    paths += [f"/activities/{made.id}", "/documents", f"/relations/{ours.company}", "/launchpad"]
    told = [ours.jan.get(f"/v1/portal{path}") for path in paths]
    told += [ours.jan.get("/v1/me"), ours.jan.get("/v1/notices"), said]
    told.append(ours.jan.post(f"/v1/portal/activities/{work.id}/complete", {}))
    assert {each.status for each in told} == {200, 201}
    assert not [word for word in ("canary", "unseen") for each in told if word in each.text.lower()]
    assert ours.jan.get("/v1/me")["activity_kinds"] == [], "though they see one that the organisation made"


def test_t1_another_organisation_calls_nothing_here(world: World, ours: Office) -> None:
    """T1"""
    theirs = office(world, tenant="Other")
    rename(theirs.anna, FAIR, visit={"nl": "Canary"})
    made, met = ours.with_jan(kind="visit"), theirs.with_jan(kind="visit")
    assert (listed(ours), one(ours, made)) == ({"visit": None}, None)
    rename(ours.anna, visit=VISIT)
    assert (one(ours, made), one(theirs, met)) == (named(VISIT), named({"nl": "Canary"}))


def test_r_names_take_no_round_trip_more(world: World, ours: Office) -> None:
    """R: in a list they are asked for with what is in it, of one activity with that, and saving reads them anyway."""
    rename(ours.anna, SURVEY, visit=VISIT)
    made = ours.with_jan(kind="visit")
    work = [ours.activity(is_task=True, assignees=[ours.jan.id], kind="survey").id for _ in range(2)]
    paper = ours.document()
    lists = ("/activities", "/activities?when=open", "/activities?when=upcoming", "/documents", f"/documents/{paper}")
    ours.start()

    def trips(path: str, method: str = "GET") -> int:
        with world.meter() as meter:
            assert ours.jan.ask(method, f"/v1/portal{path}", {} if method == "POST" else None).status == 200
        return meter.round_trips

    assert [trips(path) for path in (*lists, f"/activities/{made.id}")] == [2, 2, 2, 2, 1, 2]
    assert [trips(f"/activities/{each}/complete", "POST") for each in work] == [3, 3]


def test_r_however_many_are_shown_at_once(world: World, ours: Office) -> None:
    """R: a hundred records are one round trip, and the names stand beside them."""
    rename(ours.anna, SURVEY)
    for number in range(100):
        ours.with_jan(subject=f"{number}", kind="survey", starts_at=f"2027-01-10T10:{number % 60:02}:00Z")
    ours.start()
    with world.meter() as meter:
        reply = ours.jan.get("/v1/portal/activities?limit=100")
    assert [each["kind_names"] for each in reply["data"]] == [named(INMETEN)] * 100
    assert meter.round_trips == 2


def test_they_say_something_also_where_nobody_makes_notes_any_more(ours: Office) -> None:
    """They choose no kind, so that there is none that they could choose instead."""
    rename(ours.anna, CANARY)
    put = ours.anna.put("/v1/activity-kinds", sent(ours.anna, note={"archived": True}))
    assert put.status == 200, put.text
    made = ours.with_jan()
    said = ours.jan.post(f"/v1/portal/activities/{made.id}/comments", {"text": "Dinsdag past beter."})
    assert said.status == 201, said.text
    assert [each["id"] for each in ours.jan.get(f"/v1/portal/activities/{made.id}")["comments"]] == [said.id]
    note = {"kind": "note", "subject": "Notitie"}
    assert ours.anna.post("/v1/activities", note).fields == ["kind"], "colleagues choose one that is offered"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("subscriptions/kinds", {"kinds": [{"kind": "absent", "channel": "mail"}]}),
        (
            "reminder-rules",
            {"rules": [{"key": "x", "of": "due", "ahead": "P1D", "channel": "mail", "kinds": ["absent"]}]},
        ),
    ],
)
def test_z3_what_is_refused_names_the_kinds_to_who_may_ask_for_them_only(ours: Office, path: str, body: Any) -> None:
    """Z3"""
    rename(ours.anna, CANARY)
    theirs, own = (user.put(f"/v1/me/{path}", body) for user in (ours.jan, ours.anna))
    assert (theirs.status, own.status) == (422, 422)
    assert theirs.fields == own.fields
    assert "canary" in own.text
    assert "canary" not in theirs.text


def test_z3_rules_of_the_organisation_tell_no_kinds_that_it_made(ours: Office) -> None:
    """Z3, e6: they are reminded by them all the same."""
    rename(ours.anna, CANARY)
    rule = {"of": "due", "ahead": "P1D", "channel": "in_app", "repeat": None, "repeats": 0}
    every, some, secret = (
        {**rule, "key": key, "kinds": kinds}
        for key, kinds in (("every", []), ("some", ["visit", "canary"]), ("secret", ["canary"]))
    )
    assert ours.anna.put("/v1/reminder-rules", {"rules": [every, some, secret]}).status == 200
    mine = "/v1/me/reminder-rules"
    assert ours.anna.get(mine)["rules"] == [every, some, secret]
    theirs = ours.jan.get(mine)
    assert (theirs["rules"], theirs["own"]) == ([every, {**some, "kinds": ["visit"]}], False)
    assert ours.jan.put(mine, {"rules": theirs["rules"]}).status == 200, "what they are told they may choose"


@pytest.mark.parametrize("path", ["subscriptions/kinds", "reminder-rules"])
def test_z3_what_is_there_is_refused_as_what_is_not(ours: Office, world: World, path: str) -> None:
    """Z3, e6: or somebody could try which kinds there are."""
    rename(ours.anna, CANARY)

    def put(user: User, kind: str) -> Reply:
        rules = {"rules": [{"key": "x", "of": "due", "kinds": [kind]}]}
        kinds = {"kinds": [{"kind": kind, "channel": "in_app"}]}
        return user.put(f"/v1/me/{path}", rules if path == "reminder-rules" else kinds)

    with world.unchanged():
        there, absent = put(ours.jan, "canary"), put(ours.jan, "absent")
    assert (there.status, there["errors"]) == (422, absent["errors"])
    assert [put(ours.jan, "visit").status, put(ours.anna, "canary").status] == [200, 200]
