"""Mail that comes in finds its dossier, and the log says why."""

import pytest

from tests.letters import (
    answers,
    dossier,
    email,
    file,
    letter,
    linked,
    log,
    mail,
    mails,
    of_record,
    papers,
    parts,
    rules,
    text,
)
from tests.specimens import EXE, PDF
from tests.world import User, World

PIET = "piet@mulder.example"


@pytest.fixture
def anna(world: World) -> User:
    return world.user("administrator")


def piet(anna: User, company: str, **more: object) -> str:
    channels = [{"kind": "email", "value": "Piet@Mulder.example"}]
    return anna.contact(company, first_name="Piet", last_name="Mulder", channels=channels, **more).id


# ----------------------------------------------------------------------------------------------------- whom it is from


def test_a_mail_of_a_contact_stands_with_contact_and_company(world: World, anna: User) -> None:
    company = anna.company("Mulder")
    contact = piet(anna, company.id)
    world.receive(letter(), dossier(anna.tenant))
    found = mail(anna)
    assert (found["subject"], found["direction"], found["visibility"]) == ("Offerte", "in", "shared")
    assert found["text"] == "<p>Wat kost een oven?</p>"
    assert found["starts_at"] == "2026-11-20T09:00:00.000Z"
    assert linked(found) == [contact]
    assert found["participants"][0]["contact"]["id"] == contact
    assert found["participants"][1] == {"email": "verkoop@acme.example", "part": "recipient"}
    assert (found["mail"]["state"], found["mail"]["rule"], found["mail"]["trust"]) == ("filed", "match", "verified")
    timeline = anna.get(f"/v1/relations/{company.id}/timeline")["data"]
    assert [(each["id"], each["through"]) for each in timeline] == [(found["id"], contact)]


def test_the_log_says_why(world: World, anna: User) -> None:
    piet(anna, anna.company("Mulder").id)
    world.receive(letter(), dossier(anna.tenant))
    (row,) = log(anna.tenant)
    assert (row["from"], row["subject"], row["outcome"], row["rule"]) == (PIET, "Offerte", "filed", "match")
    assert row["why"] == "Somebody who took part has the address of a contact, person or company."
    assert row["activity"] == mail(anna)["id"]


def test_a_contact_with_whom_it_is_over_is_not_matched(world: World, anna: User) -> None:
    piet(anna, anna.company("Mulder").id, ended_on="2026-01-31")
    world.receive(letter(), dossier(anna.tenant))
    found = mail(anna, mail_state="inbox")
    assert (linked(found), rules(anna.tenant)) == ([], ["unknown"])
    assert found["mail"]["correspondent"] == PIET


@pytest.mark.parametrize("header", ["to", "cc", "reply_to"])
def test_all_who_took_part_are_matched(world: World, anna: User, header: str) -> None:
    person = anna.person(channels=[{"kind": "email", "value": "jan@visser.example"}])
    world.receive(letter(**{header: "Jan <JAN@visser.example>"}), dossier(anna.tenant))
    assert linked(mail(anna)) == [person.id]


def test_a_mail_that_a_colleague_sent_is_outgoing(world: World, anna: User) -> None:
    contact = piet(anna, anna.company("Mulder").id)
    world.receive(letter(sender=f"Anna <{email(world, anna)}>", to=PIET), dossier(anna.tenant))
    found = mail(anna)
    assert (found["direction"], found["created_by"], linked(found)) == ("out", anna.id, [contact])
    assert found["participants"][0]["user"]["id"] == anna.id
    assert found["mail"]["correspondent"] == PIET


FORWARDED = """Doe jij dit?

---------- Forwarded message ---------
From: Piet Mulder <piet@mulder.example>
Date: Thu, 19 Nov 2026 at 09:30
Subject: Kapotte oven
To: <anna@acme.example>

De oven doet het niet.
"""


def test_a_mail_that_a_colleague_forwards_is_of_who_wrote_it(world: World, anna: User) -> None:
    contact = piet(anna, anna.company("Mulder").id)
    world.receive(letter(sender=email(world, anna), subject="Fwd: Kapotte oven", body=FORWARDED), dossier(anna.tenant))
    found = mail(anna)
    assert (found["direction"], found["subject"], linked(found)) == ("in", "Kapotte oven", [contact])
    assert found["starts_at"][:10] == "2026-11-19"
    assert found["created_by"] == anna.id


