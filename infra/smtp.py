"""Mail that comes in on this machine: an SMTP listener in the place of SES, which the local engine does not have. What
it takes it puts in the bucket, as the receipt rule of the template would. The bucket tells the bus of it by itself, and
from there on all is as it is on AWS."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from chalicelib.storage.inbound import RAW
from infra import receipt
from infra.engine import HOST

MOST_BYTES = 25_000_000
LONGEST_LINE = 1_000_000  # programs send longer ones than the 1,000 octets that are allowed, and SES takes them
TAKEN, REFUSED, TROUBLE = "250 OK", "550 5.1.1 Mail for {} only", "451 4.3.0 It could not be kept; send it again"
Deliver = Callable[[bytes, list[str]], None]


def into(s3: Any, bucket: str) -> Deliver:
    def deliver(raw: bytes, recipients: list[str]) -> None:
        body = receipt.stamped(raw, recipients, datetime.now(UTC))
        s3.put_object(Bucket=bucket, Key=f"{RAW}{uuid4().hex}", Body=body)

    return deliver


class Listener:
    """Takes mail for one domain, in a thread of its own, on this machine only."""

    def __init__(self, port: int, domain: str, deliver: Deliver) -> None:
        self._controller = _Controller(_Desk(domain, deliver), hostname=HOST, port=port)

    def start(self) -> None:
        self._controller.start()

    def stop(self) -> None:
        self._controller.stop(no_assert=True)


class _Server(SMTP):
    line_length_limit = LONGEST_LINE


class _Controller(Controller):
    def factory(self) -> SMTP:
        return _Server(self.handler, data_size_limit=MOST_BYTES, ident="Relata")


class _Desk:
    """By the names that aiosmtpd calls it by."""

    def __init__(self, domain: str, deliver: Deliver) -> None:
        self._domain, self._deliver = domain, deliver

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.rpartition("@")[2].lower() != self._domain:
            return REFUSED.format(self._domain)
        envelope.rcpt_tos.append(address)
        return TAKEN

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        try:
            await asyncio.to_thread(self._deliver, envelope.original_content or b"", envelope.rcpt_tos)
        except Exception as error:
            print(f"Mail could not be kept: {type(error).__name__}: {error}", flush=True)
            return TROUBLE
        return TAKEN
