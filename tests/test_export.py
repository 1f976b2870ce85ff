"""Records as files: whole, with the number of rows told, and nothing in them that is not theirs to see (A12, C4)."""

import csv
import io
from collections import Counter
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from chalicelib import clock
from chalicelib.access import reading
from chalicelib.actions import mass_reads
from chalicelib.actions.exporting import table as made_as
from chalicelib.actions.jobs import exporting, files_of
from chalicelib.actions.jobs.kinds import KINDS
from chalicelib.errors import Conflict
from chalicelib.files import placing
from chalicelib.storage import records
from tests.browser import fetch
from tests.test_jobs import ALL, anna, counts, progress
from tests.ticking import ticking
from tests.world import Reply, User, World

__all__ = ("anna",)


def export(user: User, those: Any = ALL, **what: Any) -> Reply:
    return user.post("/v1/jobs", {"kind": "export", "those": those, "what": what})


def field(user: User, key: str, kind: str, **more: Any) -> Reply:
    made = user.post("/v1/custom-fields", {"of": "relation", "key": key, "name": key.title(), "kind": kind, **more})
    assert made.status == 201, made.text
    return made


def content(user: User, job: Reply) -> bytes:
    """As it is fetched, and as it was told to be."""
    told = progress(user, job)
    assert told["state"] == "done", told.text
    address = user.get(f"/v1/jobs/{job.id}/file")
    assert address.status == 200, address.text
    found = fetch(address)
    assert len(found.content) == told["file"]["size"]
    assert "attachment" in found.headers["Content-Disposition"]
    return bytes(found.content)


def table(user: User, job: Reply) -> list[dict[str, str]]:
    read = list(csv.DictReader(io.StringIO(content(user, job).decode("utf-8-sig")), strict=True))
    assert len(read) == progress(user, job)["file"]["rows"] == counts(progress(user, job)).get("unchanged", 0)
    return read


def test_a_selection_becomes_a_table_with_all_that_is_known(world: World, anna: User) -> None:
    field(anna, "size", "choice", names={"nl": "Grootte"}, options=[{"key": "big", "name": "Big"}])
    group = anna.company("Groep")
    address = {"street": "Dorpsstraat", "number": "12", "postcode": "1315 AB", "city": "Almere", "country": "NL"}
    box: dict[str, Any] = {"address": {"street": "Postbus 1", "city": "Utrecht"}, "purposes": ["postal"]}
    channels = [
        {"kind": "email", "value": "info@one.example"},
        {"kind": "email", "value": "sales@one.example", "default": True},
        {"kind": "phone", "value": "036 530 12 34"},
    ]
    one = anna.company(
        "One", status=["customer", "supplier"], parent=group.id, channels=channels, custom_size="big",
        addresses=[box, {"address": address, "purposes": ["visiting", "billing"]}], external_ids={"erp": "17"},
    )  # fmt: skip
    job = export(anna)
    assert (job.status, job["state"], job["file"]) == (202, "running", None), job.text
    world.settle()
    told = progress(anna, job)
    assert (told["state"], told["file"]["rows"], told["undo_until"]) == ("done", 2, None)
    assert told["file"]["file_name"].startswith("relations-")
    row = next(each for each in table(anna, job) if each["Relata id"] == one.id)
    wanted = {
        "name": "One", "display_name": "One", "kind": "company", "status": "customer; supplier",
        "parent": group.id, "parent.title": "Groep", "email": "sales@one.example", "email 2": "info@one.example",
        "phone": "036 530 12 34", "address.city": "Almere", "address.number": "12", "address.purpose": "visiting",
        "postal_address.city": "Utrecht",
        "addresses": "Dorpsstraat 12, 1315 AB Almere; Postbus 1, Utrecht", "external_ids.erp": "17", "Grootte": "big",
        "note": "",
    }  # fmt: skip
    assert {name: row.get(name) for name in wanted} == wanted
    assert "billing_address.city" not in row
    assert row["created_at"].startswith("20")
    named = export(anna, names=True, columns=["custom_size", "name"])
    world.settle()
    assert table(anna, named) == [{"custom_size": "", "name": "Groep"}, {"custom_size": "big", "name": "One"}]


