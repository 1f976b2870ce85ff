"""From queued to sent: what happens when SES has no room or rejects, when a worker dies, and when two are at it."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
import time_machine
from botocore.client import BaseClient

from chalicelib import aws
from chalicelib.actions.mails import outcome, sending
from chalicelib.errors import Unavailable
from chalicelib.footprint import WORKERS
from chalicelib.models.activity_mail import SENDING
from chalicelib.storage import files, notice_list, records, table
from tests.at_once import at_once
from tests.browser import document
from tests.bus import chosen
from tests.consistency import assert_consistent
from tests.faults import Crash, crash_at, throttle
from tests.outage import SILENCE, down
from tests.outgoing import JAN, arrived, event, minute, state, write
from tests.world import Reply, User, World, epoch

NOON = "2026-11-22T12:00:10Z"
Now = time_machine.Traveller


@pytest.fixture
def now(world: World) -> Iterator[Now]:
    """The clock stands; the schedule has called once."""
    with time_machine.travel(NOON, tick=False) as traveller:
        world.tick()
        yield traveller


def part(user: User, mail: Reply) -> dict[str, Any]:
    told: dict[str, Any] = user.get(f"/v1/activities/{mail.id}")["mail"]
    return told


def told(user: User) -> list[tuple[str, str]]:
    """The kind and record of each notice."""
    return [(each.notice.kind, each.notice.record) for each in notice_list.page(user.tenant, user.id, limit=50).notices]


def later(world: World, now: Now, minutes: int) -> None:
    for _ in range(minutes):
        now.shift(timedelta(minutes=1))
        minute(world)


# --------------------------------------------------------------------------------------------------- SES has no room


LATER = ["TooManyRequestsException", "LimitExceededException", "SendingPausedException", "AccountSuspendedException",
         "MailFromDomainNotVerifiedException", "ServiceUnavailable", "InternalFailure", SILENCE]  # fmt: skip


@pytest.mark.parametrize("error", LATER)
def test_m6_c8_while_ses_has_no_room_a_mail_waits_and_is_sent_when_it_has(world: World, now: Now, error: str) -> None:
    """M6, C8, F: throttled, paused, suspended, silent: nothing is lost, and other mails go on."""
    anna = world.user()
    mail = write(anna)
    with down("sesv2", "SendEmail", error) as faults:
        world.settle()
        tried = faults.hits
        later(world, now, 4)
        assert faults.hits > tried > 0
    assert (state(anna, mail), arrived(world)) == ("queued", [])
    assert SENDING not in anna.get(f"/v1/activities/{mail.id}").json
    later(world, now, 9)
    assert state(anna, mail) == "sent"
    assert len(arrived(world)) == 1
    later(world, now, 30)
    assert len(arrived(world)) == 1
    assert told(anna) == []


def test_m6_the_mail_of_another_tenant_does_not_wait_for_it(world: World, now: Now) -> None:
    """M6, C4"""
    anna, bert = world.user(), world.user(tenant="Bolt")
    first, second = write(anna), write(bert)
    with throttle(aws.client("sesv2"), "SendEmail", 2, "TooManyRequestsException"):
        world.settle()
    assert [state(anna, first), state(bert, second)] == ["queued", "sent"]


def test_m6_it_is_tried_less_and_less_often_for_a_day_and_then_its_sender_is_told(world: World, now: Now) -> None:
    """M6"""
    anna = world.user()
    mail = write(anna)
    with down("sesv2", "SendEmail", "SendingPausedException"):
        for tries in range(len(sending.WAITS)):
            world.send_mails([event(mail, anna.tenant, tries=tries)])
            assert state(anna, mail) == "queued"
        assert timedelta(hours=23) < timedelta(minutes=sum(sending.WAITS)) < timedelta(hours=25)
        world.send_mails([event(mail, anna.tenant, tries=len(sending.WAITS))])
    assert (part(anna, mail)["state"], part(anna, mail)["reason"]) == ("failed", sending.TOO_LATE)
    assert told(anna) == [("mail_failed", mail.id)]


def test_what_cannot_even_be_planned_comes_again(world: World, now: Now) -> None:
    """F: Lambda delivers the event again when the worker raises, and puts it aside with the dead letters in the end."""
    anna = world.user()
    mail = write(anna)
    sent = event(mail, anna.tenant)
    client = table.connection().connection.client
    no_room, no_table = down("sesv2", "SendEmail", "TooManyRequestsException"), crash_at(client, 6, Unavailable)
    with no_room, pytest.raises(Unavailable), no_table:
        world.send_mails([sent])
    world.send_mails([sent])
    assert state(anna, mail) == "sent"


def test_a_mistake_of_ours_is_tried_again_and_in_the_end_its_sender_is_told(
    world: World, now: Now, capsys: pytest.CaptureFixture[str]
) -> None:
    """M6: nobody waits for ever for a mail that cannot be made."""
    anna = world.user()
    mail = write(anna)
    outcome.change(_record(anna, mail), lambda kept: {**kept.data["mail"], "attachments": [{"file_name": "odd.pdf"}]})
    for tries in range(len(sending.WAITS)):
        world.send_mails([event(mail, anna.tenant, tries=tries)])
        assert state(anna, mail) == "queued"
        assert SENDING not in anna.get(f"/v1/activities/{mail.id}").json
    assert "mail_not_made" in capsys.readouterr().out
    world.send_mails([event(mail, anna.tenant, tries=len(sending.WAITS))])
    assert (part(anna, mail)["state"], part(anna, mail)["reason"]) == ("failed", sending.TOO_LATE)
    assert told(anna) == [("mail_failed", mail.id)]


def test_what_kept_a_mail_from_being_made_is_mended_meanwhile(world: World, now: Now) -> None:
    """M6"""
    anna = world.user()
    mail = write(anna)
    outcome.change(_record(anna, mail), lambda kept: {**kept.data["mail"], "attachments": [{"file_name": "odd.pdf"}]})
    world.settle()
    outcome.change(_record(anna, mail), lambda kept: {**kept.data["mail"], "attachments": []})
    later(world, now, 3)
    assert state(anna, mail) == "sent"


# ------------------------------------------------------------------------------------------------- rejected for good


@pytest.mark.parametrize("error", ["MessageRejected", "BadRequestException"])
def test_m6_what_is_rejected_fails_with_a_reason_and_its_sender_is_told_once(
    world: World, now: Now, error: str
) -> None:
    """M6"""
    anna = world.user()
    company = anna.company(channels=[{"kind": "email", "value": "info@hamerslag.example"}])
    mail = write(anna, to=[{"relation": company.id}])
    with down("sesv2", "SendEmail", error):
        world.settle()
    assert part(anna, mail)["state"] == "failed"
    assert "rejects" in part(anna, mail)["reason"] or "does not take" in part(anna, mail)["reason"]
    for _ in range(2):
        world.send_mails([event(mail, anna.tenant)])
    assert told(anna) == [("mail_failed", mail.id)]
    assert "last_touch" not in anna.get(f"/v1/relations/{company.id}").json
    assert arrived(world) == []


def test_a_mail_that_failed_is_sent_again_and_one_that_was_sent_is_not(world: World, now: Now) -> None:
    anna = world.user()
    mail = write(anna)
    with down("sesv2", "SendEmail", "MessageRejected"):
        world.settle()
        now.shift(60)
        again = anna.post(f"/v1/mails/{mail.id}/send-again")
        assert (again.status, again["mail"]["state"], "reason" in again["mail"]) == (200, "queued", False)
        world.settle()
    assert told(anna) == [("mail_failed", mail.id)] * 2, "once for each time that it failed"
    assert anna.post(f"/v1/mails/{mail.id}/send-again").status == 200
    world.settle()
    assert state(anna, mail) == "sent"
    assert [each.message["Message-ID"] for each in arrived(world)] == [f"<{mail['mail']['message_id']}>"]
    with world.unchanged():
        assert anna.post(f"/v1/mails/{mail.id}/send-again").status == 409
        assert anna.post(f"/v1/mails/{mail.id}/cancel").status == 409


def test_a_missing_file_is_told_and_s3_that_is_down_is_waited_for(world: World, now: Now) -> None:
    """F3, F: S3"""
    anna = world.user()
    paper = document(anna)
    world.settle()
    mail = write(anna, attachments=[paper.id])
    with down("s3", "GetObject", "ServiceUnavailable"):
        world.settle()
    assert state(anna, mail) == "queued"
    kept = {key: world.bucket[key] for key in list(world.bucket)}
    world.bucket.clear()
    later(world, now, 5)
    assert (part(anna, mail)["state"], "a.pdf" in part(anna, mail)["reason"]) == ("failed", True)
    for key, file in kept.items():
        world.bucket[key] = file
    anna.post(f"/v1/mails/{mail.id}/send-again")
    world.settle()
    assert [list(each.files) for each in arrived(world)] == [["a.pdf"]]


# ------------------------------------------------------------------------------------------------------- not at all


def test_a_mail_that_waits_can_be_cancelled_and_sent_after_all(world: World, now: Now) -> None:
    anna = world.user()
    mail = write(anna)
    assert anna.post(f"/v1/mails/{mail.id}/cancel")["mail"]["state"] == "cancelled"
    world.settle()
    assert arrived(world) == []
    assert anna.post(f"/v1/mails/{mail.id}/send-again").status == 200
    world.settle()
    assert len(arrived(world)) == 1


def test_what_a_worker_has_just_taken_is_not_cancelled(world: World, now: Now) -> None:
    anna = world.user()
    mail = write(anna)
    assert outcome.hold(_record(anna, mail)) is not None
    with world.unchanged():
        assert anna.post(f"/v1/mails/{mail.id}/cancel").status == 409


def _record(user: User, mail: Reply) -> Any:
    return records.get(user.tenant, mail.id)


def test_what_was_archived_before_it_was_sent_is_not_sent(world: World, now: Now) -> None:
    """M4"""
    anna = world.user()
    mail = write(anna)
    anna.delete(f"/v1/activities/{mail.id}")
    world.settle()
    assert part(anna, mail)["reason"] == sending.ARCHIVED
    assert arrived(world) == []


def test_c6_what_waited_when_data_was_restored_is_not_sent_by_itself(
    world: World, now: Now, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C6"""
    anna = world.user()
    mail = write(anna)
    with epoch(monkeypatch, "2026-11-22T13:00:00Z"):
        world.send_mails([event(mail, anna.tenant)])
    assert part(anna, mail)["reason"] == sending.RESTORED
    assert arrived(world) == []


