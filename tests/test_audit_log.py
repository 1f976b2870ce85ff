"""Reading and exporting the audit log, and the alarm of who reads very much (C4)."""

import csv
import json
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
import time_machine

from chalicelib.actions import audit_log, mass_reads
from chalicelib.handlers.audit import KNOWN
from chalicelib.operation import OPERATIONS
from chalicelib.storage import audit, audit_settings, change, table
from chalicelib.storage.audit import Turn
from chalicelib.text.formula import defused
from tests import browser
from tests.at_once import at_once
from tests.faults import throttle
from tests.test_audit import NOBODY, chief, rows, told
from tests.world import Reply, User, World

NOW = "2026-11-22T10:00:00Z"


def put(world: World, at: str, **told: Any) -> None:
    """A row as it was written at some time."""
    row = {"at": at, "by": "usr_1", "outcome": "allowed", **told}
    audit.keep(world.tenant("Acme"), row)


def all_pages(admin: User, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor = ""
    while True:
        page = admin.get(f"{path}{cursor}")
        found += page["data"]
        if not page["page"]["has_more"]:
            return found
        cursor = f"&cursor={page['page']['next_cursor']}"


@pytest.fixture
def _since_january(world: World) -> None:
    """Nothing is looked for before there was a company."""
    with time_machine.travel("2026-01-05T10:00:00Z", tick=False):
        world.tenant("Acme")


# --------------------------------------------------------------------------------------------------------- reading


@pytest.mark.usefixtures("_since_january")
def test_the_log_is_read_newest_first_page_by_page_over_empty_months(world: World) -> None:
    with time_machine.travel(NOW, tick=False):
        admin = chief(world)
        moments = [f"2026-{month}-{day:02d}T08:00:00.000Z" for month in ("03", "07", "11") for day in range(1, 8)]
        for at in moments:
            put(world, at, record=f"rel_{at[5:10]}")
        found = all_pages(admin, "/v1/audit?limit=4")
    seen = [row["at"] for row in found if row["by"] == "usr_1"]
    assert seen == sorted(moments, reverse=True)


def test_a_page_takes_three_round_trips_at_most(world: World) -> None:
    """Of a company that began last month."""
    with time_machine.travel("2026-10-05T10:00:00Z", tick=False):
        world.tenant("Acme")
    with time_machine.travel(NOW, tick=False):
        admin = chief(world)
        for number in range(60):
            put(world, f"2026-11-01T08:00:00.{number:03d}Z", record=f"rel_{number}")
        admin.get("/v1/audit-settings")
        for path in (
            "/v1/audit?limit=50",
            f"/v1/audit?record={NOBODY}",
            "/v1/audit?until=2026-09-01",
            "/v1/audit/export",
        ):
            with world.meter() as meter:
                assert admin.get(path).status == 200
            reads = [call for call in meter.calls if call.operation in ("Query", "GetItem", "BatchGetItem")]
            assert len(reads) <= 3, (path, reads)


def test_filters_find_what_they_name_and_nothing_else(world: World) -> None:
    with time_machine.travel(NOW, tick=True):
        admin, bert, reader = chief(world), world.user(), world.user("reader")
        bert.get(f"/v1/relations/{NOBODY}")
        reader.post("/v1/relations", {"name": "Hamerslag"})
        for asked, by in (
            (f"user={bert.id}", bert), (f"record={NOBODY}", bert), ("action=create", reader), ("type=relation", None),
            ("operation=create_relation", reader), ("outcome=refused", None),
        ):  # fmt: skip
            found = all_pages(admin, f"/v1/audit?{asked}")
            wanted = {by.id} if by else {bert.id, reader.id}
            assert {row["by"] for row in found if row["outcome"] == "refused"} == wanted, asked
        assert all_pages(admin, "/v1/audit?since=2027-01-01") == []
        assert admin.get("/v1/audit?since=yesterday").status == 400


@pytest.mark.parametrize(("asked", "known"), [
    ("action=delet", "delete"), ("type=relations", "relation"), ("channel=web", "portal"),
])  # fmt: skip
def test_a_filter_that_could_find_nothing_is_refused_with_what_there_is(world: World, asked: str, known: str) -> None:
    admin = chief(world)
    for path in ("/v1/audit", "/v1/audit/export"):
        reply = admin.get(f"{path}?{asked}")
        (fault,) = reply["errors"]
        assert (reply.status, fault["field"], fault["code"]) == (400, asked.partition("=")[0], "not_a_choice")
        assert known in fault["message"].removeprefix("Choose one of ").rstrip(".").split(", ")


def test_all_that_rows_can_say_can_be_asked_for() -> None:
    rights = [each.right for each in OPERATIONS.values() if each.right]
    assert {each.action for each in rights} <= {*KNOWN["action"]}
    assert {each.type for each in rights} <= {*KNOWN["type"]}
    assert {value for name, value in vars(change).items() if name.isupper() and isinstance(value, str)} <= {
        *KNOWN["channel"], *KNOWN["action"],
    }  # fmt: skip


@pytest.mark.usefixtures("_since_january")
def test_a_day_is_asked_for_from_its_beginning_to_its_end_where_the_asker_is(world: World) -> None:
    """In Amsterdam the 10th of July is from ten in the evening of the 9th until then, in UTC."""
    with time_machine.travel(NOW, tick=False):
        admin = chief(world)
        outside = ("2026-07-09T21:59:59.999Z", "2026-07-10T22:00:00.000Z")
        inside = ["2026-07-10T21:59:59.999Z", "2026-07-09T22:00:00.000Z"]
        for at in (*inside, *outside):
            put(world, at)
        day = "since=2026-07-10&until=2026-07-10"
        assert [row["at"] for row in all_pages(admin, f"/v1/audit?{day}")] == inside
        exported = admin.get(f"/v1/audit/export?form=jsonl&{day}").text.splitlines()
        assert [json.loads(line)["at"] for line in exported] == inside
        in_utc = [row["at"] for row in all_pages(admin, f"/v1/audit?{day}&time_zone=UTC")]
        assert in_utc == ["2026-07-10T22:00:00.000Z", inside[0]]
        moments = f"since={inside[1]}&until={inside[0]}"
        assert [row["at"] for row in all_pages(admin, f"/v1/audit?{moments}")] == inside


@pytest.mark.usefixtures("_since_january")
def test_there_is_more_only_where_something_follows(world: World) -> None:
    """However many months are empty, and however many rows are of others."""
    with time_machine.travel(NOW, tick=False):
        admin = chief(world)
        for day in (3, 4):
            put(world, f"2026-02-{day:02d}T08:00:00.000Z", record=NOBODY)
        for number in range(40):
            put(world, f"2026-09-01T08:00:00.{number:03d}Z", record="rel_1")
        for asked in (f"record={NOBODY}&limit=2", "until=2026-03-01&limit=2", f"until=2026-02-28&record={NOBODY}"):
            page = admin.get(f"/v1/audit?{asked}")
            assert ([row["record"] for row in page["data"]], page["page"]["has_more"]) == ([NOBODY] * 2, False), asked
        page = admin.get(f"/v1/audit?record={NOBODY}&limit=1")
        assert (len(page["data"]), page["page"]["has_more"]) == (1, True)
        page = admin.get(f"/v1/audit?record={NOBODY}&limit=1&cursor={page['page']['next_cursor']}")
        assert (len(page["data"]), page["page"]["has_more"]) == (1, False)
        page = admin.get("/v1/audit?action=erase")
        assert (page["data"], page["page"]) == ([], {"next_cursor": None, "has_more": False})


def test_one_of_several_records_is_found(world: World) -> None:
    """Who saw this."""
    anna, admin = world.user(), chief(world)
    ids = [anna.company(name, restricted=True).id for name in ("Een", "Twee", "Drie")]
    admin.get("/v1/relations")
    for each in ids:
        (row,) = admin.get(f"/v1/audit?record={each}")["data"]
        assert (row["by"], row["rule"], row["count"]) == (admin.id, "3", 3)


def test_only_administrators_read_the_log_and_that_is_told(world: World) -> None:
    admin, anna = chief(world), world.user("manager")
    assert anna.get("/v1/audit").status == anna.get("/v1/audit/export").status == 403
    assert admin.get("/v1/audit").status == admin.get("/v1/audit/export").status == 200
    assert told(world, "by", "operation", "outcome") == [
        (anna.id, "read_audit_log", "refused"),
        (anna.id, "export_audit_log", "refused"),
        (admin.id, "read_audit_log", "allowed"),
        (admin.id, "export_audit_log", "allowed"),
    ]


@pytest.mark.usefixtures("_since_january")
def test_a_cursor_is_good_for_its_question_only(world: World) -> None:
    """T4"""
    with time_machine.travel(NOW, tick=False):
        admin, other = chief(world), world.user("administrator", tenant="Other")
        for number in range(3):
            put(world, f"2026-11-0{number + 1}T08:00:00.000Z")
        cursor = admin.get("/v1/audit?limit=1")["page"]["next_cursor"]
        assert admin.get(f"/v1/audit?limit=2&cursor={cursor}").status == 200
        assert admin.get(f"/v1/audit?user=usr_1&cursor={cursor}").status == 400
        assert other.get(f"/v1/audit?limit=1&cursor={cursor}").status == 400


# -------------------------------------------------------------------------------------------------------- exporting


@pytest.mark.usefixtures("_since_january")
def test_the_export_comes_in_parts_and_has_every_row_once(world: World) -> None:
    with time_machine.travel(NOW, tick=False):
        admin = chief(world)
        wanted = [f"2026-11-01T08:00:00.{number:03d}Z" for number in range(25)]
        for at in wanted:
            put(world, at, records=["rel_1", "rel_2"], count=2)
        found: list[dict[str, str]] = []
        cursor = ""
        while part := admin.get(f"/v1/audit/export?until=2026-11-02&limit=10{cursor}"):
            assert str(part.header("Content-Type")).startswith("text/csv")
            found += list(csv.DictReader(StringIO(part.text)))
            if not part.header("X-Next-Cursor"):
                break
            cursor = f"&cursor={part.header('X-Next-Cursor')}"
        assert [row["at"] for row in found] == sorted(wanted, reverse=True)
        assert found[0]["records"] == "rel_1 rel_2"
        lines = admin.get("/v1/audit/export?form=jsonl&until=2026-11-02")
        assert [json.loads(line)["at"] for line in lines.text.splitlines()] == sorted(wanted, reverse=True)


HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\u200b=1",
    "\u00a0 =1",
    "＝1",
    "﹦1",
    "\x00@x",
)


