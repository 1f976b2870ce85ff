"""To whom work and records may be given, and that who is given them sees what they are about (access.md, B10)."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.access import assigning
from chalicelib.access import rights as rights_of
from chalicelib.access.actor import Actor
from chalicelib.access.rights import Rights
from chalicelib.models.shipped_rights import role_id
from tests.consistency import assert_consistent
from tests.test_hand_over import appointment, assignees, who_takes_part
from tests.test_hand_over_owned import TOMORROW, owner, private
from tests.test_tasks import do, task
from tests.world import Reply, User, World


@pytest.fixture
def chief(world: World) -> User:
    return world.user("administrator")


def assign(by: User, made: Reply, *to: str, **more: Any) -> Reply:
    return do(by, made, "assign", {"assignees": list(to), **more})


def reassign(by: User, made: Reply, to: str, **more: Any) -> Reply:
    return by.post("/v1/activities/reassign", {"to": to, "ids": [made.id], **more})


# ------------------------------------------------------------------------------------------------- reach of a role

PEOPLE = {
    "boss": "administrator", "mara": "manager", "sam": "sales", "sue": "sales", "abe": "after_sales", "tim": "trainee",
    "nat": "nowhere",
}  # fmt: skip
GROUPS: dict[str, Any] = {
    "tem_sales": {"members": ["sam", "sue"], "parent": ""},
    "tem_mixed": {"members": ["mara", "sue"], "parent": ""},
    "tem_east": {"members": ["tim"], "parent": "tem_sales"},
    "tem_empty": {"members": [], "parent": ""},
    "tem_lead": {"members": ["nat"], "parent": "", "roles": [role_id("manager")]},
    "tem_circle": {"members": ["tim"], "parent": "tem_round"},
    "tem_round": {"members": [], "parent": "tem_circle"},
}


def company(assigns: str) -> Rights:
    """The shipped roles, where all say the same, with trainees below sales."""
    shipped = rights_of.of("ten_1", 1, {}).sections["roles"]
    trainee = {"key": "trainee", "parent": role_id("sales"), "profiles": []}
    roles = {each: {**told, "assigns": assigns} for each, told in {**shipped, "rol_trainee": trainee}.items()}
    people = {user: {"role": role, "kind": "employee"} for user, role in PEOPLE.items()}
    people["eve"] = {"role": "external", "kind": "external"}
    return rights_of.of("ten_1", 1, {"roles": roles, "people": people, "groups": GROUPS})


def reached(assigns: str, by: str) -> set[str]:
    actor = Actor("ten_1", by, identity="", session="", role=PEOPLE[by])
    rights = company(assigns)
    return {who for who in (*PEOPLE, "eve", *GROUPS) if assigning.is_within_reach(rights, actor, who)}


ALL = {*PEOPLE, "eve", *GROUPS}
ROUND = {"tem_circle", "tem_round"}
REACH: list[tuple[str, str, set[str]]] = [
    ("anyone", "sam", ALL),
    ("below", "boss", ALL),
    ("level", "mara", ALL - {"boss", "nat", "tem_lead"}),
    ("below", "mara", ALL - {"boss", "nat", "tem_lead"}),
    ("level", "sam", {"sam", "sue", "abe", "tim", "eve", "tem_sales", "tem_east", "tem_empty", *ROUND}),
    ("below", "sam", {"sam", "tim", "eve", "tem_sales", "tem_east", "tem_empty", *ROUND}),
    ("below", "tim", {"tim", "eve", "tem_sales", "tem_east", "tem_empty", *ROUND}),
    ("level", "abe", {"sam", "sue", "abe", "tim", "eve", "tem_sales", "tem_east", "tem_empty", *ROUND}),
    ("level", "nat", ALL - {"boss"}),
    ("whatever", "sam", {"sam", "tem_sales", "tem_empty"}),
]


@pytest.mark.parametrize(("assigns", "by", "wanted"), REACH)
def test_to_whom_somebody_may_give(assigns: str, by: str, wanted: set[str]) -> None:
    """To a team who may give to each that is in it; to one's own team and to oneself anybody may."""
    assert reached(assigns, by) == wanted


def test_who_has_no_role_any_more_gives_to_nobody_but_themselves() -> None:
    actor = Actor("ten_1", "zoe", identity="", session="", role="gone")
    rights = company("anyone")
    assert [assigning.is_within_reach(rights, actor, who) for who in ("zoe", "sam", "tem_sales")] == [
        True,
        False,
        False,
    ]


