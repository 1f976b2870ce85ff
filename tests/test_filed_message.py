"""The whole of a mail, as its reader gets it: nothing in it runs, nothing is fetched, and nothing is left out."""

import json

import pytest

from tests.letters import answers, dossier, email, file, html, letter, mail, of_record, parts, text
from tests.specimens import PDF, PNG
from tests.world import Reply, User, World

INVITATION = b"""Content-Type: text/calendar; method=REQUEST; charset=utf-8\r\n\r
BEGIN:VCALENDAR\r
METHOD:REQUEST\r
BEGIN:VEVENT\r
UID:1@mulder.example\r
SUMMARY:Oven bekijken\r
LOCATION:Almere\r
DTSTART;TZID=Europe/Amsterdam:20261201T100000\r
DTEND;TZID=Europe/Amsterdam:20261201T110000\r
RRULE:FREQ=SECONDLY\r
END:VEVENT\r
END:VCALENDAR"""


@pytest.fixture
def anna(world: World) -> User:
    return world.user("administrator")


def read(world: World, anna: User, raw: bytes, asked: str = "") -> Reply:
    world.receive(raw, dossier(anna.tenant))
    reply = anna.get(f"/v1/activities/{mail(anna)['id']}/mail{asked}")
    assert reply.status == 200, reply.text
    return reply


def test_the_whole_of_a_mail(world: World, anna: User) -> None:
    body = "Graag drie.\n\nOp 19 nov. 2026 om 10:00 schreef Anna <anna@acme.example>:\n> Hoeveel ovens?"
    found = read(world, anna, letter(body=body, cc="Jan <jan@visser.example>", references="<a@x> <b@x>"))
    assert found["from"] == [{"name": "Piet Mulder", "email": "piet@mulder.example"}]
    assert (found["text"], found["html"]) == ("Graag drie.", "")
    assert found["quoted"].endswith("> Hoeveel ovens?")
    assert found["references"] == ["a@x", "b@x"]
    assert (found["state"], found["rule"], found["trust"]) == ("inbox", "unknown", "verified")
    assert found["verdicts"] == dict.fromkeys(("spam", "virus", "spf", "dkim", "dmarc"), "pass")
    assert {"name": "cc", "value": "Jan <jan@visser.example>"} in found["headers"]
    assert mail(anna)["text"] == "<p>Graag drie.</p>"


@pytest.mark.parametrize(
    "vector",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:alert(1)'>x</a>",
        "<form action='https://evil.example'><input name=password></form>",
        "<base href='https://evil.example'>",
        "<meta http-equiv=refresh content='0;url=https://evil.example'>",
        "<div style='background:url(https://evil.example/t.gif)'>x</div>",
        "<style>body{background:url(https://evil.example/t.gif)}</style>",
        "<link rel=stylesheet href='https://evil.example/t.css'>",
        "<iframe src='https://evil.example'></iframe>",
        "<svg><image href='https://evil.example/t.gif'/></svg>",
        "<img srcset='https://evil.example/t.gif 1x'>",
        "<video poster='https://evil.example/t.gif'></video>",
        "<p style='display:none'>hidden</p>",
    ],
)
def test_html_does_nothing(world: World, anna: User, vector: str) -> None:
    """I1, I2: neither in the whole nor in the activity."""
    found = read(world, anna, parts(html(f"<p>Hallo</p>{vector}"), kind="alternative"))
    shown = found["html"] + str(mail(anna)["text"])
    assert "Hallo" in shown
    assert not any(each in shown for each in ("evil.example", "alert", "script", "style", "<form", "src"))


TRACKED = "<p>Hallo</p><img src='https://track.example/1.gif'><img src='http://track.example/2.gif'>"


def test_images_from_elsewhere_are_shown_when_the_reader_asks_for_them(world: World, anna: User) -> None:
    """I2"""
    found = read(world, anna, parts(html(TRACKED)))
    assert found["remote_images"]
    assert " src=" not in found["html"]
    with_images = anna.get(f"/v1/activities/{mail(anna)['id']}/mail?images=true")["html"]
    assert ' src="https://track.example/1.gif" referrerpolicy="no-referrer"' in with_images
    assert ' src="http://' not in with_images


def test_a_small_image_within_the_text_is_shown_and_is_no_document(world: World, anna: User) -> None:
    logo, false = (
        file(content, "a.png", "image/png", content_id=f"<{name}@x>").replace(b"attachment;", b"inline;")
        for name, content in (("logo", PNG), ("b", b"<svg/>"))
    )
    found = read(world, anna, parts(html("<img src='cid:logo@x'><img src='cid:b@x'><img src='cid:none'>"), logo, false))
    assert found["html"].count("data:image/png;base64,iVBOR") == 1
    assert "svg" not in found["html"]
    assert "cid:" not in found["html"]
    assert [(each["document"], each["reason"]) for each in found["attachments"]] == [
        (None, "It is shown within the text.")
    ] * 2
    assert anna.get("/v1/documents")["data"] == []


