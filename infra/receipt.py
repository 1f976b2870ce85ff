"""What SES writes on top of a message that it takes in, for where it is not: the local stack and tests. Pure.

https://docs.aws.amazon.com/ses/latest/dg/receiving-email-notifications-contents.html"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from email.utils import format_datetime

SERVER = "inbound-smtp.eu-central-1.amazonaws.com"
PASSED = {"spam": "pass", "virus": "pass", "spf": "pass", "dkim": "pass", "dmarc": "pass"}
BY_HEADER = ("spam", "virus")


def stamped(raw: bytes, recipients: Sequence[str], moment: datetime, verdicts: Mapping[str, str] = PASSED) -> bytes:
    """`verdicts` in place of those that are all passed. The verdicts stand right below the first Received header, since
    what is below the second one is the sender's."""
    found = PASSED | dict(verdicts)
    first, *others = recipients or ("",)
    lines = [_received(first, moment), *_verdicts(found), *(_received(each, moment) for each in others)]
    return "".join(f"{line}\r\n" for line in lines).encode("ascii", "replace") + raw


def _received(recipient: str, moment: datetime) -> str:
    for_whom = f"\r\n for <{recipient}>" if recipient else ""
    return f"Received: from [127.0.0.1] by {SERVER} with SMTP id local{for_whom};\r\n {format_datetime(moment)}"


def _verdicts(found: Mapping[str, str]) -> Iterator[str]:
    yield from (f"X-SES-{name.capitalize()}-Verdict: {found[name].upper()}" for name in BY_HEADER)
    results = "; ".join(f"{name}={told}" for name, told in found.items() if name not in BY_HEADER)
    yield f"Authentication-Results: amazonses.com; {results}"
