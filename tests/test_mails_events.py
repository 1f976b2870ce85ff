"""What SES tells of a mail after it was sent: it came back, or somebody took it for spam (M1, M2)."""

from itertools import permutations
from typing import Any

import pytest

from chalicelib.actions.mails import feedback, outcome
from chalicelib.storage import notice_list, records
from tests.consistency import assert_consistent
from tests.letters import dossier, letter
from tests.outgoing import state, write
from tests.world import Reply, User, World

BOUNCE, COMPLAINT, REJECT = "Email Bounced", "Email Complaint Received", "Email Rejected"
MOMENT = "2026-11-22T10:00:01.000Z"
Told = dict[str, Any]


def sent(world: World, user: User) -> Reply:
    write(user, cc=[{"email": "piet@hamerslag.example"}])
    world.settle()
    return user.get(f"/v1/activities/{user.get('/v1/activities?mail_state=sent')['data'][0]['id']}")


def about(mail: Reply, tenant: str, **more: Any) -> Told:
    """As SES has it in what it tells (event publishing, "mail object")."""
    message = mail["mail"]["wire_id"].partition("@")[0]
    tags = {"tenant": [tenant], "activity": [mail.id], "ses:configuration-set": ["relata"]}
    return {"timestamp": MOMENT, "messageId": message, "tags": tags, "source": "relata@crm.example.com", **more}


def bounce(mail: Told, email: str, kind: str = "Permanent", at: str = MOMENT) -> tuple[str, Told]:
    recipient = {"emailAddress": email, "action": "failed", "diagnosticCode": "smtp; 550 5.1.1\r\n user unknown"}
    told = {"bounceType": kind, "bounceSubType": "General", "bouncedRecipients": [recipient], "timestamp": at}
    return BOUNCE, {"eventType": "Bounce", "bounce": told, "mail": mail}


def complaint(mail: Told, email: str) -> tuple[str, Told]:
    told = {"complainedRecipients": [{"emailAddress": email}], "timestamp": MOMENT}
    return COMPLAINT, {"eventType": "Complaint", "complaint": told, "mail": mail}


def tell(world: World, *events: tuple[str, Told]) -> None:
    for kind, detail in events:
        world.mail_told(kind, detail)


def notices(user: User) -> list[str]:
    return [each.notice.kind for each in notice_list.page(user.tenant, user.id, limit=50).notices]


def test_m1_a_mail_that_came_back_says_from_whom_and_why_and_its_sender_is_told(world: World) -> None:
    """M1"""
    anna = world.user()
    mail = sent(world, anna)
    tell(world, bounce(about(mail, anna.tenant), "piet@hamerslag.example"))
    part = anna.get(f"/v1/activities/{mail.id}")["mail"]
    (row,) = part["feedback"]
    assert (part["state"], part["at"]) == ("bounced", MOMENT)
    assert (row["email"], row["kind"], row["at"]) == ("piet@hamerslag.example", "bounced", MOMENT)
    assert (
        row["reason"]
        == "The address does not exist, or takes no mail from us. Their mail server said: smtp; 550 5.1.1 user unknown"
    )
    assert notices(anna) == ["mail_failed"]
    assert [each["id"] for each in anna.get("/v1/activities?mail_state=bounced")["data"]] == [mail.id]
    assert_consistent(world)


def test_m1_in_any_order_and_however_often_it_comes_to_the_same(world: World) -> None:
    """M1, R1, R2"""
    anna = world.user()
    outcomes = []
    for order in permutations(range(3)):
        mail = sent(world, anna)
        told = about(mail, anna.tenant)
        events = [
            bounce(told, "jan@hamerslag.example", "Transient", at="2026-11-22T10:00:00.000Z"),
            bounce(told, "piet@hamerslag.example"),
            complaint(told, "piet@hamerslag.example"),
        ]
        tell(world, *(events[n] for n in order for _ in range(2)))
        outcomes.append(anna.get(f"/v1/activities/{mail.id}")["mail"])
        anna.delete(f"/v1/activities/{mail.id}")
    first = [(each["state"], each["at"], each["reason"], each["feedback"]) for each in outcomes]
    assert all(each == first[0] for each in first)
    assert [each["kind"] for each in first[0][3]] == ["bounced", "bounced", "complained"]


def test_a_complaint_is_kept_and_the_mail_stays_sent(world: World) -> None:
    """M1"""
    anna = world.user()
    mail = sent(world, anna)
    tell(world, complaint(about(mail, anna.tenant), "jan@hamerslag.example"))
    assert state(anna, mail) == "sent"
    assert [each["kind"] for each in anna.get(f"/v1/activities/{mail.id}")["mail"]["feedback"]] == ["complained"]


