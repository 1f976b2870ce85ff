"""The list of a restricted relation: whom it lets do how much, who says so, and how many there may be (A35, C9)."""

from typing import Any

import pytest

from chalicelib import clock
from chalicelib.storage import rights
from tests.browser import document
from tests.secluded import log, shut
from tests.world import User, World


@pytest.fixture
def eva(world: World) -> User:
    """Who owns what is restricted."""
    return world.user("sales")


@pytest.fixture
def bert(world: World) -> User:
    """A colleague who is not on any list."""
    return world.user("sales")


# --------------------------------------------------------------------------------------------------- levels, and who


@pytest.mark.parametrize(
    ("level", "edits", "deletes"), [("view", 403, 403), ("read", 403, 403), ("edit", 200, 403), ("delete", 200, 200)]
)
def test_the_level_of_the_list_holds_in_the_whole_dossier(
    world: World, eva: User, bert: User, level: str, edits: int, deletes: int
) -> None:
    """Z1: never more, though the type is open to all."""
    relation = shut(eva, (bert.id, level))
    note = log(eva, relation.id)
    for path, change in ((f"/v1/activities/{note.id}", {"text": "x"}), (f"/v1/relations/{relation.id}", {"note": "x"})):
        assert bert.get(path).status == 200
        assert bert.patch(path, change).status == edits
        assert bert.delete(path).status == deletes


def test_a_list_may_name_teams(world: World, eva: User, bert: User) -> None:
    team = world.user("administrator").post("/v1/teams", {"name": "Inner circle", "members": [bert.id]})
    relation = shut(eva, (team.id, "read"))
    assert bert.get(f"/v1/relations/{relation.id}").status == 200
    world.user("administrator").patch(f"/v1/teams/{team.id}", {"members": []})
    assert bert.get(f"/v1/relations/{relation.id}").status == 404


def test_who_stands_above_an_owner_and_administrators_see_it(world: World, eva: User) -> None:
    relation = shut(eva)
    for role, status in (("manager", 200), ("administrator", 200), ("reader", 404), ("employee", 404)):
        assert world.user(role).get(f"/v1/relations/{relation.id}").status == status, role


def test_with_the_view_level_files_stay_where_they_are(world: World, eva: User, bert: User) -> None:
    """C19: the dossier is seen, the files of its documents are not had."""
    relation = shut(eva, (bert.id, "view"))
    made = document(eva, links=[relation.id])
    world.settle()
    assert bert.get(f"/v1/documents/{made.id}/pages").status == 200
    assert bert.get(f"/v1/documents/{made.id}/download").status == 403


def test_its_dossier_stays_shut_when_it_is_archived(world: World, eva: User, bert: User) -> None:
    relation = shut(eva)
    note = log(eva, relation.id)
    assert eva.delete(f"/v1/relations/{relation.id}").status == 200
    assert bert.get(f"/v1/activities/{note.id}").status == 404
    assert bert.get(f"/v1/relations/{relation.id}").status == 404
    assert eva.post(f"/v1/relations/{relation.id}/restore").status == 200
    assert bert.get(f"/v1/activities/{note.id}").status == 404


# --------------------------------------------------------------------------------------------------- who says who


@pytest.mark.parametrize(
    ("field", "named"), [("restricted", "restricted"), ("access", "access"), ("owner", "owner"), ("co_owners", "owner")]
)
def test_owners_and_managers_say_who_gets_at_it(world: World, eva: User, bert: User, field: str, named: str) -> None:
    """Z8, Z2: nobody else makes themselves an owner, nor shuts others out."""
    relation = eva.company()
    path = f"/v1/relations/{relation.id}"
    with world.unchanged():
        refused = bert.patch(path, {field: _said(field, bert)})
        assert (refused.status, refused.fields) == (403, [named])
    assert world.user("manager").patch(path, {field: _said(field, eva)}).status == 200


def _said(field: str, who: User) -> Any:
    listed = [{"who": who.id, "level": "read"}]
    return {"restricted": True, "access": listed, "owner": who.id, "co_owners": [who.id]}[field]


def test_nobody_shuts_themselves_out_by_mistake(world: World, eva: User, bert: User) -> None:
    """Z2: but who gives it away may lose it by that, and an administrator always gets at it."""
    with world.unchanged():
        refused = eva.post("/v1/relations", {"name": "X", "owner": bert.id, "restricted": True})
        assert (refused.status, refused.fields) == (422, ["access"])
    relation = shut(eva)
    path = f"/v1/relations/{relation.id}"
    assert eva.patch(path, {"owner": bert.id}).status == 200
    assert (eva.get(path).status, bert.get(path).status) == (404, 200)
    assert world.user("administrator").patch(path, {"owner": eva.id}).status == 200


def test_opening_it_opens_its_dossier_at_once_and_both_stand_in_its_history(
    world: World, eva: User, bert: User
) -> None:
    relation = shut(eva)
    note = log(eva, relation.id)
    assert bert.get(f"/v1/activities/{note.id}").status == 404
    eva.patch(f"/v1/relations/{relation.id}", {"restricted": False})
    assert bert.get(f"/v1/activities/{note.id}").status == 200
    changed = eva.get(f"/v1/relations/{relation.id}/history")["data"][0]["changed"]
    assert changed["restricted"] == {"was": True, "now": False}


# --------------------------------------------------------------------------------------- how many, what it costs


def test_there_is_room_for_so_many_and_then_it_says_what_to_do(
    world: World, eva: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R11"""
    monkeypatch.setattr(rights, "MOST_SHUT", 2)
    shut(eva)
    second = shut(eva)
    with world.unchanged():
        refused = eva.post("/v1/relations", {"name": "Third", "restricted": True})
        assert (refused.status, refused.fields) == (422, ["restricted"])
        assert "type default" in refused["errors"][0]["message"]
    assert eva.patch(f"/v1/relations/{second.id}", {"note": "x"}).status == 200
    assert eva.patch(f"/v1/relations/{second.id}", {"restricted": False}).status == 200
    shut(eva)


def test_as_many_as_there_is_room_for_fit_into_one_item(world: World, eva: User) -> None:
    """R11: with a list as long as may be, and beside them the people of a large company."""
    people = [clock.new_id("usr") for _ in range(300)]
    told: rights.Sections = {
        "people": {each: {"role": "sales", "kind": "employee"} for each in people},
        "shut": {
            clock.id_of("rel", clock.now(), str(n)): {
                "owners": [people[n % 300]],
                "listed": {people[(n * 7 + each * 13) % 300]: "read" for each in range(20)},
            }
            for n in range(rights.MOST_SHUT)
        },
    }
    assert len(rights._closed(told)) < 300_000


def test_what_is_open_costs_no_more(world: World, eva: User, bert: User) -> None:
    """To restrict one does not slow what is open to others: the rights ride along."""
    open_one = eva.company("Bakker")
    paths = [f"/v1/relations/{open_one.id}", "/v1/relations", f"/v1/relations/{open_one.id}/timeline"]

    def trips() -> list[int]:
        told = []
        for path in paths:
            with world.meter() as meter:
                assert bert.get(path).status == 200
            told.append(meter.round_trips)
        return told

    before = trips()
    shut(eva)
    assert trips() == before
