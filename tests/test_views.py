"""Saved views: columns, order and groups that there are, one's own or shared, and what is gone left out and told."""

from typing import Any

import pytest

from tests.test_selections import CUSTOMERS, saved
from tests.world import Reply, User, World

LOOK: dict[str, Any] = {"columns": ["display_name", "city"], "sort": "-name", "group_by": "status"}


@pytest.fixture
def ann(world: World) -> User:
    return world.user("administrator")


@pytest.fixture
def bert(world: World, ann: User) -> User:
    return world.user("employee")


def sent(who: User, **more: Any) -> Reply:
    return who.post("/v1/views", {"name": "Mine", "of": "relation", **LOOK, **more})


def view(who: User, **more: Any) -> Reply:
    made = sent(who, **more)
    assert made.status == 201, made.text
    return made


def a_field(ann: User, **more: Any) -> Reply:
    made = ann.post("/v1/custom-fields", {"of": "relation", "key": "size", "name": "Size", "kind": "text", **more})
    assert made.status == 201, made.text
    return made


def test_a_view_is_kept_as_it_was_sent(bert: User) -> None:
    made = view(bert, criteria=CUSTOMERS)
    told = bert.get(f"/v1/views/{made.id}").json
    assert {name: told[name] for name in LOOK} == LOOK
    assert (told["criteria"], told["restricted"], told.get("left_out")) == (CUSTOMERS, True, None)


def test_a_view_that_is_looked_at_as_a_board_comes_back_as_one(bert: User) -> None:
    made = view(bert, display="board")
    assert (made["display"], view(bert)["display"]) == ("board", "table")
    (told,) = (each for each in bert.get("/v1/views")["data"] if each["id"] == made.id)
    assert (told["display"], told["group_by"]) == ("board", "status")
    assert bert.patch(f"/v1/views/{made.id}", {"group_by": None}).fields == ["group_by"]
    assert bert.patch(f"/v1/views/{made.id}", {"group_by": None, "display": "table"}).status == 200


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"columns": ["display_name", "nothing"]}, "columns[1]"),
        ({"columns": ["city", "city"]}, "columns[1]"),
        ({"sort": "city"}, "sort"),
        ({"group_by": "city"}, "group_by"),
        ({"group_by": "nothing"}, "group_by"),
        ({"criteria": {"field": "nothing", "op": "eq", "value": "x"}}, "criteria.field"),
        ({"selection": "sel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"}, "selection"),
        ({"of": "user"}, "of"),
        ({"display": "board", "group_by": None}, "group_by"),
        ({"display": "list"}, "display"),
    ],
)
def test_what_there_is_not_is_refused(bert: User, wrong: dict[str, Any], field: str) -> None:
    told = sent(bert, **wrong)
    assert (told.status, told.fields) == (422, [field])


def test_a_view_of_a_selection(world: World, ann: User, bert: User) -> None:
    """T2: of one that they may see, of the same type; one that a view needs is not archived."""
    mine, contacts, anns = saved(bert, CUSTOMERS), saved(bert, {"all": []}, of="contact"), saved(ann, CUSTOMERS)
    theirs = saved(world.user("administrator", tenant="Other"), CUSTOMERS)
    for each in (contacts, anns, theirs):
        assert sent(bert, selection=each.id).fields == ["selection"]
    assert sent(bert, selection=mine.id, criteria=CUSTOMERS).fields == ["criteria"]
    made = view(bert, selection=mine.id)
    assert made["selection"]["title"] == "Mine"
    assert bert.delete(f"/v1/selections/{mine.id}").status == 409
    assert [each["id"] for each in bert.get(f"/v1/views?selection={mine.id}")["data"]] == [made.id]


