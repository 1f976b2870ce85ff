"""Tokens that tell another program who comes from here: JWTs (RFC 7519) of a minute, signed by the key that signs
access tokens, of another type and for another audience, so that neither is ever taken for the other (RFC 8725,
section 3.11).

Who comes is called by a name that only that program gets (OpenID Connect Core, section 8.1): two of them cannot find
out that they know the same person."""

import base64
import hashlib
import hmac
from typing import Any, NamedTuple

from chalicelib import clock
from chalicelib.identity import access_token, kms
from chalicelib.settings import settings

TYPE = "hand-off+jwt"
LIFETIME = 60


class Handed(NamedTuple):
    """`audience` is the origin of the other program."""

    audience: str
    tenant: str
    user: str


def issue(handed: Handed) -> str:
    now = clock.epoch()
    body = {
        "iss": settings().origin,
        "aud": handed.audience,
        "sub": pseudonym(handed),
        "jti": clock.token(16),
        "iat": now,
        "nbf": now - access_token.SKEW,
        "exp": now + LIFETIME,
    }
    return access_token.signed(TYPE, body)


def pseudonym(handed: Handed) -> str:
    """The same at every visit."""
    told = "\0".join(["hand-off", *handed])
    return hmac.new(settings().dossier_secret.encode(), told.encode(), hashlib.sha256).hexdigest()[:40]


def public_keys() -> dict[str, Any]:
    """As a JWK Set (RFC 7517)."""
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    numbers: Any = load_der_public_key(kms.public_key(settings().signing_key)).public_numbers()  # type: ignore[union-attr]
    point = {name: _base64(getattr(numbers, name)) for name in ("x", "y")}
    key = {"kty": "EC", "crv": "P-256", "use": "sig", "alg": access_token.ALGORITHM, "kid": access_token.key_id()}
    return {"keys": [{**key, **point}]}


def _base64(number: int) -> str:
    return base64.urlsafe_b64encode(number.to_bytes(access_token.FIELD, "big")).rstrip(b"=").decode()