@pytest.mark.parametrize("about", ["nothing", "a call", "another tenant"])
def test_an_event_about_no_mail_does_nothing(world: World, about: str) -> None:
    """R2, T1"""
    anna, bert = world.user(), world.user(tenant="Bolt")
    call = anna.post("/v1/activities", {"kind": "phone_call", "subject": "x"})
    mail = write(bert) if about == "another tenant" else call
    tenant = anna.tenant if about != "nothing" else "ten_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"
    with world.unchanged():
        world.send_mails([event(mail, tenant)])
    assert arrived(world) == []


def test_the_rule_lets_only_through_what_begins_to_be_queued(world: World) -> None:
    anna = world.user()
    anna.post("/v1/activities", {"kind": "email", "subject": "Noted by hand"})
    mail = write(anna)
    world.publish(world.new_changes())
    events = chosen("send_mail", world.bus.drain())
    assert [each["detail"]["record"] for each in events] == [mail.id]
    world.send_mails(events)
    anna.patch(f"/v1/activities/{mail.id}", {"outcome": "x"})
    world.publish(world.new_changes())
    assert chosen("send_mail", world.bus.drain()) == []


# ----------------------------------------------------------------------------------------- twice, at once, and dying


def test_r1_the_same_event_again_sends_nothing_more(world: World) -> None:
    """R1"""
    anna = world.user()
    mail = write(anna)
    for _ in range(3):
        world.send_mails([event(mail, anna.tenant)])
    assert len(arrived(world)) == 1
    assert_consistent(world)


