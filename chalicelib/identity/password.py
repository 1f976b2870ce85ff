"""Passwords: which are accepted, and how they are kept.

Eight characters are enough because a second factor is always required (NIST SP 800-63B-4 section 3.1.1.2, ASVS 5.0
6.2.1). Any character but control characters; no rules of composition; what many people use, or what is known of the
person, is refused. Kept as argon2id with OWASP's parameters."""

import string
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from chalicelib.errors import Invalid, TooLarge, invalid

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST, MOST_BYTES = 8, 256, 1024
AROUND = 4
OWN_WORDS = frozenset({"relata"})
ORNAMENT = string.digits + string.punctuation + string.whitespace


class Cost(NamedTuple):
    """Of argon2id: memory in KiB, passes, lanes."""

    memory: int
    time: int
    lanes: int


COST = Cost(memory=19 * 1024, time=2, lanes=1)


def bounded(text: str) -> str:
    """NFC; raises TooLarge before any costly work is done on what cannot be a password."""
    if len(text) > MOST_BYTES or len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise TooLarge(f"A password has at most {LONGEST} characters.")
    return unicodedata.normalize("NFC", text)


def accept(text: str, known: Iterable[str] = (), field: str = "password") -> str:
    """The password in the form that is hashed. `known` are the person's e-mail address and name. Raises Invalid."""
    plain = bounded(text)
    if len(plain) < SHORTEST:
        raise invalid(field, "too_short", f"Use at least {SHORTEST} characters; a few words together are strong.")
    if len(plain) > LONGEST:
        raise invalid(field, "too_long", f"Use at most {LONGEST} characters.")
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in plain):
        raise invalid(field, "control_character", "Leave out control characters.")
    _refuse_guessable(plain, known, field)
    return plain


def _refuse_guessable(plain: str, known: Iterable[str], field: str) -> None:
    forms = cores(plain)
    if forms & common():
        raise _guessable(
            field, "too_common", "Many people use this password, or nearly this one, so it is tried first."
        )
    if forms & context(known):
        raise _guessable(field, "too_personal", "It is little more than your name, your address or ours.")


def _guessable(field: str, code: str, reason: str) -> Invalid:
    return invalid(field, code, f"{reason} Choose another; a few words together are strong.")


def cores(plain: str) -> frozenset[str]:
    """The password folded, and what is left without the few digits and signs that people put around a word."""
    folded = plain.casefold()
    core = folded.strip(ORNAMENT)
    return frozenset({folded} if len(folded) - len(core) > AROUND else {folded, core})


def context(known: Iterable[str]) -> frozenset[str]:
    """Words that say nothing new about this person: the parts of name and e-mail address, and those parts joined."""
    words = set(OWN_WORDS)
    for text in known:
        folded = text.casefold()
        for sign in "@.-_+'":
            folded = folded.replace(sign, " ")
        parts = folded.split()
        words |= {text.casefold(), "".join(parts), "".join(reversed(parts)), *parts}
    return frozenset(words | {word + own for word in words for own in OWN_WORDS})


@cache
def common() -> frozenset[str]:
    """The 30,000 passwords seen most. Importing them takes some 50 ms and 15 MB, so only where a password is set."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    return frozenset(FREQUENCY_LISTS["passwords"])


@cache
def hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=COST.time, memory_cost=COST.memory, parallelism=COST.lanes)


def hashed(plain: str) -> str:
    return hasher().hash(plain)


def matches(kept: str | None, text: str) -> bool:
    """Takes the same time when there is nothing to compare with: nobody then learns that there is nothing."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return hasher().verify(kept or nobodys(), bounded(text)) and kept is not None
    except (InvalidHashError, VerificationError):
        return False


def nobodys() -> str:
    """A hash that no password has, with the parameters of today."""
    return f"$argon2id$v=19$m={COST.memory},t={COST.time},p={COST.lanes}${'A' * 22}${'A' * 43}"


def outdated(kept: str) -> bool:
    return hasher().check_needs_rehash(kept)
