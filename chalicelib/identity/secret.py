"""Secrets that are handed out once: what is kept of them is a digest. They have at least 128 random bits, so that a
plain hash is enough (NIST SP 800-63B-4 section 3.1.2.2); what a person chooses or types goes through argon2 instead."""

import base64
import hashlib

from chalicelib import clock


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def octets(count: int) -> bytes:
    """Random octets from the one source of chance."""
    text = clock.token(count)
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
