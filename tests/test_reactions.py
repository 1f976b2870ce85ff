"""What follows a change: whoever keeps a copy of a name or a place gets the new one, a moment later."""

import copy
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import clock
from chalicelib.models.contact import CONTACT
from chalicelib.reactions import changes, refresh
from chalicelib.reactions.changes import Reaction, ReactionFailed
from chalicelib.storage import records, table
from chalicelib.storage.work import Work
from tests.at_once import at_once
from tests.consistency import all_records, assert_consistent
from tests.faults import throttle
from tests.world import TABLE, Item, Key, User, World, epoch

DONE: dict[str, Any] = {"batchItemFailures": []}
Event = dict[str, Any]


def data_of(world: World) -> dict[str, dict[str, Any]]:
    return {record.id: record.data for record in all_records(world)}


def everybody(anna: User) -> dict[str, str]:
    """A company with a contact typed and one linked, the person of that, a couple with them, a shared address."""
    address = anna.address(city="Almere").id
    jan = anna.person("Jan", "Visser", gender="male").id
    company = anna.company("Hamerslag", addresses=[{"address": address}]).id
    couple = {"kind": "couple", "halves": [{"person": jan}, {"first_name": "Ann", "last_name": "Bakker"}]}
    return {
        "address": address,
        "person": jan,
        "company": company,
        "subsidiary": anna.company("Hamerslag Oost", parent=company).id,
        "typed": anna.contact(company, first_name="Piet", last_name="Mulder").id,
        "linked": anna.contact(company, person=jan).id,
        "couple": anna.post("/v1/relations", couple).id,
    }


# ------------------------------------------------------------------------------------------------- what is copied


def test_an_address_that_moves_is_found_through_its_company_and_through_the_contacts_of_that(world: World) -> None:
    anna = world.user()
    ids = everybody(anna)
    anna.patch(f"/v1/addresses/{ids['address']}", {"street": "Grote Markt", "city": "Zwolle"})
    world.settle()
    company = anna.get(f"/v1/relations/{ids['company']}")
    assert (company["city"], company["sort_name"]) == ("Zwolle", "Hamerslag, Zwolle")
    assert anna.search("hamer zwolle", "relation") == ["Hamerslag"]
    assert anna.search("hamer markt", "relation") == ["Hamerslag"]
    assert set(anna.search("hamer zwolle", "contact")) == {"Jan Visser", "Piet Mulder"}
    assert anna.search("hamer almere") == []
    assert_consistent(world)


def test_a_company_that_is_renamed_is_found_in_its_contacts_and_subsidiaries(world: World) -> None:
    anna = world.user()
    ids = everybody(anna)
    anna.patch(f"/v1/relations/{ids['company']}", {"name": "Zaagmans"})
    world.settle()
    assert anna.search("zaag jan") == ["Jan Visser"]
    assert anna.search("hamer jan") == []
    assert anna.get(f"/v1/contacts/{ids['typed']}")["company"]["title"] == "Zaagmans"
    assert anna.get(f"/v1/relations/{ids['subsidiary']}")["parent"]["title"] == "Zaagmans"
    assert_consistent(world)


def test_a_person_with_a_new_name_has_it_as_contact_and_as_half_of_a_couple(world: World) -> None:
    anna = world.user()
    ids = everybody(anna)
    anna.patch(f"/v1/relations/{ids['person']}", {"last_name": "Bakker"})
    world.settle()
    contact, couple = anna.get(f"/v1/contacts/{ids['linked']}"), anna.get(f"/v1/relations/{ids['couple']}")
    assert (contact["display_name"], contact["salutation"]["formal"]) == ("Jan Bakker", "Geachte heer Bakker,")
    assert couple["display_name"] == "Jan en Ann Bakker"
    assert set(anna.search("jan bakker")) == {"Jan Bakker", "Jan en Ann Bakker"}
    assert anna.search("visser") == []
    assert_consistent(world)


def test_a_change_that_nobody_copies_changes_nobody(world: World) -> None:
    anna = world.user()
    ids = everybody(anna)
    world.settle()
    anna.patch(f"/v1/relations/{ids['company']}", {"note": "Belt morgen"})
    with world.unchanged():
        world.settle()