def test_i4_nothing_is_run_and_numbers_are_numbers(world: World, anna: User) -> None:
    """I4"""
    field(anna, "bill", "money", currency="EUR")
    for key, kind in (("seats", "number"), ("since", "date"), ("open", "boolean")):
        field(anna, key, kind)
    values: dict[str, Any] = {
        "custom_bill": {"amount": "-12.50"}, "custom_seats": -3, "custom_since": "2026-02-28", "custom_open": True,
    }  # fmt: skip
    anna.company("=cmd|'/C calc'!A0", note="+1", **values)
    columns = ["name", "note", *values, "created_at"]
    as_csv, as_xlsx = export(anna, columns=columns), export(anna, columns=columns, format="xlsx")
    world.settle()
    text = content(anna, as_csv).decode("utf-8-sig")
    assert text.splitlines()[0] == '"name","note","Bill","Seats","Since","Open","created_at"'
    assert text.splitlines()[1].startswith("\"'=cmd|'/C calc'!A0\",\"'+1\",-12.50,-3,2026-02-28,true,20")
    (head, row) = CalamineWorkbook.from_filelike(io.BytesIO(content(anna, as_xlsx))).get_sheet_by_index(0).to_python()
    assert head == ["name", "note", "Bill", "Seats", "Since", "Open", "created_at"]
    assert row[:2] == ["=cmd|'/C calc'!A0", "+1"]
    assert (row[2], row[3], str(row[4])[:10], row[5]) == (-12.5, -3, "2026-02-28", True)


def test_what_is_hidden_stays_out(world: World, anna: User) -> None:
    """Z6: fields, records that are restricted, and what links lead to; and what was hidden since is not fetched."""
    bert = world.user("sales")
    secret = anna.company("Canary", restricted=True)
    anna.company("Open", parent=secret.id, note="A note")
    job = export(bert)
    columns = export(bert, columns=["name", "note"])
    world.settle()
    assert [each["name"] for each in table(bert, job)] == ["Open"]
    assert b"Canary" not in content(bert, job)
    few = {"actions": ["read", "export"], "fields": {"*": "read", "note": "none"}}
    types = {"*": {"actions": ["read"], "fields": {"*": "read"}}, "relation": few}
    profile = anna.post("/v1/profiles", {"name": "No notes", "types": types})
    assert anna.post("/v1/roles", {"key": "few", "name": "Few", "profiles": [profile.id]}).status == 201
    assert anna.patch(f"/v1/users/{bert.id}", {"role": "few"}).status == 200
    assert bert.get(f"/v1/jobs/{columns.id}/file").status == 409
    assert export(bert, columns=["note"]).fields == ["what.columns[0]"]
    anew = export(bert)
    world.settle()
    assert {"note"}.isdisjoint(table(bert, anew)[0])


