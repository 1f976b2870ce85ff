"""Over HTTP, on the deployed template: what a newcomer does in the first five minutes."""

import http.client
import smtplib
import time
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import urllib3

from e2e.following import follow_a_change, titles
from infra import load_companies
from infra.client import PATIENCE, Api, Refused
from tests.specimens import PDF


def test_a_newcomer_signs_in_creates_a_company_adds_a_contact_and_finds_both(anna: Api) -> None:
    assert anna.get("/v1/me")["role"] == "administrator"
    company = anna.post("/v1/relations", {"name": "Fietsenmakerij De Spaak"})
    contact = anna.post("/v1/contacts", {"company": company["id"], "first_name": "Truus", "last_name": "de Wit"})
    assert contact["company"]["title"] == "Fietsenmakerij De Spaak"
    assert "Truus de Wit" in titles(anna, "spaak truus")


def test_hamer_jan_almere_lands_on_jan_visser_of_hamerslag(anna: Api) -> None:
    found = anna.get("/v1/search?q=hamer%20jan%20almere")["data"]
    assert [(hit["title"], hit["place"]) for hit in found] == [("Jan Visser", "Hamerslag")]


@pytest.mark.parametrize(("typed", "title"), [
    ("muller", "Müller Maschinenbau GmbH"),
    ("etablissements", "Établissements Dupont"),
    ("ivanov", "ООО Иванов и партнёры"),
    ("0365301234", "Hamerslag"),
])  # fmt: skip
def test_the_demo_tenant_is_found_in_four_languages(anna: Api, typed: str, title: str) -> None:
    assert title in titles(anna, typed)


def test_a_reaction_follows_a_change_through_the_stream(anna: Api) -> None:
    follow_a_change(anna)


def test_who_may_only_read_is_refused_to_write(chris: Api) -> None:
    with pytest.raises(Refused) as refused:
        chris.post("/v1/relations", {"name": "Nope"})
    assert refused.value.status == 403
    assert titles(chris, "hamerslag")


@pytest.mark.parametrize(("path", "headers", "status", "code"), [
    ("/v1/relations", {}, 401, "unauthorized"),
    ("/v1/relations", {"Authorization": "Bearer not.a.token"}, 401, "unauthorized"),
    ("/v1/nothing-here", {}, 401, "unauthorized"),
    ("/v1/nothing/here/at/all", {}, 404, "not_found"),
])  # fmt: skip
def test_what_api_gateway_answers_itself_is_problem_json_too(
    local: dict[str, Any], path: str, headers: dict[str, str], status: int, code: str
) -> None:
    told = urllib3.request("GET", local["url"] + path, headers=headers, timeout=PATIENCE)
    assert (told.status, told.json()["code"]) == (status, code)
    assert told.headers["Content-Type"] == "application/problem+json"
    assert told.headers["X-Content-Type-Options"] == "nosniff"
    assert told.headers["Access-Control-Allow-Origin"] == "http://127.0.0.1:5173"
    assert told.headers["Vary"] == "Origin"


def test_what_administrators_describe_is_reached_by_folded_paths(anna: Api, chris: Api) -> None:
    """Each of them by its own, which API Gateway knows as one for all: /v1/{plural}/{id}."""
    made = anna.post("/v1/teams", {"name": "Field service", "members": []})
    assert anna.ask("PATCH", f"/v1/teams/{made['id']}", {"name": "Binnendienst"})["name"] == "Binnendienst"
    assert anna.get(f"/v1/teams/{made['id']}/history")["data"]
    assert [each["key"] for each in anna.get("/v1/activity-kinds")["data"]]
    with pytest.raises(Refused) as refused:
        chris.ask("DELETE", f"/v1/teams/{made['id']}")
    assert refused.value.status == 403
    with pytest.raises(Refused) as missing:
        anna.get("/v1/nothing-here")
    assert (missing.value.status, missing.value.problem["code"]) == (404, "not_found")


def test_what_the_front_refuses_can_be_read_by_a_browser_too(local: dict[str, Any]) -> None:
    """In API Gateway's place, before the engine sees it."""
    address = urllib3.util.parse_url(local["url"])
    asked = http.client.HTTPConnection(str(address.host), address.port, timeout=10)
    asked.putrequest("POST", "/v1/relations")
    asked.putheader("Content-Length", str(11 * 1024 * 1024))
    asked.endheaders()
    told = asked.getresponse()
    asked.close()
    assert told.status == 413
    assert told.headers["Access-Control-Allow-Origin"] == "http://127.0.0.1:5173"