def test_two_workers_at_once_send_one_mail(world: World) -> None:
    """R1: one of them is told to come again, in case the other died."""
    anna = world.user()
    mail = write(anna)

    def work() -> str:
        try:
            world.send_mails([event(mail, anna.tenant)])
        except outcome.Held:
            return "held"
        return "done"

    outcomes = at_once([partial(work) for _ in range(5)])
    assert "done" in outcomes
    assert len(arrived(world)) == 1
    assert state(anna, mail) == "sent"


def test_somebody_who_changes_the_activity_meanwhile_is_in_nobodys_way(world: World) -> None:
    """R7"""
    anna = world.user()
    mails = [write(anna) for _ in range(3)]
    notes: list[Any] = [partial(anna.patch, f"/v1/activities/{each.id}", {"outcome": "Noted"}) for each in mails]
    sends: list[Any] = [partial(world.send_mails, [event(each, anna.tenant)]) for each in mails]
    at_once([*sends, *notes])
    for each in mails:
        kept = anna.get(f"/v1/activities/{each.id}")
        assert (kept["mail"]["state"], kept["outcome"]) == ("sent", "Noted")
    assert len(arrived(world)) == 3


@pytest.mark.parametrize("service", ["dynamodb", "sesv2", "s3"])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_m5_a_worker_that_dies_anywhere_loses_nothing_and_sends_twice_at_most(
    world: World, service: str, after: bool
) -> None:
    """M5: killed at every call that it makes, before it or after it; Lambda then delivers the event again, twice."""
    paper = document(world.user())
    world.settle()
    sent_twice = []
    for number in range(1, 20):
        before = len(arrived(world))
        died = _killed(world, paper, _client(service), number, after)
        copies = len(arrived(world)) - before
        assert copies in (1, 2)
        sent_twice += [number] if copies == 2 else []
        if not died:
            break
    assert number < 19
    told_twice = {("dynamodb", False): 1, ("dynamodb", True): 0, ("sesv2", True): 1}
    assert len(sent_twice) == told_twice.get((service, after), 0), "only between SES and saving what it said"


