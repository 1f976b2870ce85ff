"""What `GET /v1/me` tells of kinds of activity: those that are called otherwise than Relata calls them."""

from typing import Any

from tests.people import person, signed_in
from tests.test_activities import kinds, sent
from tests.world import User, World

VISIT = {"nl": "Klantbezoek", "de": "Kundenbesuch", "en": "Visit"}
FAIR = {"key": "trade_fair", "labels": {"de": "Messe"}, "touch": True}


def told(user: User) -> list[dict[str, Any]]:
    reply = user.get("/v1/me")
    assert reply.status == 200, reply.text
    own: list[dict[str, Any]] = reply["activity_kinds"]
    return own


def rename(chief: User, *more: dict[str, Any], **labels: dict[str, str]) -> None:
    changed = {key: {"labels": each} for key, each in labels.items()}
    put = chief.put("/v1/activity-kinds", sent(chief, *more, **changed))
    assert put.status == 200, put.text


def test_kinds_that_are_called_as_relata_calls_them_are_not_told(world: World) -> None:
    chief, anna = world.user("administrator"), world.user()
    assert told(anna) == []
    faxed = chief.put("/v1/activity-kinds", sent(chief, fax={"archived": True}, letter={"touch": False}))
    assert (faxed.status, told(anna)) == (200, [])


def test_those_renamed_and_made_are_told_by_their_names_of_now(world: World) -> None:
    chief, anna = world.user("administrator"), world.user()
    rename(chief, FAIR, visit=VISIT)
    both = [
        {"key": "visit", "label": "Klantbezoek", "labels": VISIT},
        {"key": "trade_fair", "label": "Messe", "labels": {"de": "Messe"}},
    ]
    assert told(anna) == told(world.user("reader")) == both
    listed = {each["key"]: each for each in kinds(anna)}
    assert both == [{name: listed[each["key"]][name] for name in each} for each in both], "as the list of all has them"

    chief.put("/v1/activity-kinds", sent(chief, visit={"labels": {**VISIT, "nl": "Rondgang"}, "archived": True}))
    assert told(anna)[0]["label"] == "Rondgang", "what is chosen no more is still called so where it was chosen"
    chief.patch("/v1/organisation", {"language": "de"})
    assert told(anna)[0]["label"] == "Kundenbesuch"

    shipped = {each["key"]: each["labels"] for each in kinds(world.user(tenant="Other"))}
    rename(chief, visit=shipped["visit"])
    assert [each["key"] for each in told(anna)] == ["trade_fair"]


def test_another_organisation_has_its_own(world: World) -> None:
    rename(world.user("administrator"), FAIR, visit=VISIT)
    other = world.user("administrator", tenant="Other")
    assert told(other) == []
    rename(other, visit={"nl": "Langsgaan"})
    assert [each["label"] for each in told(other)] == ["Langsgaan"]
    assert [each["label"] for each in told(world.user())] == ["Klantbezoek", "Messe"]


def test_who_may_not_ask_for_the_kinds_is_not_told_them(world: World) -> None:
    chief = world.user("administrator")
    rename(chief, FAIR, visit=VISIT)
    jan = world.user("external", kind="external")
    assert (jan.get("/v1/activity-kinds").status, told(jan)) == (403, [])
    profile = chief.post("/v1/profiles", {"name": "Stock", "types": {"relation": {"actions": ["read"]}}})
    chief.post("/v1/roles", {"key": "stock", "name": "Stock", "profiles": [profile.id]})
    karl = world.user("stock")
    assert (karl.get("/v1/activity-kinds").status, told(karl)) == (403, [])


def test_who_changes_what_is_said_of_them_is_told_again(world: World) -> None:
    ann = person(world)
    token = signed_in(world, ann)["access_token"]
    rename(world.user("administrator", tenant="Acme"), visit=VISIT)
    changed = world.ask("PATCH", "/v1/me", {"language": "de"}, token=token)
    assert [each["labels"] for each in changed["activity_kinds"]] == [VISIT]


def test_it_is_read_with_the_settings_that_are_read_anyway(world: World) -> None:
    chief, anna = world.user("administrator"), world.user()
    told(anna)
    with world.meter() as before:
        told(anna)
    rename(chief, FAIR, visit=VISIT)
    told(anna)
    with world.meter() as after:
        assert len(told(anna)) == 2
    assert (after.round_trips, after.requests) == (before.round_trips, before.requests) == (2, 4)