def test_a_browser_is_told_before_it_calls_what_it_may_send(local: dict[str, Any]) -> None:
    asks = {"Origin": "http://127.0.0.1:5173", "Access-Control-Request-Method": "PATCH"}
    told = urllib3.request("OPTIONS", f"{local['url']}/v1/relations/rel_1", headers=asks, timeout=PATIENCE)
    assert told.status == 204
    assert told.headers["Access-Control-Allow-Origin"] == "http://127.0.0.1:5173"
    assert "PATCH" in told.headers["Access-Control-Allow-Methods"]


def test_companies_that_are_loaded_twice_are_there_once(
    anna: Api, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "companies.csv"
    file.write_text("name,city,isin\nLoodgieter Lek,Sneek,NL0000009165\n,Sneek,\nPleister/Zn,Sneek,NL/1?x\n")

    def load() -> tuple[int, list[str]]:
        code = load_companies.main([str(file)], lambda url, sign_in: anna)  # a code for signing in works once
        return code, capsys.readouterr().out.splitlines()

    first, again = load(), load()
    assert first[1][:-1] == again[1][:-1]
    assert again[1][-1] == "0 loaded, 1 were there already, 2 refused"
    code, lines = first
    assert code == 1
    assert lines[0] == "line 3: (no name): the name is empty"
    assert lines[-1] == "1 loaded, 0 were there already, 2 refused"
    assert titles(anna, "loodgieter sneek") == ["Loodgieter Lek"]


def test_the_reference_is_open_to_all(local: dict[str, Any]) -> None:
    page = urllib3.request("GET", local["url"] + "/v1/docs", timeout=PATIENCE)
    assert page.status == 200
    assert page.headers["Content-Type"].startswith("text/html")
    document = urllib3.request("GET", local["url"] + "/v1/openapi.json", timeout=PATIENCE)
    assert document.json()["openapi"] == "3.1.0"


def test_a_file_goes_from_the_browser_to_the_bucket_and_back(anna: Api) -> None:
    """With the limits of its form held by the bucket, and checked in between."""
    begun = {"file_name": "contract.pdf", "type": "application/pdf", "size": len(PDF)}
    form = anna.post("/v1/documents/uploads", begun)
    browser = urllib3.PoolManager()
    answers = [
        browser.request("POST", form["url"], fields={**form["fields"], "file": ("blob", content)}).status
        for content in (PDF + b"more", PDF)
    ]
    assert answers == [400, 204]
    made = anna.post("/v1/documents", {"upload": form["upload"]})
    deadline = time.monotonic() + 40
    while (told := anna.get(f"/v1/documents/{made['id']}"))["state"] == "pending" and time.monotonic() < deadline:
        time.sleep(0.2)
    assert told["state"] == "clean"
    assert browser.request("GET", anna.get(f"/v1/documents/{made['id']}/download")["url"]).data == PDF
    while "pages" not in anna.get(f"/v1/documents/{made['id']}") and time.monotonic() < deadline:
        time.sleep(0.2)
    (page,) = anna.get(f"/v1/documents/{made['id']}/pages")["pages"]
    assert browser.request("GET", page["url"]).data.startswith(b"\x89PNG")


def test_a_mail_stands_in_the_timeline_with_its_attachment(local: dict[str, Any], anna: Api) -> None:
    """Over SMTP, in the place of SES."""
    company = anna.get("/v1/search?q=hamerslag%20almere&types=relation")["data"][0]["id"]
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "jan.visser@hamerslag.example.com", "Ten bicycles"
    mail["To"] = anna.get(f"/v1/relations/{company}/dossier-address")["address"]
    mail.set_content("As agreed.")
    mail.add_attachment(PDF, maintype="application", subtype="pdf", filename="order.pdf")
    with smtplib.SMTP(**local["smtp"], timeout=20) as client:
        client.send_message(mail)

    def filed() -> dict[str, Any] | None:
        rows: list[dict[str, Any]] = anna.get(f"/v1/relations/{company}/timeline")["data"]
        return next((row for row in rows if row.get("subject") == "Ten bicycles"), None)

    deadline = time.monotonic() + 30
    while (row := filed()) is None:
        assert time.monotonic() < deadline, "the mail is not in the timeline"
        time.sleep(0.2)
    (attached,) = anna.get(f"/v1/activities/{row['id']}")["mail"]["attachments"]
    assert attached["file_name"] == "order.pdf"
    assert anna.get(f"/v1/documents/{attached['document']}")["title"]


def test_mail_for_others_is_not_taken(local: dict[str, Any]) -> None:
    with smtplib.SMTP(**local["smtp"], timeout=20) as client, pytest.raises(smtplib.SMTPRecipientsRefused):
        client.sendmail("a@example.com", ["desk@elsewhere.example"], "Subject: x")
