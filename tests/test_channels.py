"""Channels: how parties are reached, which one counts in a company, and in what form they are kept (C13, E4)."""

from typing import Any

import pytest

from tests.world import Reply, World


def normals(record: Reply | dict[str, Any], name: str = "channels") -> list[str]:
    return [each["normal"] for each in record[name]]


def reached(record: Reply) -> list[tuple[str, str, bool]]:
    return [(each["normal"], each["source"], each["default"]) for each in record["reached_by"]]


def phone(value: str, **more: Any) -> dict[str, Any]:
    return {"kind": "phone", "value": value, **more}


# ------------------------------------------------------------------------------------------------------ inheritance


def test_own_entries_come_first_then_the_persons_for_business_then_the_companys(world: World) -> None:
    anna = world.user()
    company = anna.company(channels=[phone("036 530 0001"), {"kind": "email", "value": "info@hamerslag.example"}])
    jan = anna.person(channels=[phone("06 1111 1111"), phone("06 2222 2222", business=True)])
    contact = anna.contact(company.id, person=jan.id, channels=[phone("036 530 0009", label="desk")])
    assert reached(contact) == [
        ("+31365300009", "own", True),
        ("+31622222222", "person", False),
        ("+31365300001", "company", False),
        ("info@hamerslag.example", "company", True),
    ]
    without_own = anna.patch(f"/v1/contacts/{contact.id}", {"channels": []})
    assert reached(without_own)[0] == ("+31622222222", "person", True)


def test_the_private_number_of_a_person_never_shows_in_a_company(world: World) -> None:
    anna = world.user()
    company = anna.company("Hamerslag")
    jan = anna.person(channels=[phone("06 1111 1111"), {"kind": "email", "value": "jan@private.example"}])
    contact = anna.contact(company.id, person=jan.id)
    answers = [
        contact,
        anna.get(f"/v1/contacts/{contact.id}"),
        anna.get("/v1/contacts"),
        anna.get(f"/v1/relations/{company.id}/contacts"),
        anna.get(f"/v1/relations/{company.id}"),
        anna.get(f"/v1/contacts/{contact.id}/history"),
        anna.get("/v1/search?q=visser&types=contact"),
        anna.get("/v1/search?q=0611111111&types=contact"),
    ]
    assert not [each.text for each in answers if "1111" in each.text or "private.example" in each.text]
    marked = [phone("06 1111 1111", business=True), {"kind": "email", "value": "jan@private.example"}]
    anna.patch(f"/v1/relations/{jan.id}", {"channels": marked})
    assert reached(anna.get(f"/v1/contacts/{contact.id}")) == [("+31611111111", "person", True)]


def test_what_is_inherited_is_what_is_there_now(world: World) -> None:
    anna = world.user()
    company = anna.company(channels=[phone("036 530 0001")])
    contact = anna.contact(company.id)
    anna.patch(f"/v1/relations/{company.id}", {"channels": [phone("036 530 0002")]})
    assert reached(anna.get(f"/v1/contacts/{contact.id}")) == [("+31365300002", "company", True)]


def test_the_same_number_is_told_once_by_its_nearest_source(world: World) -> None:
    anna = world.user()
    company = anna.company(channels=[phone("036 530 0001")])
    contact = anna.contact(company.id, channels=[phone("+31 36 5300001")])
    assert reached(contact) == [("+31365300001", "own", True)]


# ------------------------------------------------------------------------------------------------------------ forms


@pytest.mark.parametrize(
    ("kind", "value", "normal"),
    [
        ("phone", "(036) 530 12 34", "+31365301234"),
        ("phone", "0031 36 5301234", "+31365301234"),
        ("mobile", "06-12345678", "+31612345678"),
        ("fax", "+49 (0)30 1234567", "+49301234567"),
        ("email", " Info@Müller.Example ", "info@müller.example"),
        ("website", "WWW.Example.com/Shop", "https://www.example.com/Shop"),
        ("website", "http://example.com", "https://example.com"),
    ],
)
def test_a_channel_is_kept_as_typed_and_in_its_normal_form(world: World, kind: str, value: str, normal: str) -> None:
    anna = world.user()
    made = anna.company(channels=[{"kind": kind, "value": value}])
    assert (made["channels"][0]["value"], made["channels"][0]["normal"]) == (value.strip(), normal)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("phone", "call me"),
        ("phone", "12"),
        ("phone", "0365301234 ask for Jan"),
        ("email", "info@"),
        ("email", "info example.com"),
        ("website", "javascript:alert(1)"),
        ("website", "ftp://example.com"),
        ("website", "https://user:pass@example.com"),
    ],
)
def test_what_reaches_nobody_is_refused_with_its_place(world: World, kind: str, value: str) -> None:
    anna = world.user()
    good = {"kind": "email", "value": "a@example.com"}
    with world.unchanged():
        refused = anna.post("/v1/relations", {"name": "X", "channels": [good, {"kind": kind, "value": value}]})
    assert (refused.status, refused.fields) == (422, ["channels[1].value"])


