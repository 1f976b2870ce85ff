"""Lists: limits, cursors, orders, filters and criteria (api.md 3-5)."""

from typing import Any
from urllib.parse import quote

import pytest

from tests.world import Reply, User, World


def walk(user: User, path: str, limit: int) -> list[list[str]]:
    """The names on each page, cursor by cursor."""
    pages: list[list[str]] = []
    cursor: str | None = ""
    while cursor is not None:
        follow = f"&cursor={cursor}" if cursor else ""
        reply = user.get(f"{path}{'&' if '?' in path else '?'}limit={limit}{follow}")
        assert reply.status == 200, reply.text
        pages.append([each.get("display_name") or each["title"] for each in reply["data"]])
        cursor = reply["page"]["next_cursor"]
        assert reply["page"]["has_more"] is (cursor is not None)
    return pages


def found(user: User, criteria: Any, plural: str = "relations", **more: Any) -> list[str]:
    reply = user.post(f"/v1/{plural}/search", {"criteria": criteria, **more})
    assert reply.status == 200, reply.text
    return [each["display_name"] for each in reply["data"]]


# ------------------------------------------------------------------------------------------------- limits, cursors


@pytest.mark.parametrize("sort", ["name", "-name", "updated_at", "-updated_at"])
def test_a_walk_by_cursor_gives_each_record_once_and_in_order(world: World, sort: str) -> None:
    anna = world.user()
    names = [f"Company {letter}" for letter in "QWERTYUIOPA"]
    for name in names:
        anna.company(name)
    order = sorted(names) if sort.endswith("name") else names
    expected = order[::-1] if sort.startswith("-") else order
    for limit in (1, 3, 5, 11, 200):
        pages = walk(anna, f"/v1/relations?sort={sort}", limit)
        assert [name for page in pages for name in page] == expected
        assert all(len(page) == limit for page in pages[:-1])
        assert pages[-1]


def test_a_walk_over_a_filter_meets_all_that_match_and_nothing_else(world: World) -> None:
    anna = world.user()
    for place in range(12):
        anna.company(f"Company {place:02}", status=["customer"] if place % 3 else ["prospect"])
    customers = [f"Company {place:02}" for place in range(12) if place % 3]
    for sort in ("name", "updated_at"):
        pages = walk(anna, f"/v1/relations?status=customer&sort={sort}", 3)
        assert [name for page in pages for name in page] == customers


def test_records_that_come_and_go_between_pages_shift_nobody(world: World) -> None:
    anna = world.user()
    made = [anna.company(f"Company {letter}") for letter in "BCDEFG"]
    first = anna.get("/v1/relations?limit=3")
    anna.delete(f"/v1/relations/{made[0].id}")
    anna.delete(f"/v1/relations/{made[2].id}")
    anna.company("Company A")
    second = anna.get(f"/v1/relations?limit=3&cursor={first['page']['next_cursor']}")
    assert [each["name"] for each in second["data"]] == ["Company E", "Company F", "Company G"]


@pytest.mark.parametrize("limit", ["0", "-1", "201", "1.5", "x", "", "1e2", "99999999999999999999"])
def test_a_limit_is_from_1_to_200(world: World, limit: str) -> None:
    anna = world.user()
    for path in ("/v1/relations", "/v1/contacts", "/v1/addresses"):
        refused = anna.get(f"{path}?limit={limit}")
        assert (refused.status, refused["code"], refused.fields) == (400, "invalid_parameter", ["limit"])
    refused = anna.post("/v1/relations/search", {"criteria": {"all": []}, "limit": 201})
    assert (refused.status, refused.fields) == (422, ["limit"])


# ---------------------------------------------------------------------------------------------------------- filters


@pytest.fixture
def anna(world: World) -> User:
    return world.user()


def test_several_values_of_a_filter_are_alternatives_and_several_filters_must_all_be_met(anna: User) -> None:
    anna.company("A", status=["customer"])
    anna.company("B", status=["supplier", "customer"])
    anna.person("C", "C", status=["supplier"])
    anna.person("D", "D", status=["prospect"])
    assert anna.names("/v1/relations?status=customer&status=supplier") == ["A", "B", "C C"]
    assert anna.names("/v1/relations?status=supplier&kind=person") == ["C C"]
    assert anna.names("/v1/relations?kind=person&kind=company&status=prospect") == ["D D"]


