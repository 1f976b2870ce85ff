"""Mail from the dossier: whom it goes to, what it says, what is attached, and that it stands in the dossier."""

from functools import partial
from typing import Any

import pytest
import time_machine

from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.actions.mails import attached
from chalicelib.actions.mails.asked import MOST_RECIPIENTS
from chalicelib.storage import daily
from tests import letters
from tests.at_once import at_once
from tests.browser import document
from tests.consistency import assert_consistent
from tests.outgoing import JAN, arrived, state, write
from tests.specimens import EXE, PDF, PNG
from tests.world import User, World


def email(value: str, **more: Any) -> dict[str, Any]:
    return {"channels": [{"kind": "email", "value": value, **more}]}


def test_a_mail_goes_out_and_stands_in_the_dossier_of_everybody_it_concerns(world: World) -> None:
    """E19, A27"""
    anna = world.user()
    company = anna.company("Hamerslag", **email("info@hamerslag.example"))
    jan = anna.contact(company.id, **email("jan@hamerslag.example"))
    made = write(anna, to=[{"contact": jan.id}], html="<p>Dear <b>Jan</b>,</p><p>Here it is.</p>")
    assert (made["kind"], made["direction"], made["mail"]["state"]) == ("email", "out", "queued")
    assert arrived(world) == []
    world.settle()
    (mail,) = arrived(world)
    assert mail.to == {"jan@hamerslag.example"}
    assert mail.message["From"] == "Somebody via Acme <relata@crm.example.com>"
    assert mail.message["To"] == "Jan Visser <jan@hamerslag.example>"
    assert mail.message["Subject"] == "Our offer"
    assert mail.text == "Dear Jan,\n\nHere it is.\n"
    assert "<p>Dear <b>Jan</b>,</p><p>Here it is.</p>" in mail.html
    assert mail.message["Auto-Submitted"] is None
    assert state(anna, made) == "sent"
    for path in (f"/v1/contacts/{jan.id}", f"/v1/relations/{company.id}"):
        assert [each["id"] for each in anna.get(f"{path}/timeline")["data"]] == [made.id]
    assert anna.get(f"/v1/relations/{company.id}")["last_touch"]["record"] == made.id
    assert [each["id"] for each in anna.get("/v1/activities?mail_state=sent")["data"]] == [made.id]
    assert anna.get("/v1/activities?mail_state=queued")["data"] == []
    assert_consistent(world)


def test_the_address_is_read_live_and_that_of_a_contact_is_its_own_before_that_of_its_company(world: World) -> None:
    anna = world.user()
    company = anna.company(**email("info@hamerslag.example"))
    person = anna.person(channels=[{"kind": "email", "value": "private@example.com"}])
    bare = anna.contact(company.id, person=person.id)
    own = anna.contact(company.id, last_name="Own", **email("Own@Hamerslag.example"))
    write(anna, to=[{"contact": bare.id}, {"contact": own.id}], cc=[{"relation": person.id}], bcc=[{"user": anna.id}])
    anna.patch(f"/v1/contacts/{own.id}", {"channels": [{"kind": "email", "value": "other@hamerslag.example"}]})
    write(anna, to=[{"contact": own.id}])
    world.settle()
    first, second = arrived(world)
    me = anna.get(f"/v1/users/{anna.id}").json.get("email", "")
    assert first.to - {me} == {"info@hamerslag.example", "own@hamerslag.example", "private@example.com"}
    assert second.to == {"other@hamerslag.example"}


def test_another_address_of_theirs_may_be_chosen_and_no_other(world: World) -> None:
    anna = world.user()
    channels = [{"kind": "email", "value": f"{name}@hamerslag.example"} for name in ("info", "sales")]
    company = anna.company(channels=channels)
    write(anna, to=[{"relation": company.id, "email": "Sales@hamerslag.example"}])
    world.settle()
    (mail,) = arrived(world)
    assert mail.to == {"sales@hamerslag.example"}
    with world.unchanged():
        refused = anna.post("/v1/mails", {"to": [{"relation": company.id, "email": "x@y.example"}], "text": "x"})
        assert (refused.status, refused.fields) == (422, ["to[0].email"])