def test_a_mail_with_a_virus_was_not_sent(world: World) -> None:
    """M6"""
    anna = world.user()
    mail = sent(world, anna)
    told = {"eventType": "Reject", "reject": {"reason": "Bad content"}, "mail": about(mail, anna.tenant)}
    tell(world, (REJECT, told), (REJECT, told))
    part = anna.get(f"/v1/activities/{mail.id}")["mail"]
    assert (part["state"], part["reason"]) == ("failed", feedback.VIRUS)
    assert notices(anna) == ["mail_failed"]


def test_m1_one_whose_copy_was_in_the_dossier_before_it_was_kept_as_sent_bounces_too(world: World) -> None:
    """M1: the dossier's own address was among the recipients, and what the copy is called by is the copy's."""
    anna = world.user()
    mail = write(anna)
    kept = records.get(anna.tenant, mail.id)
    held = outcome.hold(kept) if kept else None
    assert held is not None
    world.receive(letter(message_id="0107@eu-central-1.amazonses.com"), dossier(anna.tenant))
    outcome.sent(held, "0107@eu-central-1.amazonses.com")
    tell(world, bounce(about(anna.get(f"/v1/activities/{mail.id}"), anna.tenant), "jan@hamerslag.example"))
    assert state(anna, mail) == "bounced"
    assert notices(anna) == ["mail_failed"]


def test_what_comes_before_the_mail_is_kept_as_sent_comes_again(world: World) -> None:
    """R2: an address that SES does not write to any more bounces at once."""
    anna = world.user()
    mail = write(anna)
    told = {"messageId": "x", "tags": {"tenant": [anna.tenant], "activity": [mail.id]}}
    with world.unchanged(), pytest.raises(feedback.TooEarly):
        tell(world, bounce(told, "jan@hamerslag.example"))


FORGED: list[tuple[str, Told]] = [
    ("another id of SES", {"messageId": "0107000000000000-x"}),
    ("no id", {"messageId": None}),
    ("no tags", {"tags": {}}),
    ("tags that are no lists", {"tags": {"tenant": "x", "activity": 1}}),
    ("no activity of ours", {"tags": {"tenant": ["ten_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"], "activity": ["act_x"]}}),
    ("an unknown tenant", {"tags": {"tenant": ["ten_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"]}}),
    ("a key in a tag", {"tags": {"tenant": ["ten_x#settings"], "activity": ["general"]}}),
]


@pytest.mark.parametrize(("_", "forged"), FORGED, ids=[each[0] for each in FORGED])
def test_m2_what_is_not_about_a_mail_of_ours_is_ignored(world: World, _: str, forged: Told) -> None:
    """M2"""
    anna = world.user()
    mail = sent(world, anna)
    told = about(mail, anna.tenant, **{name: value for name, value in forged.items() if name != "tags"})
    told["tags"] = {**told["tags"], **forged["tags"]} if forged.get("tags") else forged.get("tags", told["tags"])
    with world.unchanged():
        tell(world, bounce(told, "jan@hamerslag.example"), (BOUNCE, {"mail": told}), (BOUNCE, {}))


def test_m2_the_mail_of_another_tenant_cannot_be_told_of(world: World) -> None:
    """M2, T1: with the id that SES gave to one's own."""
    anna, bert = world.user(), world.user(tenant="Bolt")
    ours = sent(world, anna)
    theirs = sent(world, bert)
    told = about(theirs, bert.tenant)
    told["tags"] = {"tenant": [anna.tenant], "activity": [ours.id]}
    with world.unchanged():
        tell(world, bounce(told, "jan@hamerslag.example"))


def test_what_says_nothing_new_or_no_moment_does_no_harm(world: World) -> None:
    """I8"""
    anna = world.user()
    mail = sent(world, anna)
    told = about(mail, anna.tenant)
    odd: list[tuple[str, Told]] = [
        (BOUNCE, {"eventType": "Bounce", "mail": told}),
        (BOUNCE, {"eventType": "Bounce", "bounce": {"bouncedRecipients": "x"}, "mail": told}),
        (BOUNCE, {"eventType": "Delivery", "mail": told}),
    ]
    with world.unchanged():
        tell(world, *odd)
    tell(world, bounce(told, "jan@hamerslag.example" + "x" * 1_000, "Undetermined", at="yesterday"))
    assert state(anna, mail) == "bounced"
