"""Messages for the tests of mail, made from their parts."""

from chalicelib.mail import Message, read
from chalicelib.mail.fault import UNEXPECTED

FRAME = (
    b"From: Ann <ann@example.com>\r\nTo: desk@relata.example\r\n"
    b"Date: Mon, 2 Nov 2026 10:00:00 +0100\r\nMessage-ID: <1@x>\r\n"
)


def mail(body: bytes = b"Hello.\r\n", headers: bytes = b"Subject: Offer\r\n") -> bytes:
    return FRAME + headers + b"\r\n" + body


def opened(body: bytes = b"Hello.\r\n", headers: bytes = b"Subject: Offer\r\n") -> Message:
    """Read, and nothing fell into the net under the readers."""
    return caught(mail(body, headers))


def caught(raw: bytes) -> Message:
    message = read(raw)
    assert not [fault for fault in message.faults if fault.startswith(UNEXPECTED)]
    return message


def mixed(*parts: bytes, kind: bytes = b"mixed", boundary: bytes = b"edge") -> bytes:
    """Content-Type, empty line and the parts: given as headers to `mail` with an empty body."""
    joined = b"".join(b"--" + boundary + b"\r\n" + part + b"\r\n" for part in parts)
    return b'Content-Type: multipart/%s; boundary="%s"\r\n\r\n%s--%s--\r\n' % (kind, boundary, joined, boundary)


def html(markup: str) -> Message:
    return opened(markup.encode(), b"Content-Type: text/html; charset=utf-8\r\n")


def attached(disposition: bytes, content: bytes = b"x") -> bytes:
    return b"Content-Type: application/pdf\r\nContent-Disposition: " + disposition + b"\r\n\r\n" + content
