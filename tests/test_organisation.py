"""An organisation sets its own name, country, language and time zone; what signing in needs of that follows."""

from functools import partial
from typing import Any

import pytest
import time_machine
from botocore.client import BaseClient

from chalicelib.identity import keys, table, tenants
from chalicelib.identity.items import TenantItem
from chalicelib.storage import tenant_settings
from chalicelib.storage.table import Refused
from infra import rebuild
from tests.at_once import at_once
from tests.faults import Crash, crash_at, throttle
from tests.people import signed_in
from tests.test_tasks import task
from tests.test_users import GUEST, Office
from tests.world import Reply, User, World

WHERE = "/v1/organisation"


@pytest.fixture
def chief(world: World) -> User:
    return world.user("administrator")


@pytest.fixture
def client(world: World) -> BaseClient:
    """Of the table of accounts."""
    client: BaseClient = table.connection().connection.client
    return client


def told(reply: Reply) -> tuple[Any, ...]:
    assert reply.status == 200, reply.text
    return tuple(reply[name] for name in ("name", "country", "language", "time_zone"))


def directory_tells(tenant: str) -> tuple[str, str]:
    item = table.get(TenantItem, keys.tenant(tenant))
    assert item is not None
    return item.name, item.language


def test_everybody_reads_it_and_an_administrator_changes_what_is_sent(world: World, chief: User) -> None:
    anna = world.user()
    first = anna.get(WHERE)
    assert (first.id, told(first)) == (chief.tenant, ("Acme", "NL", "nl", "Europe/Amsterdam"))
    changed = chief.patch(WHERE, {"name": "Hamerslag B.V.", "time_zone": "Asia/Tokyo"})
    assert told(changed) == ("Hamerslag B.V.", "NL", "nl", "Asia/Tokyo")
    assert (first.header("ETag"), changed.header("ETag"), changed["version"]) == ('"1"', '"2"', 2)
    assert anna.get(WHERE).json == changed.json


def test_a_change_that_changes_nothing_is_none(world: World, chief: User) -> None:
    chief.patch(WHERE, {"country": "BE"})
    with world.unchanged():
        assert chief.patch(WHERE, {"country": "BE"})["version"] == 2
        assert chief.patch(WHERE, {})["version"] == 2


def test_nobody_overwrites_what_they_have_not_seen(world: World, chief: User) -> None:
    chief.patch(WHERE, {"country": "BE"}, headers={"If-Match": '"1"'})
    with world.unchanged():
        stale = chief.patch(WHERE, {"language": "fr"}, headers={"If-Match": '"1"'})
        assert (stale.status, stale["code"], stale.header("ETag")) == (412, "stale_version", '"2"')
    assert told(chief.patch(WHERE, {"language": "fr"})) == ("Acme", "BE", "fr", "Europe/Amsterdam")


def test_of_many_at_once_none_is_lost(world: World, chief: User) -> None:
    wanted = [{"name": "Hamerslag"}, {"country": "DE"}, {"language": "de"}, {"time_zone": "Europe/Berlin"}]
    answers = at_once([partial(chief.patch, WHERE, each) for each in wanted])
    assert [each.status for each in answers] == [200] * 4
    assert told(chief.get(WHERE)) == ("Hamerslag", "DE", "de", "Europe/Berlin")
    assert chief.get(WHERE)["version"] == 5
    assert directory_tells(chief.tenant) == ("Hamerslag", "de")


@pytest.mark.parametrize(
    ("body", "status", "fields"),
    [
        ({"time_zone": "Mars/Olympus"}, 422, ["time_zone"]),
        ({"time_zone": "../../etc/passwd"}, 422, ["time_zone"]),
        ({"country": "nl"}, 422, ["country"]),
        ({"language": "es"}, 422, ["language"]),
        ({"name": "  "}, 422, ["name"]),
        ({"name": "x" * 201}, 422, ["name"]),
        ({"name": None}, 422, ["name"]),
        ({"time_zone": None}, 422, ["time_zone"]),
        ({"tenant": "ten_1"}, 400, ["tenant"]),
        ({"version": 7}, 400, ["version"]),
    ],
)
def test_i6_what_is_no_zone_country_or_language_is_refused(
    world: World, chief: User, body: dict[str, Any], status: int, fields: list[str]
) -> None:
    """I6, T3"""
    with world.unchanged():
        refused = chief.patch(WHERE, {"country": "BE", **body})
        assert (refused.status, refused.fields) == (status, fields)


def test_z1_others_may_not_change_it_and_outsiders_not_even_see_it(world: World) -> None:
    """Z1, Z2"""
    anna, reader, outsider = world.user(), world.user("reader"), world.user("administrator", kind="external")
    with world.unchanged():
        assert [each.patch(WHERE, {"name": "Mine"}).status for each in (anna, reader, outsider)] == [403] * 3
        assert [each.get(WHERE).status for each in (anna, reader, outsider)] == [200, 200, 403]