def test_each_filter_refuses_what_is_no_value_of_it_by_name(anna: User) -> None:
    for query, name in (("status=vip", "status"), ("kind=person&kind=dog", "kind"), ("status=", "status")):
        refused = anna.get(f"/v1/relations?{query}")
        assert (refused.status, refused["code"], refused.fields) == (400, "invalid_parameter", [name])


def test_unknown_parameters_are_refused_by_name(anna: User) -> None:
    """api.md 4; T3"""
    for query, names in (
        ("colour=red", ["colour"]),
        ("limit=5&Status=customer", ["Status"]),
        ("tenant=x&version=y", ["tenant", "version"]),
        ("name=Hamerslag", ["name"]),
    ):
        refused = anna.get(f"/v1/relations?{query}")
        assert (refused.status, refused["code"], sorted(refused.fields)) == (400, "unknown_input", sorted(names))
    made = anna.company()
    for path in (f"/v1/relations/{made.id}", f"/v1/relations/{made.id}/tree", "/v1/openapi.json"):
        assert (anna.get(f"{path}?x=1").status, anna.get(f"{path}?x=1").fields) == (400, ["x"])


@pytest.mark.parametrize("typed", ["036 530 12 34", "0365301234", "+31 36 5301234", "0031365301234", "(036) 530-1234"])
def test_a_phone_is_found_in_any_spelling(anna: User, typed: str) -> None:
    company = anna.company("Hamerslag", channels=[{"kind": "phone", "value": "036-5301234"}])
    anna.contact(company.id, channels=[{"kind": "mobile", "value": "+31365301234"}])
    anna.company("Other", channels=[{"kind": "phone", "value": "036-5301235"}])
    assert anna.names(f"/v1/relations?phone={quote(typed)}") == ["Hamerslag"]
    assert anna.names(f"/v1/contacts?phone={quote(typed)}") == ["Jan Visser"]


def test_other_keys_are_found_in_any_spelling(anna: User) -> None:
    anna.company(
        "Hamerslag",
        chamber_number="12345678",
        channels=[{"kind": "email", "value": "Info@Hamerslag.example"}],
        external_ids={"erp": "D:1-a"},
    )
    for query in (
        "email=INFO@hamerslag.example",
        "chamber_number=1234.5678",
        "chamber_number=kvk%2012345678",
        "external_id=erp:D:1-a",
    ):
        assert anna.names(f"/v1/relations?{query}") == ["Hamerslag"], query
    assert anna.names("/v1/relations?email=nobody@hamerslag.example") == []
    assert anna.names("/v1/relations?email=info@hamerslag.example&kind=person") == []


def test_a_key_that_cannot_be_one_is_refused_by_name(anna: User) -> None:
    for query, name in (("phone=hello", "phone"), ("email=hello", "email"), ("chamber_number=1", "chamber_number")):
        refused = anna.get(f"/v1/relations?{query}")
        assert (refused.status, refused["code"], refused.fields) == (400, "invalid_parameter", [name])
    for query in ("email=a@example.com&phone=0365301234", "email=a@example.com&sort=name"):
        refused = anna.get(f"/v1/relations?{query}")
        assert (refused.status, refused["errors"][0]["code"]) == (400, "one_at_a_time")


def test_the_persons_with_one_mail_address_are_paged_too(anna: User) -> None:
    for letter in "ABC":
        anna.person(letter, "Visser", channels=[{"kind": "email", "value": "family@visser.example"}])
    pages = walk(anna, "/v1/relations?email=family@visser.example", 2)
    assert sorted(name for page in pages for name in page) == ["A Visser", "B Visser", "C Visser"]


def test_an_unknown_order_is_refused_with_the_known_ones(anna: User) -> None:
    for sort in ("city", "--name", "", "name,updated_at", "-"):
        refused = anna.get(f"/v1/relations?sort={sort}")
        assert (refused.status, refused.fields) == (400, ["sort"])
        assert "-updated_at" in refused["errors"][0]["message"]
    refused = anna.post("/v1/relations/search", {"criteria": {"all": []}, "sort": "city"})
    assert (refused.status, refused["code"], refused.fields) == (422, "invalid", ["sort"])


# --------------------------------------------------------------------------------------------------------- criteria


@pytest.fixture
def market(anna: User) -> User:
    def at(city: str, country: str) -> list[dict[str, Any]]:
        return [{"address": {"city": city, "country": country}}]

    anna.company("Ärzte GmbH", status=["customer"], language="de", addresses=at("Berlin", "DE"))
    anna.company("Bakkerij", status=["customer", "supplier"], addresses=at("Almere", "NL"))
    anna.company("Café Zola", status=["prospect"], language="fr", addresses=at("Paris", "FR"))
    anna.person("Daan", "Smit")
    return anna