# --------------------------------------------------------------------------------- wherever something can be given


@pytest.fixture
def sellers(world: World, chief: User) -> User:
    """One of the sellers, who give work to their level and below, and stand below leaders."""
    profiles = [_profile(chief)]
    lead = chief.post("/v1/roles", {"key": "leader", "name": "Leaders", "profiles": profiles})
    made = {"key": "seller", "name": "Sellers", "assigns": "level", "parent": lead.id, "profiles": profiles}
    assert chief.post("/v1/roles", made).status == 201
    return world.user("seller")


def _profile(chief: User) -> str:
    grant = {"actions": ["read", "create", "edit", "delete", "manage_access"], "fields": {"*": "write"}}
    made = chief.post("/v1/profiles", {"name": "Sells", "types": {"*": grant}})
    assert made.status == 201, made.text
    return made.id


def test_z1_what_a_role_does_not_reach_is_refused_wherever_it_is_given(
    world: World, chief: User, sellers: User
) -> None:
    """Z1: with the field, and who it is; nothing is written."""
    anna, peer, boss = sellers, world.user("seller"), world.user("leader")
    mixed = chief.post("/v1/teams", {"name": "Mixed", "members": [peer.id, boss.id]})
    relation, made = anna.company(), task(anna)
    paper = anna.post("/v1/documents", {"title": "Offer"})
    jan = anna.contact(relation.id)
    tasks: dict[str, Any] = {"kind": "task", "subject": "x", "is_task": True}
    with world.unchanged():
        for to in (boss.id, mixed.id):
            refused = [
                (anna.post("/v1/activities", {**tasks, "assignees": [peer.id, to]}), "assignees[1]"),
                (anna.patch(f"/v1/activities/{made.id}", {"assignees": [to]}), "assignees[0]"),
                (assign(anna, made, to), "assignees[0]"),
                (reassign(anna, made, to), "to"),
                (anna.put("/v1/activities/by/erp/1", {**tasks, "assignees": [to]}), "assignees[0]"),
                (anna.post("/v1/relations", {"name": "x", "owner": to}), "owner"),
                (anna.patch(f"/v1/relations/{relation.id}", {"co_owners": [to]}), "co_owners[0]"),
                (anna.patch(f"/v1/contacts/{jan.id}", {"owner": to}), "owner"),
                (anna.post(f"/v1/relations/{relation.id}/hand-over", {"to": to}), "to"),
            ]
            for reply, field in refused:
                assert (reply.status, reply.fields, reply["errors"][0]["code"]) == (403, [field], "out_of_reach")
        asked = anna.post("/v1/documents", {"title": "x", "ask": {"assignees": [boss.id]}})
        assert (asked.status, asked.fields) == (403, ["ask.assignees[0]"]), asked.text
        keeps = anna.patch(f"/v1/documents/{paper.id}", {"keeper": boss.id})
        assert (keeps.status, keeps.fields) == (403, ["keeper"])
        assert "Somebody" in keeps["errors"][0]["message"]
    assert assign(anna, made, peer.id).status == 200
    assert anna.patch(f"/v1/relations/{relation.id}", {"owner": anna.id, "co_owners": [peer.id]}).status == 200


def test_who_has_it_already_may_keep_it(world: World, chief: User, sellers: User) -> None:
    boss = world.user("leader")
    made = task(boss, assignees=[boss.id])
    told = sellers.patch(f"/v1/activities/{made.id}", {"subject": "Called", "assignees": {"add": [sellers.id]}})
    assert (told.status, assignees(chief, made)) == (200, [boss.id, sellers.id])


def test_a_right_that_is_withdrawn_is_withdrawn_at_once(world: World, chief: User, sellers: User) -> None:
    boss, made = world.user("leader"), task(sellers)
    (role,) = [each for each in chief.get("/v1/roles")["data"] if each["key"] == "seller"]
    chief.patch(f"/v1/roles/{role['id']}", {"assigns": "anyone"})
    assert assign(sellers, made, boss.id).status == 200
    chief.patch(f"/v1/roles/{role['id']}", {"assigns": "below"})
    assert assign(sellers, made, world.user("seller").id).status == 403


# -------------------------------------------------------------------------------- who is given it must be able to read