def test_who_gets_it_unseen_stands_in_no_header_and_each_address_gets_it_once(world: World) -> None:
    """I5"""
    anna = world.user()
    write(
        anna,
        to=[JAN, {"email": "JAN@hamerslag.example"}],
        cc=[{"email": "c@x.example"}],
        bcc=[{"email": "b@x.example"}],
    )
    world.settle()
    (mail,) = arrived(world)
    assert mail.to == {"jan@hamerslag.example", "c@x.example", "b@x.example"}
    assert (mail.message["To"], mail.message["Cc"]) == ("Jan Visser <jan@hamerslag.example>", "c@x.example")
    assert "b@x.example" not in mail.raw
    assert mail.message["Bcc"] is None


def test_plain_text_becomes_both(world: World) -> None:
    anna = world.user()
    made = write(anna, html=None, text="Dear Jan,\nline <two> & more\n\nBye")
    world.settle()
    (mail,) = arrived(world)
    assert made["text"] == "<p>Dear Jan,<br>line &lt;two&gt; &amp; more</p><p>Bye</p>"
    assert mail.text == "Dear Jan,\nline <two> & more\n\nBye\n"


def test_i1_what_could_do_harm_does_not_go_out(world: World) -> None:
    """I1, I2"""
    write(world.user(), html='<p onclick="x()">Hi<script>alert(1)</script><img src="http://x.example/1.gif"></p>')
    world.settle()
    (mail,) = arrived(world)
    assert "<p>Hi</p>" in mail.html
    assert not [sign for sign in ("script", "onclick", "img") if sign in mail.html]


# ---------------------------------------------------------------------------------------------------- what is attached


def test_documents_go_along_in_their_current_version_and_that_stands_in_their_history(world: World) -> None:
    anna = world.user()
    paper, picture = document(anna), document(anna, PNG, "Фото 1.png", "image/png")
    world.settle()
    made = write(anna, attachments=[paper.id, picture.id, paper.id])
    world.settle()
    (mail,) = arrived(world)
    assert mail.files == {"a.pdf": ("application/pdf", PDF), "Фото 1.png": ("image/png", PNG)}
    assert [each["file_name"] for each in made["mail"]["attachments"]] == ["a.pdf", "Фото 1.png"]
    newest = anna.get(f"/v1/documents/{paper.id}/history")["data"][0]
    assert (newest["action"], newest["by"], newest["about"]["activity"]) == ("mailed", anna.id, made.id)


NAMES = [
    "x" * 300 + ".pdf",
    "../../etc/passwd",
    'a";\r\nBcc: evil@x.example\r\n.pdf',
    "con.pdf",
    "a\u202efdp.exe.pdf",
    "é" * 90,
]


def test_what_was_sent_can_be_read_again_as_it_went_out(world: World) -> None:
    anna = world.user()
    paper = document(anna)
    world.settle()
    mail = write(
        anna, to=[JAN], bcc=[{"email": "boss@acme.example"}], html="<p>Zie de bijlage.</p>", attachments=[paper.id]
    )
    assert anna.get(f"/v1/activities/{mail.id}/mail").status == 404
    world.settle()
    told = anna.get(f"/v1/activities/{mail.id}/mail").json
    assert (told["text"].strip(), told["state"], told["faults"]) == ("Zie de bijlage.", "sent", [])
    assert [each["document"] for each in told["attachments"]] == [paper.id]
    assert "boss@" not in str(told)


@pytest.mark.parametrize("name", NAMES)
def test_f4_i5_a_file_of_any_name_arrives_and_adds_no_header(world: World, name: str) -> None:
    """F4, I5"""
    anna = world.user()
    paper = document(anna, PDF, name)
    world.settle()
    write(anna, attachments=[paper.id])
    world.settle()
    (mail,) = arrived(world)
    ((told, (_, content)),) = mail.files.items()
    assert content == PDF
    assert told == anna.get(f"/v1/documents/{paper.id}")["file_name"]
    assert "\nBcc" not in mail.raw