def _killed(world: World, paper: Reply, client: BaseClient, number: int, after: bool) -> bool:
    """Whether it came that far."""
    with time_machine.travel(NOON, tick=False) as now:
        anna = world.user()
        mail = write(anna, attachments=[paper.id])
        died = _dies(world, client, number, event(mail, anna.tenant), after)
        for minutes in (1, 2) if died else ():
            now.shift(timedelta(minutes=minutes))
            _again(world, event(mail, anna.tenant))
        assert state(anna, mail) == "sent", number
    return died


def _client(service: str) -> BaseClient:
    clients: dict[str, Callable[[], BaseClient]] = {
        "dynamodb": lambda: table.connection().connection.client,
        "sesv2": lambda: aws.client("sesv2"),
        "s3": files._client,
    }
    return clients[service]()


def _dies(world: World, client: BaseClient, number: int, told: dict[str, Any], after: bool) -> bool:
    try:
        with crash_at(client, number, after=after):
            world.send_mails([told])
    except Crash:
        return True
    return False


def _again(world: World, told: dict[str, Any]) -> None:
    try:
        world.send_mails([told])
    except outcome.Held:
        return


def test_a_worker_lets_go_of_a_mail_before_lambda_tries_for_the_last_time() -> None:
    """Longer than it may run, so that two never send; and a retry two minutes after the first finds it free."""
    assert WORKERS["send_mail"].timeout < outcome.HELD.total_seconds() < 120


def test_i9_no_address_stands_in_a_log(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """I9"""
    anna = world.user()
    write(anna, bcc=[{"email": "canary@bird.example"}])
    capsys.readouterr()
    with throttle(aws.client("sesv2"), "SendEmail", 1, "MessageRejected", message="Address canary@bird.example is bad"):
        world.settle()
    world.settle()
    log = capsys.readouterr().out
    assert "mail_not_sent" in log
    assert not [each for each in ("canary", JAN["email"], JAN["name"], "Our offer") if each in log]
