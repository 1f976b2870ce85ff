"""Lists of types that are not open to all colleagues: what one sees is found by who has a stake in it, however much
there is besides (docs/access.md)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from chalicelib.models.record import Record
from chalicelib.models.relation import RELATION
from tests import crowd
from tests.meter import Meter
from tests.world import Reply, User, World

MANY, PAGE = 10_000, 50
WORKS = ["read", "view", "download", "create", "edit", "delete", "restore"]
NOBODY = f"usr_{0:026d}"


@dataclass
class Company:
    """Sellers below a lead, and a clerk beside them."""

    world: World

    def __post_init__(self) -> None:
        self.ann = self.world.user("administrator")
        works = self.made("profiles", name="Works", types={"*": {"actions": WORKS}})
        self.lead = self.made("roles", key="lead", name="Lead", profiles=[works])
        self.seller = self.made("roles", key="seller", name="Seller", parent=self.lead, profiles=[works])
        self.clerk = self.made("roles", key="clerk", name="Clerk", profiles=[works])

    def made(self, plural: str, **fields: Any) -> str:
        reply = self.ann.post(f"/v1/{plural}", fields)
        assert reply.status == 201, reply.text
        return reply.id

    def private(self, *types: str) -> None:
        for each in types:
            self.made("type-defaults", of=each, level="private")

    def team(self, *members: User) -> str:
        return self.made("teams", name=f"Team of {len(members)}", members=[each.id for each in members])

    def shares(self, of: str, owned_by: dict[str, Any], shared_with: dict[str, Any]) -> None:
        self.made("sharing-rules", name="Shared", of=of, owned_by=owned_by, shared_with=shared_with, level="read")


@pytest.fixture
def company(world: World) -> Company:
    return Company(world)


def fill(company: Company, owner: Callable[[int], str], number: int = MANY) -> None:
    """Relations, of each of which it is told who owns it."""
    tenant = company.ann.tenant
    relations = (each for each in crowd.crowd(tenant, number) if each.type == RELATION.name)
    owned = (_owned(each, owner(n)) for n, each in enumerate(relations))
    crowd.put(company.world.engine, (item for each in owned for item in crowd.items(each)))


def _owned(relation: Record, owner: str) -> Record:
    return replace(relation, data={**relation.data, "owner": {"id": owner, "title": "Somebody"}})


def pages(user: User, path: str, most: int = 60) -> list[list[str]]:
    """The names on each page, cursor by cursor."""
    found: list[list[str]] = []
    reply = user.get(path)
    while True:
        assert reply.status == 200, reply.text
        found.append([each["display_name"] for each in reply["data"]])
        assert len(found) < most, "it does not end"
        if not reply["page"]["has_more"]:
            return found
        reply = user.get(f"{path}{'&' if '?' in path else '?'}cursor={reply['page']['next_cursor']}")


def named(wanted: Callable[[int], bool], number: int = MANY) -> list[str]:
    """Of the relations that are wanted, by their numbers, in the order of lists."""
    return sorted(f"{crowd.word(n).capitalize()} B.V." for n in range(number) if wanted(n))


def metered(company: Company, user: User, path: str) -> tuple[Reply, Meter]:
    with company.world.meter() as meter:
        reply = user.get(path)
    assert reply.status == 200, reply.text
    return reply, meter


def next_page(path: str, reply: Reply) -> str:
    return f"{path}{'&' if '?' in path else '?'}cursor={reply['page']['next_cursor']}"


# ------------------------------------------------------------------------------------------------ one of a hundred


def test_a_list_of_one_in_a_hundred_takes_no_more_round_trips_than_any_other(company: Company) -> None:
    """Issue 5: 50 of a private type, of which the asker sees 1 % of 10,000."""
    bob = company.world.user("seller")
    fill(company, lambda n: bob.id if n % 100 == 7 else NOBODY)
    company.private("relation")
    mine = named(lambda n: n % 100 == 7)
    for path, expected in (("/v1/relations", mine), ("/v1/relations?sort=-name", mine[::-1])):
        first, meter = metered(company, bob, path)
        names = [each["display_name"] for each in first["data"]]
        assert (names, first["page"]["has_more"]) == (expected[:PAGE], True)
        assert (meter.round_trips, meter.items_read) == (2, 51 + 51 + 1)
        second, meter = metered(company, bob, next_page(path, first))
        assert [each["display_name"] for each in second["data"]] == expected[PAGE:]
        assert (second["page"]["has_more"], meter.round_trips) == (False, 2)


def test_a_filter_keeps_to_ones_own(company: Company) -> None:
    bob = company.world.user("seller")
    fill(company, lambda n: bob.id if n % 101 == 7 else NOBODY)
    company.private("relation")
    path = "/v1/relations?status=customer"
    first, meter = metered(company, bob, path)
    mine = named(lambda n: n % 101 == 7 and n % len(crowd.STATUSES) == 0)
    assert [each["display_name"] for each in first["data"]] == mine
    assert (first["page"]["has_more"], meter.round_trips) == (False, 2)


def test_who_stands_above_sees_what_those_below_own_as_one_list(company: Company) -> None:
    eva, below = company.world.user("lead"), [company.world.user("seller") for _ in range(10)]
    fill(company, lambda n: below[n // 1000].id if n % 100 == 7 else NOBODY)
    company.private("relation")
    mine = named(lambda n: n % 100 == 7)
    first, meter = metered(company, eva, "/v1/relations")
    assert [each["display_name"] for each in first["data"]] == mine[:PAGE]
    assert meter.round_trips <= 4
    assert [name for page in pages(eva, "/v1/relations") for name in page] == mine
    assert [name for page in pages(eva, "/v1/relations?sort=-name&limit=7") for name in page] == mine[::-1]
    assert pages(below[3], "/v1/relations") == [named(lambda n: n % 100 == 7 and n // 1000 == 3)]


def test_a_sharing_rule_and_a_team_add_to_the_list(company: Company) -> None:
    carl, dora, eva = (company.world.user(role) for role in ("clerk", "clerk", "seller"))
    team = company.team(carl, dora)
    owners = {1: carl.id, 2: team, 3: eva.id}
    fill(company, lambda n: owners.get(n % 100, NOBODY), 2_000)
    company.private("relation")

    def names(*rest: int) -> list[str]:
        return named(lambda n: n % 100 in rest, 2_000)

    assert [name for page in pages(carl, "/v1/relations") for name in page] == names(1, 2)
    assert [name for page in pages(dora, "/v1/relations") for name in page] == names(2)
    company.shares("relation", {"role": company.seller}, {"team": team})
    first, meter = metered(company, dora, "/v1/relations")
    assert ([each["display_name"] for each in first["data"]], meter.round_trips) == (names(2, 3), 2)
    company.shares("relation", {"team": team}, {"role": company.seller})
    assert [name for page in pages(eva, "/v1/relations") for name in page] == names(2, 3)


def test_a_list_can_be_asked_for_what_somebody_owns(company: Company) -> None:
    bob, carl = company.world.user("seller"), company.world.user("seller")
    team = company.team(bob)
    fill(company, lambda n: team if n % 100 == 7 else carl.id, 2_000)
    mine = named(lambda n: n % 100 == 7, 2_000)
    for level in ("open", "private"):
        first, meter = metered(company, bob, f"/v1/relations?owner={team}")
        assert ([each["display_name"] for each in first["data"]], meter.round_trips) == (mine, 2), level
        others, _ = metered(company, bob, f"/v1/relations?owner={carl.id}")
        assert len(others["data"]) == (PAGE if level == "open" else 0)
        assert others["page"]["has_more"] is (level == "open"), "that there are any is not told"
        company.private("relation") if level == "open" else None
    assert bob.names(f"/v1/contacts?owner={bob.id}") == []


def test_what_is_taken_away_is_gone_at_the_next_page(company: Company) -> None:
    bob = company.world.user("seller")
    company.private("relation")
    made = [bob.company(f"Company {letter}") for letter in "ABCD"]
    first = bob.get("/v1/relations?limit=2")
    for each in made[1:3]:
        assert company.ann.patch(f"/v1/relations/{each.id}", {"owner": company.ann.id}).status == 200
    second = bob.get(next_page("/v1/relations?limit=2", first))
    assert [each["name"] for each in second["data"]] == ["Company D"]
    assert bob.names("/v1/relations") == ["Company A", "Company D"]


# ----------------------------------------------------------------------------------- where others' come in between


def test_a_page_is_filled_and_says_truly_whether_there_is_more(company: Company) -> None:
    """E7: that there is something behind is not told either."""
    bob = company.world.user("seller")
    for n in range(40):
        company.ann.company(f"Company {n:02}", restricted=n % 8 != 3)
    seen = [f"Company {n:02}" for n in range(3, 40, 8)]
    for path in ("/v1/relations", "/v1/relations?sort=-updated_at"):
        assert [name for page in pages(bob, f"{path}{'&' if '?' in path else '?'}limit=2") for name in page] == (
            seen if path == "/v1/relations" else seen[::-1]
        )
    last = bob.get("/v1/relations?limit=5")
    assert ([each["name"] for each in last["data"]], last["page"]["has_more"]) == (seen, False)
    criteria = {"field": "name", "op": "contains", "value": "Company 0"}
    told = bob.post("/v1/relations/search", {"criteria": criteria, "limit": 1})
    assert ([each["name"] for each in told["data"]], told["page"]["has_more"]) == (["Company 03"], False)


def test_r12_to_look_for_little_among_much_ends_and_finds_it(company: Company) -> None:
    """R12: of a type where one owns too much to be put in order at once, other orders look at everything."""
    bob = company.world.user("seller")
    fill(company, lambda n: bob.id if n % 10 == 7 else NOBODY, 2_500)
    company.private("relation")
    path = "/v1/relations?sort=-updated_at"
    first, meter = metered(company, bob, path)
    assert (0 < len(first["data"]) < PAGE, first["page"]["has_more"], meter.round_trips <= 10) == (True, True, True)
    found = [name for page in pages(bob, path, most=300) for name in page]
    assert sorted(found) == named(lambda n: n % 10 == 7, 2_500)


def test_another_order_of_what_is_little_is_made_at_once(company: Company) -> None:
    bob = company.world.user("seller")
    fill(company, lambda n: bob.id if n % 100 == 7 else NOBODY)
    company.private("relation")
    path = "/v1/relations?sort=-updated_at"
    first, meter = metered(company, bob, path)
    assert (len(first["data"]), first["page"]["has_more"], meter.round_trips) == (PAGE, True, 2)
    second, _ = metered(company, bob, next_page(path, first))
    both = [*first["data"], *second["data"]]
    assert both == sorted(both, key=lambda each: (each["updated_at"], each["id"]), reverse=True)
    assert sorted(each["display_name"] for each in both) == named(lambda n: n % 100 == 7)
    assert second["page"]["has_more"] is False


def test_what_belongs_to_a_relation_is_listed_with_it(company: Company) -> None:
    bob = company.world.user("seller")
    tenant = company.ann.tenant
    everything = [
        _owned(each, bob.id if int(each.id[4:]) % 100 == 7 else NOBODY) if each.type == RELATION.name else each
        for each in crowd.crowd(tenant, 4_000)
    ]
    crowd.put(company.world.engine, (item for each in everything for item in crowd.items(each)))
    company.private("relation", "contact")
    first, meter = metered(company, bob, "/v1/contacts?limit=30")
    theirs = {f"con_{n:026d}" for n in range(7, 4_000, 100)}
    assert (len(first["data"]), {each["id"] for each in first["data"]} <= theirs) == (30, True)
    assert meter.round_trips <= 4, "the relations, the entries, the records, and what is around them"
    assert len([name for page in pages(bob, "/v1/contacts?limit=30") for name in page]) == 40


def test_quick_search_finds_ones_own_among_thousands_of_others(company: Company) -> None:
    """Z4"""
    bob = company.world.user("seller")
    fill(company, lambda n: bob.id if n == 9_876 else NOBODY)
    company.private("relation")
    with company.world.meter() as meter:
        found = bob.get("/v1/search?q=ba&types=relation")
    assert found["data"] == []
    with company.world.meter() as meter:
        found = bob.get(f"/v1/search?q={crowd.word(9_876)[:4]}&types=relation")
    assert ([each["id"] for each in found["data"]], found["complete"]) == ([f"rel_{9_876:026d}"], True)
    assert meter.round_trips <= 3
    found = bob.get(f"/v1/search?q={crowd.word(1_234)}&types=relation&limit=1")
    assert (found["data"], found["complete"]) == ([], True)