def seen_by(by: User, record: Reply) -> int:
    return by.get(f"/v1/relations/{record.id}").status


def test_b10_who_may_not_see_the_relation_is_offered_access(world: World, chief: User) -> None:
    """B10: by whatever verb it is given, once for each."""
    private(chief, "relation")
    anna, bert = world.user("sales"), world.user("sales")
    team = chief.post("/v1/teams", {"name": "East", "members": [bert.id]})
    relation = anna.company()
    jan = anna.contact(relation.id)
    offer = {"record": {"id": relation.id, "title": "Hamerslag", "place": ""}, "level": "read",
             "because": "no rule allows it"}  # fmt: skip
    made = task(anna, links=[relation.id], assignees=[bert.id])
    assert [{**each, "who": each["who"]["id"]} for each in made["offers"]] == [{**offer, "who": bert.id}]
    through = task(anna, links=[jan.id])
    assert "offers" not in through.json, "it is one's own"
    given = [assign(anna, through, bert.id, team.id), reassign(anna, through, bert.id)]
    assert [[each["who"]["id"] for each in reply["offers"]] for reply in given] == [[bert.id, team.id], [bert.id]]
    changed = anna.patch(f"/v1/activities/{through.id}", {"assignees": {"add": [team.id]}})
    assert [each["who"]["id"] for each in changed["offers"]] == [team.id]
    assert (bert.get(f"/v1/activities/{made.id}").status, seen_by(bert, relation)) == (200, 404)


def test_b10_access_is_granted_with_the_work_where_it_is_asked(world: World, chief: User) -> None:
    """B10"""
    private(chief, "relation", "contact")
    anna, bert, cleo = world.user("sales"), world.user("sales"), world.user("sales")
    relation = anna.company(restricted=True)
    jan = anna.contact(relation.id)
    made = task(anna, links=[jan.id])
    given = assign(anna, made, bert.id, grant=True, reason="You know them")
    assert ("offers" in given.json, seen_by(bert, relation)) == (False, 200)
    assert bert.get(f"/v1/contacts/{jan.id}").status == 200
    assert [(each["who"]["id"], each["level"]) for each in anna.get(f"/v1/relations/{relation.id}")["access"]] == [
        (bert.id, "read")
    ]
    assert anna.get(f"/v1/activities/{made.id}/history")["data"][0]["about"] == {"reason": "You know them"}
    assert "offers" not in reassign(anna, made, cleo.id, grant=True).json
    assert seen_by(cleo, relation) == 200
    assert bert.patch(f"/v1/relations/{relation.id}", {"note": "x"}).status == 403
    assert_consistent(world)


def test_z2_who_may_not_say_who_has_access_grants_none(world: World, chief: User) -> None:
    """Z2, T2: nor is anything told of what they may not see themselves."""
    private(chief, "relation")
    anna, bert = world.user("sales"), world.user("sales")
    theirs, hers = chief.company(access=[{"who": anna.id, "level": "edit"}]), chief.company("Secret")
    made = task(anna, links=[theirs.id])
    about = task(chief, links=[hers.id], assignees=[anna.id])
    with world.unchanged():
        for reply in (assign(anna, made, bert.id, grant=True), reassign(anna, made, bert.id, grant=True)):
            assert (reply.status, reply.fields) == (403, ["access"])
    assert len(assign(anna, made, bert.id)["offers"]) == 1
    passed = assign(anna, about, bert.id, grant=True)
    assert (passed.status, "offers" in passed.json, seen_by(bert, hers)) == (200, False, 404)


def test_nobody_is_offered_what_their_profile_does_not_let_them_read_nor_anything_from_outside(
    world: World, chief: User
) -> None:
    private(chief, "relation")
    grant = {"actions": ["read", "edit"], "fields": {"*": "write"}}
    profile = chief.post("/v1/profiles", {"name": "Tasks", "types": {"activity": grant}})
    chief.post("/v1/roles", {"key": "worker", "name": "Worker", "profiles": [profile.id]})
    anna, worker, outsider = world.user("sales"), world.user("worker"), world.user(kind="external")
    made = task(anna, links=[anna.company().id])
    assert "offers" not in assign(anna, made, worker.id, outsider.id).json


