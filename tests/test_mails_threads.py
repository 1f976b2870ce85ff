"""Conversations: an answer to what we sent finds its way back, and an answer of ours goes on with what came in."""

import pytest

from chalicelib.actions.mails import outcome
from chalicelib.mail import dossier_address, read
from chalicelib.models import activity_mail
from chalicelib.models.activity import ACTIVITY
from chalicelib.settings import settings
from chalicelib.storage import records
from chalicelib.storage.work import Work
from tests.letters import dossier, letter, linked, mail
from tests.outgoing import JAN, Arrived, arrived, write
from tests.world import Reply, User, World


def answered(mail: Arrived, wire_id: str) -> bytes:
    """As a mail program answers, to what SES made of it."""
    return (
        f"From: Jan Visser <jan@hamerslag.example>\r\nTo: {mail.message['Reply-To']}\r\n"
        f"Subject: RE: {mail.message['Subject']}\r\nMessage-ID: <answer-1@hamerslag.example>\r\n"
        f"In-Reply-To: <{wire_id}>\r\nReferences: <{wire_id}>\r\n\r\nThank you!\r\n"
    ).encode()


def wire_id(user: User, mail: Reply) -> str:
    return str(user.get(f"/v1/activities/{mail.id}")["mail"]["wire_id"])


def came_in(user: User, message_id: str, references: list[str]) -> str:
    """As the filing of inbound mail keeps it."""
    work = Work(user.tenant, "system:filing")
    data = {
        "kind": "email", "subject": "AW: Re: Angebot", "direction": "in", "visibility": "shared",
        "mail": {"state": "filed", "message_id": message_id, "subject": "AW: Re: Angebot", "references": references},
    }  # fmt: skip
    made = work.create(ACTIVITY, data)
    data["conversation"] = made.id
    work.commit()
    return made.id


def test_the_address_and_the_ids_in_an_answer_lead_to_the_conversation(world: World) -> None:
    """E19, M9"""
    anna = world.user()
    made = write(anna)
    world.settle()
    (mail,) = arrived(world)
    message = read(answered(mail, wire_id(anna, made)))
    claimed = dossier_address.read(message.to[0].email, settings().mail_domain)
    assert claimed is not None
    assert (claimed.kind, claimed.tenant) == ("reply", anna.tenant)
    assert dossier_address.holds(claimed, anna.tenant, settings().dossier_secret.encode())
    found = records.claimed(anna.tenant, activity_mail.CONVERSATION, claimed.conversation)
    known = records.claimed(anna.tenant, activity_mail.MESSAGE, message.in_reply_to)
    assert found is not None
    assert known is not None
    assert (found.id, known.id, made["conversation"]) == (made.id, made.id, made.id)


@pytest.mark.parametrize("subject", ["AW: Re: Angebot", "Angebot", "RE: re: Antw: Angebot"])
def test_an_answer_of_ours_goes_on_with_the_conversation(world: World, subject: str) -> None:
    anna = world.user()
    company = anna.company()
    first = write(anna, subject=subject, links=[company.id])
    world.settle()
    second = write(anna, subject=None, in_reply_to=first.id)
    world.settle()
    third = write(anna, subject="Another matter", in_reply_to=second.id)
    world.settle()
    assert {each["conversation"] for each in (first, second, third)} == {first.id}
    assert [each["id"] for each in third["links"]] == [company.id]
    sent = [each.message for each in arrived(world)]
    assert [each["Subject"] for each in sent] == [subject, "Re: Angebot", "Another matter"]
    ids = [f"<{wire_id(anna, each)}>" for each in (first, second)]
    assert (sent[1]["In-Reply-To"], sent[1]["References"]) == (ids[0], ids[0])
    assert (sent[2]["In-Reply-To"], str(sent[2]["References"]).split()) == (ids[1], ids)
    assert {str(each["Reply-To"]) for each in sent} == {str(sent[0]["Reply-To"])}
    conversation = anna.get(f"/v1/activities?conversation={first.id}")["data"]
    assert {each["id"] for each in conversation} == {first.id, second.id, third.id}


def test_what_came_in_is_answered_by_the_ids_that_it_had(world: World) -> None:
    """I5: whatever others wrote in their ids adds no header to ours."""
    anna = world.user()
    hostile = "a@b>\r\nBcc: evil@x.example"
    chain = ["root@x.example", hostile, "=?utf-8?q?a=0D=0ABcc:_evil@x.example?=", "two@x.example"]
    activity = came_in(anna, "three@x.example", chain)
    write(anna, subject=None, in_reply_to=activity)
    world.settle()
    (mail,) = arrived(world)
    assert mail.message["Subject"] == "Re: Angebot"
    assert mail.message["In-Reply-To"] == "<three@x.example>"
    assert str(mail.message["References"]).split() == ["<root@x.example>", "<two@x.example>", "<three@x.example>"]
    assert "evil" not in mail.raw


def test_a_long_conversation_keeps_its_beginning_and_its_end(world: World) -> None:
    anna = world.user()
    activity = came_in(anna, "last@x.example", [f"{n}@x.example" for n in range(40)])
    made = write(anna, in_reply_to=activity)
    references = made["mail"]["references"]
    assert (len(references), references[0], references[-1]) == (10, "0@x.example", "last@x.example")


def received(world: World, user: User, **headers: str) -> Reply:
    world.receive(letter(**headers), dossier(user.tenant))
    world.settle()
    return user.get(f"/v1/activities/{mail(user)['id']}")