def test_what_has_not_been_checked_or_was_refused_is_not_attached(world: World) -> None:
    """F1, F3"""
    anna = world.user()
    bad, empty = document(anna, EXE), anna.post("/v1/documents", {"title": "To come"})
    world.settle()
    fresh = document(anna)
    with world.unchanged():
        reply = anna.post("/v1/mails", {"to": [JAN], "text": "x", "attachments": [bad.id, empty.id, fresh.id]})
    assert (reply.status, reply.fields) == (422, ["attachments[0]", "attachments[1]", "attachments[2]"])
    told = [each["message"] for each in reply["errors"]]
    assert ["refused" in told[0], "no file" in told[1], "checked" in told[2]] == [True, True, True]


@pytest.mark.parametrize(("role", "allowed"), [("employee", True), ("reader", False)])
def test_who_may_only_view_a_document_does_not_mail_it(world: World, role: str, allowed: bool) -> None:
    """C19: as soon as a profile may send mail and not change documents."""
    paper, bert = document(world.user(), download="editors"), world.user(role)
    world.settle()
    actor = Actor(bert.tenant, bert.id, "idn_1", "ses_1", role)
    (told,) = attached.attached(actor, [paper.id], reading.context(actor, [paper.id]))
    assert isinstance(told, dict) is allowed


