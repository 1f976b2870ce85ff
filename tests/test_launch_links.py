"""Links to other programs: who says where they lead, to whom, and whether a token goes along."""

from typing import Any

import pytest

from tests.test_audit import rows
from tests.test_portal import Office, office
from tests.test_portal_start import launchpad, link, opened
from tests.world import Reply, User, World

SHOP = {"title": "Winkel", "url": "https://shop.example.com"}


@pytest.fixture
def ours(world: World) -> Office:
    return office(world)


def made(by: User, assigned: str, **fields: Any) -> Reply:
    return by.post("/v1/launch-links", {**SHOP, "assigned": assigned, **fields})


def keeper(ours: Office, key: str, *actions: str) -> User:
    """Whose profile lets them do this with launch links, and no more than read all else."""
    read = {"actions": ["read"], "fields": {"*": "write"}}
    types = {"*": read, "launch_link": {**read, "actions": ["read", "create", "edit", "delete", "restore", *actions]}}
    profile = ours.anna.post("/v1/profiles", {"name": key, "types": types})
    role = ours.anna.post("/v1/roles", {"key": key, "name": key, "profiles": [profile.id]})
    assert role.status == 201, role.text
    return ours.anna.world.user(key, tenant="Acme")


def test_z2_who_may_not_edit_a_relation_says_nothing_of_where_its_people_are_led(world: World, ours: Office) -> None:
    """Z2: neither anew, nor by changing what is there, taking it away or bringing it back."""
    bo = keeper(ours, "keeper")
    there, gone = link(ours, ours.company), link(ours, ours.contact)
    mine = ours.anna.company("Bakker").id
    assert ours.anna.delete(f"/v1/launch-links/{gone}").status == 200
    with world.unchanged():
        for assigned in (ours.company, ours.contact, ours.jan.id):
            assert (made(bo, assigned).status, made(bo, assigned).fields) == (403, ["assigned"])
        for change in ({"url": "https://evil.example.com"}, {"assigned": mine}):
            assert bo.patch(f"/v1/launch-links/{there}", change).status == 403
        assert bo.delete(f"/v1/launch-links/{there}").status == 403
        assert bo.post(f"/v1/launch-links/{gone}/restore").status == 403
    anybody = world.user("sales", tenant="Acme")
    assert [made(anybody, each).status for each in (ours.company, ours.contact, ours.jan.id)] == [201, 201, 403]
    assert anybody.delete(f"/v1/launch-links/{there}").status == 200


def test_z2_that_a_token_goes_along_is_a_right_of_its_own(world: World, ours: Office) -> None:
    """Z2: to say so, and where a token goes then; what says nothing of that is theirs to change."""
    sales, manager = world.user("sales", tenant="Acme"), world.user("manager", tenant="Acme")
    assert (made(sales, ours.company, sign=True).status, made(sales, ours.company, sign=True).fields) == (403, ["sign"])
    shop = made(sales, ours.company)
    path = f"/v1/launch-links/{shop.id}"
    assert sales.patch(path, {"sign": True}).fields == ["sign"]
    assert manager.patch(path, {"sign": True}).status == 200
    assert sales.patch(path, {"url": "https://evil.example.com"}).status == 403
    assert sales.patch(path, {"title": "Bestellen"}).status == 200
    assert sales.delete(path).status == 200
    assert sales.post(f"{path}/restore").status == 403
    assert manager.post(f"{path}/restore").status == 200
    assert "sign" in ours.anna.get("/v1/rights/catalog").text


def test_who_was_told_to_another_program_stands_in_the_audit_log(world: World, ours: Office) -> None:
    """C4"""
    shop = link(ours, ours.company, sign=True)
    opened(ours, shop)
    (row,) = [each for each in rows(world) if each["operation"] == "portal_launch"]
    assert (row["by"], row["record"], row["outcome"], row["kind"]) == (ours.jan.id, shop, "allowed", "external")


def test_e2_links_of_relations_that_are_not_in_reach_lead_nowhere(world: World, ours: Office) -> None:
    """e2, A16: of the same organisation too; and of what was in reach, not when it is no longer."""
    bakker = ours.anna.company("Bakker").id
    theirs = [link(ours, each, sign=True) for each in (bakker, ours.anna.contact(bakker).id)]
    shop = link(ours, ours.company, sign=True)
    tie = ours.anna.post("/v1/ties", {"user": ours.jan.id, "relation": ours.anna.company("Slager").id})
    assert [ours.jan.post(f"/v1/portal/launchpad/{each}/open").status for each in (*theirs, shop)] == [404, 404, 200]
    assert ours.anna.delete(f"/v1/ties/{ours.tie}").status == 200
    assert (tie.status, ours.jan.post(f"/v1/portal/launchpad/{shop}/open").status, launchpad(ours)) == (201, 404, [])
