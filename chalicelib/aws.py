"""The only module that makes boto clients; each is made at first use and kept while the function is warm."""

from functools import cache
from typing import Any, NamedTuple

from chalicelib.settings import settings

RETRIES = {"total_max_attempts": 3, "mode": "standard"}
CONNECT_SECONDS, READ_SECONDS = 2, 8


class Limits(NamedTuple):
    attempts: int
    connect: int
    read: int


USUAL = Limits(3, CONNECT_SECONDS, READ_SECONDS)
LIMITS = {"sesv2": Limits(2, 1, 2)}  # whoever asks for a password reset is made to wait for as long as mail may take


@cache
def client(service: str) -> Any:
    import boto3
    from botocore.config import Config

    trace()
    limits = LIMITS.get(service, USUAL)
    retries = {**RETRIES, "total_max_attempts": limits.attempts}
    config = Config(retries=retries, connect_timeout=limits.connect, read_timeout=limits.read)
    return boto3.client(service, config=config)


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
