"""Mail that comes in on this machine: taken over SMTP, and put where SES would put it, as SES would."""

import smtplib
import socket
from collections.abc import Iterator
from email.message import EmailMessage
from typing import NamedTuple

import boto3
import pytest

from chalicelib import clock
from chalicelib.errors import Unavailable
from chalicelib.mail import read
from chalicelib.storage import inbound
from chalicelib.storage.inbound import NotThere
from infra import receipt, smtp
from tests.outage import SILENCE, down
from tests.world import INBOUND_MAIL, World

DOMAIN = "relata.example"


class Taken(NamedTuple):
    raw: bytes
    recipients: list[str]


class Desk(NamedTuple):
    port: int
    taken: list[Taken]

    def client(self) -> smtplib.SMTP:
        return smtplib.SMTP("127.0.0.1", self.port, timeout=10)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def desk() -> Iterator[Desk]:
    taken: list[Taken] = []

    def deliver(raw: bytes, recipients: list[str]) -> None:
        if b"full" in raw:
            raise OSError("the disk is full")
        taken.append(Taken(raw, recipients))

    port = free_port()
    listener = smtp.Listener(port, DOMAIN, deliver)
    listener.start()
    yield Desk(port, taken)
    listener.stop()


RAW = (
    b"From: Jan <jan@example.com>\r\nTo: desk@relata.example\r\nSubject: =?utf-8?q?H=C3=A9?=\r\n\r\n"
    b"..a line with dots\r\n\xff\x00 not text\r\n" + b"x" * 20_000 + b"\r\n"
)


def test_a_mail_is_taken_as_it_is_on_the_wire(desk: Desk) -> None:
    with desk.client() as client:
        assert client.sendmail("jan@example.com", ["desk@relata.example", "Other@RELATA.example"], RAW) == {}
    assert desk.taken == [Taken(RAW, ["desk@relata.example", "Other@RELATA.example"])]


def test_mail_for_other_domains_is_refused(desk: Desk) -> None:
    with desk.client() as client:
        refused = client.sendmail("", ["a@elsewhere.example", "desk@relata.example", "b@xrelata.example"], RAW)
    assert {name: answer[0] for name, answer in refused.items()} == {
        "a@elsewhere.example": 550,
        "b@xrelata.example": 550,
    }
    assert [each.recipients for each in desk.taken] == [["desk@relata.example"]]


def test_who_asks_is_told_how_large_a_mail_may_be(desk: Desk) -> None:
    with desk.client() as client:
        client.ehlo()
        assert client.esmtp_features["size"] == "25000000"
        with pytest.raises(smtplib.SMTPSenderRefused) as refused:
            client.sendmail("a@example.com", ["desk@relata.example"], b"x" * 25_000_001)
    assert refused.value.smtp_code == 552
    assert desk.taken == []


def test_what_could_not_be_kept_is_to_be_sent_again(desk: Desk) -> None:
    with desk.client() as client, pytest.raises(smtplib.SMTPDataError) as refused:
        client.sendmail("a@example.com", ["desk@relata.example"], b"Subject: full\r\n\r\n")
    assert refused.value.smtp_code == 451


def test_nobody_else_reaches_it(desk: Desk) -> None:
    """It listens on the address of this machine alone."""
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.2", desk.port))


def test_it_goes_into_the_bucket_under_a_key_of_its_own(world: World) -> None:
    deliver = smtp.into(boto3.client("s3"), INBOUND_MAIL)
    deliver(RAW, ["desk@relata.example"])
    deliver(RAW, ["desk@relata.example"])
    kept = list(world.mail_bucket)
    assert len(kept) == 2
    assert kept[0].startswith("raw/")
    assert inbound.raw(kept[0]).endswith(RAW)


# --------------------------------------------------------------------------------------------- what stands on top


def test_what_ses_found_stands_on_top_and_is_believed() -> None:
    message = read(receipt.stamped(RAW, ["a@relata.example", "b@relata.example"], clock.now()))
    assert message.verdicts[:6] == (True, "pass", "pass", "pass", "pass", "pass")
    assert message.verdicts.vouch_for("jan@example.com")
    assert message.subject == "Hé"
    assert message.faults == read(RAW).faults


def test_what_the_sender_says_that_ses_found_is_not() -> None:
    """M8"""
    lies = b"X-SES-Virus-Verdict: PASS\r\nAuthentication-Results: amazonses.com; dmarc=pass\r\n" + RAW
    found = read(receipt.stamped(lies, [], clock.now(), {"virus": "fail", "dmarc": "fail"})).verdicts
    assert (found.virus, found.dmarc) == ("fail", "fail")
    assert not read(lies).verdicts.trusted


def test_a_header_of_two_words_stays_one_header() -> None:
    message = EmailMessage()
    message["Subject"] = "Hello"
    message.set_content("Text")
    raw = receipt.stamped(bytes(message), ["a@relata.example"], clock.now())
    assert raw.count(b"\r\nReceived:") + raw.startswith(b"Received:") == 1
    assert raw.endswith(bytes(message))


# ----------------------------------------------------------------------------------------------------- the bucket


def test_a_mail_that_is_gone_is_told_from_trouble(world: World) -> None:
    """F: an event may come twice, or after the mail was removed."""
    with pytest.raises(NotThere):
        inbound.raw("raw/nothing")
    boto3.client("s3").put_object(Bucket=INBOUND_MAIL, Key="raw/nothing-else", Body=b"x")
    with pytest.raises(NotThere):
        inbound.raw("raw/nothing")


def test_the_event_of_a_mail_that_is_gone_is_done_with(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """F: logged, and not tried again for hours."""
    with world.unchanged():
        world.announce("raw/nothing")
    assert '"event": "mail_missing"' in capsys.readouterr().out


@pytest.mark.parametrize("call", ["ListObjectsV2", "GetObject"])
def test_trouble_of_s3_lets_the_function_be_tried_again(world: World, call: str) -> None:
    """R5"""
    boto3.client("s3").put_object(Bucket=INBOUND_MAIL, Key="raw/one", Body=b"x")
    with down("s3", call, SILENCE, "inbound mail"), pytest.raises(Unavailable):
        inbound.raw("raw/one")
    assert inbound.raw("raw/one") == b"x"