OLD = b"""Content-Type: message/rfc822

From: Sjors <sjors@supplier.example>
Subject: Prijslijst
Date: Fri, 30 Oct 2026 09:15:00 +0100

Zie bijlage."""


def test_a_message_that_goes_along_is_no_forward(world: World, anna: User) -> None:
    """A colleague writes to a customer, with an old message of a supplier attached."""
    contact = piet(anna, anna.company("Mulder").id)
    anna.company("Supplier", channels=[{"kind": "email", "value": "sjors@supplier.example"}])
    sent = {"sender": email(world, anna), "to": PIET, "subject": "Fwd: prijzen"}
    world.receive(parts(text("Zie de prijzen."), OLD, **sent), dossier(anna.tenant))
    found = mail(anna)
    assert (found["direction"], found["subject"], linked(found)) == ("out", "Fwd: prijzen", [contact])
    assert found["starts_at"][:10] == "2026-11-20"


@pytest.mark.parametrize(
    ("to", "subject", "said"),
    [("", "Oude mail", "Graag bewaren."), ("us", "Fwd: Prijslijst", "Ter info"), ("us", "Prijslijst", "")],
)
def test_a_message_that_is_passed_on_as_a_file_is_of_who_wrote_it(
    world: World, anna: User, to: str, subject: str, said: str
) -> None:
    supplier = anna.company("Supplier", channels=[{"kind": "email", "value": "sjors@supplier.example"}])
    to = email(world, world.user()) if to else dossier(anna.tenant)
    sent = {"sender": email(world, anna), "to": to, "subject": subject}
    world.receive(parts(text(said), OLD, **sent), dossier(anna.tenant))
    found = mail(anna)
    assert (found["direction"], found["subject"], linked(found)) == ("in", "Prijslijst", [supplier.id])


def test_whoever_is_known_is_found_among_many(world: World, anna: User) -> None:
    company = anna.company("Mulder", channels=[{"kind": "email", "value": PIET}])
    many = ", ".join(f"x{each}@where.example" for each in range(60))
    world.receive(letter(sender="Jan <jan@else.example>", cc=f"{many}, {PIET}"), dossier(anna.tenant))
    found = mail(anna)
    assert (linked(found), rules(anna.tenant)) == ([company.id], ["match"])
    told = [each["email"] for each in found["participants"]]
    assert (len(told), told[0], told[-1]) == (20, "jan@else.example", PIET)


@pytest.mark.parametrize(
    "verdicts", [{"dmarc": "fail"}, {"dmarc": "none"}, {"dmarc": "none", "spf": "fail", "dkim": "fail"}], ids=str
)
def test_who_only_says_to_be_a_colleague_is_not_believed(world: World, anna: User, verdicts: dict[str, str]) -> None:
    """M8: also at the address of a record, and when a domain of others vouches."""
    company = anna.company("Mulder")
    piet(anna, company.id)
    raw = letter(sender=email(world, anna), to=PIET)
    world.receive(raw, of_record(anna.tenant, company.id), **verdicts)
    found = mail(anna, mail_state="inbox")
    assert (found["direction"], found["created_by"], linked(found)) == ("in", "system:mail", [])
    assert (found["mail"]["rule"], found["mail"]["trust"]) == ("forged", "unverified")
    assert not any("user" in each or "contact" in each for each in found["participants"])


def test_two_who_share_a_from_are_nobody(world: World, anna: User) -> None:
    """M8: DMARC looks at one of them only."""
    world.receive(letter(sender=f"{email(world, anna)}, evil@evil.example"), dossier(anna.tenant))
    assert rules(anna.tenant) == ["forged"]


def test_a_colleague_who_has_left_is_no_colleague(world: World, anna: User) -> None:
    bob = world.user()
    address = email(world, bob)
    anna.patch(f"/v1/users/{bob.id}", {"status": "disabled"})
    world.receive(letter(sender=address), dossier(anna.tenant))
    assert mail(anna)["direction"] == "in"


