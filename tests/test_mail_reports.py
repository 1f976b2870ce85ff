"""Bounces, complaints, receipts, machines, and what SES found."""

import pytest

from chalicelib.mail.report import Report, permanence
from chalicelib.mail.verdicts import Verdicts
from tests.mails import caught, mixed, opened

RETURNED = b"Content-Type: message/rfc822\r\n\r\nMessage-ID: <sent-1@relata.example>\r\nSubject: Offer\r\n\r\nHi"


def reported(kind: bytes, fields: bytes, returned: bytes = RETURNED) -> Report:
    told = b"Content-Type: text/plain\r\n\r\nSomething went wrong."
    parts = mixed(told, b"Content-Type: " + kind + b"\r\n\r\n" + fields, returned, kind=b"report")
    report = opened(b"", parts).report
    assert report
    return report


POSTFIX = b"""Reporting-MTA: dns; mail.example.com
Arrival-Date: Mon, 2 Nov 2026 10:00:00 +0100

Final-Recipient: rfc822; jan@example.com
Original-Recipient: rfc822;jan@example.com
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.example.com
Diagnostic-Code: smtp; 550 5.1.1 <jan@example.com>: Recipient address
    rejected: User unknown
"""
EXCHANGE = b"""Reporting-MTA: dns;AM0PR01MB1234.eurprd01.prod.exchangelabs.com\r
Received-From-MTA: dns;AM0PR01MB5678.eurprd01.prod.exchangelabs.com\r
\r
Final-Recipient: rfc822;full@example.com\r
Action: failed\r
Status: 5.2.2\r
Diagnostic-Code: smtp;554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException\r
X-Display-Name: Full\r
"""
GMAIL = b"""Reporting-MTA: dns; googlemail.com
Arrival-Date: Mon, 02 Nov 2026 01:00:00 -0800 (PST)
X-Original-Message-ID: <sent-1@relata.example>

Final-Recipient: rfc822; slow@example.com
Action: delayed
Status: 4.4.1
Diagnostic-Code: smtp; The recipient server did not accept our requests to connect.
Will-Retry-Until: Thu, 05 Nov 2026 01:00:00 -0800 (PST)
"""


@pytest.mark.parametrize(
    ("fields", "address", "action", "status", "lasts"),
    [
        (POSTFIX, "jan@example.com", "failed", "5.1.1", "hard"),
        (EXCHANGE, "full@example.com", "failed", "5.2.2", "soft"),
        (GMAIL, "slow@example.com", "delayed", "4.4.1", "soft"),
    ],
    ids=["Postfix", "Exchange", "Gmail"],
)
def test_a_bounce(fields: bytes, address: str, action: str, status: str, lasts: str) -> None:
    """M8: our own mail that came back."""
    report = reported(b"message/delivery-status", fields)
    (recipient,) = report.recipients
    assert (report.kind, report.message_id) == ("delivery", "sent-1@relata.example")
    assert (recipient.address, recipient.action, recipient.status) == (address, action, status)
    assert recipient.permanence == lasts


def test_the_diagnostic_is_one_line() -> None:
    (recipient,) = reported(b"message/delivery-status", POSTFIX).recipients
    assert recipient.diagnostic == "550 5.1.1 <jan@example.com>: Recipient address rejected: User unknown"


@pytest.mark.parametrize(
    ("action", "status", "lasts"),
    [
        ("failed", "5.1.1", "hard"),
        ("failed", "5.1.10", "hard"),
        ("failed", "5.2.1", "hard"),
        ("failed", "5.7.1", "soft"),
        ("failed", "4.2.2", "soft"),
        ("failed", "", "hard"),
        ("delayed", "5.1.1", "soft"),
        ("delivered", "2.0.0", ""),
        ("", "", ""),
    ],
)
def test_how_long_it_lasts(action: str, status: str, lasts: str) -> None:
    assert permanence(action, status) == lasts


def test_the_status_out_of_the_diagnostic() -> None:
    fields = b"\nFinal-Recipient: rfc822; a@b.example\nAction: failed\nDiagnostic-Code: smtp; 550 no such user\n"
    (recipient,) = reported(b"message/delivery-status", b"Reporting-MTA: dns; x\n" + fields).recipients
    assert (recipient.status, recipient.permanence) == ("5.0.0", "hard")


def test_a_daemon_without_format() -> None:
    message = caught(
        b"From: MAILER-DAEMON@old.example\nReturn-Path: <>\nX-Failed-Recipients: a@b.example, c@d.example\n\nNo."
    )
    assert message.report
    assert [each.address for each in message.report.recipients] == ["a@b.example", "c@d.example"]


def test_a_complaint() -> None:
    """M1: RFC 5965."""
    fields = b"Feedback-Type: abuse\nUser-Agent: X/1\nVersion: 1\nOriginal-Rcpt-To: <ann@example.com>\n"
    report = reported(b"message/feedback-report", fields)
    assert (report.kind, report.detail, report.message_id) == ("complaint", "abuse", "sent-1@relata.example")
    assert [each.address for each in report.recipients] == ["ann@example.com"]


