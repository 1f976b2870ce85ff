"""T10: a tenant that is suspended, goes on, is exported and purged."""

import json
from pathlib import Path

import pytest

from chalicelib.storage import records
from infra import tenant_end
from tests import browser
from tests.ticking import ticking
from tests.world import User, World


def told(what: str, tenant: str, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    capsys.readouterr()
    assert tenant_end.main([what, tenant, *more]) == 0
    return capsys.readouterr().out.strip().splitlines()[-1]


def left(world: World, tenant: str) -> list[str]:
    items, accounts = world.kept()
    return [key[0] for key in (items | accounts) if tenant in "".join(key)]


def files(world: World, tenant: str) -> list[str]:
    return [key for key in world.bucket if tenant in key]


@pytest.fixture
def anna(world: World) -> User:
    anna = world.user("administrator")
    company = anna.company("Hamerslag")
    browser.document(anna, title="Contract", links=[company.id])
    world.settle()
    return anna


def test_t10_nobody_gets_into_a_suspended_tenant_until_it_goes_on(
    world: World, anna: User, capsys: pytest.CaptureFixture[str]
) -> None:
    """T10"""
    other = world.user(tenant="Other")
    told("suspend", anna.tenant, capsys)
    with world.unchanged():
        assert anna.get("/v1/relations").status == 401
        assert anna.post("/v1/relations", {"name": "Late"}).status == 401
    assert other.get("/v1/relations").status == 200
    told("resume", anna.tenant, capsys)
    assert [each["name"] for each in anna.get("/v1/relations")["data"]] == ["Hamerslag"]


def test_t10_nothing_of_a_suspended_tenant_reaches_anybody(
    world: World, anna: User, capsys: pytest.CaptureFixture[str]
) -> None:
    """T10: neither letters to its people nor mail from its dossiers."""
    bob = world.user()
    assert bob.put("/v1/me/subscriptions/channels", {"assigned": "mail"}).status == 200
    anna.post("/v1/activities", {"kind": "task", "subject": "Call", "is_task": True, "assignees": [bob.id]})
    mail = anna.post("/v1/mails", {"to": [{"email": "jan@visser.example"}], "subject": "Hi", "text": "Hi"})
    assert mail.status == 201
    told("suspend", anna.tenant, capsys)
    world.settle()
    assert world.outbox() == []
    told("resume", anna.tenant, capsys)
    anna.post("/v1/activities", {"kind": "task", "subject": "Call", "is_task": True, "assignees": [bob.id]})
    world.settle()
    assert len(world.outbox()) == 1, "it would have been told"
    found = anna.get(f"/v1/activities/{mail.id}")["mail"]
    assert (found["state"], "suspended" in found["reason"]) == ("failed", True)


def test_t10_what_was_asked_for_of_a_person_waits_until_the_tenant_goes_on(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """T10: nothing is gathered of a suspended tenant, and nothing is forgotten."""
    with ticking(world, "2026-11-23T09:00:00") as clock:
        chief = world.user("administrator")
        begun = chief.post("/v1/privacy/exports", {"person": chief.person().id})
        assert begun.status in (200, 201, 202), begun.text

        def state(until: str) -> str:
            clock.to(until)
            world.privacy(world.bus.drain())
            found = records.get(chief.tenant, begun.id)
            assert found is not None
            return str(found.data["state"])

        told("suspend", chief.tenant, capsys)
        world.settle()
        assert [state(f"2026-11-23T{at}:00") for at in ("09:31", "10:02", "11:30", "13:00")] == ["running"] * 4
        assert files(world, chief.tenant) == []
        told("resume", chief.tenant, capsys)
        assert state("2026-11-23T13:31:00") == "done"
        assert len(files(world, chief.tenant)) == 1


def test_an_export_tells_what_entries_say_by_the_names_of_fields(
    world: World, anna: User, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    anna.patch(f"/v1/relations/{anna.get('/v1/relations')['data'][0]['id']}", {"status": {"add": ["customer"]}})
    told("export", anna.tenant, capsys, "--to", str(tmp_path / "out"))
    lines = [json.loads(line) for line in (tmp_path / "out" / "items.jsonl").read_text().splitlines()]
    facets = [line["digest"] for line in lines if "#facet#relation#status#" in line["pk"]]
    assert [(each["name"], each["kind"], each["status"]) for each in facets] == [("Hamerslag", "company", ["customer"])]
    words = {line["digest"] for line in lines if "#word#h" in line["pk"]}
    assert any(each.startswith("=relation hamerslag") for each in words)


def test_t10_a_purged_tenant_leaves_nothing_and_an_export_has_it_all(
    world: World, anna: User, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """T10"""
    other = world.user(tenant="Other")
    other.company("Bakker")
    before = left(world, other.tenant)
    kept, whole = files(world, anna.tenant), [key for key in world.items() if anna.tenant in key[0]]
    assert kept
    told("export", anna.tenant, capsys, "--to", str(tmp_path / "out"))
    lines = [json.loads(line) for line in (tmp_path / "out" / "items.jsonl").read_text().splitlines()]
    assert sorted((line["pk"], line["sk"]) for line in lines) == sorted(whole)
    assert any(line.get("body", {}) != {} and "Hamerslag" in json.dumps(line) for line in lines)
    assert sorted(str(each.relative_to(tmp_path / "out/files")) for each in tmp_path.rglob("files/**/*")
                  if each.is_file()) == sorted(kept)  # fmt: skip
    assert tenant_end.main(["purge", anna.tenant]) != 0, "not while people are in"
    assert files(world, anna.tenant) == kept
    told("suspend", anna.tenant, capsys)
    told("purge", anna.tenant, capsys)
    assert files(world, anna.tenant) == []
    assert left(world, anna.tenant) == []
    assert left(world, other.tenant) == before
    assert anna.get("/v1/me").status == 401
    assert tenant_end.main(["purge", anna.tenant]) != 0, "there is no such tenant any more"