def test_what_is_refreshed_says_so_in_its_history(world: World) -> None:
    anna = world.user()
    ids = everybody(anna)
    anna.patch(f"/v1/relations/{ids['company']}", {"name": "Zaagmans"})
    world.settle()
    newest = anna.get(f"/v1/contacts/{ids['typed']}/history")["data"][0]
    assert (newest["by"], newest["action"]) == ("system:refresh", "updated")


def test_what_is_archived_is_refreshed_when_it_comes_back(world: World) -> None:
    anna = world.user()
    ids = everybody(anna)
    anna.delete(f"/v1/contacts/{ids['typed']}")
    anna.patch(f"/v1/relations/{ids['company']}", {"name": "Zaagmans"})
    world.settle()
    assert anna.post(f"/v1/contacts/{ids['typed']}/restore").status == 200
    world.settle()
    assert anna.search("zaag piet") == ["Piet Mulder"]
    assert_consistent(world)


def test_other_tenants_are_not_touched(world: World) -> None:
    anna, zoe = world.user(), world.user(tenant="Other")
    ids = everybody(anna)
    everybody(zoe)
    anna.patch(f"/v1/relations/{ids['company']}", {"name": "Zaagmans"})
    before = {key: item for key, item in world.items().items() if zoe.tenant in key[0]}
    world.settle()
    assert {key: item for key, item in world.items().items() if zoe.tenant in key[0]} == before


# ------------------------------------------------------------------------------------------------- nobody is skipped


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refresh, "PAGE", 5)


@pytest.mark.parametrize("name", ["Aap", "Zebra"])
def test_all_of_many_that_link_are_refreshed_though_their_entries_move_meanwhile(
    world: World, small_pages: None, name: str
) -> None:
    """By the new name all of them move to before or to behind where the reading is."""
    anna = world.user()
    company = anna.company("Midden").id
    contacts = [anna.contact(company, last_name=f"Visser {n:02d}").id for n in range(24)]
    anna.patch(f"/v1/relations/{company}", {"name": name})
    world.settle()
    kept = data_of(world)
    assert {kept[each]["company"]["title"] for each in contacts} == {name}
    assert_consistent(world)


def test_people_may_go_on_while_copies_are_refreshed(world: World, small_pages: None) -> None:
    anna = world.user()
    company = anna.company("Midden").id
    contacts = [anna.contact(company, last_name=f"Visser {n:02d}").id for n in range(24)]
    anna.patch(f"/v1/relations/{company}", {"name": "Zebra"})
    moves: list[Callable[[], object]] = [
        partial(anna.patch, f"/v1/contacts/{each}", {"last_name": "Aap"}) for each in contacts[-8:]
    ]
    at_once([world.settle, *moves])
    world.settle()
    kept = data_of(world)
    assert {kept[each]["company"]["title"] for each in contacts} == {"Zebra"}
    assert {kept[each]["last_name"] for each in contacts[-8:]} == {"Aap"}
    assert_consistent(world)


def test_a_copy_that_was_taken_just_before_the_change_and_saved_just_after_is_refreshed(world: World) -> None:
    anna = world.user()
    company = anna.company("Hamerslag").id
    slow = Work(anna.tenant, anna.id)
    old = {"id": company, "title": "Hamerslag", "place": ""}
    late = slow.create(CONTACT, {"company": old, "last_name": "Visser", "channels": [], "addresses": []})
    anna.patch(f"/v1/relations/{company}", {"name": "Zaagmans"})
    world.settle()
    slow.commit()
    world.settle()
    assert data_of(world)[late.id]["company"]["title"] == "Zaagmans"
    assert anna.search("zaag visser") == ["Visser"]


# ---------------------------------------------------------------------------------- delivered twice, or out of order


def published(world: World) -> list[Event]:
    """The events of all that was changed since it was last settled."""
    assert world.publish(world.new_changes()) == DONE
    return world.bus.take()


