"""What SES found when it took the message in. Senders can write these headers too, so that only those are read which
stand above the second Received header, and only when SES wrote the first: it puts its own on top."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from chalicelib.mail.fault import Faults
from chalicelib.mail.headers import Headers
from chalicelib.mail.plain import line

_SES = re.compile(r"\bby inbound-smtp\.[a-z0-9-]+\.amazonaws\.com\b")
_RESULT = re.compile(r"(?:^|;)\s*(spf|dkim|dmarc)\s*=\s*([a-z]+)", re.I)
_VOUCHED = re.compile(
    r"(?:^|;)\s*(?:dkim\s*=\s*pass\b[^;]*?\sheader\.[id]\s*=\s*|spf\s*=\s*pass\b[^;]*;\s*envelope-from\s*=\s*)[^\s;@]*@([^\s;@]+)",
    re.I,
)
_WRITTEN_BY_OTHERS = re.compile(r'"(?:\\.|[^"\\])*"?|\([^()]*\)')  # quoted local parts, and comments
_IDENTITY = "amazonses.com"


class Verdicts(NamedTuple):
    """In lower case, "" when there is none: spam and virus pass, fail, gray, processing_failed, disabled; spf, dkim and
    dmarc as RFC 8601 has them. `domains` are those that signed the message, or sent it themselves."""

    trusted: bool = False  # SES says so
    spam: str = ""
    virus: str = ""
    spf: str = ""
    dkim: str = ""
    dmarc: str = ""
    domains: tuple[str, ...] = ()

    @property
    def speak_against(self) -> bool:
        """It is taken for spam, or the domain that it says to be from disowns it."""
        return self.spam == "fail" or self.dmarc == "fail"

    def vouch_for(self, email: str) -> bool:
        """Whether the message is from who says so. Without a policy of its domain (DMARC) that domain itself, or one
        above it, must have signed or sent the message; nobody vouches where SES has found nothing."""
        if not self.trusted or self.dmarc in ("pass", "fail"):
            return self.trusted and self.dmarc == "pass"
        host = email.rpartition("@")[2].lower()
        return any(host == each or host.endswith(f".{each}") for each in self.domains)


def read(headers: Headers, faults: Faults) -> Verdicts:
    top = headers.above("received")
    if not _SES.search(top.text("received", faults)):
        return Verdicts()
    spam, virus = (top.text(f"x-ses-{what}-verdict", faults, 40).lower() for what in ("spam", "virus"))
    told = list(_told(top))
    found = _results(told)
    domains = tuple(dict.fromkeys(each.lower() for text in told for each in _VOUCHED.findall(text)))
    spf, dkim, dmarc = (found.get(method, "") for method in ("spf", "dkim", "dmarc"))
    return Verdicts(True, spam, virus, spf, dkim, dmarc, domains)


def _told(top: Headers) -> Iterator[str]:
    for value in top.all("authentication-results"):
        text = _WRITTEN_BY_OTHERS.sub("", line(value[:5_000].decode("latin-1")))
        if text.partition(";")[0].strip().lower() == _IDENTITY:
            yield text


def _results(told: Iterable[str]) -> dict[str, str]:
    """One signature that passes is enough for dkim."""
    found: dict[str, str] = {}
    for text in told:
        for method, result in _RESULT.findall(text):
            kept = found.setdefault(method.lower(), result.lower())
            found[method.lower()] = "pass" if method.lower() == "dkim" and "pass" in (kept, result.lower()) else kept
    return found
