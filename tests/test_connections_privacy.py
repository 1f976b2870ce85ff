"""What somebody is to others, when they ask for what is kept of them, and when they are forgotten (GDPR, 15 and 17)."""

from typing import Any

import pytest

from tests.consistency import assert_consistent
from tests.test_connections import CONNECTIONS, connected, seen
from tests.test_privacy_export import content, export
from tests.world import Reply, User, World


@pytest.fixture
def chief(world: World) -> User:
    return world.user("administrator")


def family(chief: User) -> tuple[Reply, Reply, Reply]:
    """A person, somebody else, and what the two are to each other."""
    kim, other = chief.person("Kanariana", "Vogelzangh"), chief.person("Piet", "Mulder")
    note = "Kanariana Vogelzangh calls him every day"
    return kim, other, connected(chief, "emergency_contact", kim.id, other.id, priority=1, note=note)


def test_what_one_is_to_others_is_told_without_who_they_are(world: World, chief: User) -> None:
    kim, other, made = family(chief)
    begun = export(chief, kim)
    world.settle()
    found: dict[str, Any] = {each["id"]: each for each in content(chief, begun)}
    assert found.keys() == {kim.id, made.id}
    assert found[made.id]["data"]["to_record"] == {"role": "another party"}
    assert other.id not in str(found)


def test_it_goes_with_who_is_erased_and_nothing_of_them_stays(world: World, chief: User) -> None:
    kim, other, made = family(chief)
    begun = chief.post(f"/v1/relations/{kim.id}/erase", {"reason": "request"})
    assert begun.status == 202, begun.text
    world.settle()
    left = chief.get(f"{CONNECTIONS}/{made.id}")
    assert (left["archived_at"] is not None, "note" in left.json, "priority" in left.json) == (True, False, False)
    assert not [each for each in ("kanariana", "vogelzangh") if each in left.text.lower()]
    history = chief.get(f"{CONNECTIONS}/{made.id}/history").text.lower()
    assert not [each for each in ("kanariana", "vogelzangh") if each in history]
    assert chief.post(f"{CONNECTIONS}/{made.id}/restore").status == 409
    assert seen(chief, other.id) == []
    assert_consistent(world)
