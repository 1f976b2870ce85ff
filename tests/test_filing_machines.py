"""What machines send: reports of mail that did not arrive, and answers that answer answers."""

import pytest
import time_machine

from chalicelib.storage import mail_log
from tests.letters import dossier, email, file, letter, linked, log, mail, mails, of_record, papers, parts, rules
from tests.specimens import PDF
from tests.world import User, World

PIET = "piet@mulder.example"
AWAY = {"auto_submitted": "auto-replied", "subject": "Afwezig"}


@pytest.fixture
def anna(world: World) -> User:
    return world.user("administrator")


def bounce(
    about: str, action: str = "failed", status: str = "5.1.1", kind: str = "delivery-status", to: str = PIET
) -> bytes:
    told = b"Content-Type: text/plain\r\n\r\nIt did not arrive."
    status_part = (
        f"Content-Type: message/{kind}\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        f"Final-Recipient: rfc822; {to}\r\nAction: {action}\r\nStatus: {status}\r\n"
        f"Diagnostic-Code: smtp; 550 {status} no such user\r\n"
    )
    returned = f"Content-Type: message/rfc822\r\n\r\nMessage-ID: <{about}>\r\nSubject: Offerte\r\n\r\nx"
    sent = {"sender": "MAILER-DAEMON@mx.example", "message_id": "bounce@mx", "return_path": "<>"}
    return parts(told, status_part.encode(), returned.encode(), kind="report", **sent)


def sent_by(world: World, anna: User) -> str:
    """A mail of a colleague; gives its activity."""
    company = anna.company("Mulder", channels=[{"kind": "email", "value": PIET}])
    world.receive(letter(sender=email(world, anna), to=PIET, message_id="out@acme"), dossier(anna.tenant))
    assert linked(mail(anna)) == [company.id]
    return str(mail(anna)["id"])


def test_a_bounce_is_noted_on_the_mail_and_told_to_who_sent_it(world: World, anna: User) -> None:
    """M8: our own bounce."""
    about = sent_by(world, anna)
    key = world.receive(bounce("out@acme"), dossier(anna.tenant))
    world.announce(key)
    found = mail(anna, mail_state="bounced")
    assert (found["id"], found["mail"]["reason"]) == (about, "The address does not exist. (5.1.1)")
    (feedback,) = found["mail"]["feedback"]
    assert (feedback["email"], feedback["kind"]) == (PIET, "bounced")
    assert [each["activity"] for each in log(anna.tenant)] == [about, about]
    assert rules(anna.tenant) == ["match", "bounced"]
    (notice,) = anna.get("/v1/notices")["data"]
    assert (notice["kind"], notice["record"]["id"]) == ("mail_failed", about)


def test_of_what_is_only_late_the_mail_stays_as_it_is(world: World, anna: User) -> None:
    about = sent_by(world, anna)
    world.receive(bounce("out@acme", "delayed", "4.4.1"), dossier(anna.tenant))
    found = mail(anna)
    assert (found["id"], found["version"], found["mail"]["state"]) == (about, 1, "filed")
    assert rules(anna.tenant) == ["match", "delayed"]


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("5.7.1", "The mail server there refuses it by its rules. (5.7.1)"),
        ("5.2.2", "The mailbox is full. (5.2.2)"),
        ("4.4.7", "It could not be delivered in time. (4.4.7)"),
        ("", "The mail server there does not take it."),
    ],
)
def test_what_has_failed_is_told_whatever_the_cause(world: World, anna: User, status: str, reason: str) -> None:
    """M8: also what says nothing about the address."""
    about = sent_by(world, anna)
    raw = bounce("out@acme", status=status).replace(b"550", b"no" if status == "" else b"550")
    world.receive(raw, dossier(anna.tenant))
    found = mail(anna, mail_state="bounced")
    assert (found["id"], found["mail"]["reason"]) == (about, reason)
    assert [each["kind"] for each in anna.get("/v1/notices")["data"]] == ["mail_failed"]


def test_a_report_that_names_no_address_is_a_mail(world: World, anna: User) -> None:
    """M8: of an old mail server, which tells it in words only."""
    sent_by(world, anna)
    raw = letter("MAILER-DAEMON@mx.example", message_id="old@mx", return_path="<>", body="Message-ID: <out@acme>")
    world.receive(raw, dossier(anna.tenant))
    world.receive(bounce("out@acme", "vanished"), dossier(anna.tenant))
    assert len(mails(anna, mail_state="inbox")) == 2


@pytest.mark.parametrize("verdict", ["spam", "dmarc"])
def test_a_report_that_is_not_believed_is_a_mail(world: World, anna: User, verdict: str) -> None:
    """M8"""
    about = sent_by(world, anna)
    world.receive(bounce("out@acme"), dossier(anna.tenant), **{verdict: "fail"})
    assert mail(anna, mail_state="filed")["id"] == about
    assert len(mails(anna, mail_state="inbox")) == 1
    assert anna.get("/v1/notices")["data"] == []


def test_a_report_about_somebody_it_never_went_to_is_a_mail(world: World, anna: User) -> None:
    """M8"""
    about = sent_by(world, anna)
    world.receive(bounce("out@acme", to="stranger@evil.example"), dossier(anna.tenant))
    assert mail(anna, mail_state="filed")["id"] == about
    assert len(mails(anna, mail_state="inbox")) == 1


