"""The second factor: time-based one-time codes, RFC 6238 with its defaults (SHA-1, six digits, 30 seconds).

A step before and one after are accepted, for phones whose clock is off; each step is accepted once (RFC 6238 section
5.2), which is the caller's to hold by a condition on the last step accepted."""

import base64
import hmac

from chalicelib.identity.secret import octets

SECONDS = 30
DRIFT = 1
DIGITS = 6
ISSUER = "Relata"


def new_secret() -> str:
    """160 bits in base32, as RFC 4226 recommends."""
    return base64.b32encode(octets(20)).decode()


def looks_like_code(text: str) -> bool:
    return len(text) == DIGITS and text.isascii() and text.isdigit()


def matching_step(secret: str, code: str, now: int) -> int | None:
    """The step that the code belongs to, or None."""
    import pyotp

    totp = pyotp.TOTP(secret)
    current = now // SECONDS
    found = None
    for step in range(current - DRIFT, current + DRIFT + 1):
        if hmac.compare_digest(totp.generate_otp(step), code):
            found = step
    return found


def uri(secret: str, email: str) -> str:
    """As authenticator apps read it."""
    import pyotp

    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def qr(uri: str) -> str:
    """The URI as a QR code: one self-contained SVG element."""
    import segno

    return segno.make_qr(uri, error="m").svg_inline(scale=4)