def test_an_answer_to_what_came_in_names_all_that_was_before_it(world: World) -> None:
    """RFC 5322, 3.6.4"""
    anna = world.user()
    there = received(world, anna, message_id="3@x", in_reply_to="<2@x>", references="<1@x> <2@x>")
    write(anna, in_reply_to=there.id)
    world.settle()
    (sent,) = arrived(world)
    assert str(sent.message["References"]).split() == ["<1@x>", "<2@x>", "<3@x>"]


@pytest.mark.parametrize(("headers", "told"), [({}, None), ({"in_reply_to": "<1@x>"}, "<1@x>")])
def test_an_id_that_we_gave_a_message_without_one_is_told_to_nobody(
    world: World, headers: dict[str, str], told: str | None
) -> None:
    anna = world.user()
    there = received(world, anna, message_id="", **headers)
    assert there["mail"]["message_id"].endswith(".invalid")
    write(anna, in_reply_to=there.id)
    world.settle()
    (sent,) = arrived(world)
    assert (sent.message["In-Reply-To"], sent.message["References"]) == (told, told)
    assert ".invalid" not in sent.raw


def test_what_is_archived_by_now_keeps_nobody_from_answering(world: World) -> None:
    anna = world.user()
    gone, kept = anna.company("Gone"), anna.company("Kept")
    first, second = write(anna, links=[gone.id, kept.id]), write(anna, links=[gone.id])
    company = anna.company(channels=[{"kind": "email", "value": "info@hamerslag.example"}])
    world.settle()
    assert anna.delete(f"/v1/relations/{gone.id}").status == 200
    assert linked(write(anna, in_reply_to=first.id).json) == [kept.id]
    answer = write(anna, in_reply_to=second.id, to=[{"relation": company.id}])
    assert linked(answer.json) == [company.id], "in place of what is gone those it goes to"
    assert linked(write(anna, in_reply_to=second.id).json) == []
    with world.unchanged():
        refused = anna.post("/v1/mails", {"to": [JAN], "text": "x", "in_reply_to": first.id, "links": [gone.id]})
        assert (refused.status, refused.fields) == (422, ["links[0]"]), "what one names oneself counts"


def test_an_answer_to_what_waits_stands_with_those_it_goes_to(world: World) -> None:
    anna = world.user()
    waiting = received(world, anna)
    assert (waiting["mail"]["state"], linked(waiting.json)) == ("inbox", [])
    company = anna.company(channels=[{"kind": "email", "value": "info@hamerslag.example"}])
    assert linked(write(anna, in_reply_to=waiting.id, to=[{"relation": company.id}]).json) == [company.id]
    assert linked(write(anna, in_reply_to=waiting.id, to=[{"relation": company.id}], links=[]).json) == []


@pytest.mark.parametrize("visibility", ["internal", "shared"])
def test_an_answer_is_seen_by_whom_the_answered_mail_is(world: World, visibility: str) -> None:
    anna = world.user()
    first = write(anna, visibility=visibility)
    assert write(anna, in_reply_to=first.id)["visibility"] == visibility
    assert write(anna, in_reply_to=first.id, visibility="shared")["visibility"] == "shared"
    assert write(anna)["visibility"] == "shared"


def test_an_answer_takes_no_more_round_trips_than_a_first_mail(world: World) -> None:
    anna = world.user()
    company = anna.company(channels=[{"kind": "email", "value": "info@hamerslag.example"}])
    contact = anna.contact(company.id)
    first = write(anna, links=[company.id, contact.id])
    with world.meter() as meter:
        write(anna, to=[{"contact": contact.id}], in_reply_to=first.id)
    assert meter.round_trips == 4


def test_only_mails_are_answered(world: World) -> None:
    anna = world.user()
    call = anna.post("/v1/activities", {"kind": "phone_call", "subject": "x"})
    with world.unchanged():
        refused = anna.post("/v1/mails", {"to": [JAN], "text": "x", "in_reply_to": call.id})
        assert (refused.status, refused.fields) == (422, ["in_reply_to"])


def test_our_own_copy_that_came_in_first_keeps_nobody_from_sending(world: World) -> None:
    """The dossier's address may be among the recipients, and SES be faster than we are."""
    anna = world.user()
    made = write(anna)
    kept = records.get(anna.tenant, made.id)
    held = outcome.hold(kept) if kept else None
    assert held is not None
    came_in(anna, "0107@eu-central-1.amazonses.com", [])
    outcome.sent(held, "0107@eu-central-1.amazonses.com")
    part = anna.get(f"/v1/activities/{made.id}")["mail"]
    assert (part["state"], "also_known_as" in part) == ("sent", False)
    assert write(anna, in_reply_to=made.id)["mail"]["references"] == ["0107@eu-central-1.amazonses.com"]


def test_an_answer_is_filed_in_the_conversation_whoever_it_is_from(world: World) -> None:
    """E19, M9: from end to end, by the address alone and by the ids alone."""
    anna = world.user()
    company = anna.company()
    made = write(anna, links=[company.id])
    world.settle()
    (mail,) = arrived(world)
    world.receive(answered(mail, wire_id(anna, made)), str(mail.message["Reply-To"]))
    world.settle()
    conversation = anna.get(f"/v1/activities?conversation={made.id}")["data"]
    assert sorted(each["direction"] for each in conversation) == ["in", "out"]
    assert [each["direction"] for each in anna.get(f"/v1/relations/{company.id}/timeline")["data"]] != []
