"""All that leads to a record that goes leads to the one that stays, of whatever type it is (C49); and back (F1)."""

import copy
from collections.abc import Callable, Iterator
from typing import Any

from chalicelib.merge_patch import without_nothing
from chalicelib.models import stored
from chalicelib.models.record_type import RecordType
from chalicelib.models.registry import TYPES, type_of
from chalicelib.models.relinking import mentions, relinked
from chalicelib.storage import records
from tests import canaries
from tests.browser import document
from tests.consistency import all_records, assert_consistent
from tests.test_merging import anna, merge, undo
from tests.world import Reply, User, World

__all__ = ("anna",)
ONLY_CUSTOM = {"address", "product"}  # which link to nothing but by custom fields, as relations do
BESIDES = {
    "custom_field": {"owner": {"id": "tea_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"}},
    "privacy_export": {"person": {"id": "con_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"}},
}
SHOP = {"title": "Shop", "url": "https://shop.example.com"}
OVENS = {"kind": "phone_call", "subject": "Ovens", "starts_at": "2026-01-05T09:30:00Z"}


def made(user: User, plural: str, **fields: Any) -> Reply:
    reply = user.post(f"/v1/{plural}", fields)
    assert reply.status == 201, reply.text
    return reply


def agreed(user: User, party: str, at: str, state: str = "given") -> Reply:
    told = {"purpose": "newsletter", "state": state, "at": at, "source": "form"}
    return made(user, "consents", party=party, **told)


def everything(world: World, anna: User, goes: str, stays: str) -> dict[str, tuple[str, Callable[[Any], Any]]]:
    """What leads to the one that goes: by name its address, and where it says so."""
    other = anna.company("Third").id
    anna.post(
        "/v1/custom-fields", {"of": "relation", "key": "agent", "name": "Agent", "kind": "link", "to": ["relation"]}
    )
    visser = made(anna, "contacts", company=goes, last_name="Visser").id
    product = made(anna, "products", name="Flour").id
    criteria = {"field": "parent", "op": "in", "value": [goes]}
    static = made(anna, "selections", name="Some", of="relation", kind="static").id
    anna.post(f"/v1/selections/{static}/members", {"add": {"of": "relation", "ids": [goes, other]}})
    told: dict[str, tuple[str, Callable[[Any], Any]]] = {
        "contact": (f"contacts/{visser}", lambda each: each["company"]["id"]),
        "child": (f"relations/{anna.company('Child', parent=goes).id}", lambda each: each["parent"]["id"]),
        "custom": (
            f"relations/{anna.company('Fourth', custom_agent=goes).id}",
            lambda each: each["custom_agent"]["id"],
        ),
        "activity": (
            f"activities/{made(anna, 'activities', **OVENS, links=[goes, other]).id}",
            lambda each: each["links"][0]["id"],
        ),
        "participant": (
            f"activities/{made(anna, 'activities', **OVENS, participants=[{'relation': goes, 'part': 'attendee'}]).id}",
            lambda each: each["participants"][0]["relation"]["id"],
        ),
        "document": (f"documents/{document(anna, links=[goes]).id}", lambda each: each["links"][0]["id"]),
        "building": (
            f"buildings/{made(anna, 'buildings', name='Wharf', parties=[{'party': goes, 'role': 'owner'}]).id}",
            lambda each: each["parties"][0]["party"]["id"],
        ),
        "supply": (
            f"supplies/{made(anna, 'supplies', supplier=goes, product=product).id}",
            lambda each: each["supplier"]["id"],
        ),
        "connection": (
            f"connections/{made(anna, 'connections', link_type='supplies', from_record=goes, to_record=other).id}",
            lambda each: each["from_record"]["id"],
        ),
        "consent": (f"consents/{agreed(anna, goes, '2026-01-05T09:30:00Z').id}", lambda each: each["party"]["id"]),
        "selection": (f"selections/{static}/members", lambda each: each["data"][0]["id"]),
        "criteria": (
            f"selections/{made(anna, 'selections', name='Below', of='relation', criteria=criteria).id}",
            lambda each: each["criteria"]["value"][0],
        ),
        "view": (
            f"views/{made(anna, 'views', name='Look', of='relation', criteria=criteria).id}",
            lambda each: each["criteria"]["value"][0],
        ),
        "report": (
            f"saved-reports/{made(anna, 'saved-reports', name='Sum', of='relation', criteria=criteria).id}",
            lambda each: each["criteria"]["value"][0],
        ),
        "launch link": (
            f"launch-links/{made(anna, 'launch-links', **SHOP, assigned=goes).id}",
            lambda each: each["assigned"]["id"],
        ),
    }  # fmt: skip
    made(anna, "activities", kind="phone_call", subject="With Visser", participants=[{"contact": visser}])
    return told


def told_of(user: User, told: dict[str, tuple[str, Callable[[Any], Any]]]) -> dict[str, Any]:
    return {name: read(user.get(f"/v1/{path}").json) for name, (path, read) in told.items()}


def leading(world: World, target: str, *but: str) -> list[str]:
    """What still names it."""
    living = [each for each in all_records(world) if each.alive and each.type not in ("job", *but)]
    return [each.id for each in living if each.id != target and mentions(without_marks(each.data), [target])]


def without_marks(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name != "merged_from"}


def subjects(user: User, relation: str) -> list[str]:
    return sorted(each["title"] for each in user.get(f"/v1/relations/{relation}/timeline")["data"])


