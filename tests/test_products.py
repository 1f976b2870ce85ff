"""Products, and who supplies them, through the front door."""

from typing import Any

import pytest

from tests import at_once
from tests.world import Reply, User, World


@pytest.fixture
def ann(world: World) -> User:
    return world.user("administrator")


def product(who: User, name: str = "Kabel 3 × 1,5", **more: Any) -> Reply:
    made = who.post("/v1/products", {"name": name, **more})
    assert made.status == 201, made.text
    return made


def company(who: User, name: str = "Kabelfabriek", **more: Any) -> Reply:
    made = who.post("/v1/relations", {"name": name, **more})
    assert made.status == 201, made.text
    return made


def supply(who: User, supplier: str, of: str, **more: Any) -> Reply:
    return who.post("/v1/supplies", {"supplier": supplier, "product": of, **more})


def suppliers(who: User, of: str) -> list[str]:
    return [each["supplier"]["title"] for each in who.get(f"/v1/supplies?product={of}")["data"]]


def test_who_supplies_something_and_what_somebody_supplies(ann: User) -> None:
    """C6, C42: a company or a person; those who are preferred first."""
    cable, plug = product(ann), product(ann, "Stekker")
    first, second = company(ann), company(ann, "Aardvark Kabels")
    person = company(ann, None, kind="person", last_name="Visser")  # type: ignore[arg-type]
    made = supply(ann, first.id, cable.id, number="88-1", price={"amount": "0.6125", "currency": "EUR"}, preferred=True)
    assert made.status == 201, made.text
    for who, of in ((second, cable), (person, cable), (first, plug)):
        assert supply(ann, who.id, of.id).status == 201
    assert suppliers(ann, cable.id) == ["Kabelfabriek", "Aardvark Kabels", "Visser"]
    theirs = ann.get(f"/v1/supplies?supplier={first.id}")["data"]
    assert [each["product"]["title"] for each in theirs] == ["Kabel 3 × 1,5", "Stekker"]
    assert theirs[0]["price"] == {"amount": "0.6125", "currency": "EUR"}


def test_who_supplies_it_is_found_by_what_it_is_called_here_and_there(ann: User) -> None:
    made = supply(ann, company(ann).id, product(ann, "Schroef", number="SX-42").id, number="88-3115")
    for typed in ("schro", "sx-42", "88-3115", "schroef kabelfabriek"):
        found = {each["id"] for each in ann.get(f"/v1/search?q={typed}&types=supply")["data"]}
        assert found == {made.id}, typed


def test_a_new_name_reaches_who_supplies_it(ann: User) -> None:
    cable, firm = product(ann), company(ann)
    made = supply(ann, firm.id, cable.id)
    assert ann.patch(f"/v1/products/{cable.id}", {"name": "Snoer"}).status == 200
    assert ann.patch(f"/v1/relations/{firm.id}", {"name": "Snoerfabriek"}).status == 200
    ann.world.settle()
    told = ann.get(f"/v1/supplies/{made.id}")
    assert (told["product"]["title"], told["supplier"]["title"]) == ("Snoer", "Snoerfabriek")


def test_a_relation_supplies_something_once_however_many_say_so_together(world: World, ann: User) -> None:
    cable, firm = product(ann), company(ann)
    replies = at_once.at_once([lambda: supply(ann, firm.id, cable.id) for _ in range(6)])
    assert sorted(each.status for each in replies) == [201, 409, 409, 409, 409, 409]
    refused = next(each for each in replies if each.status == 409)
    assert (refused["code"], refused.fields) == ("already_exists", ["product"])
    assert suppliers(ann, cable.id) == ["Kabelfabriek"]
    other = company(ann, "Ander")
    there = ann.get("/v1/supplies")["data"][0]["id"]
    moved = ann.patch(f"/v1/supplies/{there}", {"supplier": other.id})
    assert (moved.status, moved.fields) == (422, ["supplier"])