def changed_all_over(anna: User) -> dict[str, str]:
    ids = everybody(anna)
    anna.patch(f"/v1/addresses/{ids['address']}", {"city": "Zwolle"})
    anna.patch(f"/v1/relations/{ids['company']}", {"name": "Zaagmans"})
    anna.patch(f"/v1/relations/{ids['person']}", {"last_name": "Bakker"})
    anna.delete(f"/v1/contacts/{ids['typed']}")
    return ids


def put_back(world: World, before: dict[Key, Item]) -> None:
    now, client = world.items(), world.engine.client
    for pk, sk in now.keys() - before.keys():
        client.delete_item(TableName=TABLE, Key={"pk": {"S": pk}, "sk": {"S": sk}})
    for key in (key for key, item in before.items() if now.get(key) != item):
        client.put_item(TableName=TABLE, Item=before[key])


def test_r1_r2_in_whatever_order_and_however_often_events_come_they_end_in_the_same(world: World) -> None:
    """R1, R2"""
    anna = world.user()
    ids = changed_all_over(anna)
    told, before = published(world), world.items()
    world.react(told)
    world.settle()
    wanted = data_of(world)
    assert _names(anna, ids) == {
        "company": "Zaagmans, Zwolle",
        "linked": "Zaagmans, Bakker, Jan",
        "couple": "Bakker, Jan & Bakker, Ann",
    }
    once = range(len(told))
    twice = st.lists(st.sampled_from(once), max_size=len(told))

    @hypothesis.settings(max_examples=8)
    @given(order=twice.flatmap(lambda again: st.permutations([*once, *again])))
    def ends_in_the_same(order: list[int]) -> None:
        put_back(world, before)
        world.react([copy.deepcopy(told[each]) for each in order])
        world.settle()
        assert data_of(world) == wanted
        assert_consistent(world)

    ends_in_the_same()


def test_r1_what_has_been_followed_changes_nothing_when_it_comes_again(world: World) -> None:
    """R1"""
    changed_all_over(world.user())
    told = published(world)
    world.react(told)
    world.settle()
    with world.unchanged():
        world.react(told * 3)


def test_r1_events_that_come_at_once_end_in_the_same(world: World) -> None:
    """R1"""
    anna = world.user()
    ids = changed_all_over(anna)
    told = published(world)
    at_once([partial(world.react, told), partial(world.react, told[::-1]), partial(world.react, told)])
    world.settle()
    assert _names(anna, ids)["linked"] == "Zaagmans, Bakker, Jan"
    assert_consistent(world)


def _names(anna: User, ids: dict[str, str]) -> dict[str, str]:
    paths = {"company": "relations", "linked": "contacts", "couple": "relations"}
    return {name: anna.get(f"/v1/{plural}/{ids[name]}")["sort_name"] for name, plural in paths.items()}


@contextmanager
def just_before_it_is_written(act: Callable[[], object]) -> Iterator[None]:
    """Once: what another does between the reading and the writing of whoever writes first."""
    events, left = table.connection().connection.client.meta.events, [act]

    def meanwhile(**_: Any) -> None:
        if left:
            left.pop()()

    events.register_first("before-call.dynamodb.TransactWriteItems", meanwhile)
    yield
    events.unregister("before-call.dynamodb.TransactWriteItems", meanwhile)
    assert not left


def test_what_a_person_saves_while_it_is_refreshed_is_kept_and_refreshed_too(world: World) -> None:
    anna = world.user()
    company = anna.company("Hamerslag").id
    contact = anna.contact(company).id
    world.settle()
    read = records.get(anna.tenant, contact)
    assert read is not None
    slow = Work(anna.tenant, anna.id)
    slow.update(read, {**read.data, "last_name": "Bakker"})
    anna.patch(f"/v1/relations/{company}", {"name": "Zaagmans"})
    told = published(world)
    with just_before_it_is_written(slow.commit):
        world.react(told)
    kept = data_of(world)[contact]
    assert (kept["last_name"], kept["company"]["title"]) == ("Bakker", "Zaagmans")


# --------------------------------------------------------------------------------------- what is not to be followed


