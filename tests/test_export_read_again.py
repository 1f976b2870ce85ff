"""What is exported is taken by an import as it was, by what it suggests itself (I4)."""

from typing import Any

import pytest

from tests.imports import CARDS, CSV, XLSX, carried_out, counts, mapped, read
from tests.test_export import content, export, field
from tests.test_jobs import anna
from tests.world import User, World

__all__ = ("anna",)
KINDS = {"csv": CSV, "xlsx": XLSX, "vcard": CARDS}
SAME = ("display_name", "status", "note", "city", "vat_number", "custom_size", "custom_bill", "custom_since")
OPTIONS = [{"key": "big", "name": "Large, very"}, {"key": "small", "name": "Small"}]
ADDRESS = {"street": "Dorpsstraat", "number": "12", "addition": "a", "postcode": "1315 AB", "city": "Almere"}
CHANNELS = [
    {"kind": "phone", "value": "+31 36 530 12 34"},
    {"kind": "email", "value": "a@one.example"},
    {"kind": "email", "value": "b@one.example"},
]


def fields(user: User) -> None:
    field(user, "size", "choice", options=OPTIONS)
    field(user, "bill", "money", currency="EUR")
    field(user, "since", "date")


def known(user: User, names: tuple[str, ...]) -> list[dict[str, Any]]:
    found = user.get("/v1/relations")["data"]
    told = [{name: each.get(name) for name in names} for each in found]
    ways = ([[way[part] for part in ("kind", "normal")] for way in each["channels"]] for each in found)
    return [{**one, "channels": two} for one, two in zip(told, ways, strict=True)]


@pytest.mark.parametrize(("kind", "names"), [("csv", SAME), ("xlsx", SAME), ("vcard", ("display_name", "city"))])
def test_i4_it_is_the_same_in_another_organisation(world: World, anna: User, kind: str, names: tuple[str, ...]) -> None:
    """I4"""
    other = world.user("administrator", tenant="Other")
    for each in (anna, other):
        fields(each)
    customs: dict[str, Any] = {"custom_size": "big", "custom_bill": {"amount": "-12.50"}, "custom_since": "2026-02-28"}
    plain: dict[str, Any] = {"name": "=1+1", "note": "'+1\nx;y", "vat_number": "NL123456782B90"}
    plain["status"] = ["customer", "supplier"]
    uses = [{"address": {"new": ADDRESS}, "purposes": ["visiting"]}]
    anna.company(**plain, **customs, channels=CHANNELS, addresses=uses)
    anna.company("Plain", custom_size="small")
    job = export(anna, format=kind)
    world.settle()
    found = read(other, content(anna, job), kind=KINDS[kind])
    chosen = [each for each in found["mapping"] if each["to"] != "id"]
    mapped(other, found, *chosen)
    assert counts(carried_out(world, other, found)) == {"changed": 2}
    assert known(other, names) == known(anna, names)
