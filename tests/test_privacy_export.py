"""All that is kept of somebody, gathered for them: what is in it, who may ask, and that it does not lie about."""

import json
from typing import Any

import pytest
from botocore.client import BaseClient

from chalicelib.actions.privacy import run
from chalicelib.storage import records, table
from tests import browser, outgoing
from tests.browser import fetch
from tests.faults import Crash, crash_at
from tests.test_merging import merged
from tests.test_privacy_consents import consent
from tests.ticking import ticking
from tests.world import Reply, User, World


@pytest.fixture
def chief(world: World) -> User:
    return world.user("administrator")


def export(user: User, person: Reply) -> Reply:
    return user.post("/v1/privacy/exports", {"person": person.id})


def told(user: User, begun: Reply) -> Reply:
    return user.get(f"/v1/privacy/exports/{begun.id}")


def content(user: User, begun: Reply) -> list[dict[str, Any]]:
    """All records of all parts, as they are fetched."""
    found: list[dict[str, Any]] = []
    for part in told(user, begun)["parts"]:
        address = user.get(f"/v1/privacy/exports/{begun.id}/download?part={part['number']}")
        body = fetch(address)
        assert len(body.content) == part["size"]
        found += body.json()["records"]
    return found


def test_all_that_is_kept_of_a_person_is_in_it(world: World, chief: User) -> None:
    company = chief.company("Hamerslag")
    jan = chief.person(channels=[{"kind": "email", "value": "jan@visser.example"}], note="Likes tea")
    contact = chief.contact(company.id, person=jan.id, function="Cook")
    chief.patch(f"/v1/relations/{jan.id}", {"note": "Likes coffee"})
    call = chief.post(
        "/v1/activities", {"kind": "phone_call", "subject": "Asks", "participants": [{"contact": contact.id}]}
    )
    mail = outgoing.write(chief, to=[{"relation": jan.id}], subject="Our offer")
    paper = browser.document(chief, kind="contract", links=[jan.id], title="Lease")
    agreed = consent(chief, jan)
    chief.person("Somebody", "Else")
    world.settle()
    begun = export(chief, contact)
    assert (begun.status, begun["state"]) == (202, "running"), begun.text
    world.settle()
    done = told(chief, begun)
    assert (done["state"], done["left_out"]) == ("done", 0)
    assert done["counts"] == {"relation": 1, "contact": 1, "activity": 2, "document": 1, "consent": 1}
    assert [each["document"] for each in done["files"]] == [paper.id]
    found = {each["id"]: each for each in content(chief, begun)}
    assert found.keys() == {jan.id, contact.id, call.id, mail.id, paper.id, agreed.id}
    notes = [each["changed"]["note"] for each in found[jan.id]["history"] if "note" in each["changed"]]
    assert notes == [{"now": "Likes tea"}, {"was": "Likes tea", "now": "Likes coffee"}]
    assert found[contact.id]["data"]["company"]["title"] == "Hamerslag"
    assert "Dear Jan" in found[mail.id]["data"]["text"]


def test_archived_contacts_are_in_it(world: World, chief: User) -> None:
    """And what one became one with."""
    company, jan = chief.company("Hamerslag"), chief.person()
    left = chief.contact(company.id, person=jan.id, note="Left us")
    assert chief.delete(f"/v1/contacts/{left.id}").status == 200
    gone = chief.contact(company.id, person=jan.id, note="Went on")
    stays = chief.contact(company.id, first_name="Kees", note="Stays")
    merged(world, chief, stays, gone)
    begun = export(chief, jan)
    world.settle()
    found = {each["id"]: each for each in content(chief, begun)}
    notes = [found[each.id]["data"].get("note") for each in (left, gone, stays)]
    assert found.keys() == {jan.id, left.id, gone.id, stays.id}
    assert notes == ["Left us", "Went on", "Stays"]
    assert found[left.id]["archived_at"]


def test_others_are_told_by_what_they_are_only(world: World, chief: User) -> None:
    jan, piet = chief.person(), chief.person("Piet", "Canary")
    boss = chief.contact(chief.company("Canary Works").id, last_name="Canary")
    people = [
        {"relation": jan.id}, {"relation": piet.id}, {"contact": boss.id}, {"user": chief.id},
        {"name": "Karel Canary", "email": "karel@canary.example"},
    ]  # fmt: skip
    chief.post("/v1/activities", {"kind": "meeting", "subject": "Fair", "participants": people})
    begun = export(chief, jan)
    world.settle()
    found = content(chief, begun)
    assert "canary" not in json.dumps(found).lower()
    (fair,) = (each for each in found if each["type"] == "activity")
    roles = [json.dumps(each) for each in fair["data"]["participants"]]
    assert jan.id in roles[0]
    parties = ("another party", "another person", "a colleague", "another person")
    assert all(told in row for told, row in zip(parties, roles[1:], strict=True))
    assert fair["history"][0]["by"] == "a colleague"
    assert chief.id not in json.dumps(found)