@pytest.mark.parametrize("odd", [
    {"event_version": 2, "changed_fields": None}, {"event_version": None},
    {"type": "spaceship", "record": "shp_1"}, {"type": None},
])  # fmt: skip
def test_c5_what_newer_code_tells_of_is_passed_over(world: World, odd: dict[str, Any]) -> None:
    """C5"""
    anna = world.user()
    told, *_ = renamed(world, everybody(anna), anna)
    told["detail"] |= odd
    with world.unchanged():
        world.react([told])


def test_c5_members_that_newer_code_adds_do_no_harm(world: World) -> None:
    """C5"""
    anna = world.user()
    ids = everybody(anna)
    for event in renamed(world, ids, anna):
        world.react([{**event, "detail": {**event["detail"], "because": "of a workflow"}}])
    assert data_of(world)[ids["typed"]]["company"]["title"] == "Zaagmans"


def test_c6_what_was_changed_before_the_epoch_is_not_followed_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C6"""
    anna = world.user()
    ids = everybody(anna)
    told = renamed(world, ids, anna)
    with epoch(monkeypatch, clock.timestamp()), world.unchanged():
        world.react(told)
    with epoch(monkeypatch, told[0]["detail"]["at"]):
        world.react(told)
    assert data_of(world)[ids["typed"]]["company"]["title"] == "Zaagmans"


# ----------------------------------------------------------------------------------------------------- what fails


def renamed(world: World, ids: dict[str, str], anna: User) -> list[Event]:
    """A company renamed, a person renamed, an address moved."""
    world.settle()
    anna.patch(f"/v1/relations/{ids['company']}", {"name": "Zaagmans"})
    anna.patch(f"/v1/relations/{ids['person']}", {"last_name": "Smit"})
    anna.patch(f"/v1/addresses/{ids['address']}", {"city": "Zwolle"})
    return published(world)


def test_r3_when_dynamodb_is_overloaded_the_event_comes_again(world: World) -> None:
    """R3"""
    anna = world.user()
    ids = everybody(anna)
    told = renamed(world, ids, anna)
    client = table.connection().connection.client
    overloaded = throttle(client, "TransactWriteItems", 1_000)
    with world.unchanged(), overloaded, pytest.raises(ReactionFailed, match=r"refresh_others \(Unavailable\)"):
        world.react(told[:1])
    world.react(told)
    assert data_of(world)[ids["typed"]]["company"]["title"] == "Zaagmans"


def test_r3_a_reaction_that_fails_keeps_no_other_from_being_carried_out(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """R3"""

    def fail(*_: Any) -> Any:
        raise RuntimeError("Jan Visser is no valid recipient")

    anna = world.user()
    ids = everybody(anna)
    told, _, _ = renamed(world, ids, anna)
    broken = [Reaction("notify", lambda _: True, fail), Reaction("invoice", fail, fail)]
    monkeypatch.setattr(changes, "REACTIONS", (*broken, *changes.REACTIONS))
    with pytest.raises(ReactionFailed) as raised:
        world.react([told])
    assert data_of(world)[ids["typed"]]["company"]["title"] == "Zaagmans"
    assert str(raised.value) == "notify (RuntimeError), invoice (RuntimeError)"
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    logged = [(each["kind"], each["tenant"], each["id"]) for each in lines if each["event"] == "reaction_failed"]
    assert logged == [(kind, anna.tenant, told["detail"]["id"]) for kind in ("notify", "invoice")]


def test_a_record_that_would_grow_past_a_limit_keeps_its_old_copy_and_holds_nobody_up(world: World) -> None:
    anna = world.user()
    company, other = anna.company("Hamerslag").id, anna.company("Ander").id
    words = " ".join(f"w{n}" for n in range(40))
    full = anna.contact(company, first_name="Jan Piet Klaas", function="Hoofd inkoop vlees brood en kaas", channels=[
        {"kind": "email", "value": f"adres{n}@hamerslag.example"} for n in range(39)
    ])  # fmt: skip
    fine = anna.contact(other)
    anna.patch(f"/v1/relations/{company}", {"name": words})
    anna.patch(f"/v1/relations/{other}", {"name": "Zaagmans"})
    world.settle()
    kept = data_of(world)
    assert kept[full.id]["company"]["title"] == "Hamerslag"
    assert kept[fine.id]["company"]["title"] == "Zaagmans"
    assert_consistent(world)