def test_the_country_of_a_phone_is_that_of_the_address_else_the_tenants(world: World) -> None:
    anna = world.user()
    german = {"street": "Hauptstraße", "number": "5", "postcode": "10115", "city": "Berlin", "country": "DE"}
    assert normals(anna.company(channels=[phone("030 1234567")])) == ["+31301234567"]
    berlin = anna.company(channels=[phone("030 1234567")], addresses=[{"address": german}])
    assert normals(berlin) == ["+49301234567"]
    assert normals(anna.contact(berlin.id, channels=[phone("030 7654321")])) == ["+49307654321"]
    belgian = world.user(tenant="Bruges", role="employee")
    world.tenant("Ghent", country="BE")
    assert normals(belgian.company(channels=[phone("030 1234567")])) == ["+31301234567"]
    assert normals(world.user(tenant="Ghent").company(channels=[phone("09 225 25 25")])) == ["+3292252525"]


def test_moving_abroad_does_not_change_numbers_that_are_known(world: World) -> None:
    """A number typed without country code is still the same number when its company moves to Berlin."""
    anna = world.user()
    address = anna.address()
    use = {"address": address.id}
    made = anna.company(channels=[phone("036 530 1234")], addresses=[use])
    path = f"/v1/relations/{made.id}"
    german = {"street": "Hauptstraße", "number": "5", "postcode": "10115", "city": "Berlin", "country": "DE"}
    moved = anna.patch(path, {"addresses": [{"address": german}], "channels": made["channels"]})
    assert normals(moved) == ["+31365301234"]
    added = anna.patch(path, {"channels": {"add": [phone("030 1234567")]}})
    assert normals(added) == ["+31365301234", "+49301234567"]
    other = anna.company(channels=[phone("036 530 1234")], addresses=[use])
    anna.patch(f"/v1/addresses/{address.id}", german)
    world.settle()
    assert normals(anna.get(f"/v1/relations/{other.id}")) == ["+31365301234"]


# --------------------------------------------------------------------------------------------------------- defaults


def test_each_kind_has_one_default(world: World) -> None:
    anna = world.user()
    channels = [phone("036 530 0001"), phone("036 530 0002", default=True), {"kind": "email", "value": "a@example.com"}]
    made = anna.company(channels=channels)
    assert [each["default"] for each in made["channels"]] == [False, True, True]
    path = f"/v1/relations/{made.id}"
    taken_over = anna.patch(path, {"channels": {"add": [phone("036 530 0003", default=True)]}})
    assert [(each["normal"][-1], each["default"]) for each in taken_over["channels"]] == [
        ("1", False), ("2", False), ("m", True), ("3", True),
    ]  # fmt: skip
    removed = anna.patch(path, {"channels": {"remove": [{"value": "036 530 0003"}]}})
    assert [each["default"] for each in removed["channels"]] == [True, False, True]


def test_two_new_defaults_of_a_kind_are_refused(world: World) -> None:
    anna = world.user()
    with world.unchanged():
        both = [phone("036 530 0001", default=True), phone("036 530 0002", default=True)]
        refused = anna.post("/v1/relations", {"name": "X", "channels": both})
    assert (refused.status, refused.fields) == (422, ["channels[1].default"])


def test_the_same_channel_twice_is_refused(world: World) -> None:
    anna = world.user()
    made = anna.company(channels=[phone("036 530 0001")])
    with world.unchanged():
        refused = anna.patch(f"/v1/relations/{made.id}", {"channels": {"add": [phone("+31 36 530 0001")]}})
    assert (refused.status, refused.fields) == (422, ["channels[1].value"])
    both = anna.company("Both", channels=[phone("036 530 0001"), {"kind": "fax", "value": "036 530 0001"}])
    assert [each["default"] for each in both["channels"]] == [True, True]


def test_several_of_each_kind(world: World) -> None:
    """E4"""
    anna = world.user()
    channels = [
        *(phone(f"036 530 000{place}") for place in range(3)),
        *({"kind": "email", "value": f"a{place}@example.com"} for place in range(3)),
        *({"kind": "website", "value": f"example{place}.com"} for place in range(3)),
    ]
    made = anna.company(channels=channels)
    assert len(made["channels"]) == 9
    assert sum(each["default"] for each in made["channels"]) == 3
