"""The two keys that never leave KMS: one signs access tokens, one seals second factors."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from chalicelib import aws, logs
from chalicelib.errors import Unavailable
from chalicelib.settings import settings

PASSING = frozenset(
    {"ThrottlingException", "KMSInternalException", "DependencyTimeoutException", "LimitExceededException"}
)


@contextmanager
def _asking() -> Iterator[Any]:
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield aws.client("kms")
    except ClientError as error:
        code = error.response["Error"]["Code"]
        logs.warning("kms_failed", code=code)
        if code in PASSING:
            raise Unavailable(headers={"Retry-After": "2"}) from error
        raise
    except BotoCoreError as error:
        logs.warning("kms_failed", code=type(error).__name__)
        raise Unavailable(headers={"Retry-After": "2"}) from error


def sign(message: bytes) -> bytes:
    """An ECDSA signature over SHA-256, as ASN.1 DER."""
    with _asking() as kms:
        answer = kms.sign(
            KeyId=settings().signing_key, Message=message, MessageType="RAW", SigningAlgorithm="ECDSA_SHA_256"
        )
    return bytes(answer["Signature"])


@cache
def public_key(key_id: str) -> bytes:
    """SubjectPublicKeyInfo as DER; kept while the function is warm, since a KMS key never changes."""
    with _asking() as kms:
        return bytes(kms.get_public_key(KeyId=key_id)["PublicKey"])


def seal(plain: str, identity: str) -> str:
    """Opens for this identity only."""
    with _asking() as kms:
        answer = kms.encrypt(
            KeyId=settings().identity_key, Plaintext=plain.encode(), EncryptionContext={"identity": identity}
        )
    return base64.b64encode(answer["CiphertextBlob"]).decode()


def unseal(sealed: str, identity: str) -> str:
    with _asking() as kms:
        answer = kms.decrypt(
            KeyId=settings().identity_key,
            CiphertextBlob=base64.b64decode(sealed),
            EncryptionContext={"identity": identity},
        )
    return bytes(answer["Plaintext"]).decode()