def test_t1_another_organisation_keeps_its_own(world: World, chief: User) -> None:
    """T1"""
    other = world.user("administrator", tenant="Other")
    chief.patch(WHERE, {"name": "Hamerslag", "time_zone": "Asia/Tokyo"})
    assert told(other.get(WHERE)) == ("Other", "NL", "nl", "Europe/Amsterdam")
    assert directory_tells(other.tenant) == ("Other", "nl")


# ------------------------------------------------------------------------------------------------- what follows from it


def test_the_new_name_stands_at_the_door_and_in_invitations(world: World) -> None:
    office = Office(world)
    assert office.ask("PATCH", WHERE, {"name": "Hamerslag"}).status == 200
    assert office.ask("GET", "/v1/me")["tenant"]["name"] == "Hamerslag"
    assert [each["name"] for each in signed_in(world, office.ann, steps=1)["tenants"]] == ["Hamerslag"]
    office.invite(**GUEST)
    assert "Uitnodiging voor Hamerslag" in world.outbox()[-1]


def test_today_is_by_the_new_zone_for_who_has_none_and_a_task_keeps_the_one_it_has(world: World) -> None:
    with time_machine.travel("2026-11-20T20:00:00Z", tick=False):
        chief = world.user("administrator")
        made = task(chief, assignees=[chief.id], due_on="2026-11-20")
        assert chief.get("/v1/worklist")["counts"]["today"] == 1
        chief.patch(WHERE, {"time_zone": "Asia/Tokyo"})
        late = chief.get("/v1/worklist")
        assert (late["time_zone"], late["counts"]["overdue"]) == ("Asia/Tokyo", 1)
        assert chief.get(f"/v1/activities/{made.id}")["time_zone"] == "Europe/Amsterdam"
        assert task(chief, due_on="2026-11-21")["time_zone"] == "Asia/Tokyo"


def test_a_phone_number_is_read_by_the_new_country(world: World, chief: User) -> None:
    chief.patch(WHERE, {"country": "BE"})
    made = chief.company(channels=[{"kind": "phone", "value": "02 555 12 12"}])
    assert made["channels"][0]["normal"] == "+3225551212"


def test_a_new_zone_has_all_reminders_planned_anew(world: World, chief: User) -> None:
    def planned() -> int:
        return sum(pk.startswith("C#due#") for pk, _ in world.items())

    chief.patch(WHERE, {"name": "Hamerslag", "country": "BE"})
    assert planned() == 0
    chief.patch(WHERE, {"time_zone": "Asia/Tokyo"})
    assert planned() == 1


# ----------------------------------------------------------------------------------------- what a fault leaves behind


def test_wherever_it_dies_asking_again_brings_the_two_into_step(world: World, chief: User, client: BaseClient) -> None:
    for number in range(1, 9):
        name, died = f"Name {number}", False
        try:
            with crash_at(client, number):
                chief.patch(WHERE, {"name": name})
        except Crash:
            died = True
            assert directory_tells(chief.tenant)[0] != name
        assert told(chief.patch(WHERE, {"name": name}))[0] == name
        assert directory_tells(chief.tenant)[0] == name
        if not died:
            return
    raise AssertionError("it never came to an end")


def test_a_copy_that_cannot_be_made_is_no_reason_to_refuse_and_is_mended_later(
    world: World, chief: User, client: BaseClient, capsys: pytest.CaptureFixture[str]
) -> None:
    with throttle(client, "UpdateItem", 50):
        assert told(chief.patch(WHERE, {"name": "Hamerslag"}))[0] == "Hamerslag"
    assert '"event": "tenant_copy_failed"' in capsys.readouterr().out
    assert directory_tells(chief.tenant)[0] == "Acme"
    assert rebuild.main([chief.tenant]) == 0
    assert directory_tells(chief.tenant)[0] == "Hamerslag"
    assert "1 organisations had settings that were not copied" in capsys.readouterr().out


def test_what_is_newer_is_not_overwritten_by_a_copy_that_comes_late(world: World, chief: User) -> None:
    chief.patch(WHERE, {"name": "Hamerslag"})
    assert not tenants.copy(chief.tenant)
    table.write(table.Update(TenantItem, keys.tenant(chief.tenant), [TenantItem.settings_version.set(3)]))
    table.write(table.Update(TenantItem, keys.tenant(chief.tenant), [TenantItem.name.set("Newer")]))
    assert not tenants.copy(chief.tenant)
    assert directory_tells(chief.tenant)[0] == "Newer"


def test_settings_are_founded_once(world: World) -> None:
    tenant = world.tenant()
    with pytest.raises(Refused):
        tenant_settings.write(tenant, {"name": "Another"})
    assert tenant_settings.read(tenant, tenant_settings.NAME).values["name"] == "Acme"