def test_it_can_be_fetched_for_a_week_and_then_is_gone(world: World) -> None:
    with ticking(world, "2026-11-23T09:00:00") as clock:
        chief = world.user("administrator")
        begun = export(chief, chief.person())
        assert chief.get(f"/v1/privacy/exports/{begun.id}/download").status == 409
        world.settle()
        assert begun.id in " ".join(world.bucket)
        address = chief.get(f"/v1/privacy/exports/{begun.id}/download")
        assert "X-Amz-Expires=300" in address["url"]
        assert chief.get(f"/v1/privacy/exports/{begun.id}/download?part=2").status == 404
        clock.to("2026-11-30T09:05:00")
        world.privacy(world.bus.drain())
        assert begun.id not in " ".join(world.bucket)
        found = records.get(chief.tenant, begun.id)
        assert found
        assert (found.data["state"], found.data["parts"]) == ("expired", [])


# ------------------------------------------------------------------------------------------------------------ rights


def test_z6_what_who_asked_may_not_see_is_left_out(world: World, chief: User) -> None:
    """Z6"""
    sales = world.user("sales")
    jan = chief.person()
    secret = chief.company("Secret", restricted=True)
    chief.post("/v1/activities", {"kind": "note", "subject": "Canary", "links": [jan.id, secret.id]})
    begun = export(sales, jan)
    world.settle()
    done = told(sales, begun)
    assert (done["counts"], done["left_out"]) == ({"relation": 1}, 1)
    assert "Canary" not in json.dumps(content(sales, begun))


def test_z6_it_stops_when_who_asked_is_gone(world: World, chief: User) -> None:
    """Z6"""
    manager = world.user("manager")
    begun = export(manager, chief.person())
    chief.patch(f"/v1/users/{manager.id}", {"status": "disabled"})
    world.settle()
    assert (told(chief, begun)["state"], world.bucket) == ("stopped", {})


def test_z1_who_may_not_export_gets_nothing_and_others_do_not_see_it(world: World, chief: User) -> None:
    """Z1"""
    jan, employee, sales, other = chief.person(), world.user(), world.user("sales"), world.user("sales")
    with world.unchanged():
        assert export(employee, jan).status == 403
    begun = export(sales, jan)
    world.settle()
    with world.unchanged():
        for path in (f"privacy/exports/{begun.id}", f"privacy/exports/{begun.id}/download"):
            assert other.get(f"/v1/{path}").status == 404
    assert told(chief, begun).status == 200


def test_t1_of_another_tenant_nobody_is_gathered(world: World, chief: User) -> None:
    """T1, T2"""
    jan, bert = chief.person(), world.user("administrator", tenant="Other")
    begun = export(chief, jan)
    world.settle()
    with world.unchanged():
        assert export(bert, jan).fields == ["person"]
        for path in (f"privacy/exports/{begun.id}", f"privacy/exports/{begun.id}/download"):
            assert bert.get(f"/v1/{path}").status == 404


def test_a_company_is_no_person(world: World, chief: User) -> None:
    company = chief.company()
    with world.unchanged():
        assert export(chief, company).status == 409


# ----------------------------------------------------------------------------------------------------- whatever dies


@pytest.mark.parametrize("after", [False, True], ids=["before the call", "after the call"])
def test_r3_wherever_it_dies_everything_is_in_it_once(world: World, chief: User, after: bool) -> None:
    """R3"""
    client: BaseClient = table.connection().connection.client
    jan = chief.person()
    for _ in range(30):
        chief.post("/v1/activities", {"kind": "note", "subject": "x", "links": [jan.id]})
    world.settle()
    died, number = True, 1
    while died:
        begun = export(chief, jan)
        event = {"detail": {"tenant": chief.tenant, "record": begun.id, "id": f"{begun.id}:1"}}
        died = _dies(event, client, number, after)
        run.gather(event)
        assert told(chief, begun)["counts"] == {"relation": 1, "activity": 30}, number
        if not died:
            assert len({each["id"] for each in content(chief, begun)}) == 31
        number += 4
    assert number > 30


def _dies(event: dict[str, Any], client: BaseClient, number: int, after: bool) -> bool:
    try:
        with crash_at(client, number, after=after):
            run.gather(event)
    except Crash:
        return True
    return False