# ------------------------------------------------------------------------------------------------------- what SES found


def test_of_a_mail_with_a_virus_nothing_is_kept_but_a_row_of_the_log(world: World, anna: User) -> None:
    world.receive(parts(text("x"), file(PDF)), dossier(anna.tenant), virus="fail")
    assert (mails(anna), papers(anna), rules(anna.tenant)) == ([], [], ["virus"])
    assert log(anna.tenant)[0]["outcome"] == "dropped"
    assert not world.bucket


def test_spam_is_not_filed_by_a_match(world: World, anna: User) -> None:
    piet(anna, anna.company("Mulder").id)
    world.receive(letter(), dossier(anna.tenant), spam="fail")
    found = mail(anna, mail_state="inbox")
    assert (found["mail"]["rule"], linked(found)) == ("spam", [])
    assert found["mail"]["verdicts"]["spam"] == "fail"


def test_a_sender_whom_its_domain_disowns_is_not_filed_by_a_match(world: World, anna: User) -> None:
    """M8"""
    piet(anna, anna.company("Mulder").id)
    world.receive(letter(), dossier(anna.tenant), dmarc="fail")
    assert (mail(anna, mail_state="inbox")["mail"]["rule"]) == "disowned"


@pytest.mark.parametrize("verdict", ["spam", "dmarc"])
def test_spam_at_the_address_of_a_record_stands_there_and_nowhere_else(world: World, anna: User, verdict: str) -> None:
    """M8: nobody was dealt with by it, until somebody says so."""
    company = anna.company("Mulder")
    piet(anna, company.id)
    world.receive(letter(), of_record(anna.tenant, company.id), **{verdict: "fail"})
    found = mail(anna)
    assert (rules(anna.tenant), linked(found), found["touch"]) == (["record_address"], [company.id], False)
    anna.post(f"/v1/activities/{found['id']}/file", {"links": [company.id]})
    assert mail(anna)["touch"]


@pytest.mark.parametrize("verdict", ["processing_failed", "gray", "disabled"])
def test_what_was_not_checked_for_viruses_becomes_no_document(world: World, anna: User, verdict: str) -> None:
    """F3: the mail stands, and says so."""
    world.receive(parts(text("x"), file(PDF)), dossier(anna.tenant), virus=verdict)
    assert papers(anna) == []
    assert mail(anna)["mail"]["attachments"][0]["reason"] == "It was not checked for viruses."


# ------------------------------------------------------------------------------------------------------- conversations


def test_an_answer_joins_the_conversation_and_what_it_is_about(world: World, anna: User) -> None:
    company = anna.company("Mulder")
    world.receive(letter(), of_record(anna.tenant, company.id))
    second = letter(sender="else@where.example", message_id="2@x", in_reply_to="<1@mulder.example>")
    world.receive(second, dossier(anna.tenant))
    third = letter(sender="third@where.example", message_id="3@x", references="<0@x> <2@x>")
    world.receive(third, dossier(anna.tenant))
    first, *others = mails(anna, conversation=mails(anna)[0]["conversation"])
    assert [linked(each) for each in (first, *others)] == [[company.id]] * 3
    assert {each["conversation"] for each in (first, *others)} == {first["conversation"]}
    assert rules(anna.tenant) == ["record_address", "conversation", "conversation"]


def test_an_answer_to_the_address_of_a_conversation_joins_it(world: World, anna: User) -> None:
    company = anna.company("Mulder")
    world.receive(letter(), of_record(anna.tenant, company.id))
    begun = mail(anna)["conversation"]
    world.receive(letter(sender="x@y.example", message_id="2@x"), answers(anna.tenant, begun))
    assert [linked(each) for each in mails(anna, conversation=begun)] == [[company.id]] * 2
    assert rules(anna.tenant)[1] == "reply_address"


def test_of_what_is_archived_nothing_is_inherited(world: World, anna: User) -> None:
    company = anna.company("Mulder")
    world.receive(letter(), of_record(anna.tenant, company.id))
    assert anna.delete(f"/v1/relations/{company.id}").status == 200
    world.receive(letter(message_id="2@x", in_reply_to="<1@mulder.example>"), dossier(anna.tenant))
    assert linked(mail(anna, mail_state="inbox")) == []


