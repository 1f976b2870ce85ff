"""What a tenant gave in confidence, such as a key of another service: sealed by KMS in the name of the tenant, and
opened in that name only. IAM holds a session to its own: the tenant stands in the encryption context and in its tag."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from chalicelib import aws, dynamo
from chalicelib.settings import settings
from chalicelib.storage import guard, keys, tenant_session

PASSING = frozenset(
    {"ThrottlingException", "KMSInternalException", "DependencyTimeoutException", "LimitExceededException"}
)
ANOTHERS = frozenset({"InvalidCiphertextException", "IncorrectKeyException"})


class Unopened(Exception):
    """It was sealed for another purpose or tenant, with a key that is not there any more, or is no seal at all."""


def seal(tenant: str, purpose: str, plain: str) -> str:
    context = _context(tenant, purpose)
    with _asking(tenant) as kms:
        answer = kms.encrypt(KeyId=settings().identity_key, Plaintext=plain.encode(), EncryptionContext=context)
    return base64.b64encode(answer["CiphertextBlob"]).decode()


def unseal(tenant: str, purpose: str, sealed: str) -> str:
    """Raises Unopened."""
    blob, context = _blob(sealed), _context(tenant, purpose)
    with _asking(tenant) as kms:
        answer = kms.decrypt(KeyId=settings().identity_key, CiphertextBlob=blob, EncryptionContext=context)
    return bytes(answer["Plaintext"]).decode()


def _blob(sealed: str) -> bytes:
    try:
        return base64.b64decode(sealed, validate=True)
    except ValueError:
        raise Unopened from None


def _context(tenant: str, purpose: str) -> dict[str, str]:
    """The tenant as it stands in keys, and so in the tag of its sessions."""
    return {"tenant": keys.join(tenant), "purpose": purpose}


@cache
def _client() -> Any:
    client = aws.client("kms", "tenant")
    tenant_session.attach(client)
    return client


@contextmanager
def _asking(tenant: str) -> Iterator[Any]:
    from botocore.exceptions import BotoCoreError, ClientError

    with guard.within(tenant):
        try:
            yield _client()
        except ClientError as error:
            code = str(error.response["Error"]["Code"])
            if code in ANOTHERS:
                raise Unopened from None
            dynamo.log(code, tenant, "kms_failed")
            if code in PASSING:
                raise dynamo.unavailable() from error
            raise
        except BotoCoreError as error:
            dynamo.log("", tenant, "kms_failed")
            raise dynamo.unavailable() from error
