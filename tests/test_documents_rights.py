"""Who may view a document and who may have its file, by person and team (C9, C19)."""

import pytest

from tests.browser import document, sent
from tests.world import Reply, User, World


@pytest.fixture
def eva(world: World) -> User:
    """Who makes the documents."""
    return world.user("sales")


def shut(world: World, eva: User, **listed: User) -> Reply:
    """A document with a file, for those by whose level they are named only."""
    access = [{"who": user.id, "level": level} for level, user in listed.items()]
    made = document(eva, title="Salaries", restricted=True, access=access)
    world.settle()
    return made


def statuses(user: User, made: Reply) -> dict[str, int]:
    asked = {"read": ("GET", "", None), "pages": ("GET", "/pages", None), "preview": ("GET", "/preview", None),
             "download": ("GET", "/download", None), "edit": ("PATCH", "", {"language": "nl"}),
             "archive": ("DELETE", "", None)}  # fmt: skip
    path = f"/v1/documents/{made.id}"
    return {name: user.ask(method, path + verb, body).status for name, (method, verb, body) in asked.items()}


# -------------------------------------------------------------------------------------------------------- restricted


def test_each_level_of_its_list_lets_as_much_as_it_says(world: World, eva: User) -> None:
    """Z1: to view is pictures of pages, to download the file; each with what stands before it."""
    levels = {level: world.user("sales") for level in ("view", "download", "edit", "delete")}
    made = shut(world, eva, **levels)
    seen, had = {"read": 200, "pages": 200}, {"preview": 200, "download": 200}
    refused = {"preview": 403, "download": 403}
    assert statuses(levels["view"], made) == {**seen, **refused, "edit": 403, "archive": 403}
    assert statuses(levels["download"], made) == {**seen, **had, "edit": 403, "archive": 403}
    assert statuses(levels["edit"], made) == {**seen, **had, "edit": 200, "archive": 403}
    assert statuses(levels["delete"], made) == {**seen, **had, "edit": 200, "archive": 200}


def test_who_is_not_on_its_list_finds_nothing_of_it(world: World, eva: User) -> None:
    """T1, Z1: but who made it, who stands above them, and administrators do."""
    made, company = shut(world, eva), eva.company()
    eva.patch(f"/v1/documents/{made.id}", {"links": [company.id]})
    bert = world.user("sales")
    assert set(statuses(bert, made).values()) == {404}
    assert (bert.search("salaries"), bert.get("/v1/documents")["data"]) == ([], [])
    assert bert.get(f"/v1/relations/{company.id}/timeline")["data"] == []
    for user in (eva, world.user("manager"), world.user("administrator")):
        assert user.get(f"/v1/documents/{made.id}/download").status == 200
        assert user.search("salaries") == ["Salaries"]


def test_its_keeper_is_one_of_those_who_have_it(world: World, eva: User) -> None:
    keeper = world.user("sales")
    made = document(eva, restricted=True, keeper=keeper.id)
    world.settle()
    assert keeper.get(f"/v1/documents/{made.id}/download").status == 200


def test_on_what_is_about_a_restricted_relation_its_own_list_opens_nothing(world: World, eva: User) -> None:
    """Both must let them through."""
    bert = world.user("sales")
    relation = eva.company(restricted=True)
    made = document(eva, links=[relation.id], access=[{"who": bert.id, "level": "delete"}])
    assert bert.get(f"/v1/documents/{made.id}").status == 404
    eva.patch(f"/v1/relations/{relation.id}", {"access": [{"who": bert.id, "level": "view"}]})
    assert bert.get(f"/v1/documents/{made.id}").status == 200
    assert bert.patch(f"/v1/documents/{made.id}", {"title": "x"}).status == 403


# ------------------------------------------------------------------------------------------------------- for viewing


def test_what_is_for_viewing_is_had_by_those_whom_its_list_lets(world: World, eva: User) -> None:
    """By person and by team; others see its pages."""
    admin, reader, other = world.user("administrator"), world.user("reader"), world.user("reader")
    member = world.user("reader")
    team = admin.post("/v1/teams", {"name": "Accountants", "members": [member.id]})
    listed = [{"who": reader.id, "level": "download"}, {"who": team.id, "level": "download"},
              {"who": other.id, "level": "view"}]  # fmt: skip
    made = document(eva, download="editors", access=listed)
    world.settle()
    for user, status in ((reader, 200), (member, 200), (other, 403), (world.user("reader"), 403)):
        for verb in ("download", "preview"):
            assert user.get(f"/v1/documents/{made.id}/{verb}").status == status
        assert user.get(f"/v1/documents/{made.id}/pages").status == 200


def test_a_level_lets_nobody_do_what_their_profile_does_not(world: World, eva: User) -> None:
    """Z1: a reader stays one."""
    reader = world.user("reader")
    made = document(eva, access=[{"who": reader.id, "level": "delete"}])
    with world.unchanged():
        assert reader.patch(f"/v1/documents/{made.id}", {"title": "x"}).status == 403