def test_where_all_is_open_giving_costs_nothing_more(world: World, chief: User) -> None:
    anna, bert = world.user("sales"), world.user("sales")
    relation = anna.company()
    jan = anna.contact(relation.id)
    made, more = task(anna, links=[relation.id, jan.id]), task(anna, links=[jan.id])
    trips = []
    acts: tuple[Callable[[], Reply], ...] = (
        lambda: task(anna, links=[relation.id], assignees=[bert.id]),
        lambda: assign(anna, made, bert.id),
        lambda: anna.patch(f"/v1/activities/{more.id}", {"assignees": [bert.id]}),
        lambda: reassign(anna, made, anna.id),
        lambda: assign(chief, made, bert.id),
    )
    for act in acts:
        with world.meter() as meter:
            assert "offers" not in act().json
        trips.append(meter.round_trips)
    assert trips == [2, 3, 3, 2, 3]


def test_where_relations_are_private_it_is_one_more_at_most(world: World, chief: User) -> None:
    private(chief, "relation")
    anna, bert = world.user("sales"), world.user("sales")
    relation = anna.company()
    jan = anna.contact(relation.id)
    direct, through = task(anna, links=[relation.id]), task(anna, links=[jan.id])
    trips = []
    for made in (direct, through):
        with world.meter() as meter:
            assert assign(anna, made, bert.id)["offers"]
        trips.append(meter.round_trips)
    assert trips == [3, 4]


# ----------------------------------------------------------------------------------------- with the relation (B10)


def test_b10_the_sales_action_team_hands_appointments_to_reps_who_take_over_relation_and_contacts(
    world: World, chief: User
) -> None:
    """B10: what is of somebody else stays theirs, and is offered."""
    private(chief)
    anna, bert, cleo = world.user("sales"), world.user("sales"), world.user("sales")
    team = chief.post("/v1/teams", {"name": "Sales action", "members": [anna.id]})
    lead = anna.company("Lead", owner=team.id)
    jan = anna.contact(lead.id, owner=team.id)
    other = chief.company("Other", owner=cleo.id, access=[{"who": anna.id, "level": "read"}])
    visit = appointment(anna, TOMORROW, anna.id, links=[lead.id, jan.id])
    call = task(anna, links=[lead.id, other.id], assignees=[anna.id, team.id])
    asked = {"to": bert.id, "ids": [visit.id, call.id], "with_relation": True, "reason": "Yours"}
    reply = anna.post("/v1/activities/reassign", asked, headers={"Idempotency-Key": "k"})
    assert reply["data"] == [
        {"id": visit.id, "outcome": "reassigned", "relations": [lead.id]}, {"id": call.id, "outcome": "reassigned"},
    ]  # fmt: skip
    assert [each["record"]["title"] for each in reply["offers"]] == ["Other"]
    assert anna.post("/v1/activities/reassign", asked, headers={"Idempotency-Key": "k"}).json == reply.json
    assert who_takes_part(bert, visit) == [(bert.id, "organiser")]
    assert assignees(bert, call) == [bert.id]
    assert [owner(chief, f"/v1/{each}") for each in (f"relations/{lead.id}", f"contacts/{jan.id}")] == [bert.id] * 2
    assert owner(chief, f"/v1/relations/{other.id}") == cleo.id
    assert bert.patch(f"/v1/activities/{visit.id}", {"place": "Almere"}).status == 200
    assert bert.patch(f"/v1/contacts/{jan.id}", {"function": "Buyer"}).status == 200
    assert [seen_by(anna, each) for each in (lead, other)] == [404, 200]
    world.settle()
    assert {each["kind"] for each in bert.get("/v1/notices")["data"]} == {"invited", "assigned", "handed_over"}
    assert_consistent(world)


def test_an_appointment_that_is_over_and_one_for_a_team_stay(world: World, chief: User) -> None:
    anna, bert = world.user("sales"), world.user("sales")
    team = chief.post("/v1/teams", {"name": "East", "members": [bert.id]})
    past, ahead = appointment(anna, "2020-01-01T09:00:00Z", anna.id), appointment(anna, "2099-01-01T09:00:00Z", anna.id)
    with world.unchanged():
        assert reassign(anna, past, bert.id)["data"][0]["outcome"] == "not_a_task"
        assert reassign(anna, ahead, team.id)["data"][0]["outcome"] == "not_a_task"