def test_who_reports_the_same_again_and_again_is_told_of_once(world: World, anna: User) -> None:
    """M8: and nothing of what such a report says is shown."""
    sent_by(world, anna)
    for turn in range(3):
        raw = bounce("out@acme", to=PIET.upper()).replace(b"bounce@mx", b"bounce-%d@mx" % turn)
        world.receive(raw.replace(b"no such user", b"Call 0900-FRAUD"), dossier(anna.tenant))
    found = mail(anna)["mail"]
    assert (len(found["feedback"]), "FRAUD" in str(found)) == (1, False)
    assert len(anna.get("/v1/notices")["data"]) == 1


def test_a_report_about_what_came_in_changes_nothing(world: World, anna: User) -> None:
    """M8"""
    company = anna.company("Mulder")
    world.receive(letter(), of_record(anna.tenant, company.id))
    world.receive(bounce("1@mulder.example", to="verkoop@acme.example"), dossier(anna.tenant))
    assert mail(anna, mail_state="filed")["version"] == 1
    assert len(mails(anna, mail_state="inbox")) == 1


def test_a_bounce_of_a_mail_that_is_not_here_is_a_mail(world: World, anna: User) -> None:
    world.receive(bounce("nobody@knows"), dossier(anna.tenant))
    assert mail(anna, mail_state="inbox")["mail"]["automatic"] == "generated"


def test_a_bounce_of_a_mail_of_another_tenant_says_nothing_about_it(world: World, anna: User) -> None:
    """T2"""
    sent_by(world, anna)
    other = world.user("administrator", tenant="Bolt")
    world.receive(bounce("out@acme"), dossier(other.tenant))
    assert mail(anna)["mail"]["state"] == "filed"
    assert len(mails(other)) == 1


def test_by_what_a_machine_sends_nobody_was_dealt_with(world: World, anna: User) -> None:
    company = anna.company("Mulder")
    world.receive(letter(**AWAY), of_record(anna.tenant, company.id))
    world.settle()
    assert linked(mail(anna)) == [company.id]
    assert not mail(anna)["touch"]
    assert "last_touch" not in anna.get(f"/v1/relations/{company.id}").json
    world.receive(letter(message_id="2@x"), of_record(anna.tenant, company.id))
    world.settle()
    assert anna.get(f"/v1/relations/{company.id}")["last_touch"]["kind"] == "email"


def test_a_loop_of_machines_comes_to_an_end(world: World) -> None:
    """M8: twenty a day of one conversation; what comes after that waits, without documents, and nobody is told of it.
    Nothing is ever answered, and nothing lost."""
    with time_machine.travel("2026-11-22T12:00:00Z") as now:
        anna = world.user("administrator")
        company = anna.company("Mulder")
        world.receive(letter(), of_record(anna.tenant, company.id))
        for turn in range(mail_log.MOST_A_DAY + 3):
            again = parts(file(PDF), message_id=f"away-{turn}@x", in_reply_to="<1@mulder.example>", **AWAY)
            world.receive(again, dossier(anna.tenant))
        assert rules(anna.tenant)[-4:] == ["conversation", "loop", "loop", "loop"]
        late = mails(anna, mail_state="inbox")
        assert ([linked(each) for each in late], len(papers(anna))) == ([[]] * 3, mail_log.MOST_A_DAY)
        assert late[0]["mail"]["attachments"][0]["reason"].startswith("Machines have sent too much")
        assert anna.get(f"/v1/activities/{late[0]['id']}/mail").status == 200
        world.receive(letter(message_id="person@x", in_reply_to="<1@mulder.example>"), dossier(anna.tenant))
        assert rules(anna.tenant)[-1] == "conversation"
        now.shift(86_400)
        world.receive(letter(message_id="away-next@x", in_reply_to="<1@mulder.example>", **AWAY), dossier(anna.tenant))
        assert rules(anna.tenant)[-1] == "conversation"
    assert world.outbox() == []


def test_nobody_is_told_of_what_is_too_much(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """M8: neither who follows what it is about, nor who follows all mail."""
    monkeypatch.setattr(mail_log, "MOST_A_DAY", 1)
    anna = world.user("administrator")
    company = anna.company("Mulder")
    assert anna.put(f"/v1/me/subscriptions/records/{company.id}", {"channel": "in_app"}).status == 200
    kinds = {"kinds": [{"kind": "email", "channel": "in_app"}]}
    assert anna.put("/v1/me/subscriptions/kinds", kinds).status == 200
    for turn in range(3):
        world.receive(letter(message_id=f"{turn}@x", **AWAY), of_record(anna.tenant, company.id))
        world.settle()
    assert rules(anna.tenant) == ["record_address", "loop", "loop"]
    assert len({each["record"]["id"] for each in anna.get("/v1/notices")["data"]}) == 1


SHOP = {"precedence": "bulk", "x_auto_response_suppress": "All"}


@pytest.mark.parametrize(
    ("headers", "last"),
    [(AWAY, "loop"), (SHOP, "unknown"), ({**AWAY, "sender": "unreadable"}, "unknown")],
    ids=["answers", "orders", "nobody"],
)
def test_what_machines_send_into_no_conversation(world: World, headers: dict[str, str], last: str) -> None:
    """M8: an answer of a machine may be one of a loop; orders of a shop are not, and of nobody nobody knows."""
    with time_machine.travel("2026-11-22T12:00:00Z"):
        anna = world.user("administrator")
        for turn in range(mail_log.MOST_A_DAY + 1):
            world.receive(letter(message_id=f"away-{turn}@x", **headers), dossier(anna.tenant))
        assert len(mails(anna)) == mail_log.MOST_A_DAY + 1
        assert rules(anna.tenant)[-1] == last
