"""Recovery codes: ten, of 60 bits each, for when the phone is lost; each works once.

Kept as argon2id under one salt per person. Below 112 bits ASVS 5.0 (6.5.2) asks for a password hash; one salt for the
ten makes a try cost one hash instead of ten, and the hash can be looked up, so that using it up is one condition."""

import base64

from chalicelib.identity import password
from chalicelib.identity.secret import octets

COUNT = 10
LENGTH, GROUP = 12, 4
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKALIKES = str.maketrans("OIL", "011", "- ")


def new_codes() -> list[str]:
    return [_new_code() for _ in range(COUNT)]


def _new_code() -> str:
    """Crockford's base32: 256 is a multiple of 32, so that every letter is as likely."""
    letters = "".join(ALPHABET[octet % len(ALPHABET)] for octet in octets(LENGTH))
    return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def plain(typed: str) -> str | None:
    """The code as it is hashed, however it was typed; None when it cannot be one."""
    text = typed.upper().translate(LOOKALIKES)
    return text if len(text) == LENGTH and set(text) <= set(ALPHABET) else None


def new_salt() -> str:
    return base64.b64encode(octets(16)).decode()


def hashed(code: str, salt: str) -> str:
    from argon2.low_level import Type, hash_secret_raw

    cost = password.COST
    raw = hash_secret_raw(
        (plain(code) or "").encode(), base64.b64decode(salt), cost.time, cost.memory, cost.lanes, 32, Type.ID
    )
    return base64.b64encode(raw).decode()
