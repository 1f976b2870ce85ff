"""Rights are those of this moment, at no round trip of their own (A6, Z1, T8)."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import Context
from typing import Any

import pytest

from chalicelib.access import held, rights
from chalicelib.actions import shipping
from chalicelib.models.shipped_rights import profile_id, role_id
from tests.people import meanwhile, person, signed_in
from tests.world import Reply, User, World

READS = {"actions": ["read"], "fields": {"*": "write"}}
WORKS = {"actions": ["read", "create", "edit", "delete", "restore"], "fields": {"*": "write"}}


def role(root: User, key: str, **granted: Any) -> str:
    """A role with a profile of its own, whose id it gives."""
    profile = root.post("/v1/profiles", {"name": key, "types": {"*": granted}})
    made = root.post("/v1/roles", {"key": key, "name": key, "profiles": [profile.id]})
    assert (profile.status, made.status) == (201, 201)
    return profile.id


def grant(root: User, profile: str, **granted: Any) -> None:
    reply = root.patch(f"/v1/profiles/{profile}", {"types": {"*": granted}})
    assert reply.status == 200, reply.text


@contextmanager
def another_function(tenant: str) -> Iterator[None]:
    """What happens in here, this function does not hear of: it goes on knowing what it knew."""
    known = held.of(tenant)
    yield
    held.known.keep(known)


def aside(act: Callable[[], Any]) -> Callable[[], Any]:
    """As a request of its own, in the middle of another."""
    return lambda: Context().run(act)


# --------------------------------------------------------------------------------------------- at the next request


def test_a_right_that_was_taken_away_is_gone_at_the_next_request(world: World) -> None:
    """A6, Z1: also where a function still knows the rights of before."""
    root = world.user("administrator")
    profile = role(root, "works", **WORKS)
    bob, company = world.user("works"), root.company().id
    assert bob.patch(f"/v1/relations/{company}", {"note": "one"}).status == 200
    with another_function(root.tenant):
        grant(root, profile, **READS)
    with world.unchanged():
        assert bob.patch(f"/v1/relations/{company}", {"note": "two"}).status == 403
        assert bob.post("/v1/relations", {"name": "Another"}).status == 403
    assert bob.get(f"/v1/relations/{company}")["note"] == "one"
    with another_function(root.tenant):
        root.patch(f"/v1/profiles/{profile}", {"types": {"*": {"actions": []}}})
    for path in (f"/v1/relations/{company}", "/v1/relations", "/v1/search?q=hamer"):
        refused = bob.get(path)
        assert refused.status == 403 or refused["data"] == []


def test_a_right_that_was_given_works_at_the_next_request(world: World) -> None:
    root = world.user("administrator")
    profile = role(root, "reads", **READS)
    bob, company = world.user("reads"), root.company().id
    assert bob.patch(f"/v1/relations/{company}", {"note": "one"}).status == 403
    with another_function(root.tenant):
        grant(root, profile, **WORKS)
    assert bob.patch(f"/v1/relations/{company}", {"note": "two"}).status == 200
    assert bob.post("/v1/relations", {"name": "Another"}).status == 201


@pytest.mark.parametrize(
    ("plural", "body"),
    [
        ("type-defaults", {"of": "relation", "level": "private"}),
        ("profiles", None),
    ],
)
def test_whatever_describes_rights_works_at_the_next_request(world: World, plural: str, body: Any) -> None:
    """A default, and a profile that is archived."""
    root, ann = world.user("administrator"), world.user("sales")
    profile = role(root, "works", **WORKS)
    bob, company = world.user("works"), ann.company().id
    assert bob.get(f"/v1/relations/{company}").status == 200
    with another_function(root.tenant):
        if body:
            assert root.post(f"/v1/{plural}", body).status == 201
        else:
            root.patch(f"/v1/roles/{_role_of(root)}", {"profiles": []})
            assert root.delete(f"/v1/profiles/{profile}").status == 200
    assert bob.get(f"/v1/relations/{company}").status in (403, 404)


def _role_of(root: User) -> str:
    return str(next(each["id"] for each in root.get("/v1/roles?key=works")["data"]))


def test_a_team_a_rule_and_a_restriction_work_at_the_next_request(world: World) -> None:
    """B18, A35"""
    root, ann, bob = world.user("administrator"), world.user("sales"), world.user("after_sales")
    shipping.ship(root.tenant)
    root.post("/v1/type-defaults", {"of": "relation", "level": "private"})
    company = ann.company().id
    path = f"/v1/relations/{company}"
    team = root.post("/v1/teams", {"name": "North"}).id
    rule = {
        "name": "North reads",
        "of": "relation",
        "owned_by": {"role": role_id("sales")},
        "shared_with": {"team": team},
    }
    steps: list[tuple[Callable[[], Reply], int]] = [
        (lambda: root.post("/v1/sharing-rules", rule), 404),
        (lambda: root.patch(f"/v1/teams/{team}", {"members": [bob.id]}), 200),
        (lambda: ann.patch(path, {"restricted": True}), 404),
        (lambda: ann.patch(path, {"access": [{"who": team, "level": "read"}]}), 200),
        (lambda: root.patch(f"/v1/teams/{team}", {"members": []}), 404),
        (lambda: ann.patch(path, {"owner": bob.id}), 200),
    ]
    for step, status in steps:
        with another_function(root.tenant):
            assert step().status in (200, 201)
        assert bob.get(path).status == status


# ------------------------------------------------------------------------------- in the middle of a request


def test_rights_that_change_in_the_middle_are_decided_by_anew_and_nothing_is_written_by_the_old(world: World) -> None:
    """A6, Z2"""
    root = world.user("administrator")
    profile = role(root, "works", **WORKS)
    bob, company = world.user("works"), root.company(note="before").id
    held.of(root.tenant)
    with meanwhile("BatchGetItem", aside(lambda: grant(root, profile, **READS))):
        assert bob.patch(f"/v1/relations/{company}", {"note": "after"}).status == 403
    assert root.get(f"/v1/relations/{company}")["note"] == "before"
    with another_function(root.tenant):
        grant(root, profile, **WORKS)
    with meanwhile("BatchGetItem", aside(lambda: grant(root, profile, **WORKS, view_all=True))):
        assert bob.patch(f"/v1/relations/{company}", {"note": "after"}).status == 200


def test_what_reads_nothing_by_its_key_is_decided_by_the_rights_of_now(world: World) -> None:
    """To create, and to list: the epoch comes along with what is read, or is asked for at the end."""
    root = world.user("administrator")
    profile = role(root, "works", **WORKS)
    bob = world.user("works")
    bob.company("One")
    with another_function(root.tenant):
        grant(root, profile, actions=[])
    with world.unchanged():
        assert bob.post("/v1/relations", {"name": "Two"}).status == 403
        assert bob.get("/v1/relations").status == 403
        assert bob.get("/v1/relations?status=customer").status == 403


# ---------------------------------------------------------------------------------------------- what it costs


def test_deciding_costs_no_round_trip_of_its_own(world: World) -> None:
    """What an operation reads it reads; that the rights still hold comes along."""
    ann = world.user("sales")
    company, costs = ann.company("Hamerslag").id, {}
    asked: dict[str, Callable[[], Reply]] = {
        "read": lambda: ann.get(f"/v1/relations/{company}"),
        "list": lambda: ann.get("/v1/relations"),
        "create": lambda: ann.post("/v1/relations", {"name": "Another"}),
        "update": lambda: ann.patch(f"/v1/relations/{company}", {"note": "x"}),
    }
    for name, ask in asked.items():
        with world.meter() as meter:
            ask()
        costs[name] = meter.round_trips
        about_rights = [call.summary for call in meter.calls if "#rights" in call.summary]
        assert len(about_rights) == 1, meter.calls
        assert ", " in about_rights[0], "a request for nothing else"
    assert costs == {"read": 2, "list": 2, "create": 2, "update": 3}


def test_a_function_that_is_cold_reads_the_rights_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    ann = world.user("sales")
    company = ann.company("Hamerslag").id
    for path, warm in ((f"/v1/relations/{company}", 2), ("/v1/relations", 2)):
        with world.meter() as meter:
            monkeypatch.setattr(held, "known", held.Known())
            assert ann.get(path).status == 200
        assert meter.round_trips == warm + 1


# ---------------------------------------------------------------------------------------------- at the same time


def test_two_tenants_in_sixteen_threads_never_see_each_others_rights(world: World) -> None:
    """T8: in one everybody may work, in the other the same role may read only."""
    people, companies = {}, {}
    for tenant, granted in (("Acme", WORKS), ("Other", READS)):
        root = world.user("administrator", tenant=tenant)
        role(root, "clerk", **granted)
        people[tenant] = world.user("clerk", tenant=tenant)
        companies[tenant] = root.company(f"Canary {tenant}").id

    def ask(number: int) -> tuple[str, int, int, str]:
        tenant = ("Acme", "Other")[number % 2]
        who, path = people[tenant], f"/v1/relations/{companies[tenant]}"
        if number % 5 == 0:
            held.known.keep(held.of(who.tenant))
        read = who.get(path)
        return tenant, read.status, who.patch(path, {"note": str(number)}).status, read.text

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(ask, range(96)))
    for tenant, read, changed, text in answers:
        assert read == 200
        assert f"Canary {tenant}" in text
        assert changed in ((200, 409) if tenant == "Acme" else (403,))
    assert {status for tenant, _, status, _ in answers if tenant == "Acme"} >= {200}


def test_the_same_person_in_two_tenants_has_in_each_the_rights_of_that(world: World) -> None:
    """T9"""
    here, there = person(world, "administrator"), person(world, "reader", tenant="Other")
    token = signed_in(world, here, tenant=here.tenant)["access_token"]
    acme = User(world, token, here.user, here.tenant)
    switched = acme.post("/v1/auth/switch", {"tenant": there.tenant})
    other = User(world, switched["access_token"], there.user, there.tenant)
    assert here.identity == there.identity
    company, theirs = acme.company().id, world.user("administrator", tenant="Other").company().id
    assert acme.get(f"/v1/relations/{theirs}").status == other.get(f"/v1/relations/{company}").status == 404
    assert other.patch(f"/v1/relations/{theirs}", {"note": "x"}).status == 403
    listed = [{"who": other.id, "level": "edit"}]
    assert acme.patch(f"/v1/relations/{company}", {"access": listed}).status == 422
    for who, right in ((acme, True), (other, False)):
        asked = {"right": {"type": "relation", "action": "delete"}}
        assert who.post("/v1/rights/explain", asked)["allowed"] is right
    assert acme.get(f"/v1/users/{there.user}/rights").status == 404


def test_more_tenants_than_are_kept_are_forgotten_and_read_again(world: World) -> None:
    known = held.Known()
    mine = held.of(world.tenant())
    known.keep(mine)
    for number in range(held.MOST_KEPT):
        known.keep(held.Held(f"ten_{number}", ride=False).rights() if number == 0 else _empty(f"ten_{number}"))
    assert known.get(mine.tenant) is None
    assert known.get("ten_1") is not None


def _empty(tenant: str) -> Any:
    return rights.of(tenant, 0, {})


def test_the_shipped_profiles_can_be_changed_and_that_works_at_once(world: World) -> None:
    """B18: what is shipped is a record of the tenant's own."""
    root, bob = world.user("administrator"), world.user("sales")
    shipping.ship(root.tenant)
    company = root.company().id
    path = f"/v1/profiles/{profile_id('sales')}"
    assert bob.patch(f"/v1/relations/{company}", {"note": "x"}).status == 200
    assert root.patch(path, {"types": {"*": READS}}).status == 200
    assert bob.patch(f"/v1/relations/{company}", {"note": "y"}).status == 403
