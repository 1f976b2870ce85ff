"""What SES found when it took the message in. Senders can write these headers too, so that only those are read which
stand above the second Received header, and only when SES wrote the first: it puts its own on top."""

import re
from typing import NamedTuple

from chalicelib.mail.fault import Faults
from chalicelib.mail.headers import Headers
from chalicelib.mail.plain import line

_SES = re.compile(r"\bby inbound-smtp\.[a-z0-9-]+\.amazonaws\.com\b")
_RESULT = re.compile(r"(?:^|;)\s*(spf|dkim|dmarc)\s*=\s*([a-z]+)", re.I)
_IDENTITY = "amazonses.com"


class Verdicts(NamedTuple):
    """In lower case, "" when there is none: spam and virus pass, fail, gray, processing_failed, disabled; spf, dkim and
    dmarc as RFC 8601 has them."""

    trusted: bool = False  # SES says so
    spam: str = ""
    virus: str = ""
    spf: str = ""
    dkim: str = ""
    dmarc: str = ""


def read(headers: Headers, faults: Faults) -> Verdicts:
    top = headers.above("received")
    if not _SES.search(top.text("received", faults)):
        return Verdicts()
    spam, virus = (top.text(f"x-ses-{what}-verdict", faults, 40).lower() for what in ("spam", "virus"))
    found = _results(top)
    return Verdicts(True, spam, virus, *(found.get(method, "") for method in ("spf", "dkim", "dmarc")))


def _results(top: Headers) -> dict[str, str]:
    """One signature that passes is enough for dkim."""
    found: dict[str, str] = {}
    for value in top.all("authentication-results"):
        text = line(value[:5_000].decode("latin-1"))
        if text.partition(";")[0].strip().lower() != _IDENTITY:
            continue
        for method, result in _RESULT.findall(text):
            kept = found.setdefault(method.lower(), result.lower())
            found[method.lower()] = "pass" if method.lower() == "dkim" and "pass" in (kept, result.lower()) else kept
    return found