def test_what_is_supplied_and_who_supplies_it_stay_until_that_is_over(ann: User) -> None:
    cable, firm = product(ann), company(ann)
    made = supply(ann, firm.id, cable.id)
    for path in (f"/v1/products/{cable.id}", f"/v1/relations/{firm.id}"):
        refused = ann.delete(path)
        assert (refused.status, refused["code"], refused["used_by"]) == (409, "in_use", [made.id])
    assert ann.delete(f"/v1/supplies/{made.id}").status == 200
    assert ann.delete(f"/v1/products/{cable.id}").status == 200
    assert ann.post(f"/v1/supplies/{made.id}/restore").status == 409


def test_no_two_products_have_one_number(ann: User) -> None:
    product(ann, number="A-12")
    refused = ann.post("/v1/products", {"name": "Ander", "number": "a-12"})
    assert (refused.status, refused.fields) == (409, ["number"])
    assert [each["number"] for each in ann.get("/v1/products?number=A-12")["data"]] == ["A-12"]
    assert len(ann.get("/v1/products")["data"]) == 1


@pytest.mark.parametrize(
    ("amount", "kept"), [("3", "3.00"), ("3.5", "3.50"), ("0.0210", "0.021"), ("0.6125", "0.6125"), ("0", "0.00")]
)
def test_a_price_is_exact(ann: User, amount: str, kept: str) -> None:
    made = product(ann, price={"amount": amount, "currency": "EUR"})
    assert made["price"] == {"amount": kept, "currency": "EUR"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"price": {"amount": "-1", "currency": "EUR"}}, "price.amount"),
        ({"price": {"amount": "1e3", "currency": "EUR"}}, "price.amount"),
        ({"price": {"amount": "1.00001", "currency": "EUR"}}, "price.amount"),
        ({"price": {"amount": "1", "currency": "euro"}}, "price.currency"),
        ({"price": {"amount": 1.5, "currency": "EUR"}}, "price.amount"),
        ({"lead_time": -1}, "lead_time"),
        ({"least": 0}, "least"),
        ({"started_on": "2026-02-01", "ended_on": "2026-01-31"}, "ended_on"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_kept(
    world: World, ann: User, change: dict[str, Any], field: str
) -> None:
    firm, cable = company(ann), product(ann)
    with world.unchanged():
        refused = supply(ann, firm.id, cable.id, **change)
    assert (refused.status, refused.fields) == (422, [field])


def test_t2_what_is_another_organisations_is_not_there(world: World, ann: User) -> None:
    """T2: a foreign supplier or product in the body."""
    other = world.user("administrator", tenant="Elsewhere")
    theirs, foreign = company(other), product(other)
    mine, cable = company(ann), product(ann)
    with world.unchanged():
        for supplier, of, field in (
            (theirs, cable, "supplier"),
            (mine, foreign, "product"),
            (cable, cable, "supplier"),
        ):
            refused = supply(ann, supplier.id, of.id)
            assert (refused.status, refused.fields) == (422, [field])


def test_z1_what_a_restricted_relation_supplies_is_theirs_to_see_who_see_it(world: World, ann: User) -> None:
    """Z1: in lists, in the search and by its id; what others supply of the same stays to be seen."""
    bert = world.user("employee")
    secret, firm, cable = company(ann, "Geheim", restricted=True), company(ann), product(ann)
    hidden = supply(ann, secret.id, cable.id)
    assert supply(ann, firm.id, cable.id).status == 201
    assert bert.get(f"/v1/supplies/{hidden.id}").status == 404
    assert suppliers(bert, cable.id) == ["Kabelfabriek"]
    assert bert.get("/v1/search?q=geheim")["data"] == []
    assert suppliers(ann, cable.id) == ["Geheim", "Kabelfabriek"]


def test_z2_who_may_not_edit_a_relation_does_not_say_what_it_supplies(world: World, ann: User) -> None:
    firm, cable = company(ann), product(ann)
    there = supply(ann, firm.id, cable.id)
    reader = world.user("reader")
    with world.unchanged():
        assert supply(reader, firm.id, cable.id).status == 403
        assert reader.patch(f"/v1/supplies/{there.id}", {"preferred": True}).status == 403