def test_what_has_been_hidden_since_is_in_no_card_that_is_fetched(
    world: World, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Z6: also where it was hidden while the cards were made."""
    bert = world.user("sales")
    anna.company(note="A note")
    few = {"actions": ["read", "export"], "fields": {"*": "read", "note": "none"}}
    profile = anna.post("/v1/profiles", {"name": "No notes", "types": {"relation": few}})
    assert anna.post("/v1/roles", {"key": "few", "name": "Few", "profiles": [profile.id]}).status == 201
    sweep = exporting.sweep

    def hiding(*given: Any) -> Any:
        told = sweep(*given)
        assert anna.patch(f"/v1/users/{bert.id}", {"role": "few"}).status == 200
        return told

    monkeypatch.setitem(KINDS, "export", KINDS["export"]._replace(sweep=hiding))
    job = export(bert, format="vcard")
    world.settle()
    assert progress(bert, job)["state"] == "done"
    assert bert.get(f"/v1/jobs/{job.id}/file").status == 409
    anew = export(bert, format="vcard")
    world.settle()
    assert b"NOTE" not in content(bert, anew)


def test_c4_the_log_tells_of_what_is_restricted_as_when_it_is_read(world: World, anna: User) -> None:
    """C4: a table is no way to read unseen what belongs to a restricted relation, or what only administrators may."""
    eva = world.user("sales")
    secret = [eva.company(f"Secret {number}", restricted=True).id for number in range(3)]
    anna.company("Open")
    for who in (eva, anna):
        export(who, columns=["name"])
    world.settle()
    rows = anna.get("/v1/audit?operation=export")["data"]
    told = {each["by"]: each for each in rows if each["record"] in secret}
    assert told.keys() == {eva.id, anna.id}
    for each in told.values():
        assert ({*each["records"]}, each["count"], each["channel"]) == ({*secret}, 3, "job")
    assert told[anna.id]["rule"] != told[eva.id]["rule"]


def test_who_may_not_export_gets_nothing(world: World, anna: User) -> None:
    """C4: neither begins it, nor fetches what another made; and what was made is not fetched when the right is gone."""
    anna.company()
    bert, clerk = world.user("sales"), world.user("employee")
    assert export(clerk).status == 403
    assert export(world.user("sales", kind="external")).status == 403
    job = export(bert)
    assert bert.get(f"/v1/jobs/{job.id}/file").status == 409
    world.settle()
    assert bert.get(f"/v1/jobs/{job.id}/file").status == 200
    for other in (anna, clerk, world.user("administrator", tenant="Other")):
        assert other.get(f"/v1/jobs/{job.id}/file").status == 404
    begun = export(bert)
    assert anna.patch(f"/v1/users/{bert.id}", {"role": "employee"}).status == 200
    assert bert.get(f"/v1/jobs/{job.id}/file").status == 403
    world.settle()
    assert progress(bert, begun)["state"] == "stopped"


def test_what_is_asked_for_wrongly_is_named(world: World, anna: User) -> None:
    one = anna.company()
    assert export(anna, columns=["name", "nothing", "located_at"]).fields == ["what.columns[1]", "what.columns[2]"]
    assert export(anna, columns=["name", "name"]).fields == ["what.columns"]
    assert export(anna, format="pdf").fields == ["what.format"]
    assert export(anna, colums=["name"]).fields == ["what.colums"]
    assert export(anna, format="vcard", columns=["name"]).fields == ["what.columns"]
    assert export(anna, {"of": "address", "criteria": {"all": []}}, format="vcard").fields == ["what.format"]
    assert export(anna, view="viw_01J00000000000000000000000").fields == ["what.view"]
    assert anna.post("/v1/jobs", {"kind": "export"}).fields == ["those"]
    view = anna.post("/v1/views", {"name": "Names", "of": "relation", "columns": ["display_name", "city"]})
    job = export(anna, {"of": "relation", "ids": [one.id]}, view=view.id, separator=";")
    world.settle()
    assert content(anna, job).decode("utf-8-sig") == '"display_name";"city"\r\n"Hamerslag";\r\n'


def test_of_none_there_is_a_head_only(world: World, anna: User) -> None:
    nobody = {"of": "relation", "criteria": {"field": "status", "op": "has_any", "value": ["partner"]}}
    made = [export(anna, nobody, columns=["name"], format=each) for each in ("csv", "xlsx", "vcard")[:2]]
    cards = export(anna, nobody, format="vcard")
    world.settle()
    assert content(anna, made[0]) == b'\xef\xbb\xbf"name"\r\n'
    assert progress(anna, made[1])["file"]["rows"] == 0
    assert content(anna, cards) == b""


def test_several_pages_are_one_file(world: World, anna: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever comes and goes meanwhile, each is in it once."""
    monkeypatch.setattr(exporting, "AT_A_TIME", 3)
    made = [anna.company(f"Company {number:02}") for number in range(11)]
    job = export(anna, {"of": "relation", "ids": [each.id for each in made]}, columns=["id"])
    anna.delete(f"/v1/relations/{made[4].id}")
    world.settle()
    assert counts(progress(anna, job)) == {"unchanged": 10, "gone": 1}
    assert [each["Relata id"] for each in table(anna, job)] == [each.id for each in made if each is not made[4]]


def test_one_that_is_called_otherwise_meanwhile_is_in_it_once(
    world: World, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "AT_A_TIME", 2)
    made = [anna.company(f"Company {number}") for number in range(5)]
    sweep, moved = exporting.sweep, list[bool]()

    def moving(*given: Any) -> Any:
        told = sweep(*given)
        if not moved:
            moved.append(anna.patch(f"/v1/relations/{made[0].id}", {"name": "Zebra"}).status == 200)
        return told

    monkeypatch.setitem(KINDS, "export", KINDS["export"]._replace(sweep=moving))
    for how in ({"columns": ["id"], "names": True}, {"format": "vcard"}):
        moved.clear()
        anna.patch(f"/v1/relations/{made[0].id}", {"name": "Company 0"})
        job = export(anna, **how)
        world.settle()
        assert (progress(anna, job)["file"]["rows"], progress(anna, job)["counts"]["unchanged"]) == (5, 6)
        assert all(content(anna, job).count(each.id.encode()) == 1 for each in made)


def test_one_that_went_behind_meanwhile_is_in_it_too(world: World, anna: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "AT_A_TIME", 2)
    made = [anna.company(f"Company {number}") for number in range(5)]
    sweep, moved = exporting.sweep, list[bool]()

    def moving(*given: Any) -> Any:
        told = sweep(*given)
        if not moved:
            moved.append(anna.patch(f"/v1/relations/{made[4].id}", {"name": "Aardvark"}).status == 200)
        return told

    monkeypatch.setitem(KINDS, "export", KINDS["export"]._replace(sweep=moving))
    job = export(anna, columns=["id", "name"])
    world.settle()
    assert moved == [True]
    assert {each["Relata id"]: each["name"] for each in table(anna, job)} == {
        **{each.id: each["name"] for each in made[:4]}, made[4].id: "Aardvark",
    }  # fmt: skip


def test_it_is_told_in_the_log_and_gone_after_a_week(world: World) -> None:
    """C4: what was made, and each time that it was fetched."""
    with ticking(world, "2026-11-23T09:00:00") as now:
        anna = world.user("administrator")
        anna.company()
        job = export(anna)
        world.settle()
        assert len(table(anna, job)) == 1
        log = anna.get("/v1/audit?since=2026-11-23T00:00:00.000Z")["data"]
        told = {each["operation"]: each for each in log if each.get("record") == job.id}
        assert (told["export"]["count"], told["export"]["type"], told["export"]["by"]) == (1, "relation", anna.id)
        assert "fetch_file_of_job" in told
        now.to("2026-11-30T09:05:00")
        who = records.get(anna.tenant, anna.id)
        assert who
        with pytest.raises(Conflict):
            files_of.fetch(reading.on_behalf_of(who), job.id)


def test_c4_to_fetch_it_is_to_read_all_that_is_in_it(world: World, anna: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """C4: the alarm rings, and who is held up fetches no more until the hour is over."""
    monkeypatch.setattr(mass_reads, "TOGETHER", 10)
    monkeypatch.setattr(mass_reads, "_seen", Counter())
    monkeypatch.setattr(mass_reads, "_stopped", {})
    settings = {"days": 30, "mass_read_limit": 100, "mass_read_block": True}
    assert anna.put("/v1/audit-settings", settings).status == 200
    for number in range(11):
        anna.company(f"Company {number}")
    job = export(anna, columns=["name"])
    world.settle()
    assert [anna.get(f"/v1/jobs/{job.id}/file").status for _ in range(2)] == [200, 429]
    assert "mass_read" in [each["kind"] for each in anna.get("/v1/notices")["data"]]


def test_labels_of_ones_own_fields_tell_them_apart(world: World, anna: User) -> None:
    """Neither from each other, nor for a field of Relata, is one taken when the file is read again."""
    for key, name in (("one", "Size"), ("two", "size"), ("three", "Name"), ("four", "Relata id"), ("five", "=1+1")):
        made = {"of": "relation", "key": key, "name": name, "kind": "text"}
        assert anna.post("/v1/custom-fields", made).status == 201
    columns = ["custom_four", "custom_three", "custom_two", "custom_one", "custom_five", "id", "name"]
    job = export(anna, columns=columns)
    world.settle()
    head = next(csv.reader(io.StringIO(content(anna, job).decode("utf-8-sig"))))
    assert head == ["custom_four", "custom_three", "size", "custom_one", "'=1+1", "Relata id", "name"]


def test_what_does_not_fit_into_a_file_is_said(world: World, anna: User, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        anna.company(note="x" * 200)
    monkeypatch.setattr(made_as, "MOST_BYTES", 3 * (2 * made_as.A_CELL + 200))
    sheet, narrow = (export(anna, columns=each, format="xlsx") for each in (["name", "note"], ["note"]))
    world.settle()
    assert (progress(anna, sheet)["state"], progress(anna, sheet)["file"]) == ("stopped", None)
    assert "fewer columns" in progress(anna, sheet)["stopped_because"]
    assert progress(anna, narrow)["state"] == "done"
    anna.company(external_ids={"one": "1", "two": "2"})
    monkeypatch.setattr(made_as, "MOST_COLUMNS", 1)
    wide = export(anna, columns=["external_ids"])
    world.settle()
    assert "fewer fields" in progress(anna, wide)["stopped_because"]
    monkeypatch.setattr(made_as, "MOST_COLUMNS", 2)
    monkeypatch.setattr(exporting, "MOST_BYTES", 500)
    large = export(anna, columns=["note"])
    world.settle()
    assert "fewer records" in progress(anna, large)["stopped_because"]


def test_t7_where_it_lies_is_made_of_ids_only() -> None:
    """T7"""
    tenant, job = clock.new_id("ten"), clock.new_id("job")
    place = placing.export(tenant, job, "12-0123456789abcdef")
    assert placing.of_key(place.key) == place
    for wrong in ((tenant, job, "../x"), (tenant, "job", "1-0123456789abcdef"), ("", job, "1-0123456789abcdef")):
        with pytest.raises(ValueError, match="ids only"):
            placing.export(*wrong)
