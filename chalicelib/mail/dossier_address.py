"""The addresses to which mail for a dossier is sent, and those that answers come back to.

    <slug>+<token>@<mail domain>     for the dossier of a tenant, or of one record
    reply-<token>@<mail domain>      for the conversation that was answered

A token is signed (HMAC-SHA256 cut to 80 bits, RFC 2104 section 5) and written in base32 in lower case, since mail
systems fold case. The part before the @ has at most 64 octets (RFC 5321, 4.5.3.1.1), which decides what fits in:

    of a tenant    its id (16 octets) + signature (10)              42 characters
    of a record    prefix and id (3 + 16) + signature (10)          47 characters; the slug tells the tenant
    of an answer   tenant (16) + conversation (10) + signature (10) 58 characters

The tenant of a record's address is looked up by its slug and is signed along: a slug put in front of the token of
another tenant does not hold.

A tenant can have its addresses renewed, so that those of before hold no more: each generation is signed with a secret
of its own. There is no room for its number in an address; it is found by trying. Answers have no generations, since
nobody can be told another address to answer to."""

import base64
import binascii
import hashlib
import hmac
import re
from typing import Literal, NamedTuple

from ulid import ULID

from chalicelib.mail import slugs

Kind = Literal["tenant", "record", "reply"]
TENANT = "ten"
SIGNATURE = 10
MOST_RENEWALS = 50  # of 2^80 signatures so many more hold, and so many are tried for each address that does not
_ID = re.compile(r"([a-z]{3})_([0-9A-HJKMNP-TV-Z]{26})")
_REPLY = "reply"
_SIZES: dict[int, Kind] = {16: "tenant", 19: "record", 26: "reply"}  # octets of what is signed


class Claimed(NamedTuple):
    """What an address says. Nothing of it is true until `holds` says so."""

    kind: Kind
    slug: str  # "" of an answer
    tenant: str  # "" of a record: look it up by the slug
    record: str  # "" when it is not of a record
    conversation: str  # the last 16 characters of the id of the conversation
    said: bytes
    signature: bytes


def of_tenant(slug: str, tenant: str, domain: str, secret: bytes) -> str:
    said = _octets(tenant)
    return f"{_checked(slug)}+{_token(said, 'tenant', '', tenant, secret)}@{domain}"


def of_record(slug: str, tenant: str, record: str, domain: str, secret: bytes) -> str:
    said = record[:3].encode() + _octets(record)
    return f"{_checked(slug)}+{_token(said, 'record', slug, tenant, secret)}@{domain}"


def of_reply(tenant: str, conversation: str, domain: str, secret: bytes) -> str:
    """Of the id of the conversation only its 80 random bits fit in: file it under `handle(conversation)`."""
    said = _octets(tenant) + _octets(conversation)[6:]
    return f"{_REPLY}-{_token(said, 'reply', '', tenant, secret)}@{domain}"


def handle(conversation: str) -> str:
    return conversation[-16:]


def read(address: str, domain: str) -> Claimed | None:
    """None when it is not an address of ours; never raises."""
    local, at, host = address.strip().lower().rpartition("@")
    if not at or host != domain.lower() or len(local) > 64 or not local.isascii():
        return None
    sign = "-" if local.startswith(f"{_REPLY}-") and "+" not in local else "+"
    slug, found, token = local.partition(sign)
    octets = _decoded(token) if found else b""
    said, signature = octets[:-SIGNATURE], octets[-SIGNATURE:]
    kind = _SIZES.get(len(said))
    if not kind or (kind == "reply") != (sign == "-"):
        return None
    return _claimed(kind, slug, said, signature)


def holds(claimed: Claimed, tenant: str, secret: bytes) -> bool:
    """Whether we made it, for this tenant."""
    slug = claimed.slug if claimed.kind == "record" else ""
    made = _signature(claimed.said, claimed.kind, slug, tenant, secret)
    return claimed.tenant in ("", tenant) and hmac.compare_digest(made, claimed.signature)


def renewed(secret: bytes, generation: int) -> bytes:
    """The secret of what is made after so many renewals."""
    return hmac.digest(secret, b"dossier addresses %d" % generation, hashlib.sha256) if generation else secret


def generation(claimed: Claimed, tenant: str, secret: bytes) -> int | None:
    """After how many renewals we made it for this tenant; None where we did not."""
    last = 0 if claimed.kind == "reply" else MOST_RENEWALS
    return next((each for each in range(last + 1) if holds(claimed, tenant, renewed(secret, each))), None)


def _claimed(kind: Kind, slug: str, said: bytes, signature: bytes) -> Claimed | None:
    if kind == "record":
        if not re.fullmatch(rb"[a-z]{3}", said[:3]) or not slugs.SHAPE.fullmatch(slug):
            return None
        return Claimed(kind, slug, "", _id(said[:3].decode(), said[3:]), "", said, signature)
    conversation = str(ULID.from_bytes(bytes(6) + said[16:]))[-16:] if kind == "reply" else ""
    return Claimed(kind, slug if kind == "tenant" else "", _id(TENANT, said[:16]), "", conversation, said, signature)


def _token(said: bytes, kind: Kind, slug: str, tenant: str, secret: bytes) -> str:
    return base64.b32encode(said + _signature(said, kind, slug, tenant, secret)).decode().rstrip("=").lower()


def _signature(said: bytes, kind: Kind, slug: str, tenant: str, secret: bytes) -> bytes:
    """The parts cannot be shifted: kind, slug and tenant hold no zero."""
    signed = b"\0".join((b"dossier address 1", kind.encode(), slug.encode(), tenant.encode(), said))
    return hmac.digest(secret, signed, hashlib.sha256)[:SIGNATURE]


def _decoded(token: str) -> bytes:
    """Nothing when it is not written as we write it: the last character has bits to spare."""
    try:
        octets = base64.b32decode(token.upper() + "=" * (-len(token) % 8))
    except (binascii.Error, ValueError):
        return b""
    return octets if base64.b32encode(octets).decode().rstrip("=").lower() == token else b""


def _octets(id_: str) -> bytes:
    found = _ID.fullmatch(id_)
    if not found:
        raise ValueError(f"{id_!r} is not an id")
    return ULID.from_str(found[2]).bytes


def _id(prefix: str, octets: bytes) -> str:
    return f"{prefix}_{ULID.from_bytes(octets)}"


def _checked(slug: str) -> str:
    if fault := slugs.fault(slug):
        raise ValueError(f"{slug!r} is not a slug: {fault}")
    return slug