@pytest.mark.parametrize(
    ("criteria", "names"),
    [
        ({"all": []}, ["Ärzte GmbH", "Bakkerij", "Café Zola", "Daan Smit"]),
        ({"field": "name", "op": "eq", "value": "cafe zola"}, ["Café Zola"]),
        ({"field": "name", "op": "prefix", "value": "arzte"}, ["Ärzte GmbH"]),
        ({"field": "name", "op": "contains", "value": "ZOLA"}, ["Café Zola"]),
        ({"field": "status", "op": "has_all", "value": ["customer", "supplier"]}, ["Bakkerij"]),
        ({"field": "status", "op": "missing"}, ["Daan Smit"]),
        ({"field": "status", "op": "nin", "value": ["customer", "prospect"]}, ["Daan Smit"]),
        ({"field": "country", "op": "in", "value": ["DE", "FR"]}, ["Ärzte GmbH", "Café Zola"]),
        ({"field": "language", "op": "exists"}, ["Ärzte GmbH", "Café Zola"]),
        ({"not": {"field": "kind", "op": "eq", "value": "company"}}, ["Daan Smit"]),
        (
            {
                "any": [
                    {"field": "city", "op": "eq", "value": "Paris"},
                    {"field": "kind", "op": "eq", "value": "person"},
                ]
            },
            ["Café Zola", "Daan Smit"],
        ),
        (
            {
                "all": [
                    {"field": "status", "op": "has_any", "value": ["customer"]},
                    {"not": {"any": [{"field": "country", "op": "eq", "value": "DE"}]}},
                ]
            },
            ["Bakkerij"],
        ),
    ],
)
def test_criteria_find_what_meets_them(market: User, criteria: dict[str, Any], names: list[str]) -> None:
    assert found(market, criteria) == names
    assert found(market, criteria, sort="-name") == names[::-1]
    assert sorted(found(market, criteria, sort="updated_at")) == sorted(names)


@pytest.mark.parametrize(
    ("criteria", "named"),
    [
        ({"field": "salary", "op": "eq", "value": 1}, "criteria.field"),
        ({"field": "name", "op": "like", "value": "x"}, "criteria.op"),
        ({"field": "name", "op": "lt", "value": "x"}, "criteria.op"),
        ({"field": "status", "op": "eq", "value": "vip"}, "criteria.value"),
        ({"all": [{"field": "name", "op": "eq", "value": 7}]}, "criteria.all[0].value"),
        ({"any": []}, "criteria.any"),
        ({}, "criteria"),
        ({"all": [], "any": []}, "criteria"),
        ({"field": "name", "op": "eq", "value": "x", "case": True}, "criteria.case"),
        ({"not": {"not": {"not": {"not": {"not": {"field": "kind", "op": "exists"}}}}}}, "criteria.not.not.not.not"),
    ],
)
def test_what_is_wrong_with_criteria_is_named_by_its_path(market: User, criteria: Any, named: str) -> None:
    refused = market.post("/v1/relations/search", {"criteria": criteria})
    assert (refused.status, refused["code"], refused.fields) == (422, "invalid", [named])


def test_at_most_25_conditions(anna: User) -> None:
    one = {"field": "kind", "op": "exists"}
    assert found(anna, {"all": [one] * 25}) == []
    refused = anna.post("/v1/relations/search", {"criteria": {"all": [one] * 26}})
    assert refused.status == 422


def test_among_many(world: World, anna: User) -> None:
    """A page holds fifty unless told. Push-down: criteria that name one customer among many read no more than that."""
    for place in range(50):
        anna.company(f"Company {place}", status=["prospect"])
    anna.company("The one", status=["customer"])
    assert len(anna.get("/v1/relations")["data"]) == 50
    assert len(anna.get("/v1/relations?limit=200")["data"]) == 51
    criteria = {
        "all": [
            {"field": "status", "op": "has_any", "value": ["customer"]},
            {"field": "kind", "op": "eq", "value": "company"},
        ]
    }
    with world.meter() as narrow:
        assert found(anna, criteria) == ["The one"]
    with world.meter() as wide:
        assert found(anna, {"field": "name", "op": "contains", "value": "the one"}) == ["The one"]
    assert narrow.read_units < wide.read_units
    assert narrow.round_trips <= wide.round_trips <= 3


