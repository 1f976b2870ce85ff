"""Names of tenants in mail addresses: what stands in front of the `+`. Short, since an address has little room."""

import re

from chalicelib import text

LONGEST = 16
SHAPE = re.compile(rf"[a-z0-9](?:[a-z0-9-]{{0,{LONGEST - 2}}}[a-z0-9])?")
# Addresses that mean something to mail systems (RFC 2142), to people, or to Relata itself.
RESERVED = frozenset({
    "abuse", "accounts", "admin", "administrator", "billing", "bounce", "bounces", "contact", "dmarc", "ftp", "help",
    "hostmaster", "info", "mail", "mailer-daemon", "marketing", "news", "no-reply", "nobody", "noc", "noreply",
    "postmaster", "relata", "reply", "root", "sales", "security", "support", "unsubscribe", "usenet", "webmaster",
    "www",
})  # fmt: skip
NAMELESS = "dossier"


def fault(slug: str) -> str:
    """What is wrong with it, "" when nothing is."""
    if not SHAPE.fullmatch(slug):
        return f"Give 1 to {LONGEST} small letters, digits or hyphens; not a hyphen at the beginning or end."
    return "This name is reserved; give another." if slug in RESERVED else ""


def proposals(name: str, tenant: str) -> tuple[str, ...]:
    """Made of the name of a tenant, the best first. The last ends in a part of the tenant's id that is random, so that
    it is hardly anybody's."""
    words = text.fold(name).split() or [NAMELESS]
    ends = ("", "-2", "-3", f"-{tenant[-8:].lower()}")
    told = (_joined(words, LONGEST - len(end)) + end for end in ends)
    return tuple(slug for slug in told if not fault(slug))


def _joined(words: list[str], room: int) -> str:
    """As many as fit, whole; of the first at least the beginning."""
    told = words[0][:room]
    for word in words[1:]:
        if len(told) + 1 + len(word) > room:
            break
        told = f"{told}-{word}"
    return told
