"""Teams: made and changed by administrators, read by all employees; their members are shown as they are now."""

import pytest

from chalicelib.storage import listing, records
from tests.consistency import assert_consistent
from tests.test_users import Office
from tests.world import User, World


@pytest.fixture
def ann(world: World) -> User:
    return world.user("administrator")


@pytest.fixture
def office(world: World) -> Office:
    return Office(world)


def team(ann: User, name: str = "Verkoop", *members: str) -> str:
    made = ann.post("/v1/teams", {"name": name, "members": list(members)})
    assert made.status == 201, made.text
    return made.id


def test_a_team_is_made_and_shows_who_is_in_it(world: World, ann: User) -> None:
    bob = world.user("reader")
    made = ann.post("/v1/teams", {"name": "Verkoop", "description": "Wie verkoopt", "members": [ann.id, bob.id]})
    assert made["members"] == [{"id": each.id, "title": "Somebody", "status": "active"} for each in (ann, bob)]
    assert bob.get(f"/v1/teams/{made.id}").json == made.json
    assert [each["name"] for each in bob.get("/v1/teams")["data"]] == ["Verkoop"]
    assert bob.search("verk") == ["Verkoop"]
    assert_consistent(world)


def test_everybody_is_told_their_teams_for_no_round_trip_more(world: World, ann: User) -> None:
    """And the teams that these belong to, as the rights count them."""
    bob = world.user()
    with world.meter() as without:
        assert bob.get("/v1/me")["teams"] == []
    above, other = team(ann, "Buiten"), team(ann, "Anders", ann.id)
    below = ann.post("/v1/teams", {"name": "Noord", "members": [bob.id], "parent": above}).id
    assert bob.get("/v1/me")["teams"] == [{"id": above, "title": "Buiten"}, {"id": below, "title": "Noord"}]
    with world.meter() as meter:
        assert [each["id"] for each in ann.get("/v1/me")["teams"]] == [other]
    # what is read side by side comes in no order of its own
    assert sorted(each.operation for each in meter.calls) == sorted(each.operation for each in without.calls)
    assert ann.delete(f"/v1/teams/{other}").status == 200
    assert ann.get("/v1/me")["teams"] == []


def test_a_name_is_used_once_whatever_its_case_and_accents(world: World, ann: User) -> None:
    first = team(ann, "Café")
    taken = ann.post("/v1/teams", {"name": "CAFE"})
    assert (taken.status, taken["code"], taken.fields, taken["existing"]) == (409, "already_exists", ["name"], first)
    assert ann.patch(f"/v1/teams/{first}", {"name": "cafe"}).status == 200, "it is its own"
    assert ann.delete(f"/v1/teams/{first}").status == 200
    second = team(ann, "Cafe")
    refused = ann.post(f"/v1/teams/{first}/restore")
    assert (refused.status, refused["existing"]) == (409, second)
    assert team(world.user("administrator", tenant="Other"), "Cafe"), "every organisation has its own"


@pytest.mark.parametrize("role", ["employee", "reader"])
def test_z2_only_administrators_make_and_change_teams(world: World, ann: User, role: str) -> None:
    """Z2"""
    made, eva = team(ann), world.user(role)
    with world.unchanged():
        for method, path, body in (
            ("POST", "/v1/teams", {"name": "Inkoop"}),
            ("PATCH", f"/v1/teams/{made}", {"members": [eva.id]}),
            ("DELETE", f"/v1/teams/{made}", None),
            ("POST", f"/v1/teams/{made}/restore", None),
        ):
            assert eva.ask(method, path, body).status == 403, path


def test_a_member_counts_once(world: World, ann: User) -> None:
    made = team(ann, "Verkoop", ann.id, ann.id)
    assert [each["id"] for each in ann.get(f"/v1/teams/{made}")["members"]] == [ann.id]


def test_t1_members_are_users_of_the_own_tenant(world: World, ann: User) -> None:
    """T1"""
    stranger = world.user(tenant="Other")
    for nobody in (stranger.id, ann.company().id, team(ann), "usr_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"):
        refused = ann.post("/v1/teams", {"name": "Inkoop", "members": [ann.id, nobody]})
        assert (refused.status, refused.fields) == (422, ["members[1]"])
        assert refused.json["errors"][0]["code"] == "no_such_record"


