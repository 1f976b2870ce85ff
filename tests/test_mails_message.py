"""The message itself: one of each header whatever was typed, and read back by any reader as it was written (I5, F4)."""

import re
import time
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.letters import header, message
from chalicelib.letters.message import File, Mailbox, Message
from chalicelib.mail import read

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SES_ID = "0107018f4e7f8a5d-1f0d7a3e-1111-2222-3333-444444444444-000000@eu-central-1.amazonses.com"
ONCE = {"From", "To", "Cc", "Reply-To", "Subject", "Date", "Message-ID", "In-Reply-To", "References",
        "MIME-Version", "Content-Type"}  # fmt: skip


def made(**more: Any) -> Message:
    given: dict[str, Any] = {
        "id": "act_1@crm.example.com",
        "sender": Mailbox("Ann via Acme", "relata@crm.example.com"),
        "reply_to": f"reply-{'a' * 58}@crm.example.com",
        "to": (Mailbox("Jan Visser", "jan@hamerslag.example"),),
        "copies": (Mailbox("", "piet@hamerslag.example"),),
        "subject": "Our offer",
        "html": "<p>Hello</p>",
        "at": NOON,
        "references": (SES_ID,),
    }
    return Message(**{**given, **more})


def parsed(told: Message) -> Any:
    return message_from_bytes(message.mime(told), policy=default)


HOSTILE = [
    "a\r\nBcc: evil@x.example",
    "a\nBcc: evil@x.example",
    "a\rBcc: evil@x.example",
    "a\r\n\r\n<html>",
    "a\u2028Bcc: evil@x.example",
    "a\x0b\x0c\x1c\x85Bcc: evil@x.example",
    "=?utf-8?q?a=0D=0ABcc:_evil@x.example?=",
    "=?utf-8?b?YQ0KQmNjOiBldmlsQHguZXhhbXBsZQ==?=",
    "=?=?utf-8?q?x?=?=",
    "=\u200b?utf-8?q?x?=",
    '", evil@x.example, "',
    "<evil@x.example>",
    "evil@x.example (comment",
    '\\"\\',
    "a;b:c,d@e",
    "\ud800",
    "Зоя " * 200,
    "x" * 5_000,
    "",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_i5_whatever_is_typed_stays_where_it_was_typed(text: str) -> None:
    """I5"""
    told = parsed(
        made(subject=text, sender=Mailbox(text, "relata@crm.example.com"), to=(Mailbox(text, "jan@x.example"),))
    )
    names = list(told.keys())
    assert len(names) == len(set(names))
    assert set(names) <= ONCE
    assert [each.addr_spec for each in told["To"].addresses] == ["jan@x.example"]
    assert [each.addr_spec for each in told["From"].addresses] == ["relata@crm.example.com"]
    assert str(told["Subject"] or "") == header.line(text)
    ours = read(message.mime(made(to=(Mailbox(text, "jan@x.example"),)))).to[0].name  # of which our reader keeps 200
    assert ours == header.line(text).replace("\u200b", "")[:200].strip()
    assert told.get_body(("html",)) is not None


@given(st.text(max_size=300))
def test_i5_of_any_text_there_is_one_of_each_header(text: str) -> None:
    """I5: read as mail programs read it, and as we read it ourselves."""
    raw = message.mime(made(subject=text, to=(Mailbox(text, "jan@x.example"),)))
    told = message_from_bytes(raw, policy=default)
    assert sorted(told.keys()) == sorted(set(told.keys()))
    assert [each.addr_spec for each in told["To"].addresses] == ["jan@x.example"]
    ours = read(raw)
    assert [each.email for each in ours.to] == ["jan@x.example"]
    assert ours.id == "act_1@crm.example.com"


def test_ids_longer_than_a_line_stay_whole() -> None:
    """RFC 5322, 2.1.1: a line has up to 998 octets; an id that is encoded as a word is nobody's id any more."""
    ids = (SES_ID, f"{'x' * 200}@x.example", SES_ID.replace("0107", "0108"))
    raw = message.mime(made(references=ids)).decode()
    lines = [f"<{each}>" for each in ids]
    assert "References: " + "\r\n ".join(lines) + "\r\n" in raw
    assert f"In-Reply-To: {lines[-1]}\r\n" in raw
    assert read(raw.encode()).references == ids


def test_lines_are_no_longer_than_the_standard_lets_them_be() -> None:
    """RFC 5322, 2.1.1; RFC 2047, 2."""
    html = "<p>" + "Привет " * 5_000 + "</p>"
    to = tuple(Mailbox("Зоя " * 20, f"{'a' * 60}{n}@{'b' * 60}.example") for n in range(19))
    raw = message.mime(made(subject="é" * 200, html=html, to=to))
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert max(len(each) for each in re.findall(rb"=\?[^ ]+\?=", raw)) <= 75
    assert raw.isascii()
    assert len(read(raw).to) == 19


def test_without_html_one_reads_the_same() -> None:
    html = (
        '<h2>Offer</h2><p>See <a href="https://x.example/1">our site</a> or '
        '<a href="mailto:a@x.example">a@x.example</a>.</p>'
        "<ul><li>one</li><li>two</li></ul><table><tbody><tr><td>a</td><td>b</td></tr></tbody></table><p>&lt;&amp;</p>"
    )
    assert message.plain(html).split("\n") == [
        "Offer", "", "See our site (https://x.example/1) or a@x.example.", "",
        "- one", "", "- two", "", "a b", "", "<&", "",
    ]  # fmt: skip


def test_domains_are_written_as_dns_has_them_and_odd_names_are_refused() -> None:
    assert [each.domain for each in parsed(made(to=(Mailbox("", "a@müller.example"),)))["To"].addresses] == [
        "xn--mller-kva.example"
    ]
    for address in ("jän@x.example", "a@x..example", f"a@{'x' * 70}.example"):
        with pytest.raises(ValueError, match=r"\w"):
            message.mime(made(to=(Mailbox("", address),)))


KINDS = ["application/pdf", "message/rfc822", "multipart/mixed", "text/plain", "text/html", "image/png"]


@pytest.mark.parametrize("kind", KINDS)
def test_f4_a_file_of_any_kind_arrives_byte_for_byte(kind: str) -> None:
    """F4"""
    content = bytes(range(256)) + b"\r\n.\r\nFrom x\n--boundary--\n"
    (part,) = parsed(made(files=(File("Фото.bin", kind, content),))).iter_attachments()
    assert (part.get_filename(), part.get_payload(decode=True)) == ("Фото.bin", content)
    assert part.get_content_disposition() == "attachment"


def test_ten_megabytes_take_no_long_time() -> None:
    """M8: of what Lambda gives the worker."""
    began = time.perf_counter()
    raw = message.mime(made(files=(File("a.bin", "application/pdf", bytes(10_000_000)),)))
    assert len(raw) < 14_000_000
    assert time.perf_counter() - began < 10
