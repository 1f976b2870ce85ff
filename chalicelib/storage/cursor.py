"""Page cursors: opaque, and good only for the tenant, user, question and order they were made for.

Authenticated encryption (AES-GCM, NIST SP 800-38D), so that a cursor neither can be altered nor tells the name of a
record that its reader may not see."""

import base64
import hashlib
import os
from typing import Any

from chalicelib.errors import InvalidCursor
from chalicelib.settings import settings

NONCE = 12


def seal(position: str, scope: str) -> str:
    nonce = os.urandom(NONCE)
    return base64.urlsafe_b64encode(nonce + _cipher().encrypt(nonce, position.encode(), scope.encode())).decode()


def open_(cursor: str, scope: str) -> str:
    """Raises InvalidCursor."""
    try:
        raw = base64.b64decode(cursor.encode("ascii"), altchars=b"-_", validate=True)
        if base64.urlsafe_b64encode(raw).decode() != cursor:  # the last character has bits to spare
            raise InvalidCursor
        plain: bytes = _cipher().decrypt(raw[:NONCE], raw[NONCE:], scope.encode())
        return plain.decode()
    except Exception as error:  # cryptography has errors of its own for a bad tag, a short nonce, an empty text
        raise InvalidCursor from error


def _cipher() -> Any:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(hashlib.sha256(settings().cursor_secret.encode()).digest())