def test_a_read_receipt() -> None:
    fields = (
        b"Final-Recipient: rfc822;ann@example.com\nOriginal-Message-ID: <sent-2@relata.example>\n"
        b"Disposition: manual-action/MDN-sent-manually; displayed\n"
    )
    report = reported(b"message/disposition-notification", fields, returned=b"\r\n")
    assert (report.kind, report.message_id) == ("receipt", "sent-2@relata.example")
    assert [(each.address, each.action) for each in report.recipients] == [("ann@example.com", "displayed")]


def test_a_letter_is_no_report() -> None:
    """Not even when a report is attached to it."""
    message = opened(b"", mixed(b"\r\nSee.", b"Content-Type: message/delivery-status\r\n\r\n" + POSTFIX))
    assert (opened().report, message.report, message.text) == (None, None, "See.")


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (b"Auto-Submitted: auto-replied (vacation)", "reply"),
        (b"auto-submitted: auto-generated", "generated"),
        (b"Precedence: bulk", "generated"),
        (b"Precedence: auto_reply", "reply"),
        (b"X-Auto-Response-Suppress: All", "generated"),
        (b"X-Autoreply: yes", "reply"),
        (b"List-Id: News <news.example.com>", "list"),
        (b"List-Unsubscribe: <https://example.com/u>", "list"),
        (b"Return-Path: <>", "generated"),
        (b"X-Loop: desk@relata.example", "generated"),
        (b"Auto-Submitted: no", ""),
        (b"X-Auto-Response-Suppress: None", ""),
        (b"Precedence: first-class", ""),
        (b"Return-Path: <ann@example.com>", ""),
    ],
)
def test_a_machine_is_never_answered_by_a_machine(header: bytes, kind: str) -> None:
    """M8: the loop of auto-replies."""
    automatic = opened(headers=header + b"\r\n").automatic
    assert (automatic.kind if automatic else "") == kind


SES = b"Received: from mx.example.com by inbound-smtp.eu-west-1.amazonaws.com with SMTP id x for desk@x.example;\r\n"
FOUND = (
    b"X-SES-Spam-Verdict: PASS\r\nX-SES-Virus-Verdict: FAIL\r\n"
    b"Authentication-Results: amazonses.com; spf=pass (spfCheck: domain) client-ip=1.2.3.4;\r\n"
    b" dkim=fail header.i=@x.example; dkim=pass header.i=@example.com; dmarc=fail header.from=example.com;\r\n"
)
FORGED = (
    b"Received: from me\r\nX-SES-Virus-Verdict: PASS\r\nAuthentication-Results: amazonses.com; dmarc=pass; spf=pass\r\n"
)


def test_what_ses_found() -> None:
    """M8: a sender is believed as far as SES could check it."""
    verdicts = caught(b"Return-Path: <ann@example.com>\r\n" + SES + FOUND + FORGED + b"\r\n").verdicts
    assert verdicts == (True, "pass", "fail", "pass", "pass", "fail", ("example.com",))


@pytest.mark.parametrize("raw", [FOUND + FORGED, FORGED + FOUND, b"Received: from me\r\n" + SES + FOUND, SES + FORGED])
def test_verdicts_that_the_sender_wrote_are_not_read(raw: bytes) -> None:
    """M8: spoofing."""
    verdicts = caught(raw + b"\r\n").verdicts
    assert verdicts[1:] == ("", "", "", "", "", ())


BY_SES = b" spf=pass (spfCheck: domain of x designates 1.2.3.4) client-ip=1.2.3.4; envelope-from=%s; helo=x;\r\n"


def verdicts(*results: bytes) -> Verdicts:
    return caught(SES + b"Authentication-Results: amazonses.com;\r\n" + b"".join(results) + b"\r\n").verdicts


@pytest.mark.parametrize(
    ("results", "vouched"),
    [
        ((b" dmarc=pass header.from=example.com;\r\n",), True),
        ((b" dkim=pass header.i=@example.com; dmarc=fail header.from=example.com;\r\n",), False),
        ((b" dkim=pass header.i=@example.com; dmarc=none;\r\n",), True),
        ((b" dkim=fail header.i=@example.com; dmarc=none;\r\n",), False),
        ((b" dkim=pass header.i=@evil.example; dmarc=none;\r\n",), False),
        ((BY_SES % b"ann@example.com", b" dkim=fail; dmarc=none;\r\n"), True),
        ((BY_SES % b"ann@evil.example", b" dkim=fail; dmarc=none;\r\n"), False),
        ((BY_SES % b"ann@notexample.com", b" dmarc=none;\r\n"), False),
        ((BY_SES % b"\"x; dmarc=pass header.from=example.com; dkim=pass header.i=@example.com\"@evil.example",), False),
        ((BY_SES % b"\"x; dmarc=pass",), False),
        ((), False),
    ],
)  # fmt: skip
def test_a_sender_is_who_its_own_domain_vouches_for(results: tuple[bytes, ...], vouched: bool) -> None:
    """M8: a signature of another domain says nothing of the From, nor does what a sender writes into the results."""
    assert verdicts(*results).vouch_for("Ann@Example.com") is vouched
    assert not caught(b"From: ann@example.com\r\n\r\n").verdicts.vouch_for("ann@example.com")


def test_a_domain_vouches_for_those_below_it_and_not_the_other_way_round() -> None:
    signed = verdicts(b" dkim=pass header.i=@example.com; dmarc=none;\r\n")
    assert signed.vouch_for("ann@sales.example.com")
    assert not signed.vouch_for("ann@com")