def test_attachments_have_their_documents(world: World, anna: User) -> None:
    found = read(world, anna, parts(text("x"), file(PDF), file(b"", "leeg.txt", "text/plain")))
    (document,) = anna.get("/v1/documents")["data"]
    assert [(each["file_name"], each["document"], each["reason"]) for each in found["attachments"]] == [
        ("a.pdf", document["id"], None),
        ("leeg.txt", None, "It is empty."),
    ]


def test_an_invitation_is_shown_and_nothing_more(world: World, anna: User) -> None:
    """I10: what recurs every second is not reckoned out."""
    found = read(world, anna, parts(text("Komt dit uit?"), INVITATION))
    (event,) = found["events"]
    assert (event["summary"], event["method"], event["recurs"]) == ("Oven bekijken", "REQUEST", True)
    assert event["start"]["at"] == "2026-12-01T09:00:00.000Z"
    assert len(anna.get("/v1/activities")["data"]) == 1


def test_what_was_forwarded_stands_apart(world: World, anna: User) -> None:
    block = "From: Jan <jan@visser.example>\nDate: 19 Nov 2026 10:00\nSubject: Oven\n\nKapot."
    body = f"FYI\n\n-------- Forwarded Message --------\n{block}"
    found = read(world, anna, letter(sender=email(world, anna), subject="Fwd: Oven", body=body))
    assert (found["forwarded"]["from"][0]["email"], found["forwarded"]["text"]) == ("jan@visser.example", "Kapot.")


def test_what_is_wrong_with_a_mail_is_told(world: World, anna: User) -> None:
    raw = letter(content_type="text/plain; charset=klingon", date="yesterday")
    found = read(world, anna, raw)
    assert any("klingon" in each for each in found["faults"])
    assert mail(anna)["mail"]["faults"] == found["faults"]


@pytest.mark.parametrize("plain", ["Ж" * 190_000, '"' * 390_000], ids=["letters", "quotes"])
def test_a_whole_fits_into_an_answer_of_lambda(world: World, anna: User, plain: str) -> None:
    """R11: whose JSON stands in JSON, where a letter outside ASCII takes seven bytes. What was written goes first."""
    formatted = f"<p>{'Ж' * 900_000}</p>"
    body = f"{plain}\n\nOn 19 Nov 2026 10:00, Anna <anna@acme.example> wrote:\n> {plain}"
    found = read(world, anna, parts(text(body), html(formatted), kind="alternative"))
    assert len(json.dumps(found.text)) < 6_000_000
    assert (found["text"], found["html"]) == (plain, "")
    assert "the html is too long to be answered" in found["faults"]


def test_images_that_are_never_shown_are_not_offered(world: World, anna: User) -> None:
    """I2: those that do not come over https."""
    found = read(world, anna, parts(html("<p>Hallo</p><img src='http://track.example/2.gif'>")))
    assert not found["remote_images"]


def test_only_a_mail_has_a_whole(world: World, anna: User) -> None:
    note = anna.post("/v1/activities", {"kind": "note", "subject": "x"})
    assert anna.get(f"/v1/activities/{note.id}/mail").status == 404


def test_a_reader_reads_mail_and_not_the_log(world: World, anna: User) -> None:
    """What waits is for those who file it."""
    world.receive(letter(), dossier(anna.tenant))
    reader, waits = world.user("reader"), mail(anna)["id"]
    assert reader.get(f"/v1/activities/{waits}/mail").status == 404
    assert anna.post(f"/v1/activities/{waits}/file", {"links": [anna.company("Mulder").id]}).status == 200
    assert reader.get(f"/v1/activities/{waits}/mail")["text"] == "Wat kost een oven?"
    assert reader.get("/v1/mail-log").status == 403


def test_the_log_page_by_page(world: World, anna: User) -> None:
    for each in range(5):
        world.receive(letter(message_id=f"{each}@x", subject=f"Brief {each}"), dossier(anna.tenant))
    found: list[str] = []
    cursor = ""
    for _ in range(3):
        page = anna.get(f"/v1/mail-log?limit=2{cursor}")
        found += [each["subject"] for each in page["data"]]
        cursor = f"&cursor={page['page']['next_cursor']}"
    assert found == [f"Brief {each}" for each in (4, 3, 2, 1, 0)]
    assert page["page"] == {"next_cursor": None, "has_more": False}
    assert world.user("administrator", tenant="Bolt").get("/v1/mail-log")["data"] == []


def test_addresses_of_ours_stand_among_nobody_who_took_part(world: World, anna: User) -> None:
    """Who knows them may file; so answers do not carry them on."""
    company = anna.company("Mulder")
    to = ", ".join([dossier(anna.tenant), answers(anna.tenant, company.id.replace("rel", "act"))])
    world.receive(letter(to=to), of_record(anna.tenant, company.id))
    assert "crm.example.com" not in json.dumps(mail(anna)["participants"])