@pytest.mark.parametrize("how", ["disabled", "removed"])
def test_who_is_gone_stays_in_the_team_until_taken_out_but_joins_no_other(office: Office, how: str) -> None:
    bob = office.invite().id
    office.accept()
    made = office.ask("POST", "/v1/teams", {"name": "Verkoop", "members": [bob]}).id
    path = f"/v1/users/{bob}"
    _ = office.ask("DELETE", path) if how == "removed" else office.ask("PATCH", path, {"status": how})
    assert office.ask("GET", f"/v1/teams/{made}")["members"] == [{"id": bob, "title": "Bob", "status": how}]
    refused = office.ask("POST", "/v1/teams", {"name": "Inkoop", "members": [bob]})
    assert (refused.status, refused.fields, refused.json["errors"][0]["code"]) == (422, ["members[0]"], "not_linkable")
    changed = office.ask("PATCH", f"/v1/teams/{made}", {"members": [{"id": bob}, {"id": office.ann.user}]})
    assert [each["id"] for each in changed["members"]] == [bob, office.ann.user]
    assert office.ask("PATCH", f"/v1/teams/{made}", {"members": []})["members"] == []


def test_a_new_name_of_a_member_shows_at_once(office: Office) -> None:
    made = office.ask("POST", "/v1/teams", {"name": "Verkoop", "members": [office.ann.user]}).id
    office.ask("PATCH", "/v1/me", {"name": "Anna"})
    assert office.ask("GET", f"/v1/teams/{made}")["members"][0]["title"] == "Anna"


def test_the_teams_of_somebody_are_found(world: World, ann: User) -> None:
    bob = world.user()
    team(ann, "Verkoop", ann.id, bob.id)
    team(ann, "Inkoop", ann.id)

    def of(who: str) -> list[str]:
        criteria = {"field": "members", "op": "has_any", "value": [who]}
        return [each["name"] for each in bob.post("/v1/teams/search", {"criteria": criteria})["data"]]

    assert (of(ann.id), of(bob.id), of("@me")) == (["Inkoop", "Verkoop"], ["Verkoop"], ["Verkoop"])


def test_a_team_is_not_archived_with_work_that_nobody_would_see(world: World, ann: User) -> None:
    made = team(ann, "Verkoop", ann.id)
    body = {"kind": "task", "subject": "Call back", "is_task": True, "assignees": [made]}
    tasks = [ann.post("/v1/activities", body).id for _ in range(3)]
    with world.unchanged():
        refused = ann.delete(f"/v1/teams/{made}")
        assert (refused.status, refused["code"], refused["open_tasks"], refused["at_least"]) == (
            409,
            "in_use",
            3,
            False,
        )
        assert "reassign" in refused["detail"]
    assert ann.post(f"/v1/activities/{tasks[0]}/complete", {}).status == 200
    ann.post("/v1/activities/reassign", {"to": ann.id, "from_team": made})
    assert ann.delete(f"/v1/teams/{made}").status == 200


def test_two_hundred_members_fit_and_can_be_renamed_and_archived(world: World, ann: User) -> None:
    """More than a transaction has items: so a member takes none."""
    members = [ann.id, *(world.user().id for _ in range(199))]
    made = team(ann, "Iedereen", *members)
    assert ann.patch(f"/v1/teams/{made}", {"name": "Allemaal"}).status == 200
    with world.meter() as meter:
        shown = ann.get(f"/v1/teams/{made}")
    assert [each["id"] for each in shown["members"]] == members
    assert all(each["title"] for each in shown["members"])
    assert meter.round_trips <= 4
    assert ann.delete(f"/v1/teams/{made}").status == 200
    assert ann.post(f"/v1/teams/{made}/restore").status == 200
    refused = ann.patch(f"/v1/teams/{made}", {"members": [*members, world.user().id]})
    assert (refused.status, refused.fields) == (422, ["members"])
    assert_consistent(world)


def test_a_member_is_not_said_to_be_linked_to_by_the_team(world: World, ann: User) -> None:
    made = team(ann, "Verkoop", ann.id)
    assert listing.linked(ann.tenant, ann.id, limit=10) == ([], "")
    record = records.get(ann.tenant, made)
    assert record
    assert record.data["members"] == [{"id": ann.id}], "no copy of a name that could grow old"