def test_a_search_is_walked_by_cursor_too(market: User) -> None:
    body: dict[str, Any] = {"criteria": {"field": "kind", "op": "eq", "value": "company"}, "limit": 2}
    first = market.post("/v1/relations/search", body)
    second = market.post("/v1/relations/search", {**body, "cursor": first["page"]["next_cursor"]})
    names = [each["name"] for page in (first, second) for each in page["data"]]
    assert names == ["Ärzte GmbH", "Bakkerij", "Café Zola"]
    assert second["page"] == {"next_cursor": None, "has_more": False}


# ---------------------------------------------------------------------------------------------- cursors of others


def test_a_cursor_is_good_only_for_what_it_was_made_for(world: World) -> None:
    """T4: of another tenant, user, list, filter or order; altered, cut off, or none at all."""
    anna, bert, carla = world.user(), world.user(), world.user(tenant="Other")
    for user in (anna, carla):
        for letter in "ABC":
            user.company(letter, status=["customer"])
            user.contact(user.company(f"With contact {letter}").id)
    cursor = str(anna.get("/v1/relations?limit=1")["page"]["next_cursor"])
    assert anna.get(f"/v1/relations?limit=1&cursor={cursor}").status == 200
    assert anna.get(f"/v1/relations?limit=2&cursor={cursor}").status == 200

    refused: list[Reply] = [
        carla.get(f"/v1/relations?cursor={cursor}"),
        bert.get(f"/v1/relations?cursor={cursor}"),
        anna.get(f"/v1/contacts?cursor={cursor}"),
        anna.get(f"/v1/relations?sort=-name&cursor={cursor}"),
        anna.get(f"/v1/relations?sort=updated_at&cursor={cursor}"),
        anna.get(f"/v1/relations?status=customer&cursor={cursor}"),
        anna.get(f"/v1/relations?email=a@example.com&cursor={cursor}"),
        anna.post("/v1/relations/search", {"criteria": {"field": "kind", "op": "exists"}, "cursor": cursor}),
    ]
    for altered in (
        _flipped(cursor, 0),
        _flipped(cursor, 20),
        _flipped(cursor, -3),
        cursor[:-4],
        cursor + "AAAA",
        _spare_bits(cursor),
    ):
        refused.append(anna.get(f"/v1/relations?cursor={altered}"))
    for garbage in ("x", "AAAA", "%00", "%F0%9F%98%80", "null", "A" * 1999, "..%2F..%2F"):
        refused.append(anna.get(f"/v1/relations?cursor={garbage}"))
    for reply in refused:
        assert (reply.status, reply["code"]) == (400, "invalid_cursor"), reply.text
    assert anna.get(f"/v1/relations?cursor={'A' * 2001}").status == 400


def _spare_bits(cursor: str) -> str:
    """The same octets, written otherwise: with padding, the last character of base64 has bits that say nothing."""
    body = cursor.rstrip("=")
    if body == cursor:
        return cursor + "="
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return body[:-1] + letters[letters.index(body[-1]) + 1] + cursor[len(body) :]


def _flipped(cursor: str, place: int) -> str:
    letters = list(cursor)
    letters[place] = "B" if letters[place] != "B" else "C"
    return "".join(letters)


def test_every_list_holds_its_cursor_to_its_user(world: World) -> None:
    """T4, for the lists besides those of a type."""
    anna, bert = world.user(), world.user()
    company = anna.company(addresses=[{"address": {"city": "Almere"}}])
    address = company["addresses"][0]["address"]["id"]
    anna.person(addresses=[{"address": address}])
    for letter in "AB":
        anna.contact(company.id, first_name=letter)
    anna.patch(f"/v1/relations/{company.id}", {"note": "x"})
    for path in (
        f"/v1/relations/{company.id}/contacts",
        f"/v1/relations/{company.id}/history",
        f"/v1/addresses/{address}/used-by",
    ):
        first = anna.get(f"{path}?limit=1")
        cursor = first["page"]["next_cursor"]
        second = anna.get(f"{path}?limit=1&cursor={cursor}")
        assert (second.status, len(second["data"]), second["data"] != first["data"]) == (200, 1, True)
        for stranger, other in ((bert, path), (anna, "/v1/relations")):
            assert stranger.get(f"{other}?cursor={cursor}")["code"] == "invalid_cursor"