def test_a_conversation_that_is_not_there_is_none(world: World, anna: User) -> None:
    piet(anna, anna.company("Mulder").id)
    world.receive(letter(), answers(anna.tenant, anna.company("Other").id.replace("rel", "act")))
    assert rules(anna.tenant) == ["match"]


def test_an_answer_to_what_waits_waits_with_it(world: World, anna: User) -> None:
    world.receive(letter(), dossier(anna.tenant))
    world.receive(letter(message_id="2@x", in_reply_to="<1@mulder.example>"), dossier(anna.tenant))
    waiting = mails(anna, mail_state="inbox")
    assert len(waiting) == 2
    assert len({each["conversation"] for each in waiting}) == 1


def test_who_is_not_believed_does_not_get_into_a_conversation_by_naming_it(world: World, anna: User) -> None:
    """M8"""
    world.receive(letter(), of_record(anna.tenant, anna.company("Mulder").id))
    world.receive(letter(message_id="2@x", in_reply_to="<1@mulder.example>"), dossier(anna.tenant), dmarc="fail")
    found = mail(anna, mail_state="inbox")
    assert (found["conversation"], linked(found)) == (found["id"], [])


# ----------------------------------------------------------------------------------------------------------- once


def test_the_same_message_is_filed_once(world: World, anna: User) -> None:
    """M8, R1: by another way, and when its event comes again."""
    key = world.receive(letter(), dossier(anna.tenant))
    world.announce(key)
    world.receive(b"X-Way: another\r\n" + letter().replace(b"\r\n", b"\n"), dossier(anna.tenant))
    assert len(mails(anna)) == 1
    assert rules(anna.tenant) == ["unknown", "repeated"]
    assert {each["activity"] for each in log(anna.tenant)} == {mail(anna)["id"]}


def test_a_message_that_takes_the_id_of_another_is_filed_all_the_same(world: World, anna: User) -> None:
    """M8: nobody can keep a message out by sending one of its id first."""
    world.receive(letter(body="Ik was eerst"), dossier(anna.tenant))
    for _ in range(2):
        world.receive(letter(body="De echte"), dossier(anna.tenant))
    assert sorted(each["preview"] for each in mails(anna)) == ["De echte", "Ik was eerst"]
    assert rules(anna.tenant) == ["unknown", "unknown", "repeated"]


def test_a_message_without_an_id_is_filed_once(world: World, anna: User) -> None:
    for body in ("een", "een", "twee"):
        world.receive(letter(message_id="", body=body), dossier(anna.tenant))
    world.receive(letter(message_id="", body="een", subject="Anders"), dossier(anna.tenant))
    assert len(mails(anna)) == 3


def test_a_message_that_was_archived_does_not_come_back(world: World, anna: User) -> None:
    world.receive(letter(), dossier(anna.tenant))
    assert anna.delete(f"/v1/activities/{mail(anna)['id']}").status == 200
    world.receive(letter(), dossier(anna.tenant))
    assert (mails(anna), rules(anna.tenant)) == ([], ["unknown", "repeated"])


# -------------------------------------------------------------------------------------------------- attachments


def test_attachments_become_documents_that_are_checked(world: World, anna: User) -> None:
    """F1, F3: a program is refused, and the mail stands."""
    company = anna.company("Mulder")
    raw = parts(text("Zie bijlage"), file(PDF, "Factuur 12.pdf"), file(EXE, "setup.exe"))
    world.receive(raw, of_record(anna.tenant, company.id))
    found = mail(anna)
    assert [each["state"] for each in papers(anna)] == ["pending", "pending"]
    world.settle()
    invoice, program = papers(anna)
    assert (invoice["file_name"], invoice["kind"], invoice["state"]) == ("Factuur 12.pdf", "invoice", "clean")
    assert (program["state"], invoice["visibility"]) == ("refused", "shared")
    assert linked(invoice) == [found["id"], company.id]
    assert [each["document"] for each in found["mail"]["attachments"]] == [invoice["id"], program["id"]]
    assert anna.get(f"/v1/documents/{invoice['id']}/download").status == 200
