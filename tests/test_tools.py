"""What is run by hand: loading companies, making a tenant, the demo tenant. All of it through the front door."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from chalicelib import schema
from chalicelib.identity.forms import NewTenant
from infra import (
    client,
    console,
    demo,
    demo_data,
    demo_files,
    demo_work,
    deploy,
    load_companies,
    package,
    rebuild,
    redrive,
    restore,
    stage,
    tenant,
)
from tests.engine import ENVIRONMENT, environment
from tests.world import IDENTITY_TABLE, User, World, forget_settings

SIGN_IN = {"email": "anna@demo.example", "password": "p", "totp_secret": "s"}
ISIN = "NL0000009165"


class Inside(client.Api):
    """The API's client, but for the network: it asks as somebody who is signed in, or as nobody."""

    def __init__(self, world: World, who: User | None = None) -> None:
        super().__init__("http://inside")
        self._world, self._who = world, who

    def ask(self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None) -> Any:
        token = self._who.token if self._who else None
        reply = self._world.ask(method, path, body, token=token, headers=headers)
        if reply.status >= 400:
            raise client.Refused(reply.status, reply.json)
        return reply.json


@pytest.fixture
def local(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The local.json of a stack that runs."""
    file = tmp_path / "local.json"
    file.write_text(json.dumps({"url": "http://inside", "outbox_url": "http://inside/mails", "users": [SIGN_IN]}))
    monkeypatch.setenv("RELATA_LOCAL", str(file))
    return file


def csv_file(local: Path, *lines: str) -> str:
    file = local.parent / "companies.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(file)


def load(who: User, file: str) -> int:
    return load_companies.main([file], lambda url, sign_in: Inside(who.world, who))


def printed(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The tool's own lines, without those of the app's log."""
    return [line for line in capsys.readouterr().out.splitlines() if not line.startswith("{")]


# ---------------------------------------------------------------------------------------------------- load-companies


def test_a_company_is_loaded_with_all_that_its_row_tells(world: World, local: Path) -> None:
    anna = world.user()
    row = f"Philips,Electronics,Netherlands,Eindhoven,5611 BD,philips.example.com,{ISIN}"
    assert load(anna, csv_file(local, "name,industry,country,city,zipcode,website,isin", row)) == 0
    (found,) = anna.get("/v1/relations")["data"]
    read = anna.get(f"/v1/relations/{found['id']}").json
    assert (read["name"], read["note"], read["status"]) == ("Philips", "Industry: Electronics", ["suspect"])
    assert read["external_ids"] == {"isin": ISIN}
    assert [each["value"] for each in read["channels"]] == ["philips.example.com"]
    assert anna.search("philips eindhoven") == ["Philips"]


def test_what_is_refused_is_told_with_its_line_and_the_reason(
    world: World, local: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    anna = world.user()
    file = csv_file(
        local,
        "name,website,isin",
        "Hamerslag,,",
        ",hamerslag.example.com,",
        "Bakker,no website at all,",
        "Jansen,,NL1,and,more",
        "Short",
        '"Two',
        'lines",,',
        "Steps,,..",
    )
    assert load(anna, file) == 1
    lines = printed(capsys)
    assert lines[0] == "line 3: (no name): the name is empty"
    assert lines[1].startswith("line 4: Bakker: 422 invalid: channels[0].value: ")
    assert lines[2].startswith("line 5: Jansen: it has 2 more than the columns of the header")
    assert "line 9: Steps: `..` is no isin; one has letters and digits only" in lines
    assert "line 8: Two" in lines
    assert lines[-1] == "2 loaded, 0 were there already, 5 refused"
    names = {each["display_name"] for each in anna.get("/v1/relations")["data"]}
    assert {"Hamerslag", "Short"} <= names
    assert not names & {"Bakker", "Jansen", "Steps"}


@pytest.mark.parametrize(
    "isin", ["../../rel_1", "..", ".", "NL/1", "NL1?x=1", "NL1#x", "NL 1", "NL%2F1", "ＮＬ1", "n/a"]
)
def test_an_isin_cannot_lead_to_another_address(
    world: World, local: Path, isin: str, capsys: pytest.CaptureFixture[str]
) -> None:
    anna = world.user()
    with world.unchanged():
        assert load(anna, csv_file(local, "name,isin", f"Evil,{isin}")) == 1
    assert printed(capsys)[0] == f"line 2: Evil: `{isin}` is no isin; one has letters and digits only"


def test_a_row_with_an_isin_that_is_loaded_twice_changes_nothing(world: World, local: Path) -> None:
    anna = world.user()
    file = csv_file(local, "name,city,isin", f"Philips,Eindhoven,{ISIN}", "ASML,Veldhoven,NL0010273215")
    assert load(anna, file) == 0
    (philips,) = anna.get(f"/v1/relations?external_id=isin:{ISIN}")["data"]
    anna.patch(f"/v1/relations/{philips['id']}", {"status": ["customer"], "note": "Ring Piet first"})
    with world.unchanged():
        assert load(anna, file) == 0


def test_rows_without_an_isin_are_made_once_too(world: World, local: Path) -> None:
    anna = world.user()
    file = csv_file(local, "name,city", "Hamerslag,Almere", "Bakker,Urk")
    assert load(anna, file) == 0
    with world.unchanged():
        assert load(anna, file) == 0


def test_a_file_without_a_name_column_is_refused_before_anything_is_sent(world: World, local: Path) -> None:
    anna = world.user()
    with world.unchanged(), pytest.raises(SystemExit, match="has no column `name`; its columns are company, city"):
        load(anna, csv_file(local, "company,city", "Hamerslag,Almere"))
    with world.unchanged(), pytest.raises(SystemExit, match="its columns are none"):
        load(anna, csv_file(local))


@pytest.mark.parametrize("content", [b"name\nM\xfcller\n", None])
def test_a_file_that_cannot_be_read_is_named(world: World, local: Path, content: bytes | None) -> None:
    file = local.parent / "other.csv"
    if content is not None:
        file.write_bytes(content)
    anna = world.user()
    with world.unchanged(), pytest.raises(SystemExit, match=r"other\.csv cannot be read"):
        load(anna, str(file))


def test_the_order_of_bytes_that_a_spreadsheet_writes_first_is_no_part_of_a_name(world: World, local: Path) -> None:
    anna = world.user()
    assert load(anna, csv_file(local, "\ufeffname", "Hamerslag")) == 0
    assert anna.search("hamerslag") == ["Hamerslag"]


def test_progress_and_the_sum_are_told(world: World, local: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert load(world.user(), csv_file(local, "name", "One", "Two")) == 0
    said = capsys.readouterr()
    assert f"[{'#' * 30}] 2/2" in said.err
    assert said.out.splitlines()[-1] == "2 loaded, 0 were there already, 0 refused"


def test_who_may_only_read_loads_nothing(world: World, local: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert load(world.user(role="reader"), csv_file(local, "name", "One")) == 1
    assert "line 2: One: 403 forbidden" in capsys.readouterr().out


def test_without_a_stack_or_a_file_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELATA_LOCAL", str(tmp_path / "none.json"))
    with pytest.raises(SystemExit, match=r"none\.json: start Relata with `make run` first"):
        load_companies.main(["companies.csv"])
    with pytest.raises(SystemExit, match="Usage"):
        load_companies.main([])


# ------------------------------------------------------------------------------------------------------------ tenant

ASKED = ["--name", "Acme", "--email", "ann@acme.example.com", "--person", "Ann"]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([], "--name, --email, --person"),
        (ASKED[:4], "--person"),
        ([*ASKED, "--language", "xx"], "invalid choice: 'xx'"),
        ([*ASKED, "--city", "Almere"], "unrecognized arguments"),
    ],
)
def test_a_tenant_that_is_asked_for_wrongly_is_refused_with_the_reason(
    arguments: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        tenant.main(arguments)
    assert ended.value.code == 2
    assert reason in capsys.readouterr().err


def test_a_tenant_is_made_and_its_administrator_invited(
    world: World, local: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with environment({"RELATA_TENANT_CREATION": "on"}):
        forget_settings()
        assert tenant.main([*ASKED, "--stage", ""], lambda url: Inside(world)) == 0
    forget_settings()
    mails, made = printed(capsys)
    assert mails == "The invitation is in http://inside/mails"
    assert made.endswith("is made; the invitation to ann@acme.example.com is queued.")
    assert any("ann@acme.example.com" in mail for mail in world.outbox())


def test_a_tenant_that_the_api_refuses_is_told_with_its_reason(world: World, local: Path) -> None:
    with world.unchanged(), pytest.raises(SystemExit, match=r"^404 not_found: "):
        tenant.main(ASKED, lambda url: Inside(world))


def test_without_a_stack_it_names_the_two_ways(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELATA_LOCAL", str(tmp_path / "none.json"))
    with pytest.raises(SystemExit, match=r"start Relata with `make run` first, or name a STAGE"):
        tenant.main(ASKED)


@pytest.mark.parametrize(
    ("variable", "advice"), [("AWS_ACCESS_KEY_ID", "aws sso login"), ("AWS_DEFAULT_REGION", "set AWS_REGION")]
)
def test_a_stage_that_cannot_be_reached_is_told_in_a_line(
    variable: str, advice: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nothing = {name: str(tmp_path / "none") for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE")}
    aws = {**ENVIRONMENT, **nothing, "AWS_REGION": None, "AWS_PROFILE": None, variable: None}
    without = {"AWS_SECRET_ACCESS_KEY": None} if variable == "AWS_ACCESS_KEY_ID" else {}
    with environment({**aws, **without}):
        assert tenant.main([*ASKED, "--stage", "prod"]) == 1
    assert advice in capsys.readouterr().err


def test_a_tenant_on_a_stage_is_made_with_doubts_about_its_mail_and_refused_with_its_fields(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(stage, "enter", lambda name: {})
    assert tenant.main([*ASKED, "--stage", "prod"]) == 0
    said = capsys.readouterr()
    assert "Whether SES may send is not known" in said.err
    assert "the invitation to ann@acme.example.com is queued." in said.out
    with world.unchanged():
        assert tenant.main(["--name", "Acme", "--email", "ann", "--person", "Ann", "--stage", "prod"]) == 1
    assert "  administrator.email: " in capsys.readouterr().err


def test_mails_come_from_the_domain_of_the_sender() -> None:
    assert tenant.mail_domain("Relata <no-reply@mail.crm.example.com>") == "mail.crm.example.com"


@pytest.mark.parametrize(
    "tool",
    [
        lambda: deploy.main(["--stage", "prd"]),
        lambda: rebuild.main(["--all", "--stage", "prd"]),
        lambda: redrive.main(["--stage", "prd"]),
        lambda: tenant.main([*ASKED, "--stage", "prd"]),
        lambda: package.main(["prd"]),
    ],
)
def test_every_tool_knows_which_stages_there_are(tool: Callable[[], int], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        tool()
    told = capsys.readouterr().err
    assert ended.value.code == 2
    assert all(word in told for word in ("prd", "dev", "prod"))


@pytest.mark.parametrize("tool", [deploy, rebuild, redrive, restore, tenant, package])
def test_asking_a_tool_for_help_does_nothing(tool: Any, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        tool.main(["--help"])
    assert ended.value.code == 0
    assert "usage: make " in capsys.readouterr().out


@pytest.mark.parametrize("name", ["prod-eu", "Prod", "prod eu", "prod_eu", "", "prod\n"])
def test_a_stage_whose_name_could_begin_with_that_of_another_is_refused(name: str, tmp_path: Path) -> None:
    """A role of `prod` may use relata-prod-*, which is all of `prod-eu` too."""
    told = "cannot be the name of a stage: only lower-case letters and digits"
    with environment(ENVIRONMENT):
        with pytest.raises(stage.Unreachable, match=told):
            stage.enter(name)
        with pytest.raises(package.PackagingFailed, match=told):
            package.package(name, tmp_path)
        assert console.reported(lambda: deploy.release(deploy.Account(), name, lambda changes: True)) == 1


def test_the_stages_that_there_are_may_be_called_so() -> None:
    assert [stage.stack_name(each) for each in stage.names()] == ["relata-dev", "relata-prod"]


# ----------------------------------------------------------------------------------------------------------- rebuild


def test_all_tenants_are_rebuilt_at_once(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("Acme", "Other"):
        world.user(tenant=name).company("Hamerslag")
    with world.unchanged():
        assert rebuild.main(["--all", "--look"]) == 0
    told = printed(capsys)
    assert [line for line in told if line.startswith("ten_")] == sorted(world.tenants.values())
    assert len([line for line in told if line.startswith("2 records")]) == 2


def test_a_tenant_that_there_is_not_is_an_error(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.user()
    assert rebuild.main(["ten_none", "--look"]) == 1
    assert f"There is no tenant ten_none in {IDENTITY_TABLE}." in capsys.readouterr().err


def test_without_a_stage_it_asks_for_one(capsys: pytest.CaptureFixture[str]) -> None:
    with environment({**ENVIRONMENT, "RELATA_TABLE": None, "RELATA_IDENTITY_TABLE": None}):
        forget_settings()
        assert rebuild.main(["ten_1"]) == 1
    forget_settings()
    assert "Name a stage, such as STAGE=prod." in capsys.readouterr().err


def test_one_tenant_or_all_must_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert rebuild.main(["ten_1", "--all"]) == rebuild.main([]) == 2
    assert "make rebuild TENANT=ten_… or make rebuild ALL=1" in capsys.readouterr().err


# --------------------------------------------------------------------------------------------------- the demo tenant


def test_the_demo_tenant_goes_in_and_is_found(world: World) -> None:
    anna = world.user("administrator")
    people = [demo.called(each) for each in demo_data.PEOPLE]
    demo.fill(Inside(world, anna), dict.fromkeys(people, anna.id))
    assert len(world.user().get("/v1/relations?limit=100")["data"]) == len(demo_data.RELATIONS)
    assert len(anna.get("/v1/contacts?limit=100")["data"]) == len(demo_data.CONTACTS)
    assert anna.search("hamer jan almere") == ["Jan Visser"]
    for typed, title in (
        ("muller", "Müller Maschinenbau GmbH"),
        ("etablissements", "Établissements Dupont"),
        ("ivanov", "ООО Иванов и партнёры"),
        ("0365301234", "Hamerslag"),
    ):
        assert title in anna.search(typed), typed


def test_the_people_of_the_demo_tenant_can_be_invited(world: World) -> None:
    first, *others = demo_data.PEOPLE
    administrator = {"email": first["email"], "name": first["name"]}
    assert schema.parse(NewTenant, {**demo_data.TENANT, "administrator": administrator})
    assert first["role"] == "administrator"
    anna = Inside(world, world.user(role="administrator"))
    invited = [anna.post("/v1/users", each)["role"] for each in others]
    assert invited == ["manager", "reader", "after_sales"]


def test_the_rows_of_the_demo_refer_to_rows_before_them() -> None:
    known: set[str] = set()
    for name, fields in demo_data.RELATIONS.items():
        assert fields.get("parent", name) in {name, *known}
        known.add(name)
    for fields in demo_data.CONTACTS.values():
        assert {fields["company"], fields.get("person", fields["company"])} <= known


def test_the_demo_company_has_work_of_every_day(world: World) -> None:
    anna = world.user("administrator")
    inside = Inside(world, anna)
    people = dict.fromkeys(("anna", "bram", "dora", "team"), anna.id)
    cast = demo_work.Cast(dict.fromkeys(("anna", "bram", "dora"), inside), demo.fill(inside, people) | people)
    demo_work.work(cast, datetime.now(UTC))
    counts = anna.get("/v1/worklist")["counts"]
    assert min(counts[name] for name in ("overdue", "today", "upcoming", "waiting")) > 0


def test_the_files_of_the_demo_are_what_they_are_said_to_be() -> None:
    for file in demo_files.FILES:
        if file.lines:
            page = pypdfium2.PdfDocument(demo_files.pdf(file.lines))[0]
            assert page.get_textpage().get_text_range().splitlines() == list(file.lines)
    assert demo_files.png()[:8] == b"\x89PNG\r\n\x1a\n"