def test_whatever_leads_to_what_goes_leads_to_what_stays_and_back_again(world: World, anna: User) -> None:
    stays, goes = anna.company("Stays"), anna.company("Goes")
    bert = world.user("sales")
    assert bert.put(f"/v1/me/subscriptions/records/{goes.id}", {}).status == 200
    told = everything(world, anna, goes.id, stays.id)
    world.settle()
    dossier, before = subjects(anna, goes.id), told_of(anna, told)
    assert set(before.values()) == {goes.id}
    previewed = merge(anna, stays, goes, preview=True)
    assert previewed.status == 200, previewed.text
    counted = previewed["preview"]["references"]
    assert counted["activity"] == 3, counted
    merged = merge(anna, stays, goes)
    world.settle()
    job = anna.get(f"/v1/jobs/{merged['job']['id']}")
    assert (job["state"], job["counts"]["refused"]) == ("done", 0), anna.get(
        f"/v1/jobs/{job.id}/rows?outcome=refused"
    ).text
    assert told_of(anna, told) == dict.fromkeys(told, stays.id)
    assert leading(world, goes.id) == []
    assert subjects(anna, stays.id) == dossier
    assert [each["record"]["id"] for each in bert.get("/v1/me/subscriptions")["data"]] == [stays.id]
    assert_consistent(world)
    undone = undo(anna, merged)
    world.settle()
    ended = anna.get(f"/v1/jobs/{undone.id}")
    assert (ended["state"], ended["counts"]["refused"]) == ("done", 0), anna.get(f"/v1/jobs/{undone.id}/rows").text
    assert told_of(anna, told) == before
    assert subjects(anna, goes.id) == dossier
    assert leading(world, stays.id) == []
    assert goes.id in [each["record"]["id"] for each in bert.get("/v1/me/subscriptions")["data"]]
    assert_consistent(world)


def test_where_there_is_room_for_one_what_repeats_it_goes_into_that(world: World, anna: User) -> None:
    stays, goes, other = anna.company("Stays").id, anna.company("Goes").id, anna.company("Other").id
    product = made(anna, "products", name="Flour").id
    supplies = [made(anna, "supplies", supplier=each, product=product).id for each in (stays, goes)]
    consents = [
        agreed(anna, stays, "2026-01-05T09:30:00Z").id,
        agreed(anna, goes, "2026-02-05T09:30:00Z", "refused").id,
    ]
    ends = [(stays, other), (goes, other), (stays, goes)]
    joined = [made(anna, "connections", link_type="supplies", from_record=a, to_record=b).id for a, b in ends]
    merged = anna.post(f"/v1/relations/{stays}/merge", {"sources": [goes]})
    assert merged.status == 202, merged.text
    world.settle()
    rows = {each["id"]: each for each in anna.get(f"/v1/jobs/{merged['job']['id']}/rows")["data"]}
    gone = [supplies[1], consents[1], joined[1], joined[2]]
    assert [rows[each]["code"] for each in gone] == ["repeated"] * 4, rows
    live = records.get_many(anna.tenant, [*supplies, *consents, *joined])
    assert [each for each in live if not live[each].alive] == gone
    latest = anna.get(f"/v1/consents/{consents[0]}")
    assert (latest["state"], latest["at"], latest["party"]["id"]) == ("refused", "2026-02-05T09:30:00.000Z", stays)
    assert anna.get(f"/v1/consents/{consents[1]}").header("Location") == f"/v1/consents/{consents[0]}"
    assert leading(world, goes) == []
    assert_consistent(world)
    undone = undo(anna, merged)
    world.settle()
    assert anna.get(f"/v1/jobs/{undone.id}")["counts"]["refused"] == 0, anna.get(f"/v1/jobs/{undone.id}/rows").text
    live = records.get_many(anna.tenant, [*supplies, *consents, *joined])
    assert all(each.alive for each in live.values())
    assert anna.get(f"/v1/consents/{consents[0]}")["state"] == "given"
    assert_consistent(world)


def specimens(world: World) -> Iterator[tuple[RecordType, dict[str, Any]]]:
    """What the canaries made, and what each type shows as its example."""
    ann = canaries.company(world).ann
    yield from ((TYPES[each.type], each.data) for each in all_records(world) if each.tenant == ann.tenant)
    yield from ((TYPES[name], data) for name, data in BESIDES.items())
    for declared in TYPES.values():
        if declared.example:
            yield declared, without_nothing(declared.fields.model_validate({**declared.example}).model_dump())


def test_every_type_can_be_led_elsewhere_by_what_it_declares(world: World) -> None:
    """Types to come are held to it: what `links` gives is part of the data, or `live` and of a type that never becomes
    one with another. A type of which nothing here has a link has to be given one; what is
    `bereft` says itself what becomes of it."""
    seen = set()
    for declared, data in ((each, data) for each, data in specimens(world) if each.bereft is None):
        for link in declared.links(copy.deepcopy(data)):
            target = stored.line(link.snapshot, "id")
            of = type_of(target)
            assert not link.live or (of is not None and of.merges is None), f"{declared.name} {link.path}"
            told = relinked(declared, data, {target: f"{target[:-4]}0000"})
            assert target not in [each.snapshot.get("id") for each in declared.links(told)], (
                f"{declared.name} {link.path}"
            )
            seen.add(declared.name)
    linking = {name for name, each in TYPES.items() if each.links is not RecordType.links and each.bereft is None}
    assert linking - seen == ONLY_CUSTOM