def test_z4_a_shared_view_does_not_tell_what_a_private_selection_is_called(ann: User, bert: User) -> None:
    """Z4: nor does a report that is saved of it."""
    secret = ann.post("/v1/selections", {"name": "To lay off", "of": "relation", "criteria": {"all": []}})
    made = view(ann, selection={"id": secret.id, "title": "To lay off"}, restricted=False)
    report = {"name": "Mine", "of": "relation", "selection": secret.id, "restricted": False}
    told = ann.post("/v1/saved-reports", report)
    for path in (f"views/{made.id}", f"saved-reports/{told.id}"):
        assert ann.get(f"/v1/{path}")["selection"] == {"id": secret.id, "title": "To lay off"}
        assert bert.get(f"/v1/{path}")["selection"] == {"id": secret.id}
        renamed = bert.patch(f"/v1/{path}", {"name": "Renamed"})
        assert (renamed.status, "lay off" in renamed.text) == (200, False)
    for path in ("views", f"views/{made.id}/history", "saved-reports"):
        assert "lay off" not in bert.get(f"/v1/{path}").text


def test_a_column_that_is_archived_is_left_out_and_told(ann: User, bert: User) -> None:
    options = [{"key": "big", "name": "Big"}]
    field = a_field(ann, kind="choice", options=options)
    asked = {"field": "custom_size", "op": "eq", "value": "big"}
    made = view(bert, columns=["city", "custom_size"], group_by="custom_size", criteria=asked)
    assert made["columns"] == ["city", "custom_size"]
    ann.delete(f"/v1/custom-fields/{field.id}")
    told = bert.get(f"/v1/views/{made.id}").json
    assert (told["columns"], told["group_by"], told["left_out"]) == (["city"], None, ["custom_size"])
    assert [each["field"] for each in told["faults"]] == ["criteria.field"]
    assert bert.patch(f"/v1/views/{made.id}", {"name": "Still"}).status == 200
    ann.post(f"/v1/custom-fields/{field.id}/restore")
    assert bert.get(f"/v1/views/{made.id}")["columns"] == ["city", "custom_size"]


def test_a_hidden_field_is_no_field(world: World, ann: User) -> None:
    """R5: neither to choose nor to see chosen by others."""
    shown = {"actions": ["read", "create", "edit"], "fields": {"*": "write", "note": "none"}}
    profile = ann.post("/v1/profiles", {"name": "Half", "types": {"*": {**shown, "fields": {"*": "write"}},
                                                                  "relation": shown}})  # fmt: skip
    ann.post("/v1/roles", {"key": "half", "name": "Half", "profiles": [profile.id]})
    carl = world.user("half")
    assert sent(carl, columns=["display_name", "note"]).fields == ["columns[1]"]
    made = view(ann, columns=["display_name", "note"], restricted=False)
    told = carl.get(f"/v1/views/{made.id}")
    assert (told["columns"], told["left_out"]) == (["display_name"], ["note"])
    assert ann.get(f"/v1/views/{made.id}")["columns"] == ["display_name", "note"]


def test_views_are_ones_own_shared_or_locked(world: World, ann: User, bert: User) -> None:
    carl = world.user("employee")
    mine = view(bert)
    assert carl.get(f"/v1/views/{mine.id}").status == 404
    bert.patch(f"/v1/views/{mine.id}", {"restricted": False})
    assert carl.patch(f"/v1/views/{mine.id}", {"position": 1}).status == 200
    bert.patch(f"/v1/views/{mine.id}", {"locked": True})
    assert carl.patch(f"/v1/views/{mine.id}", {"position": 2}).status == 403
    assert [each["id"] for each in carl.get("/v1/views?of=relation")["data"]] == [mine.id]
    assert carl.get("/v1/views?of=contact")["data"] == []
    assert world.user("administrator", tenant="Other").get(f"/v1/views/{mine.id}").status == 404


def test_how_users_of_a_role_begin_is_said_by_who_manages_access(world: World, bert: User) -> None:
    assert sent(bert, for_role="sales", restricted=False).fields == ["for_role"]
    manager, seller = world.user("manager"), world.user("sales")
    made = view(manager, for_role="sales", restricted=False, locked=True)
    assert [each["id"] for each in seller.get("/v1/views?for_role=sales&of=relation")["data"]] == [made.id]