def test_who_may_only_view_does_not_mail_it_to_themselves(world: World, eva: User) -> None:
    """T2, C19"""
    viewer, getter = world.user("sales"), world.user("sales")
    made = shut(world, eva, view=viewer, download=getter)
    body = {"to": [{"email": "me@home.example"}], "subject": "x", "text": "x", "attachments": [made.id]}
    with world.unchanged():
        refused = viewer.post("/v1/mails", body)
        assert (refused.status, refused.fields, refused["errors"][0]["code"]) == (422, ["attachments[0]"], "forbidden")
    assert getter.post("/v1/mails", body).status == 201


# ---------------------------------------------------------------------------------------------------- who says who


def test_who_made_or_keeps_it_and_managers_say_who_gets_at_it(world: World, eva: User) -> None:
    """Z8, Z2"""
    bert, keeper = world.user("sales"), world.user("sales")
    made = document(eva, keeper=keeper.id)
    path = f"/v1/documents/{made.id}"
    with world.unchanged():
        for change in ({"restricted": True}, {"access": [{"who": bert.id, "level": "edit"}]}, {"keeper": bert.id},
                       {"keeper": None}):  # fmt: skip
            refused = bert.patch(path, change)
            assert (refused.status, refused.fields) == (403, list(change))
    assert bert.patch(path, {"title": "Mine to correct"}).status == 200
    for user in (keeper, eva, world.user("manager")):
        assert user.patch(path, {"access": [{"who": user.id, "level": "view"}]}).status == 200


def test_who_may_edit_a_restricted_one_does_not_become_its_keeper(world: World, eva: User) -> None:
    """Z8: its keeper says who gets at it."""
    editor = world.user("sales")
    made = shut(world, eva, edit=editor)
    with world.unchanged():
        assert editor.patch(f"/v1/documents/{made.id}", {"keeper": editor.id}).status == 403
    assert eva.patch(f"/v1/documents/{made.id}", {"keeper": editor.id}).status == 200


@pytest.mark.parametrize(
    ("access", "field"),
    [([{"who": "usr_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"}], "access[0].who"),
     ([{"who": "self", "level": "own"}], "access[0].level"),
     ([{"who": "self"}, {"who": "self", "level": "edit"}], "access[1]")],
)  # fmt: skip
def test_a_list_names_each_who_is_here_once(world: World, eva: User, access: list[dict[str, str]], field: str) -> None:
    """T2"""
    told = [{**each, "who": eva.id if each["who"] == "self" else each["who"]} for each in access]
    with world.unchanged():
        refused = eva.post("/v1/documents", {"title": "x", "access": told})
        assert (refused.status, refused.fields) == (422, [field])


# --------------------------------------------------------------------------------------------------- place and ask


def test_who_is_asked_to_act_on_it_may_view_it(world: World, eva: User) -> None:
    """A30: by its list, in the transaction in which they are asked; who may see it anyway is not listed."""
    admin, bert, member, manager = (world.user(each) for each in ("administrator", "sales", "sales", "manager"))
    team = admin.post("/v1/teams", {"name": "Signers", "members": [member.id]})
    ask = {"assignees": [bert.id, team.id, manager.id], "subject": "Sign this"}
    made = eva.post("/v1/documents", {"upload": sent(eva), "restricted": True, "ask": ask})
    assert made.status == 201, made.text
    assert [(each["who"]["id"], each["level"]) for each in made["access"]] == [(bert.id, "view"), (team.id, "view")]
    world.settle()
    for user in (bert, member):
        assert user.get(f"/v1/documents/{made.id}/pages").status == 200
        assert user.get(f"/v1/documents/{made.id}/download").status == 403
    assert world.user("sales").get(f"/v1/documents/{made.id}").status == 404


def test_what_is_open_to_them_anyway_needs_no_list(world: World, eva: User) -> None:
    made = eva.post("/v1/documents", {"upload": sent(eva), "ask": {"assignees": [world.user("reader").id]}})
    assert (made.status, made.json.get("access", [])) == (201, [])


def test_where_its_relation_is_shut_to_them_access_to_that_is_offered(world: World, eva: User) -> None:
    """B10: who asks decides on that; the list of the document could not open it."""
    bert, relation = world.user("sales"), eva.company(restricted=True)
    made = eva.post("/v1/documents", {"upload": sent(eva), "links": [relation.id], "ask": {"assignees": [bert.id]}})
    assert (made.status, made.json.get("access", [])) == (201, [])
    assert [(each["record"]["id"], each["who"]["id"]) for each in made["offers"]] == [(relation.id, bert.id)]
    assert bert.get(f"/v1/activities/{made['task']}").status == 200
    assert bert.get(f"/v1/documents/{made.id}").status == 404


def test_rights_by_person_cost_no_round_trip(world: World, eva: User) -> None:
    bert = world.user("sales")
    plain, listed = document(eva), shut(world, eva, download=bert)
    world.settle()
    told = []
    for made in (plain, listed):
        with world.meter() as meter:
            assert bert.get(f"/v1/documents/{made.id}/download").status == 200
        told.append(meter.round_trips)
    assert told[0] == told[1]
