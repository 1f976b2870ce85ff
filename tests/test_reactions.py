"""What follows a change: whoever keeps a copy of a name or a place gets the new one, a moment later."""

import copy
import random
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from chalicelib.models.contact import CONTACT
from chalicelib.reactions import refresh
from chalicelib.reactions.changes import react
from chalicelib.storage import table
from chalicelib.storage.work import Work
from tests.at_once import at_once
from tests.consistency import all_records, assert_consistent
from tests.faults import throttle
from tests.world import User, World

DONE: dict[str, Any] = {"batchItemFailures": []}
Event = dict[str, Any]


def changes(world: World) -> list[Event]:
    """The changes so far, as Lambda would get them."""
    return [each for each in world.stream_records() if each["dynamodb"]["Keys"]["sk"]["S"].startswith("CHANGE")]


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


@pytest.mark.parametrize("seed", range(3))
def test_r1_r2_changes_that_come_twice_and_shuffled_end_in_the_same(world: World, seed: int) -> None:
    anna = world.user()
    ids = everybody(anna)
    anna.patch(f"/v1/addresses/{ids['address']}", {"city": "Zwolle"})
    anna.patch(f"/v1/relations/{ids['company']}", {"name": "Zaagmans"})
    anna.patch(f"/v1/relations/{ids['person']}", {"last_name": "Bakker"})
    anna.delete(f"/v1/contacts/{ids['typed']}")
    told = changes(world) * 2
    random.Random(seed).shuffle(told)
    for start in range(0, len(told), 7):
        assert react(copy.deepcopy(told[start : start + 7])) == DONE
    world.settle()
    assert _names(anna, ids) == {
        "company": "Zaagmans, Zwolle",
        "linked": "Zaagmans, Bakker, Jan",
        "couple": "Bakker, Jan & Bakker, Ann",
    }
    assert_consistent(world)
    with world.unchanged():
        assert react(changes(world)) == DONE


def _names(anna: User, ids: dict[str, str]) -> dict[str, str]:
    paths = {"company": "relations", "linked": "contacts", "couple": "relations"}
    return {name: anna.get(f"/v1/{plural}/{ids[name]}")["sort_name"] for name, plural in paths.items()}


def test_r4_what_is_no_new_change_is_passed_over(world: World) -> None:
    anna = world.user()
    everybody(anna)
    told, known = world.stream_records(), changes(world)
    with world.unchanged():
        assert react([each for each in told if each not in known]) == DONE
        for name in ("MODIFY", "REMOVE"):
            assert react([{**each, "eventName": name} for each in told]) == DONE


# ----------------------------------------------------------------------------------------------------- what fails


def renamed(world: World, anna: User, ids: dict[str, str]) -> list[Event]:
    """A company renamed, a person renamed, an address moved."""
    world.settle()
    known = len(changes(world))
    for name in ("company", "person"):
        anna.patch(f"/v1/relations/{ids[name]}", {"name": "Zaagmans"} if name == "company" else {"last_name": "Smit"})
    anna.patch(f"/v1/addresses/{ids['address']}", {"city": "Zwolle"})
    return changes(world)[known:]


def test_r3_of_a_batch_the_first_that_failed_is_named_and_those_before_it_are_done(world: World) -> None:
    anna = world.user()
    ids = everybody(anna)
    first, second, third = renamed(world, anna, ids)
    poison = copy.deepcopy(second)
    poison["dynamodb"]["NewImage"]["body"] = {"S": "not JSON"}
    number = second["dynamodb"]["SequenceNumber"]
    assert react([first, poison, third]) == {"batchItemFailures": [{"itemIdentifier": number}]}
    kept = data_of(world)
    assert kept[ids["typed"]]["company"]["title"] == "Zaagmans"
    assert kept[ids["couple"]]["display_name"] == "Jan Visser en Ann Bakker"
    assert react([second, third]) == DONE
    world.settle()
    assert _names(anna, ids)["company"] == "Zaagmans, Zwolle"


def test_r3_when_dynamodb_is_overloaded_the_change_comes_again(world: World) -> None:
    anna = world.user()
    told = renamed(world, anna, everybody(anna))
    number = told[0]["dynamodb"]["SequenceNumber"]
    client = table.connection().connection.client
    with world.unchanged(), throttle(client, "TransactWriteItems", 1_000):
        assert react(told) == {"batchItemFailures": [{"itemIdentifier": number}]}
    assert react(told) == DONE


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