def test_who_may_not_say_whose_a_relation_is_hands_over_the_task_alone(world: World, chief: User) -> None:
    """Z2"""
    anna, bert, cleo = world.user("sales"), world.user("sales"), world.user("sales")
    hers = cleo.company("Hers")
    made = task(cleo, links=[hers.id])
    assert reassign(anna, made, bert.id, with_relation=True)["data"] == [{"id": made.id, "outcome": "reassigned"}]
    assert owner(chief, f"/v1/relations/{hers.id}") is None
    assert_consistent(world)


# ------------------------------------------------------------------------------------------------- what one may own


def test_nothing_is_owned_by_somebody_from_outside(world: World, chief: User) -> None:
    """Z4: they are tied to a relation instead."""
    anna, kim = world.user("sales"), world.user(kind="external")
    relation = anna.company()
    jan, place = anna.contact(relation.id), f"/v1/relations/{relation.id}"
    paper = anna.post("/v1/documents", {"title": "x"})
    listed = {"access": [{"who": kim.id, "level": "read"}]}
    with world.unchanged():
        for reply, field in (
            (anna.post("/v1/relations", {"name": "x", "owner": kim.id}), "owner"),
            (anna.patch(place, {"owner": kim.id}), "owner"),
            (anna.patch(place, {"co_owners": [kim.id]}), "co_owners[0]"),
            (anna.patch(place, listed), "access[0].who"),
            (anna.post(f"{place}/hand-over", {"to": kim.id}), "to"),
            (anna.patch(f"/v1/contacts/{jan.id}", {"owner": kim.id}), "owner"),
            (anna.patch(f"/v1/documents/{paper.id}", {"keeper": kim.id}), "keeper"),
            (anna.patch(f"/v1/documents/{paper.id}", {"access": [{"who": kim.id}]}), "access[0].who"),
            (chief.post("/v1/teams", {"name": "East", "members": [anna.id, kim.id]}), "members[1]"),
            (chief.post(f"/v1/users/{anna.id}/hand-over", {"to": kim.id}), "to"),
        ):
            assert (reply.status, reply.fields, reply["errors"][0]["code"]) == (422, [field], "from_outside"), field
    made = task(anna, links=[relation.id])
    assert reassign(anna, made, kim.id, with_relation=True).status == 200
    assert owner(chief, place) in (None, anna.id)


def test_a_relation_goes_to_nobody_who_could_not_change_it(world: World, chief: User) -> None:
    """Z1: their profile would not let them see to it."""
    anna, reader, bert = world.user("sales"), world.user("reader"), world.user("sales")
    readers, mixed = (
        chief.post("/v1/teams", {"name": str(len(members)), "members": members}).id
        for members in ([reader.id], [reader.id, bert.id])
    )
    relation = anna.company()
    place = f"/v1/relations/{relation.id}/hand-over"
    with world.unchanged():
        for to in (reader.id, readers):
            refused = anna.post(place, {"to": to})
            assert (refused.status, refused.fields, refused["errors"][0]["code"]) == (422, ["to"], "cannot_edit")
    assert anna.post(place, {"to": mixed}).status == 201


def test_z1_who_owns_a_relation_that_their_profile_does_not_let_them_change_passes_it_on_to_nobody(
    world: World, chief: User
) -> None:
    """Z1, Z3: neither the relation with the work, nor access to it; nor by who may not write the field."""
    private(chief, "relation")
    bert = world.user("sales")
    full = {"actions": ["read", "create", "edit"], "fields": {"*": "write"}}
    looks = {"actions": ["read"], "fields": {"*": "read"}}
    kept = {"actions": ["read", "edit"], "fields": {"*": "write", "owner": "read", "access": "read"}}
    for key, grant in (("looker", looks), ("keeper", kept)):
        types = {"relation": grant, "activity": full}
        profile = chief.post("/v1/profiles", {"name": key, "types": types}).id
        made = chief.post("/v1/roles", {"key": key, "name": key, "profiles": [profile], "assigns": "anyone"})
        assert made.status == 201, made.text
        anna = world.user(key)
        relation = chief.company(owner=anna.id)
        work = task(anna, links=[relation.id])
        with world.unchanged():
            assert assign(anna, work, bert.id, grant=True).status == 403
            assert reassign(anna, work, bert.id, grant=True).status == 403
        assert reassign(anna, work, bert.id, with_relation=True).status == 200
        assert owner(chief, f"/v1/relations/{relation.id}") == anna.id
