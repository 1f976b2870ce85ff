"""Access tokens: JWTs (RFC 7519, typed as in RFC 9068) of fifteen minutes, signed by KMS with ES256.

Reading one pins everything a forger could choose: algorithm, type, key, issuer, audience; it refuses header parameters
that name a key or an extension, and objects with a name twice, which parsers read differently."""

import base64
import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from chalicelib import clock
from chalicelib.identity import kms
from chalicelib.identity.secret import digest
from chalicelib.settings import settings

ALGORITHM, TYPE, AUDIENCE = "ES256", "at+jwt", "relata"
LIFETIME = 15 * 60
SKEW = 5
MOST_CHARACTERS = 4096
HEADER = frozenset({"alg", "typ", "kid"})
REQUIRED = ("iss", "aud", "exp", "nbf", "iat", "sub", "sid", "tenant", "user")
FIELD = 32


@dataclass(frozen=True)
class Claims:
    """`identity` is the person, `user` that person in this tenant. The role is for the client to show; what a request
    may do is decided by the role that the directory holds at that moment."""

    identity: str
    session: str
    tenant: str
    user: str
    role: str
    kind: str


class Bad(Exception):
    """The token is not one of ours, or no longer; the reason is for the log, never for the client."""


def issue(claims: Claims) -> str:
    now = clock.epoch()
    body = {
        "iss": settings().origin,
        "aud": AUDIENCE,
        "sub": claims.identity,
        "sid": claims.session,
        "tenant": claims.tenant,
        "user": claims.user,
        "role": claims.role,
        "kind": claims.kind,
        "iat": now,
        "nbf": now - SKEW,
        "exp": now + LIFETIME,
    }
    return signed(TYPE, body)


def signed(kind: str, body: dict[str, Any]) -> str:
    header = {"alg": ALGORITHM, "typ": kind, "kid": key_id()}
    told = f"{_part(header)}.{_part(body)}"
    return f"{told}.{_base64(_raw(kms.sign(told.encode())))}"


def _part(content: dict[str, Any]) -> str:
    return _base64(json.dumps(content, separators=(",", ":")).encode())


def _base64(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def _raw(der: bytes) -> bytes:
    """KMS signs in ASN.1 DER; JWS wants r and s side by side (RFC 7518 section 3.4)."""
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

    r, s = decode_dss_signature(der)
    return r.to_bytes(FIELD, "big") + s.to_bytes(FIELD, "big")


def key_id() -> str:
    """Tells nothing of the account the key is in."""
    return digest(kms.public_key(settings().signing_key).hex())[:16]


@cache
def _verifier(der: bytes) -> Any:
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    return load_der_public_key(der)


def read(token: str) -> Claims:
    """Raises Bad."""
    if len(token) > MOST_CHARACTERS or token.count(".") != 2 or not token.isascii():
        raise Bad("form")
    header, body = (_object(part) for part in token.split(".")[:2])
    _check_header(header)
    verified = _verified(token)
    if verified != body:
        raise Bad("form")
    return _claims(verified)


def _object(part: str) -> dict[str, Any]:
    try:
        octets = base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
        value = json.loads(octets, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise Bad("form") from None
    if not isinstance(value, dict):
        raise Bad("form")
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name occurs twice")
    return found


def _check_header(header: dict[str, Any]) -> None:
    if header.keys() - HEADER:
        raise Bad("header")
    for name, expected in (("alg", ALGORITHM), ("typ", TYPE), ("kid", key_id())):
        if header.get(name) != expected:
            raise Bad(name)


def _verified(token: str) -> dict[str, Any]:
    import jwt

    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key=_verifier(kms.public_key(settings().signing_key)),
            algorithms=[ALGORITHM],
            audience=AUDIENCE,
            issuer=settings().origin,
            options={"require": list(REQUIRED), "strict_aud": True},
        )
    except jwt.InvalidTokenError as error:
        raise Bad(type(error).__name__) from None
    return claims


def _claims(verified: dict[str, Any]) -> Claims:
    told = [verified.get(name, "") for name in ("sub", "sid", "tenant", "user", "role", "kind")]
    if not all(isinstance(value, str) for value in told):
        raise Bad("claims")
    return Claims(*told)
