"""Sending letters, as raw MIME through SES: that way what arrives is what was written, header for header."""

from chalicelib import aws, logs
from chalicelib.identity.letters import Letter
from chalicelib.settings import settings


def send(letter: Letter) -> bool:
    """False when it could not be sent. What the letter tells of has been saved by then and stays saved."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        aws.client("sesv2").send_email(
            FromEmailAddress=settings().mail_from,
            Destination={"ToAddresses": [deliverable(letter.to)]},
            Content={"Raw": {"Data": mime(letter)}},
        )
    except ClientError as error:
        logs.warning("mail_failed", code=error.response["Error"]["Code"])
        return False
    except BotoCoreError as error:
        logs.warning("mail_failed", code=type(error).__name__)
        return False
    return True


def mime(letter: Letter) -> bytes:
    """RFC 5322; `Auto-Submitted` keeps absence notes from answering (RFC 3834)."""
    from email.message import EmailMessage
    from email.policy import SMTP
    from email.utils import format_datetime

    from chalicelib import clock

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
