"""What a client keeps for its user, and what it needs to begin."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.models.preference import MOST_BYTES
from tests.people import person, signed_in
from tests.world import World

PATH = "/v1/me/preferences"
COLUMNS = {"columns.relation": ["display_name", "city"], "density": "compact"}


def test_what_was_set_is_there_on_every_machine(world: World) -> None:
    ann = world.user()
    assert (ann.get(PATH).json, ann.get(PATH).header("etag")) == ({}, '"0"')
    put = ann.put(PATH, {"theme": "dark", **COLUMNS})
    assert (put.status, put.header("etag")) == (200, '"1"')
    assert ann.get(PATH).json == put.json == {"theme": "dark", **COLUMNS}


def test_a_patch_sets_each_by_itself_and_null_takes_away(world: World) -> None:
    ann = world.user()
    ann.put(PATH, {"theme": "dark", **COLUMNS})
    changed = ann.patch(PATH, {"theme": None, "density": "wide", "start": {"of": "relation", "view": None}})
    assert changed.json == {
        "columns.relation": ["display_name", "city"], "density": "wide", "start": {"of": "relation", "view": None},
    }  # fmt: skip
    assert ann.get(PATH).json == changed.json
    assert ann.put(PATH, {"theme": None}).json == {}


def test_nobody_has_those_of_another(world: World) -> None:
    ann, bob = world.user(), world.user("administrator")
    ann.put(PATH, {"theme": "dark"})
    bob.put(PATH, {"theme": "light"})
    elsewhere = world.user(tenant="Bolt")
    assert [each.get(PATH).json for each in (ann, bob, elsewhere)] == [{"theme": "dark"}, {"theme": "light"}, {}]


def test_people_from_outside_have_them_too(world: World) -> None:
    guest = world.user("external", kind="external")
    assert guest.put(PATH, {"theme": "dark"}).status == 200
    assert guest.get(PATH).json == {"theme": "dark"}


@pytest.mark.parametrize("name", ["", "Theme", "1st", "a b", "a..b", ".a", "a.", "a.b.c.d.e", "é", "x" * 41, "a\n"])
def test_what_is_no_name_is_refused(world: World, name: str) -> None:
    ann = world.user()
    with world.unchanged():
        assert ann.patch(PATH, {name: 1}).status == 400
        assert ann.put(PATH, {name: 1}).status == 400


def test_there_is_room_for_so_much_and_no_more(world: World) -> None:
    ann = world.user()
    most = MOST_BYTES - len('{"note":""}')
    assert ann.patch(PATH, {"note": "é" * (most // 2)}).status == 200
    with world.unchanged():
        more = ann.patch(PATH, {"theme": "dark"})
        assert (more.status, more["errors"][0]["code"]) == (422, "too_long")
        assert ann.put(PATH, {"note": "x" * (most + 1)}).status == 422
        assert ann.put(PATH, {f"a{n}": 1 for n in range(201)}).status == 422


def test_two_clients_that_change_others_at_once_lose_nothing(world: World) -> None:
    ann = world.user()
    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(lambda n: ann.patch(PATH, {f"panel.p{n}": n}).status, range(4)))
    assert statuses == [200] * 4
    assert ann.get(PATH).json == {f"panel.p{n}": n for n in range(4)}


def test_if_match_holds_one_to_what_was_seen(world: World) -> None:
    ann = world.user()
    ann.put(PATH, {"theme": "dark"})
    assert ann.put(PATH, {"theme": "light"}, headers={"If-Match": '"0"'}).status == 412
    assert ann.put(PATH, {"theme": "light"}, headers={"If-Match": '"1"'}).status == 200
    assert ann.put(PATH, {"theme": "light"}).header("etag") == '"2"', "nothing was written"


def test_who_i_am_has_all_that_a_client_needs_to_begin(world: World) -> None:
    ann = world.user()
    ann.put(PATH, {"theme": "dark"})
    boss = world.user("administrator")
    boss.patch("/v1/organisation", {"time_zone": "Europe/Paris", "language": "fr"})
    company = boss.company()
    boss.post("/v1/activities", {"kind": "task", "subject": "Bellen", "is_task": True, "links": [company.id],
                                 "assignees": [ann.id]})  # fmt: skip
    world.settle()
    me = ann.get("/v1/me")
    assert me["preferences"] == {"theme": "dark"}
    assert (me["role"], me["role_name"]) == ("employee", "Employee")
    assert {name: me["tenant"][name] for name in ("name", "country", "language", "time_zone")} == {
        "name": "Acme", "country": "NL", "language": "fr", "time_zone": "Europe/Paris",
    }  # fmt: skip
    assert me["notices"] == {"unread": 1, "more": False}
    assert "relation.edit" in me["rights"]


def test_who_i_am_is_told_again_after_a_change(world: World) -> None:
    ann = signed_in(world, person(world))["access_token"]
    world.ask("PATCH", PATH, {"theme": "dark"}, token=ann)
    told = world.ask("PATCH", "/v1/me", {"name": "Anna"}, token=ann)
    assert (told["name"], told["preferences"]) == ("Anna", {"theme": "dark"})
