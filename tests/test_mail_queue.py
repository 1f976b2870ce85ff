"""Letters wait in a queue until a worker has sent them: what happens when SES, or the queue, does not work."""

import json
from contextlib import AbstractContextManager

import pytest
import time_machine

from chalicelib import aws, clock
from chalicelib.footprint import DELIVERS, WORKERS, Touch
from chalicelib.identity import account, invitation
from chalicelib.letters import delivery, mail_queue
from chalicelib.letters.letter import Letter
from chalicelib.letters.mail_queue import UnknownVersion, Waiting
from chalicelib.operation import OPERATIONS
from tests.faults import Faults, throttle
from tests.outage import SILENCE, down
from tests.people import BOOK, PASSWORD, code, login, mailed_token, person, signed_in
from tests.world import World

NOON = "2026-11-21T12:00:10Z"
NEW = "four slow trains"
GUEST = {"email": "bob@example.com", "name": "Bob", "role": "employee"}
VERSION_1 = (
    '{"version": 1, "expires_at": 4102444800, "to": "ann@example.com", "subject": "Hello", "text": "Hello Ann\\n"}'
)


@pytest.fixture(autouse=True)
def held_back_for_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chalicelib.clock.wait_until", lambda moment: None)


def ses_down(error: str = SILENCE) -> AbstractContextManager[Faults]:
    return down("sesv2", "SendEmail", error)


def sqs_down(error: str = SILENCE) -> AbstractContextManager[Faults]:
    return down("sqs", "SendMessage", error)


def ask_reset(world: World, email: str = BOOK) -> int:
    return world.post("/v1/auth/password-reset", {"email": email}).status


def confirm(world: World, token: str) -> int:
    return world.post("/v1/auth/password-reset/confirm", {"token": token, "password": NEW}).status