@pytest.mark.parametrize("value", HOSTILE)
def test_i4_a_spreadsheet_runs_nothing(value: str) -> None:
    """ASVS 1.2.10: neither a sign that is not seen nor a wide one hides a formula."""
    assert defused(value) == f"'{value}"
    (line,) = csv.DictReader(StringIO(audit_log.as_csv([{"record": value}]), newline=""))
    assert line["record"].startswith("'")


@pytest.mark.parametrize("value", ["", "rel_01", "a=b", "2026-11-22T10:00:00Z", "'quoted"])
def test_i4_what_is_no_formula_stays_as_it_is(value: str) -> None:
    assert defused(value) == value


# --------------------------------------------------------------------------------------------------------- the alarm


@pytest.fixture(autouse=True)
def _counted_by_tens(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As a function that has just been started, and adds up what it counted after ten records."""
    mass_reads._seen.clear()
    mass_reads._stopped.clear()
    monkeypatch.setattr(mass_reads, "TOGETHER", 10)
    yield
    mass_reads._seen.clear()


def many(by: User, number: int = 20) -> None:
    for each in range(number):
        by.company(f"Bedrijf {each:02d}")
    mass_reads._seen.clear()


def limited(world: World, most: int = 100, *, block: bool = False) -> User:
    admin = chief(world)
    body = {"days": 400, "mass_read_limit": most, "mass_read_block": block}
    assert admin.put("/v1/audit-settings", body).status == 200
    return admin


def alarms(world: World) -> list[dict[str, Any]]:
    return [row for row in rows(world) if row["outcome"] == "alarm"]


def mass_notices(user: User) -> list[dict[str, Any]]:
    return [each for each in user.get("/v1/notices")["data"] if each["kind"] == "mass_read"]


def test_c4_who_reads_very_much_in_an_hour_rings_the_alarm_once(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    with time_machine.travel(NOW, tick=True):
        admin, second, anna = limited(world), chief(world), world.user()
        many(anna)
        for _ in range(4):
            assert anna.get("/v1/relations").status == 200
        assert alarms(world) == []
        for _ in range(6):
            assert anna.get("/v1/relations").status == 200  # nobody is stopped who need not be
        (alarm,) = alarms(world)
        assert (alarm["by"], alarm["operation"]) == (anna.id, "mass_read")
        assert 100 <= alarm["count"] < 120
        for each in (admin, second):
            (notice,) = mass_notices(each)
            assert (notice["record"]["id"], notice["told"]) == (anna.id, {"count": alarm["count"]})
        assert mass_notices(anna) == []
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert [line["user"] for line in lines if line["event"] == "mass_read"] == [anna.id]
    with time_machine.travel("2026-11-22T11:00:00Z", tick=True):
        turn = Turn(anna.id, "2026-11-22T11")
        assert audit.count_reads(anna.tenant, turn, 1) == 1  # the next hour counts anew


def test_c4_counting_costs_no_round_trip_but_once_for_many(world: World) -> None:
    anna = world.user()
    many(anna, 5)
    with world.meter() as meter:
        anna.get("/v1/relations")
    assert meter.write_units == 0
    with world.meter() as meter:
        anna.get("/v1/relations")
    assert [call.operation for call in meter.calls].count("UpdateItem") == 1


def test_c4_functions_that_add_at_once_ring_once(world: World) -> None:
    limited(world)
    anna = world.user()
    many(anna)
    at_once([lambda: anna.get("/v1/relations") for _ in range(12)])
    assert len(alarms(world)) == 1


def test_c4_what_leaves_as_a_file_counts_for_more(world: World) -> None:
    """And each stands in the log."""
    limited(world)
    anna = world.user()
    paper = browser.document(anna).id
    world.settle()
    mass_reads._seen.clear()
    for _ in range(9):
        assert anna.get(f"/v1/documents/{paper}/download").status == 200
    assert alarms(world) == []
    for _ in range(3):
        anna.get(f"/v1/documents/{paper}/download")
    assert len(alarms(world)) == 1
    found = [row for row in rows(world) if row["operation"] == "download_document"]
    assert [(row["by"], row["record"], row["action"], row["outcome"]) for row in found] == [
        (anna.id, paper, "download", "allowed")
    ] * 12


def test_c4_who_is_stopped_reads_nothing_more_until_the_hour_is_over(world: World) -> None:
    with time_machine.travel("2026-11-22T10:50:00Z", tick=False) as now:
        admin, anna, bert = limited(world, block=True), world.user(), world.user()
        many(anna)
        replies = [anna.get("/v1/relations") for _ in range(8)]
        assert [each.status for each in replies] == [200] * 5 + [429] * 3
        assert replies[-1].header("Retry-After") == "601"
        assert anna.post("/v1/relations", {"name": "Mag nog"}).status == 201
        assert anna.get("/v1/me").status == 200
        assert bert.get("/v1/relations").status == admin.get("/v1/relations").status == 200
        now.shift(605)
        assert anna.get("/v1/relations").status == 200


def test_c4_a_counter_that_cannot_be_reached_is_in_nobodys_way(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    anna = world.user()
    many(anna)
    with throttle(table.connection().connection.client, "UpdateItem", 100):
        reply: Reply = anna.get("/v1/relations")
    assert reply.status == 200
    assert "audit_failed" in capsys.readouterr().out


def test_settings_of_one_tenant_are_not_those_of_another(world: World) -> None:
    limited(world, most=100)
    assert audit_settings.known(world.tenant("Acme")).mass_read_limit == 100
    assert audit_settings.known(world.tenant("Other")).mass_read_limit == 5_000