def test_ten_megabytes_are_the_most(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    anna = world.user()
    papers = [document(anna).id for _ in range(2)]
    world.settle()
    monkeypatch.setattr(attached, "MOST_BYTES", len(PDF) * 2)
    write(anna, attachments=papers)
    monkeypatch.setattr(attached, "MOST_BYTES", len(PDF) * 2 - 1)
    with world.unchanged():
        refused = anna.post("/v1/mails", {"to": [JAN], "subject": "x", "text": "x", "attachments": papers})
        assert (refused.status, refused.fields) == (422, ["attachments"])


# ------------------------------------------------------------------------------------------------------ what is refused

BAD: list[tuple[dict[str, Any], int, str]] = [
    ({"to": []}, 422, "to"),
    ({"to": [{}]}, 422, "to[0].email"),
    ({"to": [{"name": "Jan"}]}, 422, "to[0].email"),
    ({"to": [{"email": "jan"}]}, 422, "to[0].email"),
    ({"to": [{"email": "jän@x.example"}]}, 422, "to[0].email"),
    ({"to": [{"email": "a@x.example\r\nBcc: b@x.example"}]}, 422, "to[0].email"),
    ({"to": [{"email": "a@x.example,b@x.example"}]}, 422, "to[0].email"),
    ({"to": [{"name": "J\r\nBcc: b@x.example", "email": "a@x.example"}]}, 422, "to[0].name"),
    ({"to": [{"contact": "x"}]}, 422, "to[0].contact"),
    ({"subject": None}, 422, "subject"),
    ({"subject": "a\r\nBcc: b@x.example"}, 422, "subject"),
    ({"subject": "a\x00b"}, 422, "subject"),
    ({"html": None}, 422, "html"),
    ({"text": "both"}, 422, "html"),
    ({"html": None, "text": "&" * 20_000}, 422, "text"),
    ({"html": None, "text": "a\n" * 10_000 + "b"}, 422, "text"),
    ({"html": "x" * 100_001}, 422, "html"),
    ({"in_reply_to": "act_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"}, 422, "in_reply_to"),
    ({"template": "tpl_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z", "html": None}, 422, "template"),
    ({"attachments": ["doc_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"]}, 422, "attachments[0]"),
    ({"links": ["rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"]}, 422, "links[0]"),
    ({"to": [{"email": f"{n}@x.example"} for n in range(MOST_RECIPIENTS + 1)]}, 422, "to"),
    ({"cc": [{"email": f"{n}@x.example"} for n in range(MOST_RECIPIENTS)]}, 422, "to"),
    ({"mail": {"state": "sent"}}, 400, "mail"),
    ({"from": "boss@x.example"}, 400, "from"),
    ({"headers": {"Bcc": "x"}}, 400, "headers"),
    ({"conversation": "act_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"}, 400, "conversation"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "status", "field"), BAD, ids=[f"{each[2]} {n}" for n, each in enumerate(BAD)])
def test_i5_t3_what_cannot_be_sent_is_refused_by_name(
    world: World, fields: dict[str, Any], status: int, field: str
) -> None:
    """I5, T3, Z2"""
    anna = world.user()
    body = {"to": [JAN], "subject": "x", "html": "<p>x</p>", **fields}
    with world.unchanged():
        refused = anna.post("/v1/mails", {name: value for name, value in body.items() if value is not None})
        assert (refused.status, refused.fields) == (status, [field]), refused.text


def test_t2_nothing_of_another_tenant_is_written_to_attached_or_answered(world: World) -> None:
    """T2"""
    anna, bert = world.user(), world.user(tenant="Bolt")
    company, paper = bert.company(**email("info@bolt.example")), document(bert)
    world.settle()
    contact, theirs = bert.contact(company.id), write(bert)
    template = bert.post("/v1/mail-templates", {"name": "x", "subject": "x", "html": "x"})
    named: list[tuple[dict[str, Any], str]] = [
        ({"to": [{"relation": company.id}]}, "to[0].relation"),
        ({"cc": [{"contact": contact.id}]}, "cc[0].contact"),
        ({"bcc": [{"user": bert.id}]}, "bcc[0].user"),
        ({"attachments": [paper.id]}, "attachments[0]"),
        ({"links": [company.id]}, "links[0]"),
        ({"in_reply_to": theirs.id}, "in_reply_to"),
        ({"template": template.id, "html": None}, "template"),
        ({"filled_from": company.id}, "filled_from"),
    ]
    with world.unchanged():
        for fields, field in named:
            body = {"to": [JAN], "subject": "x", "html": "x", **fields}
            refused = anna.post("/v1/mails", {name: value for name, value in body.items() if value})
            assert (refused.status, refused.fields) == (422, [field])
        for verb in ("send-again", "cancel"):
            assert anna.post(f"/v1/mails/{theirs.id}/{verb}").status == 404


def test_who_may_only_read_sends_nothing_and_outsiders_see_nothing(world: World) -> None:
    """Z1"""
    made, users = write(world.user()), (world.user("reader"), world.user("administrator", kind="external"))
    with world.unchanged():
        for user in users:
            body = {"to": [JAN], "subject": "x", "text": "x"}
            assert user.post("/v1/mails", body).status == 403
            assert user.post(f"/v1/mails/{made.id}/cancel").status == 403


def test_who_has_left_or_has_no_address_is_not_written_to(world: World) -> None:
    anna = world.user()
    company = anna.company()
    ended = anna.contact(company.id, ended_on="2020-01-01", **email("jan@hamerslag.example"))
    archived = anna.contact(company.id, last_name="Gone", **email("gone@hamerslag.example"))
    anna.delete(f"/v1/contacts/{archived.id}")
    to = [{"contact": ended.id}, {"contact": archived.id}, {"relation": company.id}]
    with world.unchanged():
        refused = anna.post("/v1/mails", {"to": to, "subject": "x", "text": "x"})
    codes = [each["code"] for each in refused["errors"]]
    assert (refused.status, codes) == (422, ["ended", "no_such_record", "no_address"])


def test_what_was_sent_is_not_written_anew(world: World) -> None:
    anna = world.user()
    company = anna.company("Hamerslag", **email("info@hamerslag.example"))
    made = write(anna, to=[{"relation": company.id}])
    path = f"/v1/activities/{made.id}"
    for _ in range(2):
        with world.unchanged():
            changes: list[tuple[str, Any]] = [
                ("subject", "Another"), ("text", "<p>x</p>"), ("direction", "in"), ("kind", "phone_call"),
                ("participants", [{"email": "x@y.example", "part": "recipient"}]),
            ]  # fmt: skip
            for name, value in changes:
                assert anna.patch(path, {name: value}).fields == [name]
        world.settle()
    assert anna.patch(path, {"outcome": "Called after", "participants": made["participants"]}).status == 200
    anna.patch(f"/v1/relations/{company.id}", {"name": "Hamer"})
    world.settle()
    assert anna.get(path)["participants"][1]["relation"]["title"] == "Hamer"


def test_what_came_in_is_not_written_anew_either(world: World) -> None:
    anna = world.user()
    company = anna.company("Mulder", **email("piet@mulder.example"))
    world.receive(letters.letter(), letters.dossier(anna.tenant))
    world.settle()
    there = letters.mail(anna)
    path = f"/v1/activities/{there['id']}"
    (piet,) = there["participants"][:1]
    changes: list[tuple[str, Any]] = [
        ("subject", "Another"), ("text", "<p>x</p>"), ("direction", "out"), ("kind", "phone_call"),
        ("participants", []), ("participants", [{"email": "x@y.example", "part": "sender"}]),
    ]  # fmt: skip
    with world.unchanged():
        for name, value in changes:
            assert anna.patch(path, {name: value}).fields == [name]
    work = {"is_task": True, "due_on": "2027-01-04", "assignees": [anna.id], "visibility": "shared"}
    assert anna.patch(path, {**work, "links": [company.id], "outcome": "Called"}).status == 200
    contact = anna.contact(company.id, last_name="Mulder")
    known = [
        {**_named(each), "contact": contact.id} if each == piet else _named(each) for each in there["participants"]
    ]
    assert anna.patch(path, {"participants": known})["participants"][0]["contact"]["id"] == contact.id


def _named(participant: dict[str, Any]) -> dict[str, Any]:
    return {name: participant[name] for name in ("name", "email", "part") if name in participant}


def test_a_user_sends_to_so_many_a_day_and_no_more(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """API6: counted with the mail itself, so that it is exact however many are sent at once."""
    limit = daily.Limit(3, "At most 3.")
    monkeypatch.setitem(daily.LIMITS, daily.MAILS, limit)
    with time_machine.travel("2026-11-22T23:59:50Z", tick=False) as now:
        anna, bob = world.user(), world.user()
        write(anna, cc=[{"email": "c@x.example"}])
        with world.unchanged():
            refused = anna.post(
                "/v1/mails", {"to": [JAN], "cc": [{"email": "c@x.example"}], "subject": "x", "text": "x"}
            )
        assert (refused.status, refused["code"]) == (429, "too_many_requests")
        assert refused.header("Retry-After") == "11"
        write(anna)
        assert anna.post("/v1/mails", {"to": [JAN], "subject": "x", "text": "x"}).status == 429
        write(bob)
        now.shift(11)
        write(anna)


def test_f5_the_count_is_exact_however_many_are_sent_at_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """F5, API6"""
    monkeypatch.setitem(daily.LIMITS, daily.MAILS, daily.Limit(3, "At most 3."))
    anna = world.user()
    body = {"to": [JAN], "subject": "x", "text": "x"}
    replies = at_once([partial(anna.post, "/v1/mails", body) for _ in range(8)])
    assert sorted(each.status for each in replies if each.status != 409) == [201] * 3 + [429] * sum(
        each.status == 429 for each in replies
    )


def test_r10_the_same_request_twice_is_one_mail(world: World) -> None:
    """R10"""
    anna = world.user()
    body, key = {"to": [JAN], "subject": "x", "text": "x"}, {"Idempotency-Key": "one"}
    first, second = (anna.post("/v1/mails", body, headers=key) for _ in range(2))
    assert (first.id, second.header("Idempotent-Replayed")) == (second.id, "true")
    world.settle()
    assert len(arrived(world)) == 1


def test_a_mail_takes_four_round_trips_however_many_it_goes_to(world: World) -> None:
    """What is named, the companies behind contacts, what is linked to, and the transaction."""
    anna = world.user()
    company = anna.company(**email("info@hamerslag.example"))
    contacts = [anna.contact(company.id, last_name=f"N{n}", **email(f"n{n}@x.example")).id for n in range(10)]
    papers = [document(anna).id for _ in range(3)]
    world.settle()
    with world.meter() as meter:
        write(anna, to=[{"contact": each} for each in contacts], attachments=papers)
    assert meter.round_trips == 4


def others(user: User) -> set[str]:
    return {each["id"] for each in user.get("/v1/activities")["data"]}


def test_a_mail_made_a_task_that_recurs_is_sent_once(world: World) -> None:
    anna = world.user()
    made = write(anna)
    world.settle()
    task = {"is_task": True, "due_on": "2027-01-04", "recurrence": "FREQ=WEEKLY"}
    assert anna.patch(f"/v1/activities/{made.id}", task).status == 200
    assert anna.post(f"/v1/activities/{made.id}/complete", {}).status == 200
    world.settle()
    (following,) = others(anna) - {made.id}
    assert "mail" not in anna.get(f"/v1/activities/{following}").json
    assert len(arrived(world)) == 1