def events(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [json.loads(line)["event"] for line in capsys.readouterr().out.splitlines()]


# ------------------------------------------------------------------------------------------------------- SES is down


@pytest.mark.parametrize("error", ["TooManyRequestsException", "SendingPausedException", "MessageRejected", SILENCE])
def test_c8_a_letter_arrives_when_ses_is_back(world: World, error: str) -> None:
    """C8: the request succeeds, its letter waits. `MessageRejected` is what SES says of an unverified sender, too."""
    person(world)
    sent = len(world.outbox())
    with ses_down(error) as faults:
        assert ask_reset(world) == 202
        assert faults.hits == 0, "no request waits for SES"
        for _ in range(2):
            with pytest.raises(delivery.Unsent, match=f"^{error}$"):
                world.outbox()
    assert len(world.outbox()) == sent + 1
    assert confirm(world, mailed_token(world)) == 204


def test_i9_what_the_worker_raises_for_lambda_to_log_has_no_address(world: World) -> None:
    """I9: SES names addresses in its messages."""
    person(world)
    ask_reset(world)
    message = f"Email address is not verified: {BOOK}"
    rejected = throttle(aws.client("sesv2"), "SendEmail", 1, "MessageRejected", message=message)
    with rejected, pytest.raises(delivery.Unsent) as unsent:
        world.outbox()
    assert unsent.value.args == ("MessageRejected",)
    assert unsent.value.__suppress_context__


def test_a_try_at_ses_fits_into_the_time_of_the_worker() -> None:
    """Otherwise Lambda ends it, and nobody reads why."""
    config = aws.client("sesv2").meta.config
    tries, pause = config.retries["total_max_attempts"], 1
    assert tries * (config.connect_timeout + config.read_timeout) + pause < WORKERS["deliver"].timeout


def test_only_the_worker_may_send_mail() -> None:
    """T6."""
    asked: dict[str, tuple[Touch, ...]] = {each.name: each.touches for each in OPERATIONS.values()}
    asked |= {each.name: each.touches for each in WORKERS.values()}
    may = {name for name, touches in asked.items() if any("ses:" in action for t in touches for action in t.actions)}
    assert may == {"deliver", "send_mail"}
    assert DELIVERS in WORKERS["deliver"].touches


# ------------------------------------------------------------------------------------------------- the queue is down


@pytest.mark.parametrize("error", ["KmsThrottled", "ServiceUnavailable", SILENCE])
def test_c8_an_invitation_without_the_queue_is_there_and_says_that_no_mail_went(world: World, error: str) -> None:
    """C8."""
    ann = signed_in(world, person(world, role="administrator"))["access_token"]
    with sqs_down(error):
        invited = world.post("/v1/users", GUEST, token=ann)
    assert (invited.status, invited["invitation"]) == (201, "not_sent")
    assert world.ask("DELETE", f"/v1/users/{invited.id}", token=ann).status == 204
    assert world.post("/v1/users", GUEST, token=ann)["invitation"] == "sent"


def test_c8_a_new_password_counts_without_the_queue(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """C8: and the log tells of the letter that nobody gets."""
    ann = signed_in(world, person(world))["access_token"]
    with sqs_down():
        body = {"password": PASSWORD, "new_password": NEW}
        assert world.post("/v1/auth/password", body, token=ann).status == 200
    assert "mail_not_queued" in events(capsys)
    assert login(world, password=NEW).status == 200


def test_c8_a_new_factor_counts_without_the_queue(world: World) -> None:
    """C8."""
    who = person(world)
    with time_machine.travel(NOON, tick=False) as now:
        ann = signed_in(world, who)["access_token"]
        now.shift(60)
        wanted = {"password": PASSWORD, "code": code(who.totp_secret)}
        offered = world.post("/v1/auth/factor", wanted, token=ann)
        with sqs_down():
            body = {"challenge": offered["challenge"], "code": code(offered["secret"])}
            done = world.post("/v1/auth/factor/confirm", body, token=ann)
    assert (done.status, len(done["recovery_codes"])) == (200, 10)


def test_a7_a_queue_that_is_down_does_not_tell_who_has_an_account(world: World) -> None:
    """A7, C8: as many tries for an address that nobody has."""
    person(world)
    tried = []
    for email in (BOOK, "nobody@example.com"):
        with sqs_down() as faults:
            assert ask_reset(world, email) == 202
        tried.append(faults.hits)
    assert tried == [2, 2]


# ------------------------------------------------------------------------------------------------ what is in the queue


def test_a_letter_that_is_over_is_not_sent(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    person(world)
    sent = len(world.outbox())
    with time_machine.travel(NOON, tick=False) as now:
        ask_reset(world)
        now.shift(account.RESET_LIFETIME)
        assert len(world.outbox()) == sent
    assert not world.waiting
    assert "mail_over" in events(capsys)


def test_an_invitation_is_worth_sending_for_as_long_as_it_works(world: World) -> None:
    ann = signed_in(world, person(world, role="administrator"))["access_token"]
    sent = len(world.outbox())
    with time_machine.travel(clock.now(), tick=False) as now:
        world.post("/v1/users", GUEST, token=ann)
        again = list(world.waiting)
        now.shift(invitation.LIFETIME - 1)
        assert len(world.outbox()) == sent + 1
        world.waiting.extend(again)
        now.shift(1)
        assert len(world.outbox()) == sent + 1


def test_a7_nobody_gets_what_is_sent_for_nobody(world: World) -> None:
    """A7."""
    sent = len(world.outbox())
    ask_reset(world, "nobody@example.com")
    (message,) = world.waiting
    assert "nobody" not in message.body
    assert mail_queue.unpacked(message.body).letter == mail_queue.BLANK
    assert len(world.outbox()) == sent


def test_a_letter_that_comes_twice_is_the_same_letter(world: World) -> None:
    """SQS delivers at least once."""
    person(world)
    ask_reset(world)
    (message,) = world.waiting
    world.outbox()
    world.waiting.append(message)
    first, second = world.outbox()[-2:]
    assert first.replace("\r", "").split("\n\n")[1:] == second.replace("\r", "").split("\n\n")[1:]
    token = mailed_token(world)
    assert [confirm(world, token) for _ in range(2)] == [204, 401]


def test_c5_letters_of_version_1_are_read(world: World) -> None:
    """C5: this text stays as it is. A newer sender may say more."""
    letter = Waiting(Letter("ann@example.com", "Hello", "Hello Ann\n"), 4102444800)
    assert mail_queue.unpacked(VERSION_1) == letter
    assert mail_queue.unpacked(VERSION_1.replace("{", '{"reply_to": "x", ')) == letter
    assert json.loads(mail_queue.packed(letter)).items() >= json.loads(VERSION_1).items()


def test_c5_a_letter_of_a_later_version_stays_for_a_worker_that_can_read_it(world: World) -> None:
    """C5."""
    person(world)
    ask_reset(world)
    (message,) = world.waiting
    message.body = message.body.replace('"version": 1', '"version": 2')
    with pytest.raises(UnknownVersion):
        world.outbox()
    assert world.waiting == [message]


@pytest.mark.parametrize("text", ["Зоя Müller 😀", "\x0b\x00 \ud800", '"\\ </x>'])
def test_any_text_goes_through_the_queue_as_it_is(world: World, text: str) -> None:
    """SQS takes only characters that XML 1.0 has."""
    assert mail_queue.send(Letter("ann@example.com", "Hello", text))
    (message,) = world.waiting
    assert mail_queue.unpacked(message.body).letter.text == text
    assert message.body.isascii()
    assert message.body.isprintable()
