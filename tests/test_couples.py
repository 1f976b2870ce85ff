"""Couples: two halves, each a link to a person or a typed name, and a salutation for both (D4)."""

from typing import Any

import pytest

from tests.world import Reply, User, World


def couple(user: User, one: dict[str, Any], other: dict[str, Any], **fields: Any) -> Reply:
    return user.post("/v1/relations", {"kind": "couple", "halves": [one, other], **fields})


JAN = {"first_name": "Jan", "last_name": "de Vries", "gender": "male"}
ANNA = {"first_name": "Anna", "last_name": "Bakker", "gender": "female"}


def test_a_couple_of_two_typed_names(world: World) -> None:
    made = couple(world.user(), JAN, ANNA)
    assert made.status == 201
    assert made["display_name"] == "Jan de Vries en Anna Bakker"
    assert made["sort_name"] == "Vries, Jan de & Bakker, Anna"
    assert made["salutation"]["formal"] == "Geachte heer De Vries en mevrouw Bakker,"
    assert made["salutation"]["informal"] == "Beste Jan en Anna,"


def test_a_half_may_be_a_person_and_follows_his_name(world: World) -> None:
    user = world.user()
    jan = user.person(**JAN)
    made = couple(user, {"person": jan.id}, ANNA)
    assert made["display_name"] == "Jan de Vries en Anna Bakker"
    assert made["halves"][0]["person"]["title"] == "Jan de Vries"
    user.patch(f"/v1/relations/{jan.id}", {"last_name": "Bakker", "particle": None})
    world.settle()
    read = user.get(f"/v1/relations/{made.id}")
    assert read["display_name"] == "Jan en Anna Bakker"
    assert read["salutation"]["formal"] == "Geachte heer en mevrouw Bakker,"
    assert user.search("bakker jan", "relation") == ["Jan Bakker", "Jan en Anna Bakker"]


def test_a_person_in_a_couple_is_not_archived(world: World) -> None:
    user = world.user()
    jan = user.person(**JAN)
    made = couple(user, {"person": jan.id}, ANNA)
    with world.unchanged():
        refused = user.delete(f"/v1/relations/{jan.id}")
    assert (refused.status, refused["used_by"]) == (409, [made.id])


def test_one_person_is_not_both_halves(world: World) -> None:
    user = world.user()
    jan = user.person(**JAN)
    with world.unchanged():
        refused = couple(user, {"person": jan.id}, {"person": jan.id})
    assert (refused.status, refused.fields, refused["errors"][0]["code"]) == (422, ["halves[1].person"], "twice")


def test_a_linked_half_has_no_name_of_its_own(world: World) -> None:
    user = world.user()
    jan = user.person(**JAN)
    with world.unchanged():
        refused = couple(user, {"person": jan.id, "first_name": "Johan"}, ANNA)
    assert (refused.status, refused.fields) == (422, ["halves[0].first_name"])


@pytest.mark.parametrize("halves", [[], [JAN], [JAN, ANNA, JAN], None, [JAN, {}], {"add": [JAN]}])
def test_a_couple_has_two_halves_and_keeps_them(world: World, halves: Any) -> None:
    user = world.user()
    made = couple(user, JAN, ANNA)
    with world.unchanged():
        assert user.post("/v1/relations", {"kind": "couple", "halves": halves}).fields == ["halves"]
        refused = user.patch(f"/v1/relations/{made.id}", {"halves": halves})
        assert (refused.status, refused.fields) == (422, ["halves"])


def test_halves_can_be_sent_back_as_read_or_exchanged(world: World) -> None:
    user = world.user()
    jan = user.person(**JAN)
    made = couple(user, {"person": jan.id}, ANNA)
    path = f"/v1/relations/{made.id}"
    with world.unchanged():
        assert user.patch(path, {"halves": made["halves"]}).json == made.json
    changed = user.patch(path, {"halves": [made["halves"][0], {"first_name": "Petra", "last_name": "Smit"}]})
    assert changed["display_name"] == "Jan de Vries en Petra Smit"


def test_a_half_is_a_person_that_is_there(world: World) -> None:
    """T2"""
    user, foreigner = world.user(), world.user(tenant="Other").person()
    company = user.company()
    with world.unchanged():
        for target in (company.id, foreigner.id, "rel_" + "0" * 26):
            refused = couple(user, ANNA, {"person": target})
            assert (refused.status, refused.fields) == (422, ["halves[1].person"])


def test_a_couple_has_addresses_and_channels_of_its_own(world: World) -> None:
    user = world.user()
    address = {"street": "Dorpsstraat", "number": "12", "postcode": "1315AB", "city": "Almere"}
    mail = {"kind": "email", "value": "wij@devries.example"}
    made = couple(user, JAN, ANNA, addresses=[{"address": address, "purposes": ["private"]}], channels=[mail])
    assert made["addresses"][0]["lines"] == ["Jan de Vries en Anna Bakker", "Dorpsstraat 12", "1315 AB  ALMERE"]
    assert user.names("/v1/relations?email=wij@devries.example") == ["Jan de Vries en Anna Bakker"]
