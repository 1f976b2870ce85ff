"""What was to be told of a restricted relation, by notice, letter or digest, is told to nobody who may not see it by
then (Z6)."""

import pytest

from tests.letters import letter, of_record
from tests.ticking import ticking
from tests.world import User, World

SECRET = "Zwartzaad"
BEGAN = "2026-11-23T06:00"


@pytest.fixture
def eva(world: World) -> User:
    return world.user("sales")


@pytest.fixture
def bert(world: World) -> User:
    return world.user("sales")


def follow(user: User, relation: str, channel: str) -> None:
    assert user.put(f"/v1/me/subscriptions/records/{relation}", {"channel": channel}).status == 200


def note(user: User, relation: str) -> str:
    made = user.post("/v1/activities", {"kind": "note", "subject": f"{SECRET} talks", "links": [relation]})
    assert made.status == 201, made.text
    return made.id


def restrict(user: User, relation: str, *listed: User) -> None:
    access = [{"who": each.id, "level": "read"} for each in listed]
    assert user.patch(f"/v1/relations/{relation}", {"restricted": True, "access": access}).status == 200


@pytest.mark.parametrize("channel", ["in_app", "mail"])
def test_who_followed_it_is_told_nothing_more(world: World, eva: User, bert: User, channel: str) -> None:
    cees, relation = world.user("sales"), eva.company(f"{SECRET} Holding")
    for user in (bert, cees):
        follow(user, relation.id, channel)
    restrict(eva, relation.id, cees)
    note(eva, relation.id)
    world.settle()
    assert SECRET not in bert.get("/v1/notices").text
    assert SECRET in cees.get("/v1/notices").text
    letters = [each for each in world.outbox() if SECRET in each]
    assert bool(letters) is (channel == "mail")
    assert len({each.split("To: ")[1].split()[0] for each in letters}) <= 1


@pytest.mark.parametrize("shut", [False, True])
def test_a_digest_leaves_out_what_was_shut_before_the_morning(world: World, shut: bool) -> None:
    with ticking(world, BEGAN) as clock:
        eva, bert = world.user("sales"), world.user("sales")
        relation = eva.company(f"{SECRET} Holding")
        follow(bert, relation.id, "digest")
        note(eva, relation.id)
        world.settle()
        if shut:
            restrict(eva, relation.id)
            world.settle()
        clock.to("2026-11-24T03:00")
        clock.to("2026-11-24T07:30")
        assert bool([each for each in world.outbox() if SECRET in each]) is not shut


def test_mail_to_its_dossier_is_told_to_its_list_only(world: World, eva: User, bert: User) -> None:
    relation = eva.company(f"{SECRET} Holding")
    for user in (eva, bert):
        follow(user, relation.id, "in_app")
    restrict(eva, relation.id)
    world.receive(letter(subject=f"{SECRET} offer"), of_record(eva.tenant, relation.id))
    world.settle()
    assert [each["kind"] for each in eva.get("/v1/notices")["data"]] == ["received"]
    assert bert.get("/v1/notices")["data"] == []
