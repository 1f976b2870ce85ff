"""The only module that makes clients of AWS; each is made at first use and kept while the function is warm.

All come from one session of botocore: what it reads from disk for a first client takes 50 to 80 ms, for the next 5.
"""

from functools import cache
from threading import Lock
from typing import Any, NamedTuple

from chalicelib.settings import settings

CONNECT_SECONDS, READ_SECONDS = 2, 8
AT_ONCE = 32  # requests to the table that a function makes at the same time, at most
DENIED = "AccessDenied"  # so begins what services say when IAM refuses


class Limits(NamedTuple):
    attempts: int
    connect: int
    read: int


USUAL = Limits(3, CONNECT_SECONDS, READ_SECONDS)
LIMITS = {
    "sqs": Limits(2, 1, 2),  # somebody waits for the answer
    "sts": Limits(3, 1, 2),
    "sesv2": Limits(2, 2, 8),  # within the time that the worker has
}

# Addresses that are signed for others name the bucket in its own region, and ask for no header that a browser lacks.
OPTIONS: dict[str, dict[str, Any]] = {
    "s3": {
        "signature_version": "s3v4",
        "s3": {"addressing_style": "virtual"},
        "response_checksum_validation": "when_required",
    },
}

AGENT = "relata"  # botocore's own is put together twice for every request, of sixteen parts: 0.1 ms
making = Lock()  # one at a time: botocore does not make clients in several threads


@cache
def session() -> Any:
    import botocore.session
    from botocore.config import Config

    trace()
    made = botocore.session.get_session()
    made.set_default_client_config(Config(user_agent=AGENT))
    return made


@cache
def client(service: str, apart: str = "") -> Any:
    """`apart` is what for, where handlers that are attached to the client for all else would be in the way."""
    from botocore.config import Config

    limits = LIMITS.get(service, USUAL)
    retries = {"total_max_attempts": limits.attempts, "mode": "standard"}
    config = Config(
        retries=retries, connect_timeout=limits.connect, read_timeout=limits.read, **OPTIONS.get(service, {})
    )
    with making:
        return session().create_client(service, config=config)


@cache
def trace() -> None:
    """Turns X-Ray on for every call to AWS. Tracing must never break a request: a missing daemon is only logged."""
    if settings().tracing:
        from aws_xray_sdk.core import patch, xray_recorder

        xray_recorder.configure(context_missing="LOG_ERROR")
        patch(["botocore"])


def code(error: Any) -> str:
    """Of an error of PynamoDB what AWS called it; "" when AWS did not answer, such as for a time-out, for which
    PynamoDB's own `cause_response_code` raises AttributeError."""
    response = getattr(error.cause, "response", None) or {}
    return str(response.get("Error", {}).get("Code") or "")
