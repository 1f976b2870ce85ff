"""Handing a message over to SES, as raw MIME, and telling what came of it."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from chalicelib import aws
from chalicelib.letters.delivery import deliverable

NORTH_VIRGINIA = "us-east-1"
# What SES says of the message itself. All else is trouble of the account, of the network or of SES, and passes.
FOR_GOOD = frozenset({"MessageRejected", "BadRequestException", "InvalidParameterValue"})


class Envelope(NamedTuple):
    """Who gets it, whatever the headers say. `tags` come back in what SES tells of it later."""

    sender: str
    to: Sequence[str]
    copies: Sequence[str]
    unseen: Sequence[str]
    tags: Mapping[str, str]


class Unsent(Exception):
    """`code` is what SES called it; its messages have addresses in them, and what is raised is logged."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Delayed(Unsent):
    """It may be sent later. After a time-out it may have been sent all the same."""


class Refused(Unsent):
    """It will never be sent as it is."""


def send(envelope: Envelope, raw: bytes) -> str:
    """The id that SES gave it. Raises Delayed or Refused."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        told = aws.client("sesv2").send_email(**_asked(envelope, raw))
    except ClientError as error:
        raise _unsent(error.response["Error"]["Code"]) from None
    except BotoCoreError as error:
        raise Delayed(type(error).__name__) from None
    return str(told["MessageId"])


def _asked(envelope: Envelope, raw: bytes) -> dict[str, Any]:
    return {
        "FromEmailAddress": envelope.sender,
        "Destination": {
            "ToAddresses": [deliverable(each) for each in envelope.to],
            "CcAddresses": [deliverable(each) for each in envelope.copies],
            "BccAddresses": [deliverable(each) for each in envelope.unseen],
        },
        "Content": {"Raw": {"Data": raw}},
        "EmailTags": [{"Name": name, "Value": value} for name, value in envelope.tags.items()],
    }


def _unsent(code: str) -> Unsent:
    return Refused(code) if code in FOR_GOOD else Delayed(code)


def wire_id(sent: str) -> str:
    """The Message-ID that arrives: SES puts one of its own in place of ours
    (https://docs.aws.amazon.com/ses/latest/dg/header-fields.html)."""
    region = aws.client("sesv2").meta.region_name
    host = "email" if region == NORTH_VIRGINIA else region
    return f"{sent}@{host}.amazonses.com"
