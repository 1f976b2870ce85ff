"""Delivering letters: taken from the queue, and sent through SES as raw MIME, so that what arrives is what was written,
header for header.

A letter leaves the queue when it was sent, or when it is over. Whatever else happens is raised: SQS then delivers it
again, and puts it aside with the dead letters after a few tries. That goes for what SES rejects too, since it calls a
sender that is not verified yet the same as a letter that it does not like."""

from collections.abc import Sequence
from typing import Any

from chalicelib import aws, clock, logs
from chalicelib.letters.letter import Letter
from chalicelib.letters.mail_queue import BLANK, Waiting, unpacked
from chalicelib.settings import settings


class Unsent(Exception):
    """Tells the code only: the messages of SES have addresses in them, and what is raised here is logged."""


def deliver(records: Sequence[dict[str, Any]]) -> None:
    """Records of SQS, each with a letter as its body. Raises Unsent, and then all of them come again."""
    for record in records:
        waiting = unpacked(record["body"])
        if waiting.letter != BLANK and not _over(waiting, record["messageId"]):
            _send(waiting.letter)


def _over(waiting: Waiting, message: str) -> bool:
    over = waiting.expires_at <= clock.epoch()
    if over:
        logs.warning("mail_over", id=message)
    return over


def _send(letter: Letter) -> None:
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        aws.client("sesv2").send_email(
            FromEmailAddress=settings().mail_from,
            Destination={"ToAddresses": [deliverable(letter.to)]},
            Content={"Raw": {"Data": mime(letter)}},
        )
    except ClientError as error:
        raise _unsent(error.response["Error"]["Code"]) from None
    except BotoCoreError as error:
        raise _unsent(type(error).__name__) from None


def _unsent(code: str) -> Unsent:
    logs.warning("mail_failed", code=code)
    return Unsent(code)


def mime(letter: Letter) -> bytes:
    """RFC 5322; `Auto-Submitted` keeps absence notes from answering (RFC 3834)."""
    from email.message import EmailMessage
    from email.policy import SMTP
    from email.utils import format_datetime

    message = EmailMessage(policy=SMTP)
    message["From"] = settings().mail_from
    message["To"] = deliverable(letter.to)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(clock.now())
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    return message.as_bytes()


def deliverable(address: str) -> str:
    """With the domain as DNS has it (RFC 5891); raises ValueError when SES cannot send there."""
    import idna

    name, _, domain = address.rpartition("@")
    if not name.isascii():
        raise ValueError("Give an address with plain letters before the @-sign; mail cannot be sent to others.")
    return f"{name}@{idna.encode(domain).decode()}"
